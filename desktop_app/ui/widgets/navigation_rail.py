"""The rail at the left of the window: screens by icon and word, and below them what is not a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.model.frozen import frozen
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

ICON_PX = 22


@frozen
class RailItem:
    """A button of the rail."""

    key: str
    label: str  # one short word, shown under the icon
    icon: str
    tip: str = ""  # what a tool tip and a screen reader say; the label when empty


class _RailButton(QToolButton):
    def __init__(self, item: RailItem, parent: QWidget, *, is_screen: bool) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setCheckable(is_screen)
        self.setAutoExclusive(is_screen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.item = item
        self.toggled.connect(self.refresh)
        theme_changed.connect(self.refresh)
        self.show_item(item)

    def show_item(self, item: RailItem) -> None:
        self.item = item
        self.setText(item.label)
        self.setToolTip(item.tip or item.label)
        self.setAccessibleName(item.tip or item.label)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        theme = current_theme()
        colour = theme.accent if self.isChecked() else theme.secondary
        self.setIcon(icons.icon(self.item.icon, colour, ICON_PX, self.devicePixelRatioF()))


class NavigationRail(QFrame):
    """64 px wide. One screen is current; the items below are buttons. Tab reaches it, the arrows go through it."""

    chosen = Signal(str)  # key of a screen or of an item below, by mouse or keyboard

    def __init__(
        self, screens: Sequence[RailItem], below: Sequence[RailItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("navigationRail")
        self.setAccessibleName("Screens")
        self.setFixedWidth(tokens.RAIL_WIDTH)
        self._buttons: dict[str, _RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(1, tokens.SPACE_2, 1, tokens.SPACE_2)  # "Blind spots" needs 60 px
        column.setSpacing(tokens.SPACE_1)
        for item in screens:
            column.addWidget(self._button(item, is_screen=True))
        column.addStretch(1)
        for item in below:
            column.addWidget(self._button(item, is_screen=False))

    def current(self) -> str:
        """The key of the current screen, "" when there is none yet."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Show a screen as the current one, without telling. Raises KeyError for an unknown key."""
        self._buttons[key].setChecked(True)

    def show_item(self, item: RailItem) -> None:
        """Give the item of this key another word, icon and tip (the sync state)."""
        self._buttons[item.key].show_item(item)

    def _button(self, item: RailItem, *, is_screen: bool) -> _RailButton:
        button = _RailButton(item, self, is_screen=is_screen)
        button.clicked.connect(self._on_clicked)
        self._buttons[item.key] = button
        return button

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _RailButton):
            self.chosen.emit(button.item.key)
