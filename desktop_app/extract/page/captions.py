"""The words under a picture: what is marked as such, by the element or by the name it bears."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import html

from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.features import worth

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLES = frozenset(("body", "article", "main", "section"))
PICTURES = frozenset(("img", "amp-img", "picture", "video", "iframe", "amp-video"))
_MARKED = re.compile(
    r"caption|(?:^|[\s_-])legend|bildtext|bildunter|bildzeile|bildquelle|(?:image|photo|picture|media|img|foto|figure"
    r"|lead-?art)[-_]*"
    r"(?:text|desc\w*|credits?|info|source|title|copyright|footer|meta|author|copy)(?:[\s_-]|$)|(?:^"
    r"|[\s_-])credits?(?:[\s_-]|$)|(?:image|photo|picture|media|img|foto|figure)[-_]*sub-?title"
    r"|pie[-_]?(?:de[-_]?)?foto|didascalia|bildtexter|imgtxt|copyright",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|attribution)(?:[\s_-]|$)", re.IGNORECASE)
_MOST_WORDS = 900  # characters of text round one picture
_LEVELS = 4
_LEVELS_BESIDE = 3  # that a caption may stand above the picture's own element
_LEAST_UNMARKED = 16  # letters of words that are a caption because nothing else is with the picture,
_MOST_UNMARKED = 300  # and their most where they are no text of the article's,
_MOST_UNMARKED_TEXT = 160  # or look as if they were: a lead may stand beside a picture
Taken = Callable[[html.HtmlElement], bool]  # whether an element belongs to the text


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def is_marked(element: html.HtmlElement) -> bool:
    return element.tag == "figcaption" or bool(_MARKED.search(_names(element)))


def is_caption(block: Block) -> bool:
    """The block is marked as a caption, and a picture stands near it."""
    if len(block.text) > _MOST_WORDS:
        return False
    if _is_alone_with_picture(block):
        return True
    element: html.HtmlElement | None = block.element
    is_named = _is_marked_inside(block)
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


def _is_marked_inside(block: Block) -> bool:
    """All of its words stand in an inline element that is marked."""
    inner = block.nodes[0][0] if block.nodes and not block.nodes[0][1] else None
    while inner is not None and inner is not block.element:
        if is_marked(inner) and _length(inner) >= len(block.text) * 0.8:
            return True
        inner = inner.getparent()
    return False


def _is_alone_with_picture(block: Block) -> bool:
    """A few words in a box that holds a picture beside them and nothing else."""
    if not _LEAST_UNMARKED <= worth(block.text) < _MOST_UNMARKED_TEXT or block.link_length > len(block.text) / 2:
        return False
    if block.element.tag in _HEADINGS or next(block.element.iter(*PICTURES), None) is not None:
        return False  # a paragraph with a picture in it
    element = block.element.getparent()
    for _ in range(_LEVELS - 1):
        if element is None or element.tag in _WHOLES or _length(element) > len(block.text) * 1.2:
            return False
        if next(element.iter(*PICTURES), None) is not None:
            return True
        element = element.getparent()
    return False


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def captions(island: html.HtmlElement, is_taken: Taken = lambda _: False) -> Iterator[str]:
    """What is marked as a caption in a picture's element or beside it, else all the words that it has.

    What ``is_taken`` is text of the article already.
    """
    marked = [one for one in island.iter() if one is not island and is_marked(one)]
    inside = set(marked)
    outer = [one for one in marked if not any(above in inside for above in one.iterancestors())]
    texts = [_text(one) for one in outer] or [_text(one) for one in _marked_beside(island, is_taken)]
    if not any(texts) and (island.tag == "figure" or _LEAST_UNMARKED <= worth(_text(island)) < _MOST_UNMARKED):
        texts = [_text(island)]
    yield from dict.fromkeys(text for text in texts if text)


def _marked_beside(island: html.HtmlElement, is_taken: Taken) -> list[html.HtmlElement]:
    """A caption that stands beside the picture's element instead of in it, or round it."""
    element = island
    for _ in range(_LEVELS_BESIDE):
        if found := list(_marked_after(element, is_taken)):
            return found
        around = element.getparent()
        if around is None or around.tag in _WHOLES or len(list(around.iter("img", "amp-img"))) > 2:
            return []
        if is_marked(around) and not is_taken(around) and 0 < _length(around) <= _MOST_WORDS:
            return [around]
        element = around
    return []


def _marked_after(island: html.HtmlElement, is_taken: Taken) -> Iterator[html.HtmlElement]:
    following = island.getnext()
    for _ in range(2):
        if following is None or is_taken(following) or next(following.iter(*PICTURES), None) is not None:
            return
        marked = next((one for one in following.iter() if is_marked(one)), None)
        if marked is not None and _length(marked) <= _MOST_WORDS:
            yield marked
        following = following.getnext()


def _text(element: html.HtmlElement) -> str:
    """Its words; who made the picture, where that is said at the end, is set apart from what is to be seen."""
    words = _words(element)
    credit = next((one for one in element.iterdescendants() if _is_credit(one)), None)
    said = "" if credit is None else _words(credit)
    return set_apart([words.removesuffix(said).rstrip(), said]) if said and words.endswith(said) else words


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _is_credit(element: html.HtmlElement) -> bool:
    return element.tag == "cite" or bool(_CREDIT.search(_names(element)))


def set_apart(parts: Sequence[str]) -> str:
    """Sentences and names one after the other: where nothing ends one, a dot in the middle stands between."""
    said = ""
    for part in filter(None, parts):
        is_open = said[-1:].isalnum() and part[0].isalnum()
        said = f"{said} · {part}" if is_open else f"{said} {part}".strip()
    return said
