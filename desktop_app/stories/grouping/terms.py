"""
The terms of an article: which telling words and names its title and the beginning of its text have, as small numbers.
Pure.

A word is kept as 20 bits of its checksum. Two of the hundred thousand words of a week share a number now and then; of
two articles' heads one pair in a thousand has a word in common by that. In return terms need no dictionary, are three
bytes each in the store, and read a thousand at a time. A name is two words with capitals that follow each other
("Blue Harbour"): many takes of one event share little but the name of it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from desktop_app.notation.telling_words import Word, words

TERM_BITS = 21
NAMES = 1 << TERM_BITS - 1  # from this number on a term is a name
AT_MOST = 50  # terms; further ones stand further down, in the background of the story
TEXT_WORDS = 100  # telling or not; sixty lose the sense of long articles, two hundred bring in the background

_MOST_SAID = 3  # in a text; what is said more often counts as said three times: two bits
_PAIRED = 3  # letters: what is shorter is a piece of a text that is written without spaces


@dataclass(frozen=True, slots=True)
class Terms:
    """Three sequences of one length: each term once, whether the title says it, how often the text does, up to three
    times.
    """

    numbers: tuple[int, ...]
    in_title: tuple[int, ...]
    in_text: tuple[int, ...]

    def packed(self) -> bytes:
        """As the store keeps them: 21 bits of term, one of title, two of text."""
        return b"".join(
            (number << 3 | title << 2 | text).to_bytes(3, "little")
            for number, title, text in zip(self.numbers, self.in_title, self.in_text, strict=True)
        )


def unpacked(packed: bytes) -> Terms:
    entries = [int.from_bytes(packed[at : at + 3], "little") for at in range(0, len(packed) - 2, 3)]
    return Terms(
        tuple(entry >> 3 for entry in entries),
        tuple(entry >> 2 & 1 for entry in entries),
        tuple(entry & 3 for entry in entries),
    )


def terms_of(title: str, text: str) -> Terms:
    """The terms of an article: those of the title first, then those of the text in their order."""
    in_title = Counter(_numbers(title))
    in_text = Counter(_numbers(" ".join(islice(text.split(), TEXT_WORDS))))
    numbers = tuple(islice(dict.fromkeys((*in_title, *in_text)), AT_MOST))
    return Terms(numbers, _counts(numbers, in_title, 1), _counts(numbers, in_text, _MOST_SAID))


def _counts(numbers: Sequence[int], said: Counter[int], most: int) -> tuple[int, ...]:
    return tuple(min(said[number], most) for number in numbers)


def _numbers(text: str) -> Iterator[int]:
    said = list(words(text))
    yield from (number_of(word.key) for word in said)
    yield from (name_of(first.key, second.key) for first, second in pairwise(said) if _is_name(first, second))


def _is_name(first: Word, second: Word) -> bool:
    return second.follows and all(len(w.text) >= _PAIRED and w.text[0].isupper() for w in (first, second))


def number_of(key: str) -> int:
    """The number of a word that is compared by this key."""
    return zlib.crc32(key.encode()) & NAMES - 1


def name_of(first: str, second: str) -> int:
    """The number of a name of two words."""
    return NAMES | number_of(f"{first} {second}")
