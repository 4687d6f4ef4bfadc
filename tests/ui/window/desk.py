"""The whole window on a real core, and the hands of somebody who uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.library.core import Core, World
from desktop_app.library.view import View
from desktop_app.model.article import Article, ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.model.listing import FromCountry
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.ui import window_state
from desktop_app.ui.articles import row_layout
from desktop_app.ui.articles.view import ArticleListView
from desktop_app.ui.context import Context
from desktop_app.ui.opening import Opened, opened_window
from desktop_app.ui.screens.reading import ReadingPane
from desktop_app.ui.window import MainWindow

CALM = Settings(is_welcomed=True, theme="paper", reduced_motion=True)


class Desk:
    """GUI thread only. What is waited for has to come within half a minute."""

    def __init__(self, bot: QtBot, core: Core, opened: Opened) -> None:
        self.bot = bot
        self.core = core
        self.window: MainWindow = opened.window
        self.context: Context = opened.context
        self.theme = opened.theme

    # Looking

    @property
    def view(self) -> View:
        return self.context.view

    @property
    def pane(self) -> ReadingPane:
        """The pane of the screen that is shown."""
        (pane,) = (pane for pane in self.window.panes() if pane.isVisible())
        return pane

    @property
    def list(self) -> ArticleListView:
        return self.pane.list

    def rows(self, country: str) -> tuple[ArticleRow, ...]:
        return self.view.page(FromCountry(CountryCode(country)))

    def article(self, article_id: ArticleId) -> Article:
        article = self.view.article(article_id)
        assert article is not None
        return article

    def shown(self) -> Article:
        """The article in the reader, as the store has it."""
        article_id = self.pane.reader.article_id
        assert article_id is not None
        return self.article(article_id)

    def child(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def status(self) -> str:
        return self.window.status.status.text()

    def wait(self, holds: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(holds()))

    # Doing

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        window = QApplication.activeWindow() or self.window
        focus: QWidget | None = window.focusWidget()
        if isinstance(key, str):
            QTest.keyClicks(focus or window, key, modifier)
        else:
            QTest.keyClick(focus or window, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or QPoint())

    def click_row(self, position: int) -> None:
        middle = self.list.visualRect(self.list.model().index(position, 0)).center()
        self.click(self.list.viewport(), middle)

    def click_star(self, position: int) -> None:
        corner = self.list.visualRect(self.list.model().index(position, 0)).topLeft()
        hit = row_layout.star_hit()
        self.click(self.list.viewport(), corner + QPoint(hit.x + hit.width // 2, hit.y + hit.height // 2))

    def click_country(self, code: str) -> None:
        """Click a country on the globe."""
        globe = self.window.world.globe
        self.wait(lambda: globe.loaded and not (globe.moving or globe.is_redrawing))
        point: QPointF | None = globe.point_of(CountryCode(code))
        assert point is not None, f"{code} is not in view"
        self.click(globe, point.toPoint())
        self.wait(lambda: not (globe.moving or globe.is_redrawing))

    def open_country(self, code: str) -> None:
        self.window.open_country(code)
        self.wait(lambda: self.pane.model.rowCount() == len(self.rows(code)))


@contextmanager
def a_desk(
    bot: QtBot,
    app: QApplication,
    profile: Path,
    world: World,
    settings: Settings = CALM,
    *,
    sync_at_once: bool = False,
) -> Iterator[Desk]:
    """The program as ``desktop_app.ui.start`` puts it together, from the first paint to the end."""
    core = Core(in_profile(profile), settings, world, in_background=True)
    try:
        with opened_window(app, core, settings, is_demo=True, keeps_state=True) as opened:
            desk = Desk(bot, core, opened)
            opened.window.restore(window_state.load(core.paths.window_state))
            opened.window.show()
            opened.window.activateWindow()
            bot.waitUntil(opened.window.isActiveWindow)
            opened.window.world.load_map()
            core.start(sync_at_once=sync_at_once)
            yield desk
            for dialog in opened.window.findChildren(QDialog):
                dialog.close()
            opened.window.close()
    finally:
        core.close()


class GatedFetcher:
    """Answers once the gate is open; a request that waits can be cancelled. From any thread."""

    def __init__(self, answer: Callable[[str], bytes]) -> None:
        self.gate = threading.Event()
        self.asked = threading.Semaphore(0)
        self._answer = answer
        self._closed = threading.Event()

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        del validators
        self.asked.release()
        while not self.gate.wait(0.01):
            if self._closed.is_set() or (cancelled is not None and cancelled.is_set()):
                raise FetchError(url, FetchProblem.CANCELLED)
        body = self._answer(url)
        return Fetched(body, url, "application/rss+xml", Validators(), len(body))

    def close(self) -> None:
        self._closed.set()
