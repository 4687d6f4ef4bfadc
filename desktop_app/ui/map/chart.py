"""The loaded map: which outlines serve a view, and which country is where. Imports numpy: never before a paint."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.classes import CLASSES
from desktop_app.ui.map.disputed import HELD, NO_COUNTRY, Area, Disputed, read_disputed
from desktop_app.ui.map.flat_level import FlatLevel
from desktop_app.ui.map.geometry import UNSETTLED, Atlas, Level, Territory, read_atlas
from desktop_app.ui.map.hit import Outlines
from desktop_app.ui.map.scene import Scene

NEUTRAL = CLASSES + 1  # the class of ground that belongs to no country here
DISPUTED = CLASSES + 2  # the same, and hatched
HATCHED = 16  # added to the class of a country whose being one is not settled
CLOSE = 3.0  # zoom from which 1:10m serves a globe at rest
SLIGHT = 250.0  # pixels a radian, under which 0.4 degrees are a pixel and a half: a flat map, or an inset
CLOSER = 12.0  # and from which its full detail is worth it


class Chart:
    """Two atlases: 1:50m, read at once, and 1:10m, given when somebody looks closely (some 0.1 s to read, 15 MB)."""

    def __init__(self, folder: Path) -> None:
        """Read the map. Raises OSError when there is none."""
        self._wide = read_atlas(folder / "world-50m.npz")
        self.disputed: Disputed = read_disputed(folder / "disputed.json")
        self._close: Atlas | None = None
        self._classes: Mapping[CountryCode, int] = {}
        self._scenes: dict[tuple[int, int], Scene] = {}
        self._flat_levels: dict[tuple[int, int], FlatLevel] = {}
        self._outlines: dict[bool, Outlines] = {}
        self._reaches = _largest_reaches(self._wide)
        self._islands = frozenset(one.code for one in self._wide.territories if one.island)

    def set_classes(self, classes: Mapping[CountryCode, int]) -> None:
        """Which colour each country has; those not named have the first."""
        self._classes = dict(classes)
        self._scenes.clear()

    @property
    def codes(self) -> frozenset[CountryCode]:
        """Countries that have an outline; a few only after a close look."""
        return frozenset(self._reaches)

    def reach(self, code: CountryCode) -> float:
        """The radius in radians of the cap round the country's largest part; 0 when it has none yet."""
        return self._reaches.get(code, 0.0)

    def is_island(self, code: CountryCode) -> bool:
        """Whether the country has no border on land."""
        return code in self._islands

    def wants_close_up(self, zoom: float) -> bool:
        """Whether 1:10m would serve this zoom and is not there yet."""
        return self._close is None and zoom >= CLOSE

    def take_close_up(self, atlas: Atlas) -> None:
        """From now on 1:10m serves close views."""
        self._close = atlas
        self._reaches = _largest_reaches(atlas) | self._reaches

    def scene(self, zoom: float, radius: float, *, moving: bool, coarse: bool) -> tuple[Scene, Atlas]:
        """The outlines to draw, at so many pixels a radian: coarser while moving, and coarser still when frames take
        too long."""
        if self._close is not None and zoom >= (CLOSE * 2 if moving else CLOSE):
            detail = 1 if zoom >= (CLOSER * 2 if moving else CLOSER) else 0
            return self._scene(self._close, 10, detail), self._close
        if radius < SLIGHT:
            detail = 0 if moving else 2
        elif moving:
            detail = 1 if zoom < (CLOSE if coarse else 1.3) else 2
        else:
            detail = 3
        return self._scene(self._wide, 50, detail), self._wide

    def areas(self, zoom: float, *, moving: bool) -> Scene:
        """Disputed areas; their classes are numbers of areas that are drawn so."""
        detail = int(zoom >= CLOSE or (not moving and zoom > 1.5))
        key = -1, detail
        if key not in self._scenes:
            level = self.disputed.levels[detail]
            self._scenes[key] = Scene(level, self.disputed.classes, partial(self._flat_level, key, level))
        return self._scenes[key]

    def quick_scene(self, zoom: float, radius: float) -> tuple[Scene, Atlas]:
        """The outlines for what lies over the map, such as the country under the pointer."""
        if zoom < 1.7:
            return self._scene(self._wide, 50, 2), self._wide
        return self.scene(zoom, radius, moving=False, coarse=False)

    def territory_at(self, longitude: float, latitude: float, zoom: float) -> Territory | None:
        """Whose ground it is, on the outlines drawn at rest. Disputed areas count as what they are drawn as."""
        area = self.disputed.at(longitude, latitude)
        if area is not None and area.ground != HELD:
            code = None if area.ground == NO_COUNTRY else CountryCode(area.ground)
            return Territory(code, area.name, disputed=True, island=False)
        return self._held_by(longitude, latitude, zoom)

    def disputed_at(self, longitude: float, latitude: float, zoom: float) -> Area | None:
        """The disputed ground at a place, with what is to be said of it."""
        area = self.disputed.at(longitude, latitude)
        if area is None:
            territory = self._held_by(longitude, latitude, zoom)
            return None if territory is None else self.disputed.of_territory(territory)
        return area

    def _held_by(self, longitude: float, latitude: float, zoom: float) -> Territory | None:
        atlas = self._close if self._close is not None and zoom >= CLOSE else self._wide
        close = atlas is self._close
        if close not in self._outlines:
            self._outlines[close] = Outlines(atlas.levels[-1])
        number = self._outlines[close].territory_at(longitude, latitude)
        return None if number is None else atlas.territories[number]

    def _scene(self, atlas: Atlas, scale: int, detail: int) -> Scene:
        key = scale, detail
        if key not in self._scenes:
            level = atlas.levels[detail]
            classes = [self._class_of(one) for one in atlas.territories]
            self._scenes[key] = Scene(level, classes, partial(self._flat_level, key, level))
        return self._scenes[key]

    def _flat_level(self, key: tuple[int, int], level: Level) -> FlatLevel:
        if key not in self._flat_levels:
            self._flat_levels[key] = FlatLevel(level)
        return self._flat_levels[key]

    def _class_of(self, territory: Territory) -> int:
        if territory.code is None:
            return DISPUTED if territory.disputed else NEUTRAL
        return self._classes.get(territory.code, 0) + (HATCHED if territory.code in UNSETTLED else 0)


def numbers_of(atlas: Atlas, code: CountryCode) -> list[int]:
    """The features of a country, of which some have several."""
    return [number for number, territory in enumerate(atlas.territories) if territory.code == code]


def _largest_reaches(atlas: Atlas) -> dict[CountryCode, float]:
    level = atlas.levels[-1]
    found: dict[CountryCode, float] = {}
    owners: list[int] = level.polygon_territory.tolist()
    reaches: list[float] = level.polygon_caps.reaches.tolist()
    for owner, reach in zip(owners, reaches, strict=True):
        code = atlas.territories[owner].code
        if code is not None:
            found[code] = max(found.get(code, 0.0), reach)
    return found
