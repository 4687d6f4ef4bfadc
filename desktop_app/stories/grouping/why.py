"""Why two articles are taken for one event: the names and words that both say. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from desktop_app.notation.telling_words import Word, words
from desktop_app.stories.grouping.terms import TEXT_WORDS

SHOWN = 5
_NAME_WORDS = 4


def shared_words(own: tuple[str, str], other: tuple[str, str]) -> tuple[str, ...]:
    """What title and text of both have in common, as the first writes it: what titles say first, then names."""
    there = {word.key for text in other for word in _telling(text)}
    in_their_title = {word.key for word in _telling(other[0])}
    found: dict[str, tuple[int, int]] = {}
    for is_text, text in enumerate(own):
        for phrase in _phrases([word if word.key in there else None for word in _telling(text)]):
            said = " ".join(word.text for word in phrase)
            is_named_there = all(word.key in in_their_title for word in phrase)
            found.setdefault(said, (is_text + (not is_named_there), not phrase[0].text[:1].isupper()))
    ranked = sorted(found, key=lambda said: found[said])
    return tuple(islice(_apart(ranked), SHOWN))


def _telling(text: str) -> list[Word]:
    return list(words(" ".join(islice(text.split(), TEXT_WORDS))))


def _phrases(said: Sequence[Word | None]) -> Iterator[list[Word]]:
    """Names of several words as one ("Blue Harbour Treaty"), other words alone."""
    phrase: list[Word] = []
    for word in said:
        if word is not None and phrase and word.follows and len(phrase) < _NAME_WORDS and _is_name(phrase[-1], word):
            phrase.append(word)
            continue
        if phrase:
            yield phrase
        phrase = [word] if word is not None else []
    if phrase:
        yield phrase


def _is_name(first: Word, second: Word) -> bool:
    return first.text[:1].isupper() and second.text[:1].isupper()


def _apart(ranked: Sequence[str]) -> Iterator[str]:
    """Without what stands in another one already."""
    taken: set[str] = set()
    for said in ranked:
        parts = said.casefold().split()
        if not taken.issuperset(parts):
            taken.update(parts)
            yield said
