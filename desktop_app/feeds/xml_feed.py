"""RSS of every version and Atom, from the tree of an XML document to a ``ParsedFeed``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import _Element

from desktop_app.feeds.entry_media import enclosures_of, pictures_of
from desktop_app.feeds.links import absolute, relative
from desktop_app.feeds.markup import from_base64, fuller, markup_of, shown_text_of, text_of
from desktop_app.feeds.names import ElementNames, Fields
from desktop_app.feeds.text import cut, mended, person, plain, title
from desktop_app.model.feed import Entry, ParsedFeed
from desktop_app.notation.dates import instant
from desktop_app.notation.languages import language_tag

ENTRY_LIMIT = 2000  # entries that are kept of a feed; no press feed has more

_ROOTS = frozenset(("rss", "rdf:rdf", "rdf", "feed", "channel"))
_ENTRY_TAGS = ("{*}item", "{*}entry", "{*}Item", "{*}ITEM", "{*}Entry", "{*}ENTRY")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_TITLES = ("title", "atom:title", "dc:title", "itunes:title", "media:title")
_IDS = ("guid", "id", "atom:id", "dc:identifier")
_CONTENTS = (
    "content:encoded",
    "xhtml:body",
    "xhtml:div",
    "content",
    "atom:content",
    "body",
    "fulltext",
    "yandex:full-text",
)
_SUMMARIES = (
    "description",
    "summary",
    "atom:summary",
    "dc:description",
    "excerpt:encoded",
    "itunes:summary",
    "tagline",
)
_PUBLISHED = (
    "pubdate", "published", "atom:published", "issued", "dcterms:issued", "dc:date", "created", "date",
    "dcterms:created", "dcterms:date", "atom:issued",
)  # fmt: skip
_UPDATED = ("updated", "atom:updated", "modified", "dcterms:modified", "atom:modified", "lastbuilddate")
_CREATORS = ("dc:creator", "author", "atom:author", "creator", "itunes:author", "dc:author", "dc:contributor")
_LANGUAGES = ("language", "dc:language", "dcterms:language")


class NotXmlFeed(Exception):  # noqa: N818 - an answer, which the caller turns into the next attempt
    """The tree is no feed: its root is something else."""


def feed_of(root: _Element, url: str) -> ParsedFeed:
    """The feed in an XML tree that was read from the address. Raises ``NotXmlFeed``."""
    names = ElementNames(str(root.tag))
    if names[str(root.tag)] not in _ROOTS:
        raise NotXmlFeed(str(root.tag)[:80])
    return _Reader(root, url, names).feed()


class _Reader:
    """What the entries of one feed have in common while they are read."""

    def __init__(self, root: _Element, url: str, names: ElementNames) -> None:
        self._root = root
        self._names = names
        self._is_atom = names[str(root.tag)] == "feed"
        channel = next((child for child in root if names[str(child.tag)] == "channel"), root)
        self._channel = self._fields(channel)
        own_base = channel.get(_BASE) or root.get(_BASE) or ""
        self._gives_base = bool(own_base)
        start = absolute(own_base, url) or url
        self._homepage = self._link(self._channel, start)
        # relative links of RSS mean the site, those of Atom the feed itself
        self._base = start if own_base or self._is_atom else self._homepage or url
        self._language = self._tag_of(self._channel) or language_tag(channel.get(_LANG) or root.get(_LANG) or "")
        self._author = self._authors(self._channel)[0] if self._is_atom else ""

    def feed(self) -> ParsedFeed:
        found = self._root.iter(*_ENTRY_TAGS)
        items = list(islice((el for el in found if self._names[str(el.tag)] in ("item", "entry")), ENTRY_LIMIT + 1))
        entries = [entry for item in items[:ENTRY_LIMIT] if (entry := self._entry(item)) is not None]
        return ParsedFeed(
            title=self._title(self._channel),
            language=self._language,
            homepage=self._homepage,
            entries=tuple(entries),
            refresh_s=self._refresh_s(),
            is_cut=len(items) > ENTRY_LIMIT,
            skip_hours=frozenset(int(h) % 24 for h in self._skipped("skiphours", "hour") if h in _HOURS),
            skip_days=frozenset(_DAYS.index(d) for d in self._skipped("skipdays", "day") if d in _DAYS),
        )

    def _skipped(self, group: str, name: str) -> list[str]:
        """What RSS's skipHours and skipDays list."""
        groups = self._channel.get(group, ())
        return [text_of(el).strip().casefold() for g in groups for el in g if self._names[str(el.tag)] == name]

    def _fields(self, parent: _Element) -> Fields:
        fields: Fields = {}
        names = self._names
        for child in parent:
            fields.setdefault(names[str(child.tag)], []).append(child)
        return fields

    def _entry(self, item: _Element) -> Entry | None:
        fields = self._fields(item)
        base = self._base
        if own_base := item.get(_BASE):
            base = absolute(own_base, base) or base
        identity = self._identity(item, fields)
        given = self._link(fields, base)
        original = next((u for el in fields.get("feedburner:origlink", ()) if (u := absolute(text_of(el), base))), "")
        url = original or given or self._link_from_guid(fields, base)
        summary, content, inner_base = self._texts(fields)
        text_base = absolute(inner_base, base) if inner_base else ""
        base_url = text_base or (base if own_base or self._gives_base else url or base)
        heading = self._title(fields)
        if not (heading or url or identity or summary or content):
            return None
        author, given_author = self._authors(fields)
        author = author or self._author
        published = _first_instant(fields, _PUBLISHED)
        updated = _first_instant(fields, _UPDATED)
        return Entry(
            id=identity,
            url=url,
            title=heading,
            published=published if published is not None else updated,
            updated=updated,
            summary=summary,
            content=content,
            author=author,
            language=self._language_of(item, fields),
            images=pictures_of(fields, self._names, content, summary, (base, base_url)),
            enclosures=enclosures_of(fields, self._names, base),
            base_url=base_url,
            given_author=given_author if given_author != author else "",
            given_link=_given_link(fields, given, url),
        )

    def _title(self, fields: Fields) -> str:
        for name in _TITLES:
            for element in fields.get(name, ()):
                kind = (element.get("type") or "").casefold()
                text = shown_text_of(element)
                if element.get("mode", "").casefold() == "base64" or kind == "application/octet-stream":
                    text = from_base64(text)
                if text := title(text, is_html="html" in kind and not len(element)):
                    return text
        return ""

    def _identity(self, item: _Element, fields: Fields) -> str:
        for name in _IDS:
            for element in fields.get(name, ()):
                if text := text_of(element).strip():
                    return text
        return (item.get(_RDF_ABOUT) or item.get("about") or "").strip()

    def _link(self, fields: Fields, base: str) -> str:
        if not self._is_atom:
            for element in fields.get("link", ()):
                text = text_of(element) or (
                    element.get("href") or "" if element.get("rel", "alternate") == "alternate" else ""
                )
                if url := absolute(text, _base_of(element, base)):
                    return url
        return self._atom_link(fields, base)

    def _atom_link(self, fields: Fields, base: str) -> str:
        """The alternate link; a page before other kinds; where none has a kind, whatever the link's text says."""
        alternates = [
            el for el in (*fields.get("link", ()), *fields.get("atom:link", ()))
            if (el.get("rel") or "alternate").rpartition("/")[2].casefold() == "alternate"
        ]  # fmt: skip
        alternates.sort(key=lambda el: "html" not in (el.get("type") or "html"))
        for element in alternates:
            if url := absolute(element.get("href") or text_of(element), _base_of(element, base)):
                return url
        return ""

    def _link_from_guid(self, fields: Fields, base: str) -> str:
        for element in (*fields.get("guid", ()), *fields.get("id", ())):
            is_meant = (
                element.get("isPermaLink") or element.get("ispermalink") or "true"
            ).strip().casefold() != "false"
            text = text_of(element).strip()
            if is_meant and text.lower().startswith(("http://", "https://")):
                return absolute(text, base)
        return ""

    def _texts(self, fields: Fields) -> tuple[str, str, str]:
        """Summary, content, and the base that the content's own element gives."""
        content, base = "", ""
        for element in _elements(fields, _CONTENTS):
            text = markup_of(element, self._is_atom)
            if len(text) > len(content):
                content, base = text, element.get(_BASE) or (element[0].get(_BASE) if len(element) else "") or ""
        summary = next((text for el in _elements(fields, _SUMMARIES) if (text := markup_of(el, self._is_atom))), "")
        if not summary and not content:
            summary = self._media_description(fields)
        content, summary = fuller(content, summary)
        return summary, content, base

    def _media_description(self, fields: Fields) -> str:
        for name in ("media:group", "media:content", "media:description"):
            for element in fields.get(name, ()):
                for inner in element.iter():
                    if self._names[str(inner.tag)] == "media:description" and (text := markup_of(inner, is_atom=True)):
                        return text
        return ""

    def _authors(self, fields: Fields) -> tuple[str, str]:
        """The authors' names, and what the feed gives for them."""
        for name in _CREATORS:
            elements = fields.get(name, [])
            people = dict.fromkeys(someone for element in elements if (someone := self._person(element)))
            if people:
                given = ", ".join(plain(text_of(el)) for el in elements if not len(el))
                return cut(", ".join(people), 300), cut(given, 300)
        return "", ""

    def _person(self, element: _Element) -> str:
        if not len(element):
            return person(mended(text_of(element)))
        fields = self._fields(element)
        for name in ("name", "atom:name", "email", "atom:email"):
            for inner in fields.get(name, ()):
                if found := person(text_of(inner)):
                    return found
        return person(text_of(element))

    def _tag_of(self, fields: Fields) -> str:
        return next((tag for el in _elements(fields, _LANGUAGES) if (tag := language_tag(text_of(el)))), "")

    def _language_of(self, item: _Element, fields: Fields) -> str:
        if tag := self._tag_of(fields):
            return tag
        own = item.get(_LANG) or next((lang for el in _elements(fields, _TITLES) if (lang := el.get(_LANG))), "")
        return language_tag(own or "")

    def _refresh_s(self) -> int | None:
        if minutes := _positive_number(self._channel.get("ttl", ())):
            return int(minutes * 60)
        period = next((text_of(el).strip().casefold() for el in self._channel.get("sy:updateperiod", ())), "")
        if period not in _PERIODS_S:
            return None
        return int(_PERIODS_S[period] / (_positive_number(self._channel.get("sy:updatefrequency", ())) or 1))


def _given_link(fields: Fields, given: str, url: str) -> str:
    """The feed's own link where it is not the address of the entry; a relative one where it leads nowhere."""
    if url:
        return given if given != url else ""
    for element in (*fields.get("link", ()), *fields.get("atom:link", ())):
        if link := relative(text_of(element) or element.get("href") or ""):
            return link
    return ""


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = frozenset(str(h) for h in range(25)) | frozenset(f"{h:02}" for h in range(10))  # 24 is midnight for some
_PERIODS_S = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST_NUMBER = 8  # digits


def _positive_number(elements: Iterable[_Element]) -> float | None:
    for element in elements:
        text = text_of(element).strip()
        if text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) > 0:
            return int(text)
    return None


def _elements(fields: Fields, names: Iterable[str]) -> Iterator[_Element]:
    for name in names:
        yield from fields.get(name, ())


def _base_of(element: _Element, base: str) -> str:
    own = element.get(_BASE)
    return absolute(own, base) if own else base


def _first_instant(fields: Fields, names: Iterable[str]) -> int | None:
    for element in _elements(fields, names):
        moment = instant(plain(text_of(element)))
        if moment is not None:
            return moment
    return None
