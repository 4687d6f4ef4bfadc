"""Takes in the store: kept for the story they were made of, with what was told before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.story import StoryId
from desktop_app.model.take import Quote, StoryTakes, Take, Told
from desktop_app.store import articles, stories, story_lists, story_takes
from desktop_app.store.stories import Grouped, Member
from desktop_app.store.story_takes import MOST_STATES, Made
from tests.support import stores
from tests.support.stores import CL, DAY, EG, NOW

STORY = StoryId(7)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with stores.store() as db:
        for number, key in enumerate(("CL/alba", "EG/nil", "JP/asahi", "CL/alba"), 1):
            stores.add(db, stores.new(number), key=key)
        put(db, 1, 2, 3, 4)
        yield db


def put(db: sqlite3.Connection, *members: int, story: StoryId = STORY) -> None:
    """These articles are in the story from now on."""
    kept = Grouped(
        seen=stories.version(db),
        made=stories.new_version(),
        turns=tuple(w.turn for w in stories.waiting(db, 100)),
        compared=(),
        members=tuple(Member(ArticleId(m), story, 0.5, None) for m in members),
        next_story=StoryId(20),
    )
    assert stories.keep(db, kept, NOW)


def quote(sentence: str) -> Quote:
    return Quote(sentence, ArticleId(2), "Nil", EG, NOW, "https://nil.example/2", is_state_controlled=True)


TAKE = Take("Chilean Doubts over Treaty", quote("Nobody asked us."), (ArticleId(1), ArticleId(2)), (CL, EG), 2)


def made(db: sqlite3.Connection, sentence: str, *, is_news: bool = True, takes: tuple[Take, ...] = (TAKE,)) -> Made:
    turn = story_takes.turn(db, STORY)
    assert turn is not None
    current = (Told(quote(sentence), (CL,)),) if sentence else ()
    return Made(turn, STORY, StoryTakes(takes, current), is_news)


def keep(db: sqlite3.Connection, sentence: str, at: int, *, is_news: bool = True) -> None:
    story_takes.wait(db, STORY)
    assert story_takes.keep(db, made(db, sentence, is_news=is_news), at)


def told(db: sqlite3.Connection) -> list[tuple[int | None, str]]:
    return [
        (state.since, " ".join(one.quote.sentence for one in state.told)) for state in story_takes.states(db, STORY)
    ]


def test_a_story_that_can_have_takes_waits_for_them(db: sqlite3.Connection) -> None:
    assert [(w.story, w.articles) for w in story_takes.waiting(db, 9)] == [(STORY, 4)]
    assert story_takes.kept(db, STORY) is None


def test_a_small_story_and_one_of_a_single_country_do_not(db: sqlite3.Connection) -> None:
    put(db, 3, story=StoryId(8))
    assert not story_takes.is_waiting(db)
    more = stores.add(db, *(stores.new(n) for n in range(10, 15)), key="JP/asahi")
    put(db, 3, *more, story=StoryId(8))
    assert not story_takes.is_waiting(db)


def test_what_is_kept_comes_back_word_for_word(db: sqlite3.Connection) -> None:
    one = made(db, "The “treaty” was signed – 条約.")
    assert story_takes.keep(db, one, NOW)
    kept = story_takes.kept(db, STORY)
    assert kept is not None
    assert kept.takes == one.takes.takes
    assert [(state.since, state.told) for state in kept.states] == [(NOW, one.takes.current)]
    summary = story_lists.summary(db, STORY)
    assert summary is not None and summary.takes == (TAKE.label,)
    assert not story_takes.is_waiting(db)


def test_what_was_made_of_an_older_story_is_not_kept(db: sqlite3.Connection) -> None:
    late = made(db, "Too late.")
    stores.add(db, stores.new(9), key="JP/asahi")
    put(db, 5)
    assert not story_takes.keep(db, late, NOW)
    assert story_takes.kept(db, STORY) is None and not told(db)
    assert story_takes.turn(db, STORY) != late.turn


def test_a_story_that_grows_is_read_again_and_its_labels_stay_meanwhile(db: sqlite3.Connection) -> None:
    keep(db, "The first.", NOW)
    stores.add(db, stores.new(9), key="JP/asahi")
    put(db, 5)
    assert story_takes.kept(db, STORY) is None
    assert story_takes.labels(db, STORY) == (TAKE.label,)
    assert told(db) == [(NOW, "The first.")]


def test_an_article_in_other_words_has_its_story_read_again(db: sqlite3.Connection) -> None:
    keep(db, "The first.", NOW)
    stories.wait_again(db, ArticleId(1))
    again = stories.Compared(ArticleId(1), NOW, b"abc")
    kept = Grouped(
        stories.version(db), stories.new_version(), (stories.waiting(db, 1)[0].turn,), (again,), (), StoryId(20)
    )
    assert stories.keep(db, kept, NOW)
    assert story_takes.turn(db, STORY) is not None


def test_states_are_kept_where_they_tell_something_else(db: sqlite3.Connection) -> None:
    keep(db, "The first.", NOW)
    keep(db, "The first, in other words.", NOW + 60, is_news=False)
    assert told(db) == [(NOW, "The first, in other words.")]
    keep(db, "The second.", NOW + 90)
    assert told(db) == [(NOW + 90, "The second."), (NOW, "The first, in other words.")]


def test_nothing_to_look_back_at_is_no_state(db: sqlite3.Connection) -> None:
    keep(db, "", NOW)
    assert told(db) == [(NOW, "")]
    keep(db, "The first.", NOW + 90)
    assert told(db) == [(NOW + 90, "The first.")]


def test_of_many_states_the_latest_are_kept(db: sqlite3.Connection) -> None:
    for number in range(MOST_STATES + 3):
        keep(db, f"State {number}.", NOW + number)
    assert [since for since, _ in told(db)] == [NOW + n for n in range(MOST_STATES + 2, 2, -1)]


def test_states_go_with_their_story_and_outlive_their_article(db: sqlite3.Connection) -> None:
    for number in range(10, 13):
        stores.add(db, stores.new(number), key="JP/asahi", at=NOW + DAY)
    put(db, 5, 6, 7)
    keep(db, "Quoted.", NOW)
    articles.prune(db, NOW + 1, 99)
    assert told(db) == [(NOW, "Quoted.")]
    assert story_takes.labels(db, STORY) == ()  # all of one country now
    articles.prune(db, NOW + 2 * DAY, 99)
    rows = stores.tables(db)
    assert rows["story_take"] == rows["story_take_state"] == rows["story_take_todo"] == rows["story_country"] == []
