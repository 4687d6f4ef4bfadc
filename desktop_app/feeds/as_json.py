"""A parsed feed as the JSON values that ``overview parse-feed`` prints."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.model.article import Seconds
from desktop_app.model.feed import Entry, ParsedFeed


def feed_json(feed: ParsedFeed) -> dict[str, Any]:
    """Times are ISO 8601 with a zone; what the feed does not say is null.

    ``link`` and ``author`` are as the feed has them, ``url`` and ``byline`` what the program makes of them.
    """
    return {
        "title": feed.title,
        "language": feed.language or None,
        "homepage": feed.homepage or None,
        "refresh_s": feed.refresh_s,
        "is_cut": feed.is_cut,
        "entries": [_entry_json(entry) for entry in feed.entries],
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id or None,
        "title": entry.title,
        "url": entry.url or None,
        "link": entry.given_link or entry.url or None,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "summary": entry.summary or None,
        "content": entry.content or None,
        "image": entry.images[0] if entry.images else None,
        "images": list(entry.images),
        "language": entry.language or None,
        "author": entry.given_author or entry.author or None,
        "byline": entry.author or None,
        "enclosures": [{"url": enclosure.url, "type": enclosure.type} for enclosure in entry.enclosures],
    }


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _iso(moment: Seconds | None) -> str | None:
    return None if moment is None else (_EPOCH + timedelta(seconds=moment)).isoformat()
