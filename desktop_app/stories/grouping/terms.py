"""
The terms of an article: which telling words its title and the beginning of its text have, as small numbers. Pure.

A word is kept as 20 bits of its checksum. Two of the hundred thousand words of a week share a number now and then; of
two articles' heads one pair in a thousand has a word in common by that. In return terms need no dictionary, are three
bytes each in the store, and read a thousand at a time.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.notation import telling_words

TERM_BITS = 20
AT_MOST = 48  # terms; further ones stand further down, in the background of the story
TEXT_WORDS = 100  # telling or not; sixty lose the sense of long articles, two hundred bring in the background

_MOST_SAID = 3  # what is said more often counts as said three times: two bits


@dataclass(frozen=True, slots=True)
class Terms:
    """Three sequences of one length: each term once, and how often title and text say it, up to three times."""

    numbers: tuple[int, ...]
    in_title: tuple[int, ...]
    in_text: tuple[int, ...]

    def packed(self) -> bytes:
        """As the store keeps them: 20 bits of term, two of title, two of text."""
        return b"".join(
            (number << 4 | title << 2 | text).to_bytes(3, "little")
            for number, title, text in zip(self.numbers, self.in_title, self.in_text, strict=True)
        )


def unpacked(packed: bytes) -> Terms:
    entries = [int.from_bytes(packed[at : at + 3], "little") for at in range(0, len(packed) - 2, 3)]
    return Terms(
        tuple(entry >> 4 for entry in entries),
        tuple(entry >> 2 & 3 for entry in entries),
        tuple(entry & 3 for entry in entries),
    )


def terms_of(title: str, text: str) -> Terms:
    """The terms of an article: those of the title first, then those of the text in their order."""
    in_title = Counter(map(number_of, telling_words.keys(title)))
    in_text = Counter(map(number_of, telling_words.keys(" ".join(islice(text.split(), TEXT_WORDS)))))
    numbers = tuple(islice(dict.fromkeys((*in_title, *in_text)), AT_MOST))
    return Terms(numbers, _counts(numbers, in_title), _counts(numbers, in_text))


def _counts(numbers: Sequence[int], said: Counter[int]) -> tuple[int, ...]:
    return tuple(min(said[number], _MOST_SAID) for number in numbers)


def number_of(key: str) -> int:
    """The number of a word that is compared by this key."""
    return zlib.crc32(key.encode()) & (1 << TERM_BITS) - 1


def shared(one: Iterable[int], other: Iterable[int]) -> frozenset[int]:
    """The terms that both have."""
    return frozenset(one) & frozenset(other)
