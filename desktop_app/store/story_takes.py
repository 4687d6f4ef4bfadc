"""
The SQL about what is told of stories: their takes, and what The World's Current Take was before.

Made of a story's articles somewhere else (``sync/story_takes.py``); here it is kept. A story that changes gets a turn
to be read again, and what was made for an older turn is not kept.

Sentences are kept with whose they are, so that an earlier state can be shown when its articles are gone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryId
from desktop_app.model.take import (
    FEWEST_ARTICLES,
    FEWEST_COUNTRIES,
    KeptTakes,
    Quote,
    StoryTakes,
    Take,
    TakeState,
    Told,
    Wording,
)
from desktop_app.store.packing import pack_json, unpack_json

MOST_STATES = 12  # of a story
TURN = "SELECT turn FROM story_take_todo WHERE story = :id"
TAKES = "SELECT takes FROM story_take WHERE story = :id"
STATES = "SELECT since, told FROM story_take_state WHERE story = :id ORDER BY since DESC"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story whose takes are to be read."""

    turn: int
    story: StoryId
    articles: int


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a story's articles at its turn."""

    turn: int
    story: StoryId
    takes: StoryTakes
    is_news: bool  # whether its current take tells another thing than the one that is kept


# What waits


def wait(db: sqlite3.Connection, story: StoryId) -> None:
    """The story is not what it was: its takes are to be read anew, if it can have some."""
    db.execute("DELETE FROM story_take_todo WHERE story = ?", (story,))
    db.execute(
        "INSERT INTO story_take_todo (story) SELECT id FROM story WHERE id = ? AND articles >= ? AND countries >= ?",
        (story, FEWEST_ARTICLES, FEWEST_COUNTRIES),
    )
    if turn(db, story) is None:
        db.execute("DELETE FROM story_take WHERE story = ?", (story,))


def waiting(db: sqlite3.Connection, limit: int) -> list[Waiting]:
    """The stories that most countries tell and the newest ones first."""
    found = db.execute(
        """SELECT d.turn, d.story, s.articles FROM story_take_todo d JOIN story s ON s.id = d.story
           ORDER BY s.rank DESC, s.id DESC LIMIT ?""",
        (limit,),
    )
    return [Waiting(turn, StoryId(story), articles) for turn, story, articles in found]


def is_waiting(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM story_take_todo LIMIT 1").fetchone() is not None


def turn(db: sqlite3.Connection, story: StoryId) -> int | None:
    """The turn at which the story is to be read; None where it has been."""
    found = db.execute(TURN, {"id": story}).fetchone()
    return int(found[0]) if found else None


# What is told


def keep(db: sqlite3.Connection, made: Made, now: Seconds) -> bool:
    """Store what was made, unless the story has changed meanwhile; whether it was stored.

    A current take that tells another thing than the one before is kept beside it, at most twelve of a story.
    """
    if db.execute("DELETE FROM story_take_todo WHERE turn = ?", (made.turn,)).rowcount == 0:
        return False
    _put(db, made.story, made.takes.takes)
    before = next(iter(states(db, made.story)), None)
    if before is not None and (not before.told or not made.is_news):  # an empty one is nothing to look back at
        db.execute("DELETE FROM story_take_state WHERE story = ? AND since = ?", (made.story, before.since))
    since = now if before is None or made.is_news else before.since
    db.execute(
        "INSERT OR REPLACE INTO story_take_state (story, since, told) VALUES (?, ?, ?)",
        (made.story, since, _packed(_of_told(told) for told in made.takes.current)),
    )
    db.execute(
        """DELETE FROM story_take_state WHERE story = ?1 AND since NOT IN (
               SELECT since FROM story_take_state WHERE story = ?1 ORDER BY since DESC LIMIT ?2)""",
        (made.story, MOST_STATES),
    )
    return True


def kept(db: sqlite3.Connection, story: StoryId) -> KeptTakes | None:
    """What is told of a story; None where it was not read since it changed."""
    found = db.execute(TAKES, {"id": story}).fetchone()
    if found is None or turn(db, story) is not None:
        return None
    return KeptTakes(tuple(_take(*row) for row in _unpacked(found[0])), states(db, story))


def states(db: sqlite3.Connection, story: StoryId) -> tuple[TakeState, ...]:
    """What The World's Current Take of a story was, the latest first."""
    found = db.execute(STATES, {"id": story}).fetchall()
    return tuple(TakeState(since, tuple(_told(*row) for row in _unpacked(told))) for since, told in found)


def takes(db: sqlite3.Connection, story: StoryId) -> tuple[Take, ...]:
    """The takes of a story, as they were when it was last read."""
    found = db.execute(TAKES, {"id": story}).fetchone()
    return tuple(_take(*row) for row in _unpacked(found[0])) if found else ()


def labels(db: sqlite3.Connection, story: StoryId) -> tuple[str, ...]:
    """The names of the story's takes, as they were when it was last read."""
    found = db.execute(TAKES, {"id": story}).fetchone()
    return tuple(row[0] for row in _unpacked(found[0])) if found else ()


def _put(db: sqlite3.Connection, story: StoryId, made: Iterable[Take]) -> None:
    packed = _packed(map(_of_take, made))
    db.execute("INSERT OR REPLACE INTO story_take (story, takes) VALUES (?, ?)", (story, packed))


# How labels are worded


def told_most(db: sqlite3.Connection, limit: int) -> list[tuple[StoryId, tuple[Take, ...]]]:
    """The stories that most countries tell and the newest ones first, of those that were read since they changed."""
    found = db.execute(
        """SELECT s.id, t.takes FROM story s JOIN story_take t ON t.story = s.id
           WHERE NOT EXISTS (SELECT 1 FROM story_take_todo d WHERE d.story = s.id)
           ORDER BY s.rank DESC, s.id DESC LIMIT ?""",
        (limit,),
    )
    return [(StoryId(story), tuple(_take(*row) for row in _unpacked(packed))) for story, packed in found]


def word(db: sqlite3.Connection, story: StoryId, asked: Take, label: str, by: str) -> bool:
    """Give a take the label that ``by`` worded for it, or its own again; whether it is still the take that was asked
    for, and none beside it is called so.
    """
    told = takes(db, story)
    others = [take for take in told if take != asked]
    if len(others) == len(told) or any(take.label.casefold() == label.casefold() for take in others):
        return False
    own = asked.wording.own if asked.wording is not None else asked.label
    worded = replace(asked, label=label, wording=Wording(own, by))
    _put(db, story, [worded if take == asked else take for take in told])
    return True


def take_wordings_back(db: sqlite3.Connection) -> frozenset[ArticleId]:
    """Every take has its own label again, as if nobody had been asked; whose takes have another one now."""
    changed = set[ArticleId]()
    for story, packed in db.execute("SELECT story, takes FROM story_take").fetchall():
        told = [_take(*row) for row in _unpacked(packed)]
        if any(take.wording is not None for take in told):
            _put(db, StoryId(story), map(_in_own_words, told))
            changed.update(member for take in told if take.worded_by for member in take.members)
    return frozenset(changed)


def _in_own_words(take: Take) -> Take:
    return take if take.wording is None else replace(take, label=take.wording.own, wording=None)


# As rows of JSON


def _packed(rows: Iterable[Sequence[Any]]) -> bytes:
    return pack_json(json.dumps(list(rows), ensure_ascii=False, separators=(",", ":")))


def _unpacked(packed: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = json.loads(unpack_json(packed))
    return rows


def _of_quote(quote: Quote) -> list[Any]:
    return [
        quote.sentence, quote.article, quote.outlet_name, quote.country, quote.published, quote.url,
        quote.is_state_controlled,
    ]  # fmt: skip


def _quote(sentence: str, article: int, outlet_name: str, country: str, *rest: Any) -> Quote:
    published, url, is_state_controlled = rest
    return Quote(
        sentence, ArticleId(article), outlet_name, CountryCode(country), published, url, is_state_controlled
    )  # fmt: skip


def _of_take(take: Take) -> list[Any]:
    row = [take.label, _of_quote(take.quote), take.members, take.countries, take.voices]
    return row if take.wording is None else [*row, [take.wording.own, take.wording.by]]


def _take(label: str, quote: list[Any], members: list[int], countries: list[str], *rest: Any) -> Take:
    voices, *wording = rest
    return Take(
        label, _quote(*quote), tuple(map(ArticleId, members)), tuple(map(CountryCode, countries)), voices,
        Wording(*wording[0]) if wording else None,
    )  # fmt: skip


def _of_told(told: Told) -> list[Any]:
    return [_of_quote(told.quote), told.also]


def _told(quote: list[Any], also: list[str]) -> Told:
    return Told(_quote(*quote), tuple(map(CountryCode, also)))
