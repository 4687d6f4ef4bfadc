"""
HTML as most feeds write it -> blocks, several times faster than by a parser.

Only for what is tame: a few tags, each closed in its place, nothing hidden, no stray sign. ``tame_blocks`` gives None
for anything else, and a parser reads that (``html_document``), with the same result where both can: the parser stays
the one that decides what HTML means, this only spares it what cannot be misread. Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum, auto
from functools import lru_cache
from html.entities import name2codepoint
from typing import NamedTuple

from desktop_app.extract.addresses import link_url
from desktop_app.extract.boilerplate import is_pictogram
from desktop_app.extract.frames import Frame, FrameKind, close, frame_of
from desktop_app.extract.pictures import picture_of
from desktop_app.extract.runs import BLANKS, RunBuffer, collapsed, on_one_line
from desktop_app.extract.tags import CAPTION_CLASS, FIGURE_CLASS, HEADINGS, MARKS, PICTOGRAM_TEXT, is_left_out
from desktop_app.model.document import Block, Heading, Mark, Paragraph, Run

_MOST_TOKENS = 8_000  # texts and tags; a live ticker is for the parser, which has limits
_DEEPEST = 30
_SHORT = 100  # characters of a tag that may come again

_COMMENT = re.compile(r"<!--[^<>]*-->")

_TAG = re.compile("<([^<>]*)>")
_VALUE = r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))"
_ATTRIBUTE = re.compile(rf"\s+([A-Za-z][\w:.-]*)(?:\s*=\s*{_VALUE})?")
_WHOLE = re.compile(
    r"(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*(/?)"
)
_REFERENCE = re.compile(r"&(?:#(\d{2,7})|#[xX]([0-9A-Fa-f]{2,6})|([A-Za-z]{2,8}\d{0,2}));|&(?=[A-Za-z0-9#])")
_NAMES = name2codepoint | {"apos": 39}

_FLOW = frozenset(("p", "div", "section", "article", "header", "footer", "main", "center", "address"))
_FRAMES = {
    "blockquote": FrameKind.QUOTE, "ul": FrameKind.BULLETS, "ol": FrameKind.NUMBERS, "li": FrameKind.ITEM,
    "figure": FrameKind.FIGURE, "figcaption": FrameKind.CAPTION,
}  # fmt: skip
_PLAIN = ("span", "u", "s", "strike", "del", "ins", "mark", "small", "big", "font", "abbr", "time")  # only their text
_TEXT_ONLY = frozenset(("p", *HEADINGS))  # a parser ends these where another block begins


class _Kind(IntEnum):
    BREAK = auto()
    RULE = auto()
    MARK = auto()
    FLOW = auto()
    HEADING = auto()
    FRAME = auto()
    LINK = auto()
    PICTURE = auto()
    END = auto()


class _Tag(NamedTuple):
    kind: _Kind
    name: str
    attributes: dict[str, str]


_KINDS = (
    {"br": _Kind.BREAK, "hr": _Kind.RULE, "a": _Kind.LINK, "img": _Kind.PICTURE}
    | dict.fromkeys((*MARKS, *_PLAIN), _Kind.MARK)
    | dict.fromkeys(_FLOW, _Kind.FLOW)
    | dict.fromkeys(HEADINGS, _Kind.HEADING)
    | dict.fromkeys(_FRAMES, _Kind.FRAME)
)
_VOID = (_Kind.BREAK, _Kind.RULE, _Kind.PICTURE)
_INLINE = (_Kind.MARK, _Kind.LINK)


class _Open(NamedTuple):
    """An element that is open, and what holds again after it."""

    tag: _Tag
    mark: int
    href: str


def tame_blocks(html: str, base_url: str) -> list[Block] | None:
    """The blocks of the HTML, or None where only a parser can tell what it means."""
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    tokens = _TAG.split(html)
    if len(tokens) > _MOST_TOKENS or "\0" in html:
        return None
    follower = _Follower(base_url)
    try:
        follower.follow(tokens)
        return follower.blocks()
    except _NotTameError:
        return None


class _NotTameError(Exception):
    """Something that only a parser can tell the meaning of."""


class _Follower:
    """Follows the texts and tags of one HTML."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._text = RunBuffer()
        self._frames = [Frame(FrameKind.ROOT)]
        self._opened: list[_Open] = []
        self._inline = 0  # of them, those inside a line
        self._mark = 0
        self._href = ""
        self._level = 0  # of the heading that is open
        self._seen: set[str] = set()  # pictures so far

    def follow(self, tokens: list[str]) -> None:
        """Texts and tags in turn, a text first and last."""
        add, last = self._text.add, len(tokens) - 1
        position = 0
        while True:
            if tokens[position]:
                add(collapsed(_said(tokens[position])), self._mark, self._href)
            if position == last:
                return
            given = tokens[position + 1]
            if given == "p" and tokens[position + 3 : position + 4] == ["/p"]:  # by far the most frequent
                self._begin_block()
                if line := collapsed(_said(tokens[position + 2])).strip(BLANKS):
                    self._frames[-1].blocks.append(Paragraph((Run(line),)))
                position += 4
                continue
            tag = _tag(given)
            _ACTIONS[tag.kind](self, tag)
            position += 2

    def blocks(self) -> list[Block]:
        if self._opened:
            raise _NotTameError
        self._flush()
        return self._frames[0].blocks

    # What a tag does.

    def end(self, tag: _Tag) -> None:
        if not self._opened or self._opened[-1].tag.name != tag.name:
            raise _NotTameError
        ended, self._mark, self._href = self._opened.pop()
        if ended.kind in _INLINE:
            self._inline -= 1
            return
        self._flush()
        self._level = 0
        if ended.kind is _Kind.FRAME:
            close(self._frames.pop(), self._frames[-1])

    def line_break(self, _: _Tag) -> None:
        self._text.add("\n", self._mark, self._href)

    def rule(self, _: _Tag) -> None:
        self._begin_block()

    def picture(self, tag: _Tag) -> None:
        attributes = tag.attributes
        if is_pictogram(f"{attributes.get('class', '')} {attributes.get('src', '')}"):
            self._text.add(collapsed(attributes.get("alt", ""))[:PICTOGRAM_TEXT], self._mark)
            return
        picture = picture_of(attributes, self._base_url, [])
        if picture is not None and picture.url not in self._seen:
            self._seen.add(picture.url)
            self._flush()
            self._frames[-1].blocks.append(picture)

    def inline(self, tag: _Tag) -> None:
        self._opened.append(_Open(tag, self._mark, self._href))
        self._inline += 1
        self._mark |= MARKS.get(tag.name, 0)

    def link(self, tag: _Tag) -> None:
        if any(o.tag.kind is _Kind.LINK for o in self._opened):
            raise _NotTameError
        self.inline(tag)
        self._href = link_url(tag.attributes.get("href", ""), self._base_url)

    def flow(self, tag: _Tag) -> None:
        self._begin_block()
        self._opened.append(_Open(tag, self._mark, self._href))

    def heading(self, tag: _Tag) -> None:
        self.flow(tag)
        self._level = HEADINGS[tag.name]

    def frame(self, tag: _Tag) -> None:
        self.flow(tag)
        self._frames.append(frame_of(_FRAMES[tag.name], tag.attributes))

    def _begin_block(self) -> None:
        is_in_text = self._opened and self._opened[-1].tag.name in _TEXT_ONLY
        if self._inline or is_in_text or len(self._opened) > _DEEPEST:
            raise _NotTameError
        self._flush()

    def _flush(self) -> None:
        if not self._text.pieces:
            return
        for runs in self._text.take():
            if not self._level:
                self._frames[-1].blocks.append(Paragraph(runs))
            elif heading := on_one_line(runs, without=Mark.BOLD):
                self._frames[-1].blocks.append(Heading(self._level, heading))


_ACTIONS: dict[_Kind, Callable[[_Follower, _Tag], None]] = {
    _Kind.BREAK: _Follower.line_break,
    _Kind.RULE: _Follower.rule,
    _Kind.MARK: _Follower.inline,
    _Kind.FLOW: _Follower.flow,
    _Kind.HEADING: _Follower.heading,
    _Kind.FRAME: _Follower.frame,
    _Kind.LINK: _Follower.link,
    _Kind.PICTURE: _Follower.picture,
    _Kind.END: _Follower.end,
}


def _tag(given: str) -> _Tag:
    # addresses are different each time, and would fill the cache
    return _read(given) if len(given) > _SHORT or given.startswith(("a ", "img ")) else _remembered(given)


@lru_cache(maxsize=1024)
def _remembered(given: str) -> _Tag:
    return _read(given)


def _read(given: str) -> _Tag:
    """What stands between < and >."""
    match = _WHOLE.fullmatch(given)
    if match is None:
        raise _NotTameError
    closing, name, more, empty = match.groups()
    name = name.lower()
    kind = _KINDS.get(name)
    if kind is None:
        raise _NotTameError
    if closing or (empty and kind not in _VOID):
        if more or empty or kind in _VOID:
            raise _NotTameError
        return _Tag(_Kind.END, name, {})
    attributes: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(more):
        attributes.setdefault(key.lower(), _resolved(double or single or bare))
    if attributes:
        classes = attributes.get("class", "")
        if is_left_out(attributes) or FIGURE_CLASS.search(classes) or CAPTION_CLASS.search(classes):
            raise _NotTameError
    return _Tag(kind, name, attributes)


def _said(text: str) -> str:
    """What stands between two tags, as it is read."""
    if "<" in text or ">" in text:
        raise _NotTameError
    return _resolved(text)


def _resolved(text: str) -> str:
    """The text with its references resolved, where all parsers do it alike."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    code = _NAMES.get(name, 0) if name else int(decimal or 0) or int(hexadecimal or "0", 16)
    if 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise _NotTameError
