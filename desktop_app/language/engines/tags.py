"""
Where links and marks are, told to an engine that does not tell which word stands for which: by tags round their words,
which it moves with them. What comes back is read leniently: a tag that is lost, doubled or bent costs the place of one
link, never a word, since ``marks`` puts each link somewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape

from desktop_app.model.rendering import Rendering, Span
from desktop_app.notation.words import words

_TAG = re.compile(r"<\s*(/?)\s*a\b([^<>]*)>", re.IGNORECASE)
_ID = re.compile(r"id\s*=\s*[\"'“”]?(\d+)", re.IGNORECASE)


def tagged(sentence: str, spans: Sequence[Span]) -> str:
    """The sentence as HTML, each of the spans (which do not overlap) in a tag with its number."""
    made, end = "", 0
    for number, (first, last) in enumerate(spans):
        made += escape(sentence[end:first], quote=False)
        made += f'<a id="{number}">{escape(sentence[first:last], quote=False)}</a>'
        end = last
    return made + escape(sentence[end:], quote=False)


def rendering(sentence: str, spans: Sequence[Span], answer: str) -> Rendering:
    """What an engine made of the tagged sentence: its text, and where in the original each word comes from."""
    text, places = _read(answer, len(spans))
    if not places:
        return untagged(sentence, text)
    outside = _outside(len(sentence), spans)
    pairs: list[tuple[Span, Span]] = []
    for start, end in words(text):
        number = next((n for n, (first, last) in places.items() if first <= start < last), None)
        share = (start + end) / 2 / max(1, len(text))
        pairs.append(((start, end), spans[number] if number is not None else _place(outside, share)))
    return Rendering(text, tuple(pairs))


def untagged(sentence: str, english: str) -> Rendering:
    """A sentence without tags: a word that both have once stands for itself, one between two such for what is there.

    98 of 126 links of our set lie on the right words so; 74 where a word stands for what is about as far along.
    """
    there = _once(sentence)
    same = {place: there[word] for word, place in _once(english).items() if word in there}
    fixed = [(0, 0), *_rising(same), (len(english) + 1, len(sentence))]
    pairs = [(place, same.get(place) or _between(fixed, sum(place) / 2)) for place in words(english)]
    return Rendering(english, tuple(pairs))


def _once(text: str) -> dict[str, Span]:
    """The words of two letters or more that stand in a text once."""
    places = [(text[slice(*place)].casefold(), place) for place in words(text)]
    times = Counter(word for word, _ in places)
    return {word: place for word, place in places if times[word] == 1 and len(word) > 1}


def _rising(same: Mapping[Span, Span]) -> Iterator[tuple[int, int]]:
    """Where these words begin, in the English and in the original, as far as they come in the same order."""
    last = 0
    for (start, _), (first, _) in sorted(same.items()):
        if start and first > last:
            last = first
            yield start, first


def _between(fixed: Sequence[tuple[int, int]], place: float) -> Span:
    """What stands in the original about where ``place`` is in the English."""
    after = bisect_right([start for start, _ in fixed], place)
    (start, first), (end, last) = fixed[after - 1], fixed[after]
    at = first + int((place - start) / (end - start) * (last - first))
    return at, at + 1


def _read(answer: str, number: int) -> tuple[str, dict[int, Span]]:
    """The text without its tags, and the first place of each of them."""
    text, end = "", 0
    opened: tuple[int, int] | None = None  # which tag, and where
    places: dict[int, Span] = {}
    for found in _TAG.finditer(answer):
        text += unescape(answer[end : found.start()])
        end = found.end()
        if opened is not None and len(text) > opened[1]:
            places.setdefault(opened[0], (opened[1], len(text)))
        known = _ID.search(found[2])
        is_ours = not found[1] and known is not None and int(known[1]) < number
        opened = (int(known[1]), len(text)) if is_ours and known is not None else None
    return text + unescape(answer[end:]), places


def _outside(length: int, spans: Sequence[Span]) -> list[int]:
    """The places of a sentence that are in none of the spans; all of them where they leave none."""
    inside = {place for first, last in spans for place in range(first, last)}
    return [place for place in range(length) if place not in inside] or list(range(length))


def _place(outside: Sequence[int], share: float) -> Span:
    place = outside[min(len(outside) - 1, int(share * len(outside)))]
    return place, place + 1
