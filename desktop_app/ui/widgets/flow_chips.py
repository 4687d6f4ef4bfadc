"""Chips in lines that break where the room ends: tags, filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme

ICON_PX = 12


class _Chip(QPushButton):
    removal_wanted = Signal(str)

    def __init__(self, word: str, parent: QWidget, *, is_removable: bool) -> None:
        super().__init__(word, parent)
        self.setProperty("look", "chip")
        self.is_removable = is_removable
        self.refresh()

    def refresh(self) -> None:
        if self.is_removable:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the word
            self.setIconSize(QSize(ICON_PX, ICON_PX))
            self.setIcon(icons.icon("close", current_theme().muted, ICON_PX, self.devicePixelRatioF()))
            self.setToolTip(f"Remove {self.text()}")

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit(self.text())
            return
        super().keyPressEvent(event)


class FlowChips(QWidget):
    """Words as chips. A press chooses one, or removes it where chips are removable."""

    chip_chosen = Signal(str)
    chip_removed = Signal(str)  # the user wants it away; whoever owns the words calls show_chips again

    def __init__(self, parent: QWidget | None = None, *, is_removable: bool = False) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._is_removable = is_removable
        self._chips: list[_Chip] = []

    def words(self) -> tuple[str, ...]:
        return tuple(chip.text() for chip in self._chips)

    def show_chips(self, words: Sequence[str], *, checked: str = "") -> None:
        """Show these words; ``checked`` is the one in force, for filters."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [_Chip(word, self, is_removable=self._is_removable) for word in words]
        for chip in self._chips:
            if checked:
                chip.setCheckable(True)
                chip.setChecked(chip.text() == checked)
            chip.clicked.connect(self._on_clicked)
            chip.removal_wanted.connect(self.chip_removed)
            chip.show()
        self._flow(self.width())
        self.updateGeometry()

    def _flow(self, width: int, *, moves: bool = True) -> int:
        """Place the chips in ``width``; gives the height they take."""
        x = y = line = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y, line = 0, y + line + tokens.SPACE_2, 0
            if moves:
                chip.resize(min(size.width(), max(1, width)), size.height())
                chip.move(QPoint(x, y))
            x += size.width() + tokens.SPACE_2
            line = max(line, size.height())
        return y + line

    @Slot()
    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, _Chip):
            (self.chip_removed if self._is_removable else self.chip_chosen).emit(chip.text())

    # Qt's names from here on

    def heightForWidth(self, arg__1: int) -> int:
        return self._flow(arg__1, moves=False)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._flow(self.width(), moves=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._flow(max(40, self.width()), moves=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow(event.size().width())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for chip in self._chips:
                chip.refresh()
            self._flow(self.width())
