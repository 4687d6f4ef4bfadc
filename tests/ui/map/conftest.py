from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.style import INK

MAP = Path(__file__).parents[3] / "resources" / "map"
NOON = 1_790_000_000.0  # some moment of September 2026

# code, name, longitude and latitude of the label, land neighbours
PLACES = (
    ("AR", "Argentina", -64.2, -33.5, "CL BO BR PY UY"),
    ("AT", "Austria", 14.1, 47.5, "DE CZ SK HU SI IT CH LI"),
    ("BB", "Barbados", -59.57, 13.16, ""),
    ("BO", "Bolivia", -64.6, -16.7, "AR BR CL PE PY"),
    ("BR", "Brazil", -49.6, -12.1, "AR BO PY PE UY"),
    ("CL", "Chile", -72.3, -38.2, "AR BO PE"),
    ("EG", "Egypt", 29.4, 26.2, "LY SD"),
    ("ES", "Spain", -3.5, 40.1, "FR MA PT"),
    ("ET", "Ethiopia", 39.1, 8.0, "KE SD"),
    ("FJ", "Fiji", 178.0, -17.8, ""),
    ("FR", "France", 2.6, 46.7, "ES IT"),
    ("IT", "Italy", 11.1, 44.7, "FR AT SM VA"),
    ("JP", "Japan", 138.4, 36.1, ""),
    ("KE", "Kenya", 37.9, 0.5, "ET TZ UG"),
    ("LU", "Luxembourg", 6.1, 49.8, "FR"),
    ("MT", "Malta", 14.4, 35.9, ""),
    ("PE", "Peru", -72.9, -12.9, "BO BR CL"),
    ("SM", "San Marino", 12.4, 43.9, "IT"),
    ("TZ", "Tanzania", 34.9, -6.1, "KE UG"),
    ("UG", "Uganda", 32.9, 2.0, "KE TZ"),
)
NEWS = {"KE": 14, "CL": 14, "AR": 3, "EG": 40, "FR": 60, "MT": 2, "JP": 1}


def country(code: str, name: str, longitude: float, latitude: float, neighbours: str, *, region: str = "") -> Country:
    return Country(
        code=CountryCode(code),
        name=name,
        aliases=(),
        native_names=(),
        capital="",
        region=region,
        subregion="",
        longitude=longitude,
        latitude=latitude,
        time_zone="",
        neighbours=tuple(CountryCode(one) for one in neighbours.split()),
    )


def make_globe(folder: Path = MAP) -> GlobeWidget:
    globe = GlobeWidget(folder, INK, clock=lambda: NOON, choose=lambda codes: codes[0])
    globe.resize(600, 600)
    world = country("XL", "World", 0, 0, "", region="World")
    globe.set_countries([country(*place) for place in PLACES] + [world])
    globe.set_activity({CountryCode(code): count for code, count in NEWS.items()})
    globe.set_details({CountryCode("CL"): "14 new articles, 5 sources"})
    globe.restore(20, 10, 1)
    return globe


def settle(globe: GlobeWidget) -> None:
    """Let everything that moves come to rest."""
    for _ in range(500):
        if not (globe.moving or globe.is_redrawing):
            break
        QTest.qWait(10)
    assert not (globe.moving or globe.is_redrawing)
    QTest.qWait(0)


@pytest.fixture
def bare(qtbot: QtBot) -> GlobeWidget:
    """A globe whose map is not loaded yet."""
    globe = make_globe()
    qtbot.addWidget(globe)
    return globe


@pytest.fixture
def globe(qtbot: QtBot) -> GlobeWidget:
    """A globe on the screen, at rest, looking at Africa."""
    globe = make_globe()
    qtbot.addWidget(globe)
    globe.load()
    globe.show()
    qtbot.waitExposed(globe)
    globe.setFocus()
    settle(globe)
    return globe


@pytest.fixture
def rest() -> Callable[[GlobeWidget], None]:
    return settle
