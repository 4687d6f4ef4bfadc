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
from desktop_app.ui.map.geometry import Booleans, Caps, Doubles, Floats, Integers, Level, Line, offsets, ranges
from desktop_app.ui.map.projection import View

CHUNK = 400  # vertices in a path that is filled: Qt's anti-aliased fill costs more than linearly
SECTORS = 180  # of the limb; a run of hidden vertices within one becomes its two ends

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


def paths(xy: Doubles, starts: Booleans, bounds: Sequence[tuple[int, int]]) -> list[QPainterPath]:
    """A path for each run of points, made through Qt's stream format: ten times quicker than a call for each point."""
    elements = np.empty(len(xy), ELEMENT)
    elements["kind"] = ~starts
    elements["x"], elements["y"] = xy[:, 0], xy[:, 1]
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


def _projected(points: Floats, view: View) -> tuple[Doubles, Booleans]:
    """Screen coordinates, and which points lie behind the limb.

    Hidden points are moved outward onto the limb. That is an exact clip as long as no polygon reaches from the near
    side to the antipode of the centre, and no country spans that much.
    """
    turned = points @ np.array(view.axes(), np.float32).T
    hidden = turned[:, 2] < 0
    flat = turned[:, :2].astype(np.float64)
    behind = flat[hidden]
    flat[hidden] = behind / np.maximum(np.hypot(behind[:, 0], behind[:, 1]), 1e-9)[:, None]
    flat *= (view.radius, -view.radius)
    flat += (view.x, view.y)
    return flat, hidden


def _zones(xy: Doubles, hidden: Booleans, view: Look, box: Box) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """0 for what is shown; the same number for points of which a run may become its two ends.

    Those are points off the same side of the box (a half-plane holds the chord), or behind the same bit of the limb.
    """
    zones = np.zeros(len(xy), np.uint8)
    x, y = xy[:, 0], xy[:, 1]
    if hidden.any():
        around = np.arctan2(y[hidden] - view.y, x[hidden] - view.x)
        zones[hidden] = 10 + ((around + np.pi) * (SECTORS / (2 * np.pi))).astype(np.uint8)
    if not _holds(box, xy):
        zones[y > box.bottom] = 4
        zones[y < box.top] = 3
        zones[x > box.right] = 2
        zones[x < box.left] = 1
    return zones


def _holds(box: Box, xy: Doubles) -> bool:
    """Whether all points, of which there is one at least, are in the box, as when the whole globe is shown."""
    x, y = xy[:, 0], xy[:, 1]  # each by itself: numpy reduces along a long axis four times quicker
    return bool(x.min() >= box.left and x.max() <= box.right and y.min() >= box.top and y.max() <= box.bottom)


def _thinned(zones: np.ndarray[tuple[int], np.dtype[np.uint8]], starts: Booleans) -> Booleans:
    """Which points are kept: all that are shown, and the ends of each run within a zone."""
    drop = np.zeros(len(zones), bool)
    drop[1:-1] = (zones[1:-1] > 0) & (zones[1:-1] == zones[:-2]) & (zones[1:-1] == zones[2:])
    drop[1:-1] &= ~starts[1:-1] & ~starts[2:]
    return ~drop


def line_path(points: Floats, starts: Booleans, view: Look, box: Box) -> QPainterPath:
    """A path of open lines, cut at the limb, or at the edge of the flat map."""
    if len(points) == 0:
        return QPainterPath()
    if isinstance(view, FlatView):
        longitude = np.degrees(np.arctan2(points[:, 1], points[:, 0])).astype(np.float32)
        latitude = np.degrees(np.arcsin(np.clip(points[:, 2], -1, 1))).astype(np.float32)
        return flat_line_path(places_of(longitude, latitude), starts, view, box)
    xy, hidden = _projected(points, view)
    return _open_path(xy, hidden, starts, view, box)


def flat_line_path(places: Places, starts: Booleans, view: FlatView, box: Box) -> QPainterPath:
    """The same of places whose longitudes are known."""
    if len(starts) == 0:
        return QPainterPath()
    east = from_middle(places.longitude, view)
    begins = starts.copy()
    begins[1:] |= np.abs(np.diff(east)) > 180  # from one edge of the map to the other
    return _open_path(project(east, places, view), np.abs(east) > view.opening, begins, view, box)


def _open_path(xy: Doubles, hidden: Booleans, starts: Booleans, view: Look, box: Box) -> QPainterPath:
    shown = ~hidden
    follows = np.zeros(len(xy), bool)  # the next point of the line is shown
    follows[:-1] = shown[1:] & ~starts[1:]
    precedes = np.zeros(len(xy), bool)
    precedes[1:] = shown[:-1] & ~starts[1:]
    keep = shown | follows | precedes
    if not _holds(box, xy):
        keep &= _thinned(_zones(xy, np.zeros(len(xy), bool), view, box), starts)
    kept = np.flatnonzero(keep)
    begins = starts[kept].copy()
    begins[:1] = True
    # what was left out behind the limb is a gap; what was left out beside the box is not
    cut = np.cumsum(hidden & ~(follows | precedes))[kept]
    begins[1:] |= np.diff(cut) > 0
    begins[1:] |= hidden[kept][1:] & hidden[kept][:-1]
    begins[1:] |= np.diff(np.cumsum(starts)[kept]) > 0
    return paths(xy[kept], begins, [(0, len(kept))])[0]


def _closed_path(xy: Doubles, starts: Booleans) -> QPainterPath:
    """A path that comes back to the start of each ring, as a stroke needs and a fill does not."""
    first = np.flatnonzero(starts)
    ends = np.append(first[1:], len(xy))
    closed = np.insert(xy, ends, xy[first], axis=0)
    return paths(closed, np.insert(starts, ends, False), [(0, len(closed))])[0]  # a value


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

    def land(self, view: Look, box: Box) -> list[tuple[int, QPainterPath]]:
        """Paths to fill, with the class of each."""
        if isinstance(view, FlatView):
            return self._filled_flat(self._order, view, box, CHUNK)
        near = _near(self._level.polygon_caps, view, box, box.smallest)
        return self._filled(self._order[near[self._order]], view, box, CHUNK)

    def territory(self, numbers: Sequence[int], view: Look, box: Box) -> QPainterPath:
        """Everything of some territories, as one path whose rings are closed. Empty when they are not in sight."""
        mine = np.isin(self._level.polygon_territory, np.array(numbers, np.int32))
        if isinstance(view, FlatView):
            found = self._filled_flat(np.flatnonzero(mine).astype(np.int32), view, box, 0, closed=True)
        else:
            near = _near(self._level.polygon_caps, view, box, 0.0)
            found = self._filled(np.flatnonzero(mine & near).astype(np.int32), view, box, 0, closed=True)
        return found[0][1] if found else QPainterPath()

    def lines(self, kind: Line, view: Look, box: Box, *, also: Line | None = None) -> QPainterPath:
        """Coasts or borders, of one kind or of two."""
        level = self._level
        wanted = level.arc_kind == kind
        if also is not None:
            wanted |= level.arc_kind == also
        if isinstance(view, FlatView):
            wanted &= level.arc_caps.reaches * np.float32(view.radius) > box.smallest
        else:
            wanted &= _near(level.arc_caps, view, box, box.smallest)
        first, lengths = level.arc_first[:-1][wanted], np.diff(level.arc_first)[wanted].astype(np.int32)
        vertices = ranges(first, lengths)
        starts = level.line_starts[vertices]
        if isinstance(view, FlatView):
            places, arcs = level.places[vertices], self._flat().arcs
            some = Places(places[:, 0], places[:, 1], arcs.stretch[vertices], arcs.height[vertices])
            return flat_line_path(some, starts, view, box)
        return line_path(level.points[vertices], starts, view, box)

    def _filled_flat(
        self, polygons: Integers, view: FlatView, box: Box, chunk: int, *, closed: bool = False
    ) -> list[tuple[int, QPainterPath]]:
        corners = (box.left, box.top, box.right, box.bottom)
        some = self._flat().polygons(polygons, view, corners, 0.0 if closed else box.smallest)
        if len(some.starts) == 0:
            return []
        classes = self._class_of_polygon[some.polygons]
        order = np.argsort(classes, kind="stable") if not closed else np.arange(len(classes))
        xy = project(some.east, some.places, view)
        starts, lengths = some.starts, some.lengths
        if (np.diff(order) < 0).any():  # copies at the other edge stand at the end: put them with their class
            vertices = ranges(offsets(lengths)[:-1][order], lengths[order])
            xy, starts, lengths, classes = xy[vertices], starts[vertices], lengths[order], classes[order]
        keep = _thinned(_zones(xy, np.zeros(len(xy), bool), view, box), starts)
        if closed:
            return [(0, _closed_path(xy[keep], starts[keep]))]
        return _in_chunks(xy, starts, keep, lengths, classes, chunk)

    def _filled(
        self, polygons: Integers, view: View, box: Box, chunk: int, *, closed: bool = False
    ) -> list[tuple[int, QPainterPath]]:
        level = self._level
        lengths = self._lengths[polygons]
        numbers = ranges(level.polygon_first[polygons], lengths)
        if len(numbers) == 0:
            return []
        starts = self._ring_starts[numbers]
        xy, hidden = _projected(level.points[level.ring[numbers]], view)
        keep = _thinned(_zones(xy, hidden, view, box), starts)
        if closed:
            return [(0, _closed_path(xy[keep], starts[keep]))]
        return _in_chunks(xy, starts, keep, lengths, self._class_of_polygon[polygons], chunk)


def _in_chunks(  # noqa: PLR0917  # arrays that belong together
    xy: Doubles, starts: Booleans, keep: Booleans, lengths: Integers, classes: Integers, chunk: int
) -> list[tuple[int, QPainterPath]]:
    """A new path where the class changes and every so many vertices, but never within a polygon: holes stay holes."""
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    kept = np.add.reduceat(keep, first)
    ends = np.cumsum(kept)
    share = ends // chunk
    cut = np.flatnonzero((np.diff(classes) != 0) | (np.diff(share) != 0))
    begin = np.concatenate([[0], ends[cut]]).tolist()
    end = np.concatenate([ends[cut], ends[-1:]]).tolist()
    colours = classes[np.concatenate([[0], cut + 1])].tolist()
    made = paths(xy[keep], starts[keep], list(zip(begin, end, strict=True)))
    return list(zip(colours, made, strict=True))
