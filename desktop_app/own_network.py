"""What of the user's own network may be asked: what the user's own sources there name, and nothing for a stranger."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not before the first paint
    from desktop_app.library.view import View
    from desktop_app.model.fetch import Fetched, NotModified, Validators
    from desktop_app.net.fetcher import HttpFetcher
    from desktop_app.net.pictures import PictureFetcher


_NOBODY = "unknown:"  # in the place of an address: nobody of the user's own
_OWN_FOR_S = 2.0  # after that a source that was removed is a stranger


class OwnSources:
    """Whether an address inside the user's network is there because the user named a source there.

    Asked for each request, and nearly always answered from the host's name alone. Every feed of a catalogue that the
    user gave is the user's own.
    """

    def __init__(self, database: Path, *, is_catalog_own: bool) -> None:
        self._database = database
        self._is_catalog_own = is_catalog_own
        self._lock = threading.Lock()  # guards the two below: every fetch thread comes here
        self._is_own: Callable[[str, int], bool] | None = None
        self._until = 0.0  # time.monotonic

    def __call__(self, host: str, port: int) -> bool:
        from desktop_app.net.addresses import is_near

        if not is_near(host):
            return False
        with self._lock:
            is_known = self._is_own is not None and self._is_own(host, port) and time.monotonic() < self._until
            return is_known or self._read()(host, port)  # a source that was added just now is not known yet

    def _read(self) -> Callable[[str, int], bool]:
        from desktop_app.library.view import View
        from desktop_app.net.addresses import own_hosts

        with closing(View(self._database, time.time)) as view:
            self._is_own = own_hosts(view.feed_urls(only_users=not self._is_catalog_own))
        self._until = time.monotonic() + _OWN_FOR_S
        return self._is_own


class OwnPictures:
    """Pictures from the web; of those inside the user's network only what the user's own source there shows.

    What a stranger's feed names must not make this computer ask the user's own server for anything. Who named a picture
    is looked up rather than told by who asks for it, so that nobody can forget to.
    """

    def __init__(self, fetcher: PictureFetcher, database: Path, *, is_catalog_own: bool) -> None:
        self._fetcher = fetcher
        self._database = database
        self._is_catalog_own = is_catalog_own

    def fetch(self, url: str) -> bytes:
        """Raises FetchError."""
        named_by = _named_by(
            url, self._database, lambda view, own: view.feed_showing(url, own), is_catalog_own=self._is_catalog_own
        )
        return self._fetcher.fetch(url, named_by=named_by)


class OwnPages:
    """Articles' pages from the web; of those inside the user's network only what the user's own source there links."""

    def __init__(self, fetcher: HttpFetcher, database: Path, *, is_catalog_own: bool) -> None:
        self._fetcher = fetcher
        self._database = database
        self._is_catalog_own = is_catalog_own

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        """Raises FetchError."""
        named_by = _named_by(
            url, self._database, lambda view, own: view.feed_linking(url, own), is_catalog_own=self._is_catalog_own
        )
        return self._fetcher.fetch(url, validators, cancelled=cancelled, named_by=named_by)

    def close(self) -> None:
        """End every request, and let none begin."""
        self._fetcher.close()


def _named_by(url: str, database: Path, find: Callable[[View, list[str]], str], *, is_catalog_own: bool) -> str:
    """The user's own source that named an address inside the user's network, which ``find`` finds among its host's."""
    from desktop_app.library.view import View
    from desktop_app.net.addresses import host_and_port, is_near

    try:
        host, _ = host_and_port(url)
    except ValueError:
        return _NOBODY
    if not is_near(host):
        return _NOBODY
    with closing(View(database, time.time)) as view:
        urls = view.feed_urls(only_users=not is_catalog_own)
        return find(view, [u for u in urls if host in u.lower()]) or _NOBODY
