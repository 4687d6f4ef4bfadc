from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.ui.map.projection import View, angle, centre_that_shows, geographic, slerp, unit, wrapped

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
views = st.builds(
    View,
    longitude=longitudes,
    latitude=st.floats(-85, 85),
    x=st.floats(100, 1000),
    y=st.floats(100, 1000),
    radius=st.floats(50, 60_000),
)


@given(views, st.floats(0, 2 * math.pi), st.floats(0, 0.999))
def test_a_point_of_the_disc_comes_back_to_its_pixel(view: View, turn: float, part: float) -> None:
    x, y = view.x + view.radius * part * math.cos(turn), view.y + view.radius * part * math.sin(turn)
    place = view.to_place(x, y)
    assert place is not None
    again = view.to_screen(*place)
    assert again is not None
    assert math.hypot(again[0] - x, again[1] - y) < 0.01


@given(views, longitudes, latitudes)
def test_a_place_in_sight_comes_back(view: View, longitude: float, latitude: float) -> None:
    x, y, depth = view.seen(unit(longitude, latitude))
    assume(depth > 0.05)
    place = view.to_place(x, y)
    assert place is not None
    assert angle(unit(*place), unit(longitude, latitude)) < 1e-4


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("the centre", (20, 10), (500, 400)),
        ("the antipode is hidden", (-160, -10), None),
        ("ninety degrees east lies on the limb", (110, 0), (800, 400)),
        ("just beyond is hidden", (110.5, 0), None),
    ],
)
def test_where_a_place_is_drawn(name: str, place: tuple[float, float], expected: tuple[float, float] | None) -> None:
    found = View(20, 10, 500, 400, 300).to_screen(*place)
    if expected is None:
        assert found is None, name
    else:
        assert found == pytest.approx(expected, abs=1e-6), name


def test_north_is_up_and_east_is_right() -> None:
    view = View(0, 0, 0, 0, 100)
    assert view.to_screen(0, 90) == pytest.approx((0, -100))
    assert view.to_screen(90, 0) == pytest.approx((100, 0))


def test_outside_the_disc_is_no_place() -> None:
    assert View(0, 0, 0, 0, 100).to_place(71, 71) is None


@given(longitudes, latitudes, longitudes, latitudes, st.floats(0, 1))
def test_the_great_circle_is_walked_evenly(a: float, b: float, c: float, d: float, part: float) -> None:
    start, end = unit(a, b), unit(c, d)
    way = angle(start, end)
    assume(way < 179.9)
    middle = slerp(start, end, part)
    assert angle(start, middle) == pytest.approx(part * way, abs=1e-5)
    assert angle(middle, end) == pytest.approx((1 - part) * way, abs=1e-5)


def test_between_antipodes_there_is_a_way() -> None:
    start, end = unit(30, 0), unit(-150, 0)
    assert angle(start, slerp(start, end, 0.25)) == pytest.approx(45)
    assert angle(slerp(start, end, 0.5), unit(0, 90)) == pytest.approx(0, abs=1e-6)
    assert angle(slerp(unit(0, 90), unit(0, -90), 0.5), unit(0, 0)) == pytest.approx(0, abs=1e-6)


@given(views, longitudes, latitudes)
def test_the_centre_that_shows_a_place_somewhere_shows_it_there(view: View, longitude: float, latitude: float) -> None:
    x, y, depth = view.seen(unit(longitude, latitude))
    assume(depth > 0.05)
    moved = x + 0.02 * view.radius, y - 0.015 * view.radius
    centre = centre_that_shows((longitude, latitude), moved, view)
    assume(centre is not None)
    assert centre is not None
    shown = View(*centre, view.x, view.y, view.radius).to_screen(longitude, latitude)
    assert shown == pytest.approx(moved, abs=1e-4 * view.radius)


def test_at_middle_latitudes_there_is_always_a_centre() -> None:
    view = View(10, 40, 450, 450, 400)
    for dx in range(-200, 201, 50):
        for dy in range(-200, 201, 50):
            assert centre_that_shows((10, 40), (450 + dx, 450 + dy), view) is not None, (dx, dy)


def test_no_centre_draws_the_pole_at_the_side() -> None:
    assert centre_that_shows((0, 89.9), (300, 0), View(0, 50, 0, 0, 400)) is None


@pytest.mark.parametrize(
    ("longitude", "expected"), [(0, 0), (180, -180), (-180, -180), (190, -170), (-541, 179), (359, -1)]
)
def test_wrapped(longitude: float, expected: float) -> None:
    assert wrapped(longitude) == expected


@given(st.floats(-179.99, 179.99), st.floats(-89.9, 89.9))
def test_directions_and_places(longitude: float, latitude: float) -> None:
    assert geographic(unit(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-9)
