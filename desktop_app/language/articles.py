"""A whole article into English: its title, its lead and each text of its document. Pure but for the engine."""

from __future__ import annotations

from dataclasses import replace

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
    Run,
    Runs,
    Table,
    plain,
    text,
)


class _Book:
    """The translations of one article's texts, asked for at once because engines are quicker in batches."""

    def __init__(self, translator: Translator, language: str, texts: list[str]) -> None:
        wanted = list(dict.fromkeys(t for t in texts if t.strip()))
        made = translator.translate(language, wanted)
        self._english = {text: english for text, english in zip(wanted, made, strict=True) if english}

    def __len__(self) -> int:
        return len(self._english)

    def text(self, original: str) -> str:
        """The translation, else the original: a sentence is never lost."""
        return self._english.get(original, original)

    def runs(self, runs: Runs) -> Runs:
        """A paragraph's runs. Its marks and links survive where each run has a translation of its own."""
        if len(runs) == 1:
            return (replace(runs[0], text=self.text(runs[0].text)),)
        whole = plain(runs)
        if whole in self._english:
            return (Run(self._english[whole]),)
        return tuple(replace(run, text=self.text(run.text)) for run in runs)


def translate_article(translator: Translator, article: NewArticle) -> Translation | None:
    """The article in English, or None where the engine knows nothing of it."""
    texts = [article.title, article.lead]
    for block in article.document:
        texts += _texts(block)
    book = _Book(translator, article.language, texts)
    if not len(book):
        return None
    document: Document = tuple(_block(block, book) for block in article.document)
    lead = book.text(article.lead)
    if lead == article.lead and document:
        lead = text(document)[: len(article.lead)].rsplit(" ", 1)[0]  # a lead may be a cut beginning of the text
    return Translation(book.text(article.title), lead, document, translator.name)


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return _run_texts(runs)
        case ListBlock(_, items):
            return [t for item in items for t in _run_texts(item)]
        case Quote(paragraphs):
            return [t for p in paragraphs for t in _run_texts(p)]
        case Picture(caption=caption, alt=alt):
            return [caption, alt]
        case Table(rows):
            return [t for row in rows for cell in row for t in _run_texts(cell)]
        case Code():
            return []
        case Embed(title=title):
            return [title]


def _run_texts(runs: Runs) -> list[str]:
    return [plain(runs)] if len(runs) == 1 else [plain(runs), *(run.text for run in runs)]


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
