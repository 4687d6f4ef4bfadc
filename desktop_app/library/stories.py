"""
Answers about stories: their lists, and a story's whole page. Slower than a list: not for the thread that draws.

What a page says beyond its articles, takes and blind spot among it, is computed when it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from desktop_app import messages
from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.coverage import BlindSpot, CoveredStory, PressHealth
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StoryArticle, StoryId, StorySummary
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import ComparedLine, ComparedTake, Quote, Take
from desktop_app.store import about, articles, catalog, press, stories, story_lists
from desktop_app.store.connection import Connection
from desktop_app.stories import blindspots
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.compare import marked, one_sided
from desktop_app.stories.current_take import current_take
from desktop_app.stories.edition import EditionStory
from desktop_app.stories.grouping.why import shared_words
from desktop_app.stories.takes.choice import takes
from desktop_app.sync.edition import edition_of

DAY_S = 86_400
RECENT_S = 3 * DAY_S  # stories older than that are no blind spots any more
READ_S = DAY_S  # an outlet that was read so lately is not down
HOME = CountryCode("US")  # whose press is one's own where nothing else is said
FEWEST_COMPARED, MOST_COMPARED = 2, 4  # takes
MOST_LINES = 4  # of a take that is compared
COMPARED = 600  # characters of a text, the title apart
MOST_READ = 80  # articles of a story that takes are made of: the most similar ones


class Stories:
    """Of one connection, on its thread."""

    def __init__(self, db: Connection, now: Callable[[], Seconds]) -> None:
        self._db = db
        self._now = now

    @cached_property
    def _countries(self) -> tuple[Country, ...]:
        return catalog.countries(self._db)

    @cached_property
    def _names(self) -> dict[CountryCode, str]:
        return {country.code: country.name for country in self._countries}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._countries)

    def summaries(self, wanted: Sequence[StoryId]) -> tuple[StorySummary, ...]:
        """The stories for a list; those that are gone are left out."""
        found = (story_lists.summary(self._db, story) for story in wanted)
        return tuple(summary for summary in found if summary is not None)

    def page_of(self, article: ArticleId) -> StoryPage | None:
        """The page of its story; None where nobody else tells it."""
        story = stories.story_of(self._db, article)
        page = self.page(story) if story is not None else None
        return page if page is not None and len(page.articles) > 1 else None

    def page(self, story: StoryId) -> StoryPage | None:
        """None where there is no such story."""
        found = self._members(story, None)
        if not found:
            return None
        summary = story_lists.summary(self._db, story) or _of_one(story, found[0])
        read = self._read([related.row.id for related in found])
        covered = story_lists.carried(self._db, story)
        health = self.health()
        named = takes(read, self._gazetteer)
        return StoryPage(
            summary=replace(summary, takes=tuple(take.label for take in named)),
            articles=found,
            current_take=current_take(read),
            takes=named,
            coverage=blindspots.coverage(covered, health),
            blind_spot=self._sentence(covered, health),
            about=self._about([article.id for article in read]),
        )

    def compared(self, story: StoryId) -> tuple[ComparedTake, ...]:
        """The takes of a story beside each other; empty where there are not two."""
        read = self._read([member.article for member in stories.members(self._db, story)])
        named = takes(read, self._gazetteer)[:MOST_COMPARED]
        if len(named) < FEWEST_COMPARED:
            return ()
        told = {article.id: article for article in read}
        sides = [[told[i] for i in take.members if i in told] for take in named]
        keys = one_sided([[f"{one.title} {one.text[:COMPARED]}" for one in side] for side in sides])
        return tuple(
            ComparedTake(take, tuple(ComparedLine(q, marked(q.sentence, own)) for q in _lines(take, side)))
            for take, side, own in zip(named, sides, keys, strict=True)
        )

    def _read(self, articles: Sequence[ArticleId]) -> list[StoryArticle]:
        return story_lists.told(self._db, articles[:MOST_READ])

    def _about(self, of: Sequence[ArticleId]) -> CountryCode | None:
        """The one country that at least half of these articles are about; None where there is none, or two."""
        named = Counter(country for article in of for country in about.countries(self._db, article))
        most = [country for country, number in named.items() if number == max(named.values()) and 2 * number >= len(of)]
        return most[0] if len(most) == 1 else None

    def blind_spots(self, own: Collection[CountryCode]) -> tuple[BlindSpot, ...]:
        """Of the press of these countries, the most striking first."""
        return blindspots.blind_spots(self._recent(), self.health(), own)

    def missed(self, own: Collection[CountryCode]) -> dict[CountryCode, int]:
        """How many of their blind spots the press of each other country tells."""
        recent = self._recent()
        spots = {spot.story for spot in blindspots.blind_spots(recent, self.health(), own)}
        told = ({one.country for one in story.carried} for story in recent if story.id in spots)
        return dict(Counter(country for countries in told for country in countries - set(own)))

    def _recent(self) -> list[CoveredStory]:
        return story_lists.covered(self._db, self._now() - RECENT_S)

    def remarked(self, spots: Sequence[BlindSpot]) -> tuple[StorySummary, ...]:
        """Blind spots for a list, with their arithmetic."""
        remarks = {spot.story: messages.blind_spot(spot, self._names) for spot in spots}
        return tuple(replace(one, remark=remarks[one.id]) for one in self.summaries(list(remarks)))

    def edition(self) -> tuple[EditionStory, ...]:
        """The stories of the day, the most important first."""
        return edition_of(self._db, self._countries, self._gazetteer, self._now())

    def health(self) -> tuple[PressHealth, ...]:
        """Which outlets were read lately, by country."""
        regions = {c.code: c.region for c in self._countries}
        healthy: dict[CountryCode, set[int]] = {}
        down: dict[CountryCode, set[int]] = {}
        for outlet, country, at in press.last_read(self._db):
            (healthy if at >= self._now() - READ_S else down).setdefault(country, set()).add(outlet)
        return tuple(
            PressHealth(code, regions.get(code, ""), frozenset(healthy.get(code, ())), frozenset(down.get(code, ())))
            for code in sorted(healthy.keys() | down.keys())
        )

    def _members(self, story: StoryId, beside: ArticleId | None) -> tuple[RelatedArticle, ...]:
        """The articles of a story with what they share with this one, or with the one in its middle."""
        members = stories.members(self._db, story)
        similarity = {member.article: member.similarity for member in members}
        told = {t.id: t for t in story_lists.told(self._db, list(similarity))}
        rows = articles.rows(self._db, list(similarity))
        if not rows:
            return ()
        middle = told.get(beside or rows[0].id, told[rows[0].id])
        return tuple(
            RelatedArticle(
                row,
                shared_words((middle.title, middle.text), (told[row.id].title, told[row.id].text)),
                similarity[row.id],
            )
            for row in rows
        )

    def _sentence(self, covered: CoveredStory, health: Sequence[PressHealth]) -> str:
        spots = blindspots.blind_spots([covered], health, (HOME,))
        return messages.blind_spot(spots[0], self._names) if spots else ""


def _lines(take: Take, members: Sequence[StoryArticle]) -> list[Quote]:
    headlines = [
        Quote(a.title, a.id, a.outlet_name, a.country, a.published, a.url, a.is_state_controlled)
        for a in members
        if a.id != take.quote.article
    ]
    return [take.quote, *headlines][:MOST_LINES]


def _of_one(story: StoryId, only: RelatedArticle) -> StorySummary:
    row = only.row
    return StorySummary(story, row.title, 1, 1, (row.country,), row.published, row.published, row.image)
