"""
A line of an import to an article: checked, cleaned, nothing left to compute but the SQL. Pure.

The fields are those of ``store/transfer.py``. Whoever wrote the file, nothing in it is believed: an address that is not
http or https is dropped, blocks are checked one by one, a date that cannot be read spoils the line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from desktop_app.extract.addresses import clean_url, is_safe_href, link_url
from desktop_app.extract.html_document import document_from_html
from desktop_app.extract.lead import lead_from
from desktop_app.model import document as documents
from desktop_app.model.article import NewArticle, Seconds, Translation
from desktop_app.model.country import NOWHERE, CountryCode
from desktop_app.model.document import Document, Embed, Mark, Paragraph, Picture, Run, Runs
from desktop_app.model.frozen import frozen
from desktop_app.notation.languages import language_tag
from desktop_app.store.transfer import OTHER_STORY, SAME_STORY
from desktop_app.sync.identity import hash64

_NO_DOCUMENT = "its blocks are not those of a document"
_EVERY_MARK = Mark.BOLD | Mark.ITALIC | Mark.CODE | Mark.SUB | Mark.SUP
_OLDEST, _LATEST = -(2**33), 2**33  # seconds; the year 1697 to the year 2242


class LineError(ValueError):
    """What is wrong with a line, as a sentence."""


@frozen
class Marks:
    """What the user did with the article where the file comes from."""

    is_starred: bool
    is_read: bool
    tags: tuple[str, ...]
    note: str
    same_story: tuple[str, ...] = ()  # addresses of articles, as the user corrected
    other_story: tuple[str, ...] = ()


@frozen
class Incoming:
    """An article of a file. The identities in ``article.keys`` follow in the store, which knows the outlet."""

    article: NewArticle
    address: str  # the cleaned URL, "" when there is none
    country: CountryCode
    source: str
    has_text: bool  # a line of the plain copy may say only what was done with an article
    marks: Marks
    translation: Translation | None


def incoming(line: bytes, undated: Seconds, country_names: Mapping[str, CountryCode]) -> Incoming:
    """The article of a line; ``undated`` is its date where it has none. Raises LineError.

    ``country_names`` are names in lower case, for files that write "Chile" instead of "CL".
    """
    values = _object(line)
    title, url = _text(values, "title").strip(), _web_address(_text(values, "url"))
    document = _document(values, url)
    lead = _text(values, "lead") if "lead" in values else lead_from(document, title=title)
    title = title or lead_from(document, 80) or url
    if not title:
        raise LineError("it has neither a title nor a text nor a url")
    image, byline = _web_address(_text(values, "image")), _text(values, "byline")
    published = None if values.get("published") == "" else values.get("published")
    return Incoming(
        article=NewArticle(
            keys=(),
            url=url,
            title=title,
            lead=lead,
            byline=byline,
            language=language_tag(_text(values, "lang") or _text(values, "language")).split("-")[0],
            image=image,
            published=undated if published is None else _instant(published),
            is_dated=published is not None,
            document=document,
            # as the sync makes it, so that an article that went out and comes back is the same
            text_hash=hash64(title, lead, image, byline, documents.dumps(document)),
            public_id=given_id(values),
        ),
        address=clean_url(url),
        country=_country(_text(values, "country").strip(), country_names),
        source=" ".join(_text(values, "source").split()) or site_of(url) or "Imported",
        has_text=not values.keys().isdisjoint({"body", "text", "html", "blocks", "lead"}),
        marks=_marks(values),
        translation=_translation(values.get("english")),
    )


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise LineError("it is not UTF-8") from e
    except (ValueError, RecursionError) as e:
        raise LineError(f"it is not JSON ({e})") from e
    if not isinstance(values, dict):
        raise LineError("it is not a JSON object")
    return cast("dict[str, Any]", values)


def given_id(values: Mapping[str, Any]) -> str | int | None:
    """The id that the file gives. Raises LineError."""
    given = values.get("id")
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise LineError("its id is neither a text nor a whole number")
    return given


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LineError(f"its {name} is not a text")
    return _storable(value)


def _storable(text: str) -> str:
    """Without halves of characters, which JSON can write (``\\ud800``) and nothing else can hold."""
    return text.encode("utf-8", "replace").decode()


def _web_address(address: str) -> str:
    if not address.lower().startswith(("http://", "https://")):
        return ""
    return address if is_safe_href(address) else link_url(address, "")


def site_of(url: str) -> str:
    """Its host without "www."; "" where there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _country(given: str, names: Mapping[str, CountryCode]) -> CountryCode:
    if not given:
        return NOWHERE
    if (known := names.get(given.lower())) is not None:
        return known
    if len(given) == 2 and given.isascii() and given.isalpha():
        return CountryCode(given.upper())
    raise LineError(f"its country {given!r} is not known: write a code of two letters")


def _instant(given: Any) -> Seconds:
    """ISO 8601; without a zone it is UTC. Seconds since the epoch are taken too."""
    try:
        if isinstance(given, str):
            instant = datetime.fromisoformat(given.strip())
            seconds = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()
        elif isinstance(given, int | float) and not isinstance(given, bool):
            seconds = float(given)
        else:
            raise TypeError  # noqa: TRY301 as for any other value that is no date
        whole = int(seconds // 1)
    except (ValueError, OverflowError, TypeError) as e:
        raise LineError(f"its date {given!r} is not ISO 8601") from e
    if not _OLDEST < whole < _LATEST:
        raise LineError(f"its date {given!r} is out of range")
    return whole


def _marks(values: Mapping[str, Any]) -> Marks:
    given: Any = values.get("tags") or []
    tags = cast("list[object]", given.split(",") if isinstance(given, str) else given)
    if not isinstance(given, str | list) or not _are_texts(*tags):
        raise LineError("its tags are not a list of texts")
    names = (" ".join(_storable(str(tag)).split()) for tag in tags)
    return Marks(
        is_starred=values.get("starred") is True,
        is_read=values.get("read") is True,
        tags=tuple(dict.fromkeys(name for name in names if name)),
        note=_text(values, "note"),
        same_story=_addresses(values.get(SAME_STORY)),
        other_story=_addresses(values.get(OTHER_STORY)),
    )


def _addresses(given: Any) -> tuple[str, ...]:
    listed = cast("list[object]", given) if isinstance(given, list) else []
    return tuple(address for address in listed if isinstance(address, str) and _web_address(address))


def _translation(values: Any) -> Translation | None:
    if values is None:
        return None
    if not isinstance(values, dict):
        raise LineError("its english is not an object")
    english = cast("dict[str, Any]", values)
    title = _text(english, "title")
    if not title:
        return None
    document = checked_document(english.get("blocks") or [])
    engine = _text(english, "engine") or "imported"
    return Translation(title, _text(english, "lead"), document, engine, is_whole=bool(document))


# Texts


def _document(values: Mapping[str, Any], url: str) -> Document:
    """The blocks of our own, else the HTML, else the plain text with a paragraph a line."""
    blocks = values.get("blocks")
    if blocks is not None:
        return checked_document(blocks)
    if html := _text(values, "html"):
        return document_from_html(html, url)
    plain = _text(values, "body") or _text(values, "text")  # as other programs call it
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return tuple(Paragraph((Run(line),)) for line in lines if line)


def checked_document(blocks: Any) -> Document:
    """The document of JSON values that anybody may have written. Raises LineError where it is none.

    Unsafe addresses are taken out; a picture or embedded page that has no other goes with them.
    """
    try:
        document = documents.from_json(blocks)
        documents.text(document)
        documents.dumps(document).encode()
    except (TypeError, ValueError, LookupError, AttributeError) as e:
        raise LineError(_NO_DOCUMENT) from e
    return tuple(made for block in document if (made := _safe_block(block)) is not None)


def _safe_block(block: documents.Block) -> documents.Block | None:
    match block:
        case Paragraph(runs):
            return Paragraph(_safe_runs(runs))
        case documents.Heading(level, runs):
            _need(_are_numbers(level))
            return documents.Heading(min(max(level, 2), 4), _safe_runs(runs))
        case documents.ListBlock(is_ordered, items, start):
            _need(_are_numbers(start))
            return documents.ListBlock(is_ordered, tuple(map(_safe_runs, items)), start)
        case documents.Quote(paragraphs):
            return documents.Quote(tuple(map(_safe_runs, paragraphs)))
        case Picture(url, caption, alt, width, height):
            _need(_are_texts(url, caption, alt))
            _need(_are_numbers(width, height))
            return block if _web_address(url) == url != "" else None
        case documents.Table(rows, has_header):
            return documents.Table(tuple(tuple(map(_safe_runs, row)) for row in rows), has_header)
        case documents.Code(text):
            _need(_are_texts(text))
            return block
        case Embed(url, title):
            _need(_are_texts(url, title))
            return block if _web_address(url) == url != "" else None


def _safe_runs(runs: Runs) -> Runs:
    _need(_are_texts(*(r.text for r in runs), *(r.href for r in runs)))
    return tuple(Run(r.text, r.marks & _EVERY_MARK, r.href if is_safe_href(r.href) else "") for r in runs)


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int) and 0 <= value < 2**31 for value in values)


def _need(is_so: bool) -> None:
    if not is_so:
        raise LineError(_NO_DOCUMENT)
