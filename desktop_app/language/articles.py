"""A whole article into English: its title, its lead and each text of its document. Pure but for the engine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.language import marks
from desktop_app.language.engine import Translator
from desktop_app.model.article import NewArticle, Translation
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
    plain,
    text,
)
from desktop_app.model.errors import ModelError, WorkerError
from desktop_app.model.rendering import Rendering

log = logging.getLogger(__name__)


def translate_article(translator: Translator, article: NewArticle) -> Translation | None:
    """The article in English, or None where the engine knows nothing of it, or fails: then it stays as it came."""
    try:
        book = _Book(translator, article)
    except (ModelError, WorkerError) as e:
        log.warning("article not translated language=%s error=%s", article.language, e)
        return None
    if not len(book):
        return None
    document: Document = tuple(_block(block, book) for block in article.document)
    lead = book.text(article.lead)
    if lead == article.lead and document:
        lead = text(document)[: len(article.lead)].rsplit(" ", 1)[0]  # a lead may be a cut beginning of the text
    return Translation(book.text(article.title), lead, document, translator.name(article.language))


class _Book:
    """The translations of one article's texts, asked for at once: engines are quicker in batches, and learn names.

    What an engine does not know as a whole (a phrasebook, say) it is asked for run by run.
    """

    def __init__(self, translator: Translator, article: NewArticle) -> None:
        paragraphs = [runs for block in article.document for runs in _paragraphs(block)]
        others = [text for block in article.document for text in _plain_texts(block)]
        self._translator = translator
        self._language = article.language
        self._made: dict[str, Rendering] = {}
        self._ask([article.title, article.lead, *map(plain, paragraphs), *others])
        self._ask([run.text for runs in paragraphs if plain(runs) not in self._made and len(runs) > 1 for run in runs])

    def _ask(self, texts: list[str]) -> None:
        wanted = list(dict.fromkeys(text for text in texts if text.strip()))
        if wanted:
            made = self._translator.translate(self._language, wanted)
            self._made.update((text, it) for text, it in zip(wanted, made, strict=True) if it is not None and it.text)

    def __len__(self) -> int:
        return len(self._made)

    def text(self, original: str) -> str:
        """The translation, else the original: a sentence is never lost."""
        made = self._made.get(original)
        return original if made is None else made.text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph's runs, with their links and marks on the right words."""
        whole = self._made.get(plain(runs))
        if whole is not None:
            return marks.move(runs, whole)
        return tuple(replace(run, text=self.text(run.text)) for run in runs)


def _paragraphs(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            yield runs
        case ListBlock(_, items):
            yield from items
        case Quote(paragraphs):
            yield from paragraphs
        case Table(rows):
            yield from (cell for row in rows for cell in row)
        case Picture() | Code() | Embed():
            pass


def _plain_texts(block: Block) -> Iterator[str]:
    match block:
        case Picture(caption=caption, alt=alt):
            yield from (caption, alt)
        case Embed(title=title):
            yield title
        case Paragraph() | Heading() | ListBlock() | Quote() | Table() | Code():
            pass


def _block(block: Block, book: _Book) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(book.runs(runs))
        case Heading(level, runs):
            return Heading(level, book.runs(runs))
        case ListBlock(is_ordered, items):
            return ListBlock(is_ordered, tuple(book.runs(item) for item in items))
        case Quote(paragraphs):
            return Quote(tuple(book.runs(p) for p in paragraphs))
        case Picture():
            return replace(block, caption=book.text(block.caption), alt=book.text(block.alt))
        case Table(rows, has_header):
            return Table(tuple(tuple(book.runs(cell) for cell in row) for row in rows), has_header)
        case Code():
            return block
        case Embed():
            return replace(block, title=book.text(block.title))
