"""
Pages whose structure is known: articles of our own writing (``tests/data/pages/articles.toml``) in the mark-up of
different content systems (the templates beside it), among what stands round articles there.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "data" / "pages"
SITE = "https://daily.example"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a page of it must give back."""

    language: str
    title: str
    author: str
    published: str
    paragraphs: tuple[str, ...]  # the second has a link, the third something in bold
    link: tuple[str, str]  # text within the second paragraph, address
    bold: str  # text within the third paragraph
    heading: str
    items: tuple[str, ...]
    quote: str
    caption: str


def _articles() -> tuple[KnownArticle, ...]:
    rows = tomllib.loads((FOLDER / "articles.toml").read_text("utf-8"))["article"]
    return tuple(KnownArticle(**_values(row)) for row in rows)


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


ARTICLES = _articles()
SYSTEMS = tuple(sorted(file.stem for file in FOLDER.glob("*.html")))


def page(system: str, known: KnownArticle) -> bytes:
    """The article as this system makes a page of it."""
    text, href = known.link
    first, second, third, fourth, fifth = known.paragraphs
    made = Template((FOLDER / f"{system}.html").read_text("utf-8")).substitute(
        language=known.language, title=known.title, author=known.author, published=known.published,
        day=known.published[:10], first=first, second=second.replace(text, f'<a href="{href}">{text}</a>'),
        third=third.replace(known.bold, f"<strong>{known.bold}</strong>"), fourth=fourth, fifth=fifth,
        heading=known.heading, item_1=known.items[0], item_2=known.items[1], item_3=known.items[2],
        quote=known.quote, caption=known.caption,
    )  # fmt: skip
    return made.encode()
