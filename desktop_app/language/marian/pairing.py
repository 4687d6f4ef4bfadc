"""Which word of an English sentence stands for which of the original's, by what a model looked at while writing it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right

import numpy as np

from desktop_app.language.marian.tensors import Floats
from desktop_app.model.rendering import Span
from desktop_app.notation.words import UNSPACED, words

_OTHERS = np.float32(1e-3)  # what is left of other words' claim on a name
_SURE = np.float32(1e3)


def pairs(
    text: str,
    spans: list[Span],
    source: str,
    source_spans: list[Span],
    attention: Floats,
) -> tuple[tuple[Span, Span], ...]:
    """For each word of ``text`` the word of ``source`` that its pieces look at most.

    ``spans`` and ``source_spans`` are the places of the model's pieces, ``attention`` a row for each of the first and a
    column for each of the second.
    """
    places, columns = _units(source, source_spans)
    targets = words(text)
    if not places or not targets:
        return ()
    # Sums over the pieces of each word, on both sides, as products with matrices of zeros and ones
    belongs = np.zeros((len(columns), len(places)), np.float32)
    for column, unit in enumerate(columns):
        if unit is not None:
            belongs[column, unit] = 1
    consists = np.zeros((len(targets), len(spans)), np.float32)
    for row, (first, last) in enumerate(_rows(targets, spans)):
        consists[row, first:last] = 1
    seen: Floats = np.linalg.multi_dot([consists, attention, belongs]).astype(np.float32, copy=False)
    _prefer_copies(seen, [_bare(text, span) for span in targets], [_bare(source, span) for span in places])
    best: list[int] = seen.argmax(axis=1).tolist()
    return tuple((target, places[unit]) for target, unit in zip(targets, best, strict=True))


def _bare(text: str, span: Span) -> str:
    """A word's letters as they are compared, "" where it is no name or number."""
    word = text[slice(*span)]
    if not (word[0].isupper() or word[0].isdigit()):
        return ""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.removesuffix("'s").removesuffix("’s").casefold()


def _prefer_copies(seen: Floats, targets: list[str], sources: list[str]) -> None:
    """A name that is the same in both is paired with itself, and then with nothing else.

    Models look at a name already while they write the word before it. Of 126 names of 115 sentences this brings the
    right pairs from 93 to 99 of 100.
    """
    there: dict[str, list[int]] = {}
    for column, word in enumerate(sources):
        there.setdefault(word, []).append(column)
    for row, word in enumerate(targets):
        same = there.get(word) if word else None
        if not same:
            continue
        column = max(same, key=lambda c: float(seen[row, c]))
        seen[:, column] *= _OTHERS
        seen[row, column] = _SURE


def _units(source: str, spans: list[Span]) -> tuple[list[Span], list[int | None]]:
    """The words, and for each piece the word that it belongs to; None for one without letters or digits."""
    places: list[Span] = []
    columns: list[int | None] = []
    tokens = words(source)
    token = 0
    whole: int | None = None  # the token whose unit is the last one
    for start, end in spans:
        while token < len(tokens) and tokens[token][1] <= start:
            token += 1
        if token == len(tokens) or tokens[token][0] >= end:
            columns.append(None)
            continue
        is_unspaced = UNSPACED.search(source, start, end) is not None
        if is_unspaced or whole != token:
            places.append((start, end) if is_unspaced else tokens[token])
            whole = None if is_unspaced else token
        columns.append(len(places) - 1)
    return places, columns


def _rows(targets: list[Span], spans: list[Span]) -> list[Span]:
    """For each word the pieces that it is made of, at least one."""
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    rows: list[Span] = []
    for start, end in targets:
        first = min(bisect_right(ends, start), len(spans) - 1)
        last = bisect_left(starts, end)
        rows.append((first, max(last, first + 1)))
    return rows
