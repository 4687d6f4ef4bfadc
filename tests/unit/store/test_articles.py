from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, NewArticle, PageEnd, Translation
from desktop_app.model.listing import FromCountry, FromOutlet, Latest, Saved
from desktop_app.model.outlet import OutletKey
from desktop_app.store import articles, marks, packing
from desktop_app.store.articles import Known, StoredListing
from tests.support.stores import CL, DAY, EG, JP, NOW, add, feed_id, new, store, text


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def titles(db: sqlite3.Connection, listing: StoredListing, limit: int = 50) -> list[str]:
    return [row.title for row in articles.page(db, listing, None, limit)]


def walk(db: sqlite3.Connection, listing: StoredListing, limit: int) -> list[ArticleId]:
    """Every id of a listing, a page at a time."""
    ids: list[ArticleId] = []
    after: PageEnd | None = None
    while rows := articles.page(db, listing, after, limit):
        ids += [row.id for row in rows]
        after = articles.page_end(db, listing, rows[-1])
    return ids


# Reading


def test_an_article_comes_back_whole(db: sqlite3.Connection) -> None:
    given = new(7, "Agua", byline="A. Rojas", image="https://alba.example/a.jpg", document=text("Uno", "Dos"))
    (article_id,) = add(db, given)
    article = articles.article(db, article_id)
    assert article is not None
    row = article.row
    assert (row.id, row.country, row.outlet, row.title, row.original_title) == (article_id, CL, "Alba", "Agua", "Agua")
    assert (row.lead, row.language, row.url, row.image) == (given.lead, "es", given.url, given.image)
    assert (row.published, row.is_read, row.is_starred, row.is_translated) == (given.published, False, False, False)
    assert article.document == given.document
    assert (article.byline, article.original_lead, article.public_id) == ("A. Rojas", given.lead, article_id)
    assert article.provenance.feed_url == "https://alba.example/feed"
    assert (article.provenance.fetched, article.provenance.changed) == (NOW, None)
    assert (article.tags, article.note, article.translation) == ((), "", None)


def test_an_article_without_text(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, document=()))
    article = articles.article(db, article_id)
    assert article is not None and article.document == ()


def test_a_translation_is_what_lists_show(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, "Agua"))
    made = Translation("Water", "It rains", text("It rains a lot"), "engine 1")
    articles.put_translation(db, article_id, made)
    (row,) = articles.rows(db, [article_id])
    assert (row.title, row.original_title, row.lead, row.is_translated) == ("Water", "Agua", "It rains", True)
    article = articles.article(db, article_id)
    assert article is not None
    assert article.translation == made
    assert article.original_lead == "Lead 1"
    articles.put_translation(db, article_id, replace(made, title="Waters"))
    assert articles.rows(db, [article_id])[0].title == "Waters"


def test_rows_are_in_the_order_asked_for_without_those_gone(db: sqlite3.Connection) -> None:
    one, two, three = add(db, new(1), new(2), new(3))
    db.execute("DELETE FROM article WHERE id = ?", (two,))
    assert [r.id for r in articles.rows(db, [three, two, one, three, ArticleId(99)])] == [three, one, three]
    assert articles.article(db, two) is None


LISTINGS: list[StoredListing] = [
    FromCountry(CL),
    FromCountry(EG),
    FromCountry(JP),
    FromOutlet(OutletKey("CL/alba")),
    FromOutlet(OutletKey("CL/nobody")),
    Latest(),
    Saved(),
    Saved("water"),
]


@pytest.mark.parametrize("listing", LISTINGS, ids=str)
@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_pages_are_the_whole_list_whatever_their_size(
    db: sqlite3.Connection, listing: StoredListing, limit: int
) -> None:
    chance = random.Random(7)
    for number in range(40):  # many of the same second
        (article_id,) = add(
            db, new(number, published=NOW - chance.randrange(6)), key=chance.choice(["CL/alba", "EG/nil"])
        )
        if chance.random() < 0.5:
            marks.set_starred(db, [article_id], NOW + chance.randrange(4))
        if chance.random() < 0.4:
            marks.set_tag(db, article_id, "water", is_set=True)
    whole = list(articles.ids(db, listing))
    assert walk(db, listing, limit) == whole
    assert len(set(whole)) == len(whole)
    assert bool(whole) == (listing not in {FromCountry(JP), FromOutlet(OutletKey("CL/nobody"))})


def test_newest_first_and_of_the_same_second_the_last_stored_first(db: sqlite3.Connection) -> None:
    add(db, new(1, published=NOW - 5), new(2, published=NOW), new(3, published=NOW - 5), new(4, published=NOW - 9))
    assert titles(db, Latest()) == ["Title 2", "Title 3", "Title 1", "Title 4"]


def test_a_new_article_does_not_disturb_the_pages_behind_it(db: sqlite3.Connection) -> None:
    add(db, *(new(i) for i in range(10)))
    first = articles.page(db, Latest(), None, 5)
    add(db, new(100, published=NOW + 1))
    end = articles.page_end(db, Latest(), first[-1])
    assert [r.title for r in articles.page(db, Latest(), end, 5)] == [f"Title {i}" for i in range(5, 10)]


def test_saved_is_in_the_order_of_the_stars(db: sqlite3.Connection) -> None:
    one, two, three = add(db, new(1), new(2), new(3))
    marks.set_starred(db, [two], NOW + 1)
    marks.set_starred(db, [three], NOW + 2)
    marks.set_starred(db, [one], NOW + 3)
    assert walk(db, Saved(), 2) == [one, three, two]
    marks.set_starred(db, [three], None)
    assert walk(db, Saved(), 2) == [one, two]


def test_a_page_that_ended_with_a_star_taken_away_meanwhile(db: sqlite3.Connection) -> None:
    ids = add(db, *(new(i) for i in range(4)))
    marks.set_starred(db, ids, NOW)
    first = articles.page(db, Saved(), None, 2)
    marks.set_starred(db, [first[-1].id], None)
    end = articles.page_end(db, Saved(), first[-1])
    assert articles.page(db, Saved(), end, 2) == ()  # the list ends rather than repeats itself


def test_activity_counts_what_came_after(db: sqlite3.Connection) -> None:
    add(db, new(1, published=NOW), new(2, published=NOW - DAY + 1), new(3, published=NOW - DAY))
    add(db, new(4, published=NOW - 2 * DAY), key="EG/nil")
    add(db, new(5), key="JP/asahi")
    assert articles.activity(db, NOW - DAY) == {CL: 2, JP: 1}
    assert articles.new_in_country(db, CL, NOW - DAY) == 2
    assert articles.total(db) == 5


# Ids that the user sees


@pytest.mark.parametrize(
    ("given", "asked", "is_found"),
    [
        ("abc", "abc", True),
        ("abc", "ABC", False),
        (700, 700, True),
        (700, "700", True),
        ("700", "700", True),
        ("0700", "0700", True),
        (-5, "-5", True),
        (2**70, 2**70, True),
        (2**70, str(2**70), True),
        ("日本", "日本", True),
        (700, "", False),
        (700, "701", False),
        (700, "--", False),
        (700, "²", False),
    ],
)
def test_an_imported_article_is_known_by_its_own_id(
    db: sqlite3.Connection, given: str | int, asked: str | int, *, is_found: bool
) -> None:
    (article_id,) = add(db, new(1, public_id=given))
    assert articles.by_public_id(db, asked) == (article_id if is_found else None)
    assert articles.public_ids(db, [article_id]) == {article_id: given}
    article = articles.article(db, article_id)
    assert article is not None and article.public_id == given


def test_an_id_that_is_taken_does_not_hide_who_has_it(db: sqlite3.Connection) -> None:
    (first,) = add(db, new(1))
    (second,) = add(db, new(2, public_id=int(first)))
    assert first != second
    assert articles.public_ids(db, [first, second]) == {first: first, second: first}


@pytest.mark.parametrize("number", [articles.MOST_GIVEN + 1, 2**62, 0, -1])
def test_a_huge_imported_id_leaves_room_for_those_that_follow(db: sqlite3.Connection, number: int) -> None:
    imported, following = add(db, new(1, "imported", public_id=number), new(2, "following"))
    assert articles.public_ids(db, [imported])[imported] == number
    assert following < articles.MOST_GIVEN


def test_an_id_is_never_used_again(db: sqlite3.Connection) -> None:
    (last,) = add(db, new(1), at=NOW - DAY)
    articles.prune(db, NOW, 10)
    assert articles.total(db) == 0
    (fresh,) = add(db, new(2))
    assert fresh > last


# What the sync writes


def test_known_by_any_key(db: sqlite3.Connection) -> None:
    one, two = add(db, new(1, keys=(10, 11)), new(2, keys=(20,)))
    articles.remember_keys(db, feed_id(db), two, (21, 11))  # 11 stays with the first
    assert articles.known(db, [10, 11, 20, 21, 99]) == {
        10: Known(one, 1),
        11: Known(one, 1),
        20: Known(two, 2),
        21: Known(two, 2),
    }
    assert articles.known(db, []) == {}


def test_known_of_more_keys_than_a_statement_takes(db: sqlite3.Connection) -> None:
    ids = add(db, *(new(i, keys=(i,)) for i in range(1_201)))
    found = articles.known(db, list(range(-2_000, 2_000)))
    assert {key: k.article for key, k in found.items()} == dict(enumerate(ids))


def update(db: sqlite3.Connection, article_id: ArticleId, **more: object) -> None:
    articles.update(db, article_id, new(1, **more), NOW + 60)  # type: ignore[arg-type]


def stored_text(db: sqlite3.Connection, article_id: ArticleId) -> str:
    article = articles.article(db, article_id)
    assert article is not None
    return documents.text(article.document)


def test_an_update_replaces_what_the_feed_says(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, "Agua", image="https://alba.example/1.jpg"))
    articles.put_translation(db, article_id, Translation("Water", "", (), "e"))
    update(db, article_id, title="Aguas", document=text("Otro texto"), text_hash=5, published=NOW + 999)
    article = articles.article(db, article_id)
    assert article is not None
    assert (article.row.title, article.row.image) == ("Aguas", "https://alba.example/1.jpg")  # no picture: the old one
    assert article.row.published == NOW - 1  # an article does not climb by being edited
    assert article.translation is None
    assert (article.provenance.fetched, article.provenance.changed) == (NOW, NOW + 60)
    assert stored_text(db, article_id) == "Otro texto"
    assert articles.known(db, new(1).keys)[new(1).keys[0]] == Known(article_id, 5)
    update(db, article_id, image="https://alba.example/2.jpg")
    assert articles.rows(db, [article_id])[0].image == "https://alba.example/2.jpg"


@pytest.mark.parametrize(
    ("before", "after", "is_taken"),
    [(100, 100, True), (100, 50, True), (100, 49, False), (100, 0, False), (0, 0, True), (0, 100, True), (1, 0, False)],
)
def test_a_text_cut_to_less_than_half_is_kept(
    db: sqlite3.Connection, before: int, after: int, *, is_taken: bool
) -> None:
    old, fresh = text("o" * before) if before else (), text("f" * after) if after else ()
    (article_id,) = add(db, new(1, document=old))
    update(db, article_id, document=fresh, text_hash=5)
    assert stored_text(db, article_id) == ("f" * after if is_taken else "o" * before)


def test_a_text_that_comes_later(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1, document=()))
    update(db, article_id, document=text("Now"))
    assert stored_text(db, article_id) == "Now"


def articles_of_feed(db: sqlite3.Connection) -> int:
    number: int = db.execute("SELECT articles FROM feed WHERE id = ?", (feed_id(db),)).fetchone()[0]
    return number


def test_pruning_leaves_what_the_user_kept(db: sqlite3.Connection) -> None:
    plain, starred, tagged, noted, read, unstarred = add(db, *(new(i) for i in range(6)), at=NOW - 10)
    (young,) = add(db, new(9))
    marks.set_starred(db, [starred, unstarred], NOW)
    marks.set_starred(db, [unstarred], None)
    marks.set_tag(db, tagged, "water", is_set=True)
    marks.set_note(db, noted, "mine")
    marks.set_read(db, [read], NOW)
    assert articles.prune(db, NOW - 10, 100) == 0  # not older than that
    assert articles.prune(db, NOW - 9, 2) == 2
    assert articles.prune(db, NOW - 9, 2) == 1
    assert articles.prune(db, NOW - 9, 2) == 0
    left = {ArticleId(i) for (i,) in db.execute("SELECT id FROM article")}
    assert left == {starred, tagged, noted, young}
    assert {plain, read, unstarred}.isdisjoint(left)
    assert articles_of_feed(db) == 4
    for table in ("body", "translation", "mark", "tag", "search_todo"):
        orphans = f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT id FROM article)"
        assert db.execute(orphans).fetchone()[0] == 0, table


def test_a_pruned_article_stays_known_while_its_feed_lists_it(db: sqlite3.Connection) -> None:
    add(db, new(1, keys=(10, 11)), new(2, keys=(20,)), at=NOW - 10)
    (alive,) = add(db, new(3, keys=(30,)))
    articles.prune(db, NOW, 100)
    assert articles.known(db, [10, 11, 20, 30]) == {
        10: Known(None, 0), 11: Known(None, 0), 20: Known(None, 0), 30: Known(alive, 3),
    }  # fmt: skip
    articles.forget_outlived_keys(db, feed_id(db), [10, 11])  # the feed lists the first only
    assert set(articles.known(db, [10, 11, 20, 30])) == {10, 11, 30}
    articles.forget_outlived_keys(db, feed_id(db, "EG/nil"), [])  # another feed's are not its business
    assert set(articles.known(db, [10, 11, 20, 30])) == {10, 11, 30}
    articles.forget_outlived_keys(db, feed_id(db), [])
    assert set(articles.known(db, [10, 11, 20, 30])) == {30}


def test_packed_documents_come_back() -> None:
    given: NewArticle = new(1, document=text("Ein Wort " * 500, "日本語", "مرحبا", "\x00\u2028"))
    packed = packing.pack(given.document)
    assert packing.unpack(packed) == given.document
    assert len(packed) < len(documents.dumps(given.document))


def test_the_activity_of_a_day(db: sqlite3.Connection) -> None:
    assert articles.oldest(db) is None
    add(db, new(1, published=NOW), new(2, published=NOW - DAY), new(3, published=NOW - DAY - 1))
    add(db, new(4, published=NOW - 2 * DAY + 1), key="EG/nil")
    assert articles.activity_between(db, NOW - DAY, NOW) == {CL: 1}
    assert articles.activity_between(db, NOW - 2 * DAY, NOW - DAY) == {CL: 2, EG: 1}
    assert articles.oldest(db) == NOW - 2 * DAY + 1
