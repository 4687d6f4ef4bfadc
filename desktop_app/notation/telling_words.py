"""
The telling words of a text: what texts about one event have in common. Pure.

Words are compared without case and accents and, in Latin letters, without the plural's ending. Words that any two
articles share are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.notation import common_words
from desktop_app.notation.segments import segment

# Letters and digits with their vowel signs (Indic scripts, Thai, Lao, Burmese, Khmer), or the end of a clause
_TOKEN = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])+|[.!?:;,()–—|\"“”«»]"
)
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_NO_PLURAL = ("ss", "us", "is")
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")  # the endings and particles of Japanese; what tells is in other letters
_STEMMED = 5  # letters: shorter words keep their s


def _folded(word: str) -> str:
    """A word without case and accents."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_COMMON = frozenset(_folded(word) for word in segment(common_words.ENGLISH + common_words.ELSEWHERE).split())


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word where it stands."""

    key: str  # by which it is compared
    text: str  # as it is written
    follows: bool  # directly on the telling word before it


def keys(text: str) -> Iterator[str]:
    """What the telling words of a text are compared by, in their order."""
    return (word.key for word in words(text))


def words(text: str) -> Iterator[Word]:
    """The telling words of a text in their order."""
    follows = False
    for token in _TOKEN.findall(segment(text)):
        key = key_of(token) if token[0].isalnum() else ""
        if key:
            yield Word(key, token, follows)
        follows = bool(key)


@lru_cache(maxsize=20_000)
def key_of(token: str) -> str:
    """What a word is compared by; "" for one that tells nothing."""
    folded = _folded(token)
    if _HIRAGANA.fullmatch(token):
        return ""
    if folded in _COMMON or len(token) < 2 or len(folded) < 2 or (folded.isdigit() and len(folded) < 3):
        return ""
    return _singular(folded)


def _singular(word: str) -> str:
    if len(word) < _STEMMED or not word.isascii():
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word[:-1] if word.endswith("s") and not word.endswith(_NO_PLURAL) else word
