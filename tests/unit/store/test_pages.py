from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.library import search_query
from desktop_app.model.article import Article, ArticleId, Translation
from desktop_app.model.document import Document, Picture
from desktop_app.model.errors import FetchProblem
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.store import articles, marks, pages, search
from tests.support.stores import NOW, add, check_index, feed, new, store, text

FULL = SitePage(
    PageOutcome.FULL_TEXT, NOW + 60, byline="Ana Rojas", image="https://alba.example/lead.jpg",
    document=(*text("Body 1", "And the glaciers of the south."), Picture("https://alba.example/in.jpg", "A caption")),
)  # fmt: skip
WALL = SitePage(PageOutcome.PAYWALL, NOW + 90)
OFFLINE = SitePage(PageOutcome.FAILED, NOW + 90, FetchProblem.OFFLINE)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def stored(db: sqlite3.Connection, article_id: ArticleId) -> Article:
    article = articles.article(db, article_id)
    assert article is not None
    return article


def found(db: sqlite3.Connection, words: str) -> list[ArticleId]:
    while search.index_waiting(db, 100):
        pass
    assert db.execute("SELECT count(*) FROM search_todo").fetchone()[0] == 0
    db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    return search.find(db, search_query.parse(words, NOW), 50)


@pytest.mark.parametrize("page", [FULL, WALL, OFFLINE, SitePage(PageOutcome.FAILED, NOW, FetchProblem.STATUS, 500)])
def test_what_a_page_gave_is_read_as_it_was_put(db: sqlite3.Connection, page: SitePage) -> None:
    (one, other) = add(db, new(1), new(2))
    assert stored(db, one).page is None
    pages.put(db, one, page)
    assert stored(db, one).page == pages.of_article(db, one) == page
    assert stored(db, other).page is None


def test_the_full_text_takes_the_place_of_the_feeds_which_is_kept(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    before = stored(db, one)
    pages.put(db, one, FULL)
    article = stored(db, one)
    assert article.document == FULL.document
    assert article.feed_document == before.document == text("Body 1")
    assert (article.byline, article.row.image) == ("Ana Rojas", "https://alba.example/lead.jpg")


def test_what_the_feed_names_goes_before_what_the_page_does(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1, byline="The desk", image="https://alba.example/feeds.jpg"))
    pages.put(db, one, FULL)
    article = stored(db, one)
    assert (article.byline, article.row.image) == ("The desk", "https://alba.example/feeds.jpg")


def test_a_wall_leaves_the_feeds_text(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, WALL)
    assert stored(db, one).document == stored(db, one).feed_document == text("Body 1")


@pytest.mark.parametrize("later", [WALL, OFFLINE])
def test_a_full_text_outlives_a_page_that_gives_none_any_more(db: sqlite3.Connection, later: SitePage) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    pages.put(db, one, later)
    page = pages.of_article(db, one)
    assert page is not None
    assert (page.outcome, page.document) == (FULL.outcome, FULL.document)
    assert page.fetched == later.fetched  # so that it is not asked again and again
    assert found(db, "glaciers") == [one]


def test_an_article_that_is_gone_has_no_page(db: sqlite3.Connection) -> None:
    pages.put(db, ArticleId(77), FULL)
    pages.put(db, ArticleId(77), WALL)
    for table in ("page", "search_todo", "user_copy_todo"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_a_page_goes_with_its_article(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    assert found(db, "glaciers") == [one]
    assert articles.prune(db, NOW + 1, 10) == 1
    assert db.execute("SELECT count(*) FROM page").fetchone()[0] == 0
    assert found(db, "glaciers") == []


# Search


@pytest.mark.parametrize("is_indexed_before", [True, False])
def test_a_full_text_is_found(db: sqlite3.Connection, is_indexed_before: bool) -> None:
    (one,) = add(db, new(1, "Agua"))
    if is_indexed_before:
        assert found(db, "glaciers") == []
    pages.put(db, one, FULL)
    for words in ("glaciers", "agua", "rojas", "caption"):
        assert found(db, words) == [one], words


def test_another_full_text_leaves_nothing_of_the_first(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    assert found(db, "glaciers") == [one]
    pages.put(db, one, SitePage(PageOutcome.FULL_TEXT, NOW + 99, document=text("Body 1", "And the rivers.")))
    assert found(db, "rivers") == [one]
    assert found(db, "glaciers") == []
    check_index(db)


def test_the_feed_and_a_translation_may_change_beside_a_full_text(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    assert found(db, "glaciers") == [one]
    articles.put_translation(db, one, Translation("Water", "Lead", text("The ice of the south."), "engine 1"))
    assert found(db, "ice") == found(db, "glaciers") == [one]
    articles.update(db, one, new(1, "Aguas", document=text("Otra cosa"), text_hash=9), NOW + 200)
    assert found(db, "otra") == found(db, "glaciers") == [one]
    assert found(db, "ice") == []
    assert stored(db, one).feed_document == text("Otra cosa")


def test_what_was_stored_just_now_is_not_indexed_without_its_page(db: sqlite3.Connection) -> None:
    article = new(1)
    (one,) = add(db, article)
    pages.put(db, one, FULL)
    search.index_waiting(db, 10, {one: article})
    assert found(db, "glaciers") == [one]
    search.forget(db, one)  # by the text that went in, or the index is damaged
    db.execute("DELETE FROM article")
    check_index(db)


# What the user keeps


def is_to_be_copied(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT count(*) FROM user_copy_todo").fetchone()[0])


@pytest.mark.parametrize("kept_by", ["star", "note", "tag", ""])
def test_what_is_kept_is_copied_with_its_full_text(db: sqlite3.Connection, kept_by: str) -> None:
    (one,) = add(db, new(1))
    if kept_by == "star":
        marks.set_starred(db, (one,), NOW)
    if kept_by == "note":
        marks.set_note(db, one, "Mine")
    if kept_by == "tag":
        marks.set_tag(db, one, "ice", is_set=True)
    marks.set_read(db, (one,), NOW)
    db.execute("DELETE FROM user_copy_todo")
    pages.put(db, one, FULL)
    assert is_to_be_copied(db) is bool(kept_by)


def pictures_of(document: Document) -> set[str]:
    return {block.url for block in document if isinstance(block, Picture)}


def test_the_pictures_of_a_full_text_are_kept_with_a_star(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    assert marks.kept_images(db) == frozenset()
    marks.set_starred(db, (one,), NOW)
    assert marks.kept_images(db) == {FULL.image, *pictures_of(FULL.document)}


def test_a_picture_of_a_page_is_shown_by_the_feed_of_its_article(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    pages.put(db, one, FULL)
    ours = feed(db).url
    for picture in (FULL.image, *pictures_of(FULL.document)):
        assert articles.feed_showing(db, picture, (ours,)) == ours
    assert articles.feed_showing(db, "https://alba.example/other.jpg", (ours,)) == ""


def test_a_page_is_linked_by_the_feed_of_its_article(db: sqlite3.Connection) -> None:
    add(db, new(1))
    ours, other = feed(db).url, feed(db, "JP/asahi").url
    assert articles.feed_linking(db, "https://alba.example/1", (other, ours)) == ours
    assert articles.feed_linking(db, "https://alba.example/1", (other,)) == ""
    assert articles.feed_linking(db, "https://alba.example/2", (ours,)) == ""
