"""
One of a few, all of them in sight: a row of tiles, each with its words and, where that helps, a sample of what it does.

Tiles are radio buttons to the keyboard (arrows) and to assistive tools; only their look is ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop_app.model.frozen import frozen
from desktop_app.ui.theme import fonts, tokens
from desktop_app.ui.theme.style import current_theme
from desktop_app.ui.theme.tokens import mixed

_RING = 3  # px round a tile, where the ring of the focus stands
_WORDS_PX = 34
_SAMPLE_PX = 44
_CAPTION_PX = 20
_FORBIDDEN = 0.5  # opacity of the words of what cannot be chosen now


@frozen
class Choice:
    """A tile: its value, its words, and what it shows above them."""

    value: object
    words: str
    spoken: str = ""  # for assistive tools, where the words are short; "" for the words
    sample: str = ""  # a letter or two
    font: QFont | None = None  # of the sample
    colours: tuple[str, str] | None = None  # ground and letters of the sample


class Choices(QWidget):
    """A row of tiles of the same width, one of them chosen. GUI thread only."""

    chosen = Signal(object)  # the value, by the user

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        """``name`` is what is chosen here, for assistive tools: "Lines"."""
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)  # Qt takes a negative margin for its own default
        row.setSpacing(0)
        self.tiles = tuple(_Tile(name, choice, self) for choice in choices)
        for tile in self.tiles:
            row.addWidget(tile, 1)
            tile.toggled.connect(self._on_toggled)

    def value(self) -> object:
        """The one that is chosen; None when none is."""
        return next((tile.choice.value for tile in self.tiles if tile.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Show a value as chosen, telling nobody."""
        for tile in self.tiles:
            tile.blockSignals(True)
        for tile in self.tiles:
            if tile.choice.value == value:
                tile.setChecked(True)
        for tile in self.tiles:
            tile.blockSignals(False)
            tile.update()

    def forbid(self, value: object, why: str) -> None:
        """A value that cannot be chosen now; its tile says why."""
        for tile in self.tiles:
            if tile.choice.value == value:
                tile.setEnabled(False)
                tile.setToolTip(why)
                tile.setAccessibleDescription(why)

    def allow(self, value: object) -> None:
        """It can be chosen again."""
        for tile in self.tiles:
            if tile.choice.value == value:
                tile.setEnabled(True)
                tile.setToolTip(tile.choice.spoken)
                tile.setAccessibleDescription("")

    @Slot(bool)
    def _on_toggled(self, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit(self.value())


class _Tile(QRadioButton):
    def __init__(self, name: str, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setObjectName(f"{name}: {choice.words}")
        self.setAccessibleName(f"{name}: {choice.spoken or choice.words}")
        self.setToolTip(choice.spoken)
        self.setProperty("paintsFocus", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _is_ringed(self) -> bool:
        return self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        inside = _SAMPLE_PX + _CAPTION_PX if self.choice.sample else _WORDS_PX
        return QSize(tokens.SPACE_16, inside + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.SPACE_8, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, choice = current_theme(), self.choice
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        tile = whole.adjusted(_RING, _RING, -_RING, -_RING - (_CAPTION_PX if choice.sample else 0))
        ground, ink = choice.colours or (theme.selection if self.isChecked() else theme.raised, theme.text)
        if self.underMouse() and self.isEnabled() and not self.isChecked() and choice.colours is None:
            ground = mixed(ground, theme.text, 0.06)
        width = 2.0 if self.isChecked() else float(theme.border_px)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(theme.accent if self.isChecked() else theme.border), width))
        edge = width / 2
        painter.drawRoundedRect(tile.adjusted(edge, edge, -edge, -edge), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        if not self.isEnabled():
            painter.setOpacity(_FORBIDDEN)
        words = fonts.ui_font(tokens.TYPE_CAPTION, 500)
        place = tile
        if choice.sample:
            painter.setFont(choice.font or words)
            painter.setPen(QColor(ink))
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, choice.sample)
            place = QRectF(0, tile.bottom(), whole.width(), _CAPTION_PX)
            words = fonts.ui_font(tokens.TYPE_CHIP, 500)
        painter.setFont(words)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.secondary))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, choice.words)
        if self._is_ringed():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), tokens.FOCUS_RING))
            ring = whole if not choice.sample else whole.adjusted(0, 0, 0, -_CAPTION_PX)
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1), tokens.RADIUS_CONTROL + 2, tokens.RADIUS_CONTROL + 2)
        painter.end()
