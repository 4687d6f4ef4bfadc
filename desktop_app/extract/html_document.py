"""
HTML of a feed -> a typed document, by an allow-list.

The parser's events are followed one by one, no tree is built, so nesting of any depth costs nothing; what is not
known as a block or a mark leaves its text behind and nothing else. Scripts, styles, forms and drawings leave nothing.
Pure; any thread.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Mapping
from enum import Enum, auto

from lxml import etree

from desktop_app.extract.addresses import link_url
from desktop_app.extract.boilerplate import is_pictogram, stands_round
from desktop_app.extract.feet import without_feet
from desktop_app.extract.frames import Frame, FrameKind, close
from desktop_app.extract.pictures import embed_of, picture_of
from desktop_app.extract.runs import RunBuffer, collapsed, on_one_line, readable
from desktop_app.model.document import Block, Code, Document, Heading, Mark, Paragraph, Picture

_LONGEST = 5_000_000  # characters that are read
_DEEPEST = 40  # lists, quotes and tables inside each other that are followed

_MARKS = {
    "b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC, "cite": Mark.ITALIC, "var": Mark.ITALIC,
    "dfn": Mark.ITALIC, "code": Mark.CODE, "tt": Mark.CODE, "kbd": Mark.CODE, "samp": Mark.CODE, "sub": Mark.SUB,
    "sup": Mark.SUP,
}  # fmt: skip
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_FRAMES = {
    "blockquote": FrameKind.QUOTE, "ul": FrameKind.BULLETS, "menu": FrameKind.BULLETS, "dir": FrameKind.BULLETS,
    "ol": FrameKind.NUMBERS, "li": FrameKind.ITEM, "table": FrameKind.TABLE, "tr": FrameKind.ROW,
    "td": FrameKind.CELL, "th": FrameKind.HEADER_CELL, "figure": FrameKind.FIGURE, "figcaption": FrameKind.CAPTION,
}  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "center", "details", "summary",
    "dl", "dt", "dd", "hgroup", "fieldset", "legend", "caption", "tbody", "thead", "tfoot", "body", "html", "hr",
    "noframes", "frameset", "marquee", "xmp", "listing", "plaintext", "picture",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "svg", "math", "template", "form", "input", "button", "select", "option", "textarea",
    "datalist", "output", "head", "title", "nav", "dialog", "canvas", "applet", "frame", "noembed", "rp", "meta",
    "link", "base", "map", "colgroup", "col", "optgroup", "keygen", "isindex", "progress", "meter", "param",
))  # fmt: skip
_EMBEDS = frozenset(("iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-video", "amp-iframe"))
_PICTURES = frozenset(("img", "image", "amp-img"))
_CAPTION_CLASS = re.compile(r"(?:^|\s)(?:wp-caption-text|tr-caption)(?:\s|$)")
_FIGURE_CLASS = re.compile(r"(?:^|\s)(?:wp-caption|tr-caption-container)(?:\s|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
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
    builder = _Builder(base_url)
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=False)
    try:
        etree.fromstring(readable_markup(html), parser)
    except etree.XMLSyntaxError:
        builder.close()  # nothing in it, or a limit was met: what was read until then stays
    return without_feet(builder.document())


def readable_markup(html: str) -> bytes:
    return html.replace("\0", "").encode("utf-8", "ignore")


def _from_plain_text(text: str) -> list[Block]:
    buffer = RunBuffer()
    for line in re.split(r"\r\n|\n|\r", text):
        buffer.add(collapsed(line) or " ")
        buffer.add("\n" if not line.strip() else " ")
        if not line.strip():
            buffer.add("\n")
    return [Paragraph(runs) for runs in buffer.take()]


class _End(Enum):
    """What the end of an element means."""

    NOTHING = auto()
    BLOCK = auto()
    HEADING = auto()
    MARK = auto()
    LINK = auto()
    CODE = auto()
    FRAME = auto()
    SKIPPED = auto()
    EMBED = auto()
    PICTURE = auto()


class _Builder:
    """Follows the parser's events. One for each document."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._frames = [Frame(FrameKind.ROOT)]
        self._text = RunBuffer()
        self._ends: list[tuple[_End, Mark]] = []
        self._marks: dict[Mark, int] = {}
        self._mark = Mark.NONE
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

    # Called by the parser.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            self._start_inside_skipped(tag, attributes)
            return
        end, mark = self._start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)
        if end in (_End.SKIPPED, _End.EMBED):
            self._skipped = 1
        self._ends.append((end, mark))

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser gives it, the elements on the stack are matched
        if self._skipped > 1:
            self._skipped -= 1
            return
        if not self._ends:
            return
        end, mark = self._ends.pop()
        match end:
            case _End.NOTHING:
                pass
            case _End.BLOCK:
                self._flush()
            case _End.HEADING:
                self._flush()
                self._heading_level = 0
            case _End.MARK:
                self._marks[mark] -= 1
                self._mark = self._mark if self._marks[mark] else self._mark & ~mark
            case _End.LINK:
                self._links.pop()
            case _End.CODE:
                self._code_depth -= 1
                if not self._code_depth:
                    self._end_code()
            case _End.FRAME:
                self._close_frame()
            case _End.PICTURE:
                self._source_sets.clear()
            case _End.SKIPPED:
                self._skipped = 0
                self._takes_pictures = False
            case _End.EMBED:
                self._skipped = 0
                self._add_embed()

    def data(self, text: str) -> None:
        if self._skipped:
            return
        if self._code is not None:
            self._code.append(text)
        else:
            self._text.add(collapsed(text), self._mark, self._links[-1] if self._links else "")

    def comment(self, text: str) -> None:
        """Nothing: comments are no text."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nothing: neither are processing instructions."""

    def close(self) -> None:
        """The parser has come to the end."""

    # One element begins.

    def _start(self, tag: str, attributes: Mapping[str, str]) -> tuple[_End, Mark]:
        if tag in _DROPPED or self._is_left_out(attributes):
            return _End.SKIPPED, Mark.NONE
        if tag == "noscript":
            self._takes_pictures = True
            return _End.SKIPPED, Mark.NONE
        if tag in _EMBEDS:
            self._embed = (attributes.get("src") or attributes.get("data") or attributes.get("data-src") or "",
                           attributes.get("title") or attributes.get("aria-label") or "")  # fmt: skip
            return _End.EMBED, Mark.NONE
        if self._code is not None and tag not in ("pre", "br"):
            return _End.NOTHING, Mark.NONE
        if tag in _PICTURES:
            self._add_picture(attributes)
        elif tag in _MARKS:
            self._marks[_MARKS[tag]] = self._marks.get(_MARKS[tag], 0) + 1
            self._mark |= _MARKS[tag]
            return _End.MARK, _MARKS[tag]
        elif tag == "a":
            self._links.append(link_url(attributes.get("href", ""), self._base_url))
            return _End.LINK, Mark.NONE
        elif tag == "br":
            self._add_break()
        elif tag == "source":
            self._source_sets.append(attributes.get("srcset", "") or attributes.get("data-srcset", ""))
        elif tag == "q":
            return _End.NOTHING, Mark.NONE
        else:
            return self._start_block(tag, attributes)
        return _End.NOTHING, Mark.NONE

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> tuple[_End, Mark]:
        classes = attributes.get("class", "")
        if tag in _HEADINGS:
            self._flush()
            self._heading_level = _HEADINGS[tag]
            return _End.HEADING, Mark.NONE
        if tag == "pre":
            self._flush()
            self._code = self._code or []
            self._code_depth += 1
            return _End.CODE, Mark.NONE
        kind = _FRAMES.get(tag)
        if classes and _FIGURE_CLASS.search(classes):
            kind = FrameKind.FIGURE
        elif classes and _CAPTION_CLASS.search(classes):
            kind = FrameKind.CAPTION
        if kind is not None:
            self._flush()
            if len(self._frames) > _DEEPEST:
                return _End.BLOCK, Mark.NONE
            self._frames.append(Frame(kind))
            return _End.FRAME, Mark.NONE
        if tag == "picture":
            self._source_sets.clear()
            return _End.PICTURE, Mark.NONE
        if tag in _BLOCKS:
            self._flush()
            return _End.BLOCK, Mark.NONE
        return _End.NOTHING, Mark.NONE

    def _start_inside_skipped(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._takes_pictures and tag in _PICTURES:
            self._add_picture(attributes)
        elif tag == "source" and not self._embed[0]:
            self._embed = (attributes.get("src", ""), self._embed[1])
        elif tag == "embed" and not self._embed[0]:
            self._embed = (attributes.get("src", ""), self._embed[1])

    @staticmethod
    def _is_left_out(attributes: Mapping[str, str]) -> bool:
        if not attributes:
            return False
        if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"])):
            return True
        names = attributes.get("class", "") + " " + attributes.get("id", "")
        return len(names) > 1 and stands_round(names)

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

    def _add_break(self) -> None:
        if self._code is not None:
            self._code.append("\n")
        else:
            self._text.add("\n", self._mark, self._links[-1] if self._links else "")

    def _end_code(self) -> None:
        lines = readable("".join(self._code or []).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        self._code = None
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if text.strip():
            self._frames[-1].blocks.append(Code(text))

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        marks = attributes.get("class", "") + " " + attributes.get("src", "")
        if is_pictogram(marks):
            self._text.add(collapsed(attributes.get("alt", ""))[:20], self._mark)
            return
        picture = picture_of(attributes, self._base_url, self._source_sets)
        if picture is None or picture.url in self._seen:
            return
        self._seen.add(picture.url)
        self._flush()
        self._frames[-1].blocks.append(picture)

    def _add_embed(self) -> None:
        address, title = self._embed
        self._embed = ("", "")
        card = embed_of(address, title, self._base_url)
        if card is not None:
            self._flush()
            self._frames[-1].blocks.append(card)


__all__ = ["document_from_html"]
