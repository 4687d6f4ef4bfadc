"""JSON Feed 1.0 and 1.1 -> ``ParsedFeed``."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any, cast

from desktop_app.feeds.images import is_picture, is_worth_showing, pictures_in
from desktop_app.feeds.links import absolute
from desktop_app.feeds.markup import fuller
from desktop_app.feeds.text import cut, mended, person, title
from desktop_app.feeds.xml_feed import ENTRY_LIMIT
from desktop_app.model.errors import ParseError, ParseProblem
from desktop_app.model.feed import Enclosure, Entry, ParsedFeed
from desktop_app.notation.dates import instant
from desktop_app.notation.languages import language_tag

_MOST_VALUES = 500_000  # each is an object of Python's; a thousand long articles have fewer commas


def json_feed(text: str, url: str) -> ParsedFeed:
    """The feed in a JSON text. Raises ParseError."""
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        raise ParseError(ParseProblem.NOT_READABLE, "too many values")
    try:
        data: Any = json.JSONDecoder(strict=False).raw_decode(text.lstrip("\ufeff \t\r\n"))[0]
    except RecursionError:
        raise ParseError(ParseProblem.TOO_DEEP) from None
    except ValueError as error:
        raise ParseError(ParseProblem.NOT_READABLE, str(error)[:80]) from error
    if not isinstance(data, dict) or not isinstance(cast("dict[str, Any]", data).get("items"), list):
        raise ParseError(ParseProblem.NOT_A_FEED, "JSON without items")
    return _feed(cast("dict[str, Any]", data), url)


def _feed(data: dict[str, Any], url: str) -> ParsedFeed:
    items: list[Any] = data["items"]
    homepage = absolute(_text(data, "home_page_url"), url)
    base = homepage or url
    author = _authors(data)
    entries = [_entry(item, base, author) for item in _dicts(items[:ENTRY_LIMIT])]
    return ParsedFeed(
        title=title(_text(data, "title")),
        language=language_tag(_text(data, "language")),
        homepage=homepage,
        entries=tuple(entries),
        is_cut=len(items) > ENTRY_LIMIT,
    )


def _text(data: dict[str, Any], *names: str) -> str:
    """The first of the members that is a text or a number."""
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "replace").decode().replace("\0", "").strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    members: Any = cast("Any", value) if isinstance(value, list) else [value]
    for inner in members:
        if isinstance(inner, dict):
            yield cast("dict[str, Any]", inner)


def _entry(item: dict[str, Any], base: str, feed_author: str) -> Entry:
    url = absolute(_text(item, "url", "external_url"), base)
    identity = _text(item, "id", "guid")
    if not url and identity.startswith(("http://", "https://")):
        url = absolute(identity, base)
    base_url = url or base
    content = mended(_text(item, "content_html")) or _paragraphs(_text(item, "content_text"))
    content, summary = fuller(content, _paragraphs(_text(item, "summary")))
    enclosures = tuple(_enclosures(item, base_url))
    images = [absolute(_text(item, name), base_url) for name in ("image", "banner_image")]
    images += [attached.url for attached in enclosures if is_picture(attached.url, attached.type)]
    images += list(pictures_in(content, base_url))[:10]
    published = instant(_text(item, "date_published"))
    updated = instant(_text(item, "date_modified"))
    return Entry(
        id=identity,
        url=url,
        title=title(_text(item, "title")),
        published=published if published is not None else updated,
        updated=updated,
        summary=summary,
        content=content,
        author=_authors(item) or feed_author,
        language=language_tag(_text(item, "language")),
        images=tuple(dict.fromkeys(image for image in images if image and is_worth_showing(image))),
        enclosures=enclosures,
        base_url=base_url,
    )


def _paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph where it leaves a line empty."""
    text = mended(text)
    if "\n" not in text:
        return html.escape(text, quote=False)
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _authors(data: dict[str, Any]) -> str:
    named = [*_dicts(data.get("authors")), *_dicts(data.get("author"))]
    people = [person(_text(someone, "name")) for someone in named]
    people.append(person(_text(data, "author")))
    return cut(", ".join(dict.fromkeys(filter(None, people))), 300)


def _enclosures(item: dict[str, Any], base: str) -> Iterator[Enclosure]:
    for attachment in _dicts(item.get("attachments")):
        if address := absolute(_text(attachment, "url"), base):
            yield Enclosure(address, _text(attachment, "mime_type"))
