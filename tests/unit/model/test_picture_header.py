from __future__ import annotations

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.picture_header import MOST_SCANS, picture_header
from tests.support.picture_files import jpeg, png, scan

EXIF = b"\xff\xe1\x00\x20" + b"Exif\0\0" + b"\xff\xc0\0\x11\x08\0\1\0\1" + b"\0" * 15  # a thumbnail's frame inside
GIF = base64.b64decode("R0lGODlhAwACAIAAAAAAAP///yH5BAEAAAAALAAAAAADAAIAAAIChF8AOw==")
LOSSY = b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 3, 2) + b"\0" * 10
LOSSLESS = b"RIFF\x24\0\0\0WEBPVP8L\x10\0\0\0\x2f" + struct.pack("<I", 2 | 1 << 14) + b"\0" * 10
EXTENDED = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0" + b"\x02\0\0" + b"\x01\0\0"
PROGRESSIVE = 0xC2


@pytest.mark.parametrize(
    ("name", "picture", "kind"),
    [
        ("png", png(3, 2), "png"),
        ("jpeg", jpeg(3, 2, b"\xff\xe0\x00\x04ab"), "jpeg"),
        ("jpeg with a thumbnail before", jpeg(3, 2, EXIF), "jpeg"),
        ("jpeg with fill and markers that stand alone", jpeg(3, 2, b"\xff\xff\xff\x01\xff\xd0"), "jpeg"),
        ("jpeg, progressive", jpeg(3, 2, b"\xff\xe0\x00\x02", frame=PROGRESSIVE), "jpeg"),
        ("gif", GIF, "gif"),
        ("webp, lossy", LOSSY, "webp"),
        ("webp, lossless", LOSSLESS, "webp"),
        ("webp, extended", EXTENDED, "webp"),
    ],
)
def test_kind_and_size(name: str, picture: bytes, kind: str) -> None:
    header = picture_header(picture)
    assert header is not None, name
    assert (header.kind, header.width, header.height, header.is_bearable) == (kind, 3, 2, True), name


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("png of nothing", png(0, 2)),
        ("png that ends", png(3, 2)[:20]),
        ("jpeg that ends", jpeg(3, 2)[:8]),
        ("jpeg without a frame", b"\xff\xd8\xff\xd9"),
        ("jpeg of markers only", b"\xff\xd8" + b"\xff\x01" * 100_000),
        ("jpeg with more markers behind its frame", jpeg(3, 2, behind=b"\xff\xfe\x00\x02" * 20_000)),
        ("webp that ends", EXTENDED[:28]),
        ("webp of another kind", EXTENDED.replace(b"VP8X", b"VP9X")),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("html", b"<!doctype html><p>no"),
        ("bmp", b"BM" + b"\0" * 60),
        ("avif", b"\0\0\0\x20ftypavif" + b"\0" * 60),
        ("nothing", b""),
    ],
)
def test_what_is_no_picture(name: str, picture: bytes) -> None:
    assert picture_header(picture) is None, name


@pytest.mark.parametrize(
    ("name", "picture", "is_bearable"),
    [
        ("a photograph", jpeg(6_000, 4_000, behind=scan() + b"\xff\xd9"), True),
        ("the same, with a preview behind it", jpeg(6_000, 4_000, behind=scan() + b"\xff\xd9" + jpeg(9, 9) * 3), True),
        ("a large one for the web", jpeg(5_500, 4_000, frame=PROGRESSIVE, behind=scan() * 10), True),
        ("a huge one", jpeg(8_000, 6_300, behind=scan()), False),
        ("a huge one that is kept whole", jpeg(7_000, 5_000, frame=PROGRESSIVE, behind=scan() * 10), False),
        ("the same, by its scans", jpeg(7_000, 5_000, behind=scan() * 3), False),
        ("one of full colour that is kept whole", jpeg(5_000, 4_000, sampling=0x22, frame=PROGRESSIVE), False),
        ("one that is gone through again and again", jpeg(90, 90, behind=scan() * (MOST_SCANS + 1)), False),
        ("the same, behind a break", jpeg(90, 90, behind=scan() + b"no" + scan(b"\xff\xd0 ") * MOST_SCANS), False),
        ("a large drawing", png(4_096, 4_096), True),
        ("a huge one", png(4_097, 4_097), False),
        ("one of deep colours", png(4_096, 4_096, depth=16), False),
        ("a bomb", png(30_000, 30_000), False),
        ("the largest", png(2**31 - 1, 2**31 - 1), False),
        ("a huge animation", GIF.replace(b"\x03\x00\x02\x00", struct.pack("<HH", 5_000, 5_000), 1), False),
        ("a huge webp", LOSSY.replace(b"\x03\x00\x02\x00", struct.pack("<HH", 5_000, 5_000)), False),
    ],
)
def test_what_decoding_it_takes_is_known_before(name: str, picture: bytes, *, is_bearable: bool) -> None:
    header = picture_header(picture)
    assert header is not None, name
    assert header.is_bearable == is_bearable, name


@given(
    st.sampled_from(
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", jpeg(9, 9)]
    ),
    st.binary(max_size=60),
)
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    header = picture_header(start + rest)
    assert header is None or (header.width > 0 and header.height > 0)
