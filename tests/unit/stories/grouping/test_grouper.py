"""Articles become stories whatever the order in which they arrive, and what the user says is heeded."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.story import StoryId
from desktop_app.stories.grouping.grouper import Corrections, Grouper
from tests.unit.stories.grouping.press import arrival, grouped, invented, partition

BACKGROUND = [
    "Bakers protest against the price of flour",
    "Comet Tamarind passes the Earth at dawn",
    "Court in Valdoria frees the poet Ilse Maron",
    "Glacier lake above Tarn village bursts its dam",
    "Harbour pilots of Port Sable end their strike",
    "Striker Odon Kell leaves Riverside for a record fee",
]
PIPELINE = (
    "Leaders of Arden and Brisk sign the Northern Pipeline accord",
    "Northern Pipeline accord signed by Arden and Brisk leaders",
    "Arden, Brisk sign accord on Northern Pipeline after years of talks",
)


@pytest.mark.parametrize("at_once", [1, 7, 200])
def test_each_event_is_one_story_in_any_order(at_once: int) -> None:
    arrivals, event_of = invented(random.Random(5), events=16, articles=6)
    random.Random(at_once).shuffle(arrivals)
    found = partition(grouped(Grouper(), arrivals, at_once))
    expected = {frozenset(a for a, event in event_of.items() if event == e) for e in range(16)}
    assert found == expected


def test_what_has_no_company_is_a_story_by_itself() -> None:
    told = grouped(Grouper(), [arrival(n, title) for n, title in enumerate(BACKGROUND, 1)], 10)
    assert len(partition(told)) == len(BACKGROUND)
    assert {m.similarity for m in told.values()} == {1.0}


def test_days_apart_tell_apart() -> None:
    """The same words years later are another event: an election, a storm season, a final."""
    said = "Voters in Valdoria elect a new parliament"
    near = [arrival(1, said, day=100), arrival(2, said + " today", day=100.5)]
    others = [arrival(n, title) for n, title in enumerate(BACKGROUND, 10)]
    assert len(partition(grouped(Grouper(), [*near, *others], 20))) == 1 + len(BACKGROUND)
    one, other = (
        Grouper().add([arrival(1, said, day=100.0), arrival(2, said + " today", day=day), *others])[1].similarity
        for day in (100.5, 900.0)
    )
    assert one > other


def test_a_late_article_joins_and_the_story_keeps_its_number() -> None:
    grouper = Grouper()
    first = [arrival(n, title) for n, title in enumerate((*BACKGROUND, *PIPELINE[:2]), 1)]
    told = grouped(grouper, first, 20)
    late = grouper.add([arrival(50, PIPELINE[2])])
    assert [(m.article, m.story) for m in late] == [(50, told[ArticleId(7)].story)]
    assert 0.6 <= late[0].similarity <= 1


def test_an_article_whose_words_change_moves() -> None:
    grouper = Grouper()
    told = grouped(grouper, [arrival(n, t) for n, t in enumerate((*BACKGROUND, *PIPELINE), 1)], 20)
    assert told[ArticleId(9)].story == told[ArticleId(8)].story
    changed = grouper.add([arrival(9, BACKGROUND[4] + " today")])
    assert {m.article: m.story for m in changed}[ArticleId(9)] == told[ArticleId(5)].story


def test_agency_copy_is_one_voice() -> None:
    body = "The accord ends nine years of talks about the route through the Tarn valley and the price of the gas."
    grouper = Grouper()
    texts = [(title, "") for title in BACKGROUND]
    texts += [(PIPELINE[0], body), (PIPELINE[0], body), (PIPELINE[1], "Engineers of both countries begin in spring.")]
    told = grouped(grouper, [arrival(n, *both) for n, both in enumerate(texts, 1)], 20)
    assert [told[ArticleId(n)].copy_of for n in (7, 8, 9)] == [None, 7, None]


def test_what_an_earlier_run_decided_is_taken_up() -> None:
    first = [arrival(n, title) for n, title in enumerate((*BACKGROUND, *PIPELINE[:2]), 1)]
    told = grouped(Grouper(), first, 20)
    again = Grouper()
    again.restore(first, told.values())
    assert again.add([]) == []
    assert again.next_story > max(m.story for m in told.values())
    assert [m.story for m in again.add([arrival(50, PIPELINE[2])])] == [told[ArticleId(7)].story]


def test_what_is_forgotten_is_compared_with_nothing() -> None:
    grouper = Grouper()
    told = grouped(grouper, [arrival(n, t) for n, t in enumerate((*BACKGROUND, *PIPELINE[:2]), 1)], 20)
    grouper.forget([ArticleId(7), ArticleId(8)])
    assert len(grouper) == len(BACKGROUND)
    late = grouper.add([arrival(50, PIPELINE[2])])
    assert late[0].story not in {m.story for m in told.values()}


def test_not_the_same_story() -> None:
    arrivals = [arrival(n, t) for n, t in enumerate((*BACKGROUND, *PIPELINE), 1)]
    grouper = Grouper()
    told = grouped(grouper, arrivals, 20)
    grouper.correct(Corrections(apart=frozenset({(ArticleId(7), ArticleId(9))})))
    told |= {m.article: m for m in grouper.reconsider([ArticleId(7), ArticleId(9)])}
    assert told[ArticleId(7)].story != told[ArticleId(9)].story
    anew = grouped(Grouper(corrections=Corrections(apart=frozenset({(ArticleId(7), ArticleId(9))}))), arrivals, 20)
    assert anew[ArticleId(7)].story != anew[ArticleId(9)].story


def test_the_same_story() -> None:
    arrivals = [arrival(n, t) for n, t in enumerate((*BACKGROUND, *PIPELINE), 1)]
    wanted = Corrections(together=frozenset({(ArticleId(2), ArticleId(7))}))
    grouper = Grouper()
    told = grouped(grouper, arrivals, 20)
    assert told[ArticleId(2)].story != told[ArticleId(7)].story
    grouper.correct(wanted)
    told |= {m.article: m for m in grouper.reconsider([ArticleId(2), ArticleId(7)])}
    assert told[ArticleId(2)].story == told[ArticleId(7)].story
    grouper.add([arrival(60, BACKGROUND[0] + " again")])
    anew = grouped(Grouper(corrections=wanted), arrivals, 3)
    assert anew[ArticleId(2)].story == anew[ArticleId(7)].story


def test_numbers_go_on_from_where_they_were() -> None:
    grouper = Grouper(next_story=StoryId(40))
    assert [m.story for m in grouper.add([arrival(1, BACKGROUND[0])])] == [40]


@pytest.mark.parametrize("seed", [0, 1, 16, 17, 19, 35])
def test_a_story_keeps_its_number_where_most_of_it_stays(seed: int) -> None:
    """Its address, its history and its takes hang on it."""
    chance = random.Random(seed)
    arrivals, _ = invented(chance, events=6, articles=12)
    chance.shuffle(arrivals)
    grouper, at_once = Grouper(), chance.choice([1, 2, 3, 5])
    told: dict[ArticleId, StoryId] = {}
    for start in range(0, len(arrivals), at_once):
        before = dict(told)
        told |= {m.article: m.story for m in grouper.add(arrivals[start : start + at_once])}
        old_sizes, new_sizes = Counter(before.values()), Counter(told[article] for article in before)
        for (old, new), common in Counter((story, told[article]) for article, story in before.items()).items():
            if 2 * common > old_sizes[old] and 2 * common > new_sizes[new]:
                assert new == old
