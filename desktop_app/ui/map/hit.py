"""Which country is at a place. Exact on the outlines that are drawn. Imports numpy: after the first paint only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.geometry import Booleans, Floats, Level
from desktop_app.ui.map.projection import unit

RING = 7.0  # pixels of radius: small states are drawn as a ring of this size
REACH = 22.0  # pixels round a ring that count as it, where no other country has a claim
LOWEST = -89.99  # degrees: the data end a little north of the south pole
LEAST_REACH = 9.0  # and on the ground of a country that is small on the screen too


class Outlines:
    """Finds the territory at a place, by counting how often the way to the north pole crosses its outline.

    Edges are straight in longitude and latitude, as the data mean them. A polygon round the south pole needs no care
    (the way north leaves it), and none holds the north pole. Each query takes some 50 microseconds.
    """

    def __init__(self, level: Level) -> None:
        longitudes = level.places[level.ring, 0].astype(np.float64)
        self._latitudes = level.places[level.ring, 1].astype(np.float64)
        following = np.arange(1, len(level.ring) + 1)
        following[level.ring_first[1:] - 1] = level.ring_first[:-1]
        # the eastward step of each edge, the short way round
        self._steps = (longitudes[following] - longitudes + 180) % 360 - 180
        self._rises = self._latitudes[following] - self._latitudes
        self._longitudes = longitudes
        self._first = level.polygon_first
        self._territory = level.polygon_territory
        self._centres: Floats = level.polygon_caps.centres
        self._cosines = np.cos(level.polygon_caps.reaches + 1e-3)

    def territory_at(self, longitude: float, latitude: float) -> int | None:
        """The number of the territory, None on water."""
        latitude = max(latitude, LOWEST)
        near = np.flatnonzero(self._centres @ np.array(unit(longitude, latitude), np.float32) >= self._cosines)
        for polygon in near.tolist():
            if self._holds(polygon, longitude, latitude):
                return int(self._territory[polygon])
        return None

    def _holds(self, polygon: int, longitude: float, latitude: float) -> bool:
        part = slice(int(self._first[polygon]), int(self._first[polygon + 1]))
        west = (self._longitudes[part] - longitude + 180) % 360 - 180
        east = west + self._steps[part]
        crosses: Booleans = (west < 0) != (east < 0)
        edge = np.flatnonzero(crosses)
        if len(edge) == 0:
            return False
        # an edge over the meridian opposite to ours crosses 180, not 0: after the step it lies beyond
        part_way = -west[edge] / self._steps[part][edge]
        height = self._latitudes[part][edge] + part_way * self._rises[part][edge]
        return int(np.count_nonzero(height > latitude)) % 2 == 1


@dataclass(frozen=True, slots=True)
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
