"""What hostile feeds hold can be shown, and read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.extract.html_document import document_from_html
from desktop_app.ui.reader.view import ReaderView
from tests.unit.ui.reader.articles import article


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000,
        "<table><tr><td>" * 3_000,
        "<blockquote>" * 5_000,
        "<ul><li>" * 5_000,
        "<table>" + ("<tr>" + "<td>x" * 60) * 400 + "</table>",
        "<p>x" * 60_000,
        "<b>" * 20_000,
        "\u202e\u2067" * 5_000,
    ],
)
def test_it_is_painted(make_reader: Callable[..., ReaderView], html: str) -> None:
    reader = make_reader()
    reader.show_article(article(document_from_html(f"<p>hello</p>{html}bye", "https://a.example/"), lead=""))
    assert not reader.grab().isNull()
    assert "hello" in reader.text.toPlainText()
    assert "bye" in reader.text.toPlainText()


def test_a_title_of_one_word(make_reader: Callable[..., ReaderView]) -> None:
    reader = make_reader()
    reader.show_article(article((), title="W" * 500, original_title="W" * 500))
    assert not reader.grab().isNull()
    assert reader.text.document().size().width() <= reader.text.viewport().width()
