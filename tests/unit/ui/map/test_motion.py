from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.motion import (
    FRAME_MS,
    Direction,
    Flight,
    Inertia,
    Pace,
    bearing,
    ease,
    flight_ms,
    middle,
    nearest,
    neighbour,
)


def codes(**places: tuple[float, float]) -> dict[CountryCode, tuple[float, float]]:
    return {CountryCode(code): place for code, place in places.items()}


WORLD = codes(
    CL=(-72.3, -38.2), AR=(-64.2, -33.5), BO=(-64.6, -16.7), PE=(-72.9, -12.9), BR=(-49.6, -12.1), UY=(-55.9, -32.9),
    PY=(-60.1, -21.7), FR=(2.6, 46.7), ES=(-3.5, 40.1), PT=(-8.3, 39.6), DE=(9.7, 50.9), PL=(19.5, 52.1),
    IT=(11.1, 44.7), MA=(-7.2, 31.7), GB=(-2.1, 54.4), IE=(-7.8, 53.1), NO=(9.7, 61.4), RU=(44.7, 58.2),
    FJ=(178.0, -17.8), WS=(-172.4, -13.7), NZ=(172.8, -39.8),
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "direction", "bordering", "expected"),
    [
        ("CL", Direction.EAST, ("AR", "BO", "PE"), "AR"),
        ("CL", Direction.NORTH, ("AR", "BO", "PE"), "PE"),
        ("AR", Direction.WEST, ("CL", "BO", "BR", "PY", "UY"), "CL"),
        ("AR", Direction.EAST, ("CL", "BO", "BR", "PY", "UY"), "UY"),
        ("ES", Direction.WEST, ("PT", "FR", "MA"), "PT"),
        ("ES", Direction.SOUTH, ("PT", "FR", "MA"), "MA"),
        ("ES", Direction.NORTH, ("PT", "FR", "MA"), "FR"),
        ("DE", Direction.EAST, ("PL", "FR"), "PL"),
        ("GB", Direction.WEST, ("IE",), "IE"),
        ("DE", Direction.NORTH, ("PL", "FR"), "NO"),
        ("FJ", Direction.EAST, (), "WS"),  # over the antimeridian
        ("WS", Direction.WEST, (), "FJ"),
        ("FJ", Direction.SOUTH, (), "NZ"),
    ],
)
def test_a_step_by_arrow_key(start: str, direction: Direction, bordering: tuple[str, ...], expected: str) -> None:
    found = neighbour(WORLD[CountryCode(start)], direction, WORLD, [CountryCode(one) for one in bordering])
    assert found == expected


def test_where_nothing_lies_there_is_no_step() -> None:
    assert neighbour((0, 0), Direction.NORTH, codes(AA=(20, 0), BB=(0, -10))) is None
    assert neighbour((0, 0), Direction.NORTH, {}) is None


@pytest.mark.parametrize(
    ("end", "expected"), [((0, 10), 0), ((10, 0), 90), ((0, -10), 180), ((-10, 0), 270), ((180, 80), 0)]
)
def test_bearing(end: tuple[float, float], expected: float) -> None:
    assert bearing((0, 0), end) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "place", "reach", "expected"),
    [
        ("near", (9, 50), 6, "DE"),
        ("the nearer of two", (-6, 40), 6, "PT"),
        ("too far", (-30, 40), 6, None),
        ("over the antimeridian", (-179, -17), 6, "FJ"),
        ("on the spot", (9.7, 50.9), 0.001, "DE"),
    ],
)
def test_nearest(name: str, place: tuple[float, float], reach: float, expected: str | None) -> None:
    assert nearest(place, WORLD, reach) == expected, name


def test_inertia_keeps_its_share_each_frame_however_frames_fall() -> None:
    one, east, north = Inertia(1.0, -0.5).after(FRAME_MS)
    assert (one.east, one.north) == pytest.approx((0.92, -0.46))
    half, first, _ = Inertia(1.0, -0.5).after(FRAME_MS / 2)
    two, second, _ = half.after(FRAME_MS / 2)
    assert (two.east, two.north) == pytest.approx((one.east, one.north))
    assert first + second == pytest.approx(east)
    assert north == pytest.approx(-east / 2)


def test_inertia_ends() -> None:
    speed, way = Inertia(0.5, 0.0), 0.0
    for _ in range(200):
        speed, east, _ = speed.after(FRAME_MS)
        way += east
    assert not speed.moving
    assert 50 < way < 110


def test_the_hands_speed_is_a_running_mean() -> None:
    speed = Inertia()
    for _ in range(20):
        speed = speed.blended(1.6, 0, 16)
    assert speed.east == pytest.approx(0.1, rel=0.01)
    assert speed.blended(100, 0, 1).east < 3  # one wild event does not throw the globe


@given(st.floats(0, 1), st.floats(0, 1))
def test_easing_only_goes_forward(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert ease(low) <= ease(high) + 1e-12


@pytest.mark.parametrize(("part", "expected"), [(-1, 0), (0, 0), (0.5, 0.5), (1, 1), (2, 1)])
def test_ease(part: float, expected: float) -> None:
    assert ease(part) == pytest.approx(expected)


@pytest.mark.parametrize(("degrees", "expected"), [(0, 700), (90, 900), (180, 1100)])
def test_how_long_a_flight_takes(degrees: float, expected: float) -> None:
    assert flight_ms(degrees) == expected


def test_a_flight_goes_the_short_way() -> None:
    flight = Flight((170, 0), (-170, 0), 1, 4, 1000)
    place, zoom = flight.at(0)
    assert (*place, zoom) == pytest.approx((170, 0, 1))
    (longitude, latitude), zoom = flight.at(500)
    assert (abs(longitude), latitude, zoom) == pytest.approx((180, 0, 2))
    assert flight.at(1000) == ((-170, 0), 4)
    assert flight.at(5000) == ((-170, 0), 4)


def test_slow_frames_make_the_next_ones_plainer() -> None:
    pace = Pace()
    for _ in range(10):
        pace = pace.after(8)
    assert pace.thrift == 0
    for _ in range(30):
        pace = pace.after(30)
    assert pace.thrift == Pace.MOST_THRIFT


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], None),
        ([(10.0, 20.0)], (10.0, 20.0)),
        ([(-10.0, 0.0), (10.0, 0.0)], (0.0, 0.0)),
        ([(170.0, 0.0), (-170.0, 0.0)], (180.0, 0.0)),  # over the antimeridian
        ([(0.0, 80.0)], (0.0, 40.0)),  # not at the ice
        ([(0.0, 0.0), (120.0, 0.0), (-120.0, 0.0)], (0.0, 0.0)),  # all round: the first
    ],
)
def test_the_middle_of_places(places: list[tuple[float, float]], expected: tuple[float, float] | None) -> None:
    found = middle(places)
    assert found == (None if expected is None else pytest.approx(expected))
