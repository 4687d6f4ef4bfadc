"""
Frames that say the same, together: one actor on one side.

A group that many headlines carry is the event itself and no take. What is left is ranked by how many independent voices
of how many countries tell it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log

from desktop_app.stories.takes.reading import Reading, Story
from desktop_app.stories.takes.stances import (
    ATTITUDES,
    COURTS,
    DEEDS,
    IN_FAVOUR,
    JUDGEMENTS,
    OPPOSED,
    OUTLOOK,
    Complement,
)
from desktop_app.stories.terms import terms

Group = list[Reading]

_EVENT_SHARE = 0.25  # of the headlines: from there on a frame is the event itself
_FEWEST_OF_EVENT = 3  # headlines, of stories of few; half of all is enough too
_COUNTRIES_WEIGHT = 0.8
HEADLINE_BONUS = 0.8


def ranked(story: Story) -> tuple[list[Group], list[Group]]:
    """The groups that are told (see ``is_told``), the most widely told first; and the attitudes of all, told or not."""
    groups: dict[tuple[str, str], Group] = defaultdict(list)
    for reading in story.readings:
        groups[_key(reading)].append(reading)
    deeds = _common_deeds(story)
    kept = [group for group in _merged(groups) if _kind(group) not in deeds and not _is_event(group, story)]
    kept.sort(key=lambda group: (-_weight(group), _key(group[0])))
    spoken = [[r for r in group if r.frame.stance.complement is not Complement.PHRASE] for group in kept]
    asides = [group for group in spoken if group and is_judgement(group[0]) and is_by_another(group[0], story)]
    return [group for group in kept if is_told(group)], asides


def is_told(group: Sequence[Reading]) -> bool:
    """Whether it is told by two voices, or by one in its headline; a deed, which may be any other event, by both."""
    is_many = len({reading.voice for reading in group}) > 1
    is_headline = any(reading.is_headline for reading in group)
    return (is_many and is_headline) if _kind(group) in DEEDS else (is_many or is_headline)


def is_by_another(reading: Reading, story: Story) -> bool:
    """Whether it is not the one of whom the headlines tell anyway."""
    said = set(terms(reading.frame.actor.name))
    return reading.frame.actor.key[:2] not in ("n:", "c:") or not said or not said <= story.common


def is_judgement(reading: Reading) -> bool:
    """Whether it is what somebody thinks of the event."""
    return reading.frame.stance.kind in JUDGEMENTS and is_attitude(reading)


def is_attitude(reading: Reading) -> bool:
    """Whether it is what somebody thinks, and no deed or ruling."""
    return reading.frame.stance.kind in ATTITUDES and reading.frame.actor.name.split()[-1].lower() not in COURTS


def _kind(group: Sequence[Reading]) -> str:
    return group[0].frame.stance.kind


def _key(reading: Reading) -> tuple[str, str]:
    kind = reading.frame.stance.kind
    side = "against" if kind in OPPOSED else "for" if kind in IN_FAVOUR else kind
    return reading.frame.actor.key, side


def _merged(groups: dict[tuple[str, str], Group]) -> list[Group]:
    """Acronyms join what they stand for: "ICC", "International Criminal Court"."""
    for key in sorted(groups):
        name = groups[key][0].frame.actor.name
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())
        short = (f"n:{acronym.lower()}", key[1])
        if len(acronym) > 2 and short != key and short in groups:
            groups[short].extend(groups.pop(key))
    return [groups[key] for key in sorted(groups)]


def _common_deeds(story: Story) -> set[str]:
    """The deeds that so many headlines tell, whoever does them there, that they are the event: a judge, a court."""
    voices: dict[str, set[int]] = defaultdict(set)
    for reading in story.readings:
        if reading.is_headline and reading.frame.stance.kind in DEEDS:
            voices[reading.frame.stance.kind].add(reading.voice)
    return {kind for kind, told in voices.items() if len(told) >= max(2, _EVENT_SHARE * story.voices)}


def _is_event(group: Sequence[Reading], story: Story) -> bool:
    headlines = {reading.voice for reading in group if reading.is_headline}
    if _kind(group) == OUTLOOK and len(headlines) >= _FEWEST_OF_EVENT:
        return True  # what may come is what the story is about
    return len(headlines) >= max(_FEWEST_OF_EVENT, _EVENT_SHARE * story.voices) or 2 * len(headlines) >= story.voices


def _weight(group: Sequence[Reading]) -> float:
    voices = len({reading.voice for reading in group})
    countries = len({reading.article.country for reading in group})
    in_headline = any(reading.is_headline for reading in group)
    return log(1 + voices) + _COUNTRIES_WEIGHT * log(1 + countries) + HEADLINE_BONUS * in_headline
