"""
Pictures from the web, checked before anybody decodes them.

What is accepted is known by its bytes, not by its name or what the site calls it: see ``model/picture_header.py``.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched
from desktop_app.model.picture_header import picture_header
from desktop_app.net.addresses import nobody
from desktop_app.net.exchange import PICTURE_LIMITS, Limits
from desktop_app.net.fetcher import HttpFetcher
from desktop_app.net.network import Network

PICTURE_ACCEPT = "image/webp, image/jpeg, image/png, image/gif;q=0.9, */*;q=0.2"


class PictureFetcher:
    """From any thread."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits = PICTURE_LIMITS,
        allow_private: Callable[[str, int], bool] = nobody,
        clock: Callable[[], float] = time.time,
        network: Network | None = None,
    ) -> None:
        self._fetcher = HttpFetcher(
            user_agent=user_agent,
            limits=limits,
            allow_private=allow_private,
            accept=PICTURE_ACCEPT,
            clock=clock,
            network=network,
        )

    def fetch(self, url: str, *, named_by: str = "") -> bytes:
        """A picture of a known kind and a bearable size. Raises FetchError: BROKEN when it is no such picture.

        ``named_by`` is the feed or page that shows it, see ``HttpFetcher.fetch``.
        """
        fetched = self._fetcher.fetch(url, NO_VALIDATORS, named_by=named_by)
        if not isinstance(fetched, Fetched):
            raise FetchError(url, FetchProblem.STATUS, status=304)
        header = picture_header(fetched.body)
        if header is None:
            raise FetchError(url, FetchProblem.BROKEN, detail="not a picture", received=fetched.received)
        if not header.is_bearable:
            detail = f"{header.width} x {header.height} pixels, {header.scans} scans"
            raise FetchError(url, FetchProblem.TOO_LARGE, detail=detail, received=fetched.received)
        return fetched.body

    def close(self) -> None:
        """Ends what is running, soon."""
        self._fetcher.close()
