"""The orthographic projection of a unit sphere, there and back. Pure: no Qt, no numpy.

Directions are unit vectors with x toward 0 E 0 N, y toward 90 E, z toward the north pole. Angles are in degrees.
The formulas are those of Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), chapter 20,
written with vectors.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from desktop_app.model.frozen import frozen

Vector = tuple[float, float, float]

MAX_LATITUDE = 85.0  # of the view's centre: north stays up, and a turn about the pole stays a turn


def unit(longitude: float, latitude: float) -> Vector:
    """The direction of a place."""
    east, north = math.radians(longitude), math.radians(latitude)
    shade = math.cos(north)
    return shade * math.cos(east), shade * math.sin(east), math.sin(north)


def geographic(direction: Vector) -> tuple[float, float]:
    """Longitude in [-180, 180] and latitude of a direction, which need not have length 1."""
    x, y, z = direction
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def angle(a: Vector, b: Vector) -> float:
    """The angle between two unit vectors in degrees, exact for small ones too."""
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return math.degrees(math.atan2(math.sqrt(dot(cross, cross)), dot(a, b)))


def slerp(a: Vector, b: Vector, part: float) -> Vector:
    """The point at the given part (0 to 1) of the great circle from a to b (Shoemake 1985).

    Between opposite points every great circle is shortest: the one over the north pole is taken, or the prime
    meridian's between the poles.
    """
    turn = math.radians(angle(a, b))
    if turn < 1e-9:
        return b
    if math.pi - turn < 1e-6:
        halfway = (0.0, 0.0, 1.0) if abs(a[2]) < 0.9 else (1.0, 0.0, 0.0)
        return slerp(a, halfway, part * 2) if part < 0.5 else slerp(halfway, b, part * 2 - 1)
    from_a, from_b = math.sin((1 - part) * turn) / math.sin(turn), math.sin(part * turn) / math.sin(turn)
    return from_a * a[0] + from_b * b[0], from_a * a[1] + from_b * b[1], from_a * a[2] + from_b * b[2]


def wrapped(longitude: float) -> float:
    """The same meridian, in [-180, 180)."""
    return (longitude + 180) % 360 - 180


@frozen
class View:
    """Where one looks at the globe from: the place in the middle, and the disc on the screen in pixels."""

    longitude: float
    latitude: float
    x: float  # of the disc's centre, to the right
    y: float  # down
    radius: float

    def axes(self) -> tuple[Vector, Vector, Vector]:
        """The rotation matrix by rows: what is right, up and toward the viewer."""
        east, north = math.radians(self.longitude), math.radians(self.latitude)
        sin_e, cos_e, sin_n, cos_n = math.sin(east), math.cos(east), math.sin(north), math.cos(north)
        return (
            (-sin_e, cos_e, 0.0),
            (-sin_n * cos_e, -sin_n * sin_e, cos_n),
            (cos_n * cos_e, cos_n * sin_e, sin_n),
        )

    def seen(self, place: Vector) -> tuple[float, float, float]:
        """Where a direction is drawn, and its depth: 1 in the middle, 0 on the limb, less behind it."""
        return self.seer()(place)

    def seer(self) -> Callable[[Vector], tuple[float, float, float]]:
        """seen(), prepared for many places."""
        (a, b, _), (c, d, e), (f, g, h) = self.axes()
        x, y, radius = self.x, self.y, self.radius

        def seen(place: Vector) -> tuple[float, float, float]:
            p, q, r = place
            return x + radius * (a * p + b * q), y - radius * (c * p + d * q + e * r), f * p + g * q + h * r

        return seen

    def to_screen(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a place is drawn; None when it is behind the limb."""
        x, y, depth = self.seen(unit(longitude, latitude))
        return (x, y) if depth >= 0 else None

    def to_place(self, x: float, y: float) -> tuple[float, float] | None:
        """Longitude and latitude at a point of the screen; None outside the disc."""
        across, up = (x - self.x) / self.radius, (self.y - y) / self.radius
        rest = 1 - across * across - up * up
        if rest < 0:
            return None
        toward = math.sqrt(rest)
        rows = self.axes()
        return geographic(
            (
                across * rows[0][0] + up * rows[1][0] + toward * rows[2][0],
                across * rows[0][1] + up * rows[1][1] + toward * rows[2][1],
                across * rows[0][2] + up * rows[1][2] + toward * rows[2][2],
            )
        )


def centre_that_shows(place: tuple[float, float], at: tuple[float, float], view: View) -> tuple[float, float] | None:
    """Which centre (longitude, latitude) draws the place at that point of the screen, north up.

    Of the two answers, the one nearer to the view's centre. None when no centre does: near the poles with north up, or
    outside the disc. Used to keep the ground under the cursor while it is dragged, or zoomed.
    """
    across, up = (at[0] - view.x) / view.radius, (view.y - at[1]) / view.radius
    north = math.radians(place[1])
    if across * across + up * up > 1 or abs(across) > math.cos(north):
        return None
    # x = cos(lat) sin(turn) gives the turn; y = rho cos(centre + alpha) then gives the centre's latitude
    turn = math.asin(max(-1.0, min(1.0, across / math.cos(north))))
    if abs(wrapped(place[0] - view.longitude)) > 90:  # beyond the pole
        turn = math.pi - turn
    a, b = math.sin(north), math.cos(north) * math.cos(turn)
    rho, alpha = math.hypot(a, b), math.atan2(b, a)
    if rho < 1e-12 or abs(up) > rho:
        return None
    open_angle = math.acos(up / rho)
    found = [
        latitude
        for sign in (1, -1)
        if abs(latitude := wrapped(math.degrees(sign * open_angle - alpha))) <= MAX_LATITUDE
        and a * math.sin(math.radians(latitude)) + b * math.cos(math.radians(latitude)) >= 0  # on the near side
    ]
    if not found:
        return None
    return wrapped(place[0] - math.degrees(turn)), min(found, key=lambda latitude: abs(latitude - view.latitude))
