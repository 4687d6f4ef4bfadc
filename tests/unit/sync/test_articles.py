from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.model import document as documents
from desktop_app.model.article import NewArticle
from desktop_app.model.document import Picture
from desktop_app.model.feed import Entry
from desktop_app.sync.articles import UNTITLED_LENGTH, new_articles
from tests.support.entries import entry, parsed
from tests.support.stores import DAY, NOW
from tests.unit.sync.test_schedule import feed


def one(e: Entry, *, feed_language: str = "", catalogue_language: str = "") -> NewArticle:
    (made,) = new_articles(parsed(e, language=feed_language), feed(language=catalogue_language), NOW)
    return made


@pytest.mark.parametrize(
    ("name", "published", "updated", "expected"),
    [
        ("as given", NOW - DAY, NOW - 5, NOW - DAY),
        ("updated only", None, NOW - 5, NOW - 5),
        ("neither", None, None, NOW),
        ("in the future", NOW + 9 * DAY, None, NOW),
        ("a second in the future", NOW + 1, None, NOW),
        ("now", NOW, None, NOW),
        ("1970", 0, None, NOW),
        ("before", -5, None, NOW),
        ("long ago", 86_400, None, 86_400),
    ],
)
def test_dates(name: str, published: int | None, updated: int | None, expected: int) -> None:
    assert one(entry(1, published=published, updated=updated)).published == expected, name


def test_entries_without_a_date_keep_the_order_of_the_feed() -> None:
    made = new_articles(parsed(entry(1), entry(2, published=NOW - 99), entry(3)), feed(), NOW)
    assert [a.published for a in made] == [NOW, NOW - 99, NOW - 2]


@pytest.mark.parametrize(
    ("item", "of_feed", "catalogue", "expected"),
    [
        ("", "", "", ""),
        ("es-CL", "en", "fr", "es"),
        ("", "en-us", "", "en"),
        ("", "en-us", "fr", "fr"),
        ("zh_Hant_TW", "", "", "zh"),
        ("PT", "", "", "pt"),
    ],
)
def test_languages(item: str, of_feed: str, catalogue: str, expected: str) -> None:
    made = one(entry(1, language=item), feed_language=of_feed, catalogue_language=catalogue)
    assert made.language == expected


def test_what_an_entry_gives() -> None:
    made = one(
        entry(1, title="Agua", content="<p>Todo el texto del artículo.</p>", summary="Un resumen.", author="A. Rojas")
    )
    assert (made.title, made.lead, made.byline) == ("Agua", "Un resumen.", "A. Rojas")
    assert (made.url, made.public_id) == ("https://alba.example/1", None)
    assert documents.text(made.document) == "Todo el texto del artículo."


def test_a_lead_is_made_of_the_text_where_there_is_no_summary() -> None:
    assert one(entry(1, summary="", content="<p>Llueve en el norte.</p>")).lead == "Llueve en el norte."
    assert one(entry(1, summary="<p>Llueve en el norte.</p>")).lead == "Llueve en el norte."


@pytest.mark.parametrize(
    ("name", "images", "html", "expected"),
    [
        ("the feed's", ("https://a.example/1.jpg", "https://a.example/2.jpg"), "", "https://a.example/1.jpg"),
        ("the text's", (), '<p>a</p><img src="https://a.example/in.jpg">', "https://a.example/in.jpg"),
        ("the feed's first", ("https://a.example/1.jpg",), '<img src="/in.jpg">', "https://a.example/1.jpg"),
        ("none", (), "<p>a</p>", ""),
    ],
)
def test_pictures(name: str, images: tuple[str, ...], html: str, expected: str) -> None:
    made = one(entry(1, images=images, content=html))
    assert made.image == expected, name
    assert all(isinstance(block.url, str) for block in made.document if isinstance(block, Picture))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("short", "<p>Una nota breve.</p><p>Otra.</p>", "Una nota breve."),
        ("long", "<p>" + "palabra " * 30 + "</p>", ("palabra " * 10).strip() + "…"),
        ("one long word", "<p>" + "x" * 200 + "</p>", "x" * UNTITLED_LENGTH + "…"),
        ("nothing but a picture", '<img src="https://a.example/1.jpg">', "https://alba.example/1"),
    ],
)
def test_untitled(name: str, content: str, expected: str) -> None:
    assert one(entry(1, title="", summary="", content=content)).title == expected, name


def test_an_empty_entry_is_no_article() -> None:
    empty = entry(1, title="", summary="", content="")
    assert [a.title for a in new_articles(parsed(empty, entry(2)), feed(), NOW)] == ["Title 2"]


def test_the_hash_is_of_all_that_is_shown_and_of_nothing_else() -> None:
    before = entry(1, images=("https://a.example/1.jpg",), author="A")
    hash_before = one(before).text_hash
    for changed in (
        replace(before, title="Other"),
        replace(before, summary="<p>Other</p>"),
        replace(before, author="B"),
        replace(before, images=("https://a.example/2.jpg",)),
    ):
        assert one(changed).text_hash != hash_before, changed
    for same in (
        replace(before, published=NOW - 5),
        replace(before, url=before.url + "?utm_source=x"),
        replace(before, summary="  <p>Body 1</p>\n<script>track()</script>"),
    ):
        assert one(same).text_hash == hash_before, same
