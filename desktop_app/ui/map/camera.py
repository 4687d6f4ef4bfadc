"""Where the globe is looked at from, and how that changes with time. Pure: the widget asks it once a frame."""

from __future__ import annotations

import math

from desktop_app.model.frozen import frozen
from desktop_app.ui.map.flat import HEIGHT, WIDTH, FlatView, Look, radius_between
from desktop_app.ui.map.motion import GLIDE_MS, Flight, Inertia, Place, ease
from desktop_app.ui.map.projection import MAX_LATITUDE, View, angle, centre_that_shows, unit, wrapped

DISC = 0.44  # of the shorter side of the widget: the radius at zoom 1
ZOOM = (0.8, 150.0)  # the whole Earth with room round it; Luxembourg fills the view
FLAT_SHARE = (0.47, 0.42)  # of the widget's width and height: half of the flat map's at zoom 1
MORPH_MS = 900.0
TURN_PART = 0.3  # of that: the globe turns upright, or back to where one looked
STALE_MS = 60.0  # a hand that has rested so long throws nothing


@frozen
class Glide:
    """A zoom on its way to a goal, about a point of the screen that keeps its place on the ground."""

    goal: float
    x: float
    y: float
    place: Place | None


class Camera:
    """Centre, zoom, and what moves them. Widths in pixels, times in milliseconds."""

    def __init__(self) -> None:
        self.longitude, self.latitude, self.zoom = 15.0, 25.0, 1.0
        self._width, self._height = 600.0, 600.0
        self._flight: Flight | None = None
        self._flown = 0.0
        self._inertia = Inertia()
        self._thrown = False
        self._glide: Glide | None = None
        self._grip: Place | None = None
        self.is_flat = False
        self._morph = 0.0  # how far on the way from the globe (0) to the flat map (1)

    @property
    def view(self) -> Look:
        x, y = self._width / 2, self._height / 2
        globe = DISC * min(self._width, self._height) * self.zoom
        if self._morph <= TURN_PART:
            upright = ease(self._morph / TURN_PART)
            return View(self.longitude, self.latitude * (1 - upright), x, y, globe)
        flatness = max(1e-4, ease((self._morph - TURN_PART) / (1 - TURN_PART)))
        flat = min(FLAT_SHARE[0] * self._width / WIDTH, FLAT_SHARE[1] * self._height / HEIGHT) * self.zoom
        radius = radius_between(globe, flat, flatness)
        return FlatView(self.longitude, self.latitude * flatness, x, y, radius, flatness)

    def unfold(self, *, flat: bool, at_once: bool) -> None:
        """Become the flat map, or the globe again; ``advance`` does it unless at once."""
        self.stop()
        self.is_flat = flat
        if at_once:
            self._morph = float(flat)

    @property
    def unfolding(self) -> bool:
        return self._morph != float(self.is_flat)

    @property
    def moving(self) -> bool:
        """Whether advance() has something to do."""
        return self._flight is not None or self._glide is not None or self._thrown or self.unfolding

    @property
    def flying(self) -> bool:
        return self._flight is not None

    def resize(self, width: float, height: float) -> None:
        self._width, self._height = max(1.0, width), max(1.0, height)

    def set_place(self, longitude: float, latitude: float, zoom: float | None = None) -> None:
        """Be there at once."""
        self.stop()
        self._look_at(longitude, latitude)
        if zoom is not None:
            self.zoom = _within(zoom)

    def stop(self) -> None:
        self._flight = self._glide = self._grip = None
        self._inertia, self._thrown = Inertia(), False

    def fly(self, place: Place, zoom: float, milliseconds: float) -> None:
        """Start on the way. It ends at the nearest centre that is allowed."""
        self.stop()
        end = (place[0], _upright(place[1]))
        self._flight = Flight((self.longitude, self.latitude), end, self.zoom, _within(zoom), milliseconds)
        self._flown = 0.0

    def grip(self, x: float, y: float) -> None:
        """A hand takes hold of the ground."""
        self.stop()
        self._grip = self.view.to_place(x, y)

    def drag(self, to: tuple[float, float], by: tuple[float, float], milliseconds: float) -> None:
        """The hand moved. What it holds stays under it, as far as the sphere allows."""
        (x, y), (dx, dy) = to, by
        view, before = self.view, (self.longitude, self.latitude)
        near_limb = isinstance(view, View) and math.hypot(x - view.x, y - view.y) > 0.97 * view.radius
        found = None if self._grip is None or near_limb else _centre_that_shows(self._grip, (x, y), view)
        per_pixel = math.degrees(1 / view.radius)
        if found is not None and angle(unit(*before), unit(*found)) <= 6 * per_pixel * (math.hypot(dx, dy) + 1):
            self._look_at(*found)
        else:  # it holds the sky, or ground that cannot be there: roll, and hold what is there now
            shade = max(0.3, math.cos(math.radians(self.latitude)))
            self._look_at(self.longitude - dx * per_pixel / shade, self.latitude + dy * per_pixel)
            self._grip = self.view.to_place(x, y)
        if milliseconds > 0:
            east, north = wrapped(self.longitude - before[0]), self.latitude - before[1]
            self._inertia = self._inertia.blended(east, north, milliseconds)

    def release(self, rested: float) -> None:
        """The hand lets go, so long after it last moved."""
        self._grip = None
        self._thrown = rested < STALE_MS and self._inertia.moving
        if not self._thrown:
            self._inertia = Inertia()

    def zoom_about(self, factor: float, x: float, y: float, *, at_once: bool) -> None:
        """Zoom by a factor, with the ground at (x, y) staying there. Further calls add up."""
        goal = _within((self._glide.goal if self._glide else self.zoom) * factor)
        keep = self._glide is not None and math.hypot(self._glide.x - x, self._glide.y - y) < 3
        place = self._glide.place if keep and self._glide else self.view.to_place(x, y)
        self.stop()
        self._glide = Glide(goal, x, y, place)
        if at_once:
            self._zoom_to(goal)
            self._glide = None

    def advance(self, milliseconds: float) -> None:
        """Let time pass."""
        if self.unfolding:
            step = milliseconds / MORPH_MS
            self._morph = min(1.0, self._morph + step) if self.is_flat else max(0.0, self._morph - step)
        if self._flight is not None:
            self._flown += milliseconds
            (longitude, latitude), self.zoom = self._flight.at(self._flown)
            self._look_at(longitude, latitude)
            if self._flown >= self._flight.milliseconds:
                self._flight = None
        elif self._glide is not None:
            left = math.exp(-milliseconds / GLIDE_MS)
            ratio = self._glide.goal / self.zoom
            if abs(math.log(ratio)) < 0.004:
                self._zoom_to(self._glide.goal)
                self._glide = None
            else:
                self._zoom_to(self.zoom * ratio ** (1 - left))
        elif self._thrown:
            self._inertia, east, north = self._inertia.after(milliseconds)
            self._look_at(self.longitude + east, self.latitude + north)
            self._thrown = self._inertia.moving

    def _zoom_to(self, zoom: float) -> None:
        self.zoom = zoom
        if self._glide is None or self._glide.place is None:
            return
        found = _centre_that_shows(self._glide.place, (self._glide.x, self._glide.y), self.view)
        if found is not None:
            self._look_at(*found)

    def _look_at(self, longitude: float, latitude: float) -> None:
        self.longitude, self.latitude = wrapped(longitude), _upright(latitude)


def _upright(latitude: float) -> float:
    return max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude))


def _within(zoom: float) -> float:
    return max(ZOOM[0], min(ZOOM[1], zoom))


def _centre_that_shows(place: Place, at: tuple[float, float], view: Look) -> Place | None:
    return view.centre_that_shows(place, at) if isinstance(view, FlatView) else centre_that_shows(place, at, view)
