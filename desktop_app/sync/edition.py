"""
The Edition as the store has it at an instant: what the window shows, and what is got ready before somebody opens it.

Walks the stories of two days: not for the thread that draws.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.story import StoryId
from desktop_app.store import catalog, stories, story_lists
from desktop_app.store.connection import Connection
from desktop_app.stories import edition
from desktop_app.stories.about.countries import countries_of
from desktop_app.stories.about.gazetteer import Gazetteer

ARTICLES_OF_A_STORY = 4  # got ready: the most similar ones, which its page lists first


def edition_of(
    db: Connection, countries: Sequence[Country], gazetteer: Gazetteer, now: Seconds
) -> tuple[edition.EditionStory, ...]:
    """The stories of the day, the most important first."""
    covered = story_lists.covered(db, now - edition.WINDOW_S)
    about = {one.id: country for one in covered if (country := _about(db, one.id, gazetteer)) is not None}
    return edition.edition(covered, about, {c.code: c.region for c in countries}, now)


def articles_of_edition(db: Connection, now: Seconds) -> list[ArticleId]:
    """What a reader of the Edition reads first: of each of its stories the most similar articles."""
    if not story_lists.ranked(db, 1):
        return []
    countries = catalog.countries(db)
    chosen = edition_of(db, countries, Gazetteer(countries), now)
    return [member.article for one in chosen for member in stories.members(db, one.story)[:ARTICLES_OF_A_STORY]]


def _about(db: Connection, story: StoryId, gazetteer: Gazetteer) -> CountryCode | None:
    """The country that most of a story's middle is about."""
    summary = story_lists.summary(db, story)
    found = countries_of(gazetteer, summary.title) if summary is not None else ()
    return found[0].country if found else None
