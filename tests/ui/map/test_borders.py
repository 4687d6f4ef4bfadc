"""What is disputed is drawn as the policy says (ARCHITECTURE.md): hatched, and dashed where it has a border on land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.style import INK

Rest = Callable[[GlobeWidget], None]

# the night and the light would change the colours that are looked for
PLAIN = replace(
    INK, hatch="#FFFF00FF", dash="#FF00FF00", night="#00000000", limb="#00000000", gleam="#00000000", rim="#00000000"
)
DISPUTED = {
    "Crimea": (34.3, 45.3, 20, True),
    "Kashmir, held by India": (75.3, 33.9, 14, True),
    "Kashmir, held by Pakistan": (74.3, 35.9, 14, True),
    "Western Sahara": (-13.5, 24.5, 6, True),
    "Golan Heights": (35.8, 33.0, 60, True),
    "Northern Cyprus": (33.6, 35.28, 40, True),
    "Somaliland": (45.5, 9.5, 8, True),
    "Kosovo": (20.9, 42.5, 30, True),
    "Aksai Chin": (79.3, 35.1, 14, True),
    "Arunachal Pradesh": (94.5, 28.0, 12, True),
    "Abkhazia": (41.1, 43.1, 40, True),
    "South Ossetia": (44.05, 42.35, 50, True),
    "Transnistria": (29.5, 46.95, 30, True),
    "Hala'ib": (35.6, 22.5, 20, True),
    "Abyei": (28.4, 9.9, 30, True),
    "the southern Kurils": (147.9, 45.05, 20, False),  # islands: no border on land
    "Taiwan": (120.95, 23.7, 20, False),
    "the West Bank": (35.25, 32.2, 50, True),
    "Essequibo": (-59.3, 6.0, 8, True),
    "southern Belize": (-88.6, 16.7, 40, True),
    "Shaksgam": (76.4, 36.0, 40, True),
    "Kalapani": (80.8, 30.3, 100, True),
    "the Korean zone": (127.4, 38.32, 60, True),
    "Ilemi": (35.2, 4.85, 50, True),
    "Bir Tawil": (33.65, 21.9, 60, True),
    "the ice field": (-73.3, -49.5, 80, True),
    "eastern Sabah": (117.6, 5.6, 15, True),
    "Ceuta": (-5.34, 35.885, 150, True),
    "Mayotte": (45.15, -12.82, 100, False),
    "the Falklands": (-59.0, -51.75, 20, False),
}


def seen(globe: GlobeWidget, looks_so: Callable[[int, int, int], bool]) -> list[tuple[int, int]]:
    """Where the picture has such a colour (red, green, blue), half of which may be what lies under it."""
    image = globe.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: list[tuple[int, int]] = []
    pixels, stride = bytes(image.constBits()), image.bytesPerLine()
    for y in range(image.height()):
        row = pixels[y * stride : (y + 1) * stride]
        found += [(x, y) for x in range(image.width()) if looks_so(row[4 * x + 2], row[4 * x + 1], row[4 * x])]
    return found


def is_hatch(red: int, green: int, blue: int) -> bool:
    return red - green > 70 and blue - green > 70


def is_dash(red: int, green: int, blue: int) -> bool:
    return green - red > 90 and green - blue > 90


@pytest.mark.parametrize("name", DISPUTED)
def test_disputed_ground_is_hatched_and_its_border_dashed(globe: GlobeWidget, rest: Rest, name: str) -> None:
    longitude, latitude, zoom, is_dashed = DISPUTED[name]
    globe.resize(300, 300)
    globe.set_style(PLAIN)
    globe.restore(longitude, latitude, zoom)
    rest(globe)
    hatched = seen(globe, is_hatch)
    near = [1 for x, y in hatched if abs(x - 150) < 45 and abs(y - 150) < 45]
    assert len(near) > 60
    assert (len(seen(globe, is_dash)) > 15) == is_dashed


def test_ground_that_nobody_disputes_is_neither(globe: GlobeWidget, rest: Rest) -> None:
    globe.resize(300, 300)
    globe.set_style(PLAIN)
    globe.restore(2.5, 47, 20)
    rest(globe)
    assert not seen(globe, is_hatch)
    assert not seen(globe, is_dash)
