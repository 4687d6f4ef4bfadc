"""What a globe shows of a story: who tells it, by take, and lines to the country that it is about. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop_app import messages
from desktop_app.model.country import CountryCode, in_a_sentence
from desktop_app.model.story_page import StoryPage
from desktop_app.ui.map.layer import Layer, Palette, Swatch, by_take, class_of_take, shaded
from desktop_app.ui.models.told import ToldBy, take_of_each, told_by

NO_TAKE = "With no take of their own"
OTHERS = "Other takes"


def has_takes(story: StoryPage) -> bool:
    return any(take is not None for take in take_of_each(story).values())


def story_layer(story: StoryPage) -> Layer:
    """By take, where there are any; else by the number of sources."""
    carrying = {one.country: one.carrying for one in story.coverage}
    layer = by_take(take_of_each(story)) if has_takes(story) else shaded("Sources", Palette.ACTIVITY, carrying)
    about = story.about
    return replace(layer, arcs=tuple((code, about) for code in carrying if about is not None and code != about))


def _swatches(rows: tuple[ToldBy, ...]) -> tuple[Swatch, ...]:
    """A swatch for each class that is painted; the takes that share one are said by their first one's name, or as
    others."""
    found: dict[int, list[ToldBy]] = {}
    for row in rows:
        found.setdefault(class_of_take(row.take), []).append(row)
    return tuple(Swatch(kind, _said(of_kind)) for kind, of_kind in found.items())


def _said(rows: list[ToldBy]) -> str:
    countries = messages.count(sum(len(row.countries) for row in rows), "country", "countries")
    label = OTHERS if len(rows) > 1 else rows[0].label or NO_TAKE
    return f"{label} ({countries})"


class PaintedStory:
    """A story on a map that has no other words beside it: what its legend says, and what is said of a country."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self._takes = take_of_each(page)

    def layer(self, name_of: Callable[[CountryCode], str]) -> Layer:
        """With a legend that names the story and its takes."""
        layer, about, title = story_layer(self.page), self.page.about, self.page.summary.title
        note = f"Lines lead to {in_a_sentence(name_of(about))}, which it is about" if layer.arcs and about else ""
        if layer.palette is not Palette.TAKES:
            return replace(layer, title=f"Sources: {title}", note=note)
        return replace(layer, title=title, swatches=_swatches(told_by(self.page)), note=note)

    def said_of(self, code: CountryCode) -> str:
        """As in "tells the story, with the take Denial of Plans"."""
        if code not in self._takes:
            return "does not tell the story"
        take = self._takes[code]
        if take is None:
            return "tells the story, with no take of its own"
        return f"tells the story, with the take {self.page.takes[take].label}"

    def in_short(self) -> str:
        """As in "The river rises, told by 5 countries with 2 takes"."""
        countries = messages.count(len(self._takes), "country", "countries")
        takes = len({take for take in self._takes.values() if take is not None})
        with_takes = f" with {messages.count(takes, 'take')}" if takes else ""
        return f"{self.page.summary.title}, told by {countries}{with_takes}"
