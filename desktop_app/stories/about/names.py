"""
The names of a language, made ready to be found in a text in one pass.

The text is cut into words (what is no letter or digit parts them, apostrophes and hyphens too: "l'Ukraine",
"US-China"); at each word the names that begin with it are looked up in a dictionary, and the one of the most words
wins. A name may end in "*": any ending. Names in scripts that write no spaces are looked for at each letter. A name
with a capital is found only with one, so that a turkey is no Turkey; an acronym only as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop_app.model.country import CountryCode
from desktop_app.model.country_search import fold
from desktop_app.model.frozen import frozen
from desktop_app.notation.words import UNSPACED

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*")
_JOINED = re.compile(r"[\s.'’`\"\u05f3\u05f4\-‐–]{0,2}")  # what may stand between the words of one name
_KATAKANA = re.compile(r"[ァ-ヺー]")
_LONGEST_ACRONYM = 4
# Written as one with the word that follows. Arabic: and, so, in, to, like, the. Hebrew: and, the, in, to, from, that
_ARABIC = re.compile(r"[وف]?(?:ال|لل|[بلك](?:ال)?)?")
_HEBREW = re.compile(r"[והבלמשכ]{0,2}")
_MOST_REMEMBERED = 20_000  # words: a few hundred bytes each
_SHORTEST_AFTER_PREFIX = 3


@frozen
class Word:
    """A word of a text."""

    folded: str  # without case and accents
    start: int
    end: int
    is_capital: bool
    is_upper: bool  # all of it, more than one letter


@frozen
class Part:
    """A word of a name."""

    folded: str
    is_stem: bool  # any ending may follow
    is_capital: bool
    is_upper: bool


@frozen
class Name:
    """A name and the countries that it says."""

    text: str
    parts: tuple[Part, ...]
    countries: tuple[CountryCode, ...]  # none: what only looks like a country


@frozen
class Found:
    """A name in a text: from which word on, and which place in the text."""

    name: Name
    word: int
    words: int
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, runs of a script without spaces as one."""
    return [_word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def _word(raw: str, start: int, end: int) -> Word:
    folded, is_capital, is_upper = _form(raw)
    return Word(folded, start, end, is_capital, is_upper)


@lru_cache(maxsize=20_000)
def _form(raw: str) -> tuple[str, bool, bool]:
    bare = raw.replace(".", "")
    return fold(bare), bare[0].isupper(), len(bare) > 1 and bare.isupper()


def name_of(text: str, countries: Iterable[CountryCode]) -> Name:
    """A name from the way it is written in the gazetteer."""
    found = list(_WORD.finditer(text))
    parts = tuple(_part(match[0], text[match.end() : match.end() + 1] == "*") for match in found)
    return Name(text, parts, tuple(sorted(set(countries))))


def _part(raw: str, is_stem: bool) -> Part:
    word = _word(raw, 0, 0)
    return Part(word.folded, is_stem, word.is_capital, word.is_upper and len(word.folded) <= _LONGEST_ACRONYM)


class Names:
    """Names ready to be found. From one thread at a time: it remembers what it looked up."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._exact: dict[str, list[Name]] = {}
        self._stems: dict[str, list[Name]] = {}
        self._unspaced: dict[str, list[str]] = {}
        self._unspaced_names: dict[str, Name] = {}
        self._begun: dict[str, list[list[Name]]] = {}  # what was looked up before
        for name in names:
            if not name.parts:
                continue
            if UNSPACED.search(name.text):
                plain = _plain(name.text.rstrip("*"))
                self._unspaced.setdefault(plain[0], []).append(plain)
                self._unspaced_names[plain] = name
            else:
                first = name.parts[0]
                (self._stems if first.is_stem else self._exact).setdefault(first.folded, []).append(name)
        for table in (self._exact, self._stems):
            for alike in table.values():
                alike.sort(
                    key=lambda name: (-len(name.parts), -sum(len(part.folded) for part in name.parts), name.text)
                )
        for plains in self._unspaced.values():
            plains.sort(key=lambda plain: (-len(plain), plain))
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)

    def find(self, text: str, words: list[Word]) -> list[Found]:
        """The names in the text, whose words are given, in its order; none within another one."""
        found: list[Found] = []
        is_spaced = text.isascii() or not UNSPACED.search(text)
        at = 0
        while at < len(words):
            word = words[at]
            if not is_spaced and UNSPACED.search(text, word.start, word.end):
                found.extend(self._in_run(text, word, at))
                at += 1
                continue
            name = self._at(text, words, at)
            if name is None:
                at += 1
            else:
                last = at + len(name.parts) - 1
                found.append(Found(name, at, len(name.parts), word.start, words[last].end))
                at = last + 1
        return found

    def _at(self, text: str, words: list[Word], at: int) -> Name | None:
        best: Name | None = None
        folded = words[at].folded
        lists = self._begun.get(folded)
        if lists is None:
            lists = self._remembered(folded)
        for alike in lists:
            for name in alike:
                if (best is None or len(name.parts) > len(best.parts)) and _fits(name, text, words, at):
                    best = name
                    break
        return best

    def _remembered(self, folded: str) -> list[list[Name]]:
        """The names that may begin with the word, kept: most words of a text are few, and begin none."""
        if len(self._begun) >= _MOST_REMEMBERED:
            self._begun.clear()
        forms = _forms(folded) if "\u0590" <= folded[0] <= "\u06ff" else (folded,)
        lists = [alike for form in forms for alike in self._beginning(form)]
        self._begun[folded] = lists
        return lists

    def _beginning(self, form: str) -> Iterator[list[Name]]:
        """Names whose first word the form is, then those whose stem it begins with, the longest stem first."""
        if form in self._exact:
            yield self._exact[form]
        for length in self._stem_lengths:
            if length <= len(form) and form[:length] in self._stems:
                yield self._stems[form[:length]]

    def _in_run(self, text: str, word: Word, at: int) -> Iterator[Found]:
        run = _plain(text[word.start : word.end])
        place = 0
        while place < len(run):
            for plain in self._unspaced.get(run[place], ()):
                if run.startswith(plain, place) and _is_whole(run, place, place + len(plain)):
                    yield Found(self._unspaced_names[plain], at, 1, word.start, word.end)
                    place += len(plain) - 1
                    break
            place += 1


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_whole(run: str, start: int, end: int) -> bool:
    """Whether a name in katakana is not a piece of a longer word in katakana."""
    if _KATAKANA.match(run[start]) and start and _KATAKANA.match(run[start - 1]):
        return False
    return not (_KATAKANA.match(run[end - 1]) and end < len(run) and _KATAKANA.match(run[end]))


def _forms(folded: str) -> Iterator[str]:
    """The word, and without what Arabic and Hebrew write before it as one with it."""
    yield folded
    prefixes = _ARABIC if folded[0] >= "\u0600" else _HEBREW
    longest = prefixes.match(folded)
    for length in range(1, longest.end() + 1 if longest else 0):
        if len(folded) - length >= _SHORTEST_AFTER_PREFIX:
            yield folded[length:]


def _fits(name: Name, text: str, words: list[Word], at: int) -> bool:
    if at + len(name.parts) > len(words):
        return False
    for offset, part in enumerate(name.parts):
        word = words[at + offset]
        if (part.is_capital and not word.is_capital) or (part.is_upper and not word.is_upper):
            return False
        if offset == 0:
            continue  # the dictionary found it
        if not (word.folded.startswith(part.folded) if part.is_stem else word.folded == part.folded):
            return False
        if not _JOINED.fullmatch(text, words[at + offset - 1].end, word.start):
            return False
    return True
