from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_app.ui.map.flat import FlatView
from desktop_app.ui.map.night import _flat_heights, _heights, draw_night
from desktop_app.ui.map.projection import View, dot, unit
from desktop_app.ui.map.style import INK

SUN = 70.0, -18.0
RECT = QRectF(0, 0, 400, 300)


def height_at(longitude: float, latitude: float) -> float:
    """The sine of the sun's height."""
    return dot(unit(longitude, latitude), unit(*SUN))


@pytest.mark.parametrize("flatness", [0.05, 0.3, 0.5, 0.8, 1.0])
def test_the_night_is_where_the_sun_is_down_on_every_shape_of_the_flat_map(flatness: float) -> None:
    view, dice = FlatView(-30, 20, 0, 0, 1, flatness), random.Random(3)
    for _ in range(200):
        east, latitude = dice.uniform(-0.97, 0.97) * view.opening, dice.uniform(-80, 80)
        x, y = view.plane(east, latitude)
        found = _flat_heights(np.array([x], np.float32), np.array([[y - view.lift]], np.float32), view, SUN)
        assert float(found[0, 0]) == pytest.approx(height_at(view.longitude + east, latitude), abs=0.02)


def test_the_night_is_where_the_sun_is_down_on_the_globe() -> None:
    view, dice = View(40, 30, 0, 0, 1), random.Random(4)
    for _ in range(100):
        x, y = dice.uniform(-0.6, 0.6), dice.uniform(-0.6, 0.6)
        place = view.to_place(x, -y)
        assert place is not None
        found = _heights(np.array([x], np.float32), np.array([[y]], np.float32), view, SUN)
        assert float(found[0, 0]) == pytest.approx(height_at(*place), abs=1e-4)


@pytest.mark.parametrize(
    "view", [View(70, -18, 200, 150, 120), View(-110, 18, 200, 150, 120), FlatView(-30, 20, 200, 150, 60, 0.4)]
)
def test_the_night_darkens_the_side_away_from_the_sun_only(qapp: QApplication, view: View | FlatView) -> None:
    assert qapp is not None
    image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill("#808080")
    painter = QPainter(image)
    draw_night(painter, RECT, view, INK, SUN)
    painter.end()
    dice, seen = random.Random(5), {"day": 0, "night": 0}
    for _ in range(400):
        longitude, latitude = dice.uniform(-180, 180), dice.uniform(-70, 70)
        x, y, depth = view.seen(unit(longitude, latitude))
        if depth < 0.3 or not RECT.contains(x, y):
            continue
        light = image.pixelColor(int(x), int(y)).lightness()
        if height_at(longitude, latitude) > 0.3:
            seen["day"] += 1
            assert light == 128
        elif height_at(longitude, latitude) < -0.35:
            seen["night"] += 1
            assert light < 100
    if isinstance(view, FlatView):
        assert min(seen.values()) > 20
    else:
        assert seen == (
            {"day": seen["day"], "night": 0} if view.longitude == 70 else {"day": 0, "night": seen["night"]}
        )
        assert sum(seen.values()) > 20
