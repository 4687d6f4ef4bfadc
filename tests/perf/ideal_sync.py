"""
The least that a sync can do: fetch, parse, store and index, without a thought about anything that may go wrong.

    python -m tests.perf.ideal_sync DATABASE < FEEDS.json

Urllib3 on 24 threads, lxml, SQLite in WAL mode and FTS5. No sanitising, no identities, no segmenting of scripts, no
limits, no politeness, one transaction for 32 feeds. What a first sync costs more than this is what all that costs.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import urllib3
from lxml import etree

AT_ONCE = 32
_TAG = re.compile("<[^>]+>")
_SCHEMA = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS feed (url TEXT PRIMARY KEY, etag TEXT, modified TEXT);
    CREATE TABLE IF NOT EXISTS entry (
        id INTEGER PRIMARY KEY, feed TEXT, guid TEXT, url TEXT, title TEXT, body TEXT, published INTEGER
    );
    CREATE UNIQUE INDEX IF NOT EXISTS entry_guid ON entry (feed, guid);
    CREATE INDEX IF NOT EXISTS entry_date ON entry (published, id);
    CREATE INDEX IF NOT EXISTS entry_feed ON entry (feed, published, id);
    CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
        title, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
    );
"""

Row = tuple[str, str, str, str, str, int]


def entries(feed: str, body: bytes) -> Iterator[Row]:
    root = etree.fromstring(body, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    for item in root.iter("{*}item", "{*}entry"):
        found: dict[str, str] = {}
        for child in item:
            if isinstance(child.tag, str):
                name = child.tag.rpartition("}")[2]
                found[name] = child.text or child.get("href") or ""
        text = found.get("encoded") or found.get("content") or found.get("description") or found.get("summary") or ""
        guid = found.get("guid") or found.get("id") or found.get("link", "")
        yield feed, guid, found.get("link", ""), found.get("title", ""), text, _date(found)


def _date(found: dict[str, str]) -> int:
    if "pubDate" in found:
        return int(parsedate_to_datetime(found["pubDate"]).timestamp())
    return int(datetime.fromisoformat(found.get("published") or found["date"]).timestamp())


def store(db: sqlite3.Connection, feeds: list[tuple[str, str, str]], rows: list[Row]) -> int:
    db.execute("BEGIN")
    db.executemany("INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", feeds)
    before: int = db.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0]
    db.executemany(
        "INSERT OR IGNORE INTO entry (feed, guid, url, title, body, published) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    fresh = db.execute("SELECT id, title, body FROM entry WHERE id > ?", (before,)).fetchall()
    db.executemany(
        "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
        ((number, title, unescape(_TAG.sub(" ", body))) for number, title, body in fresh),
    )
    db.execute("COMMIT")
    return len(fresh)


def main(database: str, feeds: list[dict[str, Any]]) -> None:
    db = sqlite3.connect(database, isolation_level=None)
    db.executescript(_SCHEMA)
    known = {url: (etag, modified) for url, etag, modified in db.execute("SELECT * FROM feed")}
    pool = urllib3.PoolManager(num_pools=len(feeds), maxsize=1)

    def fetch(url: str) -> tuple[str, urllib3.BaseHTTPResponse]:
        etag, modified = known.get(url, ("", ""))
        headers = {"If-None-Match": etag, "If-Modified-Since": modified} if etag else {}
        return url, pool.request("GET", url, headers={"Accept-Encoding": "gzip", **headers})

    added = 0
    told: list[tuple[str, str, str]] = []
    rows: list[Row] = []
    with ThreadPoolExecutor(24) as threads:
        for future in as_completed([threads.submit(fetch, feed["url"]) for feed in feeds]):
            url, answer = future.result()
            if answer.status == 200:
                rows += entries(url, answer.data)
                told.append((url, answer.headers["ETag"], answer.headers["Last-Modified"]))
            if len(told) >= AT_ONCE:
                added += store(db, told, rows)
                told, rows = [], []
    if told:
        added += store(db, told, rows)
    db.close()
    print(json.dumps({"added": added}))


if __name__ == "__main__":
    main(sys.argv[1], json.load(sys.stdin))
