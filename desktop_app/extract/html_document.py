"""
HTML of a feed or a page -> a typed document, by an allow-list.

The parser's events are followed one by one, no tree is built, so nesting of any depth costs nothing; what is not
known as a block or a mark leaves its text behind and nothing else. Scripts, styles, forms and drawings leave nothing.
Pure; any thread.
"""

from __future__ import annotations

import html as html_entities
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from lxml import etree

from desktop_app.extract.addresses import link_url
from desktop_app.extract.boilerplate import is_pictogram
from desktop_app.extract.feet import without_feet
from desktop_app.extract.frames import Frame, FrameKind, close, frame_of
from desktop_app.extract.lead import lead_from, plain_text
from desktop_app.extract.pictures import embed_of, picture_of
from desktop_app.extract.runs import RunBuffer, collapsed, on_one_line, readable
from desktop_app.extract.tags import CAPTION_CLASS, FIGURE_CLASS, HEADINGS, MARKS, PICTOGRAM_TEXT, is_left_out
from desktop_app.extract.tame_html import tame_blocks
from desktop_app.model.document import Block, Code, Document, Heading, Mark, Paragraph

_LONGEST = 5_000_000  # characters that are read
_MOST_TAGS = 50_000  # that are followed, later ones only leave their text; no live ticker has a quarter of that
_MOST_BLOCKS = 10_000  # paragraphs and line breaks, later ones only leave their text; QTextBrowser needs seconds beyond
_DEEPEST = 40  # lists, quotes and tables inside each other that are followed

_FRAMES = {
    "blockquote": FrameKind.QUOTE, "ul": FrameKind.BULLETS, "menu": FrameKind.BULLETS, "dir": FrameKind.BULLETS,
    "ol": FrameKind.NUMBERS, "li": FrameKind.ITEM, "table": FrameKind.TABLE, "tr": FrameKind.ROW,
    "td": FrameKind.CELL, "th": FrameKind.HEADER_CELL, "figure": FrameKind.FIGURE, "figcaption": FrameKind.CAPTION,
}  # fmt: skip
# Rows and cells elsewhere arrange a page, as in Blogger's captions.
_PARENTS = {FrameKind.ROW: FrameKind.TABLE, FrameKind.CELL: FrameKind.ROW, FrameKind.HEADER_CELL: FrameKind.ROW}
_BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "center", "details", "summary",
    "dl", "dt", "dd", "hgroup", "fieldset", "legend", "caption", "tbody", "thead", "tfoot", "body", "html", "hr",
    "noframes", "frameset", "marquee", "xmp", "listing", "plaintext",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "svg", "math", "template", "form", "input", "button", "select", "option", "textarea",
    "datalist", "output", "head", "title", "nav", "dialog", "canvas", "applet", "frame", "noembed", "rp", "meta",
    "link", "base", "map", "colgroup", "col", "optgroup", "keygen", "isindex", "progress", "meter", "param",
))  # fmt: skip
_EMBEDS = frozenset(("iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-video", "amp-iframe"))
_PICTURES = frozenset(("img", "image", "amp-img"))
_LOOKS_LIKE_HTML = re.compile(r"</[A-Za-z][A-Za-z0-9]*\s*>|<(?:br|p|img)\b[^<>]{0,2000}>", re.IGNORECASE)


def document_from_html(html: str, base_url: str) -> Document:
    """The HTML as a document; addresses in it are relative to ``base_url``. Never fails, whatever it is given.

    Making HTML of the document and a document of that again gives the same document.
    """
    html = html[:_LONGEST]
    if "<" not in html:
        html = html_entities.unescape(html)
        if not _LOOKS_LIKE_HTML.search(html):
            return without_feet(_from_plain_text(html))
    blocks = tame_blocks(html, base_url)
    return without_feet(parsed_blocks(html, base_url) if blocks is None else blocks)


def parsed_blocks(html: str, base_url: str) -> list[Block]:
    """The blocks of any HTML, by a parser's events."""
    builder = _parsing.events.builder = DocumentBuilder(base_url)
    with suppress(etree.XMLSyntaxError):  # nothing in it, or a limit was met: what was read until then stays
        etree.fromstring(html.replace("\0", "").encode("utf-8", "ignore"), _parsing.parser)
    return builder.document()


def finished(builder: DocumentBuilder) -> Document:
    """What the builder has, without what hangs on its end."""
    return without_feet(builder.document())


def _from_plain_text(text: str) -> list[Block]:
    buffer = RunBuffer()
    for line in re.split(r"\r\n|\n|\r", text):
        buffer.add(collapsed(line) or " ")
        buffer.add("\n" if not line.strip() else " ")
        if not line.strip():
            buffer.add("\n")
    return [Paragraph(runs) for runs in buffer.take()]


_AtEnd = Callable[[], None]  # what the end of an element does


class DocumentBuilder:
    """Follows the events of a parser, or of a walk through a tree. One for each document."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._frames = [Frame(FrameKind.ROOT)]
        self._text = RunBuffer()
        self._tags = 0  # begun so far
        self._blocks = 0  # of them, those that end a line
        self._ends: list[_AtEnd] = []  # of the elements that are open
        self._mark = 0  # the marks that hold, as a number: flags are slow
        self._outer_marks: list[int] = []
        self._links: list[str] = []
        self._heading_level = 0
        self._code: list[str] | None = None
        self._code_depth = 0
        self._skipped = 0  # open elements that are left out
        self._takes_pictures = False  # inside a noscript: only pictures, since lazy ones have their double there
        self._embed = ("", "")  # address and title of the element whose end gives a card
        self._source_sets: list[str] = []
        self._seen: set[str] = set()  # pictures so far

    def document(self) -> list[Block]:
        while len(self._frames) > 1:
            self._close_frame()
        self._flush()
        return self._frames[0].blocks

    # What the parser tells.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            self._look_into_skipped(tag, attributes)
            return
        tag = tag.rpartition(":")[2]
        self._tags += 1
        if tag in _DROPPED or (attributes and is_left_out(attributes)):
            self._ends.append(self._skip())
        elif self._code is not None and tag not in ("pre", "br"):
            self._ends.append(_nothing)
        else:
            begin = _BEGINNINGS.get(tag) if self._tags <= _MOST_TAGS else DocumentBuilder.begin_space
            self._ends.append(begin(self, tag, attributes) if begin else _nothing)

    def end(self) -> None:
        if self._skipped > 1:
            self._skipped -= 1
        elif self._ends:
            self._skipped = 0
            self._ends.pop()()

    def data(self, text: str) -> None:
        if self._skipped:
            return
        if self._code is not None:
            self._code.append(text)
        else:
            self._text.add(collapsed(text), self._mark, self._links[-1] if self._links else "")

    # An element begins: what is done at once, and what its end will do.

    def begin_mark(self, tag: str, _: Mapping[str, str]) -> _AtEnd:
        self._outer_marks.append(self._mark)
        self._mark |= MARKS[tag]
        return self._end_mark

    def begin_link(self, _: str, attributes: Mapping[str, str]) -> _AtEnd:
        self._links.append(link_url(attributes.get("href", ""), self._base_url))
        return self._end_link

    def begin_space(self, _: str, __: Mapping[str, str]) -> _AtEnd:
        self._text.add(" ", self._mark)
        return _nothing

    def begin_break(self, _: str, __: Mapping[str, str]) -> _AtEnd:
        self._blocks += 1
        if self._blocks > _MOST_BLOCKS:
            return self.begin_space("", {})
        if self._code is not None:
            self._code.append("\n")
        else:
            self._text.add("\n", self._mark, self._links[-1] if self._links else "")
        return _nothing

    def begin_picture(self, _: str, attributes: Mapping[str, str]) -> _AtEnd:
        self._add_picture(attributes)
        return _nothing

    def begin_picture_group(self, _: str, __: Mapping[str, str]) -> _AtEnd:
        self._source_sets.clear()
        return self._source_sets.clear

    def begin_source(self, _: str, attributes: Mapping[str, str]) -> _AtEnd:
        self._source_sets.append(attributes.get("srcset", "") or attributes.get("data-srcset", ""))
        return _nothing

    def begin_heading(self, tag: str, _: Mapping[str, str]) -> _AtEnd:
        self._flush()
        self._heading_level = HEADINGS[tag]
        return self._end_heading

    def begin_code(self, _: str, __: Mapping[str, str]) -> _AtEnd:
        self._flush()
        self._code = self._code or []
        self._code_depth += 1
        return self._end_code

    def begin_block(self, tag: str, attributes: Mapping[str, str]) -> _AtEnd:
        kind = _FRAMES.get(tag)
        self._blocks += kind is None
        if kind is None and self._blocks > _MOST_BLOCKS:
            return self.begin_space(tag, attributes)
        self._flush()
        if classes := attributes.get("class"):
            if FIGURE_CLASS.search(classes):
                kind = FrameKind.FIGURE
            elif CAPTION_CLASS.search(classes):
                kind = FrameKind.CAPTION
        parent = self._frames[-1].kind
        if kind is None or len(self._frames) > _DEEPEST or _PARENTS.get(kind, parent) is not parent:
            return self._flush
        self._frames.append(frame_of(kind, attributes))
        return self._close_frame

    def begin_embed(self, tag: str, attributes: Mapping[str, str]) -> _AtEnd:
        address = attributes.get("src") or attributes.get("data") or attributes.get("data-src") or ""
        self._embed = (address, attributes.get("title") or attributes.get("aria-label") or "")
        if tag == "embed":  # it has no content: where nothing closes it, the rest of the text would count as that
            self._end_embed()
            return _nothing
        self._skipped = 1
        return self._end_embed

    def begin_noscript(self, _: str, __: Mapping[str, str]) -> _AtEnd:
        self._takes_pictures = True
        return self._skip()

    def _skip(self) -> _AtEnd:
        self._skipped = 1
        return self._end_skipped

    def _look_into_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._takes_pictures and tag in _PICTURES:
            self._add_picture(attributes)
        elif tag in ("source", "embed") and not self._embed[0]:
            self._embed = (attributes.get("src", ""), self._embed[1])

    # An element ends.

    def _end_mark(self) -> None:
        self._mark = self._outer_marks.pop()

    def _end_link(self) -> None:
        self._links.pop()

    def _end_heading(self) -> None:
        self._flush()
        self._heading_level = 0

    def _end_skipped(self) -> None:
        self._takes_pictures = False

    def _end_embed(self) -> None:
        address, title = self._embed
        self._embed = ("", "")
        card = embed_of(address, title, self._base_url)
        if card is not None:
            self._flush()
            self._frames[-1].blocks.append(card)

    def _end_code(self) -> None:
        self._code_depth -= 1
        if self._code_depth:
            return
        lines = readable("".join(self._code or []).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        self._code = None
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if text:
            self._frames[-1].blocks.append(Code(text))

    # What has been collected becomes blocks.

    def _flush(self) -> None:
        blocks = self._frames[-1].blocks
        for runs in self._text.take():
            if not self._heading_level:
                blocks.append(Paragraph(runs))
            elif heading := on_one_line(runs, without=Mark.BOLD):
                blocks.append(Heading(self._heading_level, heading))

    def _close_frame(self) -> None:
        self._flush()
        frame = self._frames.pop()
        close(frame, self._frames[-1])

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        marks = attributes.get("class", "") + " " + attributes.get("src", "")
        if is_pictogram(marks):
            self._text.add(collapsed(attributes.get("alt", ""))[:PICTOGRAM_TEXT], self._mark)
            return
        picture = picture_of(attributes, self._base_url, self._source_sets)
        if picture is None or picture.url in self._seen:
            return
        self._seen.add(picture.url)
        self._flush()
        self._frames[-1].blocks.append(picture)


def _nothing() -> None:
    """The end of most elements."""


class _Events:
    """What a parser tells, to the builder of the document that it is at."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder("")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.builder.start(tag, attributes)

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser closes what it opened, in order
        self.builder.end()

    def data(self, text: str) -> None:
        self.builder.data(text)

    def close(self) -> None:
        """The parser has come to the end."""


class _Parsing(threading.local):
    """A thread's parser: making one takes as long as parsing a short text."""

    def __init__(self) -> None:
        self.events = _Events()
        target: Any = self.events  # the stubs want a target that takes bytes too; the parser gives text
        self.parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=False)


_parsing = _Parsing()

_Beginning = Callable[[DocumentBuilder, str, Mapping[str, str]], _AtEnd]
_BEGINNINGS: dict[str, _Beginning] = {
    **dict.fromkeys((*_BLOCKS, *_FRAMES), DocumentBuilder.begin_block),
    **dict.fromkeys(MARKS, DocumentBuilder.begin_mark),
    **dict.fromkeys(HEADINGS, DocumentBuilder.begin_heading),
    **dict.fromkeys(_PICTURES, DocumentBuilder.begin_picture),
    **dict.fromkeys(_EMBEDS, DocumentBuilder.begin_embed),
    "a": DocumentBuilder.begin_link,
    "br": DocumentBuilder.begin_break,
    "picture": DocumentBuilder.begin_picture_group,
    "source": DocumentBuilder.begin_source,
    "pre": DocumentBuilder.begin_code,
    "noscript": DocumentBuilder.begin_noscript,
}

__all__ = ["DocumentBuilder", "document_from_html", "finished", "lead_from", "plain_text"]
