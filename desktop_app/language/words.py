"""Which word of an English sentence stands for which of the original's, by what a model looked at while writing it."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from desktop_app.model.rendering import Span

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
# Scripts that write words without spaces between them: there a piece of the model is as near to a word as anything
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words(text: str) -> list[Span]:
    """The places of the words: letters and digits, with the hyphens and apostrophes between them."""
    return [found.span() for found in _WORD.finditer(text)]


def pairs(
    text: str,
    spans: list[Span],
    source: str,
    source_spans: list[Span],
    attention: NDArray[np.float32],
) -> tuple[tuple[Span, Span], ...]:
    """For each word of ``text`` the word of ``source`` that its pieces look at most.

    ``spans`` and ``source_spans`` are the places of the model's pieces, ``attention`` a row for each of the first and a
    column for each of the second.
    """
    places, columns = _units(source, source_spans)
    targets = words(text)
    if not places or not targets:
        return ()
    seen_by_piece = np.zeros((len(spans), len(places)), np.float32)
    for column, unit in enumerate(columns):
        if unit is not None:
            seen_by_piece[:, unit] += attention[:, column]
    rows = _rows(targets, spans)
    best = [int(seen_by_piece[first:last].sum(axis=0).argmax()) for first, last in rows]
    return tuple((target, places[unit]) for target, unit in zip(targets, best, strict=True))


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
        is_unspaced = _UNSPACED.search(source, start, end) is not None
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
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        rows.append((first, max(last, first + 1)))
    return rows
