"""
A text of any length and kind into English, by a model that knows sentences.

What is not language (addresses, handles, figures) is left as it is; so is a sentence whose translation cannot be what
it says, and its place is told. Every other sentence is translated once, however often it stands in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_app.language import casing, checks
from desktop_app.model.rendering import Rendering, Span
from desktop_app.notation.sentences import parts, sentences
from desktop_app.notation.words import words

_NO_LANGUAGE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
_QUOTE = re.compile(r"[\"“”„«»‟「」『』《》]|''|‘‘")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 3  # letters: one or two alone are no word to a model ("o" becomes "the O's A's")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Languages that write so little in Latin letters that a sentence of nothing else is a name or a foreign one
_NOT_LATIN = frozenset(
    ["ar", "be", "bg", "bn", "el", "fa", "gu", "he", "hi", "ja", "kn", "ko", "mk", "ml", "ru", "ta", "te", "th", "uk"],
) | {"zh"}


class SentenceModel(Protocol):
    """What turns sentences of one language into English ones, as many at a time as there are."""

    def translate(self, sentences: Sequence[str]) -> list[Rendering]: ...


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A place of a text, and the parts of it that the model is asked for; none where it is left as it is."""

    place: Span
    parts: tuple[tuple[Span, str], ...]  # the place in the text, and the text as the model gets it


def translate(model: SentenceModel, language: str, texts: Sequence[str]) -> list[Rendering | None]:
    """Each text in English, None where nothing of it could be translated.

    Texts given together are taken to belong together: what is a name in one of them is a name in another.
    """
    known = casing.names(texts, language) if any(map(casing.is_capitals, texts)) else {}
    plans = [_plan(text, language, known) for text in texts]
    wanted = list(dict.fromkeys(part for plan in plans for sentence in plan for _, part in sentence.parts))
    made = dict(zip(wanted, model.translate(wanted), strict=True)) if wanted else {}
    return [_join(text, plan, made) for text, plan in zip(texts, plans, strict=True)]


def _plan(text: str, language: str, known: dict[str, str]) -> list[_Sentence]:
    prepared = casing.lowered(text, language, known) if casing.is_capitals(text) else text
    plan: list[_Sentence] = []
    for start, end in sentences(text, language):
        if not _is_language(text[start:end], language):
            plan.append(_Sentence((start, end), ()))
            continue
        places = [(start + first, start + last) for first, last in parts(prepared[start:end])]
        plan.append(_Sentence((start, end), tuple((place, prepared[slice(*place)]) for place in places)))
    return plan


def _is_language(sentence: str, language: str) -> bool:
    rest = _NO_LANGUAGE.sub(" ", sentence)
    if language in _NOT_LATIN:
        return _LETTER.search(_LATIN.sub(" ", rest)) is not None
    return len(_LETTER.findall(rest)) >= _SHORTEST


def _join(text: str, plan: list[_Sentence], made: dict[str, Rendering]) -> Rendering | None:
    english = _English()
    end = 0
    for sentence in plan:
        start = sentence.place[0]
        english.add(text[end:start] or (" " if end else ""))
        end = sentence.place[1]
        renderings = [made[part] for _, part in sentence.parts]
        is_right = all(checks.is_plausible(p, r.text) for (_, p), r in zip(sentence.parts, renderings, strict=True))
        if not sentence.parts or not is_right:
            english.keep(text, sentence.place, is_marked=bool(sentence.parts))
            continue
        for index, ((place, part), rendering) in enumerate(zip(sentence.parts, renderings, strict=True)):
            english.add(" " if index else "")
            english.render(_without_stray_quotes(rendering, part), place[0])
    english.add(text[end:])
    return english.whole()


def _without_stray_quotes(rendering: Rendering, source: str) -> Rendering:
    """Older models write the apostrophe of 'the workers" union' so. Of the same length: places stay."""
    if '"' not in rendering.text or _QUOTE.search(source):
        return rendering
    return replace(rendering, text=rendering.text.replace('"', "'"))


class _English:
    """A text that grows, with the places of what it is made of."""

    def __init__(self) -> None:
        self._text = ""
        self._pairs: list[tuple[Span, Span]] = []
        self._kept: list[Span] = []
        self._is_translated = False

    def add(self, text: str) -> None:
        self._text += text

    def keep(self, text: str, place: Span, *, is_marked: bool) -> None:
        """The original's own words."""
        length = len(self._text)
        self._text += text[slice(*place)]
        here = (length, len(self._text))
        self._pairs += [
            ((length + start, length + end), (place[0] + start, place[0] + end))
            for start, end in words(text[slice(*place)])
        ]
        if is_marked:
            self._kept.append(here)

    def render(self, rendering: Rendering, source: int) -> None:
        """A translation of what begins at ``source`` in the original."""
        length = len(self._text)
        self._text += rendering.text
        self._pairs += [
            ((start + length, end + length), (first + source, last + source))
            for (start, end), (first, last) in rendering.pairs
        ]
        self._is_translated = True

    def whole(self) -> Rendering | None:
        return Rendering(self._text, tuple(self._pairs), tuple(self._kept)) if self._is_translated else None
