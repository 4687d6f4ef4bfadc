"""Which country a point of the screen means. Imports numpy: never before the first paint."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.hit import LEAST_REACH, REACH, Marker, marker_at, reach_on_land
from desktop_app.ui.map.subject import Shot


def pick(chart: Chart, markers: Sequence[Marker], shot: Shot, position: QPointF) -> CountryCode | None:
    """The country there: a ring under the pointer first, then the ground, then a small country near by.

    The markers are those that find_markers() finds in the shot.
    On water a small country reaches far; on the ground of another country only as far as leaves that one clickable.
    """
    x, y = position.x(), position.y()
    place = shot.view.to_place(x, y)
    if place is None or not shot.rect.contains(position):
        return None
    territory = chart.territory_at(*place, shot.zoom)
    ground = territory.code if territory is not None else None
    if territory is None:
        return marker_at(x, y, markers, REACH)
    rings = [marker for marker in markers if marker.ring]
    reach = LEAST_REACH if ground is None else reach_on_land(chart.reach(ground) * shot.view.radius)
    small = marker_at(x, y, rings, reach)
    if small is None or ground == small:
        return ground
    if any(marker.code == ground for marker in rings):  # two small neighbours: whose ring is nearer
        return marker_at(x, y, rings, math.inf)
    return small
