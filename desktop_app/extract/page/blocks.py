"""
The text of a page as blocks: runs of text that nothing but inline elements divide, in the order of the page.

Each knows the element it stands in and how much of it is links. What a block is for the reader (article, menu, advert)
is decided by ``scoring``; here it is only cut out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree, html

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "iframe", "video",
    "audio", "embed", "object", "button",
))  # fmt: skip
_MOST = 6_000  # blocks; the longest real pages have half as many
_BOLD = frozenset(("b", "strong"))


@dataclass(slots=True)
class Block:
    """A run of text. Not a value: it is filled while the page is walked."""

    element: html.HtmlElement  # the block element round it
    nodes: list[tuple[html.HtmlElement, bool]] = field(default_factory=list[tuple[html.HtmlElement, bool]])
    pieces: list[str] = field(default_factory=list[str])
    text: str = ""
    link_length: int = 0  # characters
    links: int = 0
    bold_length: int = 0


class _Cutter:
    """Follows a walk. Breaks inside inline text divide it where two of them meet."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: Block | None = None
        self._link_depth = 0
        self._bold_depth = 0
        self._breaks = 0

    def start(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self.cut()
        elif tag not in INLINE:
            self.cut()
        elif tag == "a":
            self._link_depth += 1
            if self._open is not None:
                self._open.links += 1
        elif tag in _BOLD:
            self._bold_depth += 1

    def end(self, tag: str) -> None:
        if tag not in INLINE:
            self.cut()
        elif tag == "a":
            self._link_depth -= 1
        elif tag in _BOLD:
            self._bold_depth -= 1

    def text(self, element: html.HtmlElement, text: str, *, is_tail: bool) -> None:
        """A text node: the text of an element, or its tail."""
        length = len(text.strip())
        if not length:
            if self._open is not None:
                self._open.pieces.append(" ")
                self._open.nodes.append((element, is_tail))
            return
        self._breaks = 0
        if self._open is None:
            around = element.getparent() if is_tail else element
            while around is not None and around.tag in INLINE:
                around = around.getparent()
            self._open = Block(element if around is None else around, links=self._link_depth)
        block = self._open
        block.pieces.append(text)
        block.nodes.append((element, is_tail))
        if self._link_depth:
            block.link_length += length
        if self._bold_depth:
            block.bold_length += length

    def cut(self) -> None:
        self._breaks = 0
        block, self._open = self._open, None
        if block is not None and len(self.blocks) < _MOST:
            block.text = " ".join("".join(block.pieces).split())
            block.pieces.clear()
            if block.text:
                self.blocks.append(block)


def blocks_of(body: html.HtmlElement) -> list[Block]:
    """Every run of text inside ``body``."""
    cutter = _Cutter()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            cutter.start(tag)
            if element.text:
                cutter.text(element, element.text, is_tail=False)
        else:
            cutter.end(tag)
            if element.tail and element is not body:
                cutter.text(element, element.tail, is_tail=True)
    cutter.cut()
    return cutter.blocks
