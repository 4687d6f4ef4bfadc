"""
Finding a country while its name is being typed.

Pure and fast enough for every key press (the folded names are kept), and needed by the window as well as by the
command line, so it lives with the values.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from desktop_app.model.country import Country

# Letters with a stroke and ligatures, which Unicode does not decompose.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th"}
    # Letters that only look like punctuation, in Polynesian and other names: Nukuʻalofa is typed without.
    | dict.fromkeys("ʻʼʿʾ'’‘`", "")
)
_SHORTEST_TYPO = 4  # letters; below that, everything is one error away from everything


class Match(IntEnum):
    """How well a country fits what was typed, best first."""

    CODE = 0  # is its code
    WHOLE = 1  # is one of its names
    NAME = 2  # begins its English name
    NAME_WORD = 3  # begins a word of it
    ALIAS = 4
    NATIVE = 5
    CAPITAL = 6


def fold(text: str) -> str:
    """The text without case, accents and marks; letters of other scripts than Latin stay what they are."""
    # Decomposing before and after folding case: "™" has capitals inside.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").translate(_LETTERS)


def _words(text: str) -> str:
    """The folded words of a text with single spaces between them. What is no letter, mark or digit parts words."""
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in fold(text)).split())


@lru_cache(maxsize=1024)
def _names(country: Country) -> tuple[tuple[Match, str], ...]:
    labelled = [
        (Match.NAME, country.name),
        *((Match.ALIAS, alias) for alias in country.aliases),
        *((Match.NATIVE, name) for name in country.native_names),
        (Match.CAPITAL, country.capital),
    ]
    return tuple((match, _words(name)) for match, name in labelled if name)


def _starts(name: str) -> Iterator[str]:
    """The name from each of its words on; a script without spaces from each of its letters on."""
    if name.isascii() or " " in name:
        words = name.split(" ")
        yield from (" ".join(words[i:]) for i in range(len(words)))
    else:
        yield from (name[i:] for i in range(len(name)))


def _match(typed: str, country: Country) -> Match | None:
    solid = typed.replace(" ", "")  # so that "U.S.A." and "newzealand" are found too
    if solid == country.code.lower():
        return Match.CODE
    best: Match | None = None
    for kind, name in _names(country):
        if kind != Match.CAPITAL and name.replace(" ", "") == solid:
            return Match.WHOLE
        if best is not None and best <= kind:
            continue
        if name.startswith(typed) or name.replace(" ", "").startswith(solid):
            best = kind
        elif any(start.startswith(typed) for start in _starts(name)):
            best = Match.NAME_WORD if kind == Match.NAME else kind
    return best


def _is_one_error_off(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, make one text the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:] or a[i:] == _swapped(b, i)


def _swapped(text: str, i: int) -> str:
    return text[i + 1 : i + 2] + text[i : i + 1] + text[i + 2 :]


def _almost(typed: str, country: Country) -> Match | None:
    for kind, name in _names(country):
        if kind == Match.CAPITAL:
            continue
        for start in _starts(name):
            lengths = range(len(typed) - 1, len(typed) + 2)
            if any(_is_one_error_off(typed, start[:length]) for length in lengths):
                return kind
    return None


def find_countries(text: str, countries: Sequence[Country]) -> tuple[Country, ...]:
    """The countries that ``text`` may be meant for, best first, then by name; all by name when it says nothing.

    Case, accents and punctuation do not matter. A word of a name (English, other English, native, capital) has to
    begin with the text; only where none does, one typing error is forgiven.
    """
    typed = _words(text)
    if not typed:
        return tuple(sorted(countries, key=lambda country: fold(country.name)))
    found = [(match, country) for country in countries if (match := _match(typed, country)) is not None]
    if not found and len(typed) >= _SHORTEST_TYPO:
        found = [(match, country) for country in countries if (match := _almost(typed, country)) is not None]
    found.sort(key=lambda pair: (pair[0], fold(pair[1].name)))
    return tuple(country for _, country in found)
