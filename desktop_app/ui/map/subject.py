"""What is drawn of the globe, and from where: what a frame is asked for. GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.arcs import Arc
from desktop_app.ui.map.camera import DISC
from desktop_app.ui.map.flat import Look
from desktop_app.ui.map.layer import Layer, Palette
from desktop_app.ui.map.legend import Legend
from desktop_app.ui.map.projection import Vector
from desktop_app.ui.map.scene import Box
from desktop_app.ui.map.style import MapStyle

MARGIN = 8.0  # pixels round the widget that are drawn too
SMALLEST = (0.5, 1.5)  # pixels of radius: what is smaller is left out, drawn well and quickly


@frozen
class Shot:
    """From where, how large, and with how much care a frame is drawn."""

    rect: QRectF
    view: Look
    moving: bool = False
    coarse: bool = False
    draft: bool = False  # at rest, with the outlines of motion: a quarter of the work

    @property
    def zoom(self) -> float:
        """1 when the whole globe just fills the rect."""
        return self.view.radius / (DISC * min(self.rect.width(), self.rect.height()))

    @property
    def box(self) -> Box:
        return self.box_of(SMALLEST[self.moving or self.draft])

    def box_of(self, smallest: float) -> Box:
        """What is shown, without what is smaller than so many pixels of radius."""
        rect = self.rect
        return Box(rect.left() - MARGIN, rect.top() - MARGIN, rect.right() + MARGIN, rect.bottom() + MARGIN, smallest)


@frozen
class Subject:
    """What there is to draw, apart from where one looks from."""

    style: MapStyle
    layer: Layer
    legend: Legend
    countries: Mapping[CountryCode, Country]
    places: Mapping[CountryCode, Vector]  # their label points
    selected: CountryCode | None
    sun: tuple[float, float]
    arcs: tuple[Arc, ...] = ()
    is_inset: bool = False  # a small picture beside a text: names and rings only of what the layer paints, no night

    def is_shown(self, code: CountryCode) -> bool:
        """Whether a country has a name and, if it is small, a ring."""
        return not self.is_inset or self.class_of(code) > 0

    def class_of(self, code: CountryCode) -> int:
        return self.layer.classes.get(code, 0)

    @property
    def selection(self) -> str:
        """What a selected country is filled with; a take's colour stays, since it says something."""
        return "#00000000" if self.layer.palette is Palette.TAKES else self.style.selection
