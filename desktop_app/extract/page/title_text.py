"""Titles as text: the form in which they are compared, their words, and where they can be divided."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Between words that spaces divide; between such as are written without spaces also without any.
DIVIDER = re.compile(
    r"\s+[|\-–—−·•~/›>｜_«»]{1,3}\s+|\s+:{1,2}\s+|\s*[|｜»]\s*|(?<=[^\x00-\xff])[-_－—](?=[^\x00-\xff])"
    r"|_(?=[^_]{2,20}(?:_|$))|：(?=[^：]{1,15}$)"
)
_MOST_CUTS = 8
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """What a title is when something of it is taken away, and which end of it is left."""

    text: str
    taken: str
    end: str  # "head", "tail", "middle" or "last"


def folded(text: str) -> str:
    """Letters and digits only, small: the form in which titles are compared."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str) -> set[str]:
    """Words, or pairs of characters where words are not divided."""
    words = re.findall(r"\w+", text.casefold())
    return {word for word in words if len(word) > 2 and word.isascii()} | {
        word[i : i + 2] for word in words if not word.isascii() for i in range(max(1, len(word) - 1))
    }


def parts_of(whole: str) -> Iterator[Part]:
    """What is left when pieces of a title are taken away at its ends."""
    cuts = list(DIVIDER.finditer(whole))[:_MOST_CUTS]
    if not cuts:
        return
    for cut in reversed(cuts):
        yield Part(whole[: cut.start()], whole[cut.end() :], "head")
    first, last = cuts[0], cuts[-1]
    yield Part(whole[first.end() :], whole[: first.start()], "tail")
    if len(cuts) > 1:
        yield Part(whole[first.end() : last.start()], f"{whole[: first.start()]} {whole[last.end() :]}", "middle")
        yield Part(whole[last.end() :], whole[: last.start()], "last")


def last_piece(text: str) -> str:
    """What stands after the last place at which a text can be divided; all of it where there is none."""
    cuts = list(DIVIDER.finditer(text))
    return text[cuts[-1].end() :] if cuts else text
