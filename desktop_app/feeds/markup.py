"""The HTML of an entry, out of the many ways in which feeds pack it into XML."""

from __future__ import annotations

import base64
import binascii
import html
import re

from lxml import etree
from lxml.etree import _Element

from desktop_app.feeds.text import mended

CONTENT_LIMIT = 1_000_000  # characters of markup that are read of an entry; a long novel

_LOOKS_LIKE_HTML = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<(?:br|hr|img|p|div|a|iframe)\b[^<>]{0,2000}>|&(?:#x?[0-9a-f]+|[a-z]\w+);", re.IGNORECASE
)
_CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|&(?:#x?[0-9a-f]+|[a-z]\w+);", re.IGNORECASE)
_PREFIX = re.compile(r"<(/?)[A-Za-z_][\w.-]*:(?=[A-Za-z])")
_DECLARED = re.compile(r"\sxmlns(?::[\w.-]+)?=\"[^\"]*\"")
_VOID_END = re.compile(r"</(?:br|hr|img|input|wbr|source|embed|area|col|track)>")
_TAG = re.compile(r"<[^<>]{0,4000}>")


def text_of(element: _Element) -> str:
    """All text inside the element."""
    if not len(element):
        return element.text or ""
    return "".join(str(piece) for piece in element.itertext())


def shown_text_of(element: _Element) -> str:
    """The text inside the element that a page would show: without scripts and styles."""
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        is_shown = str(child.tag).rpartition("}")[2].casefold() not in ("script", "style")
        pieces += [shown_text_of(child) if is_shown else "", child.tail or ""]
    return "".join(pieces)


def markup_of(element: _Element, is_atom: bool) -> str:
    """The element's content as HTML; plain text is escaped. "" for what is neither, or is elsewhere (``src``)."""
    kind = (element.get("type") or "").strip().casefold()
    if len(element):
        return mended(_inner(element, kind)).strip()
    text = element.text or ""
    if element.get("mode", "").casefold() == "base64":
        text = from_base64(text)
    if kind and "html" not in kind and not kind.startswith(("text", "plain")) and "xml" not in kind:
        return ""  # a picture or a file inside the feed
    text = mended(text).strip()
    # many feeds say nothing of the kind, or "text", and mean HTML all the same
    signs = _CLOSING_TAG if kind == "text" else _LOOKS_LIKE_HTML
    is_plain = "html" not in kind and (is_atom or kind.startswith("text/plain")) and not signs.search(text)
    return html.escape(text, quote=False) if is_plain else text


def _inner(element: _Element, kind: str) -> str:
    """The children as HTML without namespaces; the ``div`` that Atom wants round XHTML is left out."""
    inside = element
    if len(element) == 1 and not (element.text or "").strip() and "xhtml" in kind:
        inside = element[0]
    pieces = [html.escape(inside.text or "", quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in inside]
    markup = _DECLARED.sub("", _PREFIX.sub(r"<\1", "".join(pieces)))
    return _VOID_END.sub("", markup)


def from_base64(text: str) -> str:
    """What the text means in base64; the text itself where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text


def fuller(content: str, summary: str) -> tuple[str, str]:
    """Content and summary, exchanged when the feed's summary says more than its content. Neither without bounds."""
    content, summary = content[:CONTENT_LIMIT], summary[:CONTENT_LIMIT]
    if content and len(summary) > len(content) and _length(summary) > _length(content):
        return summary, content
    return content, summary


def _length(markup: str) -> int:
    return len(" ".join(_TAG.sub(" ", markup).split()))
