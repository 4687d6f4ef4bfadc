"""Invented events, told in many ways: each article has its event's words, in an order and a company of its own."""

from __future__ import annotations

import random

from desktop_app.model.article import ArticleId
from desktop_app.stories.grouping.grouper import Grouper, Membership
from desktop_app.stories.grouping.terms import terms_of
from desktop_app.stories.grouping.window import Arrival

_SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "pra", "sto", "ter", "vin", "zal")
_EVERYDAY = [a + b + c for a in _SYLLABLES[:6] for b in _SYLLABLES for c in ("n", "r")]  # what any article may say


def invented(chance: random.Random, events: int, articles: int) -> tuple[list[Arrival], dict[ArticleId, int]]:
    """So many articles a piece, and of which event each tells."""
    arrivals: list[Arrival] = []
    event_of: dict[ArticleId, int] = {}
    for event in range(events):
        own = ["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(12)]
        for _ in range(articles):
            title = " ".join(chance.sample(own, 5) + chance.sample(_EVERYDAY, 2))
            text = " ".join(chance.sample(own, 8) + chance.sample(_EVERYDAY, 20))
            arrivals.append(arrival(len(arrivals) + 1, title, text))
            event_of[arrivals[-1].id] = event
    return arrivals, event_of


def arrival(number: int, title: str, text: str = "", day: float | None = 100.0) -> Arrival:
    return Arrival(ArticleId(number), terms_of(title, text), day)


def grouped(grouper: Grouper, arrivals: list[Arrival], at_once: int) -> dict[ArticleId, Membership]:
    """What the grouper says of each in the end."""
    told: dict[ArticleId, Membership] = {}
    for start in range(0, len(arrivals), at_once):
        told |= {m.article: m for m in grouper.add(arrivals[start : start + at_once])}
    return told


def partition(told: dict[ArticleId, Membership]) -> set[frozenset[ArticleId]]:
    stories: dict[int, set[ArticleId]] = {}
    for article, membership in told.items():
        stories.setdefault(membership.story, set()).add(article)
    return {frozenset(members) for members in stories.values()}
