"""Where the words of a text are, in every script."""

from __future__ import annotations

import re

from desktop_app.model.rendering import Span

# Letters and digits, and what is written on letters: the points of Arabic and Hebrew, the vowels of India
_LETTER = r"[\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d]"
_WORD = re.compile(rf"\w{_LETTER}*(?:['’\-]\w{_LETTER}*)*")
# Scripts that write words without spaces between them: there a piece of the model is as near to a word as anything
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words(text: str) -> list[Span]:
    """The places of the words: letters and digits, with the hyphens and apostrophes between them."""
    return [found.span() for found in _WORD.finditer(text)]
