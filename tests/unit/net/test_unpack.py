from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.errors import FetchProblem
from desktop_app.net.unpack import Unpacked, unpack

PLENTY = 1 << 24
TEXT = b"<rss>" + b"hello world 123 " * 3000 + random.Random(1).randbytes(60_000) + b"</rss>"  # spans many pieces


@pytest.mark.parametrize(
    ("name", "packed", "encoding"),
    [
        ("plain", TEXT, ""),
        ("gzip", gzip.compress(TEXT), "gzip"),
        ("gzip by its old name, in capitals", gzip.compress(TEXT), "X-GZIP"),
        ("gzip of two members", gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:]), "gzip"),
        ("gzip with zeros behind", gzip.compress(TEXT) + b"\0" * 512, "gzip"),
        ("gzip that nobody mentions", gzip.compress(TEXT), ""),
        ("gzip called deflate", gzip.compress(TEXT), "deflate"),
        ("gzip twice", gzip.compress(gzip.compress(TEXT)), "gzip, gzip"),
        ("zlib", zlib.compress(TEXT), "deflate"),
        ("raw deflate", zlib.compress(TEXT)[2:-4], "deflate"),
        ("zlib called gzip", zlib.compress(TEXT), "gzip"),
        ("brotli", brotli.compress(TEXT), "br"),
        ("brotli and gzip", gzip.compress(brotli.compress(TEXT)), "br, gzip"),
        ("plain called gzip", TEXT, "gzip"),
        ("plain called deflate", TEXT, "deflate"),
        ("plain called brotli", TEXT, "br"),
        ("gzip called brotli", gzip.compress(TEXT), "br"),
        ("plain called by a character set", TEXT, "utf-8"),
        ("plain called identity", TEXT, "identity"),
        ("nothing", b"", ""),
    ],
)
def test_whole(name: str, packed: bytes, encoding: str) -> None:
    expected = b"" if name == "nothing" else TEXT
    assert unpack(packed, encoding, PLENTY) == Unpacked(expected)


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(TEXT)[:30_000], "gzip"),
        (gzip.compress(TEXT[:50_000]) + gzip.compress(TEXT[50_000:])[:9000], "gzip"),
        (zlib.compress(TEXT)[:30_000], "deflate"),
        (zlib.compress(TEXT)[2:30_000], "deflate"),
        (brotli.compress(TEXT)[:30_000], "br"),
        (gzip.compress(TEXT)[:30_000] + b"\xff" * 9000, "gzip"),
    ],
)
def test_what_came_before_the_end_or_the_damage_is_given(packed: bytes, encoding: str) -> None:
    unpacked = unpack(packed, encoding, PLENTY)
    assert unpacked.shortfall is FetchProblem.BROKEN
    assert len(unpacked.body) > 40_000
    assert TEXT.startswith(unpacked.body[:40_000])


def test_a_wrong_checksum_costs_no_byte() -> None:
    assert unpack(gzip.compress(TEXT)[:-8] + b"12345678", "gzip", PLENTY) == Unpacked(TEXT, FetchProblem.BROKEN)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_rubbish_gives_nothing(encoding: str) -> None:
    unpacked = unpack(b"\x00\x99\xfe" * 500, encoding, PLENTY)
    assert unpacked == Unpacked(b"", FetchProblem.BROKEN)


BOMB = b"A" * 50_000_000


@pytest.mark.parametrize(
    ("name", "packed", "encoding"),
    [
        ("gzip", gzip.compress(BOMB), "gzip"),
        ("many members", gzip.compress(BOMB[:1_000_000]) * 50, "gzip"),
        ("zlib", zlib.compress(BOMB), "deflate"),
        ("raw", zlib.compress(BOMB)[2:-4], "deflate"),
        ("brotli", brotli.compress(BOMB, quality=5), "br"),
        ("layers", gzip.compress(gzip.compress(BOMB)), "gzip, gzip"),
        ("damaged at the end", gzip.compress(BOMB)[:-20] + b"x" * 20, "gzip"),
    ],
)
def test_bombs_stop_at_the_cap(name: str, packed: bytes, encoding: str) -> None:  # noqa: ARG001 - the case's name
    tracemalloc.start()
    try:
        unpacked = unpack(packed, encoding, 2_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert unpacked == Unpacked(BOMB[:2_000_000], FetchProblem.TOO_LARGE)
    assert peak < 12_000_000


@given(st.binary(max_size=3000), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "", "nonsense"]))
def test_never_more_than_the_cap_and_never_an_exception(packed: bytes, encoding: str) -> None:
    most = 5000
    assert len(unpack(packed, encoding, most).body) <= most


@given(st.binary(max_size=3000), st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_is_survived(body: bytes, at: int, damage: bytes) -> None:
    for packed, encoding in ((gzip.compress(body), "gzip"), (brotli.compress(body), "br")):
        damaged = packed[:at] + damage + packed[at + len(damage) :]
        unpacked = unpack(damaged, encoding, PLENTY)
        assert len(unpacked.body) <= PLENTY
