"""Ground that one holds and another claims: hatched and dashed over the map, and named without taking sides.

The areas are those of resources/map/disputed.json, which packaging/prepare_disputed.py makes. What is drawn how, and
what is said, is policy: ARCHITECTURE.md has it. Imports numpy: never before the first paint.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.geometry import (
    UNSETTLED,
    Integers,
    Level,
    Line,
    Territory,
    caps,
    offsets,
    starts_of_lines,
    unit_vectors,
)
from desktop_app.ui.map.hit import Outlines

UNIT = 1000  # of the file: thousandths of a degree
NO_COUNTRY = "none"
HELD = "held"


@frozen
class Area:
    """What is said of one, as in "Aksai Chin", "administered by China, claimed by India"."""

    name: str
    note: str
    ground: str = HELD  # it has the colour of who holds it; NO_COUNTRY; else the code of the country that it counts as
    held_by: tuple[str, ...] = ()  # codes; where the outline of who holds it covers it


class Disputed:
    """The areas at two details: from afar, and close by."""

    def __init__(self, areas: Sequence[Area], features: Mapping[str, Area], coarse: Level, fine: Level) -> None:
        """Features are what the atlas has already, by its name there or by the country's code."""
        self.areas = tuple(areas)
        self.levels = coarse, fine
        self._features = dict(features)
        # what is drawn alike is one class, that of the first such: a path for each area would be dear
        held = next((number for number, area in enumerate(areas) if area.ground == HELD), 0)
        self.classes = [held if area.ground == HELD else number for number, area in enumerate(areas)]
        own = [area for area in areas if area.ground != HELD]
        # countries whose outline, or whose own ground, such an area is drawn over
        self.covered_by = frozenset(CountryCode(code) for area in own for code in (*area.held_by, area.ground))
        self._outlines = Outlines(fine)

    def at(self, longitude: float, latitude: float) -> Area | None:
        """The area at a place."""
        number = self._outlines.territory_at(longitude, latitude)
        return None if number is None else self.areas[number]

    def of_territory(self, territory: Territory) -> Area | None:
        """What is said of a feature of the atlas, if anything."""
        return self._features.get(territory.code or territory.name)

    def of_countries(self) -> dict[CountryCode, Area]:
        """What is said of the countries and territories all of whose ground is disputed."""
        found = {CountryCode(key): area for key, area in self._features.items() if key in UNSETTLED}
        return found | {CountryCode(area.ground): area for area in self.areas if area.ground in UNSETTLED}

    def said(self, name_of: Callable[[CountryCode], str]) -> list[tuple[str, str]]:
        """All that is disputed, with what is said of it, in the order of the names."""
        rows = [(area.name, area.note) for area in self.areas]
        rows += [(area.name or name_of(CountryCode(key)), area.note) for key, area in self._features.items()]
        return sorted(rows)

    def owner(self, number: int) -> CountryCode | None:
        """The country that an area counts as, whoever holds it; None where it keeps its colour, or is nobody's."""
        ground = self.areas[number].ground
        return None if ground in {HELD, NO_COUNTRY} else CountryCode(ground)


def read_disputed(path: Path) -> Disputed:
    """Read the file: some 10 ms. Raises OSError when it cannot be read."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = data["areas"]
        areas = [Area(one["name"], one["note"], one["ground"], tuple(one["held_by"])) for one in found]
        features = {key: Area(name, note) for key, (name, note) in data["features"].items()}
        coarse, fine = (_level([one[detail] for one in found]) for detail in ("coarse", "fine"))
        return Disputed(areas, features, coarse, fine)
    except (ValueError, KeyError, TypeError) as error:
        raise OSError(f"{path.name} is no list of areas") from error


def _level(found: Sequence[dict[str, Any]]) -> Level:
    """Lines and rings one after another; a line is an arc, a ring a polygon without holes."""
    lines = [line for one in found for line in one["lines"]]
    rings = [ring for one in found for ring in one["rings"]]
    owners = [number for number, one in enumerate(found) for _ in one["rings"]]
    rings = [[*ring, ring[0]] for ring in rings]
    places = np.array([place for line in (*lines, *rings) for place in line], np.float64) / UNIT
    points = unit_vectors(places)
    arc_first = offsets(_lengths(lines))
    ring_first = offsets(_lengths(rings))
    ring = (np.arange(int(ring_first[-1])) + int(arc_first[-1])).astype(np.int32)
    return Level(
        places=places.astype(np.float32),
        points=points,
        line_starts=starts_of_lines(places[: arc_first[-1]], arc_first),
        arc_first=arc_first,
        arc_kind=np.full(len(lines), Line.DISPUTED, np.uint8),
        arc_caps=caps(points[: arc_first[-1]], arc_first),
        ring=ring,
        ring_first=ring_first,
        polygon_ring=np.arange(len(rings) + 1, dtype=np.int32),
        polygon_first=ring_first,
        polygon_territory=np.array(owners, np.int32),
        polygon_caps=caps(points[ring], ring_first),
    )


def _lengths(runs: Sequence[Sequence[Any]]) -> Integers:
    return np.array([len(run) for run in runs], np.int32)
