"""An article's page for who reads its full text: run in the worker process, named by where it is imported from."""

from __future__ import annotations

from desktop_app.extract.page.article_page import article_page
from desktop_app.extract.page.walls import Wall
from desktop_app.model.page import PageOutcome, PageText

_WALLS = {Wall.NONE: None, Wall.PAYWALL: PageOutcome.PAYWALL, Wall.BOT: PageOutcome.BOT_WALL}


def extract_page(body: bytes, url: str, content_type: str) -> PageText:
    """As ``sync/full_text.py`` wants it. Raises ParseError."""
    page = article_page(body, url, content_type)
    return PageText(page.document, page.byline, page.picture.url if page.picture else "", _WALLS[page.wall])
