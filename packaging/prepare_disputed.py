"""Make resources/map/disputed.json: where ground is held by one and claimed by another, and what we call it.

    PYTHONPATH=. python packaging/prepare_disputed.py NATURAL_EARTH resources/map

NATURAL_EARTH is a folder with Natural Earth's 1:10m lines (public domain, naturalearthdata.com):
ne_10m_admin_0_boundary_lines_land.shp, ne_10m_admin_1_states_provinces_lines.shp and ne_10m_coastline.shp.

Steps, for each area of AREAS:

1. Where Natural Earth's lines enclose it (the bounds of countries, of their first-level parts, and coasts; with the
   outlines of resources/map/world-10m.npz, which have some that those lack), it is the faces of the net of these lines
   that hold its seeds.
2. Where no line separates it, it is what a polygon drawn by hand cuts out of the country that holds it. Those corners
   are plain facts of geography drawn by hand, and nobody has measured how good; the file marks them as approximate.
3. The parts of its outline that are no coast are its lines, to be dashed.
4. Outlines and lines are simplified to 0.01 degrees, and to 0.08 for views from afar; thousandths of a degree are kept.

What each area is called, and what is said of it, is policy: see ARCHITECTURE.md.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from shapely import LineString, MultiPolygon, Point, Polygon, box, unary_union
from shapely.ops import linemerge, polygonize

from desktop_app.ui.map.geometry import Atlas, read_atlas

LINES = ("ne_10m_admin_0_boundary_lines_land", "ne_10m_admin_1_states_provinces_lines", "ne_10m_coastline")
TOLERANCES = {"fine": 0.01, "coarse": 0.08}  # degrees
AROUND = 6.0  # degrees round an area whose lines are looked at
UNIT = 1000  # of the file: thousandths of a degree
ON_COAST = 0.02  # degrees: nearer than this to a coast, a line is coast
SHORTEST = 0.05  # degrees, of a line that is dashed

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """Disputed ground. ``ground``: "held" keeps the colour of who holds it, "none" has no country's, else a code's."""

    name: str
    note: str
    ground: str = "held"
    seeds: tuple[Place, ...] = ()  # places in the faces that make it
    cuts: tuple[tuple[str, tuple[Place, ...]], ...] = ()  # of a country (its code), what lies within the polygon


AREAS = (
    Area(
        "Jammu, Kashmir and Ladakh", "administered by India, claimed by Pakistan",
        seeds=((74.8, 34.1), (77.6, 34.2)),
    ),
    Area(
        "Azad Kashmir and Gilgit-Baltistan", "administered by Pakistan, claimed by India",
        seeds=((74.3, 35.9),),
        cuts=(("PK", (
            (74.75, 32.60), (74.30, 32.72), (74.05, 32.75), (73.70, 33.02), (73.62, 33.20), (73.58, 33.55),
            (73.56, 33.90), (73.45, 34.20), (73.38, 34.38), (73.52, 34.60), (73.75, 34.80), (74.00, 35.02),
            (74.20, 35.05), (74.80, 34.75), (75.20, 34.60), (74.90, 33.50), (75.40, 32.90),
        )),),
    ),
    Area(
        "Aksai Chin", "administered by China, claimed by India",
        cuts=(("CN", (
            (77.60, 35.40), (77.83, 35.55), (78.10, 35.55), (78.40, 35.80), (78.90, 35.92), (79.40, 35.90),
            (79.90, 35.80), (80.15, 35.55), (80.30, 35.35), (80.20, 35.10), (80.00, 34.85), (79.75, 34.60),
            (79.55, 34.42), (79.35, 34.20), (79.00, 34.05), (78.80, 33.70), (78.40, 34.10), (77.60, 34.80),
        )),),
    ),
    Area("Arunachal Pradesh", "administered by India, claimed by China", seeds=((94.5, 28.0),)),
    Area(
        "Golan Heights", "held by Israel, recognised by most states as part of Syria", ground="none",
        cuts=(("IL", (
            (35.60, 33.45), (35.61, 33.27), (35.63, 33.20), (35.625, 33.10), (35.63, 33.00), (35.62, 32.90),
            (35.645, 32.87), (35.665, 32.80), (35.65, 32.73), (35.68, 32.68), (36.20, 32.60), (36.20, 33.60),
        )),),
    ),
    Area("Abkhazia", "outside Georgia's control, recognised by most states as part of Georgia", seeds=((41.0, 43.1),)),
    Area(
        "South Ossetia", "outside Georgia's control, recognised by most states as part of Georgia",
        cuts=(("GE", (
            (43.78, 42.80), (43.70, 42.62), (43.55, 42.55), (43.44, 42.45), (43.46, 42.28), (43.58, 42.15),
            (43.75, 42.12), (43.92, 42.17), (44.10, 42.18), (44.30, 42.10), (44.50, 42.02), (44.58, 42.15),
            (44.55, 42.30), (44.42, 42.42), (44.30, 42.55), (44.20, 42.75),
        )),),
    ),
    Area(
        "Transnistria", "outside Moldova's control, recognised by most states as part of Moldova",
        cuts=(("MD", (
            (28.55, 48.25), (28.62, 48.10), (28.78, 47.95), (28.95, 47.85), (28.98, 47.68), (29.05, 47.52),
            (29.16, 47.35), (29.14, 47.25), (29.28, 47.12), (29.40, 46.98), (29.40, 46.80), (29.55, 46.75),
            (29.70, 46.60), (29.80, 46.42), (30.20, 46.40), (30.20, 47.60), (29.30, 48.20),
        )),),
    ),
    Area(
        "Western Sahara", "a non-self-governing territory by the list of the United Nations; most of it is held by "
        "Morocco, the rest by the Sahrawi Republic", ground="EH",
        cuts=tuple((code, ((-18.0, 20.5), (-18.0, 27.667), (-8.0, 27.667), (-8.0, 20.5))) for code in ("MA", "EH")),
    ),
    Area(
        "Hala'ib Triangle", "administered by Egypt, claimed by Sudan",
        cuts=(("EG", (
            (34.07, 21.90), (34.10, 22.05), (34.60, 22.25), (35.00, 22.60), (35.30, 22.85), (35.70, 23.15),
            (36.20, 23.20), (37.20, 22.00), (37.00, 21.90),
        )),),
    ),
    Area(
        "Abyei", "claimed by Sudan and South Sudan",
        cuts=(
            ("SD", ((27.83, 9.00), (27.83, 10.17), (29.00, 10.17), (29.00, 9.00))),
            ("SS", ((27.83, 9.45), (27.83, 10.17), (29.00, 10.17), (29.00, 9.45))),
        ),
    ),
    Area(
        "Southern Kuril Islands", "held by Russia, claimed by Japan",
        cuts=(("RU", ((145.0, 43.2), (145.0, 44.7), (146.8, 44.7), (147.6, 45.7), (149.2, 45.7), (149.2, 44.6),
                      (147.2, 43.3))),),
    ),
)  # fmt: skip

# What the atlas has as a feature of its own, by its name there or by a country's code: what we call it ("" for the
# country's name), and what is said of it
FEATURES = {
    "Crimea": ("Crimea", "held by Russia, recognised by most states as part of Ukraine"),
    "Somaliland": ("Somaliland", "governs itself, recognised by most states as part of Somalia"),
    "N. Cyprus": ("Northern Cyprus", "governs itself, recognised as a state by Türkiye only"),
    "Cyprus U.N. Buffer Zone": ("Buffer zone in Cyprus", "held by the United Nations' force"),
    "Siachen Glacier": ("Siachen Glacier", "held by India, claimed by Pakistan"),
    "Spratly Is.": ("Spratly Islands", "claimed by China, Taiwan, Vietnam, the Philippines, Malaysia and Brunei"),
    "Scarborough Reef": ("Scarborough Shoal", "claimed by China, Taiwan and the Philippines"),
    "Bajo Nuevo Bank": ("Bajo Nuevo Bank", "administered by Colombia, claimed by others"),
    "Serranilla Bank": ("Serranilla Bank", "administered by Colombia, claimed by others"),
    "PS": ("", "recognised as a state by most others, not by all; its borders are not settled"),
    "TW": ("", "governs itself, claimed by China"),
    "XK": ("", "governs itself, recognised as a state by about half of the others"),
}


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


def shape_of(area: Area, lines: list[LineString], countries: dict[str, list[Polygon]]) -> MultiPolygon:
    parts: list[Any] = []
    for x, y in area.seeds:
        near = box(x - AROUND, y - AROUND, x + AROUND, y + AROUND)
        net = unary_union([line for line in lines if line.intersects(near)])
        parts += [face for face in polygonize(net) if face.contains(Point(x, y))]
    for code, corners in area.cuts:
        cut = Polygon(corners)
        parts += [polygon.intersection(cut) for polygon in countries[code] if polygon.intersects(cut)]
    if not parts:
        raise ValueError(area.name)
    whole = unary_union(parts).buffer(0.004).buffer(-0.004)  # slivers between two sources of one line
    polygons = whole.geoms if isinstance(whole, MultiPolygon) else [whole]
    return MultiPolygon([Polygon(one.exterior) for one in polygons if one.area > 1e-4])


def numbers(line: Any, tolerance: float) -> list[list[int]]:
    return [[round(x * UNIT), round(y * UNIT)] for x, y in line.simplify(tolerance).coords]


def borders(shape: MultiPolygon, coast: Any, drawn: list[Any]) -> list[LineString]:
    """The parts of the outline that are no coast, and that no area before has drawn."""
    rest = shape.boundary.difference(coast.buffer(ON_COAST))
    for other in drawn:
        rest = rest.difference(other.buffer(ON_COAST))
    merged = linemerge(rest) if rest.geom_type == "MultiLineString" else rest
    parts = merged.geoms if hasattr(merged, "geoms") else [merged]
    return [part for part in parts if part.length > SHORTEST]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="the folder with Natural Earth's shapefiles")
    parser.add_argument("target", type=Path, help="the folder with world-10m.npz, where disputed.json goes")
    arguments = parser.parse_args()
    countries = outlines(read_atlas(arguments.target / "world-10m.npz"))
    coast = unary_union(list(shapes(arguments.source / f"{LINES[2]}.shp")))
    lines = [line for name in LINES for line in shapes(arguments.source / f"{name}.shp")]
    lines += [LineString(polygon.exterior) for polygons in countries.values() for polygon in polygons]
    areas: list[dict[str, Any]] = []
    drawn: list[Any] = []
    for area in AREAS:
        shape = shape_of(area, lines, countries)
        dashed = borders(shape, coast.intersection(box(*shape.buffer(1).bounds)), drawn)
        drawn.append(shape.boundary)
        areas.append(
            {
                "name": area.name,
                "note": area.note,
                "ground": area.ground,
                "held_by": [code for code, _ in area.cuts],
                "is_approximate": bool(area.cuts),
                **{
                    detail: {
                        "rings": [numbers(one.exterior, tolerance)[:-1] for one in shape.geoms],
                        "lines": [numbers(line, tolerance) for line in dashed],
                    }
                    for detail, tolerance in TOLERANCES.items()
                },
            }
        )
        print(f"{area.name}: {shape.area:.2f} square degrees, {len(shape.geoms)} parts, {len(dashed)} lines")
    path = arguments.target / "disputed.json"
    path.write_text(
        json.dumps({"areas": areas, "features": FEATURES}, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
