"""Slow questions in the background, one at a time; a newer question of the same group replaces the older."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop_app.library.library import Library
from desktop_app.library.view import View
from desktop_app.model.errors import OverviewError
from desktop_app.model.frozen import frozen

log = logging.getLogger(__name__)

T = TypeVar("T")


@frozen
class _Task:
    """A question, and who waits for its answer."""

    group: str
    number: int
    work: Callable[[View], object]
    success: Callable[[object], None]
    failure: Callable[[OverviewError], None]


PAINTED_MS = 120  # a thread that computes beside the first paint of a screen makes it take twice as long


class Tasks(QObject):
    """Runs ``work`` on a thread with a view of its own; ``success`` or ``failure`` is called on the GUI thread.

    Only from the GUI thread. When a newer task of the same group is given, the older one is interrupted and its
    answer dropped: the user has moved on. ``close`` ends the thread.
    """

    _wake = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._waiting: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._done: deque[Callable[[], None]] = deque()
        self._latest: dict[str, int] = {}
        self._count = 0
        self._lock = threading.Lock()  # guards the two below: which view runs which task, for the interrupt
        self._view: View | None = None
        self._running: _Task | None = None
        self._thread: threading.Thread | None = None
        self._is_held = False
        self._later: list[_Task] = []
        self._painted = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._painted.timeout.connect(self._ask_later)
        self._wake.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[View], T],
        success: Callable[[T], None],
        group: str,
        failure: Callable[[OverviewError], None] | None = None,
        *,
        is_urgent: bool = True,
    ) -> None:
        """Ask. ``group`` names the place on the screen that waits for the answer. What is not urgent waits until what
        is on the screen by now has had the time to be painted.
        """
        self._count += 1
        self._latest[group] = self._count
        with self._lock:
            if self._running is not None and self._running.group == group and self._view is not None:
                self._view.interrupt()
        task = _Task(group, self._count, work, cast("Callable[[object], None]", success), failure or _log_failure)
        if not is_urgent:
            self._later.append(task)
            self._painted.start()
            return
        self._waiting.put(task)
        self._start_if_needed()

    @Slot()
    def _ask_later(self) -> None:
        later, self._later = self._later, []
        for task in later:
            if self._is_current(task):
                self._waiting.put(task)
        self._start_if_needed()

    def hold(self) -> None:
        """Answer nothing until ``resume``: a window that has not painted yet has no time for slow questions."""
        self._is_held = True

    def resume(self) -> None:
        self._is_held = False
        self._start_if_needed()

    def _start_if_needed(self) -> None:
        if self._thread is None and not self._is_held and not self._waiting.empty():
            self._thread = threading.Thread(target=self._work, name="query", daemon=True)
            self._thread.start()

    def close(self) -> None:
        self._painted.stop()
        if self._thread is None:
            return
        self._latest.clear()
        self._waiting.put(None)
        with self._lock:
            if self._running is not None and self._view is not None:
                self._view.interrupt()
        self._thread.join()

    def _work(self) -> None:
        try:
            while (task := self._waiting.get()) is not None:
                if self._is_current(task):
                    self._answer(task)
                del task  # it may hold a widget, which is not to live until the next question
        finally:
            with self._lock:
                view, self._view = self._view, None
            if view is not None:
                view.close()

    def _answer(self, task: _Task) -> None:
        try:
            view = self._view or self._library.view()
        except OverviewError as e:
            cause = e
            self._tell(task, lambda: task.failure(cause))
            return
        with self._lock:
            self._view = view
            if not self._is_current(task):  # overtaken since: nobody would interrupt it any more
                return
            self._running = task
            view.resume()
        try:
            result = task.work(view)
        except OverviewError as e:
            error = e
            self._tell(task, lambda: task.failure(error))
        except Exception:  # boundary: a bug, or the interrupt of a task that nobody waits for any more
            if self._is_current(task):
                log.exception("task failed group=%s", task.group)
        else:
            self._tell(task, lambda: task.success(result))
        finally:
            with self._lock:
                self._running = None

    def _tell(self, task: _Task, call: Callable[[], None]) -> None:
        self._done.append(lambda: call() if self._is_current(task) else None)
        self._wake.emit()

    def _is_current(self, task: _Task) -> bool:
        return self._latest.get(task.group) == task.number

    @Slot()
    def _drain(self) -> None:
        while self._done:
            self._done.popleft()()


def _log_failure(error: OverviewError) -> None:
    log.warning("question failed error=%s", error)
