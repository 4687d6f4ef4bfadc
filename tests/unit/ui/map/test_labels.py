from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.labels import GAP, Area, Candidate, beside, centred, fade, placed

BOUNDS = Area(0, 0, 400, 300)
areas = st.builds(Area, st.floats(-50, 420), st.floats(-50, 320), st.floats(5, 120), st.floats(5, 20))


def meet(one: Area, other: Area) -> bool:
    """Whether they overlap, or are too near to each other."""
    return (
        max(one.x, other.x) - min(one.x + one.width, other.x + other.width) < GAP
        and max(one.y, other.y) - min(one.y + one.height, other.y + other.height) < GAP
    )


@given(st.lists(st.lists(areas, min_size=1, max_size=4), max_size=40), st.lists(areas, max_size=3))
def test_names_never_meet(wishes: list[list[Area]], taken: list[Area]) -> None:
    candidates = [Candidate(CountryCode(f"{n:02}"), (n % 5,), tuple(wish)) for n, wish in enumerate(wishes)]
    found = placed(candidates, taken, BOUNDS)
    for one, other in itertools.combinations(found.values(), 2):
        assert not meet(one, other)
    for area in found.values():
        assert area.within(BOUNDS)
        assert not any(meet(area, one) for one in taken)


def test_the_important_name_wins() -> None:
    spot = (Area(10, 10, 50, 12),)
    candidates = [Candidate(CountryCode("AA"), (2.0,), spot), Candidate(CountryCode("BB"), (1.0,), spot)]
    assert placed(candidates, (), BOUNDS) == {"BB": spot[0]}


def test_a_second_choice_is_taken() -> None:
    first, second = Area(10, 10, 50, 12), Area(10, 40, 50, 12)
    found = placed([Candidate(CountryCode("AA"), (0.0,), (first, second))], [Area(0, 0, 30, 30)], BOUNDS)
    assert found == {"AA": second}


@pytest.mark.parametrize(("depth", "expected"), [(1, 1), (0.62, 1), (0.45, 0.5), (0.28, 0), (-1, 0)])
def test_fade(depth: float, expected: float) -> None:
    assert fade(depth) == pytest.approx(expected)


def test_places_of_names_are_whole_pixels() -> None:
    for area in (*centred(10.3, 20.7, 33, 12), *beside(10.3, 20.7, 33, 12, 7)):
        assert (area.x, area.y) == (round(area.x), round(area.y))
