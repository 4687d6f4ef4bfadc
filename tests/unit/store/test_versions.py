from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.model.article import ArticleId, Translation, Version
from desktop_app.model.document import Document, Heading, Mark, Paragraph, Picture, Run
from desktop_app.store import articles, versions
from tests.support.stores import NOW, add, new, store, text


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def edit(db: sqlite3.Connection, article_id: ArticleId, at: int, **more: object) -> None:
    articles.update(db, article_id, new(1, **more), NOW + at)  # type: ignore[arg-type]


def changed(db: sqlite3.Connection, article_id: ArticleId) -> int | None:
    article = articles.article(db, article_id)
    assert article is not None
    return article.provenance.changed


def test_what_was_said_before_is_kept(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, "Agua", lead="L", document=text("Uno", "Dos")))
    edit(db, article_id, 60, title="Aguas", document=text("Uno", "Dos"))
    edit(db, article_id, 90, title="Aguas", document=text("Uno", "Tres"))
    assert versions.of_article(db, article_id) == (
        Version(NOW + 60, "Aguas", "Lead 1", text("Uno", "Dos")),
        Version(NOW, "Agua", "L", text("Uno", "Dos")),
    )
    assert changed(db, article_id) == NOW + 90


MARKED: Document = (Paragraph((Run("Body"), Run(" 1", Mark.BOLD))),)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("nothing", {}),
        ("mark-up", {"document": MARKED}),
        ("a heading of a paragraph", {"document": (Heading(2, (Run("Body 1"),)),)}),
        ("white space", {"document": text(" Body\n1 "), "title": "Title  1 "}),
        (
            "a picture",
            {"document": (Picture("https://a.example/1.jpg"), *text("Body 1")), "image": "https://a.example/1"},
        ),
        ("the lead", {"lead": "another"}),
        ("the byline", {"byline": "another"}),
        ("the address", {"url": "https://alba.example/1?utm_source=x"}),
        ("a text cut off", {"document": text("B")}),
    ],
)
def test_what_nobody_sees_makes_no_version(db: sqlite3.Connection, name: str, more: dict[str, object]) -> None:
    (article_id,) = add(db, new(1))
    edit(db, article_id, 60, text_hash=99, **more)
    assert versions.of_article(db, article_id) == (), name
    assert changed(db, article_id) is None


def test_a_text_that_comes_later_is_no_edit(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, document=()))
    edit(db, article_id, 60, document=text("Now"))
    assert versions.of_article(db, article_id) == ()
    edit(db, article_id, 70, title="Other", document=text("Now"))
    assert [v.document for v in versions.of_article(db, article_id)] == [text("Now")]


def test_ten_are_kept(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, "v0"))
    (other,) = add(db, new(2))
    for number in range(1, 15):
        edit(db, article_id, number, title=f"v{number}")
    articles.update(db, other, new(2, "Other"), NOW + 1)
    assert [v.title for v in versions.of_article(db, article_id)] == [f"v{n}" for n in range(13, 3, -1)]
    assert len(versions.of_article(db, other)) == 1


def test_edits_of_one_second_keep_their_order(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, "v0"))
    for number in range(1, 4):
        edit(db, article_id, 0, title=f"v{number}")
    assert [v.title for v in versions.of_article(db, article_id)] == ["v2", "v1", "v0"]


def test_they_go_with_their_article(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1))
    edit(db, article_id, 60, title="Other")
    assert articles.prune(db, NOW + 999, 10) == 1
    assert db.execute("SELECT count(*) FROM version").fetchone() == (0,)


def test_a_translation_is_none(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1))
    articles.put_translation(db, article_id, Translation("English", "", text("English"), "e"))
    edit(db, article_id, 60)
    assert versions.of_article(db, article_id) == ()


def test_they_are_found_by_their_index(db: sqlite3.Connection) -> None:
    plan = db.execute(f"EXPLAIN QUERY PLAN {versions.OF_ARTICLE}", (1,)).fetchall()
    assert [row[3] for row in plan] == ["SEARCH version USING INDEX version_by_article (article=?)"]
