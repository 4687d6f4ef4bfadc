from __future__ import annotations

from collections import Counter

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import Carried, CoveredStory
from desktop_app.model.story import StoryId
from desktop_app.stories.edition import FEWEST_REGIONS, MOST_OF_A_COUNTRY, SIZE, EditionStory, edition

NOW = Seconds(1_000_000)
_REGIONS = {
    CountryCode(code): region
    for region, codes in {
        "Europe": "FR DE GB PL", "Asia": "IN JP", "Africa": "NG", "Americas": "US", "Oceania": "NZ", "World": "XL"
    }.items()
    for code in codes.split()
}  # fmt: skip


def _story(number: int, countries: int, age_hours: float = 1) -> CoveredStory:
    press = list(_REGIONS)[:countries]
    published = Seconds(NOW - int(age_hours * 3600))
    return CoveredStory(StoryId(number), tuple(Carried(place, code, published) for place, code in enumerate(press)))


def _edition(told: dict[int, tuple[str, int]], ages: dict[int, float] | None = None) -> tuple[EditionStory, ...]:
    """The edition of stories by number: which country each is about, and how many countries carry it."""
    stories = [_story(number, countries, (ages or {}).get(number, 1)) for number, (_, countries) in told.items()]
    about = {StoryId(number): CountryCode(code) for number, (code, _) in told.items() if code}
    return edition(stories, about, _REGIONS, NOW)


def test_twelve_stories_at_most_two_a_country_of_five_regions() -> None:
    told = {number: (code, 9) for number, code in enumerate(["FR", "DE", "GB", "PL"] * 5, 1)}
    told |= {30: ("IN", 2), 31: ("NG", 1), 32: ("US", 1), 33: ("NZ", 1), 34: ("JP", 3), 35: ("JP", 3)}

    found = _edition(told)

    assert len(found) == SIZE
    assert max(Counter(one.country for one in found).values()) <= MOST_OF_A_COUNTRY
    assert len({one.region for one in found}) >= FEWEST_REGIONS


def test_fewer_regions_where_there_are_no_more() -> None:
    found = _edition({1: ("FR", 5), 2: ("FR", 4), 3: ("FR", 3), 4: ("DE", 1)})

    assert [one.story for one in found] == [1, 2, 4]


def test_the_more_countries_and_the_newer_the_earlier() -> None:
    assert [one.story for one in _edition({1: ("FR", 2), 2: ("DE", 8), 3: ("IN", 8)}, {3: 10})] == [2, 3, 1]


def test_an_old_story_is_of_no_edition() -> None:
    assert [one.story for one in _edition({1: ("FR", 2), 2: ("DE", 8)}, {2: 49})] == [1]
    assert _edition({}) == ()
    assert edition([CoveredStory(StoryId(1), ())], {}, _REGIONS, NOW) == ()


def test_a_story_about_no_country_is_of_the_press_that_carries_it_most() -> None:
    [found] = _edition({1: ("", 3)})

    assert (found.country, found.region, found.countries, found.outlets) == ("DE", "Europe", 3, 3)
