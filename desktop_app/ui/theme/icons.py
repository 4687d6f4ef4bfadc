"""
Our own line icons, in any colour and size.

An icon is an SVG file of 24 by 24 units in ``resources/icons`` that draws with ``currentColor``. It is drawn by Qt's
image plugin for SVG, since importing PySide6.QtSvg for it would cost the start of the program a module.

From bytes, and never through a QImageReader on a QBuffer: that holds Qt's lock of the image plugins while it waits for
the interpreter's (QBuffer is a Python object), and a thread that decodes a picture may wait for the two in the other
order. Seen as a program that hangs for ever, once in four starts. GUI thread only.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPixmap

from desktop_app import assets

_DRAWN_SIZE = 'width="24" height="24"'


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return assets.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size_px: int, dpr: float = 1.0) -> QPixmap:
    """The icon in ``colour`` ("#rrggbb"), ``size_px`` logical pixels wide and high.

    Raises FileNotFoundError for a name that has no file.
    """
    side = round(size_px * dpr)
    svg = _source(name).replace("currentColor", colour).replace(_DRAWN_SIZE, f'width="{side}" height="{side}"')
    drawn = QPixmap.fromImage(QImage.fromData(QByteArray(svg.encode())))
    drawn.setDevicePixelRatio(dpr)
    return drawn


@lru_cache(maxsize=1)
def _finest() -> float:
    """Of the screens that are there: the window may be moved to any of them."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=2.0)


def forget() -> None:
    """Other screens are there now: whoever has icons is to make them again."""
    icon.cache_clear()
    _finest.cache_clear()


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size_px: int = 20, dpr: float = 1.0, disabled_colour: str = "") -> QIcon:
    """The icon as a QIcon for buttons and actions; ``disabled_colour`` is what it has when it cannot be used."""
    made = QIcon(pixmap(name, colour, size_px, dpr))
    if dpr < _finest():
        made.addPixmap(pixmap(name, colour, size_px, 2.0))
    if disabled_colour:
        made.addPixmap(pixmap(name, disabled_colour, size_px, dpr), QIcon.Mode.Disabled)
    return made
