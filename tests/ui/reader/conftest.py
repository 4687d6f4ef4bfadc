from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.theme import fonts, tokens

CHILE = Country(CountryCode("CL"), "Chile", (), (), "Santiago", "Americas", "", -70.0, -33.0, "America/Santiago", ())


class FakePictures(QObject):
    """Pictures of one colour, those that are ``there``."""

    arrived = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.there: dict[str, QColor] = {}
        self.missing: set[str] = set()
        self.withheld: set[str] = set()
        self.trifles: set[str] = set()
        self.asked: list[tuple[str, QSize]] = []
        self.fetched: list[str] = []

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        self.asked.append((url, size))
        if url not in self.there:
            return None
        made = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
        made.setDevicePixelRatio(dpr)
        made.fill(self.there[url])
        return made

    def is_missing(self, url: str) -> bool:
        return url in self.missing or url in self.withheld

    def is_withheld(self, url: str) -> bool:
        return url in self.withheld

    def fetch(self, url: str) -> None:
        self.fetched.append(url)

    def whole(self, url: str) -> QPixmap | None:
        return self.pixmap(url, QSize(1200, 800), 1.0)

    def arrive(self, url: str, colour: str) -> None:
        self.there[url] = QColor(colour)
        self.arrived.emit(url)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    fonts.load_fonts()
    return qapp


@pytest.fixture
def pictures(dressed: QApplication) -> FakePictures:  # noqa: ARG001 - an application must be there
    return FakePictures()


@pytest.fixture
def make_reader(qtbot: QtBot, pictures: FakePictures) -> Callable[..., ReaderView]:
    def make(width: int = 800, height: int = 600, theme: str = "paper") -> ReaderView:
        view = ReaderView(
            pictures=pictures,
            country_of={CHILE.code: CHILE}.get,
            theme=tokens.THEMES[theme],
            local_zone=UTC,
        )
        view.set_reduced_motion(True)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        qtbot.waitExposed(view)
        return view

    return make


@pytest.fixture
def reader(make_reader: Callable[..., ReaderView]) -> ReaderView:
    return make_reader()
