"""
A page's HTML -> its element tree, without what is never text.

The parser leaves out what is nested deeper than 255 elements, which no real page comes near. Parsed once; everything
else in this package looks at the same tree. Pictures that a page hides in a ``noscript`` for browsers without script
take the place of the empty ones that a script would fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree, html
from lxml.etree import _Element

_LONGEST = 5_000_000  # characters that are read
_MOST_ELEMENTS = 20_000  # of which the first are kept; real pages have 5,000 at most
_MOST_OF_A_BOX = 400  # characters
_PARSER = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
_MOST_ATTRIBUTES = 300  # of an element; the parser compares each with each
_ATTRIBUTE = r"""[\s/]*+[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>]++))?+"""
_TOO_MANY_ATTRIBUTES = re.compile(rf"(<[A-Za-z][^\s<>/]*+(?:{_ATTRIBUTE}){{{_MOST_ATTRIBUTES}}})(?:{_ATTRIBUTE})++")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")
_BEGINNING = 20_000  # characters that are looked at for what tells that this is no text,
_MOST_CONTROLS = 0.03  # and the share of control characters from which it is none: what is compressed has a tenth
_NEVER_TEXT = (
    "script", "style", "template", "svg", "math", "input", "select", "textarea", "datalist", "canvas", "applet",
    "map", "amp-analytics", "amp-ad", "amp-auto-ads", "amp-sidebar", "amp-state", "dialog",
)  # fmt: skip


def parsed(text: str) -> html.HtmlElement | None:
    """The root element, or None where there is nothing to read: no text at all, or a picture that is called a page."""
    beginning = text[:_BEGINNING]
    if len(_CONTROLS.findall(beginning)) > _MOST_CONTROLS * len(beginning):
        return None
    text = _TOO_MANY_ATTRIBUTES.sub(r"\1", _UNFIT.sub("", text[:_LONGEST]))
    if not text.strip():
        return None
    try:
        root = cast("html.HtmlElement | None", etree.fromstring(text.encode("utf-8"), _PARSER))
    except etree.XMLSyntaxError:
        return None
    if root is not None:
        elements = cast("Iterator[_Element]", root.iter())
        for element in list(islice(elements, _MOST_ELEMENTS, None)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return root


def without_what_is_never_text(root: html.HtmlElement) -> None:
    """Takes scripts, styles, drawings and controls out of the tree, and unpacks the pictures in ``noscript``."""
    for element in list(root.iter("noscript")):
        _unpack(element)
    for field in list(root.iter("input")):
        if (field.get("type") or "").lower() == "email":
            _drop_form(field)
    for element in list(root.iter(*_NEVER_TEXT)):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_form(field: html.HtmlElement) -> None:
    """A field for an address of mail stands in a box that asks to subscribe: as much round it as says little."""
    box = field
    for around in field.iterancestors():
        if around.tag in ("body", "html", "main", "article") or _length(around) > _MOST_OF_A_BOX:
            break
        box = around
    if box is not field and box.getparent() is not None:
        box.drop_tree()


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _unpack(noscript: html.HtmlElement) -> None:
    """Pictures come out of it; its text is a plea to switch scripts on."""
    pictures = list(noscript.iter("img"))
    parent = noscript.getparent()
    if parent is None:
        return
    for picture in pictures:
        picture.tail = None
        noscript.addprevious(picture)
    noscript.drop_tree()
