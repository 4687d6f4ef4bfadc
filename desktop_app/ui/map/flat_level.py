"""Outlines made ready for the flat map: longitudes that run on over the antimeridian. Imports numpy.

Where a polygon reaches over the map's edge it is drawn at both sides, and what would be beyond the edge is folded onto
it, which is an exact clip along a meridian.
"""

from __future__ import annotations

import math

import numpy as np

from desktop_app.model.frozen import frozen
from desktop_app.ui.map.flat import A1, A2, A3, A4, FlatView, M, equal_earth_latitude
from desktop_app.ui.map.geometry import Booleans, Floats, Integers, Level, offsets, ranges

ROUND = 180.0  # degrees: a ring that has gone so far from its start goes round a pole


@frozen
class Places:
    """Degrees of longitude, and what Equal Earth makes of the latitudes."""

    longitude: Floats
    latitude: Floats
    stretch: Floats  # x for each radian of longitude
    height: Floats


@frozen
class Polygons:
    """Polygons to be drawn, one after another: longitudes count from the view's middle."""

    east: Floats
    places: Places
    starts: Booleans
    lengths: Integers  # vertices of each
    polygons: Integers  # numbers; those that reach over the edge twice


def places_of(longitude: Floats, latitude: Floats) -> Places:
    theta = np.arcsin(M * np.sin(np.radians(latitude.astype(np.float64))))
    square = theta * theta
    sixth = square**3
    stretch = np.cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    height = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return Places(longitude, latitude, stretch.astype(np.float32), height.astype(np.float32))


def project(east: Floats, places: Places, view: FlatView) -> tuple[Floats, Floats]:
    """Where places are drawn; what lies beyond the map's edge, or the limb of one that opens, is folded onto it."""
    opening = np.float32(view.opening)
    turn: Floats = np.clip(east, -opening, opening) * np.float32(math.pi / 180)
    x: Floats = turn * places.stretch
    y = places.height
    closed = 1 - view.flatness
    if closed > 0:
        blend, globe = np.float32(view.flatness**1.5), np.float32((1 - view.flatness**1.5) / closed)
        north: Floats = places.latitude * np.float32(math.radians(closed))
        rolled, risen = np.sin(np.float32(closed) * turn) * np.cos(north), np.sin(north)
        x = (blend * x + globe * rolled).astype(np.float32, copy=False)
        y = (blend * y + globe * risen).astype(np.float32, copy=False)
    radius, lift = np.float32(view.radius), np.float32(view.y + view.radius * view.lift)
    return x * radius + np.float32(view.x), lift - y * radius


def from_middle(longitude: Floats, view: FlatView) -> Floats:
    """Degrees east of the middle, from -180 to 180."""
    east: Floats = longitude - np.float32(view.longitude)
    east -= np.float32(360) * np.rint(east * np.float32(1 / 360))  # a fifth of the time of a remainder
    return east


class FlatLevel:
    """One level of detail. Costs some milliseconds, and half of the level's memory."""

    def __init__(self, level: Level) -> None:
        self.arcs = places_of(level.places[:, 0], level.places[:, 1])
        unrolled, latitude, first = _unrolled(level)
        self._rings = places_of(unrolled, latitude)
        self.polygon_first = first[level.polygon_ring].astype(np.int32)
        self._starts = np.zeros(len(unrolled), bool)
        self._starts[first[:-1]] = True
        cuts = self.polygon_first[:-1]
        self._west, self._east = np.minimum.reduceat(unrolled, cuts), np.maximum.reduceat(unrolled, cuts)
        self._south, self._north = np.minimum.reduceat(latitude, cuts), np.maximum.reduceat(latitude, cuts)

    def polygons(
        self, numbers: Integers, view: FlatView, corners: tuple[float, float, float, float], least: float
    ) -> Polygons:
        """Of these polygons what the corners (left, top, right, bottom) show, without what is smaller in pixels."""
        west, east = self._west[numbers], self._east[numbers]
        turn = (360 * np.round(((west + east) / 2 - view.longitude) / 360) + view.longitude).astype(np.float32)
        over = [(numbers, turn)]
        for beyond, shift in ((east - turn > 180, 360), (west - turn < -180, -360)):
            over.append((numbers[beyond], turn[beyond] + np.float32(shift)))
        numbers = np.concatenate([one for one, _ in over]).astype(np.int32)
        turn = np.concatenate([one for _, one in over])
        near = self._near(numbers, turn, view, corners, least)
        numbers, turn = numbers[near], turn[near]
        lengths = np.diff(self.polygon_first)[numbers].astype(np.int32)
        vertices = ranges(self.polygon_first[numbers], lengths)
        rings = self._rings
        places = Places(
            rings.longitude[vertices], rings.latitude[vertices], rings.stretch[vertices], rings.height[vertices]
        )
        return Polygons(places.longitude - np.repeat(turn, lengths), places, self._starts[vertices], lengths, numbers)

    def _near(
        self,
        numbers: Integers,
        turn: Floats,
        view: FlatView,
        corners: tuple[float, float, float, float],
        least: float,
    ) -> Booleans:
        """Which polygons touch the shown part, and are not too small to see."""
        west, east, south, north = (
            self._west[numbers] - turn, self._east[numbers] - turn, self._south[numbers], self._north[numbers],
        )  # fmt: skip
        size = np.radians(np.maximum(east - west, north - south)) * view.radius
        near: Booleans = (size > 2 * least) & (west <= 180) & (east >= -180)
        if view.flatness < 1:
            return near
        left, top, right, bottom = corners
        highest = equal_earth_latitude(view.lift + (view.y - top) / view.radius)
        lowest = equal_earth_latitude(view.lift + (view.y - bottom) / view.radius)
        high = 90.0 if highest is None else math.degrees(highest)
        low = -90.0 if lowest is None else math.degrees(lowest)
        ends = places_of(np.zeros(2, np.float32), np.array([low, high], np.float32))
        narrow = float(ends.stretch.min())
        far_west = math.degrees((left - view.x) / view.radius / narrow)
        far_east = math.degrees((right - view.x) / view.radius / narrow)
        near &= (north >= low) & (south <= high) & (east >= far_west) & (west <= far_east)
        return near


def _unrolled(level: Level) -> tuple[Floats, Floats, Integers]:
    """Longitudes and latitudes of all rings, each going on from its start however far, and where each ring starts.

    A ring that goes round a pole is closed along it.
    """
    longitude, latitude = level.places[level.ring].astype(np.float64).T
    first, lengths = level.ring_first[:-1], np.diff(level.ring_first)
    steps = np.diff(longitude, prepend=longitude[:1])
    steps = (steps + 180) % 360 - 180
    steps[first] = 0
    way = np.cumsum(steps)
    unrolled = np.repeat(longitude[first] - way[first], lengths) + way
    gone = unrolled[level.ring_first[1:] - 1] - unrolled[first]  # at the start again
    for ring in np.flatnonzero(np.abs(gone) > ROUND)[::-1].tolist():  # from the end, so that places before stay
        end, start = int(level.ring_first[ring + 1]), int(first[ring])
        side = math.copysign(90, latitude[start:end].mean())
        unrolled = np.insert(unrolled, end, [unrolled[end - 1], unrolled[start], unrolled[start]])
        latitude = np.insert(latitude, end, [side, side, latitude[start]])
        lengths[ring] += 3
    ring_first = offsets(lengths.astype(np.int32))
    # holes follow their outer ring, wherever that went
    middles = np.add.reduceat(unrolled, ring_first[:-1]) / lengths
    outer = np.repeat(middles[level.polygon_ring[:-1]], np.diff(level.polygon_ring))
    unrolled += np.repeat(360 * np.round((outer - middles) / 360), lengths)
    return unrolled.astype(np.float32), latitude.astype(np.float32), ring_first
