"""A window over very many articles: a list of 100,000 is shown by its first page, and grows without a reset."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.paths import in_profile
from tests.ui.window.conftest import Demo, OpenDesk
from tests.ui.window.desk import Desk

MANY = 100_000


@pytest.fixture
def many(open_desk: OpenDesk, profile: Path, demo: Demo) -> Desk:
    """Chile's newest article once more, a hundred thousand times, each a second older, and all of them starred."""
    with closing(sqlite3.connect(in_profile(profile).database)) as db, db:
        db.execute(
            """WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?),
                    one AS (SELECT * FROM article WHERE country = 'CL' ORDER BY published LIMIT 1)
               INSERT INTO article (outlet, feed, country, url, title, lead, byline, language, image, published,
                                    fetched, text_hash)
               SELECT outlet, feed, country, url || n, title || n, lead, byline, language, '', published - n,
                      fetched, text_hash FROM one, n""",
            (MANY,),
        )
        db.execute("INSERT INTO mark (article, starred_at) SELECT id, published FROM article WHERE country = 'CL'")
    return open_desk(demo(), profile=profile)


@pytest.mark.parametrize("screen", ["country", "saved"])
def test_a_hundred_thousand_rows_come_without_a_reset(many: Desk, screen: str) -> None:
    if screen == "country":
        many.window.open_country("CL")
    else:
        many.window.show_screen("saved")
    model, resets = many.pane.model, list[int]()
    model.modelReset.connect(lambda: resets.append(1))
    assert model.rowCount() == 50  # at once
    many.list.setFocus()
    many.key("j")
    first = many.pane.reader.article_id
    many.wait(lambda: model.rowCount() == MANY + 5)
    assert not resets
    assert many.pane.reader.article_id == many.list.current_article() == first
    many.key(Qt.Key.Key_End)
    last = model.row_at(MANY + 4)
    assert last is not None and many.pane.reader.article_id == last.id
    many.key("s")
    many.wait(lambda: many.view.saved_count() == MANY + 4)
    assert model.rowCount() == MANY + 5
    assert not resets
