"""
Who covers a story and who does not: blind spots, the mirror, told by one, late.

A blind spot: at least four other countries of two regions and six outlets carry a story, and none of one's own outlets
does, or so few of them that chance would hardly do it: with n outlets carrying it and a share p of all healthy outlets
one's own, the binomial probability of so few of one's own among the n is below one in a hundred. That probability also
ranks them: a press of a dozen sources among two hundred is silent by chance more often than not, which is said with
the numbers, but what it is silent about is missed all the same. An outlet that was down counts neither as silent nor
among the healthy, unless it is known to carry the story.

The bounds were tried on forty stories of a week of August 2025: a country's own former president on trial, a minister
of a small country resigning, a famine came first for the American press, as one would say by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import comb, log

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import (
    BlindSpot,
    Carried,
    CountryCoverage,
    CoveredStory,
    Late,
    OnlyOurs,
    PressHealth,
    ToldByOne,
)

FEWEST_COUNTRIES = 4  # other ones, that carry it
FEWEST_REGIONS = 2
FEWEST_OUTLETS = 6
MOST_CHANCE = 0.01
FEWEST_OWN = 2  # healthy outlets of one's own: of one alone nothing can be said
FEWEST_OF_ONE = 2  # outlets that make a story of one country's notable
WORLD = "World"  # the region of outlets that belong to no country: they count as outlets, not as a country's press
LATE_S = 12 * 3600


def coverage(story: CoveredStory, press: Sequence[PressHealth]) -> tuple[CountryCoverage, ...]:
    """How much of each country's press carries the story, most outlets first; countries without an article are out."""
    health = {one.country: one for one in press}
    by_country: dict[CountryCode, list[Carried]] = defaultdict(list)
    for carried in story.carried:
        by_country[carried.country].append(carried)
    found = [_of_country(country, articles, health.get(country)) for country, articles in by_country.items()]
    return tuple(sorted(found, key=lambda one: (-one.carrying, one.country)))


def _of_country(country: CountryCode, articles: Sequence[Carried], health: PressHealth | None) -> CountryCoverage:
    outlets = {carried.outlet for carried in articles}
    healthy = outlets | (health.healthy if health else frozenset[int]())
    down = (health.down if health else frozenset[int]()) - healthy
    first = min(carried.published for carried in articles)
    return CountryCoverage(country, len(outlets), len(healthy), len(down), first)


def blind_spots(
    stories: Iterable[CoveredStory], press: Sequence[PressHealth], own: Collection[CountryCode]
) -> tuple[BlindSpot, ...]:
    """
    The stories that the world's press carries and that of the countries ``own`` does not, the most striking first: by
    -ln p times the number of countries.
    """
    world = _World(press, own)
    found = [spot for story in stories if (spot := world.blind_spot(story)) is not None]
    return tuple(sorted(found, key=lambda spot: (log(spot.p) * spot.countries, spot.story)))


def only_ours(
    stories: Iterable[CoveredStory], press: Sequence[PressHealth], own: Collection[CountryCode]
) -> tuple[OnlyOurs, ...]:
    """The mirror: the stories of at least six of one's own outlets that hardly any other carries, the surest first."""
    world = _World(press, own)
    found = [mirror for story in stories if (mirror := world.only_ours(story)) is not None]
    return tuple(sorted(found, key=lambda mirror: (mirror.p, mirror.story)))


def told_by_one(stories: Iterable[CoveredStory], press: Sequence[PressHealth]) -> tuple[ToldByOne, ...]:
    """The stories that at least two outlets of one country carry and no outlet of any other, most outlets first."""
    nobodys = {one.country for one in press if one.region == WORLD}
    read = {one.country for one in press if one.healthy} - nobodys
    found: list[ToldByOne] = []
    for story in stories:
        outlets = {carried.outlet for carried in story.carried}
        countries = {carried.country for carried in story.carried}
        if len(countries) == 1 and not countries & nobodys and len(outlets) >= FEWEST_OF_ONE:
            country = countries.pop()
            found.append(ToldByOne(story.id, country, len(outlets), len(read - {country})))
    return tuple(sorted(found, key=lambda one: (-one.outlets, one.story)))


def late(stories: Iterable[CoveredStory], own: Collection[CountryCode]) -> tuple[Late, ...]:
    """The stories of at least four other countries that one's own press began to carry over twelve hours later."""
    found: list[Late] = []
    for story in stories:
        home = [carried for carried in story.carried if carried.country in own]
        abroad = [carried for carried in story.carried if carried.country not in own]
        if not home or len({carried.country for carried in abroad}) < FEWEST_COUNTRIES:
            continue
        first_home = min(carried.published for carried in home)
        first = min(abroad, key=lambda carried: (carried.published, carried.country))
        if first_home - first.published > LATE_S:
            found.append(Late(story.id, tuple(sorted(own)), first.published, first.country, first_home))
    return tuple(sorted(found, key=lambda one: (one.first_abroad - one.first_at_home, one.story)))


class _World:
    """One's own press and all others, as far as their outlets are known."""

    def __init__(self, press: Sequence[PressHealth], own: Collection[CountryCode]) -> None:
        self._own = tuple(sorted(own))
        self._regions: Mapping[CountryCode, str] = {one.country: one.region for one in press}
        self._nobodys = {one.country for one in press if one.region == WORLD}
        self._home = {outlet for one in press if one.country in own for outlet in one.healthy}
        self._down = {outlet for one in press if one.country in own for outlet in one.down}
        self._abroad = {outlet for one in press if one.country not in own for outlet in one.healthy}

    def blind_spot(self, story: CoveredStory) -> BlindSpot | None:
        home, abroad = self._carrying(story)
        countries = {carried.country for carried in story.carried if carried.country not in self._own} - self._nobodys
        regions = {self._regions[country] for country in countries if country in self._regions}
        if len(countries) < FEWEST_COUNTRIES or len(regions) < FEWEST_REGIONS:
            return None
        healthy = self._home | home
        if len(home | abroad) < FEWEST_OUTLETS or len(healthy) < FEWEST_OWN:
            return None
        chance = at_most(len(home), len(home | abroad), len(healthy) / len(healthy | self._abroad | abroad))
        if home and chance >= MOST_CHANCE:
            return None
        return BlindSpot(
            story=story.id,
            press=self._own,
            countries=len(countries),
            regions=len(regions),
            outlets=len(abroad),
            press_sources=len(healthy),
            press_down=len(self._down - healthy),
            carrying=len(home),
            p=chance,
        )

    def only_ours(self, story: CoveredStory) -> OnlyOurs | None:
        home, abroad = self._carrying(story)
        others = self._abroad | abroad
        if len(home) < FEWEST_OUTLETS or not others:
            return None
        chance = at_most(len(abroad), len(home | abroad), len(others) / len(others | self._home | home))
        if chance >= MOST_CHANCE:
            return None
        return OnlyOurs(story.id, self._own, len(home), len(abroad), len(others), chance)

    def _carrying(self, story: CoveredStory) -> tuple[set[int], set[int]]:
        home = {carried.outlet for carried in story.carried if carried.country in self._own}
        return home, {carried.outlet for carried in story.carried} - home


def at_most(successes: int, trials: int, p: float) -> float:
    """The binomial probability of at most so many successes; never quite 0, so that its logarithm exists."""
    chance = sum(comb(trials, k) * p**k * (1 - p) ** (trials - k) for k in range(successes + 1))
    return min(1.0, max(chance, _SMALLEST))


_SMALLEST = 1e-300


def first_reports(story: CoveredStory) -> tuple[tuple[CountryCode, Seconds], ...]:
    """When each country's press first told the story, the earliest first."""
    first: dict[CountryCode, Seconds] = {}
    for carried in story.carried:
        first[carried.country] = min(carried.published, first.get(carried.country, carried.published))
    return tuple(sorted(first.items(), key=lambda pair: (pair[1], pair[0])))
