"""
A world for a core without a web: sites are a dictionary of address -> bytes, or -> the error that they answer with.

    with a_core(tmp_path, FakeWorld(outlets=[...], pages={"https://a.example/feed": rss(...)})) as core:
        ...

Everything is answered on the sync's own threads as it comes; the clock stands still until a test sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from desktop_app.catalog.catalog import Catalog, outlet_key
from desktop_app.feeds.parser import parse
from desktop_app.language.engine import NoTranslator, Translator
from desktop_app.library.core import Core, World
from desktop_app.library.engines import EngineParts
from desktop_app.library.languages import Languages
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, Validators
from desktop_app.model.outlet import FeedId, FeedSource, Outlet, OutletKind
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.sync.engine import FetchResult
from desktop_app.sync.translation_steps import TranslationSource

NOON = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp())


def country(code: str, name: str, *, native: Sequence[str] = ()) -> Country:
    return Country(CountryCode(code), name, (), tuple(native), "", "Europe", "", 0.0, 0.0, "", ())


COUNTRIES = (
    country("CL", "Chile"),
    country("FR", "France"),
    country("DE", "Germany", native=("Deutschland",)),
    country("JP", "Japan", native=("日本",)),
)


def outlet(code: str, name: str, *feeds: str, is_default: bool = True, language: str = "en") -> Outlet:
    key = outlet_key(CountryCode(code), name)
    sources = tuple(FeedSource(url, language) for url in feeds)
    return Outlet(key, CountryCode(code), name, OutletKind.OTHER, f"https://{key}.example/", sources, is_default)


def rss(*titles: str, site: str = "https://news.example", at: int = NOON) -> bytes:
    """A feed with an item a title, each an hour older than the one before it."""
    items = "".join(
        f"<item><title>{escape(title)}</title><guid>{site}/{title}</guid><link>{site}/{number}</link>"
        f"<pubDate>{format_datetime(datetime.fromtimestamp(at - 3600 * number, UTC))}</pubDate>"
        f"<description>{escape(f'<p>What {title} is about.</p>')}</description></item>"
        for number, title in enumerate(titles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


Page = bytes | FetchProblem


@dataclass(slots=True)
class FakeWorld:
    """What is outside. ``pages`` may be changed between two passes."""

    outlets: Sequence[Outlet] = ()
    pages: dict[str, Page] = field(default_factory=dict)
    countries: Sequence[Country] = COUNTRIES
    translator: Translator = field(default_factory=NoTranslator)
    make_languages: Callable[[tuple[str, ...]], Languages] | None = None
    engines: EngineParts | None = None
    now: float = NOON
    asked: list[str] = field(default_factory=list)
    on_request: Callable[[str], None] = lambda _: None

    def world(self) -> World:
        return World(
            catalog=self,
            make_pool=lambda deliver: _Pool(self, deliver),
            pictures=_Pictures(self),
            make_translation=lambda: TranslationSource(self.translator, lambda texts: [said for _, said in texts]),
            parse=parse,
            clock=lambda: self.now,
            network=self,
            make_languages=self.make_languages,
            engines=self.engines,
        )

    def answer(self, url: str) -> bytes:
        self.asked.append(url)
        self.on_request(url)
        page = self.pages.get(url, FetchProblem.NOT_FOUND)
        if isinstance(page, FetchProblem):
            raise FetchError(url, page, status=404 if page is FetchProblem.NOT_FOUND else None)
        return page

    # as a catalogue

    def fingerprint(self) -> str:
        return sha256(repr((self.countries, self.outlets)).encode()).hexdigest()

    def load(self) -> Catalog:
        return Catalog(tuple(self.countries), tuple(self.outlets), self.fingerprint())

    # as a network

    def close(self) -> None:
        """Nothing hangs here."""


class _Pool:
    """Answers at once, on the thread that asks."""

    def __init__(self, world: FakeWorld, deliver: Callable[[FeedId, FetchResult], None]) -> None:
        self._world = world
        self._deliver = deliver

    def submit(self, token: FeedId, url: str, validators: Validators, priority: int) -> None:
        del validators, priority
        result: FetchResult
        try:
            body = self._world.answer(url)
            result = Fetched(body, url, "application/rss+xml", NO_VALIDATORS, len(body))
        except FetchError as e:
            result = e
        self._deliver(token, result)

    def promote(self, wanted: Callable[[FeedId], bool], priority: int) -> None:
        """There is no queue."""

    def cancel_all(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """There are no threads."""


class _Pictures:
    def __init__(self, world: FakeWorld) -> None:
        self._world = world

    def fetch(self, url: str) -> bytes:
        return self._world.answer(url)


@contextmanager
def a_core(profile: Path, world: FakeWorld | None = None) -> Iterator[Core]:
    """A core as the commands get one."""
    core = Core(in_profile(profile), Settings(), (world or FakeWorld()).world(), in_background=False)
    try:
        yield core
    finally:
        core.close()
