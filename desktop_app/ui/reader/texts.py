"""Which of an article's texts are shown in which mode, and what can honestly be said about them. Pure."""

from __future__ import annotations

import re

from desktop_app.model import document as documents
from desktop_app.model.article import Article
from desktop_app.model.document import Document, Paragraph, Picture, Run
from desktop_app.model.frozen import frozen
from desktop_app.ui.reader.style import Mode

_WORD = re.compile(r"\w+")
_SQUARE = "[\u3040-\u9fff]"  # compiled when first needed: that takes a millisecond
_UNDIVIDED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"  # Thai, Lao, Burmese, Khmer: no space between words
_DECK_LETTERS = 320  # a longer lead is a text of its own, not a line under a title
_COMPARED = 60  # letters of the lead that are looked for in the text
_LONGEST_SUMMARY = 3000  # letters
_SAME_LENGTH = 1.25  # a text at most so much longer than the lead is the lead
_WORDS_A_MINUTE = 220
_SQUARES_A_MINUTE = 500  # Han characters and kana
_UNDIVIDED_A_MINUTE = 1100  # letters and marks, five a word


@frozen
class Texts:
    """The texts of one mode, of one language."""

    title: str
    lead: str
    document: Document
    language: str  # BCP 47, "" when unknown


def modes_of(article: Article) -> tuple[Mode, ...]:
    """The modes between which the reader can choose."""
    if article.translation is not None or article.row.is_translated:
        return tuple(Mode)
    return (Mode.ORIGINAL,)


def original_texts(article: Article) -> Texts:
    row = article.row
    return Texts(row.original_title or row.title, article.original_lead or row.lead, article.document, row.language)


def english_texts(article: Article) -> Texts:
    """The translation, each part of it that is missing in the original's words."""
    row, translation = article.row, article.translation
    if translation is None:
        return Texts(row.title, row.lead, article.document, row.language)
    return Texts(
        translation.title or row.title, translation.lead or row.lead, translation.document or article.document, "en"
    )


def texts_of(article: Article, mode: Mode) -> Texts:
    return original_texts(article) if mode is Mode.ORIGINAL else english_texts(article)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def is_summary_only(article: Article) -> bool:
    """Whether what we have says no more than the feed's summary."""
    if any(isinstance(block, Picture) for block in article.document):
        return False
    text, lead = documents.text(article.document), _words(article.original_lead or article.row.lead)
    if len(text) > _LONGEST_SUMMARY:
        return False
    said = _words(text)
    return not said or (said[:_COMPARED] == lead[:_COMPARED] and len(said) <= _SAME_LENGTH * len(lead))


def body_of(texts: Texts) -> Document:
    """The document, or the lead where there is none."""
    if texts.document or not texts.lead.strip():
        return texts.document
    return tuple(Paragraph((Run(part),)) for part in texts.lead.split("\n\n") if part.strip())


def deck_of(texts: Texts) -> str:
    """The lead as a line under the title, "" where the text says it anyway or there is no text."""
    lead = texts.lead.strip()
    if not lead or len(lead) > _DECK_LETTERS or not texts.document:
        return ""
    said = _words(documents.text(texts.document)[: 8 * _DECK_LETTERS])
    return "" if _words(lead)[:_COMPARED] in said or _words(lead) == _words(texts.title) else lead


def minutes_to_read(document: Document) -> int:
    """At least 1. Reading speeds: Brysbaert (2019), 238 words a minute in English, rounded down for the news."""
    text = documents.text(document)
    minutes = len(text.split()) / _WORDS_A_MINUTE
    if not text.isascii():
        minutes += len(re.findall(_SQUARE, text)) / _SQUARES_A_MINUTE
        minutes += len(re.findall(_UNDIVIDED, text)) / _UNDIVIDED_A_MINUTE
    return max(1, round(minutes))


def _same_file(one: str, other: str) -> bool:
    return one.partition("?")[0] == other.partition("?")[0]


def lead_picture(image: str, body: Document) -> tuple[Picture | None, Document]:
    """The picture above the text, and the text without it.

    A picture that the text opens with is taken, since it has a caption and is the one that the feed names, often at
    another address. Else the feed's, with the caption that the text gives it.
    """
    if body and isinstance(body[0], Picture):
        return body[0], body[1:]
    if not image:
        return None, body
    for index, block in enumerate(body):
        if isinstance(block, Picture) and _same_file(block.url, image):
            return block, (*body[:index], *body[index + 1 :])
    return Picture(image), body


def are_pairs(one: Document, other: Document) -> bool:
    """Whether two documents are the same block for block, so that a translation can stand above its original."""
    return len(one) == len(other) and all(type(a) is type(b) for a, b in zip(one, other, strict=True))
