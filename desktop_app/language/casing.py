"""
Headlines in capitals, made small before they are translated: models were taught with sentences.

"POLÍCIA PRENDE SUSPEITO" comes out as "POLICY RELEASE SUSPEY"; in small letters it is right. What loses its capital
that way are names ("Rio Grande do Sul" would become a big river of the south), so words that stand with a capital
inside a sentence of the same article get it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.notation.words import words

_LEAST_LETTERS = 8  # fewer may be an abbreviation, a name or a programme's title
_LEAST_WORDS = 2
_MOST_SMALL = 0.15  # of the letters: "McDONALD'S ABRE..." is in capitals too
_TURKIC = frozenset(("tr", "az"))
_SENTENCE_END = re.compile(r"[.!?…:\"“”«»„‘]\s*$")


def is_capitals(text: str) -> bool:
    """Whether the text is set in capitals, rather than having some."""
    letters = sum(c.isalpha() for c in text)
    large = sum(c.isupper() for c in text)  # none in scripts without capitals
    return large >= max(_LEAST_LETTERS, (1 - _MOST_SMALL) * letters) and len(text.split()) >= _LEAST_WORDS


def names(texts: Iterable[str], language: str) -> dict[str, str]:
    """Words with a capital inside sentences, by their small form; the first word of a sentence tells nothing."""
    found: dict[str, str] = {}
    for text in texts:
        if is_capitals(text):
            continue
        spans = words(text)
        for index, (start, end) in enumerate(spans):
            word = text[start:end]
            is_first = index == 0 or _SENTENCE_END.search(text, spans[index - 1][1], start) is not None
            if word[0].isupper() and (not is_first or (word.isupper() and len(word) > 1)):
                found.setdefault(_small(word, language), word)
    return found


def lowered(text: str, language: str, known: dict[str, str]) -> str:
    """The text in small letters, names and its beginning excepted. Of the same length: places in it stay."""
    made = list(_small(text, language))
    for start, end in words(text):
        name = known.get("".join(made[start:end]))
        if name is not None and len(name) == end - start:
            made[start:end] = name
    for index, letter in enumerate(made):
        if letter.isalpha():
            made[index] = text[index]
            break
    return "".join(made)


def _small(text: str, language: str) -> str:
    """In small letters, of the same length."""
    if language in _TURKIC:
        text = text.replace("I", "ı").replace("İ", "i")
    elif language == "el":
        text = re.sub(r"Σ\b", "ς", text)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
