"""
What to do with the entries of a feed: pure, it only turns values into intents. The engine carries them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.model.article import ArticleId, NewArticle
from desktop_app.store.articles import Known


@dataclass(frozen=True, slots=True)
class Intents:
    """What a body changes. An article is in one of the two at most."""

    add: tuple[NewArticle, ...]
    update: tuple[tuple[ArticleId, NewArticle], ...]
    remember: tuple[tuple[ArticleId, tuple[int, ...]], ...]  # further identities of known articles


def decide(entries: Sequence[NewArticle], known: Mapping[int, Known]) -> Intents:
    """Sort entries into new ones, changed ones and the rest.

    An entry is known when any of its identities is, the strongest first. An article that was pruned is known and
    wanted no more.
    """
    add: dict[tuple[int, ...], NewArticle] = {}
    update: dict[ArticleId, NewArticle] = {}
    remember: dict[ArticleId, tuple[int, ...]] = {}
    claimed: set[int] = set()
    told: set[ArticleId] = set()
    for entry in entries:
        match = next((known[key] for key in entry.keys if key in known), None)
        if match is None:
            if claimed.isdisjoint(entry.keys):  # the very same item twice in a body
                add[entry.keys] = entry
                claimed.update(entry.keys)
            continue
        if match.article is None or match.article in told:
            continue  # two items that are one article: if both could change it, each body would, for ever
        told.add(match.article)
        if match.text_hash != entry.text_hash:
            update[match.article] = entry
        if fresh := tuple(key for key in entry.keys if key not in known):
            remember[match.article] = fresh
    return Intents(tuple(add.values()), tuple(update.items()), tuple(remember.items()))
