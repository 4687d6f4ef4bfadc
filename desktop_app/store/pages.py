"""The SQL about articles' own pages. Functions of a connection: whoever calls owns the thread and the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.document import Picture
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.store.packing import pack, unpack

OF_ARTICLE = "SELECT outcome, fetched, problem, status, byline, image, document FROM page WHERE article = :id"


def of_article(db: sqlite3.Connection, wanted: ArticleId) -> SitePage | None:
    """None where the page was never asked."""
    found = db.execute(OF_ARTICLE, {"id": wanted}).fetchone()
    if found is None:
        return None
    outcome, fetched, problem, status, byline, image, packed = found
    document = unpack(packed) if packed is not None else ()
    return SitePage(PageOutcome(outcome), fetched, problem, status, byline, image, document)


_STARRED_WITHOUT = """
    SELECT m.article FROM mark m INDEXED BY mark_starred LEFT JOIN page p ON p.article = m.article
    WHERE m.starred_at IS NOT NULL AND (p.article IS NULL OR p.problem = 'offline')
    ORDER BY m.starred_at DESC, m.article DESC LIMIT 1000"""
_REACHED = "SELECT 1 FROM page WHERE article = :article AND problem <> 'offline'"
_FOLLOWED_WITHOUT = """
    SELECT a.id FROM followed f CROSS JOIN article a ON a.country = f.country LEFT JOIN page p ON p.article = a.id
    WHERE a.published > :since AND (p.article IS NULL OR p.problem = 'offline')
    ORDER BY a.published DESC, a.id DESC LIMIT 1000"""


def starred_without(db: sqlite3.Connection) -> list[ArticleId]:
    """Starred articles whose page was never reached, the latest star first."""
    return [ArticleId(i) for (i,) in db.execute(_STARRED_WITHOUT)]


def followed_without(db: sqlite3.Connection, since: Seconds) -> list[ArticleId]:
    """The same of what the press of followed countries published since then, the newest first."""
    return [ArticleId(i) for (i,) in db.execute(_FOLLOWED_WITHOUT, {"since": since})]


def without(db: sqlite3.Connection, among: Iterable[ArticleId]) -> list[ArticleId]:
    """Those of these articles whose page was never reached."""
    return [i for i in among if db.execute(_REACHED, {"article": i}).fetchone() is None]


def pictures(image: str, page_image: str | None, *packed: bytes | None) -> frozenset[str]:
    """The addresses of all pictures of an article, from its columns: what its feed shows, and what its page does."""
    inside = (block for each in packed if each is not None for block in unpack(each))
    urls = {image, page_image or "", *(block.url for block in inside if isinstance(block, Picture))}
    return frozenset(urls - {""})


def put(db: sqlite3.Connection, article_id: ArticleId, page: SitePage) -> None:
    """Keep what the article's page gave. A full text stays where the page has none any more."""
    if page.outcome is not PageOutcome.FULL_TEXT:
        kept = db.execute(
            "UPDATE page SET fetched = ? WHERE article = ? AND outcome = ?",
            (page.fetched, article_id, PageOutcome.FULL_TEXT),
        )
        if not kept.rowcount:
            _write(db, article_id, page, None)
        return
    from desktop_app.store import search  # noqa: PLC0415 not at the start

    with search.rewriting(db, article_id):
        _write(db, article_id, page, pack(page.document))
    db.execute("UPDATE translation SET is_whole = 0 WHERE article = ?", (article_id,))
    # what the user keeps goes into the plain copy with its full text
    db.execute(
        """INSERT OR IGNORE INTO user_copy_todo (article)
           SELECT article FROM mark WHERE article = ?1 AND (starred_at IS NOT NULL OR note <> '')
           UNION SELECT article FROM tag WHERE article = ?1""",
        (article_id,),
    )


def _write(db: sqlite3.Connection, article_id: ArticleId, page: SitePage, packed: bytes | None) -> None:
    db.execute(
        """INSERT OR REPLACE INTO page (article, outcome, fetched, problem, status, byline, image, document)
           SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM article WHERE id = ?1""",
        (article_id, page.outcome, page.fetched, page.problem, page.status, page.byline, page.image, packed),
    )
