"""
Who speaks for himself: articles that are copies of one text (an agency's, a group's) are one voice, however many carry
it.

Two articles are near copies when they share four fifths of their titles' terms and half of their beginnings', or two
thirds of their beginnings'. Terms are compared as sets (Jaccard); measured on agency copy of a week of August 2025:
rewritten pieces share less than a third of their beginnings, carried ones more than four fifths.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.story import StoryArticle
from desktop_app.stories.headlines import without_outlet
from desktop_app.stories.terms import terms

_BEGINNING = 600  # characters of the text: what sites carry of an agency's piece is often cut behind it
_SAME_TITLE = 0.8
_SAME_BEGINNING = 0.66
_LIKE_BEGINNING = 0.5
_FEWEST_TERMS = 8  # a shorter beginning proves nothing


def voices(articles: Sequence[StoryArticle]) -> tuple[int, ...]:
    """For each article the number of its voice: the place of the first article of the same text."""
    titles = [frozenset(terms(without_outlet(article.title, article.outlet_name))) for article in articles]
    beginnings = [frozenset(terms(article.text[:_BEGINNING])) for article in articles]
    voice = list(range(len(articles)))
    for later in range(len(articles)):
        for earlier in range(later):
            if voice[earlier] == earlier and _is_copy(
                titles[earlier], titles[later], beginnings[earlier], beginnings[later]
            ):
                voice[later] = earlier
                break
    return tuple(voice)


def _is_copy(title: frozenset[str], other_title: frozenset[str], text: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(text), len(other)) < _FEWEST_TERMS:
        return len(title) > 2 and title == other_title
    alike = _jaccard(text, other)
    return alike >= _SAME_BEGINNING or (alike >= _LIKE_BEGINNING and _jaccard(title, other_title) >= _SAME_TITLE)


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0
