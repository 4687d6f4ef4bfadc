"""Drives the window from the command line, for the tests and for pictures of the screens.

``--country``, ``--article``, ``--key``, ``--grab`` and ``--quit-after ready`` are carried out once the window is ready:
the map is there, no sync runs, nothing moves, and no picture is being decoded.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from desktop_app.model.country import CountryCode
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.pictures import PictureLoader
from desktop_app.ui.window import MainWindow

LOOK_EVERY_MS = 50
CALM_LOOKS = 8  # so many calm looks in a row: 400 ms
AT_MOST_LOOKS = 20 * 60  # a minute


class Script(QObject):
    """GUI thread only."""

    def __init__(self, window: MainWindow, options: Namespace, bridge: EventBridge, pictures: PictureLoader) -> None:
        super().__init__(window)
        self._window = window
        self._options = options
        self._pictures = pictures
        self._syncing = 0
        self._calm = 0
        self._looks = 0
        self._steps = [self._open, self._press_keys, self._finish]
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        bridge.sync_started.connect(self._on_started)
        bridge.sync_finished.connect(self._on_finished)

    def begin(self) -> None:
        """Start looking whether the window is ready."""
        self._timer.start()
        after = self._options.quit_after
        if after and after != "ready":
            QTimer.singleShot(round(float(after) * 1000), self._window.close)

    @Slot()
    def _on_started(self) -> None:
        self._syncing = 1

    @Slot()
    def _on_finished(self) -> None:
        self._syncing = 0

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        is_busy = self._syncing or not self._window.world.globe.is_finished or self._pictures.is_busy
        self._calm = 0 if is_busy else self._calm + 1
        if self._calm >= CALM_LOOKS or self._looks > AT_MOST_LOOKS:
            self._calm = 0
            self._steps.pop(0)()
            if not self._steps:
                self._timer.stop()

    def _open(self) -> None:
        options, window = self._options, self._window
        if options.screen:
            window.show_screen(options.screen)
        if options.country:
            window.open_country(CountryCode(options.country))
        if options.article and not window.open_public_id(options.article):
            print(f"overview: there is no article {options.article}", file=sys.stderr)  # noqa: T201

    def _press_keys(self) -> None:
        for name in self._options.key:
            target = QApplication.focusWidget() or self._window
            keys: Any = QKeySequence(name)  # the stubs do not know that it can be indexed
            key: QKeyCombination = keys[0]
            text = name if len(name) == 1 else ""
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key.key(), key.keyboardModifiers(), text)
                QApplication.sendEvent(target, event)

    def _finish(self) -> None:
        if self._options.grab and not self._window.grab().save(self._options.grab):
            print(f"overview: cannot write {self._options.grab}", file=sys.stderr)  # noqa: T201
        if self._options.quit_after == "ready":
            self._window.close()
