"""Make resources/map/*.npz from the TopoJSON of the npm package world-atlas 2.0.2 (Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python packaging/prepare_map.py package resources/map

Steps, for each of the two scales (1:50m for the whole Earth, 1:10m for close views):

1. Read the arcs. An arc is a line that one or two polygons share, so what is done to arcs keeps neighbours joined.
   Coordinates stay the integers of the TopoJSON's own grid (0.0036 by 0.0017 degrees).
2. Give each vertex a detail: 0 when it survives a Douglas-Peucker simplification at the coarsest tolerance, 1 at the
   next, and so on. Those sets are nested, so one file holds all levels, and a reader takes "detail <= n". What survives
   none of the tolerances is kept as the last detail at 1:50m, and dropped at 1:10m.
   Closed arcs (islands) always keep four vertices, and the arcs of rings that have only two keep their farthest
   one, or such rings would vanish.
3. Write down which country each polygon belongs to, by ISO 3166-1 alpha-2 code. The atlas knows numeric codes; features
   without one are named in WITHOUT_NUMBER. What has no code is drawn, and cannot be chosen. Polygons that APART names
   become features of their own: the atlas gives Crimea to who holds it.
4. Save integers only, compressed. desktop_app.ui.map.geometry is the reader of this format.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# ISO 3166-1: numeric code, then alpha-2
ISO_3166 = (
    "004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE 060BM "
    "064BT 068BO 070BA 072BW 074BV 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM 124CA 132CV "
    "136KY 140CF 144LK 148TD 152CL 156CN 158TW 162CX 166CC 170CO 174KM 175YT 178CG 180CD 184CK 188CR 191HR 192CU 196CY "
    "203CZ 204BJ 208DK 212DM 214DO 218EC 222SV 226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ 246FI 248AX 250FR 254GF "
    "258PF 260TF 262DJ 266GA 268GE 270GM 275PS 276DE 288GH 292GI 296KI 300GR 304GL 308GD 312GP 316GU 320GT 324GN 328GY "
    "332HT 334HM 336VA 340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE 376IL 380IT 384CI 388JM 392JP 398KZ 400JO "
    "404KE 408KP 410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI 440LT 442LU 446MO 450MG 454MW 458MY 462MV "
    "466ML 470MT 474MQ 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS 504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW "
    "533AW 534SX 535BQ 540NC 548VU 554NZ 558NI 562NE 566NG 570NU 574NF 578NO 580MP 581UM 583FM 584MH 585PW 586PK 591PA "
    "598PG 600PY 604PE 608PH 612PN 616PL 620PT 624GW 626TL 630PR 634QA 638RE 642RO 643RU 646RW 652BL 654SH 659KN 660AI "
    "662LC 663MF 666PM 670VC 674SM 678ST 682SA 686SN 688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES "
    "728SS 729SD 732EH 740SR 744SJ 748SZ 752SE 756CH 760SY 762TJ 764TH 768TG 772TK 776TO 780TT 784AE 788TN 792TR 795TM "
    "796TC 798TV 800UG 804UA 807MK 818EG 826GB 831GG 832JE 833IM 834TZ 840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS "
    "887YE 894ZM"
)
ALPHA_2 = {entry[:3]: entry[3:] for entry in ISO_3166.split()}

# Features that the atlas gives no number: (code or "", disputed). Leased ground goes with its owner in law.
WITHOUT_NUMBER = {
    "Kosovo": ("XK", False),
    "Baikonur": ("KZ", False),
    "USNB Guantanamo Bay": ("CU", False),
    "Coral Sea Is.": ("AU", False),
    "Indian Ocean Ter.": ("", False),  # Christmas and Cocos Islands in one feature
    "Clipperton I.": ("", False),
    "Akrotiri": ("", False),
    "Dhekelia": ("", False),
    "Somaliland": ("", True),
    "N. Cyprus": ("", True),
    "Cyprus U.N. Buffer Zone": ("", True),
    "Siachen Glacier": ("", True),
    "Spratly Is.": ("", True),
    "Scarborough Reef": ("", True),
    "Bajo Nuevo Bank": ("", True),
    "Serranilla Bank": ("", True),
}

# Polygons that are disputed ground, and no country's here: the feature they are in, their name, and within which
# longitudes and latitudes they lie
APART = {"Russia": (("Crimea", (32.0, 44.0, 37.0, 46.5)),)}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one scale is made. Tolerances in degrees of arc, from coarse to fine."""

    source: str
    result: str
    tolerances: tuple[float, ...]
    keep_all: bool  # whether what survives no tolerance is kept as the last detail


RECIPES = (
    Recipe("countries-50m.json", "world-50m.npz", (0.40, 0.20, 0.10), keep_all=True),
    Recipe("countries-10m.json", "world-10m.npz", (0.03, 0.004), keep_all=False),
)


@dataclass(slots=True)
class Polygons:
    """Countries have polygons, polygons have rings (the outer one first), rings have arcs (~n: arc n backwards)."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    disputed: list[bool] = field(default_factory=list)
    polygons_of_country: list[int] = field(default_factory=list)
    rings_of_polygon: list[int] = field(default_factory=list)
    arcs_of_ring: list[int] = field(default_factory=list)
    arcs: list[int] = field(default_factory=list)

    def add(self, feature: dict[str, Any], arcs: list[Floats]) -> None:
        """The arcs' vertices in degrees tell where a polygon lies."""
        name, number = feature["properties"]["name"], feature.get("id")
        code, disputed = (ALPHA_2[number], False) if number else WITHOUT_NUMBER[name]
        polygons = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
        for part, bounds in APART.get(name, ()):
            own = [rings for rings in polygons if lies_within(rings[0], arcs, bounds)]
            polygons = [rings for rings in polygons if rings not in own]
            self._add(part, "", own, disputed=True)
        self._add(name, code, polygons, disputed=disputed)

    def _add(self, name: str, code: str, polygons: list[list[list[int]]], *, disputed: bool) -> None:
        self.codes.append(code)
        self.names.append(name)
        self.disputed.append(disputed)
        self.polygons_of_country.append(len(polygons))
        for rings in polygons:
            self.rings_of_polygon.append(len(rings))
            for ring in rings:
                self.arcs_of_ring.append(len(ring))
                self.arcs.extend(ring)

    def arcs_of_slender_rings(self) -> set[int]:
        """Arcs of rings that have no more than two."""
        ends = list(itertools.accumulate(self.arcs_of_ring, initial=0))
        rings = (self.arcs[start:end] for start, end in itertools.pairwise(ends))
        return {arc if arc >= 0 else ~arc for ring in rings if len(ring) <= 2 for arc in ring}


def lies_within(ring: list[int], arcs: list[Floats], bounds: tuple[float, float, float, float]) -> bool:
    """Whether a ring lies within longitudes and latitudes (west, south, east, north)."""
    points = np.concatenate([arcs[arc if arc >= 0 else ~arc] for arc in ring])
    west, south, east, north = bounds
    return bool((points >= (west, south)).all() and (points <= (east, north)).all())


def on_sphere(degrees: Floats) -> Floats:
    """Points (longitude, latitude) as points of a sphere whose unit is one degree of arc."""
    longitude, latitude = np.radians(degrees).T
    shade = np.cos(latitude)
    sphere: Floats = np.degrees(np.stack([shade * np.cos(longitude), shade * np.sin(longitude), np.sin(latitude)], 1))
    return sphere


def distances(points: Floats, start: Floats, end: Floats) -> Floats:
    """How far each point is from the segment start to end."""
    along, offset = end - start, points - start
    length = float(along @ along)
    if length > 0:
        offset = offset - np.clip(offset @ along / length, 0, 1)[:, None] * along
    result: Floats = np.sqrt((offset * offset).sum(1))
    return result


def simplified(points: Floats, tolerance: float, *, keep_farthest: bool) -> NDArray[np.bool_]:
    """Which vertices the algorithm of Douglas and Peucker (1973) keeps; the ends always, the farthest if so wished."""
    last = len(points) - 1
    keep = np.zeros(last + 1, bool)
    keep[[0, last]] = True
    pending = [(0, last)]
    if last > 3 and np.array_equal(points[0], points[last]):  # an island: its four corners stay
        far = int(np.argmax(((points - points[0]) ** 2).sum(1)))
        corners = {0, far, last}
        for start, end in ((0, far), (far, last)):
            if end - start > 1:
                corners.add(start + 1 + int(np.argmax(distances(points[start + 1 : end], points[start], points[end]))))
        ordered = sorted(corners)
        keep[ordered] = True
        pending = list(itertools.pairwise(ordered))
    elif last > 1 and keep_farthest:
        middle = 1 + int(np.argmax(distances(points[1:last], points[0], points[last])))
        keep[middle] = True
        pending = [(0, middle), (middle, last)]
    while pending:
        start, end = pending.pop()
        if end - start < 2:
            continue
        off = distances(points[start + 1 : end], points[start], points[end])
        worst = int(np.argmax(off))
        if off[worst] > tolerance:
            middle = start + 1 + worst
            keep[middle] = True
            pending += [(start, middle), (middle, end)]
    return keep


def details(points: Floats, tolerances: tuple[float, ...], *, keep_farthest: bool) -> NDArray[np.uint8]:
    """The first tolerance at which a vertex is kept, by its place in tolerances; len(tolerances) for none."""
    result = np.full(len(points), len(tolerances), np.uint8)
    for detail in range(len(tolerances) - 1, -1, -1):
        result[simplified(points, tolerances[detail], keep_farthest=keep_farthest)] = detail
    return result


def prepare(recipe: Recipe, source: Path, target: Path) -> None:
    topology = json.loads((source / recipe.source).read_text(encoding="utf-8"))
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(deltas), 0) * scale + translate for deltas in topology["arcs"]]
    polygons = Polygons()
    for feature in topology["objects"]["countries"]["geometries"]:
        polygons.add(feature, arcs)
    used = {arc if arc >= 0 else ~arc for arc in polygons.arcs}
    slender = polygons.arcs_of_slender_rings()

    vertices, detail, lengths = [], [], []
    for number, deltas in enumerate(topology["arcs"]):
        grid = np.cumsum(np.array(deltas, np.int32), 0, dtype=np.int32)
        found = details(on_sphere(grid * scale + translate), recipe.tolerances, keep_farthest=number in slender)
        keep = (found < len(recipe.tolerances)) | recipe.keep_all
        if number not in used:
            keep[:] = False
        vertices.append(np.diff(grid[keep], axis=0, prepend=np.zeros((1, 2), np.int32)))
        detail.append(found[keep])
        lengths.append(int(keep.sum()))

    target.mkdir(parents=True, exist_ok=True)
    path = target / recipe.result
    np.savez_compressed(
        path,
        scale=scale,
        translate=translate,
        deltas=np.concatenate(vertices).astype(np.int32),
        detail=np.concatenate(detail),
        arc_lengths=np.array(lengths, np.int32),
        codes=np.array(polygons.codes),
        names=np.array(polygons.names),
        disputed=np.array(polygons.disputed),
        polygons_of_country=np.array(polygons.polygons_of_country, np.int32),
        rings_of_polygon=np.array(polygons.rings_of_polygon, np.int32),
        arcs_of_ring=np.array(polygons.arcs_of_ring, np.int32),
        arcs=np.array(polygons.arcs, np.int32),
    )
    counts = ", ".join(f"{n} at detail {d}" for d, n in enumerate(np.bincount(np.concatenate(detail))))
    print(f"{path.name}: {len(polygons.codes)} features; vertices: {counts}; {path.stat().st_size / 1024:.0f} KiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="the folder with countries-50m.json and countries-10m.json")
    parser.add_argument("target", type=Path, help="where the .npz files go")
    arguments = parser.parse_args()
    for recipe in RECIPES:
        prepare(recipe, arguments.source, arguments.target)


if __name__ == "__main__":
    main()
