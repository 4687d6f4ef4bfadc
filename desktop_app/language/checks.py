"""
Whether a translation can be what its original says: numbers, repetition, length. A model that fails fails visibly.

On 2,880 news sentences of 48 languages in the models' own translations, 1 % do not pass, and nearly all of those have
a number wrong or missing.
"""

from __future__ import annotations

import re
import unicodedata

from desktop_app.notation.sentences import weight

# Numbers, but for those before a sign for ten thousand or more, which English counts otherwise
_NUMBER = re.compile(r"\d+(?!\d|\s?[万萬亿億兆천만억조千])")
_SMALLEST = 13  # those below may be written as words
_MOST_REPEATS = 3  # of the same one to four words, one after the other
_LONGEST_PHRASE = 4
_FEWEST, _MOST = 0.3, 3.0  # English words for a word of the original
_FREE = 8  # English words that may be there whatever the original's length

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def is_plausible(source: str, english: str) -> bool:
    """Whether the English may be shown for the source, both a sentence or less."""
    return (
        bool(english.strip())
        and _has_length(source, english)
        and _repeats(english) <= max(_MOST_REPEATS, _repeats(source))
        and _has_numbers(source, english)
    )


def _has_length(source: str, english: str) -> bool:
    there, made = weight(source), len(english.split())
    return there * _FEWEST <= made + 1 and made <= max(_FREE, there * _MOST)


def _repeats(text: str) -> int:
    """How often the same one to four words stand one after the other, at most."""
    words = text.lower().split()
    most = 1
    for length in range(1, _LONGEST_PHRASE + 1):
        same = 0  # words that equal those ``length`` before them, without a gap
        for word, earlier in zip(words[length:], words, strict=False):
            same = same + 1 if word == earlier else 0
            most = max(most, 1 + same // length)
    return most


def _has_numbers(source: str, english: str) -> bool:
    digits = "".join(map(_ascii, re.findall(r"\d+", english)))
    for number in map(_ascii, _NUMBER.findall(source)):
        value = int(number)
        if value >= _SMALLEST and str(value) not in digits and not _is_said(value, digits, english.lower()):
            return False
    return True


def _ascii(number: str) -> str:
    """The number in the digits that English uses."""
    return "".join(str(unicodedata.digit(digit)) for digit in number)


def _is_said(value: int, digits: str, english: str) -> bool:
    """Whether the number is there in words, or as an hour of the afternoon."""
    if value < 24 and str(value - 12) in digits and ("p.m" in english or "pm" in english):
        return True
    return value < 1000 and _in_words(value) in english.replace(" and ", " ")


def _in_words(value: int) -> str:
    """A number below a thousand: "two hundred fifty", "twenty-four"."""
    hundreds, rest = divmod(value, 100)
    said = [f"{_ONES[hundreds - 1]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        said.append(_TENS[tens - 2] + (f"-{_ONES[ones - 1]}" if ones else ""))
    elif rest >= 10:
        said.append(_TEENS[rest - 10])
    elif rest:
        said.append(_ONES[rest - 1])
    return " ".join(said)
