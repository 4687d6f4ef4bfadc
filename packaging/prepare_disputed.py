"""Make resources/map/disputed.json: where ground is held by one and claimed by another, and what we call it.

    PYTHONPATH=. python packaging/prepare_disputed.py NATURAL_EARTH resources/map

NATURAL_EARTH is a folder with Natural Earth's 1:10m lines (public domain, naturalearthdata.com):
ne_10m_admin_0_boundary_lines_land.shp, ne_10m_admin_1_states_provinces_lines.shp and ne_10m_coastline.shp.

Steps, for each area of disputed_areas.py:

1. Where Natural Earth's lines enclose it (the bounds of countries, of their first-level parts, and coasts; with the
   outlines of resources/map/world-10m.npz, which have some that those lack), it is the faces of the net of these lines
   that hold its seeds.
2. Where no line separates it, it is what a polygon cuts out of the outline of the country that holds it; the file marks
   these as approximate.
3. What an area before it has is not its own.
4. The parts of its outline that are no coast are its lines, to be dashed.
5. Outlines and lines are simplified to 0.01 degrees, and to 0.08 for views from afar; small ones to a part of their
   size, and none that would be a speck from afar is kept for that. Thousandths of a degree are kept.
"""

from __future__ import annotations

import argparse
import json
import math
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from disputed_areas import AREAS, FEATURES, Area
from shapely import LineString, MultiPolygon, Point, Polygon, STRtree, box, clip_by_rect, unary_union
from shapely.ops import linemerge, polygonize

from desktop_app.ui.map.geometry import Atlas, Line, read_atlas

LINES = ("ne_10m_admin_0_boundary_lines_land", "ne_10m_admin_1_states_provinces_lines", "ne_10m_coastline")
TOLERANCES = {"fine": 0.01, "coarse": 0.08}  # degrees
LEAST = {"fine": 0.0, "coarse": 0.2}  # degrees across: what is smaller is left out
FINENESS = 0.03  # of what is across: the tolerance for what is small
AROUND = 6.0  # degrees round an area whose lines are looked at
UNIT = 1000  # of the file: thousandths of a degree
ON_COAST = 0.02  # degrees: nearer than this to a coast, a line is coast
SHORTEST = 0.05  # degrees, of a line that is dashed
SLIVER, SLIVER_PART = 1e-4, 0.01  # square degrees, and of its area: what is smaller than both is no part of it


def shapes(path: Path) -> Iterator[LineString]:
    """The lines of a shapefile ("ESRI Shapefile Technical Description", 1998: type 3, PolyLine)."""
    data = path.read_bytes()
    at = 100
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        record, at = data[at + 8 : at + 8 + 2 * words], at + 8 + 2 * words
        if struct.unpack("<i", record[:4])[0] != 3:
            continue
        parts, points = struct.unpack("<2i", record[36:44])
        starts = struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts])
        places = np.frombuffer(record, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2)
        for start, end in zip(starts, (*starts[1:], points), strict=True):
            yield LineString(np.round(places[start:end], 6))


def outlines(atlas: Atlas) -> dict[str, list[Polygon]]:
    """Each country's polygons, at the finest detail."""
    level, found = atlas.levels[-1], dict[str, list[Polygon]]()
    for number, owner in enumerate(level.polygon_territory.tolist()):
        first, last = int(level.polygon_ring[number]), int(level.polygon_ring[number + 1])
        rings = [
            np.round(level.places[level.ring[level.ring_first[ring] : level.ring_first[ring + 1]]], 6)
            for ring in range(first, last)
        ]
        if len(rings[0]) < 3:  # on the atlas's grid the Vatican is a line
            continue
        shape = Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 2]).buffer(0)
        parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
        found.setdefault(atlas.territories[owner].code or "", []).extend(parts)
    return found


def coasts(atlas: Atlas) -> list[LineString]:
    """The lines of the atlas, at the finest detail, that only one country has."""
    level = atlas.levels[-1]
    ends = zip(level.arc_first[:-1].tolist(), level.arc_first[1:].tolist(), level.arc_kind.tolist(), strict=True)
    return [LineString(level.places[start:end]) for start, end, kind in ends if kind == Line.COAST and end - start > 1]


def shape_of(area: Area, lines: STRtree, countries: dict[str, list[Polygon]], taken: Any) -> MultiPolygon:
    """The area, without what is taken."""
    parts: list[Any] = []
    for x, y in area.seeds:
        near = box(x - AROUND, y - AROUND, x + AROUND, y + AROUND)
        net = unary_union(lines.geometries[lines.query(near, "intersects")])
        parts += [face for face in polygonize(net) if face.contains(Point(x, y))]
    for code, corners in area.cuts:
        cut = Polygon(corners)
        parts += [polygon.intersection(cut) for polygon in countries[code] if polygon.intersects(cut)]
    if not parts:
        raise ValueError(area.name)
    whole = unary_union(parts).buffer(0.004).buffer(-0.004)  # slivers between two sources of one line
    whole = whole.difference(taken)
    polygons = whole.geoms if isinstance(whole, MultiPolygon) else [whole]
    least = min(SLIVER, SLIVER_PART * whole.area)
    return MultiPolygon([Polygon(one.exterior) for one in polygons if one.area > least])


def holders(area: Area, shape: MultiPolygon, countries: dict[str, list[Polygon]]) -> list[str]:
    """Of the countries that it was cut out of, those whose outlines do cover some of it."""
    codes = dict.fromkeys(code for code, _ in area.cuts)
    return [
        code
        for code in codes
        if sum(shape.intersection(one).area for one in countries[code]) > SLIVER_PART * shape.area
    ]


def across(shape: Any) -> float:
    """The diagonal of its bounds, in degrees."""
    west, south, east, north = shape.bounds
    return math.hypot(east - west, north - south)


def numbers(line: Any, tolerance: float) -> list[list[int]]:
    return [[round(x * UNIT), round(y * UNIT)] for x, y in line.simplify(tolerance).coords]


def borders(shape: MultiPolygon, coast: STRtree, drawn: list[Any]) -> list[LineString]:
    """The parts of the outline that are no coast, and that no area before has drawn."""
    around = min(ON_COAST, FINENESS * across(shape))
    near = shape.buffer(around).bounds
    coast_here = unary_union(clip_by_rect(coast.geometries[coast.query(box(*near))], *near))
    rest = shape.boundary.difference(coast_here.buffer(around))
    for other in drawn:
        rest = rest.difference(other.buffer(around))
    merged = linemerge(rest) if rest.geom_type == "MultiLineString" else rest
    parts = merged.geoms if hasattr(merged, "geoms") else [merged]
    return [part for part in parts if part.length > min(SHORTEST, across(shape) / 4)]


def at_detail(detail: str, shape: MultiPolygon, dashed: list[LineString]) -> dict[str, list[list[list[int]]]]:
    """Outlines and lines as the file has them."""

    def tolerance(one: Any) -> float:
        return min(TOLERANCES[detail], FINENESS * across(one))

    large = [one for one in shape.geoms if across(one) > LEAST[detail]]
    return {
        "rings": [numbers(one.exterior, tolerance(one))[:-1] for one in large],
        "lines": [numbers(line, tolerance(shape)) for line in dashed if large],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="the folder with Natural Earth's shapefiles")
    parser.add_argument("target", type=Path, help="the folder with world-10m.npz, where disputed.json goes")
    arguments = parser.parse_args()
    atlas = read_atlas(arguments.target / "world-10m.npz")
    countries = outlines(atlas)
    coast = STRtree([*shapes(arguments.source / f"{LINES[2]}.shp"), *coasts(atlas)])
    lines = [line for name in LINES for line in shapes(arguments.source / f"{name}.shp")]
    lines += [LineString(polygon.exterior) for polygons in countries.values() for polygon in polygons]
    net = STRtree(lines)
    areas: list[dict[str, Any]] = []
    drawn: list[Any] = []
    taken: Any = MultiPolygon()
    for area in AREAS:
        shape = shape_of(area, net, countries, taken)
        dashed = borders(shape, coast, drawn)
        drawn.append(shape.boundary)
        taken = taken.union(shape)
        areas.append(
            {
                "name": area.name,
                "note": area.note,
                "ground": area.ground,
                "held_by": holders(area, shape, countries),
                "is_approximate": bool(area.cuts),
                **{detail: at_detail(detail, shape, dashed) for detail in TOLERANCES},
            }
        )
        print(f"{area.name}: {shape.area:.4f} square degrees, {len(shape.geoms)} parts, {len(dashed)} lines")
    path = arguments.target / "disputed.json"
    path.write_text(
        json.dumps({"areas": areas, "features": FEATURES}, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
