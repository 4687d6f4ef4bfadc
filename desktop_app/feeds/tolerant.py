"""
The tolerant path: feedparser, for what claims to be a feed and is too broken for an XML parser.

It is about twelve times dearer than lxml, so it gets a bounded part of the text, and only when nothing else helped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from xml.sax import SAXException

from desktop_app.feeds.images import is_picture, is_worth_showing, pictures_in
from desktop_app.feeds.links import absolute
from desktop_app.feeds.markup import fuller
from desktop_app.feeds.text import person, title
from desktop_app.feeds.xml_feed import ENTRY_LIMIT
from desktop_app.model.feed import Enclosure, Entry, ParsedFeed
from desktop_app.notation.dates import instant
from desktop_app.notation.languages import language_tag

_TEXT_LIMIT = 1_000_000  # characters; about two seconds of its work


def tolerant_feed(text: str, url: str) -> ParsedFeed | None:
    """The feed as feedparser reads it, or None when it finds no entry either."""
    import feedparser  # slow to import, and hardly ever needed

    read: Callable[..., Any] = cast("Any", feedparser).parse  # it has no types
    try:
        found = read(text[:_TEXT_LIMIT].encode(), sanitize_html=False, resolve_relative_uris=False)
    except (SAXException, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return None  # what it stumbles over is no feed for anybody
    _let_go(found.pop("bozo_exception", None))
    homepage = absolute(str(found.feed.get("link", "")), url)
    entries = [_entry(item, homepage or url) for item in found.entries[:ENTRY_LIMIT]]
    if not entries:
        return None
    return ParsedFeed(
        title=title(str(found.feed.get("title", ""))),
        language=language_tag(str(found.feed.get("language", ""))),
        homepage=homepage,
        entries=tuple(entries),
        is_cut=len(found.entries) > ENTRY_LIMIT,
    )


def _let_go(error: BaseException | None) -> None:
    """feedparser keeps what it stumbled over, which keeps every frame of the stack, and in them the whole body."""
    while error is not None:
        error.__traceback__ = None
        error = error.__context__


def _entry(item: Any, base: str) -> Entry:
    url = absolute(str(item.get("feedburner_origlink") or item.get("link", "")), base)
    bodies = [str(part.get("value", "")) for part in item.get("content", [])]
    content, summary = fuller(max(bodies, key=len, default=""), str(item.get("summary", "")))
    enclosures = tuple(
        Enclosure(address, str(attached.get("type", "")))
        for attached in item.get("enclosures", [])
        if (address := absolute(str(attached.get("href", "")), base))
    )
    images = [attached.url for attached in enclosures if is_picture(attached.url, attached.type)]
    images += list(pictures_in(content or summary, url or base))[:10]
    published = instant(str(item.get("published", "")))
    updated = instant(str(item.get("updated", "")))
    return Entry(
        id=str(item.get("id", "")).strip(),
        url=url,
        title=title(str(item.get("title", ""))),
        published=published if published is not None else updated,
        updated=updated,
        summary=summary if content != summary else "",
        content=content,
        author=person(str(item.get("author", ""))),
        language=language_tag(str(item.get("language", ""))),
        images=tuple(dict.fromkeys(filter(is_worth_showing, images))),
        enclosures=enclosures,
        base_url=url or base,
    )
