"""Pieces of text as they come out of HTML -> runs in their one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.model.document import Mark, Run, Runs

_BLANKS = " \n\xa0"
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
# Controls, and what turns the direction of text or hides in it. Joiners and direction marks stay: scripts need them.
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
_LINE_GAP = re.compile(r"[ \xa0]*\n[ \xa0]*")
_PARAGRAPH_GAP = re.compile(r"[ \xa0]*\n[ \xa0]*\n[ \n\xa0]*")


def readable(text: str) -> str:
    """The text without characters that cannot be seen or that play tricks; windows-1252 by number is put right."""
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub(_of_windows, text)


def _of_windows(match: re.Match[str]) -> str:
    character = match[0]
    return character.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= character <= "\x9f" else ""


def collapsed(text: str) -> str:
    """White space as HTML reads it: any amount is one space."""
    return _SPACES.sub(" ", readable(text))


class RunBuffer:
    """Collects text with its marks and gives it back as paragraphs of runs.

    In the normal form no two neighbours look alike, white space stands neither at an end nor twice, and a line break
    is one newline; two of them divide paragraphs.
    """

    def __init__(self) -> None:
        self._pieces: list[Run] = []

    def add(self, text: str, marks: Mark = Mark.NONE, href: str = "") -> None:
        """Text whose white space is collapsed already, or a newline for a break."""
        if text:
            self._pieces.append(Run(text, marks, href))

    def take(self) -> list[Runs]:
        """The paragraphs so far; the buffer is empty afterwards."""
        pieces, self._pieces = self._pieces, []
        return normal(pieces) if pieces else []


def normal(pieces: Iterable[Run]) -> list[Runs]:
    """Any runs as paragraphs of runs in the normal form."""
    done: list[Runs] = []
    current: list[Run] = []
    gap = ""
    for piece in _merged(pieces):
        core = piece.text.strip(_BLANKS)
        if not core:
            gap += piece.text
            continue
        start = piece.text.index(core)
        gap += piece.text[:start]
        if gap.count("\n") > 1 and current:
            done.append(tuple(current))
            current = []
        first, *others = _PARAGRAPH_GAP.split(core)
        _append(current, "\n" if "\n" in gap else " " if gap else "", Run(_LINE_GAP.sub("\n", first), piece.marks, piece.href))
        for part in others:
            done.append(tuple(current))
            current = [Run(_LINE_GAP.sub("\n", part), piece.marks, piece.href)]
        gap = piece.text[start + len(core) :]
    if current:
        done.append(tuple(current))
    return done


def _merged(pieces: Iterable[Run]) -> list[Run]:
    """Neighbours that look alike made one. Blank pieces have no look of their own."""
    merged: list[Run] = []
    texts: list[str] = []
    for piece in pieces:
        look = (piece.marks, piece.href)
        if merged and (look == (merged[-1].marks, merged[-1].href)):
            texts.append(piece.text)
            continue
        if merged:
            merged[-1] = Run("".join(texts), merged[-1].marks, merged[-1].href)
        merged.append(piece)
        texts = [piece.text]
    if merged:
        merged[-1] = Run("".join(texts), merged[-1].marks, merged[-1].href)
    return merged


def _append(current: list[Run], gap: str, run: Run) -> None:
    """Adds a run behind a gap (nothing, a space or a newline), which belongs to the neighbour that is no link."""
    if not current:
        current.append(run)
        return
    last = current[-1]
    if (last.marks, last.href) == (run.marks, run.href):
        current[-1] = Run(last.text + gap + run.text, run.marks, run.href)
    elif not gap:
        current.append(run)
    elif not last.href:
        current[-1] = Run(last.text + gap, last.marks, last.href)
        current.append(run)
    elif not run.href:
        current.append(Run(gap + run.text, run.marks))
    else:
        current += [Run(gap), run]


def joined(parts: Iterable[Runs]) -> Runs:
    """Several paragraphs as one, a line each, for places that hold one only (a list's item, a table's cell)."""
    pieces: list[Run] = []
    for part in parts:
        if pieces:
            pieces.append(Run("\n"))
        pieces += part
    paragraphs = normal(pieces)
    return paragraphs[0] if paragraphs else ()


def on_one_line(runs: Runs, without: Mark = Mark.NONE) -> Runs:
    """The runs without line breaks, and without a mark that would say nothing new there."""
    pieces = [Run(run.text.replace("\n", " "), run.marks & ~without, run.href) for run in runs]
    paragraphs = normal(pieces)
    return paragraphs[0] if paragraphs else ()
