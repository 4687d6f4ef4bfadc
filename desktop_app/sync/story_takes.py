"""
What is told of stories, computed for the store: in the process that computes, or for a command here.

Nothing of it is kept between two calls but the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desktop_app.model.story import StoryArticle, StoryId
from desktop_app.model.take import StoryTakes, Take
from desktop_app.store import catalog, stories, story_lists, story_takes
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.story_takes import Made
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.current_take import changed, current_take
from desktop_app.stories.takes.choice import takes
from desktop_app.stories.takes.wording import worded

MOST_READ = 80  # articles of a story that takes are made of: the most similar ones
MOST_STORIES = 50

_gazetteers: dict[str, Gazetteer] = {}  # by store; a process has one, a test several


def read_waiting(database: str, limit: int) -> tuple[Made, ...]:
    """
    Read the takes of the stories that wait, the most important first, until that were so many articles; empty where
    none waits. Some 4 ms an article. Raises StoreError.

    Nothing is stored: ``store.story_takes.keep`` does that, and the next call counts on it.
    """
    with store_errors(), closing(open_reader(Path(database))) as db:
        made: list[Made] = []
        for waiting in story_takes.waiting(db, MOST_STORIES):
            made.append(_made(db, waiting.story, waiting.turn, _gazetteer(db, database)))
            limit -= min(waiting.articles, MOST_READ)
            if limit <= 0:
                break
        return tuple(made)


def read_one(database: str, story: StoryId) -> Made | None:
    """Read the takes of one story; None where it does not wait. Raises StoreError."""
    with store_errors(), closing(open_reader(Path(database))) as db:
        turn = story_takes.turn(db, story)
        return None if turn is None else _made(db, story, turn, _gazetteer(db, database))


def _made(db: Connection, story: StoryId, turn: int, gazetteer: Gazetteer) -> Made:
    made = takes_of(db, story, gazetteer)
    before = next(iter(story_takes.states(db, story)), None)
    return Made(turn, story, made, is_news=before is None or changed(before.told, made.current))


def takes_of(db: Connection, story: StoryId, gazetteer: Gazetteer) -> StoryTakes:
    """What is told of a story, read now. Up to a third of a second."""
    members = [member.article for member in stories.members(db, story)]
    told = story_lists.told(db, members[:MOST_READ])
    named = _worded_as_before(takes(told, gazetteer), story_takes.takes(db, story), told)
    return StoryTakes(named, current_take(told, [take.quote.sentence for take in named]))


def _worded_as_before(
    named: Sequence[Take], before: Sequence[Take], articles: Sequence[StoryArticle]
) -> tuple[Take, ...]:
    """Takes that a model has worded already, with its words, where those still stand in their articles."""
    known = {take.wording.own: take for take in before if take.wording is not None}
    if not known:
        return tuple(named)
    labels = [take.label for take in named]
    for place, take in enumerate(named):
        old = known.get(take.label)
        if old is not None:
            beside = (*labels[:place], *labels[place + 1 :])
            labels[place] = worded(old.label, take, articles, beside) or take.label
    return tuple(
        replace(take, label=label, wording=known[take.label].wording) if take.label in known else take
        for take, label in zip(named, labels, strict=True)
    )


def _gazetteer(db: Connection, database: str) -> Gazetteer:
    if database not in _gazetteers:
        _gazetteers[database] = Gazetteer(catalog.countries(db))
    return _gazetteers[database]
