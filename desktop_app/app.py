"""The composition root: the one place that knows every part, makes them, joins them and ends them."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import CONTACT, YOUNG_GARBAGE, __version__, assets, logs, messages, paths, settings
from desktop_app.cli import arguments
from desktop_app.keychain import SystemKeyring
from desktop_app.library.core import Core, LoadedCatalog, World
from desktop_app.library.engines import EngineParts
from desktop_app.model.errors import OverviewError
from desktop_app.own_network import OwnPages, OwnPictures, OwnSources

if TYPE_CHECKING:  # not before the first paint
    from argparse import Namespace

    from desktop_app.demo.world import Phrasebook
    from desktop_app.language.engine import Translator
    from desktop_app.language.local import Run
    from desktop_app.language.marian.paths import ModelPaths
    from desktop_app.language.models.manifest import Manifest, ModelInfo
    from desktop_app.library.languages import Languages
    from desktop_app.model.article import ArticleId
    from desktop_app.model.engines import Patience
    from desktop_app.model.feed import ParsedFeed
    from desktop_app.model.fetch import Fetcher
    from desktop_app.model.outlet import FeedId
    from desktop_app.model.rendering import Rendering
    from desktop_app.net.api import Api
    from desktop_app.net.fetcher import HttpFetcher
    from desktop_app.net.pictures import PictureFetcher
    from desktop_app.net.pool import FetchPool
    from desktop_app.net.robots import Robots
    from desktop_app.store.memory import Remembered
    from desktop_app.sync.engine import FetchResult
    from desktop_app.sync.translation_steps import TranslationSource
    from desktop_app.worker.host import WorkerHost

USER_AGENT = f"Overview/{__version__} (desktop news reader; +{CONTACT})"
TRANSLATION_LIMIT_S = 120.0  # of a few hundred words, which take half a second
LANGUAGES_IDLE_S = 5.0  # telling languages takes 91 MB, which nobody needs between two passes
SWITCH_S = 0.0002  # the thread that draws waits at most this long for one that computes, at each of its calls

TRANSLATION_WORK = "desktop_app.sync.translation_work"  # in a worker process too
PAGE_READER = "desktop_app.extract.page.worker:extract_page"  # in the worker process
PAGE_THREADS = 3  # one for what is read, and two that may still wait for sites that it was read of before


def run(argv: list[str]) -> int:
    """The program. Exit codes: 0 done, 1 the work failed, 2 wrong use."""
    options = arguments.parse(argv)  # ends the program itself where the arguments are wrong
    try:
        with _places(options) as places:
            return _run_in(places, options)
    except OverviewError as e:
        if options.debug:
            raise
        print(f"overview: {messages.error_sentence(e)}", file=sys.stderr)  # noqa: T201 the terminal is who asked
        return 1


def _run_in(places: paths.Paths, options: Namespace) -> int:
    if options.command in arguments.WITHOUT_STORE:
        from desktop_app.cli.commands import run_without_store

        return run_without_store(options)
    if options.command == "restore":
        from desktop_app.cli.commands import restore

        return restore(options, places)
    places.make()
    ring = logs.set_up(places.logs, level="DEBUG" if options.debug else "INFO", console=options.debug)
    try:
        chosen = settings.load(places.settings)
        if options.command in arguments.WITH_MODELS:
            from desktop_app.cli.commands import run_with_models

            known = known_languages(places, chosen.model_sources)
            return run_with_models(options, local_translator(places, known.manifest, _run_here), known)
        world = demo_world(options) if options.demo else real_world(options, places)
        if options.command is not None:
            from desktop_app.cli.commands import run_command

            gc.set_threshold(YOUNG_GARBAGE)
            gc.enable()  # off since the program's start, for the window's sake
            return run_command(options, lambda: Core(places, chosen, world, in_background=False))
        from desktop_app.ui.start import run_window

        sys.setswitchinterval(SWITCH_S)
        return run_window(options, Core(places, chosen, world, in_background=True), chosen, ring)
    finally:
        logs.tear_down()


@contextmanager
def _places(options: Namespace) -> Iterator[paths.Paths]:
    """The user's folders; the demo has its own, which go when it ends."""
    if options.profile:
        yield paths.in_profile(Path(options.profile))
    elif options.demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="overview-demo-", ignore_cleanup_errors=True) as folder:
            yield paths.in_profile(Path(folder))
    else:
        yield paths.default()


def _parse_feed(body: bytes, url: str, content_type: str) -> ParsedFeed:
    from desktop_app.feeds.parser import parse

    return parse(body, url, content_type)


class _ShippedCatalog:
    """The catalogue that comes with the program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fingerprint(self) -> str:
        from desktop_app.catalog import fingerprint

        return fingerprint.of_folder(self._folder)

    def load(self) -> LoadedCatalog:
        from desktop_app.catalog import toml_files

        return toml_files.load(self._folder)


class _CsvCatalog:
    """A CSV file in the place of the shipped outlets; the countries stay."""

    def __init__(self, file: Path, shipped: Path) -> None:
        self._file = file
        self._shipped = shipped

    def fingerprint(self) -> str:
        from desktop_app.catalog import fingerprint

        return fingerprint.of_file(self._file)

    def load(self) -> LoadedCatalog:
        from desktop_app.catalog import csv_file, toml_files

        return csv_file.load(self._file, toml_files.load(self._shipped).countries)


class _Web:
    """What asks the web, made when it is first needed: a window that is being made asks nobody."""

    def __init__(self, database: Path, translating: _Translating, *, is_catalog_own: bool) -> None:
        self._database = database
        self._translating = translating  # ends when the web does: whoever waits for it is not to wait any more
        self._is_catalog_own = is_catalog_own
        self._lock = threading.Lock()  # guards the two below: the sync's thread and those of the pictures come here
        self._fetcher: HttpFetcher | None = None
        self._pictures: PictureFetcher | None = None
        self._is_closed = False

    def make_pool(self, deliver: Callable[[FeedId, FetchResult], None]) -> FetchPool[FeedId]:
        fetcher = self._feed_fetcher()
        return _pool(fetcher, deliver, fetcher.rest)

    def make_page_pool(self, deliver: Callable[[ArticleId, FetchResult], None]) -> FetchPool[ArticleId]:
        """The pool closes the fetcher that is made for it."""
        from desktop_app.net.exchange import PAGE_LIMITS
        from desktop_app.net.fetcher import PAGE_ACCEPT, HttpFetcher
        from desktop_app.net.pool import FetchPool

        fetcher = HttpFetcher(user_agent=USER_AGENT, limits=PAGE_LIMITS, accept=PAGE_ACCEPT, allow_private=self._own())
        pages = OwnPages(fetcher, self._database, is_catalog_own=self._is_catalog_own)
        return FetchPool(pages, deliver, threads=PAGE_THREADS, idle=fetcher.rest)

    def make_robots(self) -> Robots:
        """For the thread that fetches ahead."""
        from desktop_app.model.fetch import NO_VALIDATORS, Fetched
        from desktop_app.net.robots import Robots

        fetcher = self._feed_fetcher()

        def fetch(url: str) -> bytes:
            fetched = fetcher.fetch(url, NO_VALIDATORS)
            return fetched.body if isinstance(fetched, Fetched) else b""

        return Robots(fetch, USER_AGENT.partition("/")[0], time.time)

    def fetch(self, url: str) -> bytes:
        """A picture. Raises FetchError."""
        return OwnPictures(self._picture_fetcher(), self._database, is_catalog_own=self._is_catalog_own).fetch(url)

    def close(self) -> None:
        """End every request, and let none begin."""
        with self._lock:
            self._is_closed = True
            made = (self._fetcher, self._pictures)
        for fetcher in made:
            if fetcher is not None:
                fetcher.close()
        self._translating.close()

    def _feed_fetcher(self) -> HttpFetcher:
        from desktop_app.net.fetcher import HttpFetcher

        with self._lock:
            if self._fetcher is None:
                self._fetcher = HttpFetcher(user_agent=USER_AGENT, allow_private=self._own())
                if self._is_closed:
                    self._fetcher.close()
            return self._fetcher

    def _picture_fetcher(self) -> PictureFetcher:
        from desktop_app.net.pictures import PictureFetcher

        with self._lock:
            if self._pictures is None:
                self._pictures = PictureFetcher(user_agent=USER_AGENT, allow_private=self._own())
                if self._is_closed:
                    self._pictures.close()
            return self._pictures

    def _own(self) -> OwnSources:
        return OwnSources(self._database, is_catalog_own=self._is_catalog_own)


def real_world(options: Namespace, places: paths.Paths) -> World:
    """The web."""
    from desktop_app.sync.full_text import PageSource

    shipped = assets.path("catalog")
    translating = _Translating(places.database)
    web = _Web(places.database, translating, is_catalog_own=options.catalog is not None)
    return World(
        catalog=_CsvCatalog(Path(options.catalog), shipped) if options.catalog else _ShippedCatalog(shipped),
        make_pool=web.make_pool,
        pictures=web,
        make_translation=lambda: _translation(places, translating),
        make_languages=lambda sources: known_languages(places, sources, translating.try_out),
        parse=_parse_feed,
        clock=_clock(options.clock),
        network=web,
        is_sparing=_asks_to_be_spared,
        make_grouping_worker=_make_worker,
        engines=EngineParts(_make_api, SystemKeyring()),
        pages=PageSource(web.make_page_pool, _make_worker, PAGE_READER, web.make_robots),
    )


def _clock(start: float | None) -> Callable[[], float]:
    """The computer's clock; or one that shows ``start`` now, and goes on from there, so that a test need not wait."""
    if start is None:
        return time.time
    begun = time.monotonic()
    return lambda: start + time.monotonic() - begun


def known_languages(
    places: paths.Paths, sources: tuple[str, ...], try_out: Callable[[Path, ModelInfo], None] | None = None
) -> Languages:
    """The languages that can be translated, their models from the web: from ``sources``, or the shipped list."""
    from desktop_app.language.models.manifest import Manifest
    from desktop_app.library.languages import Languages
    from desktop_app.net.downloads import Downloads

    manifest = Manifest(assets.path("language", "models.json"))
    own = _own_mirrors(sources)
    return Languages(
        manifest, places.models, lambda: Downloads(user_agent=USER_AGENT, allow_private=own), sources, try_out
    )


def _own_mirrors(bases: tuple[str, ...]) -> Callable[[str, int], bool]:
    """Addresses that the user named may lie inside the user's own network."""
    from desktop_app.net.addresses import own_hosts

    return own_hosts(bases)


def local_translator(places: paths.Paths, manifest: Manifest, run: Run) -> Translator:
    """Translates what there are models for."""
    from desktop_app.language.local import LocalTranslator
    from desktop_app.language.models.folder import ModelFolder

    return LocalTranslator(ModelFolder(places.models, manifest), manifest.engine, run)


def _translation(places: paths.Paths, translating: _Translating) -> TranslationSource:
    from desktop_app.language.models.manifest import Manifest
    from desktop_app.net.power import is_on_battery
    from desktop_app.sync.translation_steps import TranslationSource

    manifest = Manifest(assets.path("language", "models.json"))
    translator = local_translator(places, manifest, translating)
    return TranslationSource(translator, translating.languages_of, translating.take_fresh, is_on_battery)


def _make_api(base: str, *, patience: Patience) -> Api:
    """For an engine elsewhere."""
    from desktop_app.model.engines import Patience
    from desktop_app.net.api import API_LIMITS, BRIEF_API_LIMITS, SLOW_API_LIMITS, Api

    limits = {Patience.USUAL: API_LIMITS, Patience.LONG: SLOW_API_LIMITS, Patience.BRIEF: BRIEF_API_LIMITS}
    return Api(base, user_agent=USER_AGENT, limits=limits[patience])


def _run_here(paths: ModelPaths, language: str, texts: list[str]) -> list[Rendering | None]:
    """For a command that does nothing else: a process of its own would only cost its start."""
    from desktop_app.language.loaded import translate

    return translate(paths, language, texts)


class _Translating:
    """The processes that translate and that tell languages; made when there is something to do."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._lock = threading.Lock()  # guards the two below: one thread asks, another one closes
        self._hosts: dict[str, WorkerHost] = {}
        self._is_closed = False
        self._fresh: list[Remembered] = []  # of the one thread that asks

    def __call__(self, paths: ModelPaths, language: str, texts: list[str]) -> list[Rendering | None]:
        """Raises ModelError, WorkerError."""
        arguments = (str(self._database), paths, language, texts)
        host = self._host("translate", 60.0)
        asked = host.submit(f"{TRANSLATION_WORK}:translate", *arguments, limit_s=TRANSLATION_LIMIT_S)
        made, fresh = asked.result()
        self._fresh += fresh
        result: list[Rendering | None] = made
        return result

    def take_fresh(self) -> list[Remembered]:
        """The sentences that were translated since this was asked last."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def languages_of(self, texts: list[tuple[str, str]]) -> list[str]:
        """Raises WorkerError."""
        host = self._host("languages", LANGUAGES_IDLE_S)
        told: list[str] = host.submit(f"{TRANSLATION_WORK}:detect", texts, limit_s=TRANSLATION_LIMIT_S).result()
        return told

    def try_out(self, folder: Path, info: ModelInfo) -> None:
        """Whether a model translates. Raises ModelError, WorkerError."""
        host = self._host("translate", 60.0)
        host.submit("desktop_app.language.models.trial:try_out", folder, info, limit_s=TRANSLATION_LIMIT_S).result()

    def _host(self, name: str, idle_s: float) -> WorkerHost:
        from desktop_app.worker.host import WorkerHost

        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = WorkerHost(idle_s=idle_s)
                if self._is_closed:
                    self._hosts[name].close()
            return self._hosts[name]

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            hosts = list(self._hosts.values())
        for host in hosts:
            host.close()


def _make_worker() -> WorkerHost:
    from desktop_app.worker.host import WorkerHost

    return WorkerHost()


def _asks_to_be_spared() -> bool:
    from desktop_app.net.metered import is_metered
    from desktop_app.net.power import is_battery_low

    return is_battery_low() or is_metered()


def demo_world(options: Namespace) -> World:
    """Fictional outlets, from files: the same pipeline behind another fetcher."""
    from desktop_app.demo.world import DemoFetcher, DemoPictures, DemoWorld

    clock = _demo_clock(options.clock)
    world = DemoWorld(assets.path("sample"), clock)
    fetcher = DemoFetcher(world)
    return World(
        catalog=_CsvCatalog(world.catalog_csv, assets.path("catalog")),
        make_pool=lambda deliver: _pool(fetcher, deliver, lambda: None),
        pictures=DemoPictures(world),
        make_translation=lambda: _from_book(world.phrasebook),
        parse=_parse_feed,
        clock=clock,
        network=fetcher,
        make_grouping_worker=_make_worker,
    )


def _from_book(phrasebook: Phrasebook) -> TranslationSource:
    """The demo's: nothing is computed, and every feed says the truth about its language."""
    from desktop_app.sync.translation_steps import TranslationSource

    return TranslationSource(phrasebook, lambda texts: [declared for _, declared in texts])


def _demo_clock(start: float | None) -> Callable[[], float]:
    """The demo's time stands still at the instant that was asked for, so that its pictures can be made again."""
    return time.time if start is None else lambda: start


def _pool(
    fetcher: Fetcher, deliver: Callable[[FeedId, FetchResult], None], idle: Callable[[], None]
) -> FetchPool[FeedId]:
    from desktop_app.net.pool import FetchPool
    from desktop_app.sync.engine import FETCH_THREADS

    return FetchPool(fetcher, deliver, threads=FETCH_THREADS, idle=idle)
