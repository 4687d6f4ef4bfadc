"""
The text of an article as a typed document: blocks, and runs of text with marks inside them.

The store, the reader, translation, search and the exports all work from this; HTML exists at the edges only
(``extract`` makes a document from it, ``ui/reader`` and the exports make it from a document). What cannot be said
here cannot reach the screen: no style, no script, no address that is not http, https or mailto.

A document is stored as compact JSON (``dumps``/``loads``): a list of blocks, each a list that starts with a short
tag. A tag that a later version may add is skipped on reading, so an older program opens a newer store's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import IntFlag
from typing import Any

from desktop_app.model.frozen import frozen


class Mark(IntFlag):
    """How a run of text is set."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    CODE = 4
    SUB = 8
    SUP = 16
    KEPT = 32  # in a translation: still in the original's language, because its translation could not be trusted


@frozen
class Run:
    """Text of one look. A line break inside a paragraph is a newline in the text."""

    text: str
    marks: Mark = Mark.NONE
    href: str = ""  # http, https or mailto, absolute; "" where it is no link


Runs = tuple[Run, ...]


@frozen
class Paragraph:
    """Running text."""

    runs: Runs


@frozen
class Heading:
    """A heading within the text."""

    level: int  # 2 to 4; level 1 is the article's title
    runs: Runs


@frozen
class ListBlock:
    """A list, with or without numbers."""

    is_ordered: bool
    items: tuple[Runs, ...]
    start: int = 1  # number of the first item, where they have numbers


@frozen
class Quote:
    """What somebody else said."""

    paragraphs: tuple[Runs, ...]


@frozen
class Picture:
    """A picture within the text."""

    url: str  # http or https
    caption: str = ""
    alt: str = ""
    width: int = 0  # pixels as the page says, 0 when it does not
    height: int = 0


@frozen
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Runs, ...], ...]
    has_header: bool = False


@frozen
class Code:
    """Text whose spaces and lines are kept."""

    text: str


@frozen
class Embed:
    """Something that only works on its own page (a video, a post), shown as a link."""

    url: str
    title: str


Block = Paragraph | Heading | ListBlock | Quote | Picture | Table | Code | Embed
Document = tuple[Block, ...]


def plain(runs: Runs) -> str:
    """The text of runs, without marks."""
    return "".join(run.text for run in runs)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            yield plain(runs)
        case ListBlock(_, items):
            yield from map(plain, items)
        case Quote(paragraphs):
            yield from map(plain, paragraphs)
        case Picture(caption=caption):
            yield caption
        case Table(rows):
            for row in rows:
                yield from map(plain, row)
        case Code(text):
            yield text
        case Embed(title=title):
            yield title


def paragraphs(document: Document) -> Iterator[Runs]:
    """What has runs, in its order: paragraphs, headings, items, the paragraphs of quotes, cells."""
    for block in document:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                yield runs
            case ListBlock(_, items):
                yield from items
            case Quote(quoted):
                yield from quoted
            case Table(rows):
                yield from (cell for row in rows for cell in row)
            case Picture() | Code() | Embed():
                pass


def text(document: Document) -> str:
    """The document as plain text, a paragraph a line, captions and table cells included."""
    return "\n".join(t for block in document for t in _block_texts(block) if t)


# Compact JSON. A run without marks or link is a bare string, since nearly all are.


def _pack_runs(runs: Runs) -> list[Any]:
    return [r.text if not r.marks and not r.href else [r.text, int(r.marks), r.href] for r in runs]


def _unpack_runs(packed: list[Any]) -> Runs:
    return tuple(Run(r) if isinstance(r, str) else Run(r[0], Mark(r[1]), r[2]) for r in packed)


def _pack(block: Block) -> list[Any]:
    match block:
        case Paragraph(runs):
            return ["p", *_pack_runs(runs)]
        case Heading(level, runs):
            return ["h", level, *_pack_runs(runs)]
        case ListBlock(True, items, start) if start != 1:
            return ["on", start, *map(_pack_runs, items)]
        case ListBlock(is_ordered, items):
            return ["ol" if is_ordered else "ul", *map(_pack_runs, items)]
        case Quote(paragraphs):
            return ["q", *map(_pack_runs, paragraphs)]
        case Picture(url, caption, alt, width, height):
            return ["i", url, caption, alt, width, height]
        case Table(rows, has_header):
            return ["t", int(has_header), *([_pack_runs(cell) for cell in row] for row in rows)]
        case Code(source):
            return ["c", source]
        case Embed(url, title):
            return ["e", url, title]


def _unpack(packed: list[Any]) -> Block | None:
    tag, rest = packed[0], packed[1:]
    match tag:
        case "p":
            return Paragraph(_unpack_runs(rest))
        case "h":
            return Heading(rest[0], _unpack_runs(rest[1:]))
        case "ol" | "ul":
            return ListBlock(tag == "ol", tuple(map(_unpack_runs, rest)))
        case "on":
            return ListBlock(True, tuple(map(_unpack_runs, rest[1:])), rest[0])
        case "q":
            return Quote(tuple(map(_unpack_runs, rest)))
        case "i":
            return Picture(*rest[:5])
        case "t":
            return Table(tuple(tuple(map(_unpack_runs, row)) for row in rest[1:]), bool(rest[0]))
        case "c":
            return Code(rest[0])
        case "e":
            return Embed(*rest[:2])
        case _:
            return None


def to_json(document: Document) -> list[Any]:
    """The document as JSON values, for ``dumps`` and for the command line's ``blocks``."""
    return [_pack(block) for block in document]


def from_json(packed: list[Any]) -> Document:
    """The document that ``to_json`` gave; blocks of an unknown tag are left out."""
    return tuple(block for block in map(_unpack, packed) if block is not None)


def dumps(document: Document) -> str:
    return json.dumps(to_json(document), ensure_ascii=False, separators=(",", ":"))


def loads(packed: str | bytes) -> Document:
    return from_json(json.loads(packed))
