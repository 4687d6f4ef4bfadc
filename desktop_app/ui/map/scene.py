"""What of the map can be seen from a view, as painter paths.

Everything is done on whole arrays; the only loops are over the few paths that come out. How it is drawn is painter.py's
matter. GUI thread only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from desktop_app.model.frozen import frozen
from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.flat_level import FlatLevel, Places, from_middle, places_of, project
from desktop_app.ui.map.geometry import Booleans, Caps, Floats, Integers, Level, Line, graticule, offsets, ranges
from desktop_app.ui.map.projection import View

CHUNK = 400  # vertices in a path that is filled: Qt's anti-aliased fill costs more than linearly
SECTORS = 180  # of the limb; a run of hidden vertices within one becomes its two ends
WHOLE = 25_000  # vertices of a level that is cheaper to project as a whole than to choose from

# An element of a QPainterPath as QDataStream writes it: kind (0 move, 1 line), x, y
ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])


@frozen
class Box:
    """The part of the plane that is shown, with a margin, and how small a thing may be to be shown."""

    left: float
    top: float
    right: float
    bottom: float
    smallest: float  # pixels of radius

    def reach(self, view: View) -> float:
        """The radius in radians of a cap round the view's centre that holds all that the box shows."""
        far = max(math.hypot(x - view.x, y - view.y) for x in (self.left, self.right) for y in (self.top, self.bottom))
        return math.asin(far / view.radius) if far < view.radius else math.pi / 2


def paths(x: Floats, y: Floats, starts: Booleans, bounds: Sequence[tuple[int, int]]) -> list[QPainterPath]:
    """A path for each run of points, made through Qt's stream format: ten times quicker than a call for each point."""
    elements = np.empty(len(x), ELEMENT)
    elements["kind"] = ~starts
    elements["x"], elements["y"] = x, y
    data = elements.tobytes()
    size = ELEMENT.itemsize
    result: list[QPainterPath] = []
    for begin, end in bounds:
        path = QPainterPath()
        if end > begin:
            # count, elements, where the open subpath began, fill rule (0: odd-even)
            record = (end - begin).to_bytes(4, "big") + data[begin * size : end * size] + bytes(8)
            _ = QDataStream(QByteArray(record)) >> path
        result.append(path)
    return result


def _near(caps: Caps, view: View, box: Box, smallest: float) -> Booleans:
    """Which caps touch the shown part of the sphere and are not too small to see."""
    toward = np.array(view.axes()[2], np.float32)
    shown: Booleans = (
        caps.centres @ toward > np.cos(np.minimum(caps.reaches + np.float32(box.reach(view)), np.float32(np.pi)))
    ) & (caps.reaches * np.float32(view.radius) > smallest)
    return shown


@frozen
class Seen:
    """Points on the screen, and which of them lie behind the limb."""

    x: Floats
    y: Floats
    hidden: Booleans

    def of(self, numbers: Integers | Booleans) -> Seen:
        return Seen(self.x[numbers], self.y[numbers], self.hidden[numbers])


def _seen(points: Floats, view: View) -> Seen:
    """Where points are drawn.

    Hidden points are moved outward onto the limb. That is an exact clip as long as no polygon reaches from the near
    side to the antipode of the centre, and no country spans that much.
    """
    x, y, depth = np.array(view.axes(), np.float32) @ points.T
    hidden = depth < 0
    behind = np.flatnonzero(hidden)
    far = np.maximum(np.hypot(x[behind], y[behind]), np.float32(1e-9))
    x[behind] /= far
    y[behind] /= far
    x *= np.float32(view.radius)
    x += np.float32(view.x)
    y *= np.float32(-view.radius)
    y += np.float32(view.y)
    return Seen(x, y, hidden)


def _zones(seen: Seen, view: Look, box: Box) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """0 for what is shown; the same number for points of which a run may become its two ends.

    Those are points off the same side of the box (a half-plane holds the chord), or behind the same bit of the limb.
    """
    x, y = seen.x, seen.y
    zones = np.zeros(len(x), np.uint8)
    behind = np.flatnonzero(seen.hidden)
    if len(behind):
        around = np.arctan2(y[behind] - np.float32(view.y), x[behind] - np.float32(view.x))
        zones[behind] = 10 + ((around + np.float32(np.pi)) * np.float32(SECTORS / (2 * np.pi))).astype(np.uint8)
    if not _holds(box, x, y):
        zones[y > box.bottom] = 4
        zones[y < box.top] = 3
        zones[x > box.right] = 2
        zones[x < box.left] = 1
    return zones


def _holds(box: Box, x: Floats, y: Floats) -> bool:
    """Whether all points, of which there is one at least, are in the box, as when the whole globe is shown."""
    return bool(x.min() >= box.left and x.max() <= box.right and y.min() >= box.top and y.max() <= box.bottom)


def _thinned(zones: np.ndarray[tuple[int], np.dtype[np.uint8]], starts: Booleans) -> Booleans:
    """Which points are kept: all that are shown, and the ends of each run within a zone."""
    drop = np.zeros(len(zones), bool)
    inner = zones[1:-1]
    drop[1:-1] = (inner > 0) & (inner == zones[:-2]) & (inner == zones[2:]) & ~starts[1:-1] & ~starts[2:]
    return ~drop


class Graticule:
    """Meridians and parallels."""

    def __init__(self) -> None:
        self._points, self._starts = graticule()
        x, y, z = self._points.T
        # for the flat map: to find them again in every frame would take a twentieth of it
        self._places = places_of(np.degrees(np.arctan2(y, x)), np.degrees(np.arcsin(np.clip(z, -1, 1))))

    def path(self, view: Look, box: Box) -> QPainterPath:
        """Open lines, cut at the limb, or at the edge of the flat map."""
        if isinstance(view, FlatView):
            seen, starts = _flat_lines(self._places, self._starts, view)
        else:
            seen, starts = _seen(self._points, view), self._starts
        return _open_paths(seen, starts, view, box, ())[0]


def _flat_lines(places: Places, starts: Booleans, view: FlatView) -> tuple[Seen, Booleans]:
    """Points of lines on the flat map, and where lines start on it: also where one goes over its edge."""
    east = from_middle(places.longitude, view)
    begins = starts.copy()
    begins[1:] |= np.abs(np.diff(east)) > 180  # from one edge of the map to the other
    return Seen(*project(east, places, view), np.abs(east) > view.opening), begins


def _open_paths(seen: Seen, starts: Booleans, view: Look, box: Box, parts: Sequence[int]) -> list[QPainterPath]:
    """Paths of open lines; ``parts`` are the vertices at which the next path starts."""
    count = len(starts)
    if count == 0:
        return [QPainterPath() for _ in range(len(parts) + 1)]
    hidden = seen.hidden
    shown = ~hidden
    follows = np.zeros(count, bool)  # the next point of the line is shown
    follows[:-1] = shown[1:] & ~starts[1:]
    precedes = np.zeros(count, bool)
    precedes[1:] = shown[:-1] & ~starts[1:]
    keep = shown | follows | precedes
    # what is left out behind the limb is a gap; what is left out beside the box is not
    gaps = ~keep
    if not _holds(box, seen.x, seen.y):
        none = Seen(seen.x, seen.y, np.zeros(count, bool))
        keep &= _thinned(_zones(none, view, box), starts)
    kept = np.flatnonzero(keep)
    begins = starts[kept]
    begins[:1] = True
    behind = hidden[kept]
    begins[1:] |= behind[1:] & behind[:-1]
    begins[1:] |= np.diff(np.cumsum(gaps | starts, dtype=np.int32)[kept]) > 0
    ends = [*np.searchsorted(kept, parts).tolist(), len(kept)]
    return paths(seen.x[kept], seen.y[kept], begins, list(zip([0, *ends[:-1]], ends, strict=True)))


class Scene:
    """One level of detail, and the class of each territory that decides its colour."""

    def __init__(self, level: Level, classes: Sequence[int], flat: Callable[[], FlatLevel]) -> None:
        """``flat`` is asked for when the flat map is drawn."""
        self._level = level
        self._flat = flat
        self._class_of_polygon = np.array(classes, np.int32)[level.polygon_territory]
        centres = level.polygon_caps.centres
        band = np.floor(centres[:, 2] * 4)
        # by class, so that one colour is one run of vertices; then by place, so that a path stays in one corner
        self._order = np.lexsort((np.arctan2(centres[:, 1], centres[:, 0]), band, self._class_of_polygon)).astype(
            np.int32
        )
        self._lengths = np.diff(level.polygon_first).astype(np.int32)
        starts = np.zeros(len(level.ring), bool)
        starts[level.ring_first[:-1]] = True
        self._ring_starts = starts
        coasts = np.flatnonzero(level.arc_kind == Line.COAST)
        self._arcs = np.concatenate([coasts, np.flatnonzero(level.arc_kind != Line.COAST)]).astype(np.int32)
        self._coasts = len(coasts)
        self._last: tuple[View, Seen] | None = None  # all vertices, of the view that was drawn last
        self._own: tuple[tuple[int, ...], Integers] | None = None  # the polygons of the territories asked for last

    def land(self, view: Look, box: Box) -> list[tuple[int, QPainterPath]]:
        """Paths to fill, with the class of each."""
        seen, starts, lengths, polygons = self._rings(self._order, view, box)
        if len(starts) == 0:
            return []
        classes = self._class_of_polygon[polygons]
        if (np.diff(classes) < 0).any():  # copies at the flat map's other edge stand at the end
            order = np.argsort(classes, kind="stable")
            vertices = ranges(offsets(lengths)[:-1][order], lengths[order])
            seen, starts, lengths, classes = seen.of(vertices), starts[vertices], lengths[order], classes[order]
        keep = _thinned(_zones(seen, view, box), starts)
        # a new path where the class changes and every so many vertices, but never within a polygon: holes stay holes
        kept = np.add.reduceat(keep, offsets(lengths)[:-1], dtype=np.int32)
        ends = np.cumsum(kept)
        share = ends // CHUNK
        cut = np.flatnonzero((np.diff(classes) != 0) | (np.diff(share) != 0))
        begin = np.concatenate([[0], ends[cut]]).tolist()
        end = np.concatenate([ends[cut], ends[-1:]]).tolist()
        colours = classes[np.concatenate([[0], cut + 1])].tolist()
        made = paths(seen.x[keep], seen.y[keep], starts[keep], list(zip(begin, end, strict=True)))
        return list(zip(colours, made, strict=True))

    def territory(self, numbers: Sequence[int], view: Look, box: Box) -> QPainterPath:
        """Everything of some territories, as one path whose rings are closed. Empty when they are not in sight."""
        if self._own is None or self._own[0] != tuple(numbers):
            mine = np.isin(self._level.polygon_territory, np.array(numbers, np.int32))
            self._own = tuple(numbers), np.flatnonzero(mine).astype(np.int32)
        seen, starts, _, _ = self._rings(self._own[1], view, Box(box.left, box.top, box.right, box.bottom, 0.0))
        if len(starts) == 0:
            return QPainterPath()
        keep = _thinned(_zones(seen, view, box), starts)
        return paths(seen.x[keep], seen.y[keep], starts[keep], [(0, int(np.count_nonzero(keep)))])[0]

    def lines(self, kind: Line, view: Look, box: Box) -> QPainterPath:
        """Lines of one kind."""
        arcs = np.flatnonzero((self._level.arc_kind == kind) & self._arcs_in_sight(view, box)).astype(np.int32)
        return self._lines(arcs, view, box, ())[0]

    def moving_lines(self, view: Look, box: Box) -> tuple[QPainterPath, QPainterPath]:
        """Coasts, and borders of all kinds."""
        near = self._arcs_in_sight(view, box)[self._arcs]
        coasts, borders = self._lines(self._arcs[near], view, box, (int(np.count_nonzero(near[: self._coasts])),))
        return coasts, borders

    def _arcs_in_sight(self, view: Look, box: Box) -> Booleans:
        caps = self._level.arc_caps
        if isinstance(view, FlatView):
            large: Booleans = caps.reaches * np.float32(view.radius) > box.smallest
            return large
        return _near(caps, view, box, box.smallest)

    def _lines(self, arcs: Integers, view: Look, box: Box, parts: Sequence[int]) -> list[QPainterPath]:
        """Paths along arcs; ``parts`` are the places among them at which the next path starts."""
        level = self._level
        first = level.arc_first[arcs]
        lengths = level.arc_first[arcs + 1] - first
        vertices = ranges(first, lengths)
        starts = level.line_starts[vertices]
        cuts = [int(lengths[:part].sum()) for part in parts]
        if isinstance(view, FlatView):
            known = self._flat().arcs
            some = Places(*(one[vertices] for one in (known.longitude, known.latitude, known.stretch, known.height)))
            seen, starts = _flat_lines(some, starts, view)
        else:
            seen = self._points(vertices, view)
        return _open_paths(seen, starts, view, box, cuts)

    def _points(self, vertices: Integers, view: View) -> Seen:
        """Where vertices are drawn. Fills and lines of a frame share their points."""
        if len(self._level.points) > WHOLE:
            return _seen(self._level.points[vertices], view)
        if self._last is None or self._last[0] != view:
            self._last = view, _seen(self._level.points, view)
        return self._last[1].of(vertices)

    def _rings(self, polygons: Integers, view: Look, box: Box) -> tuple[Seen, Booleans, Integers, Integers]:
        """What of these polygons is in sight: the points of their rings, where rings start, how many points each
        polygon has, and its number."""
        if isinstance(view, FlatView):
            some = self._flat().polygons(polygons, view, (box.left, box.top, box.right, box.bottom), box.smallest)
            x, y = project(some.east, some.places, view)
            return Seen(x, y, np.zeros(len(x), bool)), some.starts, some.lengths, some.polygons
        level = self._level
        polygons = polygons[_near(level.polygon_caps, view, box, box.smallest)[polygons]]
        lengths = self._lengths[polygons]
        numbers = ranges(level.polygon_first[polygons], lengths)
        return self._points(level.ring[numbers], view), self._ring_starts[numbers], lengths, polygons
