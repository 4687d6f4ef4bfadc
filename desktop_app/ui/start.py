"""Opens the window and runs it to its end."""

from __future__ import annotations

import logging
import os
import sys
import threading
from argparse import Namespace
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.library.core import Core
from desktop_app.logs import Ring
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import UsageError
from desktop_app.settings import Settings
from desktop_app.ui import window_state
from desktop_app.ui.context import Context
from desktop_app.ui.garbage import Collector
from desktop_app.ui.opening import Opened, opened_window
from desktop_app.ui.theme import icons
from desktop_app.ui.theme.fonts import load_fonts
from desktop_app.ui.window import MainWindow

if TYPE_CHECKING:  # only for tests and pictures
    from desktop_app.ui.scripted import Script

log = logging.getLogger(__name__)

ICON_PX = 128  # of the window, in the task bar and in the list of windows
_qt_log = logging.getLogger("desktop_app.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,  # of fonts mostly, at each start
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_window(options: Namespace, core: Core, settings: Settings, ring: Ring) -> int:
    """Show the window and return when it was closed. The threads that work by themselves start after it has painted."""
    del ring  # read by "Copy diagnostics"
    try:
        _refuse_without_display()
        app = QApplication.instance() or QApplication(["overview", "-style", "Fusion"])  # setStyle would import QStyle
        if not isinstance(app, QApplication):
            raise TypeError(app)
        app.setApplicationName("Overview")
        app.setApplicationVersion(__version__)
        app.setDesktopFileName("overview")
        for name in load_fonts():
            log.warning("font not loaded name=%s", name)
        return _run(app, options, core, settings)
    finally:
        core.close()


def _run(app: QApplication, options: Namespace, core: Core, settings: Settings) -> int:
    keeps_state = not options.grab
    with opened_window(app, core, settings, is_demo=options.demo, keeps_state=keeps_state) as opened:
        window, context = opened.window, opened.context
        if options.theme:
            opened.theme.choose(options.theme)
        script = _script(window, options, context)
        restore_hooks = _hook(window)
        try:
            context.tasks.hold()
            context.pictures.hold()
            _restore(window, options, core)
            window.first_painted.connect(lambda: _after_first_paint(opened, core, settings, options, script))
            window.show()
            return app.exec()
        finally:
            restore_hooks()


def _script(window: MainWindow, options: Namespace, context: Context) -> Script | None:
    if not (options.key or options.grab or options.quit_after) or options.quit_after == "painted":
        return None
    from desktop_app.ui.scripted import Script  # noqa: PLC0415 only for tests and pictures

    return Script(window, options, context.bridge, context.pictures)


def _restore(window: MainWindow, options: Namespace, core: Core) -> None:
    state = window_state.load(core.paths.window_state)
    window.restore(state)
    if options.size:
        window.resize(*options.size)


def _after_first_paint(
    opened: Opened, core: Core, settings: Settings, options: Namespace, script: Script | None
) -> None:
    window = opened.window
    Collector(window)
    if options.quit_after == "painted":
        window.close()
        return
    window.setWindowIcon(icons.icon("program/overview", "#000000", ICON_PX))
    opened.context.tasks.resume()
    opened.context.pictures.resume()
    window.world.load_map()
    core.start(sync_at_once=settings.sync_at_start and not options.offline)
    if script is not None:
        script.begin()
    elif options.country or options.article or options.screen:
        QTimer.singleShot(0, lambda: open_asked(window, options))


def open_asked(window: MainWindow, options: Namespace) -> None:
    """Show what the command line asks for."""
    if options.screen:
        window.show_screen(options.screen)
    if options.country:
        window.open_country(CountryCode(options.country))
    if options.article:
        window.open_public_id(options.article)


def _refuse_without_display() -> None:
    is_unix = sys.platform.startswith(("linux", "freebsd"))
    if is_unix and not any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise UsageError(
            "There is no display. Start it on a desktop, or without a window: "
            "'overview --help' lists the commands; QT_QPA_PLATFORM=offscreen runs the window unseen."
        )


def _hook(window: MainWindow) -> Callable[[], None]:
    """Send what nobody caught to the log, and say so quietly: a bug in a slot must not end the program."""
    told: set[str] = set()

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("uncaught", exc_info=(kind, error, trace))
        if kind.__name__ not in told:  # a fault in a paint comes many times a second
            told.add(kind.__name__)
            QTimer.singleShot(0, window, lambda: window.status.say("Something went wrong; the log has the details."))

    def report_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.error("uncaught thread=%s", args.thread, exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = report, report_thread
    handler = qInstallMessageHandler(_log_qt)

    def restore() -> None:
        sys.excepthook, threading.excepthook = before
        qInstallMessageHandler(handler)

    return restore


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    _qt_log.log(_LEVELS.get(kind, logging.INFO), "%s", message)
