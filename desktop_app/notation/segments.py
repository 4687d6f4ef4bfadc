"""
Text with its words apart by spaces, whatever its script, and what is written in several ways written in one. Pure.

Chinese, Japanese, Thai, Lao, Khmer and Burmese write no spaces, and Korean and Arabic glue particles to words: those
scripts become overlapping pairs of characters, Arabic words lose their article.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

# Han, kana, Hangul, Thai, Lao, Khmer, Burmese
UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\U00020000-\U0003ffff]+"
)
_ARABIC_LETTER = "[\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]"
_ARABIC_WORD = re.compile(f"(?<!{_ARABIC_LETTER})(?:وال|بال|کال|فال|لل|ال)(?={_ARABIC_LETTER}{{3}})")
# vowel signs and the lengthening stroke go; what Arabic, Persian and Urdu keyboards write in several ways is one letter
_ARABIC_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]+")
_ARABIC_LETTERS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ی"), ("ي", "ی"), ("ة", "ه"), ("ك", "ک"))

# unicode61 takes the accents off Latin letters only
_UNACCENTED = {
    c: plain
    for c in map(chr, (*range(0x0386, 0x03CF), *range(0x1F00, 0x2000)))
    if (plain := unicodedata.normalize("NFD", c)[0]) != c
}
_GREEK_ACCENTED = re.compile(f"[{''.join(_UNACCENTED)}]")

# Most texts hold nothing of all this. The upper halves of the characters tell, far quicker than any pattern.
_GREEK_HALVES = frozenset({0x03, 0x1F})
_ARABIC_HALF = 0x06
_UNSPACED_HALVES = frozenset({0x0E, 0x10, 0x17, 0x30, *range(0x34, 0xA0), *range(0xAC, 0xE0), 0xF9, 0xFA})
_OTHER_HALVES = bytes({*range(256)} - _GREEK_HALVES - _UNSPACED_HALVES - {_ARABIC_HALF})


def segment(text: str) -> str:
    """The text, its words apart by spaces."""
    text, is_unspaced = folded(text)
    return UNSPACED.sub(in_pairs, text) if is_unspaced else text


def folded(text: str) -> tuple[str, bool]:
    """What is written in several ways is written in one; and whether some of it is of a script without spaces."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text, False
    if "ё" in text or "Ё" in text:
        text = text.replace("ё", "е").replace("Ё", "Е")
    halves = set(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _OTHER_HALVES))
    if not halves:
        return text, False
    if not halves.isdisjoint(_GREEK_HALVES):
        text = _GREEK_ACCENTED.sub(lambda m: _UNACCENTED[m[0]], text)
    if _ARABIC_HALF in halves:
        text = _ARABIC_SIGNS.sub("", text)
        for letter, other in _ARABIC_LETTERS:
            text = text.replace(letter, other)
        text = _ARABIC_WORD.sub("", text)
    return text, not halves.isdisjoint(_UNSPACED_HALVES)


def in_pairs(match: re.Match[str]) -> str:
    run = match.group()
    # the last character stands alone too, so that a search for one character is a search for a prefix
    return f" {' '.join(map(add, run, run[1:]))} {run[-1]} "
