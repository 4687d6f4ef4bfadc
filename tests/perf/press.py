"""
150 news sites on the loopback for the measurements: a process of its own, so that its work is not counted.

    python -m tests.perf.press [SITES [LATENCY_MS]]

Each site has an address of its own (127.0.1.1 and on) and one feed of 30 entries: RSS, Atom or RDF; 25 languages; 42 %
with the full text; nine in ten packed; ETag and Last-Modified. With a latency each answer takes so long, or as on the
web sometimes much longer (log-normal). The first line on standard output is JSON: the feeds' addresses, languages and
the address of the counts. Every answer counts its bytes. It ends when its input ends.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import socket
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from math import log
from subprocess import PIPE, Popen
from typing import Any, Self

from tests.perf.words import LANGUAGES, Writer

SITES = 150
ENTRIES = 30
FULL_TEXT = 0.42
LATENCY_SIGMA = 0.5  # one answer in twenty takes more than twice the latency
PACKED = 0.9
_NEWEST = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)


def language_of(site: int) -> str:
    return LANGUAGES[site % len(LANGUAGES)]


def feed(site: int, address: str) -> bytes:
    """The body of a site's feed."""
    chance = random.Random(site)
    writer = Writer(language_of(site), site)
    has_full_text = chance.random() < FULL_TEXT
    kind = chance.choices(("rss", "atom", "rdf"), (96, 40, 14))[0]
    items = [_item(kind, writer, chance, f"{address}/{site}/{n}", has_full_text=has_full_text) for n in range(ENTRIES)]
    title = escape(writer.sentence(3))
    match kind:
        case "rss":
            body = (
                f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
                f"<title>{title}</title><link>{address}/</link>{''.join(items)}</channel></rss>"
            )
        case "atom":
            body = (
                f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><id>{address}/</id>'
                f"<updated>{_NEWEST.isoformat()}</updated>{''.join(items)}</feed>"
            )
        case _:
            body = (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
                ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
                ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
                f'<channel rdf:about="{address}/"><title>{title}</title><link>{address}/</link></channel>'
                f"{''.join(items)}</rdf:RDF>"
            )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}'.encode()


def _item(kind: str, writer: Writer, chance: random.Random, url: str, *, has_full_text: bool) -> str:
    number = int(url.rpartition("/")[2])
    at = _NEWEST - timedelta(minutes=number * chance.randint(5, 90))
    title, lead = escape(writer.sentence(9).rstrip(".")), f"<p>{writer.text(220)}</p>"
    story = _story(writer, chance, url) if has_full_text else ""
    match kind:
        case "rss":
            content = f"<content:encoded><![CDATA[{story}]]></content:encoded>" if story else ""
            return (
                f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="false">{url}</guid>'
                f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(lead)}</description>{content}</item>"
            )
        case "atom":
            content = f'<content type="html">{escape(story)}</content>' if story else ""
            return (
                f'<entry><title>{title}</title><link href="{url}"/><id>{url}</id><updated>{at.isoformat()}</updated>'
                f'<published>{at.isoformat()}</published><summary type="html">{escape(lead)}</summary>{content}</entry>'
            )
        case _:
            content = f"<content:encoded>{escape(story)}</content:encoded>" if story else ""
            return (
                f'<item rdf:about="{url}"><title>{title}</title><link>{url}</link>'
                f"<dc:date>{at.isoformat()}</dc:date><description>{escape(lead)}</description>{content}</item>"
            )


def _story(writer: Writer, chance: random.Random, url: str) -> str:
    parts = [f'<figure><img src="{url}.jpg" width="1200" height="675" alt=""></figure>']
    for number in range(chance.randint(5, 11)):
        text = writer.text(chance.randint(180, 420))
        first, _, rest = text.partition(" ")
        match number % 4:
            case 1:
                parts.append(f'<p>{first} <a href="{url}?from=text">{rest[:40]}</a>{rest[40:]}</p>')
            case 3:
                parts.append(f"<h2>{writer.sentence(5)}</h2><p><strong>{first}</strong> {rest}</p>")
            case _:
                parts.append(f"<p>{text}</p>")
    return "".join(parts)


class _Site:
    """Answers for one feed, as HTTP/1.1 with connections that stay."""

    def __init__(self, site: int, address: str, counts: Counter[str], latency_s: float) -> None:
        self._counts = counts
        self._delay_s = random.Random(site).lognormvariate(log(latency_s), LATENCY_SIGMA) if latency_s else 0.0
        self._etag = f'"{site}-1"'
        body = feed(site, address)
        is_packed = random.Random(-site).random() < PACKED
        packed = gzip.compress(body, 6, mtime=0) if is_packed else body
        shared = f"ETag: {self._etag}\r\nLast-Modified: {format_datetime(_NEWEST, usegmt=True)}\r\n"
        encoding = "Content-Encoding: gzip\r\n" if is_packed else ""
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n{encoding}{shared}"
            f"Content-Length: {len(packed)}\r\n\r\n"
        )
        self._whole = head.encode() + packed
        self._unchanged = f"HTTP/1.1 304 Not Modified\r\n{shared}\r\n".encode()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                if request.startswith("GET /counts "):
                    body = json.dumps(self._counts).encode()
                    self._counts.clear()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
                else:
                    if self._delay_s:
                        await asyncio.sleep(self._delay_s)
                    is_unchanged = self._etag in request
                    answer = self._unchanged if is_unchanged else self._whole
                    self._counts["requests"] += 1
                    self._counts["bodies"] += not is_unchanged
                    self._counts["bytes"] += len(answer)
                    writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


async def _serve(sites: int, latency_s: float) -> None:
    counts: Counter[str] = Counter()
    feeds: list[dict[str, str]] = []
    for number in range(sites):
        listener = _listener(f"127.0.{1 + number // 250}.{1 + number % 250}")
        host, port = listener.getsockname()
        address = f"http://{host}:{port}"
        await asyncio.start_server(_Site(number, address, counts, latency_s).answer, sock=listener)
        feeds.append({"url": f"{address}/feed.xml", "language": language_of(number)})
    print(json.dumps({"feeds": feeds, "counts": feeds[0]["url"].replace("feed.xml", "counts")}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def _listener(host: str) -> socket.socket:
    try:
        return socket.create_server((host, 0), backlog=64)
    except OSError:  # a system that has one loopback address only
        return socket.create_server(("127.0.0.1", 0), backlog=64)


class Press:
    """The sites, as a context: ``feeds`` tells their addresses."""

    def __init__(self, sites: int = SITES, latency_ms: int = 0) -> None:
        self._sites = sites
        self._latency_ms = latency_ms

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.perf.press", str(self._sites), str(self._latency_ms)]
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, text=True)
        stdout = self._process.stdout
        told: dict[str, Any] = json.loads(stdout.readline()) if stdout else {}
        self.feeds: list[dict[str, str]] = told["feeds"]
        self._counts: str = told["counts"]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def counts(self) -> dict[str, int]:
        """Requests, bodies and bytes since this was asked last."""
        import urllib.request

        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self._counts) as answer:
            counted: dict[str, int] = json.load(answer)
        return {"requests": 0, "bodies": 0, "bytes": 0} | counted


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(_serve(given[0] if given else SITES, given[1] / 1_000 if given[1:] else 0.0))
