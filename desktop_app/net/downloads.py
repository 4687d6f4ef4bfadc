"""
Large files from the web to the disk, which may be stopped and gone on with.

What has come lies in the file that was named, and a later download of it asks for the rest only (RFC 9110, 14). Whether
the bytes are the right ones is for the caller to know, who has their checksum: a site may have replaced the file
between two parts, and then the caller removes it and begins again.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.model.errors import FetchProblem
from desktop_app.net.addresses import nobody
from desktop_app.net.exchange import MIB, Exchange, Limits
from desktop_app.net.fetcher import HttpFetcher, problem_of_status
from desktop_app.net.network import Network

if TYPE_CHECKING:  # slow to import: not before the first download
    import requests

DOWNLOAD_LIMITS = Limits(body=512 * MIB, unpacked=512 * MIB, takes_part=True, read_s=30.0, total_s=12 * 3600.0)

_CHUNK = 1 << 17
_PART = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Progress = Callable[[int, int | None], None]  # bytes of the file that are there, and its size where that is known


class Downloads:
    """From any thread; a download runs on the thread that asks for it."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits = DOWNLOAD_LIMITS,
        allow_private: Callable[[str, int], bool] = nobody,
        network: Network | None = None,
    ) -> None:
        self._limits = limits
        self._fetcher = HttpFetcher(
            user_agent=user_agent, limits=limits, allow_private=allow_private, accept="*/*", network=network
        )

    def fetch(
        self, url: str, target: Path, *, cancelled: threading.Event, progress: Progress = lambda _there, _size: None
    ) -> None:
        """Download to ``target``, going on where it ends. Raises FetchError, and OSError where it cannot be written.

        A file that is there whole is asked for a byte beyond its end, which the site refuses: then all is well.
        """
        there = target.stat().st_size if target.exists() else 0
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
        with self._fetcher.stream(url, headers, cancelled=cancelled) as (response, exchange):
            raw: Any = response.raw
            try:
                self._take(response, exchange, target, there, progress)
            finally:
                raw.close()

    def _take(
        self, response: requests.Response, exchange: Exchange, target: Path, there: int, progress: Progress
    ) -> None:
        status = response.status_code
        if status == 416 and there:
            return
        if status not in {200, 206}:
            raise exchange.error(problem_of_status(status), status=status)
        start, size = _place(response, exchange)
        if start > there:
            raise exchange.error(FetchProblem.BROKEN, status=status, detail=f"from {start} instead of {there}")
        if size is not None and size > self._limits.body:
            raise exchange.error(FetchProblem.TOO_LARGE, status=status, detail=f"{size} bytes")
        with target.open("r+b" if target.exists() else "wb") as file:
            file.seek(start)
            file.truncate()  # a site that cannot go on begins again
            _write(response, exchange, file.write, lambda came: progress(start + came, size), self._limits.body - start)
        if size is not None and target.stat().st_size != size:
            raise exchange.error(FetchProblem.BROKEN, detail="ended early")

    def close(self) -> None:
        """Ends what is running, soon; every later download is CANCELLED."""
        self._fetcher.close()


def _place(response: requests.Response, exchange: Exchange) -> tuple[int, int | None]:
    """Where in the file the answer begins, and the whole file's size."""
    if response.status_code == 206:
        part = _PART.fullmatch(response.headers.get("Content-Range", "").strip())
        if part is None:
            raise exchange.error(FetchProblem.BROKEN, status=206, detail="part of an unknown place")
        return int(part[1]), None if part[2] == "*" else int(part[2])
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isascii() and length.isdigit() else None


def _write(
    response: requests.Response,
    exchange: Exchange,
    write: Callable[[bytes], object],
    progress: Callable[[int], None],
    most: int,
) -> None:
    from urllib3.exceptions import HTTPError

    raw: Any = response.raw
    came = 0
    while True:
        try:
            chunk: bytes = raw.read1(_CHUNK, decode_content=False)
        except (HTTPError, ConnectionError, TimeoutError) as error:
            raise exchange.error(FetchProblem.BROKEN, detail=str(error)) from error
        if not chunk:
            return
        write(chunk)
        came += len(chunk)
        exchange.received += len(chunk)
        if came > most:
            raise exchange.error(FetchProblem.TOO_LARGE, detail=f"more than {most} bytes")
        progress(came)
        exchange.check()
