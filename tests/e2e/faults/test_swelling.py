"""Answers that swell: small on the wire or without an end, huge in memory if somebody lets them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.faults.kinds import channel, item, rss, titles
from tests.support.web import Answer, Page, serve

MOST_MB = 100  # above what a pass over sound feeds took
MB = 1_000_000
AT_ONCE = {"zeros", "items", "endless", "entry"}
PIECE = "".join(item(f"more {i}", f"m{i}") for i in range(300))


def packed(body: bytes, content_type: str = "application/rss+xml") -> Answer:
    return Answer(gzip.compress(body, 6), headers=(("Content-Encoding", "gzip"),), content_type=content_type)


def repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece))


# (name, what it is, page, how many articles are taken of it at least and at most)
SWELLING: list[tuple[str, str, Callable[[], Page], int, int]] = [
    ("zeros", "200 kB of gzip that are 200 MB of nothing",
     lambda: packed(rss("zeros").replace("</channel>", "").encode() + bytes(200 * MB)), 5, 5),
    ("items", "gzip that is 40 MB of items",
     lambda: packed(channel(repeated(PIECE, 40 * MB)).encode()), 300, 2_000),
    ("tags", "gzip that is 60 MB of empty tags behind the items",
     lambda: packed(rss("tags").replace("</channel>", "<a/>" * (15 * MB)).encode()), 5, 5),
    ("attributes", "gzip of a tag with millions of attributes",
     lambda: packed(rss("attributes").replace("</channel>", "<a " + 'b="" ' * (6 * MB)).encode()), 5, 5),
    ("ampersands", "gzip that is 30 MB of bare ampersands",
     lambda: packed(rss("ampersands").replace("</channel>", "& " * (15 * MB)).encode()), 5, 5),
    ("wide", "gzip of 30 MB of text that takes four bytes a character",
     lambda: packed(rss("wide", text="😀" + "x" * (30 * MB)).encode()), 1, 5),
    ("entry", "an entry of 10 MB", lambda: Answer(rss("entry", text="word " * (2 * MB)).encode()), 1, 5),
    ("paragraphs", "an entry of 7 MB in a million paragraphs",
     lambda: Answer(rss("paragraphs", titles("paragraphs", 1), text="&lt;p&gt;x" * (7 * MB // 10)).encode()), 1, 1),
    ("endless", "a feed without an end",
     lambda: Answer(f'<rss version="2.0"><channel>{PIECE * 20}'.encode(), is_endless=True), 300, 2_000),
    ("entries", "50,000 entries",
     lambda: Answer(channel("".join(item(f"e {i}", f"e{i}") for i in range(50_000))).encode()), 2_000, 2_000),
    ("lists", "gzip of a JSON feed of millions of lists",
     lambda: packed(b'{"items":[' + b"[]," * (10 * MB), "application/json"), 0, 0),
    ("objects", "gzip of a JSON feed of millions of items",
     lambda: packed(b'{"items":[' + b"{}," * (10 * MB) + b"{}]}", "application/json"), 0, 0),
]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="the most that a process held is asked for otherwise")
def test_memory_stays_bounded(project: Path, tmp_path: Path) -> None:
    """Those that are met come from hosts of their own, at once; those made up, one after the other behind them."""
    with serve() as site:
        for name in (sound := [f"sound{i}" for i in range(5)]):
            site[f"/{name}"] = Answer(rss(name, titles(name, 30)).encode())
        urls = {f"CL/{name}": site.url(f"/{name}", f"{name}.test") for name in sound}
        for name, _, page, _, _ in SWELLING:
            site[f"/{name}"] = page()
            country, host = ("EG", f"{name}.test") if name in AT_ONCE else ("JP", "swelling.test")
            urls[f"{country}/{name}"] = site.url(f"/{name}", host)
        ran = subprocess.run(
            [sys.executable, "-m", "tests.e2e.faults.swelling", str(tmp_path), json.dumps(urls)],
            cwd=project,
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    said = json.loads(ran.stdout)
    for name, what, _, least, most in SWELLING:
        added, problem = said["told"][name.title()]
        assert least <= added <= most, (what, added, problem)
    assert set(said["titles"]) >= {title for name in sound for title in titles(name, 30)}
    before, with_the_usual, with_all = said["peaks_mb"]
    assert with_the_usual - before < MOST_MB
    assert with_all - before < 2 * MOST_MB
