"""A whole story, as its screen and the command line show it. Plain immutable values."""

from __future__ import annotations

from collections.abc import Container

from desktop_app.model.article import ArticleId, ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import CountryCoverage
from desktop_app.model.frozen import frozen
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StorySummary
from desktop_app.model.take import Take, TakeState, Told


@frozen
class StoryPage:
    """``View.story`` of an article or of a story's number."""

    summary: StorySummary
    articles: tuple[RelatedArticle, ...]  # all of it, the most similar to the others first, and why they are in it
    current_take: tuple[Told, ...]
    takes: tuple[Take, ...]  # the most told first
    coverage: tuple[CountryCoverage, ...]  # by country, most outlets first
    blind_spot: str = ""  # the sentence with its arithmetic, "" where it is none
    take_changed: Seconds | None = None  # when the current take last changed; None: not known yet
    earlier: tuple[TakeState, ...] = ()  # what the current take was before, the latest first
    about: CountryCode | None = None  # the country that it is about, if one is told from its headline

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        return tuple(related.row for related in self.articles)


@frozen
class ArticleTakes:
    """What the box in an article shows of its story: ``View.takes_of``."""

    takes: tuple[Take, ...]  # the most told first
    others: tuple[ArticleRow, ...]  # the story's other articles, the most similar to the others first; not all of many
    current: tuple[Told, ...] = ()  # The World's Current Take

    def told_elsewhere(self, home: CountryCode, but: Container[ArticleId]) -> list[ArticleRow]:
        """The most similar article of each country other than ``home``, without these."""
        best: dict[CountryCode, ArticleRow] = {}
        for row in self.others:
            if row.country != home and row.id not in but:
                best.setdefault(row.country, row)
        return list(best.values())
