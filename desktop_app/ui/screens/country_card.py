"""The country under the reticle: its name, its time, three headlines, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.country import Country
from desktop_app.ui.screens.headline import MARGIN, HeadlineButton
from desktop_app.ui.screens.local_time import local_time
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font

HEADLINES = 3


class CountryCard(QWidget):
    """Shows one country. It is given values and says what the user did."""

    open_pressed = Signal()
    follow_toggled = Signal(bool)
    surprise_pressed = Signal()
    headline_chosen = Signal(object)  # ArticleId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLabel()
        self._name.setFont(text_font(tokens.TYPE_H2 + 4, 600))
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = QLabel()
        self._facts.setProperty("look", "secondary")
        self._facts.setWordWrap(True)
        self._quiet = QLabel()
        self._quiet.setProperty("look", "secondary")
        self._quiet.setWordWrap(True)
        self._headlines = [HeadlineButton(self) for _ in range(HEADLINES)]
        self._open = QPushButton("Open")
        self._open.setProperty("look", "primary")
        self._open.setToolTip("Read this country's press (Enter)")
        self._follow = QPushButton("Follow")
        self._follow.setCheckable(True)
        self._follow.setToolTip("Keep this country at the top of the list")
        self._surprise = QPushButton("Surprise me")
        self._surprise.setProperty("look", "quiet")
        self._surprise.setToolTip("Fly to any country with news (R)")
        self._arrange()
        self._open.clicked.connect(self.open_pressed)
        self._follow.toggled.connect(self._on_follow)
        self._surprise.clicked.connect(self.surprise_pressed)
        for headline in self._headlines:
            headline.headline_chosen.connect(self.headline_chosen)

    def _arrange(self) -> None:
        """The headlines reach further to the sides than the rest, so that their text stands below the name."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(2)
        for label in (self._name, self._facts):
            top.addWidget(label)
        top.addSpacing(tokens.SPACE_1)
        top.addWidget(self._quiet)
        column.addLayout(top)
        listed = QVBoxLayout()
        listed.setSpacing(2)
        for headline in self._headlines:
            listed.addWidget(headline)
        column.addLayout(listed)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, 0)
        buttons.setSpacing(tokens.SPACE_2)
        buttons.addWidget(self._open)
        buttons.addWidget(self._follow)
        buttons.addStretch(1)
        buttons.addWidget(self._surprise)
        column.addLayout(buttons)

    def show_country(
        self,
        country: Country,
        *,
        now: Seconds,
        articles: int,
        day: str = "",
        sources: int,
        is_followed: bool,
        headlines: tuple[ArticleRow, ...],
        quiet: str,
    ) -> None:
        """``quiet`` says why there is no headline, where there is none; ``day`` which day it is, if not today."""
        self._name.setText(country.name)
        facts = [local_time(country, now)] if country.time_zone else []
        if articles:
            facts.append(f"{articles:,} on {day}" if day else f"{articles:,} new")
        facts.append(messages.count(sources, "source") if sources else "no sources of its own")
        self._facts.setText(" · ".join(facts))
        for number, button in enumerate(self._headlines):
            button.show_row(headlines[number] if number < len(headlines) else None, now)
        self._quiet.setText(quiet)
        self._quiet.setVisible(not headlines)
        for action in (self._open, self._follow):
            action.show()
        self._set_followed(is_followed=is_followed)

    def show_nothing(self, title: str, words: str) -> None:
        """No country is selected."""
        self._name.setText(title)
        self._facts.setText(words)
        for button in self._headlines:
            button.show_row(None, 0)
        self._quiet.hide()
        for action in (self._open, self._follow):
            action.hide()
        self._set_followed(is_followed=False)

    def _set_followed(self, *, is_followed: bool) -> None:
        self._follow.blockSignals(True)
        self._follow.setChecked(is_followed)
        self._follow.blockSignals(False)
        self._follow.setText("Following" if is_followed else "Follow")

    @Slot(bool)
    def _on_follow(self, is_followed: bool) -> None:
        self._set_followed(is_followed=is_followed)
        self.follow_toggled.emit(is_followed)
