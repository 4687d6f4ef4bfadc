"""
The SQL that answers questions about stories: their lists, and what a story's page is made of.

What lists show is written when a story changes (``store/stories.py``), so that they walk an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import NOWHERE, CountryCode
from desktop_app.model.coverage import Carried, CoveredStory
from desktop_app.model.story import StoryArticle, StoryId, StorySummary
from desktop_app.store import story_takes
from desktop_app.store.stories import Member, beginning, member

RANKED = "SELECT id FROM story ORDER BY rank DESC, id DESC LIMIT :limit"
ONE = """
    SELECT s.id, coalesce(t.title, a.title), s.articles, s.outlets, s.first_seen, s.updated
    FROM story s JOIN article a ON a.id = s.headline LEFT JOIN translation t ON t.article = a.id WHERE s.id = :id"""

COUNTRIES = "SELECT country FROM story_country WHERE story = :id ORDER BY articles DESC, country"
TOLD = """
    SELECT a.id, coalesce(t.lead, a.lead), coalesce(t.document, b.document), a.country,
           coalesce(json_extract(o.facts, '$.ownership.meaning'), '') LIKE 'state-controlled%',
           coalesce(t.title, a.title), CASE WHEN t.article IS NULL THEN a.language ELSE 'en' END, o.id, o.name,
           a.published, a.url
    FROM article a JOIN outlet o ON o.id = a.outlet LEFT JOIN translation t ON t.article = a.id
      LEFT JOIN body b ON b.article = a.id WHERE a.id = :id"""


def ranked(db: sqlite3.Connection, limit: int) -> list[StoryId]:
    """The stories of two articles or more: those of many countries and the newest ones first."""
    return [StoryId(story) for (story,) in db.execute(RANKED, {"limit": limit})]


def alone(db: sqlite3.Connection, limit: int) -> list[Member]:
    """Articles that have no company, the newest first. Walks the stories: not for the thread that draws."""
    found = db.execute(
        """SELECT m.article, m.story, m.similarity, m.copy_of FROM article a INDEXED BY article_latest
           JOIN story_member m ON m.article = a.id WHERE m.story NOT IN (SELECT id FROM story)
           ORDER BY a.published DESC, a.id DESC LIMIT ?""",
        (limit,),
    )
    return [member(*row) for row in found]


def summary(db: sqlite3.Connection, story: StoryId) -> StorySummary | None:
    """The story for a list; None where it is none any more."""
    found = db.execute(ONE, {"id": story}).fetchone()
    if found is None:
        return None
    number, title, articles, outlets, first_seen, updated = found
    press = [CountryCode(code) for (code,) in db.execute(COUNTRIES, {"id": story})]
    countries = tuple(code for code in press if code != NOWHERE) or tuple(press)
    image = db.execute(
        """SELECT a.image FROM story_member m INDEXED BY story_member_by_story JOIN article a ON a.id = m.article
           WHERE m.story = ? AND a.image <> '' ORDER BY m.similarity DESC LIMIT 1""",
        (story,),
    ).fetchone()
    return StorySummary(
        StoryId(number), title, articles, outlets, countries, first_seen, updated,
        image[0] if image else "", story_takes.labels(db, story),
    )  # fmt: skip


def told(db: sqlite3.Connection, articles: Sequence[ArticleId]) -> list[StoryArticle]:
    """The articles as takes are made of them; those that are gone are left out."""
    found = (db.execute(TOLD, {"id": article}).fetchone() for article in articles)
    return [_told(*row) for row in found if row is not None]


def _told(article: int, lead: str, packed: bytes | None, country: str, is_state: int, *rest: Any) -> StoryArticle:
    title, language, outlet, outlet_name, published, url = rest
    return StoryArticle(
        ArticleId(article), title, beginning(lead, packed), language, outlet, outlet_name, CountryCode(country),
        bool(is_state), published, url,
    )  # fmt: skip


def covered(db: sqlite3.Connection, since: Seconds) -> list[CoveredStory]:
    """Who carries each story that had an article after this instant. Walks them: not for the thread that draws."""
    found: dict[StoryId, list[Carried]] = {}
    for story, outlet, country, published in db.execute(
        """SELECT m.story, a.outlet, a.country, a.published
           FROM story s JOIN story_member m INDEXED BY story_member_by_story ON m.story = s.id
             JOIN article a ON a.id = m.article WHERE s.updated >= ?""",
        (since,),
    ):
        found.setdefault(StoryId(story), []).append(Carried(outlet, CountryCode(country), published))
    return [CoveredStory(story, tuple(carried)) for story, carried in found.items()]


def carried(db: sqlite3.Connection, story: StoryId) -> CoveredStory:
    """Who carries the story."""
    found = db.execute(
        """SELECT a.outlet, a.country, a.published
           FROM story_member m INDEXED BY story_member_by_story JOIN article a ON a.id = m.article WHERE m.story = ?""",
        (story,),
    )
    return CoveredStory(story, tuple(Carried(outlet, CountryCode(country), at) for outlet, country, at in found))
