from __future__ import annotations

import pytest

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import Carried, CoveredStory, PressHealth
from desktop_app.model.story import StoryId
from desktop_app.stories.blindspots import (
    at_most,
    blind_spots,
    coverage,
    first_reports,
    late,
    only_ours,
    told_by_one,
)

US = CountryCode("US")
_REGIONS = {
    "US": "Americas",
    "BR": "Americas",
    "FR": "Europe",
    "DE": "Europe",
    "IN": "Asia",
    "NG": "Africa",
    "XA": "World",
}
HOUR = 3600


def _outlets(country: str) -> list[int]:
    """The keys of twelve outlets of a country."""
    first = 100 * list(_REGIONS).index(country)
    return list(range(first, first + 12))


def _press(down: int = 0) -> list[PressHealth]:
    """Twelve outlets in each country; of the American ones the last ``down`` were not to be read."""
    press = []
    for country, region in _REGIONS.items():
        outlets = _outlets(country)
        broken = outlets[12 - down :] if country == "US" else []
        press.append(PressHealth(CountryCode(country), region, frozenset(outlets) - {*broken}, frozenset(broken)))
    return press


def _story(number: int, hour: int = 0, **carrying: int) -> CoveredStory:
    """A story that so many outlets of each country carry, the first of each country an hour after that before it."""
    carried = [
        Carried(outlet, CountryCode(country), Seconds((hour + place) * HOUR))
        for place, (country, outlets) in enumerate(carrying.items())
        for outlet in _outlets(country)[:outlets]
    ]
    return CoveredStory(StoryId(number), tuple(carried))


def test_a_story_that_the_world_carries_and_ones_own_press_does_not() -> None:
    [spot] = blind_spots([_story(1, FR=10, DE=10, IN=10, NG=6)], _press(), [US])

    assert (spot.story, spot.countries, spot.regions, spot.outlets) == (1, 4, 3, 36)
    assert (spot.carrying, spot.press_sources, spot.press_down) == (0, 12, 0)
    assert spot.p == pytest.approx((1 - 12 / 84) ** 36)


def test_a_silent_press_is_told_of_however_likely_chance_is() -> None:
    [spot] = blind_spots([_story(1, FR=2, DE=2, IN=2, NG=2)], _press(), [US])
    assert (spot.carrying, spot.press_sources) == (0, 12)
    assert spot.p > 0.1


@pytest.mark.parametrize(
    ("carrying", "why"),
    [
        ({"FR": 9, "DE": 9, "IN": 9}, "three countries"),
        ({"FR": 9, "DE": 9, "IN": 9, "XA": 9}, "a continent's outlets are no country's press"),
        ({"FR": 2, "DE": 1, "IN": 1, "NG": 1}, "five outlets"),
        ({"FR": 2, "DE": 2, "IN": 2, "NG": 2, "US": 1}, "chance may do that"),
        ({"FR": 8, "DE": 8, "IN": 8, "NG": 4, "US": 5}, "ones own press has it"),
    ],
)
def test_what_is_no_blind_spot(carrying: dict[str, int], why: str) -> None:
    assert blind_spots([_story(1, **carrying)], _press(), [US]) == (), why


def test_one_region_makes_no_blind_spot() -> None:
    press = [PressHealth(one.country, "Europe", one.healthy, one.down) for one in _press()]

    assert blind_spots([_story(1, FR=10, DE=10, IN=10, NG=6)], press, [US]) == ()


def test_an_outlet_that_was_down_is_unknown_and_not_silent() -> None:
    story = _story(1, FR=12, DE=12, IN=12, NG=12)

    [spot] = blind_spots([story], _press(down=4), [US])

    assert (spot.press_sources, spot.press_down) == (8, 4)
    assert spot.p == pytest.approx((1 - 8 / 80) ** 48)
    assert blind_spots([story], _press(down=11), [US]) == ()  # of one outlet nothing can be said
    assert blind_spots([story], _press(down=12), [US]) == ()


def test_an_outlet_that_carries_the_story_is_known_though_it_was_down() -> None:
    story = _story(1, FR=8, US=2)
    press = [PressHealth(US, "Americas", frozenset(), frozenset(_outlets("US")))]

    american = next(one for one in coverage(story, press) if one.country == "US")

    assert (american.carrying, american.healthy, american.down) == (2, 2, 10)
    assert american.share == 1.0


def test_a_region_as_ones_own_press() -> None:
    own = [CountryCode("FR"), CountryCode("DE")]

    [spot] = blind_spots([_story(1, US=9, BR=9, IN=9, NG=9)], _press(), own)

    assert (spot.press, spot.press_sources, spot.carrying) == (("DE", "FR"), 24, 0)


def test_the_most_striking_first() -> None:
    small = _story(1, FR=9, DE=9, IN=9, NG=9)
    large = _story(2, FR=12, DE=12, IN=12, NG=12, BR=12)

    assert [spot.story for spot in blind_spots([small, large], _press(), [US])] == [2, 1]


def test_the_mirror_is_what_ones_own_press_alone_carries() -> None:
    [mirror] = only_ours([_story(1, US=9, FR=1), _story(2, US=5), _story(3, US=9, FR=9, DE=9)], _press(), [US])

    assert (mirror.story, mirror.carrying, mirror.outlets, mirror.others) == (1, 9, 1, 72)


def test_told_by_one_wants_two_outlets_of_one_country() -> None:
    told = [_story(1, NG=2), _story(2, NG=1), _story(3, NG=5, US=1), _story(4, DE=3)]
    found = told_by_one([*told, _story(5, XA=4)], _press())  # XA is no country

    assert [(one.story, one.country, one.outlets, one.other_countries) for one in found] == [
        (4, "DE", 3, 5),
        (1, "NG", 2, 5),
    ]


def test_late_is_more_than_half_a_day_after_the_first_abroad() -> None:
    abroad = _story(1, FR=1, DE=1, IN=1, NG=1)
    at_home = Carried(_outlets("US")[0], US, Seconds(13 * HOUR))

    [found] = late([CoveredStory(abroad.id, (*abroad.carried, at_home)), abroad], [US])

    assert (found.story, found.country, found.first_abroad, found.first_at_home) == (1, "FR", 0, 13 * HOUR)
    in_time = Carried(at_home.outlet, US, Seconds(12 * HOUR))
    assert late([CoveredStory(abroad.id, (*abroad.carried, in_time))], [US]) == ()


def test_first_reports() -> None:
    assert first_reports(_story(1, NG=2, FR=1)) == (("NG", 0), ("FR", HOUR))


def test_coverage_of_each_country() -> None:
    found = coverage(_story(1, FR=3, NG=6), _press())

    assert [(one.country, one.carrying, one.healthy, one.share) for one in found] == [
        ("NG", 6, 12, 0.5),
        ("FR", 3, 12, 0.25),
    ]


def test_the_binomial() -> None:
    assert at_most(0, 10, 0.5) == pytest.approx(0.5**10)
    assert at_most(10, 10, 0.3) == pytest.approx(1.0)
    assert at_most(1, 2, 0.5) == pytest.approx(0.75)
    assert at_most(0, 5000, 0.9) > 0
