"""
Text that should be an XML feed -> text that an XML parser can read.

``feed_part`` is for every feed, ``repaired`` for those that the parser complained about: entities that nobody
declared, bare ampersands, tags that are not closed, an end that was cut off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:rss|rdf|feed|channel)(?=[\s>/])", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_FORBIDDEN = bytes({*range(0x20)} - {*b"\t\n\r"})
_PROLOG_LIMIT = 200_000  # characters before the first tag that are searched for entities

# A declaration of a short plain text. Anything else (nested, external, long) is an attack or of no use to a reader.
_DECLARATION = re.compile(
    r"<!ENTITY\s+([\w.-]{1,64})\s+(?:\"([^\"%<&]{0,64})\"|'([^'%<&]{0,64})'|[\"'](&#x?[0-9A-Fa-f]{1,6};)[\"'])\s*>"
)
_EXPANSIONS = 10_000  # of declared entities, in one feed

_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][\w.-]{0,63});)?", re.DOTALL
)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CDATA_OR_TAG = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)([A-Za-z_][\w.:-]*+)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.DOTALL,
)
_SOUND_ATTRIBUTES = re.compile(r"(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*")
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)(?:\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)'|([^\s\"'<>]+)))?")
_ENTRIES = frozenset(("item", "entry"))
# Elements of an entry that hold text only, so that one of them inside another means that the first was not closed.
_TEXTS = frozenset(("title", "link", "guid", "pubdate", "description", "dc:creator", "dc:date", "category", "comments"))
_DEEPEST = 200  # open tags that are followed; XML parsers stop at 256


def is_web_page(text: str) -> bool:
    """It begins as HTML does, before any tag of a feed."""
    root = _ROOT.search(text)
    return _PAGE.search(text, 0, root.start() if root else len(text)) is not None


def ends_whole(xml: str) -> bool:
    """The text has the end tag of a feed near its end."""
    return _ROOT_END.search(xml, max(0, len(xml) - 2000)) is not None


def feed_part(text: str) -> str | None:
    """The text from the feed's first tag on, without its document type and without characters that XML forbids.

    None when there is no such tag. Entities that the document type declares as short plain texts are put in.
    """
    root = _ROOT.search(text)
    if root is None:
        return None
    xml = without_forbidden(text[root.start() :])
    if "<!ENTITY" in text[max(0, root.start() - _PROLOG_LIMIT) : root.start()]:
        return _expanded(xml, text[max(0, root.start() - _PROLOG_LIMIT) : root.start()])
    return xml


def without_forbidden(text: str) -> str:
    """The text without the characters that XML forbids. Looks at the bytes first, which is ten times quicker."""
    try:
        utf8 = text.encode()
    except UnicodeEncodeError:
        return _NOT_XML.sub("", text)
    has_some = len(utf8.translate(None, _FORBIDDEN)) < len(utf8) or b"\xef\xbf\xbe" in utf8 or b"\xef\xbf\xbf" in utf8
    return _NOT_XML.sub("", text) if has_some else text


def _expanded(xml: str, prolog: str) -> str:
    declared = {m[1]: m[2] or m[3] or html.unescape(m[4] or "") for m in _DECLARATION.finditer(prolog)}
    if not declared:
        return xml
    left = _EXPANSIONS

    def expand(match: re.Match[str]) -> str:
        nonlocal left
        name = match[1]
        if name is None or name in _XML_NAMES or name not in declared or left == 0:
            return match[0]
        left -= 1
        return html.escape(declared[name])

    return _CDATA_OR_AMPERSAND.sub(expand, xml)


def repaired(xml: str) -> str:
    """The text with every ampersand standing for something, and every tag closed."""
    if xml.rfind("<![CDATA[") > xml.rfind("]]>"):
        xml += "]]>"
    return "".join(_balanced(_CDATA_OR_AMPERSAND.sub(_mended_ampersand, xml)))


def _mended_ampersand(match: re.Match[str]) -> str:
    found, name = match[0], match[1]
    if found.startswith("<"):
        return found
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return found
    if name.startswith("#"):
        if not name.strip("#xX0"):
            return ""
        return html.escape(_NOT_XML.sub("", html.unescape(found)))
    character = html5.get(name + ";")
    return html.escape(character) if character else "&amp;" + found[1:]


def _balanced(xml: str) -> Iterator[str]:
    """The pieces of the text, with end tags put in where they are missing and left out where nothing is open."""
    done = 0
    open_tags: list[str] = []
    for match in _CDATA_OR_TAG.finditer(xml):
        closing, name, attributes = match.groups()
        if name is None:
            continue
        yield xml[done : match.start()]
        done = match.end()
        if closing:
            if name in open_tags:
                yield from _closed(open_tags, open_tags[::-1].index(name) + 1)
            continue
        empty = attributes.endswith("/") and "/"
        attributes = attributes.removesuffix("/")
        plain = name.casefold()
        if plain in _ENTRIES and name in open_tags:
            yield from _closed(open_tags, open_tags[::-1].index(name) + 1)
        elif plain in _TEXTS and open_tags and open_tags[-1].casefold() in _TEXTS:
            yield from _closed(open_tags, 1)
        if empty or len(open_tags) < _DEEPEST:
            yield match[0] if _SOUND_ATTRIBUTES.fullmatch(attributes) else f"<{name}{_quoted(attributes)}{empty or ''}>"
            if not empty:
                open_tags.append(name)
    yield xml[done:].partition("<")[0] if open_tags else ""
    yield from _closed(open_tags, len(open_tags))


def _quoted(attributes: str) -> str:
    """Attributes with quotes round each value, each once."""
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        name, double, single, bare = match.groups()
        values.setdefault(name, (double or single or bare or "").replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in values.items())


def _closed(open_tags: list[str], count: int) -> Iterator[str]:
    for _ in range(count):
        yield f"</{open_tags.pop()}>"
