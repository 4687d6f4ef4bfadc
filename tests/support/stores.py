"""A store with a few countries, outlets and feeds in it, and values to fill it with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.document import Document, Paragraph, Run
from desktop_app.model.outlet import FeedId, FeedSource, Outlet, OutletKey, OutletKind
from desktop_app.model.story import StoryId
from desktop_app.store import articles, catalog, feeds, stories
from desktop_app.store.feeds import StoredFeed
from desktop_app.store.schema import migrate, open_store
from desktop_app.store.stories import Compared, Grouped, Member

NOW: Seconds = 1_760_000_000  # a Thursday in October 2025
DAY = 86_400
CL, JP, EG = CountryCode("CL"), CountryCode("JP"), CountryCode("EG")


def country(code: str, name: str, *native: str) -> Country:
    return Country(
        code=CountryCode(code),
        name=name,
        aliases=(),
        native_names=native,
        capital="",
        region="World",
        subregion="",
        longitude=1.5,
        latitude=-2.5,
        time_zone="UTC",
        neighbours=(),
    )


def outlet(key: str, *urls: str, name: str = "", language: str = "", is_default: bool = True) -> Outlet:
    code, _, slug = key.partition("/")
    return Outlet(
        key=OutletKey(key),
        country=CountryCode(code),
        name=name or slug.title(),
        kind=OutletKind.NATIONAL_DAILY,
        homepage=f"https://{slug}.example/",
        feeds=tuple(FeedSource(url, language) for url in urls or (f"https://{slug}.example/feed",)),
        is_default=is_default,
    )


COUNTRIES = (country("CL", "Chile", "Chile"), country("EG", "Egypt", "مصر"), country("JP", "Japan", "日本"))
OUTLETS = (outlet("CL/alba"), outlet("EG/nil"), outlet("JP/asahi"))


def connect(path: Path | str = ":memory:") -> sqlite3.Connection:
    """An empty store, opened as the writer does. With the catalogue above."""
    if path == ":memory:":
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("PRAGMA foreign_keys = ON")
        migrate(db)
    else:
        db = open_store(Path(path))
    catalog.put_catalog(db, COUNTRIES, OUTLETS, "first")
    return db


@contextmanager
def store(path: Path | str = ":memory:") -> Iterator[sqlite3.Connection]:
    with closing(connect(path)) as db:
        yield db


def feed(db: sqlite3.Connection, key: str = "CL/alba") -> StoredFeed:
    return next(f for f in feeds.to_read(db) if f.outlet == key)


def feed_id(db: sqlite3.Connection, key: str = "CL/alba") -> FeedId:
    return feed(db, key).id


def text(*paragraphs: str) -> Document:
    return tuple(Paragraph((Run(p),)) for p in paragraphs)


def new(number: int, title: str = "", *, published: Seconds | None = None, **more: object) -> NewArticle:
    """An article of its own by number; its text is another whenever its words are."""
    made = NewArticle(
        keys=(number * 2 + 1_000_000, number * 2 + 1_000_001),
        url=f"https://alba.example/{number}",
        title=title or f"Title {number}",
        lead=f"Lead {number}",
        byline="",
        language="es",
        image="",
        published=NOW - number if published is None else published,
        document=text(f"Body {number}"),
        text_hash=number,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def add(db: sqlite3.Connection, *given: NewArticle, key: str = "CL/alba", at: Seconds = NOW) -> list[ArticleId]:
    return articles.add(db, feed_id(db, key), given, at)


def tell_one_story(db: sqlite3.Connection, *articles: ArticleId) -> None:
    """Have these articles grouped; the later ones are the less similar ones."""
    members = tuple(Member(a, StoryId(7), 1 - n / 100, None) for n, a in enumerate(articles))
    turns = tuple(w.turn for w in stories.waiting(db, 100))
    compared = tuple(Compared(a, NOW, b"abc") for a in articles)
    seen, made = stories.version(db), stories.new_version()
    assert stories.keep(db, Grouped(seen, made, turns, compared, members, StoryId(8)), NOW)


def check_index(db: sqlite3.Connection) -> None:
    """Each article is in the search index or waits for it, and the index holds nothing else and is sound."""
    db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    db.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search, instance)")
    indexed = db.execute("SELECT DISTINCT doc FROM temp.word ORDER BY doc").fetchall()
    db.execute("DROP TABLE temp.word")
    assert indexed == db.execute("SELECT row FROM search_row ORDER BY row").fetchall()
    either = db.execute(
        "SELECT article FROM search_row UNION ALL SELECT article FROM search_todo ORDER BY 1"
    ).fetchall()
    assert either == db.execute("SELECT id FROM article ORDER BY id").fetchall()


def tables(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that is in the store, to compare."""
    names = [
        "article", "body", "page", "place", "version", "translation", "article_key", "mark", "tag", "user_copy_todo",
        "search_todo", "search_row", "feed", "outlet", "outlet_choice", "country", "followed", "meta",
        "story_todo", "story_member", "story", "story_terms", "story_correction",
        "story_country", "story_take_todo", "story_take", "story_take_state",
    ]  # fmt: skip
    return {name: db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}
