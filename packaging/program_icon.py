"""
The program's icon as Windows and macOS want it: one file with the drawing at every size.

Both formats are a table of contents and PNG files after it. Windows reads PNG in an icon since Vista
(https://learn.microsoft.com/windows/win32/menurc/resources-reference), macOS since 10.7
(https://en.wikipedia.org/wiki/Apple_Icon_Image_format, "ic" types).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "program" / "overview.svg"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # pixels: those that Windows takes at 100 to 250 %
APPLE_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def drawn(sizes: Iterable[int]) -> dict[int, bytes]:
    """The drawing as PNG files, by their width in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])  # drawing needs one, as long as it lasts
    renderer = QSvgRenderer(str(DRAWING))
    if not renderer.isValid():
        raise ValueError(f"no drawing: {DRAWING}")
    pictures = {size: _png(renderer, size) for size in sizes}
    del renderer, application
    return pictures


def _png(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """For Windows; nothing is wider than 256 pixels there."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    entries, at = b"", len(header) + 16 * len(pictures)
    for size, png in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), at)  # 256 is written as 0
        at += len(png)
    return header + entries + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """For macOS."""
    parts = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for kind, size in APPLE_TYPES.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def write_for(platform: str, folder: Path) -> Path | None:
    """The icon's file for a platform as ``sys.platform`` names it; None where a program's file has no icon."""
    if platform == "win32":
        file, data = folder / "overview.ico", ico(drawn(WINDOWS_SIZES))
    elif platform == "darwin":
        file, data = folder / "overview.icns", icns(drawn(APPLE_TYPES.values()))
    else:
        return None
    file.write_bytes(data)
    return file
