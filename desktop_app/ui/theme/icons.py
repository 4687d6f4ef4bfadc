"""
Our own line icons, in any colour and size.

An icon is an SVG file of 24 by 24 units in ``resources/icons`` that draws with ``currentColor``. It is drawn by Qt's
image plugin for SVG, found by QImageReader: importing PySide6.QtSvg for it would cost the start of the program a
module. GUI thread only.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from desktop_app import assets


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return assets.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size_px: int, dpr: float = 1.0) -> QPixmap:
    """The icon in ``colour`` ("#rrggbb"), ``size_px`` logical pixels wide and high.

    Raises FileNotFoundError for a name that has no file.
    """
    svg = _source(name).replace("currentColor", colour).encode()
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    side = round(size_px * dpr)
    reader.setScaledSize(QSize(side, side))
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(dpr)
    return drawn


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size_px: int = 20, dpr: float = 1.0, disabled_colour: str = "") -> QIcon:
    """The icon as a QIcon for buttons and actions; ``disabled_colour`` is what it has when it cannot be used."""
    made = QIcon(pixmap(name, colour, size_px, dpr))
    if dpr < 2:  # another screen may be finer
        made.addPixmap(pixmap(name, colour, size_px, 2.0))
    if disabled_colour:
        made.addPixmap(pixmap(name, disabled_colour, size_px, dpr), QIcon.Mode.Disabled)
    return made
