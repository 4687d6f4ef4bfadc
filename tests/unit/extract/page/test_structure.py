"""What pages of many makes give back: every part of the article, and nothing of what stands round it."""

from __future__ import annotations

from functools import cache

import pytest

from desktop_app.extract.page.article_page import ArticlePage, article_page
from desktop_app.model import document as documents
from desktop_app.model.document import Heading, ListBlock, Mark, Paragraph, Picture, Quote, Table, plain
from tests.support.known_pages import ARTICLES, SITE, SYSTEMS, KnownArticle, page

PAGES = pytest.mark.parametrize(
    ("system", "known"),
    [pytest.param(system, known, id=f"{system}-{known.language}") for system in SYSTEMS for known in ARTICLES],
)
JUNK = (
    "Council delays", "Ten recipes", "lighthouse keeper", "Share on", "Old salt", "All rights reserved", "newsletter",
    "Advertisement", "812 partners", "Read also", "Weather",
)  # fmt: skip
NAMELESS = ("drupal", "blogger")  # these skins name nobody, or only in prose


@cache
def extracted(system: str, known: KnownArticle) -> ArticlePage:
    return article_page(page(system, known), f"{SITE}/2026/ferry.html")


@PAGES
def test_every_part_is_there_and_nothing_else(system: str, known: KnownArticle) -> None:
    document = extracted(system, known).document
    texts = [plain(block.runs) for block in document if isinstance(block, Paragraph)]
    assert [text for text in texts if text in known.paragraphs] == list(known.paragraphs)
    assert known.heading in [plain(block.runs) for block in document if isinstance(block, Heading)]
    assert [tuple(map(plain, block.items)) for block in document if isinstance(block, ListBlock)] == [known.items]
    assert [plain(p) for block in document if isinstance(block, Quote) for p in block.paragraphs] == [known.quote]
    assert [words for words in JUNK if words in documents.text(document)] == []


@PAGES
def test_links_and_marks_are_kept(system: str, known: KnownArticle) -> None:
    document = extracted(system, known).document
    runs = [run for block in document if isinstance(block, Paragraph) for run in block.runs]
    assert known.link in [(run.text, run.href) for run in runs]
    assert known.bold in [run.text.strip() for run in runs if run.marks & Mark.BOLD]


@PAGES
def test_the_picture_has_its_caption(system: str, known: KnownArticle) -> None:
    pictures = [block for block in extracted(system, known).document if isinstance(block, Picture)]
    assert [(one.url.rpartition("/")[2], one.caption) for one in pictures] == [("quay-1200.jpg", known.caption)]


@PAGES
def test_what_is_said_about_the_article(system: str, known: KnownArticle) -> None:
    found = extracted(system, known)
    assert (found.title, found.language) == (known.title, known.language)
    assert found.published in (known.published, known.published[:10])
    assert found.picture is not None
    assert found.picture.url.endswith("quay-1200.jpg")
    assert found.byline == known.author or system in NAMELESS


@pytest.mark.parametrize("known", ARTICLES, ids=lambda known: known.language)
def test_figures_in_a_table_and_terms_between_the_text_belong_to_it(known: KnownArticle) -> None:
    document = extracted("data_between", known).document
    (table,) = (block for block in document if isinstance(block, Table))
    assert table.has_header
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert rows == [["2024", "2025", "2026"], ["118,204", "120,331", "98,001"], ["3.5", "4", "11.25"]]
    texts = [plain(block.runs) for block in document if isinstance(block, Paragraph)]
    assert texts.index("2024–2026") < texts.index("12") < texts.index("47")
    assert isinstance(document[document.index(table) - 1], Paragraph)  # what it is called stands above it
