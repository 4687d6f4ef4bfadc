"""
The best name of a group of frames, or none: names that say what all headlines say, or speak of something else, are
out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from desktop_app.model.frozen import frozen
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.groups import HEADLINE_BONUS, is_attitude
from desktop_app.stories.takes.labels import proposals
from desktop_app.stories.takes.reading import Reading, Story
from desktop_app.stories.takes.stances import MARKET, TRADED
from desktop_app.stories.takes.tokens import Token
from desktop_app.stories.terms import beginnings, terms
from desktop_app.stories.words import words

_ENOUGH_TERMS = 3  # of an object
_TERM_BONUS, _PRESENT_BONUS, _PLACE_MALUS = 0.25, 0.2, 0.1
_FEWEST_TERMS = 2  # of what an actor says whom all speak of
_SHARE_OF_PRICES = 0.1  # of the headlines
_TRADED_TERMS = frozenset(terms(" ".join(TRADED)))
_INTENSIFIERS = words("intensifiers")


@frozen
class Name:
    """A label, and what it was made of."""

    label: str
    about: frozenset[str]  # terms of the object
    reading: Reading
    value: float


def best_name(group: Sequence[Reading], story: Story, gazetteer: Gazetteer) -> Name | None:
    """The name of most value; of equal ones the first in the alphabet."""
    told = Counter(term for reading in group for term in set(terms(reading.frame.clause)))
    names = (name for reading in group for name in _names(reading, told, story, gazetteer))
    return max(names, default=None, key=lambda name: (name.value, name.label, -name.reading.article.id))


def _names(reading: Reading, told: Counter[str], story: Story, gazetteer: Gazetteer) -> Iterator[Name]:
    subject = set(terms(reading.frame.actor.name))
    for place, (label, rest) in enumerate(proposals(reading.frame, story.coverage, gazetteer)):
        about = _terms(rest)
        if not _is_new(reading, subject, about, story) or not _is_on_topic(reading, subject, about, story):
            continue
        support = sum(told[term] for term in about) / (len(about) or 1)
        value = log(1 + support) + _TERM_BONUS * min(len(about), _ENOUGH_TERMS) - _PLACE_MALUS * place
        value += HEADLINE_BONUS * reading.is_headline + _PRESENT_BONUS * reading.frame.verb.lower.endswith("s")
        yield Name(label, frozenset(about - story.common or about), reading, value)


def _terms(rest: Sequence[Token]) -> set[str]:
    return set(terms(" ".join(token.text for token in rest))) - _INTENSIFIERS


def _is_new(reading: Reading, subject: set[str], about: set[str], story: Story) -> bool:
    """Whether it says what the headlines do not all say: by who says it, or by what is said."""
    attitude = is_attitude(reading)
    if not attitude and not story.common.isdisjoint(terms(reading.frame.verb.text)):
        return False
    is_new_actor = reading.frame.actor.is_group or not subject & story.common
    if reading.frame.stance.kind in MARKET:
        return not _is_of_prices(story)
    if (attitude or not about) and is_new_actor:
        return True
    if not is_new_actor and len(about) < _FEWEST_TERMS and (not reading.is_headline or about <= story.headline_terms):
        return False  # "Trump hailed Tan", somewhere in a text about Trump
    known = story.common if attitude else story.headline_terms
    return len(about - known) >= max(1, len(about & known))


def _is_of_prices(story: Story) -> bool:
    """Whether prices that rise or fall are what the story is about, and no consequence of it."""
    telling = sum(not _TRADED_TERMS.isdisjoint(said) for said in story.headlines.values())
    return telling >= max(2, _SHARE_OF_PRICES * story.voices)


def _is_on_topic(reading: Reading, subject: set[str], about: set[str], story: Story) -> bool:
    """Whether it speaks of what the headlines speak of, not of something else that the same text tells."""
    if not about:  # "voices dismay": at what?
        return reading.is_headline or reading.frame.stance.kind in MARKET
    is_aside = not reading.is_headline and not reading.frame.actor.is_group
    said = about if is_aside else about | subject
    return bool(beginnings(said) & beginnings(story.headline_terms))
