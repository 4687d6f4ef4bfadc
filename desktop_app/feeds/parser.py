"""
Bytes of a feed -> ``ParsedFeed``, whatever the format, the character set and the mistakes.

Pure: no network, no clock, no store; any thread. lxml reads nearly everything and lets other threads run meanwhile;
feedparser, an order of magnitude slower, is asked only where lxml finds no feed in something that claims to be one.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from desktop_app.feeds.json_feed import json_feed
from desktop_app.feeds.parts import parts
from desktop_app.feeds.text import TITLE_LIMIT
from desktop_app.feeds.tolerant import tolerant_feed
from desktop_app.feeds.xml_feed import ENTRY_LIMIT, NotXmlFeed, feed_of
from desktop_app.feeds.xml_text import ends_whole, feed_part, is_web_page, repaired
from desktop_app.model.errors import ParseError, ParseProblem
from desktop_app.model.feed import Entry, ParsedFeed
from desktop_app.notation.encoding import decoded

_EMOJI = b"\xf0"  # what UTF-8 begins a character of four bytes with
_MOST_WITH_EMOJI = 5 << 20  # bytes


def parse(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """The feed in the bytes that came from ``url``, with the HTTP header's content type where there was one.

    Raises ParseError, and nothing else, for what is no feed.
    """
    text = decoded(_bounded(body), content_type)
    start = text.lstrip("\ufeff\x00 \t\r\n")[:1]
    if not start:
        raise ParseError(ParseProblem.EMPTY)
    if start in "{[":
        return json_feed(text, url)
    is_page = is_web_page(text)
    beginning = text[:1000].strip()[:60]
    xml = feed_part(text)
    del text  # from here on it would only be a second copy
    if xml is None or (is_page and not _has_entries(xml)):
        raise ParseError(ParseProblem.NOT_A_FEED, beginning)
    feed = _xml_feed(xml, url)
    if is_page and (feed is None or not feed.entries):
        raise ParseError(ParseProblem.NOT_A_FEED, beginning)  # a page that speaks about feeds
    if feed is None or (not feed.entries and _has_entries(xml)):
        feed = tolerant_feed(xml, url) or feed
    if feed is None:
        raise ParseError(ParseProblem.NOT_READABLE)
    return feed


def _bounded(body: bytes) -> bytes:
    """Python keeps all characters as wide as the widest: ten megabytes with one emoji in them are forty."""
    return body[:_MOST_WITH_EMOJI] if _EMOJI in body else body


def _has_entries(xml: str) -> bool:
    return "<item" in xml or "<entry" in xml


def _xml_feed(xml: str, url: str) -> ParsedFeed | None:
    feed: ParsedFeed | None = None
    for part in parts(xml):
        more = _feed_of_part(part, url)
        if feed is None or more is None:
            feed = feed or more
            continue
        entries = feed.entries + more.entries
        feed = replace(feed, entries=entries[:ENTRY_LIMIT], is_cut=more.is_cut or len(entries) > ENTRY_LIMIT)
        if feed.is_cut:
            break
    return feed


def _feed_of_part(xml: str, url: str) -> ParsedFeed | None:
    root, is_sound = _tree(xml)
    if not is_sound:
        root = None  # not two trees at a time
        root, _ = _tree(repaired(xml))
        root = root if root is not None else _tree(xml)[0]
    if root is None:
        return None
    try:
        feed = feed_of(root, url)
    except NotXmlFeed:
        return None
    if not is_sound and not ends_whole(xml) and feed.entries and _is_fragment(feed.entries[-1]):
        return replace(feed, entries=feed.entries[:-1])
    return feed


def _is_fragment(last: Entry) -> bool:
    """The end was cut off inside this entry, and half a title would become an article of its own."""
    return not (last.id or last.url or len(last.title) > TITLE_LIMIT // 2)


def _tree(xml: str) -> tuple[_Element | None, bool]:
    """The tree, and whether nothing had to be guessed. A parser each time: a shared one holds a lock."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, False
    return root, not any(error.domain_name != "NAMESPACE" for error in parser.error_log)
