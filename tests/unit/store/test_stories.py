"""Stories in the store: what is decided elsewhere is kept whole or not at all, and lists show what is there now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.country import NOWHERE
from desktop_app.model.story import StoryId
from desktop_app.store import articles, stories, story_lists
from desktop_app.store.stories import Compared, Grouped, Member
from tests.support import stores
from tests.support.stores import DAY, NOW


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with stores.store() as db:
        for number, key in ((1, "CL/alba"), (2, "EG/nil"), (3, "JP/asahi"), (4, "CL/alba")):
            stores.add(db, stores.new(number, f"Title {number}", image=f"https://i.example/{number}"), key=key)
        yield db


def grouped(db: sqlite3.Connection, *members: tuple[int, int, float]) -> Grouped:
    return Grouped(
        seen=stories.version(db),
        made=stories.new_version(),
        turns=tuple(w.turn for w in stories.waiting(db, 100)),
        compared=tuple(Compared(ArticleId(a), NOW, b"abc") for a, _, _ in members),
        members=tuple(Member(ArticleId(a), StoryId(s), how, None) for a, s, how in members),
        next_story=StoryId(max(s for _, s, _ in members) + 1),
    )


def keep(db: sqlite3.Connection, *members: tuple[int, int, float]) -> None:
    assert stories.keep(db, grouped(db, *members), NOW)


def test_what_arrives_waits_in_its_order(db: sqlite3.Connection) -> None:
    assert [w.article for w in stories.waiting(db, 100)] == [1, 2, 3, 4]
    first = stories.waiting(db, 1)[0]
    assert (first.title, first.text, first.published) == ("Title 1", "Lead 1", NOW - 1)


def test_an_imported_article_without_a_date_has_none(db: sqlite3.Connection) -> None:
    stores.add(db, stores.new(9, is_dated=False))
    assert stories.waiting(db, 100)[-1].published is None


def test_a_story_is_shown_with_what_its_articles_are(db: sqlite3.Connection) -> None:
    keep(db, (1, 7, 0.8), (2, 7, 0.9), (3, 8, 1.0), (4, 7, 0.7))
    assert not stories.is_waiting(db)
    assert story_lists.ranked(db, 10) == [7]
    summary = story_lists.summary(db, StoryId(7))
    assert summary is not None
    assert (summary.title, summary.articles, summary.outlets) == ("Title 2", 3, 2)
    assert summary.countries == ("CL", "EG")
    assert (summary.first_seen, summary.updated) == (NOW - 4, NOW - 1)
    assert summary.image == "https://i.example/2"
    assert [m.article for m in stories.members(db, StoryId(7))] == [2, 1, 4]
    assert [(r.story, r.other_takes) for r in articles.rows(db, [ArticleId(a) for a in (1, 2, 3)])] == [
        (7, 1), (7, 2), (8, 0)
    ]  # fmt: skip
    assert [m.article for m in story_lists.alone(db, 10)] == [3]
    assert story_lists.summary(db, StoryId(8)) is None
    assert stories.next_story(db) == 9


def test_what_does_not_say_where_it_is_from_is_counted_as_no_country(db: sqlite3.Connection) -> None:
    db.execute("UPDATE article SET country = ? WHERE id IN (2, 3)", (NOWHERE,))
    keep(db, (1, 7, 0.8), (2, 7, 0.9), (3, 8, 1.0), (4, 8, 0.9))
    assert [summary.countries for n in (7, 8) if (summary := story_lists.summary(db, StoryId(n)))] == [("CL",)] * 2
    db.execute("UPDATE article SET country = ?", (NOWHERE,))
    stories.wait_again(db, ArticleId(1))
    keep(db, (1, 9, 0.8), (2, 9, 0.9))
    assert [summary.countries for n in (9,) if (summary := story_lists.summary(db, StoryId(n)))] == [(NOWHERE,)]


def test_many_countries_rank_above_a_later_story_of_one(db: sqlite3.Connection) -> None:
    later = stores.add(db, stores.new(5, published=NOW + 3600), stores.new(6, published=NOW + 3600), key="CL/alba")
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (3, 1, 0.8), (4, 2, 1.0), *((a, 3, 0.9) for a in later))
    assert story_lists.ranked(db, 10) == [1, 3]
    assert story_lists.ranked(db, 1) == [1]


def test_what_moves_leaves_its_story(db: sqlite3.Connection) -> None:
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (3, 2, 1.0), (4, 3, 1.0))
    keep(db, (2, 2, 0.9))
    assert story_lists.ranked(db, 10) == [2]
    assert stories.story_of(db, ArticleId(1)) == 1


def test_a_decision_on_an_older_state_is_not_kept(db: sqlite3.Connection) -> None:
    late = grouped(db, (1, 1, 0.8), (2, 1, 0.8))
    keep(db, (1, 5, 1.0))
    before = stores.tables(db)
    assert not stories.keep(db, late, NOW)
    assert stores.tables(db) == before


def test_a_decision_made_before_a_correction_is_not_kept(db: sqlite3.Connection) -> None:
    late = grouped(db, (1, 1, 0.8), (2, 1, 0.8))
    stories.correct(db, ArticleId(2), ArticleId(1), is_same=False)
    assert not stories.keep(db, late, NOW)
    assert stories.corrections(db) == [(1, 2, False)]
    stories.correct(db, ArticleId(1), ArticleId(2), is_same=True)
    assert stories.corrections(db) == [(1, 2, True)]


def test_what_the_user_says_is_so_at_once(db: sqlite3.Connection) -> None:
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (3, 1, 0.7), (4, 2, 1.0))
    db.execute("UPDATE story_member SET copy_of = 2 WHERE article = 3")
    stories.correct(db, ArticleId(2), ArticleId(1), is_same=False)
    assert stories.story_of(db, ArticleId(2)) == 3 and stories.next_story(db) == 4
    assert {(m.article, m.copy_of) for m in stories.members(db, StoryId(1))} == {(1, None), (3, None)}
    stories.correct(db, ArticleId(2), ArticleId(4), is_same=False)
    assert stories.story_of(db, ArticleId(2)) == 3  # it was in none with it
    stories.correct(db, ArticleId(2), ArticleId(1), is_same=True)
    assert {m.article for m in stories.members(db, StoryId(1))} == {1, 2, 3}
    summary = story_lists.summary(db, StoryId(1))
    assert summary is not None and summary.articles == 3
    assert [w.article for w in stories.waiting(db, 10)] == [2]


@pytest.mark.parametrize("is_same", [True, False])
def test_what_the_user_did_not_mean_is_taken_back(db: sqlite3.Connection, is_same: bool) -> None:
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (3, 2, 1.0), (4, 3, 1.0))
    one, other = ArticleId(1), ArticleId(3 if is_same else 2)
    stories.correct(db, ArticleId(4), ArticleId(3), is_same=False)
    before, said = stores.tables(db)["story"], stories.corrections(db)
    done = stories.correct(db, one, other, is_same=is_same)
    again = stories.correct(db, one, other, is_same=not is_same)
    assert stories.corrections(db) != said
    stories.take_back(db, [done, again])
    assert stories.corrections(db) == said
    assert [stories.story_of(db, ArticleId(a)) for a in (1, 2, 3, 4)] == [1, 1, 2, 3]
    assert stores.tables(db)["story"] == before
    assert one in {w.article for w in stories.waiting(db, 9)}


def test_an_article_that_is_gone_meanwhile_is_left_out(db: sqlite3.Connection) -> None:
    late = grouped(db, (1, 1, 0.8), (2, 1, 0.8), (3, 1, 0.9))
    db.execute("DELETE FROM article WHERE id = 2")
    assert stories.keep(db, late, NOW)
    assert {m.article for m in stories.members(db, StoryId(1))} == {1, 3}


def test_retention_takes_articles_out_of_stories(db: sqlite3.Connection) -> None:
    old = stores.add(db, stores.new(5), key="EG/nil", at=NOW - 30 * DAY)
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (old[0], 1, 0.9), (3, 2, 0.5), (4, 2, 0.5))
    assert articles.prune(db, NOW - 10 * DAY, 100) == 1
    summary = story_lists.summary(db, StoryId(1))
    assert summary is not None and (summary.articles, summary.title) == (2, "Title 1")


def test_a_changed_article_waits_again_and_keeps_its_story(db: sqlite3.Connection) -> None:
    keep(db, (1, 1, 0.8), (2, 1, 0.8))
    articles.update(db, ArticleId(2), stores.new(2, "Another title"), NOW)
    assert [(w.article, w.title, w.published) for w in stories.waiting(db, 10)] == [(2, "Another title", NOW - 2)]
    assert stories.story_of(db, ArticleId(2)) == 1


def test_what_came_long_ago_is_compared_no_more(db: sqlite3.Connection) -> None:
    old = stores.add(db, stores.new(5), at=NOW - 11 * DAY)
    assert stories.outlived(db, NOW - stories.WINDOW_S) == []
    keep(db, (1, 1, 0.8), (2, 1, 0.8), (old[0], 1, 0.9))
    compared, members = stories.compared(db, NOW - stories.WINDOW_S)
    assert [c.article for c in compared] == [m.article for m in members] == [1, 2]
    assert {m.article for m in stories.members(db, StoryId(1))} == {1, 2, old[0]}


def test_takes_are_made_of_the_english_text(db: sqlite3.Connection) -> None:
    (told,) = story_lists.told(db, [ArticleId(1)])
    assert (told.title, told.text, told.language, told.country) == ("Title 1", "Lead 1", "es", "CL")
    assert not told.is_state_controlled
