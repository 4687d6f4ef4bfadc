"""When an article was published: the page's own claims, the most reliable first, with the zone when they name one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

from lxml import html

from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.structured import Claims, text_of
from desktop_app.extract.page.title_text import last_piece
from desktop_app.notation.dates import instant

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "article.published", "publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "pub_date",
    "published_at", "parsely-pub-date", "sailthru.date", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished", "bt:pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dc.created",
    "dcterms.date", "datecreated", "date", "displaydate", "article:post_date", "citation_publication_date",
    "citation_online_date", "created", "shareaholic:article_published_time", "vr:published_time",
    "weibo:article:create_at", "og:pubdate", "iso-8601-publish-date", "analyticsattributes.articledate",
    "prism.publicationdate", "timestamp",
)  # fmt: skip
_LATER_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(?:([Zz])|(?:UTC|GMT)?([+-]\d\d):?(\d\d)?)?)?"
    r"(?:\[[\w/]+\])?",
    re.ASCII,
)
_NAMES_ZONE = re.compile(r"(?:\b(?:GMT|UTC|[A-Z]{2,4}T)\b|Z|[+-]\d\d:?\d\d)\s*\)?$")
_IN_URL = re.compile(r"/((?:19|20)\d\d)(?:([/-])([01]?\d)\2([0-3]?\d)(?=[/_.-]|$)|([01]\d)([0-3]\d)(?!\d))", re.ASCII)
_NEAR_TITLE = re.compile(
    r"date|time|publi|byline|dateline|meta|posted|created|issued|tarih|fecha|datum|zeit", re.IGNORECASE
)
_NOT_IT = re.compile(r"modif|updat|comment|related|footer|copyright|event|birth|most|teaser|sidebar", re.IGNORECASE)
_DAY_IN_TEXT = re.compile(
    r"(?:(?<!\d)\d{1,2}(?:st|nd|rd|th)?\.?\s?(?:de\s+|of\s+)?[^\W\d_]{3,12}(?:\s?/\s?[^\W\d_]{3,12})?\.?,?\s?"
    r"(?:de\s+)?(?:19|20)\d\d"
    r"|\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|(?<![\d.])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|(?<![\d.])\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\.?\d)|(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?)"
    r"(?:[,\s|à–-]{1,4}\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|صباح|مساء))?)?",
    re.IGNORECASE,
)
_BEFORE_TITLE, _AFTER_TITLE, _FIRST = 4, 12, 40  # blocks that are near the title
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_EARLIEST = datetime(1990, 1, 1)  # noqa: DTZ001 a bound for dates without a zone


def published(claims: Claims, root: html.HtmlElement, blocks: Sequence[Block], title_at: int, url: str) -> str:
    """ISO 8601, with the zone when the page names it and with the time when it tells it; "" when nothing does."""
    found: list[datetime | str] = []
    for text in _claimed(claims, root, blocks, title_at, url):
        moment = read(text)
        if moment is None:
            continue
        found.append(moment)
        if not _is_midnight(moment):
            break
        if len(found) > 3:
            break
    if not found:
        return ""
    first = found[0]
    better = next((other for other in found if not _is_midnight(other) and _same_day(first, other)), first)
    return better if isinstance(better, str) else better.isoformat()


def _claimed(claims: Claims, root: html.HtmlElement, blocks: Sequence[Block], title_at: int, url: str) -> Iterator[str]:
    for value in claims.told("datePublished"):
        yield text_of(value)
    yield from claims.said(*_META)
    yield from _in_microdata(root)
    for node in claims.others:
        value = node.get("datePublished")
        if isinstance(value, str):
            yield value
    yield from _in_time_elements(root, blocks[title_at : title_at + _AFTER_TITLE] if title_at >= 0 else ())
    for value in claims.told("dateCreated", "uploadDate"):
        yield text_of(value)
    yield from _in_address(url)
    yield from _in_titles(claims)
    yield from _in_text(blocks, title_at)
    for value in claims.told("dateModified"):
        yield text_of(value)
    yield from claims.said(*_LATER_META)


def read(text: str) -> datetime | str | None:
    """A moment; a day alone as text ("2024-05-31"); None for what names no day or one that cannot be."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, utc, offset, offset_minutes = match.groups()
        try:
            if hour is None:
                moment = datetime(int(year), int(month), int(day))  # noqa: DTZ001 no zone is named
                return moment.date().isoformat() if _is_possible(moment) else None
            moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))  # noqa: DTZ001
            if not _is_possible(moment):
                return None
            if utc:
                return moment.replace(tzinfo=UTC)
            if offset:
                east = timedelta(hours=int(offset[1:]), minutes=int(offset_minutes or 0))
                return moment.replace(tzinfo=timezone(east if offset[0] == "+" else -east))
        except ValueError:
            return None
        return moment
    seconds = instant(_ORDINAL.sub("", text))
    if seconds is None:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    if not _is_possible(moment.replace(tzinfo=None)):
        return None
    if _NAMES_ZONE.search(text) or text.isdigit():
        return moment
    return moment.date().isoformat() if (moment.hour, moment.minute) == (0, 0) else moment.replace(tzinfo=None)


def _is_possible(moment: datetime) -> bool:
    return _EARLIEST <= moment <= datetime.now() + timedelta(days=2)  # noqa: DTZ005


def _is_midnight(moment: datetime | str) -> bool:
    return isinstance(moment, str) or (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _same_day(one: datetime | str, other: datetime | str) -> bool:
    days = [moment if isinstance(moment, str) else moment.date().isoformat() for moment in (one, other)]
    return days[0] == days[1]


def _names(element: html.HtmlElement) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))


def _in_microdata(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iterfind(".//*[@itemprop]"):
        if "datePublished" in (element.get("itemprop") or ""):
            yield element.get("datetime") or element.get("content") or element.text_content()[:100]


def _near(blocks: Sequence[Block], title_at: int) -> Sequence[Block]:
    """The blocks round the title; where that is not on the page, its first."""
    return blocks[max(0, title_at - _BEFORE_TITLE) : title_at + _AFTER_TITLE] if title_at >= 0 else blocks[:_FIRST]


def _in_time_elements(root: html.HtmlElement, by_title: Sequence[Block]) -> Iterator[str]:
    """``time`` elements: the one by the title and those named as the publication's first, then one of the others."""
    close = {element for block in by_title for element, is_tail in block.nodes if not is_tail and element.tag == "time"}
    others: list[str] = []
    named: list[str] = []
    for element in list(root.iter("time"))[:40]:
        value = element.get("datetime") or element.text_content()[:100]
        around = element.getparent()
        names = _names(element) + " " + (_names(around) if around is not None else "")
        if element.get("pubdate") is not None or (element in close and not _NOT_IT.search(names)):
            yield value
        elif _NEAR_TITLE.search(names) and not _NOT_IT.search(names):
            named.append(value)
        elif not _NOT_IT.search(names):
            others.append(value)
    yield from named
    yield from others[:1]


def _in_address(url: str) -> Iterator[str]:
    if match := _IN_URL.search(url):
        yield f"{match[1]}-{int(match[3] or match[5]):02d}-{int(match[4] or match[6]):02d}"


def _in_text(blocks: Sequence[Block], title_at: int) -> Iterator[str]:
    """Dates in short lines: those that stand near the title first, then those in elements named for it."""
    yield from _days(block.text for block in _near(blocks, title_at) if len(block.text) < 160)
    yield from _days(
        block.text
        for block in blocks
        if len(block.text) < 100 and _NEAR_TITLE.search(names := _names_in(block)) and not _NOT_IT.search(names)
    )


def _names_in(block: Block) -> str:
    """Of its element and of those within that its words stand in."""
    inner = (element for element, is_tail in block.nodes if not is_tail and element is not block.element)
    return " ".join(map(_names, (block.element, *inner)))


def _in_titles(claims: Claims) -> Iterator[str]:
    """A day that is the last piece of the page's title: "Lamps are lit | The Daily Lamp | 28.04.2023"."""
    for title in (claims.title, *claims.said("og:title")):
        if _DAY_IN_TEXT.fullmatch(day := last_piece(title).strip()):
            yield day


def _days(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if match := _DAY_IN_TEXT.search(text):
            yield match[0]
