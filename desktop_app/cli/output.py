"""
What a command says: data on standard output, as one JSON value or as text for people; all else on standard error.
"""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

NARROWEST = 8  # columns of the last cell, however narrow the terminal


def print_json(value: Any, *, is_indented: bool = True) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2 if is_indented else None))


def say(message: str) -> None:
    """Something for the person who typed the command."""
    print(message, file=sys.stderr)


class Progress:
    """One line that is written over, where a person is looking."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._width = 0

    def show(self, line: str) -> None:
        if self._is_shown:
            print(f"\r{line.ljust(self._width)}", end="", file=sys.stderr, flush=True)
            self._width = len(line)

    def clear(self) -> None:
        if self._is_shown and self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)
            self._width = 0


# Text in columns


def plain(text: str) -> str:
    """The text on one line, without what a terminal would obey: control characters and changes of direction."""
    return " ".join("".join(" " if _is_control(c) else c for c in text).split())


def printable(text: str) -> str:
    """The same for a text of several lines."""
    return "".join(c for c in text if c == "\n" or not _is_control(c))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _DIRECTIONS


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def cut(text: str, columns: int) -> str:
    """The text, ended by an ellipsis where it is wider."""
    if width(text) <= columns:
        return text
    room = columns - 1
    kept: list[str] = []
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def print_table(rows: Sequence[Sequence[str]], limits: Sequence[int], *, columns: int | None = None) -> None:
    """Rows in aligned columns, none wider than its limit; the last one takes what is left of the terminal.

    Where the output is no terminal, the last column is not cut.
    """
    if not rows:
        return
    lines = [[plain(cell) for cell in row] for row in rows]
    widths = [min(limit, max(width(line[i]) for line in lines)) for i, limit in enumerate(limits)]
    if columns is None and sys.stdout.isatty():
        columns = shutil.get_terminal_size().columns
    rest = None if columns is None else max(NARROWEST, columns - sum(widths) - 2 * len(widths))
    for line in lines:
        cells = [pad(cut(cell, w), w) for cell, w in zip(line, widths, strict=False)]
        last = line[-1] if rest is None else cut(line[-1], rest)
        print("  ".join((*cells, last)).rstrip())
