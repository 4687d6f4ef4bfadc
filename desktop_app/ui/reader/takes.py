"""Chooses what the box "How others tell it" shows of the articles about the same event. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.messages import age
from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.related import RelatedArticle
from desktop_app.ui.reader.takes_box import MOST_LINES, TakeLine


def take_lines(
    related: Sequence[RelatedArticle], own: CountryCode, name_of: Callable[[CountryCode], str], now: Seconds
) -> tuple[TakeLine, ...]:
    """The most similar article of each country but ``own``, at most as many as the box has room for."""
    best: dict[CountryCode, RelatedArticle] = {}
    for found in sorted(related, key=lambda r: -r.similarity):
        if found.row.country != own:
            best.setdefault(found.row.country, found)
    return tuple(
        TakeLine(name_of(code), found.row.outlet, found.row.title, found.row.id, age(max(0, now - found.row.published)))
        for code, found in list(best.items())[:MOST_LINES]
    )
