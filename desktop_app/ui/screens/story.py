"""How the world's press tells the event of an article: who tells it, and each country's headlines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.related import RelatedArticle
from desktop_app.ui.articles.row_text import is_right_to_left
from desktop_app.ui.models.coverage import CountryOf, by_country, by_region
from desktop_app.ui.screens.coverage_card import CoverageCard
from desktop_app.ui.screens.region_bars import RegionBars
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme, theme_changed
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.spinner import Spinner

COLUMN = 720  # px at most
_BACK_ICON = 20
_SCROLL_KEYS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class StoryView(QWidget):
    """Is given an article and what is related to it, and says what the user chose. GUI thread only."""

    article_chosen = Signal(object)  # ArticleId
    back_pressed = Signal()

    def __init__(self, country_of: CountryOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyView")
        self.setAccessibleName("How others tell it")
        self._country_of = country_of
        self.cards: list[CoverageCard] = []
        self.back = QPushButton("Back")
        self.back.setProperty("look", "quiet")
        self.back.setAccessibleName("Back to the article")
        self.back.setToolTip("Back to the article (Esc)")
        self.back.clicked.connect(self.back_pressed)
        self.title = QLabel()
        self.title.setFont(text_font(tokens.TYPE_H2, 600))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.origin = QLabel()
        self.origin.setProperty("look", "secondary")
        self.origin.setTextFormat(Qt.TextFormat.PlainText)
        self.origin.setWordWrap(True)
        self.told_by = QLabel()
        self.told_by.setProperty("look", "heading")
        self.told_by.setWordWrap(True)
        for label in (self.title, self.origin):
            label.setMinimumWidth(1)  # a word that is longer than the line must not make the page wider
        self.regions = RegionBars()
        self.empty = EmptyState()
        self._spinner = Spinner(24)
        self._build()
        self._dress()
        theme_changed.connect(self._dress)

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.SPACE_1, tokens.SPACE_2, tokens.SPACE_4, tokens.SPACE_1)
        bar.addWidget(self.back)
        bar.addStretch(1)
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(tokens.SPACE_3)
        self._loading = QWidget()
        waiting = QVBoxLayout(self._loading)
        waiting.addSpacing(tokens.SPACE_12)
        waiting.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        words = QLabel("Looking for it in the press of the world", alignment=Qt.AlignmentFlag.AlignHCenter)
        words.setProperty("look", "secondary")
        waiting.addWidget(words)
        waiting.addStretch(1)
        self._states = QStackedLayout()
        for state in (self._loading, self.empty, self._list):
            self._states.addWidget(state)
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(tokens.SPACE_4, tokens.SPACE_2, tokens.SPACE_4, tokens.SPACE_6)
        inside.setSpacing(tokens.SPACE_2)
        inside.addWidget(self.title)
        inside.addWidget(self.origin)
        inside.addSpacing(tokens.SPACE_2)
        inside.addWidget(self.told_by)
        inside.addWidget(self.regions)
        inside.addSpacing(tokens.SPACE_2)
        inside.addLayout(self._states)
        inside.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.area, 1)

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self.back.setIcon(icons.icon("back", current_theme().secondary, _BACK_ICON, ratio))

    # What is shown

    def show_loading(self, opened: ArticleRow, now: Seconds) -> None:
        """Show the article from which it was opened, and that the others are looked for."""
        self._show_head(opened, now)
        self._clear()
        self._spinner.start()
        self._show_state(self._loading)

    def show_story(self, opened: ArticleRow, related: Sequence[RelatedArticle], now: Seconds) -> None:
        """Show who tells of the event of ``opened``."""
        self._show_head(opened, now)
        self._clear()
        if not related:
            self.empty.show_state(
                "stories",
                "No other press in the store tells this yet",
                "Others may tell it later: it is looked for again each time you open this.",
            )
            self._show_state(self.empty)
            return
        coverages = by_country(opened, related, self._country_of)
        countries = messages.count(len(coverages), "country", "countries")
        sources = messages.count(sum(coverage.outlets for coverage in coverages), "source")
        self.told_by.setText(f"Told by {countries}, {sources}")
        self.regions.show_regions(by_region(coverages))
        for coverage in coverages:
            card = CoverageCard(coverage, now)
            card.article_chosen.connect(self.article_chosen)
            self._list_column.addWidget(card)
            self.cards.append(card)
        self.told_by.show()
        self.regions.show()
        self._show_state(self._list)

    def show_failure(self, sentence: str) -> None:
        """Say why the others could not be looked for."""
        self._clear()
        self.empty.show_state("warning", "The others could not be looked for", sentence)
        self._show_state(self.empty)

    def _show_head(self, opened: ArticleRow, now: Seconds) -> None:
        country = self._country_of(opened.country)
        self.title.setText(opened.title)
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(opened.title) else Qt.AlignmentFlag.AlignLeft
        self.title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        parts = (
            opened.outlet,
            country.name if country else opened.country,
            messages.age(max(0, now - opened.published)),
        )
        self.origin.setText(" · ".join(part for part in parts if part))

    def _clear(self) -> None:
        self._spinner.stop()
        self.told_by.hide()
        self.regions.hide()
        for card in self.cards:
            self._list_column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self.area.verticalScrollBar().setValue(0)

    def _show_state(self, state: QWidget) -> None:
        self._states.setCurrentWidget(state)

    def _move_focus(self, by: int) -> None:
        """To the next card or the one before; from anywhere else to the first."""
        if not self.cards:
            return
        focused = self.focusWidget()
        places = ((number, place) for number, card in enumerate(self.cards) for place in (card, *card.buttons))
        at = next((number for number, place in places if place is focused), None)
        to = 0 if at is None else min(max(at + by, 0), len(self.cards) - 1)
        self.cards[to].setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(self.cards[to], 0, tokens.SPACE_3)

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.back_pressed.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._move_focus(1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._move_focus(-1)
            case key if key in _SCROLL_KEYS:
                self.area.verticalScrollBar().triggerAction(_SCROLL_KEYS[Qt.Key(key)])
            case _:
                super().keyPressEvent(event)
