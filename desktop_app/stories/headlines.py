"""What a headline says, without what outlets and their feeds put round it."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop_app.model.country_search import fold

_PARTING = re.compile(r"\s+[|–—*-]\s+|\s*[|•]\s*")
_FEWEST_WORDS_BEFORE = 4
_MOST_WORDS_OF_A_NAME = 6
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "&", "y", "der", "et"))


@lru_cache(maxsize=4096)
def without_outlet(title: str, outlet: str = "") -> str:
    """
    The title, word for word, without the outlet's name at its end ("… - The Standard Newspaper"), or what looks like
    one: up to six words, each with a capital, behind a dash or a bar that parts them from at least four other words.
    """
    text = title.strip()
    while True:
        partings = list(_PARTING.finditer(text))
        if not partings:
            return text
        parting = partings[-1]
        before, name = text[: parting.start()], text[parting.end() :]
        if len(before.split()) < _FEWEST_WORDS_BEFORE or not _is_name(name, outlet):
            return text
        text = before


def _is_name(text: str, outlet: str) -> bool:
    words = text.split()
    if not words or (outlet and fold(text) == fold(outlet)):
        return True
    if len(words) > _MOST_WORDS_OF_A_NAME or text[-1] in "?!\"”’'":
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
