"""
Quick questions, answered at once on the caller's thread from a read-only connection.

Every query here but those that say otherwise is indexed and limited (tests/unit/library/test_query_plans.py), so that
the thread that draws may call it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.model.article import Article, ArticleId, ArticleRow, PageEnd, Seconds, Version
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.listing import Found, FromCountry, Listing
from desktop_app.model.outlet import FeedHealth, Outlet, OutletKey
from desktop_app.settings import HOME
from desktop_app.store import articles, catalog, press
from desktop_app.store.connection import open_reader, store_errors

if TYPE_CHECKING:  # imported by the first question about them
    from desktop_app.library.stories import Stories
    from desktop_app.model.coverage import Gap, GapStory
    from desktop_app.model.place import Place
    from desktop_app.model.story import StoryId, StorySummary
    from desktop_app.model.story_page import ArticleTakes, StoryPage
    from desktop_app.model.take import ComparedTake

PAGE = 50
LOOKED_THROUGH = 500  # stories, for those that a country tells
FOUND_AT_MOST = 1_000
DAY_S = 86_400
STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine: a millisecond or so


class View:
    """One connection, for the thread that made it; only ``interrupt`` may be called from another."""

    def __init__(self, database: Path, clock: Callable[[], float]) -> None:
        self._is_interrupted = False
        with store_errors():
            self._db = open_reader(database)
        # SQLite forgets an interrupt that comes between two statements; this does not
        self._db.set_progress_handler(lambda: self._is_interrupted, STEPS_BETWEEN_LOOKS)
        self._clock = clock

    def close(self) -> None:
        self._db.close()

    def interrupt(self) -> None:
        """End what runs on the view's own thread, and each long query after it until ``resume``.

        There it raises ``sqlite3.OperationalError``.
        """
        self._is_interrupted = True
        self._db.interrupt()

    def resume(self) -> None:
        """Answer again."""
        self._is_interrupted = False

    def now(self) -> Seconds:
        return int(self._clock())

    # Lists of articles

    def page(self, listing: Listing, after: PageEnd | None = None, limit: int = PAGE) -> tuple[ArticleRow, ...]:
        """The next rows of a listing. A search gives its rows by ``ids`` only, since it may take longer."""
        if isinstance(listing, Found):
            return ()
        with store_errors():
            return articles.page(self._db, listing, after, limit)

    def page_end(self, listing: Listing, row: ArticleRow) -> PageEnd:
        """Where a page that ended with this row stopped, to go on from there."""
        if isinstance(listing, Found):
            return PageEnd(row.published, row.id)
        with store_errors():
            return articles.page_end(self._db, listing, row)

    def ids(self, listing: Listing) -> array[int]:
        """Every article of a listing in its order. Slow: not for the thread that draws."""
        with store_errors():
            if isinstance(listing, Found):
                return array("q", self.search(listing.text, FOUND_AT_MOST))
            return articles.ids(self._db, listing)

    def rows(self, ids: Sequence[ArticleId]) -> tuple[ArticleRow, ...]:
        """The rows of these articles in their order; those that are gone are left out."""
        with store_errors():
            return articles.rows(self._db, ids)

    def search(self, text: str, limit: int) -> list[ArticleId]:
        """The newest articles that a search finds. Some operators walk many rows: not for the thread that draws."""
        from desktop_app.library import search_query
        from desktop_app.store import search

        query = search_query.parse(text, self.now(), self._country_names)
        if query == search_query.parse("", self.now()):
            return []
        with store_errors():
            return search.find(self._db, query, limit)

    @cached_property
    def _country_names(self) -> dict[str, CountryCode]:
        return {n.lower(): c.code for c in self.countries() for n in (*c.native_names, *c.aliases, c.name)}

    # One article

    def article(self, article_id: ArticleId) -> Article | None:
        with store_errors():
            return articles.article(self._db, article_id)

    def place(self, article_id: ArticleId) -> Place | None:
        """Where the article was left; None is its top."""
        from desktop_app.store import places

        with store_errors():
            return places.of_article(self._db, article_id)

    def versions(self, article_id: ArticleId) -> tuple[Version, ...]:
        """What the article said before its feed changed it, the latest first."""
        from desktop_app.store import versions

        with store_errors():
            return versions.of_article(self._db, article_id)

    def find_article(self, public_id: str | int) -> ArticleId | None:
        """The article that the user calls by this id."""
        with store_errors():
            return articles.by_public_id(self._db, public_id)

    def public_ids(self, ids: Sequence[ArticleId]) -> dict[ArticleId, str | int]:
        with store_errors():
            return articles.public_ids(self._db, ids)

    # Stories; all but the list are slow: not for the thread that draws

    def stories(self, limit: int = PAGE, press: CountryCode | None = None) -> tuple[StorySummary, ...]:
        """Those of two articles or more, or of them those that a country's press tells; of many countries and the
        newest first."""
        from itertools import islice

        from desktop_app.store import story_lists

        with store_errors():
            ranked = story_lists.ranked(self._db, limit if press is None else LOOKED_THROUGH)
            found = (story_lists.summary(self._db, story) for story in ranked)
            told = (s for s in found if s is not None and (press is None or press in s.countries))
            return tuple(islice(told, limit))

    def alone(self, limit: int) -> tuple[ArticleRow, ...]:
        """The articles that are the only one of their story, the newest first."""
        from desktop_app.store import story_lists

        with store_errors():
            return articles.rows(self._db, [member.article for member in story_lists.alone(self._db, limit)])

    def members(self, story: StoryId) -> tuple[ArticleId, ...]:
        """The articles of a story, the most similar to the others first."""
        from desktop_app.store import stories

        with store_errors():
            return tuple(member.article for member in stories.members(self._db, story))

    def story(self, story: StoryId, press: str = HOME) -> StoryPage | None:
        """A story's whole page; None where it is gone. ``press`` is the own one: a country's code, a region's name."""
        with store_errors():
            return self._stories.page(story, press)

    def story_of(self, article_id: ArticleId, press: str = HOME) -> StoryPage | None:
        """The page of an article's story; None where the article is the only one that tells it."""
        with store_errors():
            return self._stories.page_of(article_id, press)

    def takes_of(self, article_id: ArticleId) -> ArticleTakes | None:
        """What the box in an article shows of its story; None where the article is the only one that tells it."""
        with store_errors():
            return self._stories.takes_of(article_id)

    def compared(self, story: StoryId) -> tuple[ComparedTake, ...]:
        """The takes of a story beside each other, with the words that only one side uses; empty where there are not
        two."""
        with store_errors():
            return self._stories.compared(story)

    def representatives(self, text: str, limit: int, but: int | None = None) -> tuple[ArticleRow, ...]:
        """An article of each story that a search finds, the newest first; of no text, of the stories that lists show
        first. ``but`` is left out."""
        with store_errors():
            if text.strip():
                found = self.rows(self.search(text, LOOKED_THROUGH))
            else:
                found = articles.rows(self._db, self._stories.headlines(limit + 1))
        first: dict[int, ArticleRow] = {}
        for row in found:
            if row.story is not None and row.story != but:
                first.setdefault(row.story, row)
        return tuple(first.values())[:limit]

    def gaps(self, gap: Gap, press: str = HOME) -> tuple[GapStory, ...]:
        """What is missing in one's own press, in all others or in all but one; the most striking first."""
        with store_errors():
            return self._stories.gaps(gap, press)

    def missed(self, press: Collection[CountryCode]) -> dict[CountryCode, int]:
        """How many of these blind spots the press of each country tells; countries that tell none are left out."""
        with store_errors():
            return self._stories.missed(press)

    def edition(self) -> tuple[StorySummary, ...]:
        """The stories of the day, the most important first."""
        with store_errors():
            return self._stories.summaries([one.story for one in self._stories.edition()])

    @cached_property
    def _stories(self) -> Stories:
        from desktop_app.library.stories import Stories

        return Stories(self._db, self.now)

    # Countries and sources

    def countries(self) -> tuple[Country, ...]:
        with store_errors():
            return catalog.countries(self._db)

    def outlets(self, country: CountryCode) -> tuple[Outlet, ...]:
        with store_errors():
            return catalog.outlets(self._db, country)

    def find_outlet(self, name: str) -> OutletKey:
        """Raises UsageError where there is none of this name, or several."""
        with store_errors():
            return catalog.find_outlet(self._db, name)

    def language_rules(self) -> dict[OutletKey, str]:
        """What the user wants of outlets' languages, where that is something: ``model.translating``."""
        from desktop_app.store import translations

        with store_errors():
            return translations.outlet_rules(self._db)

    def followed(self) -> frozenset[CountryCode]:
        with store_errors():
            return catalog.followed(self._db)

    def health(self, country: CountryCode | None = None) -> tuple[FeedHealth, ...]:
        """How feeds are doing: a country's at once, all of them (a thousand rows) in some milliseconds."""
        with store_errors():
            return press.health(self._db, self.now(), country)

    def source_counts(self) -> dict[CountryCode, int]:
        """How many outlets of each country are read."""
        with store_errors():
            return press.source_counts(self._db)

    def summary(self) -> press.Summary:
        """How many feeds are read and how many of them fail."""
        with store_errors():
            return press.summary(self._db)

    def feed_urls(self, *, only_users: bool) -> tuple[str, ...]:
        from desktop_app.store import feeds

        with store_errors():
            return feeds.urls(self._db, only_users=only_users)

    def activity(self) -> dict[CountryCode, int]:
        """The number of articles of the last 24 hours by country; countries without any are left out."""
        with store_errors():
            return articles.activity(self._db, self.now() - DAY_S)

    def reading(self, since: Seconds) -> dict[CountryCode, int]:
        """How many articles of each country's press the user read since; countries without any are left out."""
        from desktop_app.store import marks

        with store_errors():
            return marks.read(self._db, since)

    def new_in_country(self, country: CountryCode) -> int:
        """The number of a country's articles of the last 24 hours."""
        with store_errors():
            return articles.new_in_country(self._db, country, self.now() - DAY_S)

    def activity_of(self, days_ago: int) -> dict[CountryCode, int]:
        """The same of the 24 hours that ended so many times 24 hours ago."""
        until = self.now() - days_ago * DAY_S
        with store_errors():
            return articles.activity_between(self._db, until - DAY_S, until)

    def oldest(self) -> Seconds | None:
        """When the oldest article was published; None where there is none."""
        with store_errors():
            return articles.oldest(self._db)

    def headlines(self, country: CountryCode, number: int = 3, days_ago: int = 0) -> tuple[ArticleRow, ...]:
        """The newest ones; or those of the 24 hours that ended so many times 24 hours ago."""
        if not days_ago:
            return self.page(FromCountry(country), None, number)
        until = self.now() - days_ago * DAY_S
        rows = self.page(FromCountry(country), PageEnd(until + 1, ArticleId(0)), number)
        return tuple(row for row in rows if row.published > until - DAY_S)

    def is_empty(self) -> bool:
        """Whether there is no article at all."""
        with store_errors():
            return self._db.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None

    def tags(self) -> tuple[tuple[str, int], ...]:
        from desktop_app.store import marks

        with store_errors():
            return marks.tags(self._db)

    def unread(self, country: CountryCode | None, up_to: Seconds) -> tuple[ArticleId, ...]:
        """The unread articles of a country, or of all. Slow for all."""
        from desktop_app.store import marks

        with store_errors():
            return marks.unread(self._db, country, up_to)

    def saved_count(self) -> int:
        from desktop_app.store import marks

        with store_errors():
            return marks.starred_count(self._db)

    def feed_showing(self, picture: str, among: Iterable[str]) -> str:
        """Which of these feeds, by address, shows this picture; "" for none. Slow: not for the thread that draws."""
        with store_errors():
            return articles.feed_showing(self._db, picture, among)

    def feed_linking(self, page: str, among: Iterable[str]) -> str:
        """Which of these feeds, by address, has an article on this page; "" for none. Slow, as the one above."""
        with store_errors():
            return articles.feed_linking(self._db, page, among)

    def kept_images(self) -> frozenset[str]:
        """The pictures that are never thrown away. Not for the thread that draws."""
        from desktop_app.store import marks

        with store_errors():
            return marks.kept_images(self._db)
