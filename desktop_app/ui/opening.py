"""Makes the window with all that it needs of the core, and ends it in the reverse order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.library.core import Core
from desktop_app.library.library import Library
from desktop_app.model.frozen import frozen
from desktop_app.settings import Settings
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.context import Context, CountryBook
from desktop_app.ui.pictures import PictureLoader
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme.style import ThemeFollower
from desktop_app.ui.window import MainWindow


@frozen
class Opened:
    """GUI thread only."""

    window: MainWindow
    context: Context
    theme: ThemeFollower


@contextmanager
def opened_window(
    app: QApplication, core: Core, settings: Settings, *, is_demo: bool, keeps_state: bool
) -> Iterator[Opened]:
    """A window that is not shown yet, on a core that is not started yet; the core stays open afterwards."""
    library = core.library
    view = library.view()
    bridge = EventBridge()
    core.hub.subscribe(bridge.post)
    tasks = Tasks(library)
    pictures = PictureLoader(_Pictures(library))
    theme = ThemeFollower(app, settings.theme)
    context = Context(library, view, tasks, bridge, pictures, CountryBook(view), library.now, is_demo)
    window = MainWindow(context, settings, core.paths, theme, keeps_state=keeps_state)
    try:
        yield Opened(window, context, theme)
    finally:
        core.hub.unsubscribe(bridge.post)
        tasks.close()
        pictures.close()
        window.hide()
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete)  # now: nothing of it may ask the view any more
        view.close()


class _Pictures:
    """The library's pictures as the loader asks for them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def path(self, url: str) -> Path:
        return self._library.picture_path(url)

    def request(self, url: str) -> None:
        self._library.request_picture(url)
