from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.geometry import Atlas, Level, read_atlas
from desktop_app.ui.map.hit import LEAST_REACH, REACH, Marker, Outlines, marker_at, reach_on_land

MAP = Path(__file__).parents[4] / "resources" / "map"
POINTS = 20_000


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas(MAP / "world-50m.npz")


def rings_of(level: Level, polygon: int) -> list[np.ndarray]:
    """The polygon's rings in the plane: longitudes unrolled, a ring round the pole closed along it."""
    result: list[np.ndarray] = []
    for ring in range(level.polygon_ring[polygon], level.polygon_ring[polygon + 1]):
        places = level.places[level.ring[level.ring_first[ring] : level.ring_first[ring + 1]]].astype(np.float64)
        places = np.vstack([places, places[:1]])
        places[:, 0] = np.unwrap(places[:, 0], period=360)
        if abs(places[-1, 0] - places[0, 0]) > 180:
            places = np.vstack([places, [places[-1, 0], -90], [places[0, 0], -90]])
        if result:
            places[:, 0] += 360 * np.round((result[0][0, 0] - places[0, 0]) / 360)
        result.append(places)
    return result


def planar(level: Level) -> tuple[list[shapely.Geometry], list[int]]:
    """Every polygon as shapely knows it, three times round the world; and whose it is."""
    shapes, owners = [], []
    for polygon, territory in enumerate(level.polygon_territory.tolist()):
        outer, *holes = rings_of(level, polygon)
        shape = shapely.make_valid(shapely.Polygon(outer, holes))
        for shift in (-360, 0, 360):
            shapes.append(shapely.transform(shape, lambda places, shift=shift: places + np.array([shift, 0])))
            owners.append(territory)
    return shapes, owners


def owners_by_shapely(level: Level, places: np.ndarray) -> dict[int, set[int]]:
    """For the number of each place (longitude, latitude) on land the territories that it lies in."""
    shapes, owners = planar(level)
    found: dict[int, set[int]] = {}
    # which shape contains a point, and not which point is within a shape: shapely prepares what asks
    for shape, point in zip(*shapely.STRtree(shapely.points(places)).query(shapes, predicate="contains"), strict=True):
        found.setdefault(int(point), set()).add(owners[shape])
    return found


def test_the_same_countries_as_shapely_finds(atlas: Atlas) -> None:
    level = atlas.levels[-1]
    outlines = Outlines(level)
    random = np.random.default_rng(7)
    # over the whole sphere, and again crowded round vertices of outlines, where it is hard
    spread = np.stack([random.uniform(-180, 180, POINTS), np.degrees(np.arcsin(random.uniform(-1, 1, POINTS)))], 1)
    near = level.places[random.integers(0, len(level.places), POINTS // 2)] + random.normal(0, 0.2, (POINTS // 2, 2))
    near = near[np.abs(near[:, 1]) < 89.9]
    places = np.vstack([spread, near])
    expected = owners_by_shapely(level, places)
    differing = []
    for number, (longitude, latitude) in enumerate(places.tolist()):
        found = outlines.territory_at(longitude, latitude)
        wanted = expected.get(number, set())
        if (found is None) != (not wanted) or (found is not None and found not in wanted):
            differing.append((longitude, latitude))
    # only a point within the rounding of 32 bits of an outline may differ
    assert len(differing) <= len(places) // 5000, differing[:5]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((37, 0.5), "KE"),
        ((179.3, 66.5), "RU"),  # both sides of the antimeridian
        ((-179.3, 66.5), "RU"),
        ((179.99, 68.0), "RU"),
        ((-179.99, 68.0), "RU"),
        ((0, -89.99), "AQ"),
        ((180, -86), "AQ"),
        ((-180, -86), "AQ"),
        ((123, -90), "AQ"),
        ((0, 90), None),
        ((45, 89.99), None),
        ((28.2, -29.6), "LS"),  # a hole of South Africa
        ((25, -29), "ZA"),
        ((178, -17.8), "FJ"),
        ((-30, 30), None),
        ((180, 0), None),
        ((20.9, 42.6), "XK"),
    ],
)
def test_some_places(atlas: Atlas, place: tuple[float, float], expected: str | None) -> None:
    number = Outlines(atlas.levels[-1]).territory_at(*place)
    assert (None if number is None else atlas.territories[number].code) == expected


@pytest.mark.parametrize("place", [(46, 10), (33.5, 35.3)])
def test_disputed_ground_belongs_to_no_country(atlas: Atlas, place: tuple[float, float]) -> None:
    number = Outlines(atlas.levels[-1]).territory_at(*place)
    assert number is not None
    assert atlas.territories[number].disputed
    assert atlas.territories[number].code is None


def test_the_nearest_ring_within_reach() -> None:
    rings = [Marker(CountryCode("MT"), 100, 100, ring=True), Marker(CountryCode("SM"), 110, 100, ring=True)]
    assert marker_at(104, 100, rings, 22) == "MT"
    assert marker_at(106, 100, rings, 22) == "SM"
    assert marker_at(131, 100, rings, 22) == "SM"
    assert marker_at(133, 100, rings, 22) is None


@pytest.mark.parametrize(("radius", "expected"), [(5, LEAST_REACH), (60, 15), (400, REACH)])
def test_a_ring_leaves_its_neighbours_ground(radius: float, expected: float) -> None:
    assert reach_on_land(radius) == expected
