"""What an engine gives for a text: the English, and which of its words stand for which of the original's."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]  # first character, and the one behind the last


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in English.

    ``pairs`` joins places of the English to the places of the original that they translate, in the English's order; an
    engine that does not know them gives none. ``kept`` are the places where the original's own sentence stands, because
    its translation could not be trusted. ``sentences`` joins the sentences of the English to those of the original.
    """

    text: str
    pairs: tuple[tuple[Span, Span], ...] = ()
    kept: tuple[Span, ...] = ()
    sentences: tuple[tuple[Span, Span], ...] = ()
