from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.addresses import nobody
from desktop_app.net.exchange import PICTURE_LIMITS
from desktop_app.net.pictures import PictureFetcher, pixel_size
from tests.support.web import Answer, Site, redirect
from tests.unit.net.support import USER_AGENT, Names, anybody


def png(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    return b"\xff\xd8" + before + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\0" * 9


EXIF = b"\xff\xe1\x00\x20" + b"Exif\0\0" + b"\xff\xc0\0\x11\x08\0\1\0\1" + b"\0" * 15  # a thumbnail's frame inside
GIF = base64.b64decode("R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIChF8AOw==")
LOSSY = b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 3, 2) + b"\0" * 10
LOSSLESS = b"RIFF\x24\0\0\0WEBPVP8L\x10\0\0\0\x2f" + struct.pack("<I", 2 | 1 << 14) + b"\0" * 10
EXTENDED = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0" + b"\x02\0\0" + b"\x01\0\0"


@pytest.mark.parametrize(
    ("name", "picture", "expected"),
    [
        ("png", png(3, 2), (3, 2)),
        ("jpeg", jpeg(3, 2, b"\xff\xe0\x00\x04ab"), (3, 2)),
        ("jpeg with a thumbnail before", jpeg(3, 2, EXIF), (3, 2)),
        ("jpeg with fill and markers that stand alone", jpeg(3, 2, b"\xff\xff\xff\x01\xff\xd0"), (3, 2)),
        ("jpeg, progressive", jpeg(3, 2, b"\xff\xe0\x00\x02").replace(b"\xff\xc0", b"\xff\xc2"), (3, 2)),
        ("gif", GIF, (3, 2)),
        ("webp, lossy", LOSSY, (3, 2)),
        ("webp, lossless", LOSSLESS, (3, 2)),
        ("webp, extended", EXTENDED, (3, 2)),
        ("png of nothing", png(0, 2), None),
        ("png that ends", png(3, 2)[:20], None),
        ("jpeg that ends", jpeg(3, 2)[:8], None),
        ("jpeg without a frame", b"\xff\xd8\xff\xd9", None),
        ("jpeg of markers only", b"\xff\xd8" + b"\xff\x01" * 100_000, None),
        ("webp that ends", EXTENDED[:28], None),
        ("webp of another kind", EXTENDED.replace(b"VP8X", b"VP9X"), None),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ("html", b"<!doctype html><p>no", None),
        ("bmp", b"BM" + b"\0" * 60, None),
        ("avif", b"\0\0\0\x20ftypavif" + b"\0" * 60, None),
        ("nothing", b"", None),
    ],
)
def test_pixel_size(name: str, picture: bytes, expected: tuple[int, int] | None) -> None:
    assert pixel_size(picture) == expected, name


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b""]),
    st.binary(max_size=60),
)
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    size = pixel_size(start + rest)
    assert size is None or (size[0] > 0 and size[1] > 0)


@pytest.fixture
def pictures() -> Iterator[PictureFetcher]:
    limits = replace(PICTURE_LIMITS, body=5000, unpacked=5000)
    pictures = PictureFetcher(user_agent=USER_AGENT, limits=limits, allow_private=anybody, network=Names())
    yield pictures
    pictures.close()


def test_a_picture_is_known_by_its_content(site: Site, pictures: PictureFetcher) -> None:
    site["/lie.jpg"] = Answer(png(3, 2), content_type="text/html")
    site["/moved"] = redirect("/lie.jpg")
    assert pictures.fetch(site.url("/moved")) == png(3, 2)
    accept = site.requests[0].headers["accept"]
    assert "image/webp" in accept
    assert "svg" not in accept and "avif" not in accept


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (png(30_000, 30_000), FetchProblem.TOO_LARGE),
        (jpeg(65_000, 65_000), FetchProblem.TOO_LARGE),
        (png(3, 2) + b"x" * 6000, FetchProblem.TOO_LARGE),
        (b"<svg/>", FetchProblem.BROKEN),
        (b"<html>no picture", FetchProblem.BROKEN),
        (b"", FetchProblem.EMPTY),
    ],
)
def test_refused(site: Site, pictures: PictureFetcher, body: bytes, problem: FetchProblem) -> None:
    site["/p.png"] = Answer(body, content_type="image/png")
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    assert refused.value.problem is problem


def test_half_a_picture_is_none(site: Site, pictures: PictureFetcher) -> None:
    site["/p.png"] = Answer(png(3, 2) + b"x" * 100, cut_after=60)
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    assert refused.value.problem is FetchProblem.BROKEN


def test_nothing_near_by(site: Site) -> None:
    pictures = PictureFetcher(user_agent=USER_AGENT, allow_private=nobody)
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    pictures.close()
    assert refused.value.problem is FetchProblem.FORBIDDEN
    assert not site.requests
