"""What keys do to the globe."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.motion import Direction, Place, nearest, neighbour

ZOOM_PER_KEY = 1.5

ARROWS = {
    Qt.Key.Key_Up: Direction.NORTH,
    Qt.Key.Key_Right: Direction.EAST,
    Qt.Key.Key_Down: Direction.SOUTH,
    Qt.Key.Key_Left: Direction.WEST,
}

ZOOMS = {
    Qt.Key.Key_PageUp: ZOOM_PER_KEY,
    Qt.Key.Key_Plus: ZOOM_PER_KEY,
    Qt.Key.Key_Equal: ZOOM_PER_KEY,  # the plus key without Shift
    Qt.Key.Key_PageDown: 1 / ZOOM_PER_KEY,
    Qt.Key.Key_Minus: 1 / ZOOM_PER_KEY,
}


@frozen
class RegionView:
    """A part of the world to look at."""

    name: str
    longitude: float
    latitude: float
    zoom: float


REGIONS = {
    Qt.Key.Key_1: RegionView("North America", -97, 44, 1.5),
    Qt.Key.Key_2: RegionView("Latin America", -65, -12, 1.5),
    Qt.Key.Key_3: RegionView("Europe", 14, 51, 3.2),
    Qt.Key.Key_4: RegionView("Africa", 19, 3, 1.6),
    Qt.Key.Key_5: RegionView("Middle East", 45, 29, 3.0),
    Qt.Key.Key_6: RegionView("South and Central Asia", 76, 32, 2.2),
    Qt.Key.Key_7: RegionView("East and Southeast Asia", 114, 22, 1.8),
    Qt.Key.Key_8: RegionView("Oceania", 152, -22, 1.7),
}


def step(
    key: Qt.Key, selected: CountryCode | None, centre: Place, countries: Mapping[CountryCode, Country]
) -> CountryCode | None:
    """The country one step by an arrow key from the selected one, or in the middle when none is selected."""
    places = {code: (one.longitude, one.latitude) for code, one in countries.items()}
    if selected is None:
        return nearest(centre, places, 90)
    return neighbour(places[selected], ARROWS[key], places, countries[selected].neighbours)
