"""The tabs of a country, which name it where there is room for that."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from desktop_app.model.country import in_a_sentence

FROM, ABOUT, STORIES, PRESS = range(4)
_SHORT = {FROM: "From here", ABOUT: "About it"}


class CountryTabs(QTabBar):
    """GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("countryTabs")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name makes no list wider
        self._name = ""
        for title in (*_SHORT.values(), "Stories", "Press"):
            self.addTab(title)

    def show_name(self, name: str) -> None:
        """Name a country."""
        self._name = name
        said = in_a_sentence(name)
        full = {FROM: f"From {said}", ABOUT: f"About {said}"}
        for number, words in full.items():
            self.setTabText(number, words)
            self.setAccessibleTabName(number, words)
        if self.sizeHint().width() > self.width():
            for number, words in _SHORT.items():
                self.setTabText(number, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._name:
            self.show_name(self._name)
