from __future__ import annotations

import math
from itertools import pairwise

import pytest

from desktop_app.ui.map.arcs import heights, runs
from desktop_app.ui.map.flat import FlatView
from desktop_app.ui.map.projection import View, angle, unit

PARIS, NAIROBI, LIMA, TOKYO, FIJI = unit(2, 49), unit(37, -1), unit(-77, -12), unit(140, 36), unit(178, -18)
GLOBE = View(20, 20, 400, 400, 300)


def test_an_arc_follows_the_great_circle_and_rises_in_its_middle() -> None:
    points = list(heights((PARIS, NAIROBI)))
    lengths = [math.hypot(*point) for point in points]
    assert points[0] == pytest.approx(PARIS)
    assert points[-1] == pytest.approx(NAIROBI)
    assert max(lengths) == lengths[len(lengths) // 2] > 1.05
    whole = angle(PARIS, NAIROBI)
    for point, length in zip(points, lengths, strict=True):
        x, y, z = (part / length for part in point)
        assert angle(PARIS, (x, y, z)) + angle((x, y, z), NAIROBI) == pytest.approx(whole, abs=1e-6)


def test_one_on_the_near_side_is_drawn_whole_in_parts_that_join() -> None:
    parts = list(runs((PARIS, NAIROBI), GLOBE))
    assert len(parts) > 3
    assert [begun for begun, _ in parts] == sorted(begun for begun, _ in parts)
    for (_, one), (_, other) in pairwise(parts):
        assert one[-1] == other[0]
    assert parts[0][1][0] == pytest.approx(GLOBE.to_screen(2, 49))
    assert parts[-1][1][-1] == pytest.approx(GLOBE.to_screen(37, -1))


def test_what_is_behind_the_globe_is_hidden() -> None:
    seen = [point for _, run in runs((PARIS, TOKYO), View(-100, 0, 400, 400, 300)) for point in run]
    assert all(math.hypot(x - 400, y - 400) > 299 for x, y in seen)


def test_on_the_flat_map_an_arc_does_not_cross_the_whole_map() -> None:
    view = FlatView(0, 0, 400, 400, 100)
    for _, run in runs((FIJI, LIMA), view):  # over the map's edge
        assert all(abs(b[0] - a[0]) < 60 for a, b in pairwise(run))
