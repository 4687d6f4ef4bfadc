"""A scrolling list of story cards, built a few at a time, with its empty, loading and failed states."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StorySummary
from desktop_app.ui.pictures import PictureLoader
from desktop_app.ui.stories.card import StoryCard
from desktop_app.ui.stories.keys import SCROLL_KEYS
from desktop_app.ui.theme import tokens
from desktop_app.ui.widgets.centred import centred
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.spinner import Spinner

COLUMN = 820  # px at most
AT_ONCE = 4  # cards made in one turn of the event loop: some 3 ms


class StoryList(QWidget):
    """Arrows, j and k go from card to card, Enter opens. GUI thread only."""

    story_chosen = Signal(object)  # StoryId
    left = Signal()  # Esc

    def __init__(
        self, pictures: PictureLoader, name_of: Callable[[CountryCode], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._name_of = name_of
        self._waiting: deque[StorySummary] = deque()
        self._now: Seconds = 0
        self._shown: tuple[StorySummary, ...] | None = None
        self.cards: list[StoryCard] = []
        self.end = QWidget(self)  # what follows the last card; empty unless a screen fills it
        self.empty = EmptyState(self)
        self._spinner = Spinner(24)
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._make_some)
        self._loading = QWidget(self)
        waiting = QVBoxLayout(self._loading)
        waiting.addStretch(2)
        waiting.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        words = QLabel("Looking through the stories", alignment=Qt.AlignmentFlag.AlignHCenter)
        words.setProperty("look", "secondary")
        waiting.addWidget(words)
        waiting.addStretch(3)
        self.area = self._made_area()
        self._states = QStackedLayout(self)
        for state in (self._loading, self.empty, self.area):
            self._states.addWidget(state)

    def _made_area(self) -> QScrollArea:
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(tokens.SPACE_4, tokens.SPACE_2, tokens.SPACE_4, tokens.SPACE_6)
        inside.setSpacing(tokens.SPACE_3)
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.SPACE_3)
        inside.addLayout(self._column)
        inside.addWidget(self.end)
        inside.addStretch(1)
        content = QWidget()
        content.setLayout(centred(column, COLUMN))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return area

    # What is shown

    def show_loading(self) -> None:
        """The stories are looked for; what is shown already stays meanwhile."""
        if not self.cards:
            self._spinner.start()
            self._states.setCurrentWidget(self._loading)

    def show_stories(self, stories: Sequence[StorySummary], now: Seconds) -> None:
        """Show these; nothing moves where they are the same as before."""
        self._spinner.stop()
        if tuple(stories) == self._shown and self._states.currentWidget() is self.area:
            return
        self.clear()
        self._shown, self._now = tuple(stories), now
        self._waiting.extend(stories)
        self.end.hide()
        self._states.setCurrentWidget(self.area)
        self._make_some()
        if self._waiting:
            self._more.start()

    def show_empty(self, icon: str, headline: str, why: str = "", remedies: Sequence[str] = ()) -> None:
        """Nothing to show, and why."""
        self._spinner.stop()
        self.clear()
        self.empty.show_state(icon, headline, why, remedies)
        self._states.setCurrentWidget(self.empty)

    def clear(self) -> None:
        self._more.stop()
        self._waiting.clear()
        self._shown = None
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self.area.verticalScrollBar().setValue(0)

    @Slot()
    def _make_some(self) -> None:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            story = self._waiting.popleft()
            names = [self._name_of(code) for code in story.countries]
            card = StoryCard(story, names, self._now, self._pictures)
            card.story_chosen.connect(self.story_chosen)
            self._column.addWidget(card)
            self.cards.append(card)
        if not self._waiting:
            self._more.stop()
            self.end.setVisible(self.end.layout() is not None)

    def focus_first(self) -> None:
        """The keys are for the first card, or for the list where there is none."""
        (self.cards[0] if self.cards else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_focus(self, by: int) -> None:
        if not self.cards:
            return
        focused = self.focusWidget()
        at = next((number for number, card in enumerate(self.cards) if card is focused), None)
        to = 0 if at is None else min(max(at + by, 0), len(self.cards) - 1)
        self.cards[to].setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(self.cards[to], 0, tokens.SPACE_3)

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._move_focus(1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._move_focus(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = self.focusWidget()
                if isinstance(focused, StoryCard):
                    focused.click()
            case key if key in SCROLL_KEYS:
                self.area.verticalScrollBar().triggerAction(SCROLL_KEYS[Qt.Key(key)])
            case _:
                super().keyPressEvent(event)
