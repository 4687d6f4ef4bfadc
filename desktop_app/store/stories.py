"""
The SQL about stories. Functions of a connection: whoever calls owns the thread and the transaction.

``stories/grouping`` decides, somewhere else; here it is kept. What the one who decided knew has a name (``version``):
when the store has another one by then, nothing of it is stored, and it is decided again.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryId
from desktop_app.store import about, story_takes
from desktop_app.store.packing import unpack

DAY_S = 86_400
WINDOW_S = 10 * DAY_S  # since it came: so long new articles are compared with an article
A_COUNTRY_MORE_S = DAY_S  # twice as many countries weigh as much as being a day younger
TEXT_CHARACTERS = 4_000

STORY_OF = "SELECT story FROM story_member WHERE article = :id"
MEMBERS = """
    SELECT article, similarity, copy_of FROM story_member INDEXED BY story_member_by_story
    WHERE story = :id ORDER BY similarity DESC, article"""


@dataclass(frozen=True, slots=True)
class Member:
    """An article in its story."""

    article: ArticleId
    story: StoryId
    similarity: float  # 0 to 1
    copy_of: ArticleId | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What an article is compared by."""

    article: ArticleId
    published: Seconds | None  # None: nobody knows
    terms: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article whose story is to be looked for."""

    turn: int
    article: ArticleId
    title: str  # in English where there is a translation, as the text
    text: str
    published: Seconds | None  # None: nobody knows
    language: str  # of title and text as they stand here; "" when unknown
    country: CountryCode  # whose press it is of


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is to be stored of a decision."""

    seen: str  # the version that it was made from ...
    made: str  # ... and that it makes
    turns: tuple[int, ...]  # that need not wait any more
    compared: tuple[Compared, ...]
    members: tuple[Member, ...]
    next_story: StoryId
    abouts: about.Abouts = field(default_factory=dict[ArticleId, tuple[CountryCode, ...]])


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a word of the user's found, to take it back by."""

    article: ArticleId  # the one that goes
    other: ArticleId
    story: StoryId | None  # where the article was
    said: bool | None  # what the user had said of the two before


# What waits


def wait(db: sqlite3.Connection, articles: Iterable[tuple[ArticleId, bool]]) -> None:
    """Have the stories of these looked for; with each, whether its date tells when its event was."""
    db.executemany(
        """INSERT INTO story_todo (article, is_dated) VALUES (?, ?) ON CONFLICT (article) DO NOTHING""",
        [(article, is_dated) for article, is_dated in articles],
    )


def wait_again(db: sqlite3.Connection, article: ArticleId) -> None:
    """Its words have changed."""
    db.execute(
        """INSERT INTO story_todo (article, is_dated)
           SELECT a.id, s.article IS NULL OR s.published IS NOT NULL
           FROM article a LEFT JOIN story_terms s ON s.article = a.id WHERE a.id = ?
           ON CONFLICT (article) DO NOTHING""",
        (article,),
    )


def waiting(db: sqlite3.Connection, limit: int) -> list[Waiting]:
    """The articles that have waited longest."""
    found = db.execute(
        """SELECT d.turn, a.id, coalesce(t.title, a.title), coalesce(t.lead, a.lead), coalesce(t.document, b.document),
                  CASE WHEN d.is_dated THEN a.published END, iif(t.article IS NULL, a.language, 'en'), a.country
           FROM story_todo d JOIN article a ON a.id = d.article
             LEFT JOIN translation t ON t.article = a.id LEFT JOIN body b ON b.article = a.id
           ORDER BY d.turn LIMIT ?""",
        (limit,),
    )
    return [
        Waiting(turn, ArticleId(one), title, beginning(lead, packed), published, language, CountryCode(country))
        for turn, one, title, lead, packed, published, language, country in found
    ]


def is_waiting(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM story_todo LIMIT 1").fetchone() is not None


def beginning(lead: str, packed: bytes | None) -> str:
    """What an article says first: its text, which begins as the lead does, or the lead where there is no more."""
    text = documents.text(unpack(packed))[:TEXT_CHARACTERS] if packed is not None else ""
    return text if len(text) > len(lead) else lead


# What was decided


def version(db: sqlite3.Connection) -> str:
    """The name of what is stored about stories now."""
    found = db.execute("SELECT value FROM meta WHERE key = 'stories'").fetchone()
    return str(found[0]) if found else ""


def new_version() -> str:
    """A name that no other version has."""
    return os.urandom(8).hex()


def compared(db: sqlite3.Connection, since: Seconds) -> tuple[list[Compared], list[Member]]:
    """The articles that new ones are compared with, in the order in which they came, and their stories."""
    rows = db.execute(
        """SELECT c.article, c.published, c.terms, m.story, m.similarity, m.copy_of
           FROM story_terms c JOIN article a ON a.id = c.article JOIN story_member m ON m.article = c.article
           WHERE a.fetched >= ? ORDER BY a.fetched, c.article""",
        (since,),
    ).fetchall()
    return (
        [Compared(ArticleId(article), published, terms) for article, published, terms, *_ in rows],
        [member(article, story, similarity, copy_of) for article, _, _, story, similarity, copy_of in rows],
    )


def next_story(db: sqlite3.Connection) -> StoryId:
    """A number that no story ever had."""
    found = db.execute("SELECT value FROM meta WHERE key = 'next story'").fetchone()
    return StoryId(int(found[0])) if found else StoryId(1)


def outlived(db: sqlite3.Connection, before: Seconds) -> list[ArticleId]:
    """Articles that came before this instant, and with which none is compared any more."""
    found = db.execute(
        "SELECT c.article FROM story_terms c JOIN article a ON a.id = c.article WHERE a.fetched < ?", (before,)
    )
    return [ArticleId(article) for (article,) in found]


def keep(db: sqlite3.Connection, grouped: Grouped, now: Seconds) -> bool:
    """Store a decision; whether that was possible. Articles that are gone meanwhile are left out."""
    if version(db) != grouped.seen:
        return False
    moved = [member.article for member in grouped.members]
    changed = {member.story for member in grouped.members} | set(_stories_of(db, moved))
    db.executemany(
        """INSERT OR REPLACE INTO story_member (article, story, similarity, copy_of)
           SELECT id, ?2, ?3, ?4 FROM article WHERE id = ?1""",
        [(m.article, m.story, round(1_000 * m.similarity), m.copy_of) for m in grouped.members],
    )
    db.executemany(
        """INSERT OR REPLACE INTO story_terms (article, published, terms)
           SELECT id, ?2, ?3 FROM article WHERE id = ?1""",
        [(c.article, c.published, c.terms) for c in grouped.compared],
    )
    changed |= set(_stories_of(db, [c.article for c in grouped.compared]))  # in other words than before, perhaps
    db.executemany("DELETE FROM story_todo WHERE turn = ?", [(turn,) for turn in grouped.turns])
    db.executemany("DELETE FROM story_terms WHERE article = ?", [(i,) for i in outlived(db, now - WINDOW_S)])
    about.keep(db, grouped.abouts)
    tell(db, changed)
    _remember(db, "stories", grouped.made)
    _remember(db, "next story", str(grouped.next_story))
    return True


def _remember(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def _stories_of(db: sqlite3.Connection, articles: Iterable[ArticleId]) -> Iterator[StoryId]:
    for article in articles:
        if (found := story_of(db, article)) is not None:
            yield found


def tell(db: sqlite3.Connection, stories: Iterable[StoryId]) -> None:
    """Write anew what lists show of these stories, and have their takes read; one without company is none."""
    for story in stories:
        articles, outlets, countries, first_seen, updated = db.execute(
            """SELECT count(*), count(DISTINCT a.outlet), count(DISTINCT a.country), min(a.published), max(a.published)
               FROM story_member m INDEXED BY story_member_by_story JOIN article a ON a.id = m.article
               WHERE m.story = ?""",
            (story,),
        ).fetchone()
        if articles < 2:
            db.execute("DELETE FROM story WHERE id = ?", (story,))
            continue
        headline = db.execute(MEMBERS + " LIMIT 1", {"id": story}).fetchone()[0]
        rank = updated + round(A_COUNTRY_MORE_S * math.log2(countries))
        db.execute(
            """INSERT INTO story (id, headline, articles, outlets, countries, first_seen, updated, rank)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET headline = excluded.headline, articles = excluded.articles,
                   outlets = excluded.outlets, countries = excluded.countries, first_seen = excluded.first_seen,
                   updated = excluded.updated, rank = excluded.rank""",
            (story, headline, articles, outlets, countries, first_seen, updated, rank),
        )
        db.execute("DELETE FROM story_country WHERE story = ?", (story,))
        db.execute(
            """INSERT INTO story_country (story, country, articles) SELECT m.story, a.country, count(*)
               FROM story_member m INDEXED BY story_member_by_story JOIN article a ON a.id = m.article
               WHERE m.story = ? GROUP BY a.country""",
            (story,),
        )
        story_takes.wait(db, story)


# What the user says


def correct(db: sqlite3.Connection, one: ArticleId, other: ArticleId, *, is_same: bool) -> Corrected:
    """Keep that two articles tell the same story, or do not, and have it so at once.

    The story of the first one is looked for again, for it may belong to a third one.
    """
    before = Corrected(one, other, story_of(db, one), _said(db, one, other))
    _say(db, one, other, is_same)
    _obey(db, one, other, is_same=is_same)
    _look_again(db, one, other)
    return before


def take_back(db: sqlite3.Connection, corrected: Sequence[Corrected]) -> None:
    """As if the user had not said that: what was said before holds, and the articles are where they were."""
    for one in reversed(corrected):
        _say(db, one.article, one.other, one.said)
        now = story_of(db, one.article)
        if now is not None and one.story is not None:
            _move(db, one.article, now, one.story)
        _look_again(db, one.article, one.other)


def _said(db: sqlite3.Connection, one: ArticleId, other: ArticleId) -> bool | None:
    found = db.execute(
        "SELECT is_same FROM story_correction WHERE one = ? AND other = ?", sorted((one, other))
    ).fetchone()
    return None if found is None else bool(found[0])


def _say(db: sqlite3.Connection, one: ArticleId, other: ArticleId, is_same: bool | None) -> None:
    first, second = sorted((one, other))
    if is_same is None:
        db.execute("DELETE FROM story_correction WHERE one = ? AND other = ?", (first, second))
    else:
        db.execute(
            "INSERT OR REPLACE INTO story_correction (one, other, is_same) VALUES (?, ?, ?)", (first, second, is_same)
        )


def _look_again(db: sqlite3.Connection, one: ArticleId, other: ArticleId) -> None:
    wait_again(db, one)
    for article in (one, other):
        db.execute("INSERT OR IGNORE INTO user_copy_todo (article) VALUES (?)", (article,))
    _remember(db, "stories", new_version())  # whoever is deciding now did not know


def _obey(db: sqlite3.Connection, one: ArticleId, other: ArticleId, *, is_same: bool) -> None:
    """The first one goes, and the other stays where it is. Nobody who sees the story has to wait for a grouping."""
    before, there = story_of(db, one), story_of(db, other)
    if before is None or there is None or (before == there) is is_same:
        return
    after = there if is_same else next_story(db)
    if not is_same:
        _remember(db, "next story", str(after + 1))
    _move(db, one, before, after)


def _move(db: sqlite3.Connection, article: ArticleId, before: StoryId, after: StoryId) -> None:
    db.execute(
        "UPDATE story_member SET story = ?, similarity = 1000, copy_of = NULL WHERE article = ?", (after, article)
    )
    db.execute(
        "UPDATE story_member INDEXED BY story_member_by_story SET copy_of = NULL WHERE story = ? AND copy_of = ?",
        (before, article),
    )
    tell(db, {before, after})


def corrections(db: sqlite3.Connection) -> list[tuple[ArticleId, ArticleId, bool]]:
    """Pairs of articles, and whether the user says that they tell the same story."""
    found = db.execute("SELECT one, other, is_same FROM story_correction ORDER BY one, other")
    return [(ArticleId(one), ArticleId(other), bool(is_same)) for one, other, is_same in found]


def corrected(db: sqlite3.Connection, article: ArticleId) -> dict[bool, list[str]]:
    """Where the articles are of which the user says that they tell the same story (True), or another one (False)."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for url, is_same in db.execute(
        """SELECT a.url, c.is_same FROM (
               SELECT other AS article, is_same FROM story_correction WHERE one = ?1
               UNION ALL SELECT one, is_same FROM story_correction WHERE other = ?1
           ) c JOIN article a ON a.id = c.article WHERE a.url <> '' ORDER BY a.url""",
        (article,),
    ):
        found[bool(is_same)].append(url)
    return found


def restore_corrections(
    db: sqlite3.Connection, article: ArticleId, urls: Iterable[str], *, is_same: bool
) -> frozenset[ArticleId]:
    """Take over what a file says of this article and those at these addresses, as far as they are here; gives those of
    which it is news. Walks the articles for each address.
    """
    known = corrected(db, article)
    said = {url for these in known.values() for url in these}
    fresh: set[ArticleId] = set()
    for url in set(urls) - said:
        found = db.execute("SELECT id FROM article WHERE url = ? AND id <> ?", (url, article)).fetchone()
        if found is not None:
            correct(db, article, ArticleId(found[0]), is_same=is_same)
            fresh |= {article, ArticleId(found[0])}
    return frozenset(fresh)


# Questions


def story_of(db: sqlite3.Connection, article: ArticleId) -> StoryId | None:
    """None while it was not looked for."""
    found = db.execute(STORY_OF, {"id": article}).fetchone()
    return StoryId(found[0]) if found else None


def members(db: sqlite3.Connection, story: StoryId) -> list[Member]:
    """The articles of a story, the most similar to the others first."""
    return [member(article, story, *how) for article, *how in db.execute(MEMBERS, {"id": story})]


def member(article: int, story: int, similarity: int, copy_of: int | None) -> Member:
    """The values of a row."""
    return Member(
        ArticleId(article), StoryId(story), similarity / 1_000, None if copy_of is None else ArticleId(copy_of)
    )
