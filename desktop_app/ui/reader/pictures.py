"""
Pictures of a page: brought into the room that is kept for them, with round corners, or a placeholder of the same size.

A picture never changes the size of its room, so that the text does not jump when it arrives.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.ui.reader.blocks import PlacedPicture
from desktop_app.ui.theme import fonts, tokens
from desktop_app.ui.theme.tokens import Theme

_CORNER = tokens.RADIUS_PICTURE
_BUTTON_PX = 34


class PictureSource(Protocol):
    """Where the pictures are: ``ui.pictures.PictureLoader``. GUI thread."""

    @property
    def arrived(self) -> SignalInstance:
        """Emitted with the address (str) when there is a new answer for it."""
        ...

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        """The picture cut to ``size`` (logical px); None while it is on its way, or when it is not to be had."""
        ...

    def is_missing(self, url: str) -> bool:
        """Whether it is not to be had, or not fetched."""
        ...

    def is_withheld(self, url: str) -> bool:
        """Whether it is not fetched because the user wants to be asked."""
        ...

    def fetch(self, url: str) -> None:
        """The user wants to see it: have it got, whatever became of it before."""
        ...

    def whole(self, url: str) -> QPixmap | None:
        """All of the picture, as sharp as a screen can show; None while it is on its way, or not to be had."""
        ...

    @property
    def trifles(self) -> Collection[str]:
        """Addresses of pictures that turned out to be spacers or counters."""
        ...


def _blank(placed: PlacedPicture, dpr: float) -> QImage:
    blank = QImage(
        QSize(max(1, round(placed.width * dpr)), max(1, round(placed.height * dpr))),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    blank.setDevicePixelRatio(dpr)
    blank.fill(Qt.GlobalColor.transparent)
    return blank


def _rounded(room: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(room, _CORNER, _CORNER)
    return path


def _words(painter: QPainter, room: QRectF, words: str, theme: Theme) -> None:
    inside = room.adjusted(24, 16, -24, -16)
    if not words or inside.height() < 20 or inside.width() < 80:
        return
    painter.setFont(fonts.ui_font(tokens.TYPE_CAPTION))
    painter.setPen(theme.muted)
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words[:200])


def _button(painter: QPainter, room: QRectF, words: str, theme: Theme) -> QRectF:
    """Words that look as if they could be pressed, in the middle; what of the room is left below."""
    painter.setFont(fonts.ui_font(tokens.TYPE_CAPTION, 500))
    width = painter.fontMetrics().horizontalAdvance(words) + 2 * tokens.SPACE_4
    height = min(_BUTTON_PX, room.height())
    button = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
    painter.setBrush(QColor(theme.surface))
    painter.setPen(QPen(QColor(theme.border), theme.border_px))
    painter.drawRoundedRect(button, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
    painter.setPen(QColor(theme.accent))
    painter.drawText(button, Qt.AlignmentFlag.AlignCenter, words)
    return QRectF(room.left(), button.bottom(), room.width(), room.bottom() - button.bottom())


def placeholder(placed: PlacedPicture, theme: Theme, dpr: float, why: str = "", *, offer: str = "") -> QImage:
    """The room while the picture is on its way, or ``why`` it is not there, with what the page says about it.

    ``offer`` is what a click on it does.
    """
    blank = _blank(placed, dpr)
    room = QRectF(0, 0, placed.width, placed.height)
    painter = QPainter(blank)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(room, _CORNER, _CORNER)
    if offer:
        _words(painter, _button(painter, room, offer, theme), placed.alt, theme)
    if why:
        _words(painter, room, f"{why}\n{placed.alt}".strip(), theme)
    painter.end()
    return blank


def framed(picture: QPixmap, placed: PlacedPicture, dpr: float) -> QImage:
    """The picture in its room, with round corners."""
    blank = _blank(placed, dpr)
    room = QRectF(0, 0, placed.width, placed.height)
    painter = QPainter(blank)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(_rounded(room))
    painter.drawPixmap(room, picture, QRectF(picture.rect()))
    painter.end()
    return blank
