"""What looks like a paragraph and is none of the article."""

from __future__ import annotations

from desktop_app.extract.page.article_page import article_page
from desktop_app.model import document as documents

LINES = [f"{number} lamps were lit before the council met again, and nobody left the hall. " * 3 for number in range(5)]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def text_of(inner: str) -> str:
    page = f"<html><body><article><h1>The lamps of the council</h1>{TEXT}{inner}</article></body></html>"
    return documents.text(article_page(page, "https://daily.example/lamps").document)


def test_headlines_in_a_row_that_are_all_links_lead_elsewhere() -> None:
    row = " ".join(f"▲ <b><a href='/{n}'>Ship number {n} sails for the islands</a></b>" for n in range(4))
    assert "sails for the islands" not in text_of(f"<p>{row}</p>")


def test_a_paragraph_with_links_in_it_is_text() -> None:
    links = ", ".join(f"<a href='/{n}'>ship {n}</a>" for n in range(4))
    assert "ship 3" in text_of(f"<p>Those that sailed for the islands in the night were {links}, said the pilot.</p>")
