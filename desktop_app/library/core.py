"""
Makes everything below the front ends, in order, and ends it in the reverse order. The window and the command line get
the same core; they differ in whether it syncs by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

from desktop_app.library.engines import EngineParts, Engines, wording_of
from desktop_app.library.engines import choice_of as engine_of
from desktop_app.library.hub import EventHub
from desktop_app.library.installing import Installing
from desktop_app.library.library import Library, Parts
from desktop_app.library.sync_handle import SyncHandle
from desktop_app.library.translation import translating_options
from desktop_app.model.article import Seconds
from desktop_app.model.events import CatalogChanged, Event
from desktop_app.model.frozen import frozen
from desktop_app.paths import Paths
from desktop_app.settings import Settings
from desktop_app.store import catalog
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.precedence import Precedence
from desktop_app.store.writer import Urgency, Writer
from desktop_app.sync.ahead import Ahead, choice_of
from desktop_app.sync.full_text import FullTexts
from desktop_app.sync.housekeeping import Housekeeper
from desktop_app.sync.pictures import PictureCache, PictureSource
from desktop_app.sync.story_keeper import GroupWorker, StoryKeeper
from desktop_app.sync.translating import Translating
from desktop_app.sync.wording import Wordings

if TYPE_CHECKING:  # not before the sync starts
    from desktop_app.library.languages import Languages
    from desktop_app.model.country import Country
    from desktop_app.model.feed import ParsedFeed
    from desktop_app.model.outlet import Outlet
    from desktop_app.sync.engine import MakePool, SyncEngine, SyncOptions
    from desktop_app.sync.full_text import PageSource
    from desktop_app.sync.report import SyncReport
    from desktop_app.sync.translation_steps import TranslationSource

log = logging.getLogger(__name__)


class LoadedCatalog(Protocol):
    """What a catalogue's reader gives."""

    @property
    def countries(self) -> tuple[Country, ...]: ...
    @property
    def outlets(self) -> tuple[Outlet, ...]: ...
    @property
    def fingerprint(self) -> str: ...


class CatalogSource(Protocol):
    """Where the catalogue comes from; asked for its content only when the store has another one."""

    def fingerprint(self) -> str: ...
    def load(self) -> LoadedCatalog:
        """Raises CatalogError."""
        ...


class Closeable(Protocol):
    def close(self) -> None: ...


@frozen
class World:
    """Where everything outside comes from: the web, or the files of the demo. Chosen by the composition root."""

    catalog: CatalogSource
    make_pool: MakePool
    pictures: PictureSource
    make_translation: Callable[[], TranslationSource]  # called when there may be something to translate
    parse: Callable[[bytes, str, str], ParsedFeed]
    clock: Callable[[], float]
    network: Closeable  # ends every request at once, so that a closing program does not wait
    is_sparing: Callable[[], bool] = bool  # whether the computer asks to be spared; never where nothing tells
    make_grouping_worker: Callable[[], GroupWorker] | None = None  # None: stories only where a command groups them
    # languages to install, from the addresses that the user chose; None where there are none
    make_languages: Callable[[tuple[str, ...]], Languages] | None = None
    engines: EngineParts | None = None  # what is opened may be translated by; None where only what is installed does
    pages: PageSource | None = None  # the articles' own; None where there are none to ask for


class Core:
    """``close`` when done. Raises StoreError where the store cannot be opened."""

    def __init__(self, paths: Paths, settings: Settings, world: World, *, in_background: bool) -> None:
        paths.make()
        self.paths = paths
        self.hub = EventHub()
        self._world = world
        self._precedence = Precedence()
        self._writer = Writer(paths.database, self.hub.publish, self._precedence.give_way)
        self._story_keeper = StoryKeeper(
            paths.database, world.make_grouping_worker, writer=self._writer, clock=lambda: int(world.clock())
        )
        self._housekeeper = Housekeeper(self._writer, paths.user_copy, self._story_keeper.on_indexed)
        self._pictures = PictureCache(
            paths.pictures, world.pictures, self.hub.publish, begins_at_once=not in_background
        )
        self._full_texts = FullTexts(
            world.pages,
            writer=self._writer,
            publish=self.hub.publish,
            clock=lambda: int(world.clock()),
            request_picture=self._pictures.request,
            on_stored=self._housekeeper.take_up,
        )
        self._engines = Engines(world.engines, self.hub.publish, engine_of(settings), world.clock)
        self._wordings = Wordings(
            paths.database,
            self._engines.make_wordsmith,
            wording_of(settings),
            writer=self._writer,
            publish=self.hub.publish,
            is_sparing=world.is_sparing,
        )
        self.hub.subscribe(self._wordings.hear)
        self._translating = Translating(
            paths.database,
            world.make_translation,
            writer=self._writer,
            publish=self.hub.publish,
            clock=lambda: int(world.clock()),
            on_stored=self._housekeeper.index,
            options=translating_options(settings),
            outside=self._engines.outside,
        )
        self.hub.subscribe(self._translating.on_event)
        self._installing = Installing(world.make_languages, self.hub.publish, settings.model_sources)
        self._ahead = Ahead(
            paths.database,
            self._full_texts,
            world.pages.make_guide if world.pages is not None else None,
            choice=choice_of(settings),
            is_sparing=world.is_sparing,
            clock=lambda: int(world.clock()),
        )
        self.hub.subscribe(self._ahead.hear)
        self._in_background = in_background
        self._engine = SyncHandle(self._make_engine, settings)
        self.library = Library(
            Parts(
                database=paths.database,
                writer=self._writer,
                engine=self._engine,
                housekeeper=self._housekeeper,
                story_keeper=self._story_keeper,
                pictures=self._pictures,
                full_texts=self._full_texts,
                ahead=self._ahead,
                translating=self._translating,
                installing=self._installing,
                engines=self._engines,
                wordings=self._wordings,
                settings=settings,
                hub=self.hub,
                clock=world.clock,
                precedence=self._precedence,
            )
        )

    def _make_engine(self, options: SyncOptions) -> SyncEngine:
        from desktop_app.sync.engine import SyncEngine

        world = self._world
        return SyncEngine(
            database=self.paths.database,
            writer=self._writer,
            make_pool=world.make_pool,
            housekeeper=self._housekeeper,
            publish=self.hub.publish,
            clock=world.clock,
            options=options,
            parse=world.parse,
            prepare=self.take_catalog,
            give_way=self._precedence.give_way,
            tidy=self._tidy,
            in_background=self._in_background,
            is_sparing=world.is_sparing,
        )

    def start(self, *, sync_at_once: bool) -> None:
        """Start the threads that work by themselves. The window does so after it has shown itself."""
        self._engine.start(at_once=sync_at_once)
        self._pictures.begin()
        self._full_texts.begin()
        if self._in_background:
            self._translating.begin()
            self._story_keeper.begin()
            self._ahead.begin()
            self._wordings.begin()
        self._housekeeper.tidy()

    def close(self) -> None:
        """End everything; what the user did is on the disk afterwards."""
        self._housekeeper.stop()
        self._story_keeper.stop()
        self._wordings.stop()
        self._translating.stop()
        self._ahead.stop()
        self._full_texts.close()
        self._world.network.close()
        self._installing.close()
        self._engines.close()
        self._engine.stop()
        self._ahead.close()
        self._translating.close()
        self._story_keeper.close()
        self._wordings.close()
        self._pictures.close()
        self._writer.close()

    def take_catalog(self) -> None:
        """Bring the store's copy of the catalogue up to date, if it is not. Raises CatalogError, StoreError."""
        source = self._world.catalog
        with store_errors(), closing(open_reader(self.paths.database)) as db:
            if catalog.fingerprint(db) == source.fingerprint():
                return
        loaded = source.load()

        def job(db: Connection) -> tuple[Event, ...]:
            catalog.put_catalog(db, loaded.countries, loaded.outlets, loaded.fingerprint)
            return (CatalogChanged(),)

        self._writer.submit(job, Urgency.USER).result()
        log.info("catalogue taken countries=%d outlets=%d", len(loaded.countries), len(loaded.outlets))

    def _tidy(self, before: Seconds) -> None:
        """Throw away articles that have had their time, and pictures beyond the budget. On the sync thread."""
        self._housekeeper.prune(before)
        self._writer.submit(_forget_oldest_sentences, Urgency.LATER)
        with closing(self.library.view()) as view:
            gone = self._pictures.evict(view.kept_images())
        log.info("tidied pictures_gone=%d", gone)

    @property
    def report(self) -> SyncReport | None:
        """Of the last pass that ended."""
        return self._engine.report


def _forget_oldest_sentences(db: Connection) -> tuple[Event, ...]:
    from desktop_app.store import memory

    memory.forget_oldest(db)
    return ()
