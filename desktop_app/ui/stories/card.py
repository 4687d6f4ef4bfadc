"""A story as a card of a list: its headline, who tells it and how much, its takes, a picture. Painted by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app import messages
from desktop_app.model.article import Seconds
from desktop_app.model.frozen import frozen
from desktop_app.model.story import StorySummary
from desktop_app.ui.pictures import PictureLoader
from desktop_app.ui.stories.names import joined_names
from desktop_app.ui.stories.painted_card import Line, PaintedCard, Text, paint_texts, placed, set_below
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font, ui_font
from desktop_app.ui.theme.style import current_theme

PADDING = tokens.SPACE_4
PICTURE = QSize(132, 99)
SMALL = 460  # px: a card that is narrower has no room for a picture
TITLE_LINE, META_LINE, CHIP_HEIGHT = 27, 18, 24
TITLE_LINES, REMARK_LINES = 3, 2
GAP = 6
MOST_CHIPS = 3


@frozen
class _Chip:
    """A take's label, cut to what there is room for."""

    words: str
    rect: QRectF


@frozen
class _Arranged:
    """Where everything of a card stands."""

    height: int
    texts: tuple[Text, ...]
    chips: tuple[_Chip, ...]
    picture: QRectF | None


class StoryCard(PaintedCard):
    """GUI thread only."""

    story_chosen = Signal(object)  # StoryId

    def __init__(
        self,
        story: StorySummary,
        country_names: Sequence[str],
        now: Seconds,
        pictures: PictureLoader,
        parent: QWidget | None = None,
    ) -> None:
        """``country_names`` are those of ``story.countries``."""
        super().__init__(parent)
        self.story = story
        self._pictures = pictures
        told_by = f"{messages.count(len(story.countries), 'country', 'countries')}"
        parts = (told_by, messages.count(story.articles, "article"), messages.age(max(0, now - story.updated)))
        self._meta = " · ".join(part for part in parts if part)
        self._where = joined_names(country_names)
        self._arranged: dict[int, _Arranged] = {}  # by width
        takes = f"Takes: {'; '.join(story.takes)}" if story.takes else ""
        self.setAccessibleName(". ".join(part for part in (story.title, self._meta, story.remark) if part))
        self.setAccessibleDescription(". ".join(part for part in (f"Told by {self._where}", takes) if part))
        self.clicked.connect(self._tell)
        pictures.arrived.connect(self._on_picture)

    @Slot()
    def _tell(self) -> None:
        self.story_chosen.emit(self.story.id)

    @Slot(str)
    def _on_picture(self, url: str) -> None:
        if url != self.story.image:
            return
        if self._pictures.is_missing(url):
            self._arranged.clear()
            self.updateGeometry()
        self.update()

    def _arrange(self, width: int) -> _Arranged:
        return placed(self._arranged, width, self._place)

    def _place(self, width: int) -> _Arranged:
        inner = width - 2 * PADDING
        has_picture = bool(self.story.image) and width >= SMALL and not self._pictures.is_missing(self.story.image)
        room = inner - (PICTURE.width() + PADDING if has_picture else 0)
        left = PADDING
        lines: tuple[Line, ...] = (
            (self._meta, ui_font(tokens.TYPE_META), META_LINE, 1, "muted"),
            (self.story.title, text_font(tokens.TYPE_PANE_TITLE, 600), TITLE_LINE, TITLE_LINES, "text"),
            (self.story.remark, ui_font(tokens.TYPE_CAPTION, 500), META_LINE + 2, REMARK_LINES, "warn"),
            (self._where, ui_font(tokens.TYPE_CAPTION), META_LINE, 1, "secondary"),
        )
        texts, y = set_below(lines, QPointF(left, PADDING), room, GAP)
        chips = self._chips(left, y + 2, room)
        if chips:
            y += CHIP_HEIGHT + GAP + 2
        height = y - GAP + PADDING
        picture = None
        if has_picture:
            height = max(height, PICTURE.height() + 2 * PADDING)
            picture = QRectF(width - PADDING - PICTURE.width(), PADDING, PICTURE.width(), PICTURE.height())
        return _Arranged(round(height), texts, chips, picture)

    def _chips(self, left: float, y: float, room: float) -> tuple[_Chip, ...]:
        metrics = QFontMetricsF(ui_font(tokens.TYPE_META, 500))
        chips: list[_Chip] = []
        x = left
        for label in self.story.takes[:MOST_CHIPS]:
            width = min(metrics.horizontalAdvance(label) + 2 * tokens.SPACE_2 + 2, room)
            if chips and x + width > left + room:
                break
            words = metrics.elidedText(label, Qt.TextElideMode.ElideRight, width - 2 * tokens.SPACE_2)
            chips.append(_Chip(words, QRectF(x, y, width, CHIP_HEIGHT)))
            x += width + tokens.SPACE_2
        return tuple(chips)

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(640, self._arrange(max(self.width(), 320)).height)

    def heightForWidth(self, arg__1: int) -> int:
        return self._arrange(arg__1).height

    def paintEvent(self, e: QPaintEvent) -> None:
        del e
        theme = current_theme()
        painter = QPainter(self)
        self.paint_frame(painter)
        arranged = self._arrange(self.width())
        paint_texts(painter, arranged.texts)
        for chip in arranged.chips:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.setBrush(QColor(theme.surface if self.is_lit else theme.raised))
            painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
            painter.setPen(QColor(theme.text))
            painter.setFont(ui_font(tokens.TYPE_META, 500))
            painter.drawText(chip.rect, Qt.AlignmentFlag.AlignCenter, chip.words)
        if arranged.picture is not None:
            self._paint_picture(painter, arranged.picture)
        self.paint_focus(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(place, tokens.RADIUS_PICTURE, tokens.RADIUS_PICTURE)
        pixmap = self._pictures.pixmap(self.story.image, PICTURE, self.devicePixelRatioF())
        if pixmap is None:
            painter.fillPath(shape, QColor(current_theme().raised))
            return
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(place.topLeft(), pixmap)
        painter.restore()
