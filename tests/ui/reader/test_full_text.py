"""A longer text takes the place of a shorter one without moving what is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextBlock

from desktop_app.model.article import Article
from desktop_app.model.document import Document, Heading, Picture, Run
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.ui.reader.view import ReaderView
from tests.unit.ui.reader.articles import article, paragraphs

# The offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TOLD = paragraphs(*(f"Told {i}. " + "The feed says so much of it. " * 14 for i in range(6)))
SHORT = article(TOLD)


def with_page(document: Document) -> Article:
    return replace(SHORT, document=document, from_feed=TOLD, page=SitePage(PageOutcome.FULL_TEXT, 1, document=document))


FULL = with_page(
    (
        *paragraphs("Before it. " + "The page begins with something else. " * 9),
        Heading(2, (Run("A heading"),)),
        Picture("https://example.org/a.jpg", "", "", 600, 400),
        *TOLD[:3],
        *paragraphs("In between. " + "The feed leaves this out. " * 9),
        *TOLD[3:],
        *paragraphs(*(f"After {i}. " + "And so it goes on. " * 20 for i in range(20))),
    )
)


def line(reader: ReaderView, beginning: str) -> QTextBlock:
    block = reader.text.document().begin()
    while block.isValid():
        if block.text().startswith(beginning):
            return block
        block = block.next()
    raise AssertionError(beginning)


def y_of(reader: ReaderView, beginning: str) -> float:
    return reader.text.top_of(line(reader, beginning)) - reader.text.verticalScrollBar().value()


def scroll_to(reader: ReaderView, beginning: str, y: int) -> None:
    reader.text.document().size()
    reader.text.verticalScrollBar().setValue(round(reader.text.top_of(line(reader, beginning)) - y))


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize("y", [0, 60])
def test_the_paragraph_under_the_eye_stays(reader: ReaderView, number: int, y: int) -> None:
    reader.show_article(SHORT, is_page_coming=True)
    scroll_to(reader, f"Told {number}.", y)
    before = y_of(reader, f"Told {number}.")
    assert reader.text.verticalScrollBar().value() > 0
    reader.show_article(FULL)
    assert abs(y_of(reader, f"Told {number}.") - before) <= 2


def test_who_has_not_scrolled_stays_at_the_top(reader: ReaderView) -> None:
    reader.show_article(SHORT, is_page_coming=True)
    reader.show_article(FULL)
    assert reader.text.verticalScrollBar().value() == 0


def test_who_has_come_to_the_end_reads_on_from_there(reader: ReaderView) -> None:
    """What stood below the short text, at which the reader looked, is far below now."""
    reader.show_article(SHORT, is_page_coming=True)
    bar = reader.text.verticalScrollBar()
    reader.text.document().size()
    bar.setValue(bar.maximum())
    before = y_of(reader, "Told 5.")
    reader.show_article(FULL)
    assert bar.value() < bar.maximum() / 2
    assert abs(y_of(reader, "Told 5.") - before) <= 2


def test_a_text_in_other_words_stays_near(reader: ReaderView) -> None:
    reader.show_article(SHORT, is_page_coming=True)
    scroll_to(reader, "Told 3.", 40)
    reader.show_article(with_page(paragraphs(*(f"Other {i}. " + "Words of their own. " * 15 for i in range(30)))))
    assert abs(y_of(reader, "Other 3.") - 40) <= 2


def test_an_article_that_was_left_is_opened_where_it_was_though_its_text_has_come(reader: ReaderView) -> None:
    reader.show_article(SHORT, is_page_coming=True)
    scroll_to(reader, "Told 3.", 30)
    reader.show_article(article(paragraphs("Another."), id=2))
    reader.show_article(FULL)
    assert abs(y_of(reader, "Told 3.") - 30) <= 2
