"""Which country is at a place. Exact on the outlines that are drawn. Imports numpy: after the first paint only."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.geometry import Level
from desktop_app.ui.map.projection import unit, wrapped

RING = 7.0  # pixels of radius: small states are drawn as a ring of this size
REACH = 22.0  # pixels round a ring that count as it, where no other country has a claim
LOWEST = -89.99  # degrees: the data end a little north of the south pole
LEAST_REACH = 9.0  # and on the ground of a country that is small on the screen too


class Outlines:
    """Finds the territory at a place, by counting how often the way to the north pole crosses its outline.

    Edges are straight in longitude and latitude, as the data mean them. A polygon round the south pole needs no care
    (the way north leaves it), and none holds the north pole. A query takes some 0.1 ms.
    """

    def __init__(self, level: Level) -> None:
        self._level = level
        self._cosines = np.cos(level.polygon_caps.reaches + 1e-3)

    def territory_at(self, longitude: float, latitude: float) -> int | None:
        """The number of the territory, None on water."""
        latitude = max(latitude, LOWEST)
        toward = np.array(unit(longitude, latitude), np.float32)
        near = np.flatnonzero(self._level.polygon_caps.centres @ toward >= self._cosines)
        for polygon in near.tolist():
            rings = range(int(self._level.polygon_ring[polygon]), int(self._level.polygon_ring[polygon + 1]))
            if sum(self._crossings(ring, longitude, latitude) for ring in rings) % 2:
                return int(self._level.polygon_territory[polygon])
        return None

    def _crossings(self, ring: int, longitude: float, latitude: float) -> int:
        level = self._level
        numbers = level.ring[level.ring_first[ring] : level.ring_first[ring + 1]]  # the first again at the end
        east = level.places[numbers, 0].astype(np.float64) - longitude
        is_west = ((east < 0) & (east >= -180)) | (east >= 180)  # the short way round
        count = 0
        for edge in np.flatnonzero(is_west[1:] != is_west[:-1]).tolist():
            (start, start_height), (end, end_height) = level.places[numbers[edge : edge + 2]].tolist()
            way = wrapped(start - longitude)
            # the eastward step, the short way round: an edge over the meridian opposite to ours then goes beyond 180
            # degrees instead of through 0
            step = wrapped(end - start)
            if (way < 0) != (way + step < 0):
                count += start_height - way / step * (end_height - start_height) > latitude
        return count


@frozen
class Marker:
    """A small country on the screen, in pixels. The smallest are drawn as a ring."""

    code: CountryCode
    x: float
    y: float
    ring: bool


def marker_at(x: float, y: float, markers: Iterable[Marker], reach: float) -> CountryCode | None:
    """The marker whose centre is nearest, at most reach pixels away."""
    ways = (((marker.x - x) ** 2 + (marker.y - y) ** 2, marker.code) for marker in markers)
    return min((way for way in ways if way[0] <= reach * reach), default=(0.0, None))[1]


def reach_on_land(radius: float) -> float:
    """How far a ring reaches on the ground of another country of that radius in pixels: it may not swallow it."""
    return max(LEAST_REACH, min(REACH, radius / 4))
