"""Chooses what the box of takes shows of an article's story: its named takes first, then how others tell it. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.messages import age
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import Take
from desktop_app.ui.reader.takes_box import MOST_LINES, TakeLine

MOST_NAMED = 3  # of them, so that there is room for what others tell


def take_lines(
    page: StoryPage | None, opened: ArticleRow, name_of: Callable[[CountryCode], str], now: Seconds
) -> tuple[TakeLine, ...]:
    """The named takes of the story, and the most similar article of each country but that of ``opened``; at most as
    many as the box has room for, each article once."""
    if page is None:
        return ()

    def named(take: Take) -> TakeLine:
        quote = take.quote
        past = age(max(0, now - quote.published))
        return TakeLine(name_of(quote.country), quote.outlet_name, take.label, quote.article, past, quote.sentence)

    lines = [named(take) for take in page.takes if take.quote.article != opened.id][:MOST_NAMED]
    shown = {line.article_id for line in lines}
    best: dict[CountryCode, RelatedArticle] = {}
    for found in sorted(page.articles, key=lambda r: -r.similarity):
        if found.row.country != opened.country and found.row.id not in shown:
            best.setdefault(found.row.country, found)
    lines += [
        TakeLine(name_of(code), found.row.outlet, found.row.title, found.row.id, age(max(0, now - found.row.published)))
        for code, found in best.items()
    ]
    return tuple(lines[:MOST_LINES])
