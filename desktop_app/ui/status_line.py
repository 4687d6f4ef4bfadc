"""The quiet line at the bottom: how the sync is, a notice with an undo now and then, and that this is a demo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app import messages
from desktop_app.model.article import Seconds
from desktop_app.model.events import SyncFinished, SyncProgress, SyncStarted
from desktop_app.ui.screens.words import moment
from desktop_app.ui.theme import tokens

HEIGHT = 32
NOTICE_MS = 8_000
FRESH_S = 24 * 3600  # what was read longer ago is not called up to date


class StatusLine(QFrame):
    """It is given events and values and says what the user did."""

    cancel_pressed = Signal()
    sources_pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_demo: bool = False) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._undo: Callable[[], None] | None = None
        self.status = QLabel()
        self.status.setObjectName("syncStatus")
        self.status.setProperty("look", "muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the sync")
        self.cancel = _link("Cancel", "Stop reading the sources")
        self.attention = _link("", "Show the sources that need attention")
        self.notice = QLabel()
        self.notice.setProperty("look", "muted")
        self.undo = _link("Undo", "Undo")
        self.demo = QLabel("Demo world: every outlet and every event is fictional")
        self.demo.setObjectName("demoLabel")
        self.demo.setProperty("look", "muted")
        self._arrange(is_demo=is_demo)
        self._notice_timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._notice_timer.timeout.connect(self._end_notice)
        self.cancel.clicked.connect(self.cancel_pressed)
        self.attention.clicked.connect(self.sources_pressed)
        self.undo.clicked.connect(self._on_undo)
        self._show_progress(None)
        self._end_notice()

    def _arrange(self, *, is_demo: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_4, 0, tokens.SPACE_4, 0)
        row.setSpacing(tokens.SPACE_2)
        for widget in (self.status, self.attention, self.progress, self.cancel):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.notice, self.undo, self.demo):
            row.addWidget(widget)
        self.demo.setVisible(is_demo)

    # What is shown

    @Slot(object)
    def on_started(self, event: SyncStarted) -> None:
        self._show_progress((0, event.feeds))
        self.status.setText(f"Reading {messages.count(event.feeds, 'source')}")
        self.attention.hide()

    @Slot(object)
    def on_progressed(self, event: SyncProgress) -> None:
        self._show_progress((event.done, event.feeds))
        new = f" · {event.added:,} new" if event.added else ""
        self.status.setText(f"Reading sources: {event.done} of {event.feeds}{new}")

    def on_finished(self, event: SyncFinished) -> None:
        """The pass ended; ``show_state`` says what follows from it."""
        del event
        self._show_progress(None)

    def show_state(
        self, *, feeds: int, failing: int, last_success: Seconds | None, now: Seconds, offline: bool
    ) -> None:
        """How things are between two passes."""
        if offline:
            since = f"; last read {moment(last_success, now)}" if last_success is not None else ""
            self.status.setText(f"Offline{since}")
        elif last_success is None:
            self.status.setText("Not read yet")
        else:
            is_fresh = now - last_success < FRESH_S
            self.status.setText(f"{'Up to date' if is_fresh else 'Last read'} {moment(last_success, now)}")
        needs = f"{failing} of {messages.count(feeds, 'source')} {'needs' if failing == 1 else 'need'} attention"
        self.attention.setText(f"· {needs}")
        self.attention.setVisible(failing > 0 and not offline)

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """A notice for some seconds, with an undo where there is one."""
        self.notice.setText(words)
        self._undo = undo
        self.notice.show()
        self.undo.setVisible(undo is not None)
        self._notice_timer.start()

    def _show_progress(self, done_of: tuple[int, int] | None) -> None:
        self.progress.setVisible(done_of is not None)
        self.cancel.setVisible(done_of is not None)
        if done_of is not None:
            self.progress.setMaximum(max(1, done_of[1]))
            self.progress.setValue(done_of[0])

    @Slot()
    def _end_notice(self) -> None:
        self.notice.hide()
        self.undo.hide()
        self._undo = None

    @Slot()
    def _on_undo(self) -> None:
        undo = self._undo
        self._end_notice()
        if undo is not None:
            undo()


def _link(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "link")
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
