"""
Answers about stories: their lists, and a story's whole page. Slower than a list: not for the thread that draws.

Takes are read in the background and stored (``sync/story_takes.py``); of a story that has changed since, or that is too
small for that, they are read when they are asked for.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from desktop_app import messages
from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import Country, CountryCode, press_of
from desktop_app.model.coverage import (
    BlindSpot,
    CoveredStory,
    Gap,
    GapStory,
    Late,
    OnlyOurs,
    PressHealth,
    ToldByOne,
)
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StoryArticle, StoryId, StorySummary
from desktop_app.model.story_page import ArticleTakes, StoryPage
from desktop_app.model.take import ComparedLine, ComparedTake, KeptTakes, Quote, StoryTakes, Take, TakeState, Told
from desktop_app.store import about, articles, catalog, press, stories, story_lists, story_takes
from desktop_app.store.connection import Connection
from desktop_app.stories import blindspots
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.compare import marked, one_sided
from desktop_app.stories.current_take import changed
from desktop_app.stories.edition import EditionStory
from desktop_app.stories.grouping.why import shared_words
from desktop_app.sync.edition import edition_of
from desktop_app.sync.story_takes import MOST_READ, takes_of

DAY_S = 86_400
RECENT_S = 3 * DAY_S  # stories older than that are no blind spots any more
READ_S = DAY_S  # an outlet that was read so lately is not down
FEWEST_COMPARED, MOST_COMPARED = 2, 4  # takes
MOST_LINES = 4  # of a take that is compared
COMPARED = 600  # characters of a text, the title apart
MOST_HELD = 16  # stories whose takes were read here


class Stories:
    """Of one connection, on its thread."""

    def __init__(self, db: Connection, now: Callable[[], Seconds]) -> None:
        self._db = db
        self._now = now
        self._read_here: OrderedDict[tuple[StoryId, int], StoryTakes] = OrderedDict()  # by story and its turn

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

    def headlines(self, limit: int) -> list[ArticleId]:
        """The article in the middle of each story, in the order of lists."""
        return [stories.members(self._db, story)[0].article for story in story_lists.ranked(self._db, limit)]

    def page_of(self, article: ArticleId, press: str) -> StoryPage | None:
        """The page of its story; None where nobody else tells it."""
        story = stories.story_of(self._db, article)
        page = self.page(story, press) if story is not None else None
        return page if page is not None and len(page.articles) > 1 else None

    def page(self, story: StoryId, press: str) -> StoryPage | None:
        """None where there is no such story. ``press`` is the own one, that may not tell it."""
        found = self._members(story)
        if not found:
            return None
        summary = story_lists.summary(self._db, story) or _of_one(story, found[0])
        covered = story_lists.carried(self._db, story)
        health = self.health()
        told = self._takes(story)
        return StoryPage(
            summary=replace(summary, takes=tuple(take.label for take in told.takes)),
            articles=found,
            current_take=told.states[0].told if told.states else (),
            takes=told.takes,
            coverage=blindspots.coverage(covered, health),
            blind_spot=self._sentence(covered, health, press),
            take_changed=told.states[0].since if told.states else None,
            earlier=told.states[1:],
            about=self._about([related.row.id for related in found]),
        )

    def takes_of(self, article: ArticleId) -> ArticleTakes | None:
        """For the box in an article; None where nobody else tells its story."""
        story = stories.story_of(self._db, article)
        members = stories.members(self._db, story)[:MOST_READ] if story is not None else []
        others = [member.article for member in members if member.article != article]
        if story is None or not others:
            return None
        rows = {row.id: row for row in articles.rows(self._db, others)}
        kept = story_takes.kept(self._db, story)
        takes, current = self._read_short(story) if kept is None else (kept.takes, kept.states[0].told)
        return ArticleTakes(takes, tuple(rows[one] for one in others if one in rows), current)

    def _takes(self, story: StoryId) -> KeptTakes:
        """As they are stored; read now where the story has changed since."""
        kept = story_takes.kept(self._db, story)
        if kept is not None:
            return kept
        read = self._read_now(story)
        before = story_takes.states(self._db, story)
        is_news = not before or changed(before[0].told, read.current)
        since = None if is_news else before[0].since
        return KeptTakes(read.takes, (TakeState(since, read.current), *before[not is_news :]))

    def _read_short(self, story: StoryId) -> tuple[tuple[Take, ...], tuple[Told, ...]]:
        """Named takes and current take; none for a story that is too small for takes, without reading it."""
        if story_takes.turn(self._db, story) is None:
            return (), ()
        read = self._read_now(story)
        return read.takes, read.current

    def _read_now(self, story: StoryId) -> StoryTakes:
        turn = story_takes.turn(self._db, story)
        if turn is None:  # too small to be read in the background, and soon read
            return takes_of(self._db, story, self._gazetteer)
        key = (story, turn)
        if key not in self._read_here:
            self._read_here[key] = takes_of(self._db, story, self._gazetteer)
            if len(self._read_here) > MOST_HELD:
                self._read_here.popitem(last=False)
        return self._read_here[key]

    def compared(self, story: StoryId) -> tuple[ComparedTake, ...]:
        """The takes of a story beside each other; empty where there are not two."""
        named = self._takes(story).takes[:MOST_COMPARED]
        if len(named) < FEWEST_COMPARED:
            return ()
        members = sorted({member for take in named for member in take.members})
        told = {article.id: article for article in story_lists.told(self._db, members)}
        sides = [[told[i] for i in take.members if i in told] for take in named]
        keys = one_sided([[f"{one.title} {one.text[:COMPARED]}" for one in side] for side in sides])
        return tuple(
            ComparedTake(take, tuple(ComparedLine(q, marked(q.sentence, own)) for q in _lines(take, side)))
            for take, side, own in zip(named, sides, keys, strict=True)
        )

    def gaps(self, gap: Gap, press: str) -> tuple[GapStory, ...]:
        """What is missing somewhere, the most striking first; ``press`` is the own one: a country's or a region's."""
        own = press_of(press, self._countries)
        covered, health = self._recent(), self.health()
        figures: Sequence[BlindSpot | Late | OnlyOurs | ToldByOne]
        match gap:
            case Gap.BLIND_SPOT:
                figures = blindspots.blind_spots(covered, health, own.countries)
            case Gap.LATE:
                figures = blindspots.late(covered, own.countries)
            case Gap.ONLY_OURS:
                figures = blindspots.only_ours(covered, health, own.countries)
            case Gap.TOLD_BY_ONE:
                figures = blindspots.told_by_one(covered, health)
        by_story = {one.story: one for one in figures}
        return tuple(
            GapStory(
                replace(summary, remark=messages.gap(by_story[summary.id], own.name, self._names)), by_story[summary.id]
            )
            for summary in self.summaries(list(by_story))
        )

    def _about(self, of: Sequence[ArticleId]) -> CountryCode | None:
        """The one country that at least half of these articles are about; None where there is none, or two."""
        named = Counter(country for article in of for country in about.countries(self._db, article))
        most = [country for country, number in named.items() if number == max(named.values()) and 2 * number >= len(of)]
        return most[0] if len(most) == 1 else None

    def missed(self, own: Collection[CountryCode]) -> dict[CountryCode, int]:
        """How many of their blind spots the press of each other country tells."""
        recent = self._recent()
        spots = {spot.story for spot in blindspots.blind_spots(recent, self.health(), own)}
        told = ({one.country for one in story.carried} for story in recent if story.id in spots)
        return dict(Counter(country for countries in told for country in countries - set(own)))

    def _recent(self) -> list[CoveredStory]:
        return story_lists.covered(self._db, self._now() - RECENT_S)

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

    def _members(self, story: StoryId) -> tuple[RelatedArticle, ...]:
        """The articles of a story with what they share with the one in its middle."""
        from desktop_app.stories.grouping.meaning import meaning_of  # numpy, and two megabytes

        members = stories.members(self._db, story)
        similarity = {member.article: member.similarity for member in members}
        told = {t.id: t for t in story_lists.told(self._db, list(similarity))}
        rows = articles.rows(self._db, list(similarity))
        if not rows:
            return ()
        texts = [(told[row.id].title, told[row.id].text) for row in rows]
        meanings = meaning_of(texts, 0)
        return tuple(
            RelatedArticle(row, shared_words(texts[0], text), similarity[row.id], meaning)
            for row, text, meaning in zip(rows, texts, meanings, strict=True)
        )

    def _sentence(self, covered: CoveredStory, health: Sequence[PressHealth], press: str) -> str:
        own = press_of(press, self._countries)
        spots = blindspots.blind_spots([covered], health, own.countries)
        return messages.gap(spots[0], own.name, self._names) if spots else ""


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
