"""An article into English, part by part: its title, its lead and each text of its document. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.language import marks
from desktop_app.model.article import Sentences, Translation
from desktop_app.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Runs,
    Table,
    paragraphs,
    plain,
    text,
)
from desktop_app.model.rendering import Rendering, Span
from desktop_app.notation.sentences import sentences, weight
from desktop_app.notation.words import words

_SHORT = 20  # words that are there at once


class ArticleTexts:
    """The texts of one article and what an engine made of them so far.

    What an engine does not know as a whole (a phrasebook, say) it is asked for run by run.
    """

    def __init__(self, title: str, lead: str, document: Document = ()) -> None:
        self._title = title
        self._lead = lead
        self._document = document
        self._made: dict[str, Rendering] = {}
        self._asked: set[str] = set()
        others = [found for block in document for found in _plain_texts(block)]
        self._left = [title, lead, *map(plain, paragraphs(document)), *others][::-1]
        self._in_pieces = {plain(runs): [run.text for run in runs] for runs in paragraphs(document) if len(runs) > 1}

    def next(self, at_most: float) -> list[str]:
        """Texts to ask an engine for, in the order in which they are read: so many words, or one text with more.

        Empty when there is nothing left.
        """
        given: list[str] = []
        while self._left and (not given or sum(map(weight, (*given, self._left[-1]))) <= at_most):
            found = self._left.pop()
            if found.strip() and found not in self._asked:
                self._asked.add(found)
                given.append(found)
        return given

    def opening(self, language: str) -> tuple[str, str] | None:
        """The text that is next and its first sentence, where that is to be had sooner than all of it."""
        text = next((text for text in reversed(self._left) if text.strip() and text not in self._asked), "")
        places = sentences(text, language) if weight(text) > _SHORT else []
        return (text, text[: places[0][1]]) if len(places) > 1 else None

    def take_opening(self, text: str, sentence: str, made: Rendering | None) -> None:
        """What an engine gave for the first sentence of a text, the rest of which is still in its own language."""
        if made is None or not made.text or text in self._made:
            return
        end, rest = len(sentence), text[len(sentence) :]
        start = len(made.text)
        pairs = [((start + a, start + b), (end + a, end + b)) for a, b in words(rest)]
        self._made[text] = replace(made, text=made.text + rest, pairs=(*made.pairs, *pairs))

    def take(self, asked: Sequence[str], made: Sequence[Rendering | None]) -> None:
        """What an engine gave for texts; None for one that it does not know."""
        for original, rendering in zip(asked, made, strict=True):
            if rendering is not None and rendering.text:
                self._made[original] = rendering
            else:
                self._left += self._in_pieces.get(original, [])[::-1]

    def marked(self, asked: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Where links and marks are, in those of these texts that have any."""
        wanted = set(asked)
        return {
            plain(runs): spans
            for runs in paragraphs(self._document)
            if len(runs) > 1 and plain(runs) in wanted and (spans := tuple(_marked(runs)))
        }

    def know(self, original: str, english: str, sentences: Sentences) -> None:
        """This text is in English already."""
        if original.strip() and english != original:
            pairs = tuple(((a, b), (c, d)) for a, b, c, d in sentences)
            self._made[original] = Rendering(english, sentences=pairs)
            self._asked.add(original)

    @property
    def is_done(self) -> bool:
        return not self._left

    @property
    def is_known(self) -> bool:
        """Whether anything of it is in English."""
        return bool(self._made)

    def translation(self, engine: str, *, is_whole: bool) -> Translation:
        """The article with what is in English so far; the rest in the original's words: a sentence is never lost."""
        document = tuple(self._block(block) for block in self._document)
        lead = self._text(self._lead)
        if lead == self._lead and document and self.is_done:
            lead = text(document)[: len(lead)].rsplit(" ", 1)[0]  # a lead may be a cut beginning of the text
        texts = (self._title, self._lead, *map(plain, paragraphs(self._document)))
        return Translation(
            self._text(self._title), lead, document, engine, tuple(map(self._sentences, texts)), is_whole
        )

    def _text(self, original: str) -> str:
        made = self._made.get(original)
        return original if made is None else made.text

    def _sentences(self, original: str) -> Sentences:
        made = self._made.get(original)
        return () if made is None else tuple((*english, *source) for english, source in made.sentences)

    def _runs(self, runs: Runs) -> Runs:
        """A paragraph's runs, with their links and marks on the right words."""
        whole = self._made.get(plain(runs))
        if whole is not None:
            return marks.move(runs, whole)
        return tuple(replace(run, text=self._text(run.text)) for run in runs)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(runs):
                return Paragraph(self._runs(runs))
            case Heading(level, runs):
                return Heading(level, self._runs(runs))
            case ListBlock(items=items):
                return replace(block, items=tuple(self._runs(item) for item in items))
            case Quote(quoted):
                return Quote(tuple(self._runs(p) for p in quoted))
            case Picture():
                return replace(block, caption=self._text(block.caption), alt=self._text(block.alt))
            case Table(rows, has_header):
                return Table(tuple(tuple(self._runs(cell) for cell in row) for row in rows), has_header)
            case Code():
                return block
            case Embed():
                return replace(block, title=self._text(block.title))


def _marked(runs: Runs) -> Iterator[Span]:
    end = 0
    for run in runs:
        start, end = end, end + len(run.text)
        if run.href or run.marks:
            yield start, end


def _plain_texts(block: Block) -> Iterator[str]:
    match block:
        case Picture(caption=caption, alt=alt):
            yield from (caption, alt)
        case Embed(title=title):
            yield title
        case Paragraph() | Heading() | ListBlock() | Quote() | Table() | Code():
            pass
