"""The words under a picture: what is marked as such, by the element or by the name it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from desktop_app.extract.page.blocks import Block

PICTURES = frozenset(("img", "amp-img", "picture", "video", "iframe", "amp-video"))
_MARKED = re.compile(
    r"caption|(?:^|[\s_-])legend|bildtext|bildunter|bildzeile|bildquelle|(?:image|photo|picture|media|img|foto|figure"
    r"|lead-?art)[-_]*"
    r"(?:text|desc\w*|credits?|info|source|title|copyright|footer|meta|author|copy)(?:[\s_-]|$)|(?:^"
    r"|[\s_-])credits?(?:[\s_-]|$)"
    r"|pie[-_]?(?:de[-_]?)?foto|didascalia|bildtexter|imgtxt|copyright",
    re.IGNORECASE,
)
_MOST_WORDS = 900  # characters of text round one picture
_LEVELS = 4


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def is_marked(element: html.HtmlElement) -> bool:
    return element.tag == "figcaption" or bool(_MARKED.search(_names(element)))


def is_caption(block: Block) -> bool:
    """The block is marked as a caption, and a picture stands near it."""
    if len(block.text) > _MOST_WORDS:
        return False
    element: html.HtmlElement | None = block.element
    is_named = False
    for _ in range(_LEVELS):
        if element is None or element.tag in ("body", "article", "main"):
            return False
        is_named = is_named or (is_marked(element) and _length(element) <= _MOST_WORDS)
        if element.tag == "figure" and next(element.iter(*PICTURES), None) is not None:
            holds_text = element.find(".//table") is not None or element.find(".//blockquote") is not None
            return not holds_text and _length(element) <= 2 * _MOST_WORDS
        if is_named and next(element.iter(*PICTURES), None) is not None:
            return _length(element) <= 3 * _MOST_WORDS
        element = element.getparent()
    return False


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def captions(island: html.HtmlElement) -> Iterator[str]:
    """What is marked as a caption, else all the words that a figure has."""
    marked = [one for one in island.iter() if one is not island and is_marked(one)]
    inside = set(marked)
    outer = [one for one in marked if not any(above in inside for above in one.iterancestors())]
    texts = [_text(one) for one in outer] or [_text(one) for one in _marked_after(island)]
    if not any(texts) and island.tag == "figure":
        texts = [_text(island)]
    yield from dict.fromkeys(text for text in texts if text)


def _marked_after(island: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """A caption that stands beside the picture's element instead of in it."""
    following = island.getnext()
    for _ in range(2):
        if following is None or next(following.iter(*PICTURES), None) is not None:
            return
        if is_marked(following) and _length(following) <= _MOST_WORDS:
            yield following
        following = following.getnext()


def _text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
