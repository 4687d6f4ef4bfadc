"""
Words in a text as people type them: without minding case, accents, kinds of quotation marks, or signs for vowels.

Qt's own search takes each of these for another letter: what is typed with the straight apostrophe of a keyboard would
not be found in what a newspaper prints. Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Signs at letters that people leave out: accents, Hebrew points, Arabic vowels and the lengthening stroke
_LEFT_OUT = frozenset(
    map(chr, (*range(0x0300, 0x0370), *range(0x0591, 0x05C8), *range(0x064B, 0x0660), 0x0640, 0x0670, 0x00AD, 0x200B))
)
_ALIKE = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\u2028\t", " "),
    "ё": "е",
})  # fmt: skip
_KEPT = frozenset("йЙ")  # letters of their own, though Unicode takes a sign off them
_DECOMPOSED_TO = 0x2000  # letters from here on are not taken apart: syllables of Korean, kana with a voicing sign


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text, one after the other: the first place and the one behind, in Qt's units."""
    wanted = "".join(map(_plain, words.strip()))
    if not wanted:
        return
    plain, places = _plain_text(text)
    at = plain.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        while places[end] == places[end - 1]:
            end += 1  # to the end of a letter that is several plain ones
        yield places[at], places[end]
        at = plain.find(wanted, end)


def _plain_text(text: str) -> tuple[str, list[int]]:
    """The text in plain letters; and for each of them, and the end, where it stands in the text."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for letter in text:
        piece = _plain(letter)
        pieces.append(piece)
        places += [at] * len(piece)
        at += 1 if letter <= "\uffff" else 2  # Qt counts in units of UTF-16
    places.append(at)
    return "".join(pieces), places


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """A letter as it is compared; "" for a sign that is left out."""
    if letter in _LEFT_OUT:
        return ""
    small = letter.casefold()
    if letter not in _KEPT and ord(letter) < _DECOMPOSED_TO:
        small = "".join(c for c in unicodedata.normalize("NFD", small) if c not in _LEFT_OUT)
    return small.translate(_ALIKE)
