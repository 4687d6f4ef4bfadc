"""The first start without a network: an honest card instead of an empty window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import tokens


class OfflineCard(QFrame):
    """Offers to try again, or to look at the demo world meanwhile."""

    retry_pressed = Signal()
    demo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offlineCard")
        self.setProperty("look", "card")
        title = QLabel("No connection yet")
        title.setProperty("look", "title")
        words = QLabel(
            "Overview reads the news sites' own feeds, and none of them answers. Once one does, its articles are kept "
            "on this computer and can be read without a network."
        )
        words.setProperty("look", "secondary")
        words.setWordWrap(True)
        self.retry = QPushButton("Retry")
        self.retry.setProperty("look", "primary")
        self.demo = QPushButton("Explore the demo world")
        self.retry.clicked.connect(self.retry_pressed)
        self.demo.clicked.connect(self.demo_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4)
        column.setSpacing(tokens.SPACE_3)
        for widget in (title, words, self.retry, self.demo):
            column.addWidget(widget)
