from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QTextDocument

from desktop_app.model.article import Article, Version
from desktop_app.ui.reader.changes_page import changes_page
from desktop_app.ui.reader.dates import updated
from desktop_app.ui.reader.page import SHOW_ARTICLE, SHOW_CHANGES, article_page
from desktop_app.ui.reader.style import Mode
from tests.unit.ui.reader.articles import AROUND, LOOK, article, paragraphs

LEGEND = "Words that are underlined are new, words that are struck through are gone."
READ = 1_773_494_000  # Saturday, 14 March 2026, 13:13 UTC


def edited(*texts: str, title: str = "Título") -> Article:
    made = article(paragraphs(*texts), original_title=title, title=title)
    return replace(made, provenance=replace(made.provenance, changed=READ + 3_600))


def version(at: int, title: str, *texts: str) -> Version:
    return Version(READ + at, title, "", paragraphs(*texts))


def page(shown: Article, *versions: Version) -> str:
    return changes_page(shown, versions, LOOK, AROUND).html


def read(html: str) -> list[str]:
    document = QTextDocument()
    document.setHtml(html)
    return [line for line in document.toPlainText().split("\n") if line.strip()]


def test_all_edits_the_latest_first() -> None:
    shown = page(
        edited("Ten are missing.", "The port is closed.", title="Ten missing"),
        version(60, "Five missing", "Five are missing.", "The port is closed."),
        version(0, "Five missing", "Five are missing."),
    )
    assert read(shown) == [
        "← Back to the article (Esc)",
        "What changed",
        f"La Tercera changed this article twice since it was first read. {LEGEND}",
        "Updated Sat 14 March 2026, 14:13",
        "2 words added, 2 words removed",
        "Five Ten missing",
        "Five Ten are missing.",
        "· · ·  1 paragraph unchanged",
        "Updated Sat 14 March 2026, 13:14",
        "4 words added",
        "· · ·  1 paragraph unchanged",
        "The port is closed.",
        "First read Sat 14 March 2026, 13:13.",
    ]
    assert f'href="{SHOW_ARTICLE}"' in shown


def test_colour_is_not_the_only_sign() -> None:
    shown = page(edited("It is warm here"), version(0, "Título", "It is cold here"))
    assert re.search(r"text-decoration:line-through[^>]*>cold</span>", shown)
    assert re.search(r"text-decoration:underline[^>]*>warm</span>", shown)


def test_spaces_are_not_struck_through() -> None:
    shown = page(edited("It is here"), version(0, "Título", "It is cold here"))
    assert re.search(r">cold</span> ?here", shown)


def test_only_signs() -> None:
    assert "Signs and spaces only" in page(edited("It is!"), version(0, "Título", "It is."))


def test_what_is_not_kept_is_said() -> None:
    assert "is not kept any more" in page(edited("x"))


def test_nothing_of_the_site_is_markup() -> None:
    evil = "<script>alert(1)</script><img src=file:///etc/passwd>"
    shown = page(edited(evil, title=evil), version(0, f"old {evil}", f"other {evil}"))
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("instant", "since", "zone", "expected"),
    [
        (READ + 3_600, READ, None, "updated 14:13"),
        (READ + 3_600, READ, UTC, "updated 14:13"),
        (READ + 3_600, READ, ZoneInfo("America/Santiago"), "updated 14:13 here"),
        (READ + 90_000, READ, None, "updated Sun 15 March, 14:13"),
        (READ + 90_000, READ, ZoneInfo("Asia/Tokyo"), "updated Sun 15 March, 14:13 here"),
    ],
)
def test_when_it_was_updated(instant: int, since: int, zone: tzinfo | None, expected: str) -> None:
    assert updated(instant, since, zone, UTC).replace("\u00a0", " ") == expected


def test_the_article_says_that_it_was_updated() -> None:
    html = article_page(edited("x"), Mode.ORIGINAL, LOOK, AROUND).html
    assert "updated\u00a014:13" in html
    assert f'href="{SHOW_CHANGES}"' in html
    assert SHOW_CHANGES not in article_page(article(paragraphs("x")), Mode.ORIGINAL, LOOK, AROUND).html
