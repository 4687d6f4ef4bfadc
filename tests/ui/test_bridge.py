from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.events import (
    ArticlesChanged,
    CatalogChanged,
    Event,
    FeedsChanged,
    MarksChanged,
    PageArrived,
    PictureArrived,
    SyncFinished,
    SyncProgress,
    SyncStarted,
)
from desktop_app.ui.bridge import EventBridge

CL, JP = CountryCode("CL"), CountryCode("JP")
A, B = ArticleId(1), ArticleId(2)


class Heard:
    """What the widgets hear, in order, and on which thread."""

    def __init__(self, bridge: EventBridge) -> None:
        self.told: list[object] = []
        self.threads: set[bool] = set()
        self.wakes = 0
        bridge.articles_changed.connect(self.take)
        bridge.marks_changed.connect(self.take)
        bridge.feeds_changed.connect(self.take)
        bridge.catalog_changed.connect(lambda: self.take(CatalogChanged()))
        bridge.page_arrived.connect(lambda article: self.take(PageArrived(article)))
        bridge.picture_arrived.connect(lambda url: self.take(PictureArrived(url)))
        bridge.sync_started.connect(self.take)
        bridge.sync_progressed.connect(self.take)
        bridge.sync_finished.connect(self.take)
        bridge._wake.connect(self.wake)

    def take(self, event: object) -> None:
        self.told.append(event)
        self.threads.add(QThread.isMainThread())

    def wake(self) -> None:
        self.wakes += 1


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[EventBridge]:
    del qtbot
    bridge = EventBridge()
    yield bridge
    bridge.deleteLater()


@pytest.fixture
def heard(bridge: EventBridge) -> Heard:
    return Heard(bridge)


def post(bridge: EventBridge, *events: Event) -> None:
    """From another thread, as the core does."""

    def all_of_them() -> None:
        for event in events:
            bridge.post(event)

    thread = threading.Thread(target=all_of_them)
    thread.start()
    thread.join()


def test_events_arrive_on_the_thread_that_draws(bridge: EventBridge, heard: Heard, qtbot: QtBot) -> None:
    post(bridge, SyncStarted(3))
    assert heard.told == []
    qtbot.waitUntil(lambda: heard.told == [SyncStarted(3)])
    assert heard.threads == {True}


def test_a_burst_is_told_once_and_in_an_order_that_can_be_relied_on(
    bridge: EventBridge, heard: Heard, qtbot: QtBot
) -> None:
    post(
        bridge,
        SyncStarted(9),
        SyncProgress(1, 9, 1, 0),
        PictureArrived("https://a.example/1.jpg"),
        ArticlesChanged(frozenset({CL}), 2, frozenset({A})),
        SyncProgress(2, 9, 2, 0),
        FeedsChanged(frozenset({CL})),
        MarksChanged(frozenset({A})),
        PageArrived(B),
        ArticlesChanged(frozenset({JP}), 3, frozenset({B})),
        PictureArrived("https://a.example/1.jpg"),
        FeedsChanged(frozenset({JP})),
        SyncProgress(3, 9, 3, 0),
        PageArrived(B),
        PageArrived(A),
        SyncFinished(9, 3, 0),
        CatalogChanged(),
        MarksChanged(frozenset({B})),
        CatalogChanged(),
    )
    qtbot.waitUntil(lambda: SyncFinished(9, 3, 0) in heard.told)
    assert heard.told == [
        CatalogChanged(),
        ArticlesChanged(frozenset({CL, JP}), 5, frozenset({A, B})),
        PageArrived(B),
        PageArrived(A),
        MarksChanged(frozenset({A, B})),
        FeedsChanged(frozenset({CL, JP})),
        PictureArrived("https://a.example/1.jpg"),
        SyncStarted(9),
        SyncProgress(3, 9, 3, 0),
        SyncFinished(9, 3, 0),
    ]


def test_the_last_progress_of_one_sync_is_not_taken_for_the_next(
    bridge: EventBridge, heard: Heard, qtbot: QtBot
) -> None:
    events: list[Event] = [
        SyncProgress(8, 9, 0, 0),
        SyncProgress(9, 9, 0, 0),
        SyncFinished(9, 0, 0),
        SyncStarted(2),
        SyncProgress(1, 2, 0, 0),
    ]
    post(bridge, *events)
    qtbot.waitUntil(lambda: len(heard.told) == 4)
    assert heard.told == events[1:]


def test_a_flood_from_many_threads_is_lost_nowhere_and_wakes_rarely(
    bridge: EventBridge, heard: Heard, qtbot: QtBot
) -> None:
    def flood(number: int) -> None:
        for i in range(500):
            bridge.post(MarksChanged(frozenset({ArticleId(number * 500 + i)})))

    threads = [threading.Thread(target=flood, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    def everything() -> bool:
        return len({i for e in heard.told if isinstance(e, MarksChanged) for i in e.articles}) == 2_000

    qtbot.waitUntil(everything)
    assert len(heard.told) < 20
    assert heard.wakes < 20


def test_what_comes_while_it_is_told_is_told_next(bridge: EventBridge, heard: Heard, qtbot: QtBot) -> None:
    bridge.catalog_changed.connect(lambda: bridge.post(SyncStarted(1)) if len(heard.told) == 1 else None)
    bridge.post(CatalogChanged())
    qtbot.waitUntil(lambda: heard.told == [CatalogChanged(), SyncStarted(1)])
