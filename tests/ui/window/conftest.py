from __future__ import annotations

import shutil
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import demo_world
from desktop_app.library.core import Core, World
from desktop_app.model.events import Event, SyncFinished
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.store.connection import open_reader
from desktop_app.sync.edition import articles_of_edition
from desktop_app.ui.theme.fonts import load_fonts
from tests.support.shared import DrawnOnce, SharedProcess
from tests.ui.window.desk import CALM, Desk, a_desk

NOON = 1_773_489_600.0  # 2026-03-14T12:00Z
HERE = Path(__file__).parent
SAID_BY_QT = ("This plugin does not support", "OpenType support missing")  # of the platform and its fonts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*SAID_BY_QT))


@pytest.fixture(scope="session")
def app(qapp: QApplication) -> QApplication:
    """The application with the fonts of the program."""
    load_fonts()
    return qapp


Demo = Callable[[], World]


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """Makes demo worlds, whose stories are grouped by one process, and whose pictures are drawn once."""

    def made() -> World:
        return demo_world(Namespace(clock=NOON))

    pictures = DrawnOnce(made().pictures)
    with closing(SharedProcess()) as process:
        yield lambda: replace(made(), pictures=pictures, make_grouping_worker=process.lend)


@pytest.fixture(scope="session")
def read_profile(tmp_path_factory: pytest.TempPathFactory, demo: Demo) -> Path:
    """A profile in which the demo world was read once."""
    profile = tmp_path_factory.mktemp("read")
    finished = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, SyncFinished):
            finished.set()

    core = Core(in_profile(profile), Settings(), demo(), in_background=False)
    core.hub.subscribe(hear)
    core.take_catalog()
    core.start(sync_at_once=False)
    core.library.sync_all(None)
    assert finished.wait(60)
    core.library.translate_waiting()
    core.library.group_stories()
    with closing(open_reader(core.paths.database)) as db:
        edition = articles_of_edition(db, int(NOON))
    for article in edition:  # as the window would do at each start, and group them anew
        core.library.translate_article(article)
    core.library.group_stories()
    core.library.read_takes()
    core.close()
    return profile


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[OpenDesk]:
    """Open a window on a world; ``sync_at_once`` reads its sources. The last to be opened is closed first."""
    with ExitStack() as stack:

        def opened(
            world: World, settings: Settings = CALM, *, profile: Path | None = None, sync_at_once: bool = False
        ) -> Desk:
            place = profile or tmp_path / "profile"
            return stack.enter_context(a_desk(qtbot, app, place, world, settings, sync_at_once=sync_at_once))

        yield opened


@pytest.fixture
def profile(read_profile: Path, tmp_path: Path) -> Path:
    """A copy of the profile that was read, for one test."""
    copy = tmp_path / "profile"
    shutil.copytree(read_profile, copy)
    return copy


@pytest.fixture
def desk(open_desk: OpenDesk, profile: Path, demo: Demo) -> Desk:
    """The window on the demo world, which was read before."""
    return open_desk(demo(), profile=profile)


Start = Callable[..., AbstractContextManager[Desk]]


@pytest.fixture
def starts(qtbot: QtBot, app: QApplication, profile: Path, demo: Demo) -> Start:
    """Start on one profile as often as a test likes."""
    return lambda settings=CALM: a_desk(qtbot, app, profile, demo(), settings)


class Browser(QObject):
    """Takes the addresses that would go to the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.visited: list[str] = []

    @Slot(QUrl)
    def visit(self, url: QUrl) -> None:
        self.visited.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, browser, "visit")  # type: ignore[arg-type]  # it wants a str, whatever its stub says
    yield browser
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)
