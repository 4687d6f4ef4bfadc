from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app import YOUNG_GARBAGE
from desktop_app.ui.garbage import Collector


@pytest.fixture
def collecting() -> Iterator[None]:
    """Python's own way, until something ends it."""
    gc.enable()
    yield
    gc.disable()
    gc.unfreeze()


@pytest.mark.usefixtures("collecting")
def test_no_thread_but_this_one_destroys_what_is_qts(qtbot: QtBot) -> None:
    collector = Collector(look_every_ms=1)
    destroyed_on: list[threading.Thread] = []

    def tangle() -> None:
        for _ in range(50):
            one, other = QObject(), QObject()
            one.other, other.other = other, one  # type: ignore[attr-defined]
            weakref.finalize(one, lambda: destroyed_on.append(threading.current_thread()))

    def allocate() -> None:
        kept = [{"number": [n]} for n in range(2 * YOUNG_GARBAGE)]
        assert len(kept) == 2 * YOUNG_GARBAGE

    tangle()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert not destroyed_on
    waiting = [[n] for n in range(YOUNG_GARBAGE + 1)]
    qtbot.waitUntil(lambda: len(destroyed_on) == 50)
    assert set(destroyed_on) == {threading.main_thread()}
    assert waiting
    collector.deleteLater()
