"""The only door between the core's threads and the thread that draws."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop_app.model.article import ArticleId
from desktop_app.model.events import (
    ArticlesChanged,
    CatalogChanged,
    EngineFailed,
    EngineTold,
    Event,
    FeedsChanged,
    InstallChanged,
    LanguagesChanged,
    MarksChanged,
    PageArrived,
    PictureArrived,
    SearchIndexed,
    StoriesChanged,
    SyncFinished,
    SyncProgress,
    SyncStarted,
    TranslationGrew,
    WordingTold,
)
from desktop_app.model.translating import Install

if TYPE_CHECKING:
    from desktop_app.model.engines import EngineState, WordingState

SETTLE_MS = 50


class EventBridge(QObject):
    """Collects events from any thread and tells the widgets about them, twenty times a second at most.

    What somebody waits for, who reads an article, is told at once.

    Only a wake-up crosses the threads as a Qt signal; the events wait in a deque: a signal an event is four times
    dearer. What can be merged is merged, so that a burst of a sync is one ``articles_changed`` here. Signals come in
    this order: catalogue, languages, articles, search, pages, translations, stories, marks, feeds, pictures, sync; so
    what was stored before the end of a sync is told before the end.
    """

    articles_changed = Signal(ArticlesChanged)
    search_indexed = Signal()
    marks_changed = Signal(MarksChanged)
    feeds_changed = Signal(FeedsChanged)
    catalog_changed = Signal()
    page_arrived = Signal(object)  # ArticleId
    translation_grew = Signal(TranslationGrew)
    languages_changed = Signal()
    install_changed = Signal(object)  # model.translating.Install
    engine_told = Signal(object)  # model.engines.EngineState
    engine_failed = Signal(object)  # model.events.EngineFailed
    wording_told = Signal(object)  # model.engines.WordingState
    picture_arrived = Signal(str)
    stories_changed = Signal()
    sync_started = Signal(SyncStarted)
    sync_progressed = Signal(SyncProgress)
    sync_finished = Signal(SyncFinished)
    _wake = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Event] = deque()
        self._is_woken = False
        self._is_awaited = False
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._deliver)
        self._wake.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def post(self, event: Event) -> None:
        """From any thread."""
        self._waiting.append(event)
        if isinstance(event, TranslationGrew):  # somebody reads on as it comes, every third of a second at most
            self._is_awaited = True
            self._wake.emit()
        elif not self._is_woken:  # two threads that both find it so wake it twice, which does no harm
            self._is_woken = True
            self._wake.emit()

    @Slot()
    def _settle(self) -> None:
        if self._is_awaited:
            self._timer.stop()
            self._deliver()
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _deliver(self) -> None:
        self._is_woken = self._is_awaited = False  # before the deque is emptied: who comes later wakes it again
        batch = _Batch()
        for _ in range(len(self._waiting)):  # what comes meanwhile has its own wake-up
            batch.take(self._waiting.popleft())
        if CatalogChanged in batch.happened:
            self.catalog_changed.emit()
        if LanguagesChanged in batch.happened:
            self.languages_changed.emit()
        if batch.articles is not None:
            self.articles_changed.emit(batch.articles)
        if SearchIndexed in batch.happened:
            self.search_indexed.emit()
        self._tell_texts(batch)
        if batch.marks is not None:
            self.marks_changed.emit(batch.marks)
        if batch.feeds is not None:
            self.feeds_changed.emit(batch.feeds)
        for url in batch.pictures:
            self.picture_arrived.emit(url)
        for event in batch.sync:
            self._tell_sync(event)

    def _tell_texts(self, batch: _Batch) -> None:
        for article in batch.pages:
            self.page_arrived.emit(article)
        if batch.translation is not None:
            self.translation_grew.emit(batch.translation)
        for install in batch.installs.values():
            self.install_changed.emit(install)
        if batch.engine is not None:
            self.engine_told.emit(batch.engine)
        if batch.engine_failed is not None:
            self.engine_failed.emit(batch.engine_failed)
        if batch.wording is not None:
            self.wording_told.emit(batch.wording)
        if StoriesChanged in batch.happened:
            self.stories_changed.emit()

    def _tell_sync(self, event: SyncStarted | SyncProgress | SyncFinished) -> None:
        match event:
            case SyncStarted():
                self.sync_started.emit(event)
            case SyncProgress():
                self.sync_progressed.emit(event)
            case SyncFinished():
                self.sync_finished.emit(event)
            case _ as never:
                assert_never(never)


class _Batch:
    """The events of one delivery, merged."""

    def __init__(self) -> None:
        self.articles: ArticlesChanged | None = None
        self.marks: MarksChanged | None = None
        self.feeds: FeedsChanged | None = None
        self.installs: dict[str, Install] = {}  # by language: the latest tells all
        self.happened: set[type[Event]] = set()  # of what needs no words
        self.translation: TranslationGrew | None = None  # of the one article that is read: the latest has it all
        self.engine: EngineState | None = None
        self.engine_failed: EngineFailed | None = None
        self.wording: WordingState | None = None
        self.pages: dict[ArticleId, None] = {}
        self.pictures: dict[str, None] = {}
        self.sync: list[SyncStarted | SyncProgress | SyncFinished] = []

    def take(self, event: Event) -> None:
        match event:
            case ArticlesChanged():
                self.articles = event if self.articles is None else self.articles.merged_with(event)
            case MarksChanged():
                self.marks = event if self.marks is None else self.marks.merged_with(event)
            case FeedsChanged():
                self.feeds = event if self.feeds is None else self.feeds.merged_with(event)
            case CatalogChanged() | StoriesChanged() | LanguagesChanged() | SearchIndexed():
                self.happened.add(type(event))
            case TranslationGrew() | InstallChanged() | EngineTold() | EngineFailed() | WordingTold():
                self._take_of_languages(event)
            case PageArrived(article):
                self.pages[article] = None
            case PictureArrived(url):
                self.pictures[url] = None
            case SyncStarted() | SyncProgress() | SyncFinished():
                if self.sync and isinstance(event, SyncProgress) and isinstance(self.sync[-1], SyncProgress):
                    self.sync[-1] = event
                else:
                    self.sync.append(event)
            case _ as never:
                assert_never(never)

    def _take_of_languages(
        self, event: TranslationGrew | InstallChanged | EngineTold | EngineFailed | WordingTold
    ) -> None:
        match event:
            case TranslationGrew():
                self.translation = event
            case InstallChanged(install):
                self.installs[install.language] = install
            case EngineTold(state):
                self.engine = state
            case EngineFailed():
                self.engine_failed = event
            case WordingTold(state):
                self.wording = state
            case _ as never:
                assert_never(never)
