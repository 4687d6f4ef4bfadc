"""
What is different between two texts, as people see it: which paragraphs are new or gone, and which words within one.

Words are compared where a script sets spaces, characters where it does not. The comparison is difflib's (Ratcliff and
Obershelp), with bounds, since it takes the product of both lengths at worst. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum, auto

from desktop_app.model.frozen import frozen

_NO_SPACES = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters, kana
)
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
# Letters, digits, and the marks that words of other scripts are written with
_IN_WORDS = (
    "\\w\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7"  # also Latin and Hebrew
    "\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u200c\u200d"  # Arabic, the scripts of India
)
_TOKEN = re.compile(
    rf"\s+|[{_NO_SPACES}][{_THAI_MARKS}\u102b-\u103e\u17b4-\u17d3]*"
    rf"|(?:(?![{_NO_SPACES}])[{_IN_WORDS}])+(?:['’\-](?:(?![{_NO_SPACES}])[{_IN_WORDS}])+)*|.",
    re.DOTALL,
)
_MOST_WORK = 400_000  # product of the lengths that are compared: 600 words with 600
_LOOK_AHEAD = 20  # paragraphs among which the one that was changed is looked for
_ALIKE = 0.4  # share of common words from which a paragraph is one that was changed


class Change(Enum):
    SAME = auto()
    ADDED = auto()
    REMOVED = auto()


@frozen
class Piece:
    """Some words of a paragraph, and what became of them."""

    change: Change
    text: str


Pieces = tuple[Piece, ...]  # of a paragraph


def tokens(text: str) -> list[str]:
    """Words, spaces and signs; together they are the text."""
    return _TOKEN.findall(text)


def paragraph_difference(old: str, new: str) -> Pieces:
    """The words of both, in an order that can be read: what is gone before what is there instead."""
    before, after = tokens(old), tokens(new)
    if len(before) * len(after) > _MOST_WORK:
        return _joined([Piece(Change.REMOVED, old), Piece(Change.ADDED, new)] if old != new else [_same(new)])
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(_same("".join(after[k:m])))
        else:
            pieces.append(Piece(Change.REMOVED, "".join(before[i:j])))
            pieces.append(Piece(Change.ADDED, "".join(after[k:m])))
    return _joined(pieces)


def _same(text: str) -> Piece:
    return Piece(Change.SAME, text)


def _joined(pieces: Iterable[Piece]) -> Pieces:
    """Changes with nothing but space between them are one change: five words struck through, not five times one."""
    found = [piece for piece in pieces if piece.text]
    made: list[Piece] = []
    removed = added = ""
    for index, piece in enumerate(found):
        match piece.change:
            case Change.REMOVED:
                removed += piece.text
            case Change.ADDED:
                added += piece.text
            case Change.SAME:
                is_between = piece.text.isspace() and (removed or added) and index + 1 < len(found)
                if is_between:
                    removed, added = removed and removed + piece.text, added and added + piece.text
                    if removed and added:
                        continue
                    # one of them only: the space itself stays
                    removed, added = removed.removesuffix(piece.text), added.removesuffix(piece.text)
                made += _flushed(removed, added)
                removed = added = ""
                made.append(piece)
    made += _flushed(removed, added)
    return tuple(made)


def _flushed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Pieces, ...]:
    """The paragraphs of both texts, each with what became of its words."""
    made: list[Pieces] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made += [(_same(text),) for text in new[k:m]]
        else:
            made += _changed(old[i:j], new[k:m])
    return tuple(made)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Pieces]:
    """Paragraphs that were replaced: those that are alike are paired, in their order."""
    words = [frozenset(_words(text)) for text in old]
    done = 0
    for text in new:
        wanted = frozenset(_words(text))
        near = range(done, min(len(old), done + _LOOK_AHEAD))
        place = next((n for n in near if _are_alike(words[n], wanted)), None)
        if place is None:
            yield (Piece(Change.ADDED, text),)
            continue
        for gone in old[done:place]:
            yield (Piece(Change.REMOVED, gone),)
        yield paragraph_difference(old[place], text)
        done = place + 1
    for gone in old[done:]:
        yield (Piece(Change.REMOVED, gone),)


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return bool(words & others) and len(words & others) >= _ALIKE * min(len(words), len(others))


def _words(text: str) -> Iterator[str]:
    return (token for token in tokens(text) if token[0].isalnum())


def counts(paragraphs: Iterable[Pieces]) -> tuple[int, int]:
    """How many words (characters, where there are no spaces) were added and removed."""
    added = removed = 0
    for piece in (piece for pieces in paragraphs for piece in pieces):
        number = sum(1 for _ in _words(piece.text))
        added += number * (piece.change is Change.ADDED)
        removed += number * (piece.change is Change.REMOVED)
    return added, removed
