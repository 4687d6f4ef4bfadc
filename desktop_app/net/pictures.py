"""
Pictures from the web, checked before anybody decodes them.

What is accepted is known by its first bytes, not by its name or what the site calls it: JPEG, PNG, GIF, WebP. SVG is
a program rather than a picture and is refused. The size in pixels is read from the header: 100 kB can say 900
megapixels.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched
from desktop_app.net.addresses import nobody
from desktop_app.net.exchange import PICTURE_LIMITS, Limits
from desktop_app.net.fetcher import HttpFetcher
from desktop_app.net.network import Network

PICTURE_ACCEPT = "image/webp, image/jpeg, image/png, image/gif;q=0.9, */*;q=0.2"
MOST_PIXELS = 50_000_000

# JPEG: the markers that begin a frame and hold its size (ISO 10918-1, table B.1), and those that stand alone
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_MOST_JPEG_MARKERS = 10_000  # before the frame; real files have a dozen
_JPEG_ALONE = {0x01, *range(0xD0, 0xD9)}


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
        size = pixel_size(fetched.body)
        if size is None:
            raise FetchError(url, FetchProblem.BROKEN, detail="not a picture", received=fetched.received)
        width, height = size
        if width * height > MOST_PIXELS:
            detail = f"{width} x {height} pixels"
            raise FetchError(url, FetchProblem.TOO_LARGE, detail=detail, received=fetched.received)
        return fetched.body

    def close(self) -> None:
        """Ends what is running, soon."""
        self._fetcher.close()


def pixel_size(picture: bytes) -> tuple[int, int] | None:
    """Width and height as the header says; None when it is none of the four kinds, or has no size."""
    try:
        size = _size(picture)
    except (struct.error, IndexError):  # the header ends early
        return None
    return size if size and all(size) else None


def _size(picture: bytes) -> tuple[int, int] | None:
    if picture.startswith(b"\x89PNG\r\n\x1a\n") and picture[12:16] == b"IHDR":
        return struct.unpack_from(">II", picture, 16)
    if picture.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack_from("<HH", picture, 6)
    if picture.startswith(b"\xff\xd8\xff"):
        return _jpeg_size(picture)
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return _webp_size(picture)
    return None


def _jpeg_size(picture: bytes) -> tuple[int, int] | None:
    """Goes from marker to marker until a frame begins."""
    at = 2
    for _ in range(_MOST_JPEG_MARKERS):
        if picture[at] != 0xFF:
            return None
        marker = picture[at + 1]
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _JPEG_ALONE:
            at += 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", picture, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", picture, at + 2)[0]
    return None


def _webp_size(picture: bytes) -> tuple[int, int] | None:
    """The first chunk is lossy, lossless, or the extended header (RFC 9649, 2.5 to 2.7)."""
    match picture[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", picture, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = struct.unpack_from("<I", picture, 21)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width = int.from_bytes(picture[24:27], "little") + 1
            return width, int.from_bytes(picture[27:30], "little") + 1 if len(picture) >= 30 else 0
        case _:
            return None
