"""Which sentence of the original a place in the English stands for. Pure."""

from __future__ import annotations

from desktop_app.model.article import Article
from desktop_app.model.document import Document, Mark, paragraphs, plain
from desktop_app.ui.reader.markup import clean


def _as_shown(text: str) -> str:
    """As a page shows it: one space where there are several."""
    return " ".join(clean(text).split())


def original_sentence(article: Article, shown: str, place: int) -> str:
    """The original of the sentence in which a place of a text is that the page shows; "" where nobody knows."""
    made = article.translation
    if made is None or not made.sentences:
        return ""
    english = [made.title, made.lead, *map(plain, paragraphs(made.document))]
    original = [article.row.original_title, article.original_lead, *map(plain, paragraphs(_source(article)))]
    if not len(english) == len(made.sentences) <= len(original):
        return ""  # a page has come since
    wanted = _as_shown(shown)
    for text, source, sentences in zip(english, original, made.sentences, strict=False):
        if sentences and _as_shown(text) == wanted:
            for start, end, first, last in sentences:
                if len(_as_shown(text[:start])) <= place <= len(_as_shown(text[:end])):
                    return source[first:last].strip()
    return ""


def _source(article: Article) -> Document:
    """What was translated: the text as it is, or what the feed says where a page came after the translation."""
    made = article.translation
    is_of_feed = made is not None and article.from_feed is not None and len(made.document) == len(article.from_feed)
    return article.feed_document if is_of_feed and made is not None and not made.is_whole else article.document


def has_kept(document: Document) -> bool:
    """Whether a sentence of the translation is still in the original's language."""
    return any(run.marks & Mark.KEPT for runs in paragraphs(document) for run in runs)
