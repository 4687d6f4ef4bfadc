"""Pieces of text as they come out of HTML -> runs in their one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop_app.model.document import Mark, Run, Runs

BLANKS = " \n\xa0"
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
# Controls, and what turns the direction of text or hides in it. Joiners and direction marks stay: scripts need them.
_UNFIT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES_IN_LINE = re.compile("  +")
_LINE_GAP = re.compile(r"[ \xa0]*\n[ \xa0]*")
_PARAGRAPH_GAP = re.compile(r"[ \xa0]*\n[ \xa0]*\n[ \n\xa0]*")


def readable(text: str) -> str:
    """The text without characters that cannot be seen or that play tricks; windows-1252 by number is put right."""
    if text.isprintable():  # a space is the only blank or control that is
        return text
    return _UNFIT.sub(_of_windows, text)


def _of_windows(match: re.Match[str]) -> str:
    character = match[0]
    return character.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= character <= "\x9f" else ""


def collapsed(text: str) -> str:
    """White space as HTML reads it: any amount is one space."""
    if text.isprintable():
        return _SPACES_IN_LINE.sub(" ", text) if "  " in text else text
    return _SPACES.sub(" ", readable(text))


Piece = tuple[str, int, str]  # text, marks, address: a run that need not be in its normal form
_LOOKS = tuple(map(Mark, range(2 * max(Mark))))  # making a flag from a number is slow


class RunBuffer:
    """Collects text with its marks and gives it back as paragraphs of runs.

    In the normal form no two neighbours look alike, white space stands neither at an end nor twice, and a line break
    is one newline; two of them divide paragraphs.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []  # so far; to be looked at only

    def add(self, text: str, marks: int = 0, href: str = "") -> None:
        """Text whose white space is collapsed already, or a newline for a break."""
        if text and (self.pieces or text != " "):
            self.pieces.append((text, marks, href))

    def take(self) -> list[Runs]:
        """The paragraphs so far; the buffer is empty afterwards."""
        if not self.pieces:
            return []
        pieces, self.pieces = self.pieces, []
        if len(pieces) == 1 and "\n" not in pieces[0][0]:
            text, marks, href = pieces[0]
            text = text.strip(BLANKS)
            return [(Run(text, _LOOKS[marks], href),)] if text else []
        return normal(pieces)


def normal(pieces: Iterable[Piece]) -> list[Runs]:
    """Any pieces as paragraphs of runs in the normal form."""
    done: list[Runs] = []
    current: list[Run] = []
    gap = ""
    for text, marks, href in _merged(pieces):
        core = text.strip(BLANKS)
        if not core:
            gap += text
            continue
        start = text.index(core)
        gap += text[:start]
        if gap.count("\n") > 1 and current:
            done.append(tuple(current))
            current = []
        parts = _PARAGRAPH_GAP.split(core) if "\n" in core else [core]
        for part in parts[:-1]:
            _append(current, gap, _run(part, marks, href))
            done.append(tuple(current))
            current, gap = [], ""
        _append(current, gap, _run(parts[-1], marks, href))
        gap = text[start + len(core) :]
    if current:
        done.append(tuple(current))
    return done


def _run(text: str, marks: int, href: str) -> Run:
    return Run(_LINE_GAP.sub("\n", text) if "\n" in text else text, _LOOKS[marks], href)


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours that look alike made one; two spaces may meet where they join."""
    for (marks, href), alike in groupby(pieces, key=_look):
        text = "".join(piece[0] for piece in alike)
        yield (_SPACES_IN_LINE.sub(" ", text) if "  " in text else text), marks, href


def _look(piece: Piece) -> tuple[int, str]:
    return piece[1:]


def _append(current: list[Run], gap: str, run: Run) -> None:
    """Adds a run behind white space, which becomes one character of the neighbour that is no link."""
    if not current:
        current.append(run)
        return
    last = current[-1]
    gap = "\n" if "\n" in gap else gap and " "
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
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append(("\n", 0, ""))
        pieces += pieces_of(part)
    return _first(normal(pieces))


def on_one_line(runs: Runs, without: Mark = Mark.NONE) -> Runs:
    """The runs without line breaks, and without a mark that would say nothing new there."""
    return _first(normal((text.replace("\n", " "), marks & ~without, href) for text, marks, href in pieces_of(runs)))


def pieces_of(runs: Runs) -> Iterator[Piece]:
    return ((run.text, int(run.marks), run.href) for run in runs)


def _first(paragraphs: list[Runs]) -> Runs:
    return paragraphs[0] if paragraphs else ()
