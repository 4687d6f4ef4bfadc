"""What the colours of a story's globe mean: a row for each take, and who holds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.layer import class_of_take
from desktop_app.ui.map.patterns import swatch
from desktop_app.ui.map.style import STYLES
from desktop_app.ui.models.told import ToldBy
from desktop_app.ui.stories.names import joined_names
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

SWATCH = 28, 14  # px
NO_TAKE = "Tell it with no take of their own"


class TakeLegend(QWidget):
    """GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the colours of the globe mean")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.SPACE_1, 0, tokens.SPACE_2)
        self._column.setSpacing(tokens.SPACE_2)
        self._swatches: list[tuple[QLabel, int]] = []
        theme_changed.connect(self._dress)

    def show_rows(self, rows: Sequence[ToldBy], name_of: Callable[[CountryCode], str]) -> None:
        """Shown where there are takes; hidden where there are none."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._swatches = []
        for row in rows:
            self._add(row, joined_names([name_of(code) for code in row.countries]))
        self._dress()

    def _add(self, row: ToldBy, names: str) -> None:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_2)
        patch = QLabel(box)
        self._swatches.append((patch, class_of_take(row.take)))
        line.addWidget(patch, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        for text, look in ((row.label or NO_TAKE, ""), (names, "muted")):
            label = QLabel(text, box)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("look", look)
            words.addWidget(label)
        line.addLayout(words, 1)
        self._column.addWidget(box)

    @Slot()
    def _dress(self) -> None:
        style = STYLES[current_theme().name]
        for patch, kind in self._swatches:
            patch.setPixmap(swatch(kind, style, *SWATCH, self.devicePixelRatioF()))
