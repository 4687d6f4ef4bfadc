"""The scenes that the demo's pictures show, by name, each with the lights that suit it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.demo import scenes_land, scenes_town, scenes_water
from desktop_app.demo.scenery import Scenery

_DAY = ("noon", "green", "mist", "gold", "rose", "dawn")
_EVENING = ("dusk", "ember", "rose", "dawn")
_ANY = ("dawn", "gold", "noon", "dusk", "green", "rose", "mist", "ember")
_DARK = ("night", "violet")


@dataclass(frozen=True, slots=True)
class Scene:
    lights: tuple[str, ...]  # names in ``LIGHTS``
    draw: Callable[[Scenery], None]


SCENES: dict[str, Scene] = {
    "comet": Scene(_DARK, scenes_land.comet),
    "night": Scene(_DARK, scenes_land.night),
    "hills": Scene(_ANY, scenes_land.hills),
    "dunes": Scene(("gold", "ember", "rose", "dusk"), scenes_land.dunes),
    "canyon": Scene(("gold", "ember", "dawn"), scenes_land.canyon),
    "sea": Scene(_ANY, scenes_water.sea),
    "lake": Scene(_EVENING, scenes_water.sea),
    "cable": Scene(("mist", "dusk", "noon", "dawn"), scenes_water.sea),
    "islands": Scene(("ember", "noon", "rose", "dusk"), scenes_water.islands),
    "harbour": Scene(_ANY, scenes_water.harbour),
    "river": Scene(_ANY, scenes_water.river),
    "train": Scene(("dusk", "dawn", "rose", "green"), scenes_water.train),
    "fields": Scene(("gold", "noon", "rose", "green"), scenes_land.fields),
    "city": Scene(("dusk", "ember", "night", "violet", "rose"), scenes_town.city),
    "factory": Scene(("mist", "ember", "rose", "dawn"), scenes_town.factory),
    "village": Scene(_ANY, scenes_town.village),
    "school": Scene(_DAY, scenes_town.school),
    "market": Scene(_DAY, scenes_town.market),
    "stadium": Scene(("night", "dusk", "violet"), scenes_town.stadium),
    "museum": Scene(_DAY, scenes_town.museum),
    "lab": Scene(("mist", "rose", "teal", "green"), scenes_land.lab),
    "savanna": Scene(("ember", "gold", "dusk"), scenes_land.savanna),
    "reef": Scene(("teal",), scenes_land.reef),
}
