"""
Which articles are to be translated: the SQL. Functions of a connection: whoever calls owns the thread and the
transaction.

``translate_todo`` has every article without a translation that may ever need one, with its language once that is
known. So a language that is installed later, or that the user reads no more, finds its articles there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import OutletKey
from desktop_app.model.translating import ALWAYS, NEVER, language_of_rule

_ENGLISH = "en"

UNDECIDED = """
    SELECT t.article, a.title, a.lead, a.language, coalesce(c.language_rule, '')
    FROM translate_todo t JOIN article a ON a.id = t.article LEFT JOIN outlet_choice c ON c.outlet = a.outlet
    WHERE t.language IS NULL {among} ORDER BY t.published DESC, t.article DESC LIMIT :limit"""
WAITING = """
    SELECT t.article, t.language, a.country, a.title, a.lead, t.published
    FROM translate_todo t JOIN article a ON a.id = t.article LEFT JOIN outlet_choice c ON c.outlet = a.outlet
    WHERE t.language = :language AND coalesce(c.language_rule, '') {rule} {among}
    ORDER BY t.published DESC, t.article DESC LIMIT :limit"""
STARRED_IN_PART = """
    SELECT m.article FROM mark m INDEXED BY mark_starred JOIN translation t ON t.article = m.article
    WHERE m.starred_at IS NOT NULL AND t.is_whole = 0 ORDER BY m.starred_at DESC LIMIT :limit"""
IN_PART = "SELECT 1 FROM translation WHERE article = :article AND is_whole = 0"
OF_OUTLET = """
    SELECT t.article FROM translation t JOIN article a ON a.id = t.article
    WHERE a.outlet = (SELECT id FROM outlet WHERE key = :outlet) LIMIT :limit"""
OF_LANGUAGE = """
    SELECT t.article FROM translation t JOIN article a ON a.id = t.article
      LEFT JOIN outlet_choice c ON c.outlet = a.outlet
    WHERE a.language = :language AND coalesce(c.language_rule, '') <> :always LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Undecided:
    """An article whose language nobody has looked at."""

    id: ArticleId
    text: str
    declared: str
    rule: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article whose title and lead are to be translated."""

    id: ArticleId
    language: str
    country: CountryCode
    title: str
    lead: str
    published: int


def undecided(db: sqlite3.Connection, limit: int, among: Sequence[ArticleId] | None = None) -> list[Undecided]:
    """The newest articles whose language is to be told; only those ``among`` where they are given."""
    rows = db.execute(UNDECIDED.format(among=_among(among)), {"limit": limit})
    return [Undecided(ArticleId(i), f"{title}\n{lead}", *rest) for i, title, lead, *rest in rows]


def _among(ids: Sequence[int] | None) -> str:
    return "" if ids is None else f"AND t.article IN ({','.join(str(int(i)) for i in ids)})"


def decide(db: sqlite3.Connection, languages: Iterable[tuple[ArticleId, str]]) -> frozenset[ArticleId]:
    """Keep what was found out about articles' languages; those for which that is another one than they said."""
    changed: set[ArticleId] = set()
    for article_id, language in languages:
        if language == _ENGLISH:
            db.execute("DELETE FROM translate_todo WHERE article = ?", (article_id,))
        else:
            db.execute("UPDATE translate_todo SET language = ? WHERE article = ?", (language, article_id))
        done = db.execute("UPDATE article SET language = ?1 WHERE id = ?2 AND language <> ?1", (language, article_id))
        if done.rowcount:
            changed.add(article_id)
    return frozenset(changed)


def waiting(
    db: sqlite3.Connection,
    languages: Iterable[str],
    read: Iterable[str],
    limit: int,
    among: Sequence[ArticleId] | None = None,
) -> list[Waiting]:
    """The newest articles in these languages; of those that the user reads only where a source's rule says so."""
    found: list[Waiting] = []
    for rule, tags in ((f"<> '{NEVER}'", languages), (f"= '{ALWAYS}'", read)):
        sql = WAITING.format(rule=rule, among=_among(among))
        for language in tags:
            rows = db.execute(sql, {"language": language, "limit": limit})
            found += [Waiting(ArticleId(i), tag, CountryCode(country), *rest) for i, tag, country, *rest in rows]
    return sorted(found, key=lambda it: (-it.published, -it.id))[:limit]


def is_as_it_was(db: sqlite3.Connection, it: Waiting) -> bool:
    """Whether the article still says what was to be translated, and nobody was quicker with all of it."""
    found: tuple[str, str] | None = db.execute(
        """SELECT title, lead FROM article
           WHERE id = ? AND NOT EXISTS (SELECT 1 FROM translation t WHERE t.article = article.id AND t.is_whole = 1)""",
        (it.id,),
    ).fetchone()
    return found == (it.title, it.lead)


def has_always_rule(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM outlet_choice WHERE language_rule = ?", (ALWAYS,)).fetchone() is not None


def done_without(db: sqlite3.Connection, ids: Iterable[ArticleId]) -> None:
    """Nothing in these articles can be translated."""
    db.executemany("DELETE FROM translate_todo WHERE article = ?", [(i,) for i in ids])


def starred_in_part(db: sqlite3.Connection, limit: int) -> list[ArticleId]:
    """Starred articles of which only title and lead are translated, or another text than they have now."""
    return [ArticleId(i) for (i,) in db.execute(STARRED_IN_PART, {"limit": limit})]


def in_part(db: sqlite3.Connection, among: Sequence[ArticleId]) -> list[ArticleId]:
    """The same of these articles, in their order."""
    return [i for i in among if db.execute(IN_PART, {"article": i}).fetchone() is not None]


def rule_of(db: sqlite3.Connection, article_id: ArticleId) -> str:
    """What the user wants of the article's outlet: "", ``NEVER``, ``ALWAYS`` or the language that it is in."""
    found = db.execute(
        "SELECT c.language_rule FROM article a JOIN outlet_choice c ON c.outlet = a.outlet WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return found[0] if found else ""


def is_decided(db: sqlite3.Connection, article_id: ArticleId) -> bool:
    """Whether its language is known to be what the article says."""
    found = db.execute("SELECT 1 FROM translate_todo WHERE article = ? AND language IS NULL", (article_id,))
    return found.fetchone() is None


def make_again(db: sqlite3.Connection, article_id: ArticleId) -> None:
    """Let the translation stand until there is another one, which is to be made."""
    db.execute("UPDATE translation SET is_whole = 0 WHERE article = ?", (article_id,))


# When the user wants it otherwise


def outlet_rules(db: sqlite3.Connection) -> dict[OutletKey, str]:
    """The outlets with a rule."""
    return {
        OutletKey(key): rule
        for key, rule in db.execute(
            """SELECT o.key, c.language_rule FROM outlet_choice c JOIN outlet o ON o.id = c.outlet
               WHERE c.language_rule <> ''"""
        )
    }


def set_rule(db: sqlite3.Connection, outlet: OutletKey, rule: str) -> None:
    """From now on; what is translated already, ``drop_of_outlet`` takes back."""
    db.execute(
        """INSERT INTO outlet_choice (outlet, language_rule) SELECT id, ?2 FROM outlet WHERE key = ?1
           ON CONFLICT (outlet) DO UPDATE SET language_rule = excluded.language_rule""",
        (outlet, rule),
    )
    language = language_of_rule(rule)
    where = "article IN (SELECT id FROM article WHERE outlet = (SELECT id FROM outlet WHERE key = ?2))"
    db.execute(f"UPDATE translate_todo SET language = ?1 WHERE {where}", (language or None, outlet))


def drop_of_outlet(db: sqlite3.Connection, outlet: OutletKey, limit: int) -> list[ArticleId]:
    """Take translations of an outlet's articles back, so many at a time; which."""
    return _drop(db, [i for (i,) in db.execute(OF_OUTLET, {"outlet": outlet, "limit": limit})])


def drop_of_language(db: sqlite3.Connection, language: str, limit: int) -> list[ArticleId]:
    """Take translations from a language back that the user reads now, so many at a time; which."""
    parameters = {"language": language, "always": ALWAYS, "limit": limit}
    return _drop(db, [i for (i,) in db.execute(OF_LANGUAGE, parameters)])


def _drop(db: sqlite3.Connection, ids: Sequence[int]) -> list[ArticleId]:
    from desktop_app.store import search  # noqa: PLC0415 not at the start

    for article_id in ids:
        with search.rewriting(db, ArticleId(article_id)):
            db.execute("DELETE FROM translation WHERE article = ?", (article_id,))
        db.execute(
            """INSERT OR REPLACE INTO translate_todo (article, published, language)
               SELECT a.id, a.published,
                      CASE WHEN coalesce(c.language_rule, '') IN ('', ?2, ?3) THEN a.language ELSE c.language_rule END
               FROM article a LEFT JOIN outlet_choice c ON c.outlet = a.outlet WHERE a.id = ?1""",
            (article_id, NEVER, ALWAYS),
        )
    return [ArticleId(i) for i in ids]
