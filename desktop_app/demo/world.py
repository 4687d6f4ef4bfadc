"""
The demo world: a fictional press, its feeds, pages, pictures and translations, from the files in ``resources/sample``.

Everything is served through the promises that the pipeline has for the real world (``Fetcher``, ``PictureSource``,
``Translator``), so that the demo is the whole program and the fixture of its end-to-end tests. The files are made by
``packaging/prepare_sample.py``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.demo import pictures
from desktop_app.demo.pages import article_page, front_page
from desktop_app.demo.phrasebook import Phrasebook
from desktop_app.demo.templates import filled
from desktop_app.model.article import Seconds
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, NotModified, Validators

__all__ = ["DEMO_CLOCK", "DemoFetcher", "DemoPictures", "DemoWorld", "Phrasebook"]

DEMO_CLOCK: Seconds = 1_773_489_600  # 2026-03-14T12:00Z, for tests and screenshots


class DemoWorld:
    """From any thread. The news stands still at the moment in which the world was opened; ``clock`` goes on."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self._folder = folder
        self.clock = clock
        self.now: Seconds = int(clock())
        self._feeds: dict[str, dict[str, Any]] = {row["url"]: row for row in self._json("feeds.json")}
        self._homes = {str(row["homepage"]).rstrip("/"): row for row in self._feeds.values()}

    @property
    def catalog_csv(self) -> Path:
        """The fictional outlets, in the columns of ``--catalog``."""
        return self._folder / "catalog.csv"

    @property
    def translations(self) -> Path:
        """Every text with its English."""
        return self._folder / "translations.jsonl"

    @property
    def languages(self) -> frozenset[str]:
        """In which the press writes, English apart."""
        return frozenset(str(row["language"]) for row in self._feeds.values()) - {"en"}

    @cached_property
    def phrasebook(self) -> Phrasebook:
        return Phrasebook(self)

    def stories(self) -> dict[str, dict[str, list[str]]]:
        """Which articles tell the same story, by their addresses: what grouping is measured against."""
        stories: dict[str, dict[str, list[str]]] = self._json("stories.json")
        return stories

    def get(self, url: str) -> tuple[bytes, str] | None:
        """What is at the address, and its content type; None where there is nothing."""
        if feed := self._feeds.get(url):
            template = (self._folder / feed["file"]).read_text(encoding="utf-8")
            return filled(template, self.now, feed["encoding"]), feed["content_type"]
        if page := self._pages.get(url):
            return article_page(page, self.now), "text/html; charset=utf-8"
        if home := self._homes.get(url.rstrip("/")):
            return front_page(home), "text/html; charset=utf-8"
        if picture := self.picture(url):
            return picture, "image/png"
        return None

    def picture(self, url: str) -> bytes | None:
        """The PNG at the address, drawn now; always the same for an address. None where there is none."""
        host, slash, name = url.rpartition("/pictures/")
        if not slash or host not in self._homes:
            return None
        asked = pictures.named(name)
        return None if asked is None else pictures.png(asked)

    @cached_property
    def _pages(self) -> dict[str, dict[str, Any]]:
        lines = (self._folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()
        return {row["url"]: row for row in map(json.loads, lines)}

    def _json(self, name: str) -> Any:
        return json.loads((self._folder / name).read_text(encoding="utf-8"))


class DemoFetcher:
    """A ``model.fetch.Fetcher`` that reads files. From any thread."""

    def __init__(self, world: DemoWorld) -> None:
        self._world = world
        self._closed = threading.Event()

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        """Raises FetchError: NOT_FOUND for what is not of the demo world, CANCELLED once closed."""
        if self._closed.is_set() or (cancelled is not None and cancelled.is_set()):
            raise FetchError(url, FetchProblem.CANCELLED)
        found = self._world.get(url)
        if found is None:
            raise FetchError(url, FetchProblem.NOT_FOUND, status=404, detail="not in the demo world")
        body, content_type = found
        etag = f'"{sha256(body).hexdigest()[:24]}"'
        if validators.etag == etag:
            return NotModified(validators)
        return Fetched(body, url, content_type, Validators(etag=etag), received=len(body))

    def close(self) -> None:
        """Every later request is CANCELLED."""
        self._closed.set()


class DemoPictures:
    """A ``sync.pictures.PictureSource`` that draws. From any thread."""

    def __init__(self, world: DemoWorld) -> None:
        self._world = world

    def fetch(self, url: str) -> bytes:
        """Raises FetchError for an address that is not of the demo world."""
        picture = self._world.picture(url)
        if picture is None:
            raise FetchError(url, FetchProblem.NOT_FOUND, status=404, detail="not in the demo world")
        return picture

    def close(self) -> None:
        """Nothing to end: a picture takes a moment."""
