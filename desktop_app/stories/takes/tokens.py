"""The words of a clause, and which of them end a phrase."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from desktop_app.stories.words import words

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Z]\.[A-Z][a-z]+|[$€£]?\d[\d,.]*\d%?|[$€£]?\d%?|[^\W_]+(?:['’&-][^\W_]+)*|[^\s\w]"
)  # "U.S.", "N.Korea", sums, words, marks
_OPENING = re.compile(r"(?:^|\s)['‘“\"]")
_GENITIVE = re.compile(r"(?<=s)['’](?=\s\w)")  # \u02bc, which stands for it, counts as a letter

PREPOSITIONS = words("prepositions")
CONJUNCTIONS = words("conjunctions")
AUXILIARIES = words("auxiliaries")
TIMES = words("times")
DETERMINERS = words("determiners")
PRONOUNS = words("pronouns")
ADVERBS = words("adverbs")


class Token(NamedTuple):
    """A word or a mark of a text."""

    text: str
    start: int
    end: int
    lower: str  # in small letters, the apostrophe straight, without that of a genitive
    is_word: bool


def tokens(text: str) -> list[Token]:
    return [_token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(_with_genitives(text))]


def _token(text: str, start: int, end: int) -> Token:
    lower, is_word = _form(text)
    return Token(text, start, end, lower, is_word)


@lru_cache(maxsize=20_000)
def _form(text: str) -> tuple[str, bool]:
    return text.lower().replace("’", "'").removesuffix("\u02bc"), text[0].isalnum() or text[0] in "$€£"


def _with_genitives(text: str) -> str:
    """The text with the apostrophe of "soldiers' refusal" as a letter's, where it can close no quote."""
    return text if _OPENING.search(text) else _GENITIVE.sub("\u02bc", text)


def ends_phrase(token: Token | None) -> bool:
    """Whether a noun phrase ends before this token (None: the end of the clause)."""
    if token is None or not token.is_word:
        return True
    word = token.lower
    return word in PREPOSITIONS or word in CONJUNCTIONS or word in AUXILIARIES or word in TIMES
