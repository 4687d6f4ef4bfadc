"""
Measures inside the real program: starts it as it is, and looks at its window from the same event loop.

    python -m tests.perf.probe SCENARIO [OPTIONS OF THE PROGRAM]

Prints one JSON value. A process of its own, since a program that was measured once is warm.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import psutil
from PySide6.QtCore import QAbstractItemModel, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import app as program
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import Latest
from desktop_app.ui.window import WORLD, MainWindow
from tests.perf.figures import percentile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program has it
CALM_MS = 2_500  # after the start: the map is there, nothing moves any more
IDLE_S = 10
TICK_MS = 5
SYNC_AT_MOST_S = 120
TRANSLATE_AT_MOST_S = 400
OPENED = 9  # articles
SLOW_MODULES = ("requests", "urllib3", "lxml", "numpy", "feedparser", "ssl", "brotli", "asyncio", "multiprocessing")
WAITING = 700  # rows that are counted at most
LIGHT_QT = {"QtCore", "QtGui", "QtWidgets"}

Scenario = Callable[[MainWindow], dict[str, Any]]


def wait(milliseconds: int) -> None:
    """Let the program live for so long."""
    loop = QEventLoop()
    timer = QTimer(loop, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(milliseconds)
    loop.exec()


class Paints(QObject):
    """Counts paint events, of one widget or of all."""

    def __init__(self, widget: QWidget | None = None) -> None:
        super().__init__()
        self.number = 0
        self._watched: QObject = widget or _application()
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() is QEvent.Type.Paint:
            self.number += 1
        return False

    def stop(self) -> int:
        self._watched.removeEventFilter(self)
        return self.number


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError(app)
    return app


def idle(window: MainWindow) -> dict[str, Any]:
    """The globe at rest: what is painted, and what the process computes."""
    window.show_screen(WORLD)
    wait(CALM_MS)
    paints, cpu = Paints(), time.process_time()
    wait(IDLE_S * 1_000)
    return {"paints": paints.stop(), "cpu_percent": (time.process_time() - cpu) / IDLE_S * 100}


def memory(window: MainWindow) -> dict[str, Any]:
    window.show_screen(WORLD)
    wait(CALM_MS)
    info = psutil.Process().memory_full_info()
    return {"pss_mb": getattr(info, "pss", info.uss) / 1e6, "uss_mb": info.uss / 1e6, "rss_mb": info.rss / 1e6}


def click(window: MainWindow) -> dict[str, Any]:
    """From "open this country" to its painted list."""
    wait(CALM_MS)
    view = window._context.view
    busiest = sorted(view.activity().items(), key=lambda pair: -pair[1])
    taken = [_open(window, code) for code, _ in busiest[:20]]
    return {"first_ms": taken[0], "median_ms": median(taken[1:]), "worst_ms": max(taken[1:]), "clicks": len(taken)}


def _open(window: MainWindow, code: CountryCode) -> float:
    window.show_screen(WORLD)
    wait(60)
    screen = window.country_screen  # made by the first click, as it is for the user
    started = time.perf_counter()
    window.open_country(code)
    paints = Paints(screen().pane.list.viewport())
    while not paints.number:
        _application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    taken = (time.perf_counter() - started) * 1e3
    paints.stop()
    return taken


def scroll(window: MainWindow) -> dict[str, Any]:
    """A long list, a screen at a time: queries and painting."""
    wait(CALM_MS)
    view = window._context.view
    busiest = max(view.activity().items(), key=lambda pair: pair[1])[0]
    window.open_country(busiest)
    wait(1_000)  # the rest of the list comes from the background
    listed = window.country_screen().pane.list
    fetches = 0
    rows = view.rows

    def counted(ids: Any) -> Any:
        nonlocal fetches
        fetches += 1
        return rows(ids)

    view.rows = counted  # type: ignore[method-assign]
    bar, taken = listed.verticalScrollBar(), list[float]()
    steps = min(60, bar.maximum() // max(1, bar.pageStep()))
    for _ in range(steps):
        bar.setValue(bar.value() + bar.pageStep())
        started = time.perf_counter()
        listed.viewport().repaint()
        taken.append((time.perf_counter() - started) * 1e3)
    view.rows = rows  # type: ignore[method-assign]
    model: QAbstractItemModel = listed.model()
    return {
        "articles": model.rowCount(),
        "screens": steps,
        "fetches": fetches,
        "paint_median_ms": median(taken),
        "paint_p95_ms": percentile(taken, 95),
    }


class Beat(QObject):
    """How late a timer of 5 ms comes: what a key or the mouse would wait for."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append((now - self._last) * 1e3 - TICK_MS)
        self._last = now

    def take(self) -> list[float]:
        late, self.late = self.late, []
        return late


def sync(window: MainWindow) -> dict[str, Any]:
    """The event loop at rest and during a first sync, on the screen that the window was started with."""
    wait(CALM_MS)
    beat = Beat()
    wait(6_000)
    at_rest = beat.take()
    loop = QEventLoop()  # one, as at rest: looking whether it has ended would be work of the thread that is watched
    window._context.bridge.sync_finished.connect(loop.quit)
    QTimer.singleShot(SYNC_AT_MOST_S * 1_000, lambda: loop.exit(1))
    window._context.library.sync_all(None)
    if loop.exec():
        raise TimeoutError
    busy = beat.take()
    return {
        "idle_p99_ms": percentile(at_rest, 99) + TICK_MS,
        "sync_p99_ms": percentile(busy, 99) + TICK_MS,
        "idle_worst_ms": max(at_rest) + TICK_MS,
        "sync_worst_ms": max(busy) + TICK_MS,
        "over_100_ms": sum(late > 100 for late in busy),
        "beats": len(busy),
    }


def open_articles(window: MainWindow) -> dict[str, Any]:
    """From the key that opens an article to its first English words, when the window has them."""
    wait(CALM_MS)
    loop, view = QEventLoop(), window._context.view
    window.open_country("BR")
    while view._db.execute("SELECT 1 FROM translate_todo LIMIT 1").fetchone() is not None:
        wait(CALM_MS)
    (pane,) = (pane for pane in window.panes() if pane.isVisible())
    shown: list[float] = []

    def on_grown(_event: object) -> None:
        shown.append(time.perf_counter())
        loop.quit()

    window._context.bridge.translation_grew.connect(on_grown)  # after the reader, which was there before
    taken: list[float] = []
    for _ in range(OPENED):
        wait(CALM_MS)
        shown.clear()
        started = time.perf_counter()
        pane.list.choose_next()
        loop.exec()
        taken.append((shown[0] - started) * 1e3)
    return {"opened_ms": sorted(taken), "median_ms": median(taken)}


def translate(window: MainWindow) -> dict[str, Any]:
    """The event loop while everything that waits is translated, and at rest after that."""
    wait(CALM_MS)
    beat, loop, view = Beat(), QEventLoop(), window._context.view
    started = time.perf_counter()

    def look() -> None:
        """Some microseconds: the thread is the one that is watched."""
        if view._db.execute("SELECT 1 FROM translate_todo LIMIT 1").fetchone() is None:
            loop.quit()

    window._context.bridge.articles_changed.connect(look)
    waiting = sum(not row.is_translated for row in view.page(Latest(), None, WAITING))
    beat.take()
    QTimer.singleShot(TRANSLATE_AT_MOST_S * 1_000, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError
    busy, seconds = beat.take(), time.perf_counter() - started
    window._context.bridge.articles_changed.disconnect(look)
    wait(CALM_MS)
    beat.take()
    wait(6_000)
    at_rest = beat.take()
    return {
        "idle_p99_ms": percentile(at_rest, 99) + TICK_MS,
        "busy_p99_ms": percentile(busy, 99) + TICK_MS,
        "busy_worst_ms": max(busy) + TICK_MS,
        "headlines": waiting,
        "seconds": seconds,
    }


SCENARIOS: dict[str, Scenario] = {
    "idle": idle,
    "memory": memory,
    "click": click,
    "scroll": scroll,
    "sync": sync,
    "translate": translate,
    "open-articles": open_articles,
}


def measure(scenario: Scenario, arguments: list[str]) -> dict[str, Any]:
    """What the scenario found in the window of the program that was started with these arguments."""
    _ = QApplication(["overview"])
    found: dict[str, Any] = {}
    failures: list[BaseException] = []

    def look() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        if window is None:
            return
        timer.stop()
        try:
            found.update(scenario(window))
        except BaseException as e:  # noqa: BLE001 shown below, and the window is to close whatever it is
            failures.append(e)
        window.close()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    code = program.run(arguments)
    if failures:
        raise failures[0]
    if code:
        raise SystemExit(code)
    return found


def imports(arguments: list[str]) -> dict[str, Any]:
    """What is imported once the window has painted that its first picture does not need."""
    program.run([*arguments, "--quit-after", "painted"])
    qt = [m.partition(".")[2] for m in sys.modules if m.startswith("PySide6.Qt")]
    return {"slow": sorted({*(m for m in SLOW_MODULES if m in sys.modules), *(set(qt) - LIGHT_QT)})}


if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    print(json.dumps(imports(rest) if name == "imports" else measure(SCENARIOS[name], rest)))
