"""The SQL about what the user did with articles: read, starred, tagged, noted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.store import pages

TAGS = "SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY tag"
READ = """
    SELECT a.country, count(DISTINCT m.read_at) FROM mark m INDEXED BY mark_read JOIN article a ON a.id = m.article
    WHERE m.read_at >= :since GROUP BY a.country"""


def set_read(db: sqlite3.Connection, articles: Iterable[ArticleId], at: Seconds | None) -> frozenset[ArticleId]:
    """Mark as read at this instant, or as unread; returns those for which that was news."""
    wanted = "read_at IS NULL" if at is not None else "read_at IS NOT NULL"
    return _mark(db, articles, f"read_at = ?2 WHERE {wanted}", "read_at", at)


def set_starred(db: sqlite3.Connection, articles: Iterable[ArticleId], at: Seconds | None) -> frozenset[ArticleId]:
    """Star at this instant, or take the star away; returns those for which that was news."""
    wanted = "starred_at IS NULL" if at is not None else "starred_at IS NOT NULL"
    return _mark(db, articles, f"starred_at = ?2 WHERE {wanted}", "starred_at", at)


def _mark(
    db: sqlite3.Connection, articles: Iterable[ArticleId], update: str, column: str, at: Seconds | None
) -> frozenset[ArticleId]:
    changed: set[ArticleId] = set()
    for article in articles:
        before = db.total_changes
        db.execute(
            f"""INSERT INTO mark (article, {column}) SELECT id, ?2 FROM article WHERE id = ?1 AND (?2 IS NOT NULL OR
                    EXISTS (SELECT 1 FROM mark WHERE mark.article = ?1))
                ON CONFLICT (article) DO UPDATE SET {update}""",
            (article, at),
        )
        if db.total_changes > before:
            changed.add(article)
    return _noted(db, changed)


def set_note(db: sqlite3.Connection, article: ArticleId, note: str) -> frozenset[ArticleId]:
    db.execute(
        """INSERT INTO mark (article, note) SELECT id, ?2 FROM article WHERE id = ?1
           ON CONFLICT (article) DO UPDATE SET note = excluded.note""",
        (article, note),
    )
    return _noted(db, {article})


def set_tag(db: sqlite3.Connection, article: ArticleId, tag: str, *, is_set: bool) -> frozenset[ArticleId]:
    if is_set:
        db.execute("INSERT OR IGNORE INTO tag (tag, article) SELECT ?, id FROM article WHERE id = ?", (tag, article))
    else:
        db.execute("DELETE FROM tag WHERE tag = ? AND article = ?", (tag, article))
    return _noted(db, {article})


def _noted(db: sqlite3.Connection, changed: Iterable[ArticleId]) -> frozenset[ArticleId]:
    """Every change of the user's goes into the plain copy too."""
    db.executemany("INSERT OR IGNORE INTO user_copy_todo (article) VALUES (?)", [(i,) for i in changed])
    return frozenset(changed)


def tags(db: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Every tag with the number of its articles."""
    return tuple(db.execute(TAGS).fetchall())


def unread(db: sqlite3.Connection, country: CountryCode | None, up_to: Seconds) -> tuple[ArticleId, ...]:
    """The unread articles of a country, or of all, that were published until this instant."""
    return tuple(
        ArticleId(i)
        for (i,) in db.execute(
            """SELECT a.id FROM article a LEFT JOIN mark m ON m.article = a.id
               WHERE (?1 IS NULL OR a.country = ?1) AND a.published <= ?2 AND m.read_at IS NULL""",
            (country, up_to),
        )
    )


def kept_images(db: sqlite3.Connection) -> frozenset[str]:
    """The pictures of what the user keeps: never thrown away. Reads every text that is kept."""
    kept: set[str] = set()
    for shown in db.execute(
        """SELECT a.image, p.image, b.document, p.document
           FROM article a LEFT JOIN body b ON b.article = a.id LEFT JOIN page p ON p.article = a.id WHERE a.id IN (
               SELECT article FROM mark WHERE starred_at IS NOT NULL OR note <> '' UNION SELECT article FROM tag)"""
    ):
        kept |= pages.pictures(*shown)
    return frozenset(kept)


def starred_count(db: sqlite3.Connection) -> int:
    number: int = db.execute(
        "SELECT count(*) FROM mark INDEXED BY mark_starred WHERE starred_at IS NOT NULL"
    ).fetchone()[0]
    return number


def read(db: sqlite3.Connection, since: Seconds) -> dict[CountryCode, int]:
    """How many articles of each country's press the user read from this instant on.

    What was marked as read at one stroke counts once: nobody reads a hundred articles in a second.
    """
    return {CountryCode(code): number for code, number in db.execute(READ, {"since": since})}
