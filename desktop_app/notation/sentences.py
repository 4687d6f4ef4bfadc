"""
A text into its sentences, and a long sentence into parts that a model can bear.

A model translates a sentence at a time. Two in one often lose the second; half a one is misunderstood. So where it is
not clear whether a full stop ends a sentence, it does not.
"""

from __future__ import annotations

import re

from desktop_app.model.rendering import Span
from desktop_app.notation import abbreviations
from desktop_app.notation.words import UNSPACED

MOST_WORDS = 60  # models decay beyond, and loop beyond a hundred
_UNSPACED_LETTERS_A_WORD = 2

_CLOSING = "\"'”’»)\\]}」』】》›"
_OPENING = "\"'“‘«„‚(\\[{¿¡「『【《‹—–-"
_END = re.compile(
    rf"[。！？｡]+[{_CLOSING}]*"  # of scripts without spaces: nothing need follow
    rf"|[।॥؟۔።።፧။።៕]+[{_CLOSING}]*(?=\s|\w|$)"
    rf"|[.!?…]+[{_CLOSING}]*(?:[ \u00a0\u202f]»)?(?=\s|$)"
    r"|\n+"
)
_NEXT = re.compile(rf"\s*[{_OPENING}]*\s*(\S)")
_LAST_WORD = re.compile(r"(?:^|[\s(\[{«“„'’\"])([^\s(\[{«“„\"]+)$")
_QUOTED = re.compile(r"[」』]と")  # Japanese "..., said": the sentence goes on
# Where a long sentence may be parted, best first
_PARTS = (re.compile(r"[;:；：؛]\s*"), re.compile(r"[,，、،]\s*(?!\d)"), re.compile(r"\s+[—–-]\s+"), re.compile(r"\s+"))


def sentences(text: str, language: str) -> list[Span]:
    """Where the sentences are, without the spaces between them. Together they hold every character but those."""
    found: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if _is_end(text, start, end, language):
            _add(found, text, start, end.end())
            start = end.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    if end > start:
        found.append((start, end))


def _is_end(text: str, start: int, end: re.Match[str], language: str) -> bool:
    mark = end[0]
    if mark[0] not in ".!?…":
        return not _QUOTED.match(text, end.end() - 1)
    following = _NEXT.match(text, end.end())
    if following is None:
        return True
    if following[1].islower():
        return False
    if mark[0] != "." or mark.startswith("..") or (len(mark) > 1 and mark[1] in "!?"):
        return True
    word = _LAST_WORD.search(text, max(start, end.start() - 40), end.start())
    return word is None or not _is_abbreviation(word[1], language)


def _is_abbreviation(word: str, language: str) -> bool:
    bare = word.strip(_CLOSING.replace("\\", "") + ",;:")
    has_case = bare.lower() != bare.upper()
    if bare[:1].isalpha() and ((len(bare) == 1 and bare.isupper()) or (len(bare) <= 2 and not has_case)):
        return True  # an initial; in Indian scripts, which have no capitals, a letter with its vowel sign
    if bare.isdigit():
        return language in abbreviations.ORDINALS and len(bare) <= 2
    return bare.lower() in abbreviations.of(language) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}", bare) is not None


def parts(sentence: str) -> list[Span]:
    """A sentence of more than 60 words in parts of fewer; others whole."""
    return _parts(sentence, 0, len(sentence))


def _parts(sentence: str, start: int, end: int) -> list[Span]:
    if weight(sentence[start:end]) <= MOST_WORDS:
        return [(start, end)]
    at = _middle(sentence, start, end)
    if at is None:
        return [(start, end)]
    left_end = start + len(sentence[start:at].rstrip())
    return _parts(sentence, start, left_end) + _parts(sentence, at, end)


def _middle(sentence: str, start: int, end: int) -> int | None:
    """The best place to part it, in its middle half, or anywhere a last resort."""
    middle = (start + end) / 2
    for kind in _PARTS:
        places = [found.end() for found in kind.finditer(sentence, start, end) if start < found.end() < end]
        near = [place for place in places if abs(place - middle) <= (end - start) / 4]
        if near:
            return min(near, key=lambda place: abs(place - middle))
    return (start + end) // 2 if UNSPACED.search(sentence, start, end) else None


def weight(text: str) -> float:
    """How many words the text has, about; scripts without spaces are counted by their letters."""
    unspaced = len(UNSPACED.findall(text))
    return len(UNSPACED.sub(" ", text).split()) + unspaced / _UNSPACED_LETTERS_A_WORD
