"""A slider over the days in the store: the globe shows each day's news, the panel what a country led with that day."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from desktop_app.model.article import Seconds
from desktop_app.ui.reader.dates import day_here
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

DAY_S = 86_400
MOST_DAYS = 30
STEP_MS = 1_400  # of the replay, a day
LAST = "Last 24 hours"
SLIDER_WIDTH, WORDS_WIDTH = 110, 104  # px
_ICON = 16


class Replay(QFrame):
    """Hidden where the store has less than two days. The day is so many times 24 hours ago. GUI thread only."""

    day_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("replay")
        self.setProperty("look", "card")
        self._now: Seconds = 0
        self.play = QToolButton(self)
        self.play.setProperty("look", "quiet")
        self.play.setIconSize(QSize(_ICON, _ICON))
        self.play.clicked.connect(self._toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName("Day")
        self.slider.setFixedWidth(SLIDER_WIDTH)
        self.slider.setPageStep(7)
        self.slider.valueChanged.connect(self._on_moved)
        self.words = QLabel(LAST, self)
        self.words.setProperty("look", "muted")
        self.words.setFixedWidth(WORDS_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_1, tokens.SPACE_1, tokens.SPACE_2, tokens.SPACE_1)
        row.setSpacing(tokens.SPACE_1)
        for widget in (self.play, self.slider, self.words):
            row.addWidget(widget)
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self._step)
        self._dress()
        theme_changed.connect(self._dress)
        self.hide()

    @property
    def days_ago(self) -> int:
        """0 for the last 24 hours."""
        return -self.slider.value()

    @property
    def is_playing(self) -> bool:
        return self._steps.isActive()

    def show_days(self, oldest: Seconds | None, now: Seconds) -> None:
        """Offer the days from the oldest article on."""
        self._now = now
        days = 0 if oldest is None else min(MOST_DAYS, max(0, (now - oldest) // DAY_S))
        self.slider.setMinimum(-days)
        self.slider.setMaximum(0)
        self.setVisible(days > 0)

    def reset(self) -> None:
        """Back to the last 24 hours."""
        self._stop()
        self.slider.setValue(0)

    @Slot()
    def _toggle(self) -> None:
        if self.is_playing:
            self._stop()
            return
        if self.slider.value() == 0:
            self.slider.setValue(self.slider.minimum())
        self._steps.start()
        self._dress()

    @Slot()
    def _step(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() == 0:
            self._stop()

    def _stop(self) -> None:
        self._steps.stop()
        self._dress()

    @Slot()
    def _on_moved(self) -> None:
        words = day_here(self._now - self.days_ago * DAY_S, None) if self.days_ago else LAST
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)
        self.day_chosen.emit(self.days_ago)

    @Slot()
    def _dress(self) -> None:
        name, words = ("pause", "Stop the replay") if self.is_playing else ("play", "Replay the days in the store")
        self.play.setIcon(icons.icon(name, current_theme().secondary, _ICON, self.devicePixelRatioF()))
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)

    # Qt's names from here on

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._stop()
        super().hideEvent(event)
