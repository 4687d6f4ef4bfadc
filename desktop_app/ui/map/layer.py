"""What the colours of the map mean. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.classes import bounds, class_of

TOLD = 6  # of the takes' colours: of countries that tell a story and hold no take of it


class Palette(Enum):
    """Which of a style's rows of colours a layer is painted in."""

    ACTIVITY = auto()
    MISSED = auto()
    READ = auto()
    TAKES = auto()  # different colours and patterns, where the others go from little to much


@frozen
class Swatch:
    """A colour in the legend, and what it means."""

    colour: int
    words: str


@frozen
class Layer:
    """What is painted: a class (0 for nothing, up to CLASSES) for each country, and the legend on the map."""

    title: str
    palette: Palette
    classes: Mapping[CountryCode, int]
    swatches: tuple[Swatch, ...] = ()  # none: the legend stands elsewhere
    arcs: tuple[tuple[CountryCode, CountryCode], ...] = ()  # lines from who tells something to whom it is about
    note: str = ""  # a sentence under the legend


def shaded(title: str, palette: Palette, counts: Mapping[CountryCode, int]) -> Layer:
    """Countries by a number: the more, the stronger the colour."""
    limits = bounds(counts.values())
    if palette is not Palette.ACTIVITY and not any(counts.values()):
        limits = ()  # there are no numbers yet that could be guessed
    words = ["0", *map(str, limits)]
    if limits:
        words[-1] += "+"
    colours = [0, *(class_of(limit, limits) for limit in limits)]
    return Layer(
        title,
        palette,
        {code: class_of(count, limits) for code, count in counts.items() if count > 0},
        tuple(map(Swatch, colours, words)),
    )


def activity(counts: Mapping[CountryCode, int]) -> Layer:
    """Countries by their articles of the last 24 hours."""
    return shaded("Articles in the last 24 h", Palette.ACTIVITY, counts)


def class_of_take(take: int | None) -> int:
    """The class of those who hold a take by its number (from 0); None for no take. The last ones share a class."""
    return TOLD if take is None else min(take, TOLD - 2) + 1


def by_take(takes: Mapping[CountryCode, int | None]) -> Layer:
    """Countries that tell a story by the number (from 0) of the take that each holds; None for none."""
    return Layer("", Palette.TAKES, {code: class_of_take(take) for code, take in takes.items()})
