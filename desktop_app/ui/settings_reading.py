"""The settings' page about reading: what is fetched of an article."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.settings_form import form_in, secondary_words

_PICTURES = (("shown", "Show them"), ("clicked", "Show one when I click on it"), ("never", "Show none"))
_FULL_TEXTS = (("opened", "When I open an article"), ("never", "Never"))


class ReadingPage(QWidget):
    """Tells each change as a whole new value. GUI thread only."""

    changed = Signal(object)  # Settings

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._form = form_in(self)
        self._add_choice("full_text", "Full text", _FULL_TEXTS, "fullTextChoice")
        self._say("Where a feed gives the beginning only, the rest is read on the site's own page.")
        self._add_switch("ahead_starred", "Fetch ahead", "What I star", "aheadStarred")
        self._add_switch("ahead_followed", "", "News of countries that I follow", "aheadFollowed")
        self._add_switch("ahead_edition", "", "Stories of the Edition", "aheadEdition")
        self._say(
            "One page at a time, where the site lets programs read; never on a battery that runs low, or a connection "
            "that is paid for by the byte. Then it is there without a network, too."
        )
        self._add_choice("pictures", "Pictures", _PICTURES, "picturesChoice")
        self._say("Pictures come from the sites themselves. What was fetched once is kept and needs no network.")

    def _add_choice(self, setting: str, label: str, values: tuple[tuple[str, str], ...], object_name: str) -> None:
        box = QComboBox()
        box.setObjectName(object_name)
        box.setAccessibleName(label)
        for value, words in values:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(getattr(self._settings, setting))))

        def change(row: int) -> None:
            self._change(setting, str(box.itemData(row)))

        box.currentIndexChanged.connect(change)
        self._form.addRow(label, box)

    def _add_switch(self, setting: str, label: str, words: str, object_name: str) -> None:
        box = QCheckBox(words)
        box.setObjectName(object_name)
        box.setAccessibleName(f"Fetch ahead: {words}")
        box.setChecked(bool(getattr(self._settings, setting)))

        def change(is_on: bool) -> None:
            self._change(setting, is_on)

        box.toggled.connect(change)
        self._form.addRow(label, box)

    def _say(self, words: str) -> None:
        self._form.addRow("", secondary_words(words))

    def take(self, settings: Settings) -> None:
        """Change these from now on, which were changed elsewhere."""
        self._settings = settings

    def _change(self, setting: str, value: object) -> None:
        self._settings = replace(self._settings, **{setting: value})  # type: ignore[arg-type]  # names are checked by replace
        self.changed.emit(self._settings)
