"""
Which articles tell the same event, computed for the store: in the process that computes, or for a command here.

The grouper of a store is kept from one call to the next. Where the store has another version than it knows, since a
decision was not stored, the user corrected something or another program was at work, it is made anew from the store's
compact terms: a quarter of a second for ten thousand articles.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.store import catalog, stories
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.stories import Compared, Grouped, Member, Waiting
from desktop_app.stories.about.countries import countries_of
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.grouping.grouper import Corrections, Grouper, Membership
from desktop_app.stories.grouping.terms import terms_of, unpacked
from desktop_app.stories.grouping.window import Arrival

DAY_S = 86_400


@dataclass(slots=True)
class _Held:
    grouper: Grouper
    version: str
    gazetteer: Gazetteer


_held: dict[str, _Held] = {}  # by store; a process has one, a test several


def group_waiting(database: str, now: Seconds, limit: int) -> Grouped | None:
    """Decide about the articles that have waited longest; None where none waits. Raises StoreError.

    Nothing is stored: ``stories.keep`` does that, and the next call counts on it.
    """
    with store_errors(), closing(open_reader(Path(database))) as db:
        waiting = stories.waiting(db, limit)
        if not waiting:
            return None
        seen = stories.version(db)
        held = _held.pop(database, None)
        if held is None or held.version != seen:
            held = _Held(_loaded(db, now), seen, Gazetteer(catalog.countries(db)))
        held.grouper.forget(stories.outlived(db, now - stories.WINDOW_S))
    abouts = {w.article: _about(held.gazetteer, w) for w in waiting}
    arrivals = [Arrival(w.article, terms_of(w.title, w.text), _day(w.published)) for w in waiting]
    changed = held.grouper.add(arrivals)
    held.version = stories.new_version()
    _held[database] = held
    return Grouped(
        seen=seen,
        made=held.version,
        turns=tuple(w.turn for w in waiting),
        compared=tuple(
            Compared(w.article, w.published, a.terms.packed()) for w, a in zip(waiting, arrivals, strict=True)
        ),
        members=tuple(Member(m.article, m.story, m.similarity, m.copy_of) for m in changed),
        next_story=held.grouper.next_story,
        abouts=abouts,
    )


def _about(gazetteer: Gazetteer, article: Waiting) -> tuple[CountryCode, ...]:
    found = countries_of(gazetteer, article.title, article.text, article.language, article.country)
    return tuple(one.country for one in found)


def _loaded(db: Connection, now: Seconds) -> Grouper:
    pairs: dict[bool, set[tuple[ArticleId, ArticleId]]] = {True: set(), False: set()}
    for one, other, is_same in stories.corrections(db):
        pairs[is_same].add((one, other))
    grouper = Grouper(
        next_story=stories.next_story(db), corrections=Corrections(frozenset(pairs[True]), frozenset(pairs[False]))
    )
    compared, members = stories.compared(db, now - stories.WINDOW_S)
    grouper.restore(
        (Arrival(c.article, unpacked(c.terms), _day(c.published)) for c in compared),
        (Membership(m.article, m.story, m.similarity, m.copy_of) for m in members),
    )
    return grouper


def _day(published: Seconds | None) -> float | None:
    return None if published is None else published / DAY_S
