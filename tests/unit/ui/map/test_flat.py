from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from desktop_app.ui.map.camera import MORPH_MS, Camera
from desktop_app.ui.map.flat import HEIGHT, WIDTH, FlatView, equal_earth, equal_earth_latitude, radius_between
from desktop_app.ui.map.flat_level import FlatLevel, places_of, project
from desktop_app.ui.map.geometry import read_atlas
from desktop_app.ui.map.projection import View, unit
from desktop_app.ui.map.scene import Box, Scene

MAP = Path(__file__).parents[4] / "resources" / "map"
VIEW = FlatView(20, 30, 400, 300, 200)
longitudes, latitudes = st.floats(-180, 179.9), st.floats(-89.5, 89.5)


def test_the_coefficients_are_those_of_the_paper() -> None:
    assert pytest.approx(2.7066, abs=1e-4) == WIDTH
    assert pytest.approx(1.3174, abs=1e-4) == HEIGHT
    assert equal_earth(math.pi / 2)[0] / equal_earth(0)[0] == pytest.approx(0.5925, abs=1e-3)  # the poles' lines
    assert equal_earth_latitude(HEIGHT + 0.001) is None


def test_areas_are_equal() -> None:
    """A band of the map is as large as the band of the sphere, wherever it is."""
    for south, north in ((0, 10), (40, 50), (75, 85)):
        steps = np.radians(np.linspace(south, north, 400))
        known = [equal_earth(step) for step in steps.tolist()]
        area = sum((b[1] - a[1]) * (a[0] + b[0]) / 2 for a, b in pairwise(known))
        assert area == pytest.approx(math.sin(steps[-1]) - math.sin(steps[0]), rel=1e-4)


@given(longitudes, latitudes)
def test_a_place_comes_back(longitude: float, latitude: float) -> None:
    at = VIEW.to_screen(longitude, latitude)
    assert at is not None
    place = VIEW.to_place(*at)
    assert place is not None
    again = VIEW.to_screen(*place)
    assert again == pytest.approx(at, abs=1e-6)


@given(longitudes, latitudes, st.floats(-150, 150), st.floats(-100, 100))
def test_the_centre_that_shows_a_place_somewhere_shows_it_there(
    longitude: float, latitude: float, right: float, down: float
) -> None:
    found = VIEW.centre_that_shows((longitude, latitude), (400 + right, 300 + down))
    if found is not None:
        shown = FlatView(*found, 400, 300, 200).to_screen(longitude, latitude)
        assert shown == pytest.approx((400 + right, 300 + down), abs=1e-6)


def test_beyond_the_edge_is_no_place() -> None:
    assert VIEW.to_place(400, 300 - 3 * 200) is None
    assert VIEW.to_place(400 + 4 * 200, 300) is None


def test_arrays_are_projected_as_single_places_are() -> None:
    rng = np.random.default_rng(3)
    east, north = rng.uniform(-180, 180, 500).astype(np.float32), rng.uniform(-90, 90, 500).astype(np.float32)
    for flatness in (0.001, 0.3, 0.7, 1.0):
        view = FlatView(0, 20, 400, 300, 200, flatness)
        xs, ys = project(east, places_of(east, north), view)
        for number in range(0, 500, 7):
            x, y = view.plane(float(east[number]), float(north[number]))
            assert (xs[number], ys[number]) == pytest.approx((400 + 200 * x, 300 - 200 * (y - view.lift)), abs=0.01)


def test_it_begins_as_the_globe() -> None:
    flat, globe = FlatView(20, 0, 400, 300, 200, 1e-4), View(20, 0, 400, 300, 200)
    for place in ((20, 0), (50, 40), (-30, -60)):
        assert flat.to_screen(*place) == pytest.approx(globe.to_screen(*place), abs=0.2)
    edge = flat.outline()
    assert all(math.hypot(x - 400, y - 300) == pytest.approx(200, abs=0.5) for x, y in edge)
    assert flat.seen(unit(-150, 10))[2] == 0  # behind


@pytest.mark.parametrize("flatness", [0.01, 0.25, 0.5, 0.75, 1.0])
def test_no_shape_between_is_larger_than_both(flatness: float) -> None:
    radius = radius_between(300, 150, flatness)
    edge = FlatView(0, 0, 0, 0, radius, flatness).outline()
    assert max(x for x, _ in edge) <= max(300, 150 * WIDTH) + 1e-6
    assert max(y for _, y in edge) <= 300 + 1e-6


def test_a_camera_unfolds_and_folds_again_in_its_time() -> None:
    camera = Camera()
    camera.resize(900, 600)
    before = camera.view
    camera.unfold(flat=True, at_once=False)
    kinds = []
    for _ in range(int(MORPH_MS / 15)):
        assert camera.moving
        camera.advance(15)
        kinds.append(type(camera.view))
    camera.advance(1)
    assert not camera.moving
    assert kinds[0] is View
    assert kinds[-1] is FlatView
    assert (camera.longitude, camera.latitude) == (before.longitude, before.latitude)
    flat = camera.view
    assert isinstance(flat, FlatView)
    assert flat.flatness == 1
    camera.unfold(flat=False, at_once=True)
    assert camera.view == before


def test_in_the_flat_map_the_ground_stays_under_the_hand_and_under_a_zoom() -> None:
    camera = Camera()
    camera.resize(900, 600)
    camera.unfold(flat=True, at_once=True)
    held = camera.view.to_place(300, 250)
    assert held is not None
    camera.grip(300, 250)
    camera.drag((420, 310), (120, 60), 16)
    assert camera.view.to_screen(*held) == pytest.approx((420, 310), abs=1e-6)
    camera.release(1000)
    held = camera.view.to_place(500, 350)
    assert held is not None
    camera.zoom_about(3, 500, 350, at_once=True)
    assert camera.view.to_screen(*held) == pytest.approx((500, 350), abs=1e-6)


@pytest.mark.parametrize("middle", [0.0, 20.0, -100.0, 179.0])
def test_countries_are_painted_where_they_are_whatever_meridian_is_in_the_middle(middle: float) -> None:
    atlas = read_atlas(MAP / "world-50m.npz")
    level = atlas.levels[0]
    flat = FlatLevel(level)
    numbers = [0 if one.code is None else 1 for one in atlas.territories]
    view = FlatView(middle, 0, 500, 300, 180)
    scene = Scene(level, numbers, lambda: flat)
    box = Box(-10, -10, 1010, 610, 0.5)
    land = scene.land(view, box)
    for name, place, is_land in (
        ("Kenya", (37.9, 0.5), True),
        ("Chukotka", (-175.0, 67.0), True),  # beyond the antimeridian
        ("Siberia", (100.0, 65.0), True),
        ("Antarctica", (0.0, -80.0), True),
        ("at the pole", (-120.0, -88.0), True),
        ("Fiji's island", (178.0, -17.8), True),
        ("Atlantic", (-35.0, 20.0), False),
        ("Pacific", (-150.0, 0.0), False),
        ("Arctic", (10.0, 87.0), False),
    ):
        at = view.to_screen(*place)
        assert at is not None
        covering = sum(path.contains(QPointF(*at)) for _, path in land)
        assert bool(covering) is is_land, name
    edge = view.to_screen(middle + 179.99, 0)
    assert edge is not None
    right = max(path.boundingRect().right() for _, path in land)
    assert right <= edge[0] + 0.1
