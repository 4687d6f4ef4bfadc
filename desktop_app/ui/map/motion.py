"""How the globe moves: inertia, the snap, flights, steps by arrow key. Pure; milliseconds and degrees."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from typing import ClassVar

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.projection import angle, geographic, slerp, unit

FRAME_MS = 16.0
KEPT_PER_FRAME = 0.92  # of the speed, each 16 ms
STILL = 0.0005  # degrees a millisecond: slower than this is standing still
SNAP_MS = 280.0
SNAP_REACH = 6.0  # degrees at zoom 1
TURN_MS = 420.0  # after a click
FLIGHT_MS = (700.0, 1100.0)  # for no way at all, and for half the Earth
ZOOM_PER_NOTCH = 1.25
MIDDLE = 40.0  # degrees of latitude: farther from the equator one looks at ice
GLIDE_MS = 55.0  # time constant of a zoom by wheel

Place = tuple[float, float]  # longitude, latitude


class Direction(Enum):
    """Of an arrow key. The value is the bearing in degrees, clockwise from north."""

    NORTH = 0
    EAST = 90
    SOUTH = 180
    WEST = 270


def ease(part: float) -> float:
    """Perlin's quintic: starts and ends without a jerk."""
    part = max(0.0, min(1.0, part))
    return part**3 * (part * (part * 6 - 15) + 10)


def flight_ms(degrees: float) -> float:
    """How long a flight over that angle takes."""
    shortest, longest = FLIGHT_MS
    return shortest + (longest - shortest) * min(1.0, degrees / 180)


@frozen
class Flight:
    """From one centre and zoom to another along the great circle."""

    start: Place
    end: Place
    start_zoom: float
    end_zoom: float
    milliseconds: float

    def at(self, elapsed: float) -> tuple[Place, float]:
        """Centre and zoom after so many milliseconds. Zoom goes by ratio, so that it looks even."""
        if elapsed >= self.milliseconds:
            return self.end, self.end_zoom
        part = ease(elapsed / self.milliseconds)
        centre = geographic(slerp(unit(*self.start), unit(*self.end), part))
        return centre, self.start_zoom * (self.end_zoom / self.start_zoom) ** part


@frozen
class Inertia:
    """The speed of the centre after a drag, in degrees a millisecond, east and north."""

    east: float = 0.0
    north: float = 0.0

    @property
    def moving(self) -> bool:
        return math.hypot(self.east, self.north) >= STILL

    def blended(self, east: float, north: float, milliseconds: float) -> Inertia:
        """After the hand moved so far in so long: a running mean, because single mouse events jump."""
        share = min(1.0, milliseconds / 40)
        return Inertia(
            self.east + share * (east / milliseconds - self.east),
            self.north + share * (north / milliseconds - self.north),
        )

    def after(self, milliseconds: float) -> tuple[Inertia, float, float]:
        """The speed so much later, and how far it went east and north meanwhile (the exact integral)."""
        rate = math.log(KEPT_PER_FRAME) / FRAME_MS
        kept = math.exp(rate * milliseconds)
        way = (kept - 1) / rate
        return Inertia(self.east * kept, self.north * kept), self.east * way, self.north * way


def nearest(place: Place, places: Mapping[CountryCode, Place], reach: float) -> CountryCode | None:
    """The country whose label is nearest, at most reach degrees away. Equal ones by code, so that it is repeatable."""
    here = unit(*place)
    ways = ((angle(here, unit(*other)), code) for code, other in places.items())
    return min(((way, code) for way, code in ways if way <= reach), default=(0.0, None))[1]


def middle(places: Sequence[Place]) -> Place | None:
    """Where to look to see most of these places; the first where they lie all round the Earth, None without any."""
    if not places:
        return None
    sums = [sum(parts) for parts in zip(*(unit(*place) for place in places), strict=True)]
    if math.hypot(*sums) < 0.2 * len(places):
        return places[0]
    longitude, latitude = geographic((sums[0], sums[1], sums[2]))
    return longitude, max(-MIDDLE, min(MIDDLE, latitude))


def bearing(start: Place, end: Place) -> float:
    """The direction in which the great circle leaves, clockwise from north, in [0, 360)."""
    north_1, north_2 = math.radians(start[1]), math.radians(end[1])
    turn = math.radians(end[0] - start[0])
    across = math.sin(turn) * math.cos(north_2)
    up = math.cos(north_1) * math.sin(north_2) - math.sin(north_1) * math.cos(north_2) * math.cos(turn)
    return math.degrees(math.atan2(across, up)) % 360


def neighbour(
    start: Place,
    direction: Direction,
    places: Mapping[CountryCode, Place],
    bordering: Collection[CountryCode] = (),
) -> CountryCode | None:
    """The country one step away in a direction: near, and not far off to the side.

    Only what lies within 60 degrees of the direction counts. A degree of way costs more the farther off it is, and
    half when the country borders on ours, so that a large neighbour is not passed over for a small one beyond.
    """
    best: tuple[float, CountryCode] | None = None
    here = unit(*start)
    for code, place in places.items():
        way = angle(here, unit(*place))
        if way < 1e-6:
            continue
        off = abs((bearing(start, place) - direction.value + 180) % 360 - 180)
        if off > 60:
            continue
        cost = way * (1 + 4 * (off / 60) ** 2) * (0.5 if code in bordering else 1.0)
        if best is None or (cost, code) < best:
            best = cost, code
    return best[1] if best else None


@frozen
class Pace:
    """How much care the next moving frame gets: a running mean of what frames took, with thresholds apart."""

    mean: float = 0.0
    thrift: int = 0  # 0 full, 1 coarser outlines, 2 also one pixel of the picture for each logical pixel

    TOO_SLOW: ClassVar[float] = 12.0  # milliseconds: leaves a frame of 16 no room for anything else
    MOST_THRIFT: ClassVar[int] = 2

    def after(self, milliseconds: float) -> Pace:
        mean = milliseconds if self.mean == 0 else 0.8 * self.mean + 0.2 * milliseconds
        if mean > self.TOO_SLOW and self.thrift < self.MOST_THRIFT:
            return Pace(0.0, self.thrift + 1)
        return Pace(mean, self.thrift)
