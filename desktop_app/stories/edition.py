"""
The edition: the twelve stories of the day, for a reader who wants to be done with it.

At most two a country and at least five regions, as far as there are: a story is of the country it is about, and of that
country's region; where it is about none, of the one whose press carries it most. Stories rank by countries and recency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import CoveredStory
from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryId

SIZE = 12
MOST_OF_A_COUNTRY = 2
FEWEST_REGIONS = 5
HALF_LIFE_S = 18 * 3600  # after which a story counts half
WINDOW_S = 48 * 3600  # an older story is of no edition


@frozen
class EditionStory:
    """A story of the edition, and why it is there."""

    story: StoryId
    country: CountryCode  # whose it is in the edition
    region: str
    countries: int  # whose press carries it
    outlets: int


def edition(
    stories: Iterable[CoveredStory],
    about: Mapping[StoryId, CountryCode],
    regions: Mapping[CountryCode, str],
    now: Seconds,
) -> tuple[EditionStory, ...]:
    """
    The stories of the edition, the most important first. ``about`` is the country that most of a story's articles are
    about, where they are about any; ``regions`` the UN M49 region of each country. Pseudo-countries have no region.
    """
    ranked = _ranked(stories, about, regions, now)
    chosen = _first_of_regions(ranked)
    for candidate in ranked:
        if len(chosen) == SIZE:
            break
        if candidate not in chosen and _has_room(candidate, chosen):
            chosen.append(candidate)
    return tuple(candidate for candidate in ranked if candidate in chosen)


def _ranked(
    stories: Iterable[CoveredStory],
    about: Mapping[StoryId, CountryCode],
    regions: Mapping[CountryCode, str],
    now: Seconds,
) -> list[EditionStory]:
    found: list[tuple[float, EditionStory]] = []
    for story in stories:
        latest = max((carried.published for carried in story.carried), default=None)
        if latest is None or now - latest > WINDOW_S:
            continue
        press = Counter(carried.country for carried in story.carried)
        country = about.get(story.id) or min(press, key=lambda code: (-press[code], code))
        outlets = len({carried.outlet for carried in story.carried})
        weight = (log(1 + len(press)) + 0.5 * log(1 + outlets)) * 0.5 ** (max(0, now - latest) / HALF_LIFE_S)
        found.append((weight, EditionStory(story.id, country, regions.get(country, ""), len(press), outlets)))
    found.sort(key=lambda pair: (-pair[0], pair[1].story))
    return [story for _, story in found]


def _first_of_regions(ranked: Iterable[EditionStory]) -> list[EditionStory]:
    """The best story of each region, of at most five regions."""
    best: dict[str, EditionStory] = {}
    for candidate in ranked:
        if candidate.region and len(best) < FEWEST_REGIONS:
            best.setdefault(candidate.region, candidate)
    return list(best.values())


def _has_room(candidate: EditionStory, chosen: Iterable[EditionStory]) -> bool:
    return sum(other.country == candidate.country for other in chosen) < MOST_OF_A_COUNTRY
