from __future__ import annotations

import math

import pytest

from desktop_app.ui.map.camera import ZOOM, Camera
from desktop_app.ui.map.projection import MAX_LATITUDE


@pytest.fixture
def camera() -> Camera:
    camera = Camera()
    camera.resize(900, 900)
    camera.set_place(10, 40, 1.0)
    return camera


def drag(camera: Camera, start: tuple[float, float], way: tuple[float, float], steps: int = 10) -> tuple[float, float]:
    x, y = start
    camera.grip(x, y)
    for _ in range(steps):
        x, y = x + way[0] / steps, y + way[1] / steps
        camera.drag((x, y), (way[0] / steps, way[1] / steps), 16)
    return x, y


@pytest.mark.parametrize("way", [(120, 0), (-150, 30), (0, 100), (0, -140), (90, 90)])
def test_the_ground_stays_under_the_hand(camera: Camera, way: tuple[float, float]) -> None:
    held = camera.view.to_place(480, 430)
    assert held is not None
    x, y = drag(camera, (480, 430), way)
    assert camera.view.to_screen(*held) == pytest.approx((x, y), abs=0.01)


def test_a_hand_on_the_sky_rolls_the_globe(camera: Camera) -> None:
    drag(camera, (20, 450), (-15, 0))
    assert camera.longitude > 10


def test_no_drag_turns_the_globe_upside_down(camera: Camera) -> None:
    for _ in range(12):
        drag(camera, (450, 200), (0, 500), 25)
    assert camera.latitude <= MAX_LATITUDE
    for _ in range(12):
        drag(camera, (450, 700), (0, -500), 25)
    assert camera.latitude >= -MAX_LATITUDE


def test_a_drag_never_jumps(camera: Camera) -> None:
    camera.set_place(10, 80)
    camera.grip(450, 380)  # beside the pole
    x, y = 450.0, 380.0
    for step in range(200):
        before = camera.view
        dx, dy = 4 * math.cos(step / 15), 4 * math.sin(step / 15)
        x, y = x + dx, y + dy
        camera.drag((x, y), (dx, dy), 16)
        assert camera.view.seen((0.0, 0.0, 1.0))[:2] == pytest.approx(before.seen((0.0, 0.0, 1.0))[:2], abs=40)


def test_a_throw_rolls_on_and_ends(camera: Camera) -> None:
    drag(camera, (450, 450), (-100, 0))
    camera.release(rested=5)
    before, frames = camera.longitude, 0
    while camera.moving:
        camera.advance(16)
        frames += 1
        assert frames < 300
    assert frames > 20
    assert camera.longitude > before + 3


def test_a_hand_that_rested_throws_nothing(camera: Camera) -> None:
    drag(camera, (450, 450), (-100, 0))
    camera.release(rested=200)
    assert not camera.moving


@pytest.mark.parametrize("point", [(450, 450), (600, 300), (300, 620)])
@pytest.mark.parametrize("factor", [1.5, 6.0, 0.9])
def test_a_zoom_keeps_the_ground_under_the_cursor(camera: Camera, point: tuple[float, float], factor: float) -> None:
    held = camera.view.to_place(*point)
    assert held is not None
    camera.zoom_about(factor, *point, at_once=True)
    assert camera.zoom == pytest.approx(factor)
    assert camera.view.to_screen(*held) == pytest.approx(point, abs=0.01)


def test_a_zoom_glides_to_its_goal_and_notches_add_up(camera: Camera) -> None:
    camera.zoom_about(1.25, 500, 400, at_once=False)
    camera.advance(16)
    camera.zoom_about(1.25, 500, 400, at_once=False)
    zooms = [camera.zoom]
    while camera.moving:
        camera.advance(16)
        zooms.append(camera.zoom)
    assert zooms == sorted(zooms)
    assert camera.zoom == pytest.approx(1.25**2)


def test_zoom_has_its_bounds(camera: Camera) -> None:
    camera.zoom_about(1e9, 450, 450, at_once=True)
    assert camera.zoom == ZOOM[1]
    camera.zoom_about(1e-9, 450, 450, at_once=True)
    assert camera.zoom == ZOOM[0]


def test_a_flight_arrives(camera: Camera) -> None:
    camera.fly((-70, -35), 3.0, 800)
    camera.advance(400)
    assert camera.flying
    assert -70 < camera.longitude < 10
    camera.advance(400)
    assert not camera.moving
    assert (camera.longitude, camera.latitude, camera.zoom) == pytest.approx((-70, -35, 3))


def test_a_hand_stops_a_flight(camera: Camera) -> None:
    camera.fly((-70, -35), 3.0, 800)
    camera.advance(100)
    camera.grip(450, 450)
    assert not camera.moving
