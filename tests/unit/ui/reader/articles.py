"""Articles, themes and looks for the tests of the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from desktop_app.model.article import Article, ArticleId, ArticleRow, Provenance, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.document import Document, Paragraph, Run
from desktop_app.ui.reader.markup import Look, Typefaces
from desktop_app.ui.reader.page import Surroundings
from desktop_app.ui.reader.style import ReaderStyle
from desktop_app.ui.theme.tokens import THEMES

FACES = Typefaces(("Serif",), ("Display",), ("Sans",), ("Mono",), {"ja": ("Mincho",)})
LOOK = Look(ReaderStyle(), THEMES["paper"], FACES, 640)
AROUND = Surroundings(local_zone=UTC)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def paragraphs(*texts: str) -> Document:
    return tuple(map(paragraph, texts))


def article(document: Document = (), translation: Document | None = None, **row: object) -> Article:
    """An article in Spanish; ``row`` replaces fields of its row."""
    made = ArticleRow(
        id=ArticleId(1),
        country=CountryCode("CL"),
        outlet="La Tercera",
        title="English title" if translation is not None else "Título",
        original_title="Título",
        lead="Entrada",
        language="es",
        url="https://example.org/story",
        image="",
        published=1_773_491_400,
        is_read=False,
        is_starred=False,
        is_translated=translation is not None,
    )
    made = replace(made, **row)  # type: ignore[arg-type]
    english = Translation("English title", "Lead", translation, "Engine 1.0") if translation is not None else None
    came = Provenance("https://example.org/feed.xml", 1_773_494_000, None)
    return Article(made, made.id, "", "Entrada", document, english, came)
