"""The languages that the reader knows, chosen from a menu; articles in them are left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from desktop_app.library.view import View
from desktop_app.ui.reader.page import language_name

MOST_NAMED = 2  # of more, the box tells the number


class LanguageBox(QComboBox):
    """Says what is chosen; its menu has every language of the catalogue. English is what all else is put into."""

    languages_chosen = Signal(tuple)  # of BCP 47 primary tags

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = tuple(chosen)
        self._menu = QMenu(self)
        self.addItem("")
        self.setToolTip("Articles in these languages are shown as they are, without a translation")
        self.show_languages(self._chosen)
        self._show_chosen()

    def show_languages(self, languages: Iterable[str]) -> None:
        """What there is to choose from."""
        self._menu.clear()
        for code in sorted({*languages, *self._chosen, "en"} - {""}, key=language_name):
            action = QAction(language_name(code), self._menu, checkable=True)
            action.setData(code)
            action.setChecked(code in self._chosen or code == "en")
            action.setEnabled(code != "en")
            action.triggered.connect(self._on_triggered)
            self._menu.addAction(action)

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Show this choice, without telling."""
        self._chosen = tuple(chosen)
        for action in self._menu.actions():
            action.setChecked(action.data() in self._chosen or action.data() == "en")
        self._show_chosen()

    def choices(self) -> tuple[QAction, ...]:
        """What the menu has, for assistive tools and tests."""
        return tuple(self._menu.actions())

    def _show_chosen(self) -> None:
        names = [language_name(code) for code in self._chosen] or ["English"]
        words = ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} languages"
        self.setItemText(0, words)
        self.setAccessibleName(f"I read: {', '.join(names)}")

    @Slot()
    def _on_triggered(self) -> None:
        chosen = [str(action.data()) for action in self._menu.actions() if action.isChecked()]
        self._chosen = tuple(sorted(chosen, key=lambda code: (code != "en", language_name(code))))
        self._show_chosen()
        self.languages_chosen.emit(self._chosen)

    # Qt's names from here on

    def showPopup(self) -> None:
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def languages_of_press(view: View) -> frozenset[str]:
    """In which the catalogue's press writes. Slow: for the background."""
    outlets = (outlet for country in view.countries() for outlet in view.outlets(country.code))
    return frozenset(feed.language.partition("-")[0].lower() for outlet in outlets for feed in outlet.feeds)
