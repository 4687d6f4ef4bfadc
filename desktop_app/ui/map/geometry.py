"""Outlines of countries as numpy arrays, read from the files that packaging/prepare_map.py makes.

Importing this module imports numpy: do it after the first paint.
"""

from __future__ import annotations

import zipfile
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int32]
Booleans = NDArray[np.bool_]

SEAM = 1e-4  # degrees
LONGEST_EDGE = 1.5  # degrees; longer ones are divided, or a parallel would be drawn as a chord
FINE = 2  # details of a file, the last ones, that need it so; the others are drawn in motion, with half as many

# Countries and territories that many states do not recognise, or that another state claims as a whole: hatched, and
# their borders dashed
UNSETTLED = frozenset(CountryCode(code) for code in ("EH", "FK", "GI", "GS", "IO", "PS", "TW", "XK"))


class Line(IntEnum):
    """What an arc separates."""

    COAST = 0
    BORDER = 1
    DISPUTED = 2  # a border that not all recognise


@frozen
class Territory:
    """A feature of the map: a country, or ground that belongs to none here."""

    code: CountryCode | None
    name: str
    disputed: bool
    island: bool  # it has no border on land


@frozen
class Caps:
    """The smallest-enough circles on the sphere round things: what a cap does not touch, the thing does not."""

    centres: Floats  # unit vectors
    reaches: Floats  # radians


@frozen
class Level:
    """All outlines at one detail.

    Vertices of the arcs stand one after another, each once. Rings list them by number, the first again at the end; a
    polygon is its outer ring and its holes. ``*_first`` hold where each thing starts and, last, where all end.
    """

    places: Floats  # (vertices, 2): longitude, latitude
    points: Floats  # (vertices, 3): the same as unit vectors; each coordinate by itself in memory
    line_starts: Booleans  # where a line that is drawn starts: at an arc, and after an edge that is no line
    arc_first: Integers
    arc_kind: NDArray[np.uint8]  # a Line each
    arc_caps: Caps
    ring: Integers  # numbers of vertices
    ring_first: Integers
    polygon_ring: Integers  # the number of each polygon's outer ring, and how many rings there are
    polygon_first: Integers  # into ring
    polygon_territory: Integers
    polygon_caps: Caps


@frozen
class Atlas:
    """A file of outlines, at every detail that it has."""

    territories: tuple[Territory, ...]
    levels: tuple[Level, ...]  # from coarse to fine


def ranges(first: Integers, lengths: Integers) -> Integers:
    """first[0], first[0]+1, ... for lengths[0] numbers, then the same for first[1], and so on."""
    ends = np.cumsum(lengths, dtype=np.int32)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Integers = np.arange(total, dtype=np.int32) + np.repeat(first - (ends - lengths), lengths)
    return numbers


def offsets(lengths: Integers) -> Integers:
    """Where things of these lengths start when they stand one after another, and where the last ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)


def unit_vectors(places: Doubles | Floats) -> Floats:
    longitude, latitude = np.radians(places.astype(np.float64)).T
    shade = np.cos(latitude)
    points = np.empty((3, len(places)), np.float32)
    points[0], points[1], points[2] = shade * np.cos(longitude), shade * np.sin(longitude), np.sin(latitude)
    return points.T


def caps(points: Floats, first: Integers) -> Caps:
    """A cap round each run of points: centred on their mean, reaching to the farthest."""
    starts, lengths = first[:-1], np.diff(first)
    rows = [points[:, axis] for axis in range(3)]  # numpy goes along a row several times quicker
    sums = [np.add.reduceat(row, starts, dtype=np.float64) for row in rows]
    size = np.maximum(np.sqrt(sum(one * one for one in sums)), 1e-12)
    centres = [(one / size).astype(np.float32) for one in sums]
    away = np.zeros(len(points), np.float32)  # the square of the chord to the centre
    for row, centre in zip(rows, centres, strict=True):
        away += np.square(row - np.repeat(centre, lengths))
    chords = np.sqrt(np.minimum(np.maximum.reduceat(away, starts), 4))
    return Caps(np.stack(centres, 1), 2 * np.arcsin(chords / 2))


def _divided(places: Doubles, arc_lengths: Integers, longest: float) -> tuple[Doubles, Integers]:
    """The same arcs with no edge over so many degrees, except those that jump from 180 E to 180 W."""
    steps = np.diff(places, axis=0)
    ends = np.cumsum(arc_lengths)
    steps[ends[(arc_lengths > 0) & (ends < len(places))] - 1] = 0  # no edge from one arc to the next
    east, north = np.abs(steps[:, 0]), np.abs(steps[:, 1])
    long = np.flatnonzero((east + north > longest) & (east < 180))
    way = np.hypot(east[long] * np.cos(np.radians(places[long, 1])), north[long])
    more = np.maximum(0, np.ceil(way / longest) - 1).astype(np.int32)  # vertices within each long edge
    edge = np.repeat(long, more)
    part = (ranges(np.ones(len(more), np.int32), more) / (np.repeat(more, more) + 1))[:, None]
    lengths = arc_lengths + np.bincount(np.searchsorted(ends, edge, side="right"), minlength=len(arc_lengths))
    return np.insert(places, edge + 1, places[edge] + steps[edge] * part, axis=0), lengths.astype(np.int32)


def _rings(arcs: Integers, arcs_of_ring: Integers, arc_first: Integers) -> tuple[Integers, Integers]:
    """Numbers of vertices of all rings, and where each ring starts. An arc's last vertex is the next one's first; the
    last arc of a ring keeps its own, which is the ring's first."""
    backward = arcs < 0
    arc = np.where(backward, ~arcs, arcs)
    lengths = (arc_first[arc + 1] - arc_first[arc] - 1).astype(np.int32)
    lengths[np.cumsum(arcs_of_ring) - 1] += 1
    start = np.where(backward, arc_first[arc + 1] - 1, arc_first[arc])
    step = ranges(np.zeros(len(lengths), np.int32), lengths)
    ring = np.repeat(start, lengths) + step * np.repeat(np.where(backward, -1, 1), lengths)
    ring_first = offsets(lengths)[offsets(arcs_of_ring)]
    return ring.astype(np.int32), ring_first.astype(np.int32)


def _kinds(arcs: Integers, territory_of_arc: Integers, count: int, unsettled: Booleans) -> NDArray[np.uint8]:
    """BORDER where two territories use the arc; DISPUTED where one of them is unsettled."""
    arc = np.where(arcs < 0, ~arcs, arcs)
    least, most = np.full(count, np.iinfo(np.int32).max), np.full(count, -1)
    np.minimum.at(least, arc, territory_of_arc)
    np.maximum.at(most, arc, territory_of_arc)
    is_border = most > least
    shared = np.zeros(count, bool)
    shared[is_border] = unsettled[least[is_border]] | unsettled[most[is_border]]
    return np.where(is_border, np.where(shared, Line.DISPUTED, Line.BORDER), Line.COAST).astype(np.uint8)


def starts_of_lines(places: Doubles, arc_first: Integers) -> Booleans:
    """Edges along the antimeridian and at the south pole are where the sheet was cut: no coast, no border."""
    starts = np.zeros(len(places), bool)
    starts[arc_first[:-1]] = True
    seam = (np.abs(np.abs(places[:, 0]) - 180) < SEAM) | (places[:, 1] < -89.9)
    starts[1:] |= seam[1:] & seam[:-1]
    return starts


@lru_cache(maxsize=2)  # 1:50m and 1:10m: the globe of the world and that of a story look at the same
def read_atlas(path: Path) -> Atlas:
    """Read a file of outlines: some 30 ms for 1:50m, 150 ms for 1:10m. Raises OSError when it cannot be read.

    The atlas is shared: nobody may write into its arrays.
    """
    try:
        with np.load(path) as archive:
            data = {name: archive[name] for name in archive.files}
        return _atlas(data)
    except (ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        raise OSError(f"{path.name} is not a map") from error


def _atlas(data: dict[str, NDArray[np.generic]]) -> Atlas:
    def integers(name: str) -> Integers:
        return data[name].astype(np.int32)

    deltas, arc_lengths, detail = integers("deltas"), integers("arc_lengths"), data["detail"]
    total = np.cumsum(deltas, axis=0, dtype=np.int64)
    first = offsets(arc_lengths)[:-1]
    used = arc_lengths > 0
    before = np.zeros((len(first), 2), np.int64)  # the sum of all arcs before: each starts from nothing
    before[used] = total[first[used]] - deltas[first[used]]
    grid = total - np.repeat(before, arc_lengths, axis=0)
    places: Doubles = grid.astype(np.float64) * data["scale"].astype(np.float64) + data["translate"].astype(np.float64)
    arc_of = np.repeat(np.arange(len(arc_lengths)), arc_lengths)

    arcs, arcs_of_ring, rings_of_polygon = integers("arcs"), integers("arcs_of_ring"), integers("rings_of_polygon")
    polygon_ring = offsets(rings_of_polygon)
    polygon_territory = np.repeat(np.arange(len(data["codes"]), dtype=np.int32), integers("polygons_of_country"))
    territory_of_ring = np.repeat(polygon_territory, rings_of_polygon)
    territory_of_arc = np.repeat(territory_of_ring, arcs_of_ring)
    unsettled = data["disputed"].astype(bool) | np.isin(data["codes"], list(UNSETTLED))
    kinds = _kinds(arcs, territory_of_arc, len(arc_lengths), unsettled)
    on_land = set(territory_of_arc[kinds[np.where(arcs < 0, ~arcs, arcs)] != Line.COAST].tolist())
    named = zip(data["codes"], data["names"], data["disputed"], strict=True)
    territories = tuple(
        Territory(CountryCode(str(code)) if str(code) else None, str(name), bool(disputed), number not in on_land)
        for number, (code, name, disputed) in enumerate(named)
    )

    levels: list[Level] = []
    count = int(np.max(detail.astype(np.int32))) + 1
    for last in range(count):
        keep = detail.astype(np.int32) <= last
        kept_lengths = np.bincount(arc_of[keep], minlength=len(arc_lengths)).astype(np.int32)
        longest = LONGEST_EDGE if last >= count - FINE else 2 * LONGEST_EDGE
        level_places, lengths = _divided(places[keep], kept_lengths, longest)
        arc_first = offsets(lengths)
        points = unit_vectors(level_places)
        ring, ring_first = _rings(arcs, arcs_of_ring, arc_first)
        polygon_first = ring_first[polygon_ring]
        drawn = np.flatnonzero(lengths)
        drawn_first = np.append(arc_first[drawn], arc_first[-1]).astype(np.int32)
        levels.append(
            Level(
                places=level_places.astype(np.float32),
                points=points,
                line_starts=starts_of_lines(level_places, drawn_first),
                arc_first=drawn_first,
                arc_kind=kinds[drawn],
                arc_caps=caps(points, drawn_first),
                ring=ring,
                ring_first=ring_first,
                polygon_ring=polygon_ring,
                polygon_first=polygon_first,
                polygon_territory=polygon_territory,
                polygon_caps=caps(points[ring], polygon_first),
            )
        )
    return Atlas(territories, tuple(levels))


def graticule(step: int = 30, fine: int = 4) -> tuple[Floats, Booleans]:
    """Meridians and parallels every so many degrees: points every ``fine`` degrees, and where each line starts."""
    lines: list[Doubles] = []
    for longitude in range(-180, 180, step):
        north = np.linspace(-90 + step / 2, 90 - step / 2, int((180 - step) / fine) + 1)
        lines.append(np.stack([np.full(len(north), float(longitude)), north], 1))
    for latitude in range(-90 + step, 90, step):
        east = np.linspace(-180, 180, int(360 / fine) + 1)
        lines.append(np.stack([east, np.full(len(east), float(latitude))], 1))
    starts = np.zeros(sum(map(len, lines)), bool)
    starts[offsets(np.array([len(line) for line in lines], np.int32))[:-1]] = True
    return unit_vectors(np.concatenate(lines)), starts
