"""The flat map, and every shape between it and the globe. Pure: no Qt, no numpy.

The flat map is Equal Earth (Savric, Patterson and Jenny, "The Equal Earth map projection", International Journal of
Geographical Information Science 33, 2019), its central meridian where one looks. Between the two the sphere is
unrolled: at flatness t, longitudes and latitudes count k = 1 - t times on a sphere 1/k times as large, so that it
opens; what would be behind its limb is on it. That shape is blended with Equal Earth by t to the power of 1.5, so
nothing jumps at either end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from desktop_app.model.frozen import frozen
from desktop_app.ui.map.projection import MAX_LATITUDE, Vector, View, geographic, wrapped

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the paper's coefficients
M = math.sqrt(3) / 2
STEPS = 48  # of each side of the outline


def equal_earth(latitude: float) -> tuple[float, float]:
    """Of a parallel (radians): x for each radian of longitude, and y, on a unit sphere."""
    theta = math.asin(M * math.sin(latitude))
    square = theta * theta
    sixth = square**3
    x = math.cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


WIDTH, HEIGHT = math.pi * equal_earth(0)[0], equal_earth(math.pi / 2)[1]  # half of the map's, in radii


def equal_earth_latitude(y: float) -> float | None:
    """The parallel (radians) drawn at y, by Newton's method; None beyond the poles."""
    if abs(y) > HEIGHT:
        return None
    theta = y / A1
    for _ in range(12):
        square = theta * theta
        sixth = square**3
        step = (theta * (A1 + A2 * square + sixth * (A3 + A4 * square)) - y) / (
            A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
        )
        theta -= step
        if abs(step) < 1e-13:
            break
    return math.asin(max(-1.0, min(1.0, math.sin(theta) / M)))


@frozen
class FlatView:
    """Where one looks at the flat map from: the place in the middle, its point on the screen, pixels a radian."""

    longitude: float
    latitude: float
    x: float
    y: float
    radius: float
    flatness: float = 1.0  # over 0; 1 is Equal Earth

    @property
    def opening(self) -> float:
        """Degrees of longitude to each side of the middle that are not folded onto the limb."""
        closed = 1 - self.flatness
        return 180.0 if closed <= 0.5 else 90.0 / closed

    def plane(self, east: float, latitude: float) -> tuple[float, float]:
        """A place so many degrees east of the middle meridian, on the unit plane, x right and y up."""
        east = math.radians(max(-self.opening, min(self.opening, east)))
        north = math.radians(latitude)
        stretch, height = equal_earth(north)
        x, y = east * stretch, height
        closed = 1 - self.flatness
        if closed > 0:
            blend = self.flatness**1.5
            x = blend * x + (1 - blend) * math.sin(closed * east) * math.cos(closed * north) / closed
            y = blend * y + (1 - blend) * math.sin(closed * north) / closed
        return x, y

    @property
    def lift(self) -> float:
        """How far up the unit plane the middle is."""
        return self.plane(0, self.latitude)[1]

    def seer(self) -> Callable[[Vector], tuple[float, float, float]]:
        """As View.seer: where a direction is drawn, and 1, or 0 when it is folded onto the limb."""
        lift, opening = self.lift, self.opening

        def seen(place: Vector) -> tuple[float, float, float]:
            longitude, latitude = geographic(place)
            east = wrapped(longitude - self.longitude)
            x, y = self.plane(east, latitude)
            depth = 1.0 if abs(east) <= opening else 0.0
            return self.x + self.radius * x, self.y - self.radius * (y - lift), depth

        return seen

    def seen(self, place: Vector) -> tuple[float, float, float]:
        return self.seer()(place)

    def to_screen(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a place is drawn."""
        east = wrapped(longitude - self.longitude)
        if abs(east) > self.opening:
            return None
        x, y = self.plane(east, latitude)
        return self.x + self.radius * x, self.y - self.radius * (y - self.lift)

    def to_place(self, x: float, y: float) -> tuple[float, float] | None:
        """Longitude and latitude at a point of the screen; None outside the map, and while it is not flat."""
        if self.flatness < 1:
            return None
        latitude = equal_earth_latitude(self.lift + (self.y - y) / self.radius)
        if latitude is None:
            return None
        east = (x - self.x) / self.radius / equal_earth(latitude)[0]
        if abs(east) > math.pi:
            return None
        return wrapped(self.longitude + math.degrees(east)), math.degrees(latitude)

    def centre_that_shows(self, place: tuple[float, float], at: tuple[float, float]) -> tuple[float, float] | None:
        """Which centre draws the place at that point of the screen: as projection.centre_that_shows."""
        stretch, height = equal_earth(math.radians(place[1]))
        latitude = equal_earth_latitude(height - (self.y - at[1]) / self.radius)
        east = (at[0] - self.x) / self.radius / stretch
        if latitude is None or abs(east) > math.pi or abs(latitude) > math.radians(MAX_LATITUDE):
            return None
        return wrapped(place[0] - math.degrees(east)), math.degrees(latitude)

    def outline(self) -> list[tuple[float, float]]:
        """The map's edge on the screen, once round."""
        lift = self.lift
        return [(self.x + self.radius * x, self.y - self.radius * (y - lift)) for x, y in _edge(self.flatness)]


Look = View | FlatView


def radius_between(globe: float, flat: float, flatness: float) -> float:
    """The radius at which the shape between a globe and a flat map of these radii is no larger than both."""
    width = globe + (WIDTH * flat - globe) * flatness
    height = globe + (HEIGHT * flat - globe) * flatness
    edge = _edge(flatness)
    return min(width / max(x for x, _ in edge), height / max(y for _, y in edge))


@lru_cache(maxsize=4)
def _edge(flatness: float) -> tuple[tuple[float, float], ...]:
    view = FlatView(0, 0, 0, 0, 1, flatness)
    side, opening = [180 * step / STEPS - 90 for step in range(STEPS + 1)], view.opening
    top = [opening * (2 * step / STEPS - 1) for step in range(1, STEPS)]
    return (
        *(view.plane(opening, latitude) for latitude in side),
        *(view.plane(-east, 90) for east in top),
        *(view.plane(-opening, -latitude) for latitude in side),
        *(view.plane(east, -90) for east in top),
    )
