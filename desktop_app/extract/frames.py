"""What holds blocks while a document is built (lists, quotes, tables, figures), and what becomes of it at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from desktop_app.extract.runs import joined
from desktop_app.model.document import Block, Heading, ListBlock, Paragraph, Picture, Quote, Runs, Table, plain

_ROWS = 200  # of a table that are kept; QTextBrowser needs seconds beyond
_COLUMNS = 20
_LAYOUT_TEXT = 1500  # characters in one cell: then the table arranges a page, it does not tabulate
_CAPTION_LIMIT = 1000
_LONGEST_NUMBER = 5  # digits and a sign


class FrameKind(Enum):
    ROOT = auto()
    QUOTE = auto()
    BULLETS = auto()
    NUMBERS = auto()
    ITEM = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    HEADER_CELL = auto()
    FIGURE = auto()
    CAPTION = auto()


@dataclass(slots=True)
class Frame:
    """An element that is open, with the blocks inside it. ``parts`` are its items, rows or cells, ``start`` the number
    of the first item."""

    kind: FrameKind
    blocks: list[Block] = field(default_factory=list[Block])
    parts: list[Frame] = field(default_factory=list["Frame"])
    caption: list[Runs] = field(default_factory=list[Runs])
    start: int = 1


def frame_of(kind: FrameKind, attributes: Mapping[str, str]) -> Frame:
    """The frame of an element that begins."""
    said = attributes.get("start", "").strip() if kind is FrameKind.NUMBERS else ""
    is_number = said.removeprefix("-").isdecimal() and len(said) <= _LONGEST_NUMBER
    return Frame(kind, start=int(said) if is_number else 1)


def close(frame: Frame, parent: Frame) -> None:
    """Gives what the frame holds to its parent, in the form that the model has for it."""
    match frame.kind:
        case FrameKind.QUOTE:
            parent.blocks += _quoted(frame.blocks)
        case FrameKind.BULLETS | FrameKind.NUMBERS:
            loose = [Frame(FrameKind.ITEM, frame.blocks)] if frame.blocks else []
            parent.blocks += _listed(frame, [*frame.parts, *loose])
        case FrameKind.ITEM if parent.kind in (FrameKind.BULLETS, FrameKind.NUMBERS):
            parent.parts.append(frame)
        case FrameKind.TABLE:
            parent.blocks += _tabled(frame)
        case FrameKind.ROW | FrameKind.CELL | FrameKind.HEADER_CELL:
            parent.parts.append(frame)
        case FrameKind.FIGURE:
            parent.blocks += _captioned(frame.blocks, frame.caption)
        case FrameKind.CAPTION:
            _set_caption(frame, parent)
        case _:
            parent.blocks += list(_all_blocks(frame))


def _all_blocks(frame: Frame) -> Iterator[Block]:
    """Everything inside, in order, where the structure means nothing."""
    for part in frame.parts:
        yield from _all_blocks(part)
    yield from frame.blocks


def _texts(block: Block) -> Iterator[Runs] | None:
    """The paragraphs of a block that is nothing but text, None for any other."""
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return iter((runs,))
        case Quote(paragraphs):
            return iter(paragraphs)
        case ListBlock(_, items):
            return iter(items)
        case _:
            return None


def _quoted(blocks: Iterable[Block]) -> Iterator[Block]:
    paragraphs: list[Runs] = []
    for block in blocks:
        texts = _texts(block)
        if texts is not None:
            paragraphs += texts
            continue
        if paragraphs:
            yield Quote(tuple(paragraphs))
            paragraphs = []
        yield block
    if paragraphs:
        yield Quote(tuple(paragraphs))


def _listed(frame: Frame, parts: Iterable[Frame]) -> Iterator[Block]:
    """What is no text stands between two lists, of which the second counts on, and so does a list inside that counts
    for itself or has no numbers among some; bullets inside bullets follow the item they stand in."""
    is_ordered, start = frame.kind is FrameKind.NUMBERS, frame.start
    items: list[Runs] = []
    for part in parts:
        texts: list[Runs] = []
        for block in _all_blocks(part):
            if (found := None if isinstance(block, ListBlock) else _texts(block)) is not None:
                texts += found
                continue
            items += [joined(texts)] if texts else []
            texts = []
            if isinstance(block, ListBlock) and not block.is_ordered and not is_ordered:
                items += block.items
                continue
            if items:
                yield ListBlock(is_ordered, tuple(items), start)
                start += len(items) if is_ordered else 0
                items = []
            yield block
        items += [joined(texts)] if texts else []
    if items:
        yield ListBlock(is_ordered, tuple(items), start)


def _tabled(frame: Frame) -> Iterator[Block]:
    rows = [row for row in frame.parts if row.parts]
    cells = [[_cell(part) for part in row.parts[:_COLUMNS]] for row in rows]
    width = max((len(row) for row in cells), default=0)
    filled = sum(any(len(row) > column and row[column] for row in cells) for column in range(width))
    is_layout = filled < 2 or any(len(plain(cell)) > _LAYOUT_TEXT for row in cells for cell in row)
    if is_layout:
        yield from _all_blocks(frame)
        return
    header = bool(rows) and all(part.kind is FrameKind.HEADER_CELL for part in rows[0].parts)
    kept = tuple(tuple(row) for row in cells if any(row))[:_ROWS]
    yield from frame.blocks  # what it is called; a browser puts loose text there too
    yield Table(kept, has_header=header and any(cells[0]) and len(kept) > 1)
    for row in rows[:_ROWS]:
        for part in row.parts[:_COLUMNS]:
            yield from (block for block in _all_blocks(part) if _texts(block) is None)


def _cell(part: Frame) -> Runs:
    return joined([runs for block in _all_blocks(part) for runs in _texts(block) or ()])


def _captioned(blocks: list[Block], caption: list[Runs]) -> list[Block]:
    """The caption goes to the last picture; without a picture it is text."""
    if not caption:
        return blocks
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Picture) and not block.caption:
            return [*blocks[:index], replace(block, caption=caption_text(caption)), *blocks[index + 1 :]]
    return [*blocks, *map(Paragraph, caption)]


def caption_text(caption: Iterable[Runs]) -> str:
    return " ".join(" ".join(map(plain, caption)).split())[:_CAPTION_LIMIT].strip()


def _set_caption(frame: Frame, parent: Frame) -> None:
    texts = [runs for block in frame.blocks for runs in _texts(block) or ()]
    others = [block for block in frame.blocks if _texts(block) is None]
    parent.blocks += others
    if parent.kind is FrameKind.FIGURE:
        parent.caption += texts
    elif parent.blocks and isinstance(parent.blocks[-1], Picture):
        parent.blocks[-1:] = _captioned(parent.blocks[-1:], texts)
    else:
        parent.blocks += map(Paragraph, texts)
