"""
Files of pictures to images, as large as they are wanted. From any thread, after ``warm_up``.

Nothing else in the process may use a QImageReader on a QIODevice made in Python (see ``theme/icons.py``).
"""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from desktop_app import assets
from desktop_app.model.picture_header import MOST_BYTES, PictureHeader, picture_header

WHOLE_PX = 3_000  # the longer side of a whole picture: what the largest screens can show of it
_COLUMN_PX = 1_000  # the shorter side that a chart or a panorama keeps: its words are read piece by piece,
_LONGEST_PX = 12_000  # and its longer side then


def bearable_header(path: Path) -> PictureHeader | None:
    """What it is, and whether that can be borne, its bytes tell before Qt sees it: Qt would run an SVG."""
    try:
        header = picture_header(path.read_bytes())
    except OSError:  # thrown away meanwhile
        return None
    return header if header is not None and header.is_bearable else None


def decode_cover(path: Path, width: int, height: int) -> QImage | None:
    """The middle of a picture so that it covers ``width`` by ``height`` device pixels; None when it cannot be shown.

    From any thread.
    """
    header = bearable_header(path)
    return cover(path, header.kind, width, height) if header is not None else None


def whole(path: Path, kind: str, most_px: int = WHOLE_PX) -> QImage | None:
    """All of a picture of that kind, its longer side at most ``most_px``, or more where the other side is short; None
    when it cannot be shown."""
    reader, size = _reader(path, kind)
    if size.isEmpty():
        return None
    shorter, longer = sorted((size.width(), size.height()))
    most_px = max(most_px, min(_LONGEST_PX, longer * _COLUMN_PX // shorter))
    if longer > most_px:
        reader.setScaledSize(size.scaled(QSize(most_px, most_px), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else _on_white(image)


def _on_white(image: QImage) -> QImage:
    """A drawing without a ground was made for a white page: on a dark one its lines could not be seen."""
    if not image.hasAlphaChannel():
        return image
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet


def _reader(path: Path, kind: str) -> tuple[QImageReader, QSize]:
    """A reader of that kind only, and the size that it finds: empty when it finds none."""
    reader = QImageReader(str(path), kind.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader, reader.size()


def cover(path: Path, kind: str, width: int, height: int) -> QImage | None:
    """The middle of a picture of that kind, as ``decode_cover``."""
    reader, size = _reader(path, kind)
    if size.isEmpty():
        return None
    is_turned = bool(reader.transformation().value & 4)  # QImageIOHandler's Rotate90 bit: sides change places
    across, down = (height, width) if is_turned else (width, height)
    scale = max(across / size.width(), down / size.height())
    scaled = max(across, math.ceil(size.width() * scale)), max(down, math.ceil(size.height() * scale))
    if scaled[0] * scaled[1] * 4 > MOST_BYTES:  # a line, which would become a wall
        return None
    reader.setScaledSize(QSize(*scaled))
    image = reader.read()
    if image.isNull():
        return None
    left, top = (image.width() - width) // 2, (image.height() - height) // 3  # faces are above the middle
    return image.copy(QRect(left, top, width, height))


def warm_up() -> None:
    """Decode something on the calling thread, before two threads decode at once for the first time.

    PySide makes its types and enumerations when they are first used, and is not prepared for two threads that use one
    for the first time at once: eight threads that began with ``decode_cover`` ended the program in 25 of 30 starts, and
    in 0 of 40 after this.
    """
    QImageReader.setAllocationLimit(MOST_BYTES >> 20)  # should a picture be another one than it says
    cover(assets.path("icons", "globe.svg"), "svg", 8, 8)
    whole(assets.path("icons", "globe.svg"), "svg", 8)
