"""Chooses what the box of takes shows of an article's story: its named takes first, then how others tell it. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.messages import age, worded_by
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story_page import ArticleTakes
from desktop_app.model.take import Take
from desktop_app.ui.reader.takes_box import MOST_LINES, TakeLine

MOST_NAMED = 3  # of them, so that there is room for what others tell


def take_lines(
    told: ArticleTakes | None, opened: ArticleRow, name_of: Callable[[CountryCode], str], now: Seconds
) -> tuple[TakeLine, ...]:
    """The named takes of the story, and the most similar article of each country but that of ``opened``; at most as
    many as the box has room for, each article once."""
    if told is None:
        return ()

    def named(take: Take) -> TakeLine:
        quote = take.quote
        past = age(max(0, now - quote.published))
        why = worded_by(take.worded_by)
        return TakeLine(name_of(quote.country), quote.outlet_name, take.label, quote.article, past, quote.sentence, why)

    lines = [named(take) for take in told.takes if take.quote.article != opened.id][:MOST_NAMED]
    shown = {line.article_id for line in lines}
    lines += [
        TakeLine(name_of(row.country), row.outlet, row.title, row.id, age(max(0, now - row.published)))
        for row in told.told_elsewhere(opened.country, shown)
    ]
    return tuple(lines[:MOST_LINES])
