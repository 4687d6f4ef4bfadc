from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.reader.zoom import Zoom

SIDES = st.floats(1, 20_000)
FACTORS = st.floats(0.0, 20.0)
POINTS = st.floats(-2_000, 2_000)


@pytest.mark.parametrize(
    ("zoom", "place"),
    [
        (Zoom(1000, 500, 500, 500), (0, 125, 500, 250)),
        (Zoom(500, 1000, 500, 500), (125, 0, 250, 500)),
        (Zoom(100, 50, 500, 500), (200, 225, 100, 50)),  # not blown up
    ],
)
def test_it_fits(zoom: Zoom, place: tuple[float, float, float, float]) -> None:
    assert zoom.place == place


def test_what_is_under_the_pointer_stays_there() -> None:
    zoom = Zoom(2000, 1000, 500, 500).zoomed(2, 250, 250)
    left, top, width, height = zoom.place
    share = (300 - left) / width, (260 - top) / height
    left, top, width, height = zoom.zoomed(1.5, 300, 260).place
    assert ((300 - left) / width, (260 - top) / height) == pytest.approx(share)


def test_bounds() -> None:
    zoom = Zoom(2000, 1000, 500, 500)
    assert zoom.zoomed(0.0, 0, 0).factor == 1 and zoom.zoomed(1e9, 0, 0).factor == zoom.most == 8
    assert Zoom(4, 4, 500, 500).most == 3


def test_it_can_be_seen_pixel_for_pixel() -> None:
    assert Zoom(700, 12_000, 1300, 800).close_up == pytest.approx(15)
    assert Zoom(700, 12_000, 1300, 800).most >= 15
    assert Zoom(4, 4, 500, 500).close_up == 1


@given(SIDES, SIDES, SIDES, SIDES, st.lists(st.tuples(FACTORS, POINTS, POINTS), max_size=5))
def test_the_picture_is_never_lost(
    width: float, height: float, view_width: float, view_height: float, steps: list[tuple[float, float, float]]
) -> None:
    zoom = Zoom(width, height, view_width, view_height)
    for by, x, y in steps:
        zoom = zoom.zoomed(by, x, y).moved(y, x)
        left, top, across, down = zoom.place
        for start, length, view in ((left, across, view_width), (top, down, view_height)):
            if length <= view:
                assert start == pytest.approx((view - length) / 2, abs=0.01)
            else:
                assert start <= 0.01 and start + length >= view - 0.01
