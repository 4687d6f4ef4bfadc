"""The SQL about articles. Functions of a connection: whoever calls owns the thread and the transaction."""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.model import document as documents
from desktop_app.model.article import (
    Article,
    ArticleId,
    ArticleRow,
    NewArticle,
    PageEnd,
    Provenance,
    Seconds,
    Translation,
)
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import FromCountry, FromOutlet, Latest, Saved, ToldAbout
from desktop_app.store import pages
from desktop_app.store.packing import pack, pack_json, unpack, unpack_json

_ROW = """
    SELECT a.id, a.country, o.name, coalesce(t.title, a.title), a.title, coalesce(t.lead, a.lead), a.language, a.url,
           a.image, a.published, m.read_at IS NOT NULL, m.starred_at IS NOT NULL, t.article IS NOT NULL,
           sm.story, coalesce(s.articles - sc.articles, 0)
    FROM {source}
    JOIN outlet o ON o.id = a.outlet
    LEFT JOIN translation t ON t.article = a.id
    LEFT JOIN mark m ON m.article = a.id
    LEFT JOIN story_member sm ON sm.article = a.id
    LEFT JOIN story s ON s.id = sm.story
    LEFT JOIN story_country sc ON sc.story = sm.story AND sc.country = a.country
    """
_ORDER = " ORDER BY a.published DESC, a.id DESC LIMIT :limit"
_AFTER = "(a.published, a.id) < (:published, :id)"

COUNTRY_PAGE = f"{_ROW.format(source='article a')} WHERE a.country = :country AND {_AFTER} {_ORDER}"
OUTLET_PAGE = f"""{_ROW.format(source="article a")}
    WHERE a.outlet = (SELECT id FROM outlet WHERE key = :outlet) AND {_AFTER} {_ORDER}"""
_ABOUT = "about b CROSS JOIN article a ON a.id = b.article"
_ABOUT_IT = "b.country = :about AND (a.country <> b.country OR NOT :others)"
ABOUT_PAGE = f"""{_ROW.format(source=_ABOUT)}
    WHERE {_ABOUT_IT} AND (b.published, b.article) < (:published, :id)
    ORDER BY b.published DESC, b.article DESC LIMIT :limit"""
LATEST_PAGE = f"{_ROW.format(source='article a INDEXED BY article_latest')} WHERE {_AFTER} {_ORDER}"
_MARKED = _ROW.replace("LEFT JOIN mark m ON m.article = a.id", "").format(
    source="mark m INDEXED BY mark_starred CROSS JOIN article a ON a.id = m.article"
)
SAVED_PAGE = f"""{_MARKED}
    WHERE m.starred_at IS NOT NULL AND (m.starred_at, m.article) < (:published, :id)
    ORDER BY m.starred_at DESC, m.article DESC LIMIT :limit"""
SAVED_TAG_PAGE = f"""{_MARKED}
    WHERE m.starred_at IS NOT NULL AND (m.starred_at, m.article) < (:published, :id)
      AND EXISTS (SELECT 1 FROM tag WHERE tag.article = m.article AND tag.tag = :tag)
    ORDER BY m.starred_at DESC, m.article DESC LIMIT :limit"""
ONE_ROW = f"{_ROW.format(source='article a')} WHERE a.id = :id"

ABOUT_IDS = f"SELECT b.article FROM {_ABOUT} WHERE {_ABOUT_IT} ORDER BY b.published DESC, b.article DESC"
COUNTRY_IDS = "SELECT id FROM article WHERE country = :country ORDER BY published DESC, id DESC"
OUTLET_IDS = """
    SELECT id FROM article WHERE outlet = (SELECT id FROM outlet WHERE key = :outlet)
    ORDER BY published DESC, id DESC"""
LATEST_IDS = "SELECT id FROM article INDEXED BY article_latest ORDER BY published DESC, id DESC"
SAVED_IDS = """
    SELECT article FROM mark INDEXED BY mark_starred
    WHERE starred_at IS NOT NULL ORDER BY starred_at DESC, article DESC"""
SAVED_TAG_IDS = """
    SELECT m.article FROM mark m INDEXED BY mark_starred
    WHERE m.starred_at IS NOT NULL AND EXISTS (SELECT 1 FROM tag WHERE tag.article = m.article AND tag.tag = :tag)
    ORDER BY m.starred_at DESC, m.article DESC"""

ACTIVITY = """
    SELECT country, count(*) FROM article INDEXED BY article_latest WHERE published > :since GROUP BY country"""

ACTIVITY_BETWEEN = """
    SELECT country, count(*) FROM article INDEXED BY article_latest
    WHERE published > :since AND published <= :until GROUP BY country"""
OLDEST = "SELECT min(published) FROM article"

REMEMBER_KEY = "INSERT OR IGNORE INTO article_key (key, feed, article) VALUES (?, ?, ?)"

NEW_IN_COUNTRY = "SELECT count(*) FROM article WHERE country = :country AND published > :since"

_NUMBER = re.compile("-?[0-9]{1,99}")
_FIRST = {"published": 2**62, "id": 0}

MOST_GIVEN = 1 << 26  # of the ids that an import may choose: those that follow go on from the highest

StoredListing = FromCountry | ToldAbout | FromOutlet | Latest | Saved


def _question(listing: StoredListing) -> tuple[str, str, dict[str, Any]]:
    """The SQL for a page and for all ids of a listing, and their parameters."""
    match listing:
        case FromCountry(country):
            return COUNTRY_PAGE, COUNTRY_IDS, {"country": country}
        case ToldAbout(country, others):
            return ABOUT_PAGE, ABOUT_IDS, {"about": country, "others": others}
        case FromOutlet(outlet):
            return OUTLET_PAGE, OUTLET_IDS, {"outlet": outlet}
        case Latest():
            return LATEST_PAGE, LATEST_IDS, {}
        case Saved(""):
            return SAVED_PAGE, SAVED_IDS, {}
        case Saved(tag):
            return SAVED_TAG_PAGE, SAVED_TAG_IDS, {"tag": tag}


def page(db: sqlite3.Connection, listing: StoredListing, after: PageEnd | None, limit: int) -> tuple[ArticleRow, ...]:
    """The next rows of a listing. For Saved, ``after.published`` is when the last row was starred (``page_end``)."""
    sql, _, parameters = _question(listing)
    start = _FIRST if after is None else {"published": after.published, "id": after.id}
    return tuple(_row(r) for r in db.execute(sql, parameters | start | {"limit": limit}))


def page_end(db: sqlite3.Connection, listing: StoredListing, row: ArticleRow) -> PageEnd:
    """Where a page that ended with this row stopped."""
    if isinstance(listing, Saved):
        found = db.execute("SELECT starred_at FROM mark WHERE article = ?", (row.id,)).fetchone()
        return PageEnd(found[0] if found and found[0] else 0, row.id)
    return PageEnd(row.published, row.id)


def ids(db: sqlite3.Connection, listing: StoredListing) -> array[int]:
    """Every id of a listing in its order: 50 ms at 100,000, so not for the thread that draws."""
    _, sql, parameters = _question(listing)
    return array("q", (i for (i,) in db.execute(sql, parameters)))


def rows(db: sqlite3.Connection, wanted: Iterable[ArticleId]) -> tuple[ArticleRow, ...]:
    """The rows of these ids in their order. An article that is gone is left out."""
    found = (db.execute(ONE_ROW, {"id": i}).fetchone() for i in wanted)
    return tuple(_row(r) for r in found if r is not None)


def _row(r: Sequence[Any]) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(r[0]),
        country=CountryCode(r[1]),
        outlet=r[2],
        title=r[3],
        original_title=r[4],
        lead=r[5],
        language=r[6],
        url=r[7],
        image=r[8],
        published=r[9],
        is_read=bool(r[10]),
        is_starred=bool(r[11]),
        is_translated=bool(r[12]),
        story=r[13],
        other_takes=r[14],
    )


def article(db: sqlite3.Connection, wanted: ArticleId) -> Article | None:
    """The whole article, or None where it is gone."""
    head = rows(db, (wanted,))
    if not head:
        return None
    byline, lead, fetched, changed, public_id, feed_url, packed = db.execute(
        """SELECT a.byline, a.lead, a.fetched, a.changed, a.public_id, f.url, b.document
           FROM article a JOIN feed f ON f.id = a.feed LEFT JOIN body b ON b.article = a.id WHERE a.id = ?""",
        (wanted,),
    ).fetchone()
    note = db.execute("SELECT note FROM mark WHERE article = ?", (wanted,)).fetchone()
    told = unpack(packed) if packed is not None else ()
    page = pages.of_article(db, wanted)
    row = head[0]
    return Article(
        row=row if row.image or page is None else replace(row, image=page.image),
        public_id=json.loads(public_id) if public_id is not None else wanted,
        byline=byline or (page.byline if page is not None else ""),
        original_lead=lead,
        document=(page and page.document) or told,
        translation=_translation(db, wanted),
        provenance=Provenance(feed_url, fetched, changed),
        tags=tuple(t for (t,) in db.execute("SELECT tag FROM tag WHERE article = ? ORDER BY tag", (wanted,))),
        note=note[0] if note else "",
        page=page,
        from_feed=told if page and page.document else None,
    )


def _translation(db: sqlite3.Connection, wanted: ArticleId) -> Translation | None:
    found = db.execute(
        "SELECT title, lead, document, engine, places, is_whole FROM translation WHERE article = ?", (wanted,)
    ).fetchone()
    if found is None:
        return None
    title, lead, document, engine, places, is_whole = found
    sentences: list[list[list[int]]] = json.loads(unpack_json(places)) if places else []
    return Translation(
        title,
        lead,
        unpack(document),
        engine,
        tuple(tuple((a, b, c, d) for a, b, c, d in text) for text in sentences),
        bool(is_whole),
    )


def feed_showing(db: sqlite3.Connection, picture: str, among: Iterable[str]) -> str:
    """Which of these feeds, by address, has an article with this picture; "" for none. Walks their articles."""
    for feed in among:
        found = db.execute(
            """SELECT a.image, p.image, b.document, p.document
               FROM article a LEFT JOIN body b ON b.article = a.id LEFT JOIN page p ON p.article = a.id
               WHERE a.feed = (SELECT id FROM feed WHERE url = ?) ORDER BY a.published DESC""",
            (feed,),
        )
        if any(picture in pages.pictures(*shown) for shown in found):
            return feed
    return ""


def feed_linking(db: sqlite3.Connection, url: str, among: Iterable[str]) -> str:
    """Which of these feeds, by address, has an article whose page is at ``url``; "" for none. Walks their articles."""
    for feed in among:
        found = db.execute(
            "SELECT 1 FROM article WHERE feed = (SELECT id FROM feed WHERE url = ?) AND url = ?", (feed, url)
        ).fetchone()
        if found:
            return feed
    return ""


def by_public_id(db: sqlite3.Connection, public_id: str | int) -> ArticleId | None:
    """The article that the user calls by this id: one that an import gave, else our own."""
    candidates: list[str | int] = [public_id]
    if isinstance(public_id, str) and _NUMBER.fullmatch(public_id):
        candidates.append(int(public_id))  # on a command line every id is text
    for candidate in candidates:
        found = db.execute("SELECT id FROM article WHERE public_id = ?", (json.dumps(candidate),)).fetchone()
        if found:
            return ArticleId(found[0])
    number = candidates[-1]
    if isinstance(number, int) and -(2**63) <= number < 2**63:
        found = db.execute("SELECT id FROM article WHERE id = ? AND public_id IS NULL", (number,)).fetchone()
        if found:
            return ArticleId(found[0])
    return None


def public_ids(db: sqlite3.Connection, wanted: Iterable[ArticleId]) -> dict[ArticleId, str | int]:
    """What the user calls these articles."""
    given = (db.execute("SELECT id, public_id FROM article WHERE id = ?", (i,)).fetchone() for i in wanted)
    return {ArticleId(g[0]): json.loads(g[1]) if g[1] is not None else g[0] for g in given if g is not None}


def new_in_country(db: sqlite3.Connection, country: CountryCode, since: Seconds) -> int:
    """The number of a country's articles that were published after this instant."""
    return int(db.execute(NEW_IN_COUNTRY, {"country": country, "since": since}).fetchone()[0])


def activity(db: sqlite3.Connection, since: Seconds) -> dict[CountryCode, int]:
    """How many articles each country's press published after ``since``."""
    return {CountryCode(code): number for code, number in db.execute(ACTIVITY, {"since": since})}


def activity_between(db: sqlite3.Connection, since: Seconds, until: Seconds) -> dict[CountryCode, int]:
    """How many articles each country's press published after ``since`` and not after ``until``."""
    found = db.execute(ACTIVITY_BETWEEN, {"since": since, "until": until})
    return {CountryCode(code): number for code, number in found}


def oldest(db: sqlite3.Connection) -> Seconds | None:
    """When the oldest article was published; None where there is none."""
    found: Seconds | None = db.execute(OLDEST).fetchone()[0]
    return found


def total(db: sqlite3.Connection) -> int:
    number: int = db.execute("SELECT count(*) FROM article").fetchone()[0]
    return number


# What the sync writes


@dataclass(frozen=True, slots=True)
class Known:
    """An identity that the store has seen before."""

    article: ArticleId | None  # None: the article was pruned and is not to come back
    text_hash: int


def known(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Known]:
    """What the store knows by these identities."""
    found: dict[int, Known] = {}
    for start in range(0, len(keys), 500):  # SQLite's limit of parameters was once 999
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        for key, article_id, text_hash in db.execute(
            f"""SELECT k.key, k.article, coalesce(a.text_hash, 0) FROM article_key k
                LEFT JOIN article a ON a.id = k.article WHERE k.key IN ({marks})""",
            some,
        ):
            found[key] = Known(article_id, text_hash)
    return found


def add(db: sqlite3.Connection, feed: int, new: Sequence[NewArticle], now: Seconds) -> list[ArticleId]:
    """Store articles that the store does not have."""
    from desktop_app.store import stories

    outlet, country = db.execute(
        "SELECT o.id, o.country FROM feed f JOIN outlet o ON o.id = f.outlet WHERE f.id = ?", (feed,)
    ).fetchone()
    rows = [*zip(_ids_for(db, new), new, strict=True)]
    db.executemany(
        """INSERT INTO article (id, outlet, feed, country, url, title, lead, byline, language, image, published,
                                fetched, text_hash, public_id)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                i, outlet, feed, country, a.url, a.title, a.lead, a.byline, a.language, a.image, a.published, now,
                a.text_hash, None if a.public_id in (None, i) else json.dumps(a.public_id),
            )
            for i, a in rows
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO body (article, document) VALUES (?, ?)",
        [(i, a.packed or pack(a.document)) for i, a in rows if a.document],
    )
    db.executemany(REMEMBER_KEY, [(key, feed, i) for i, a in rows for key in a.keys])
    added = [i for i, _ in rows]
    db.executemany("INSERT INTO search_todo (article) VALUES (?)", [(i,) for i in added])
    db.executemany("INSERT INTO translate_todo (article, published) VALUES (?, ?)", [(i, a.published) for i, a in rows])
    stories.wait(db, [(i, a.is_dated) for i, a in rows])
    db.execute("UPDATE feed SET articles = articles + ? WHERE id = ?", (len(added), feed))
    return added


def _ids_for(db: sqlite3.Connection, new: Sequence[NewArticle]) -> list[ArticleId]:
    """A number for each that no article ever had; an import's own where it can be kept."""
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
    following = last[0] if last else 0
    ids: dict[ArticleId, None] = {}
    for a in new:
        if isinstance(a.public_id, int) and a.public_id not in ids and _is_free(db, a.public_id):
            chosen = ArticleId(a.public_id)
        else:
            chosen = ArticleId(following + 1)
        following = max(following, chosen)
        ids[chosen] = None
    return list(ids)


def _is_free(db: sqlite3.Connection, article_id: int) -> bool:
    is_small = 0 < article_id <= MOST_GIVEN
    return is_small and db.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone() is None


def remember_keys(db: sqlite3.Connection, feed: int, article_id: ArticleId, keys: Iterable[int]) -> None:
    """From now on the article is known by these identities too. One that another article has stays with it."""
    db.executemany(REMEMBER_KEY, [(key, feed, article_id) for key in keys])


def update(db: sqlite3.Connection, article_id: ArticleId, new: NewArticle, now: Seconds) -> None:
    """The feed tells an article anew; what it said before is kept as a version where a reader sees the difference.

    A text that the feed has cut to less than half is kept as it was.
    """
    from desktop_app.store import search, stories, versions

    with search.rewriting(db, article_id):
        title, changed, packed = db.execute(
            "SELECT a.title, a.changed, b.document FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        old = unpack(packed) if packed is not None else ()
        document = new.document if 2 * len(documents.text(new.document)) >= len(documents.text(old)) else old
        if versions.is_edit(title, old, new.title, document):
            versions.keep(db, article_id)
            changed = now
        db.execute(
            """UPDATE article SET title = ?, lead = ?, byline = ?, image = CASE WHEN ? = '' THEN image ELSE ? END,
                                  changed = ?, text_hash = ?, url = ? WHERE id = ?""",
            (new.title, new.lead, new.byline, new.image, new.image, changed, new.text_hash, new.url, article_id),
        )
        if document is not old:
            db.execute("INSERT OR REPLACE INTO body (article, document) VALUES (?, ?)", (article_id, pack(document)))
        db.execute("DELETE FROM translation WHERE article = ?", (article_id,))
        db.execute(
            "INSERT OR REPLACE INTO translate_todo (article, published) SELECT id, published FROM article WHERE id = ?",
            (article_id,),
        )
    stories.wait_again(db, article_id)


def put_translation(db: sqlite3.Connection, article_id: ArticleId, made: Translation) -> None:
    """Keep an article's translation; an older one goes."""
    from desktop_app.store import search, stories

    with search.rewriting(db, article_id):
        db.execute(
            """INSERT OR REPLACE INTO translation (article, title, lead, document, engine, places, is_whole)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                article_id, made.title, made.lead, pack(made.document), made.engine,
                pack_json(json.dumps(made.sentences, separators=(",", ":"))) if made.sentences else None,
                made.is_whole,
            ),
        )  # fmt: skip
    db.execute("DELETE FROM translate_todo WHERE article = ?", (article_id,))
    stories.wait_again(db, article_id)


def forget_outlived_keys(db: sqlite3.Connection, feed: int, present: Iterable[int]) -> None:
    """Drop the identities of pruned articles that the feed does not list any more: they cannot come back."""
    outlived = {k for (k,) in db.execute("SELECT key FROM article_key WHERE feed = ? AND article IS NULL", (feed,))}
    gone = outlived - set(present)
    db.executemany("DELETE FROM article_key WHERE key = ?", [(k,) for k in gone])


def prune(db: sqlite3.Connection, before: Seconds, limit: int) -> int:
    """Delete up to ``limit`` articles that came before this instant and that the user did not star, tag or note."""
    from desktop_app.store import search, stories

    doomed = db.execute(
        """SELECT a.id, a.feed FROM article a LEFT JOIN mark m ON m.article = a.id
           WHERE a.fetched < ? AND m.starred_at IS NULL AND coalesce(m.note, '') = ''
             AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = a.id) LIMIT ?""",
        (before, limit),
    ).fetchall()
    smaller = {story for i, _ in doomed if (story := stories.story_of(db, i)) is not None}
    for article_id, feed in doomed:
        search.forget(db, article_id)
        db.execute("DELETE FROM article WHERE id = ?", (article_id,))
        db.execute("UPDATE feed SET articles = articles - 1 WHERE id = ?", (feed,))
    stories.tell(db, smaller)
    return len(doomed)
