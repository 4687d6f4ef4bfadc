"""
What an article said before its feed changed it. The SQL; whoever calls owns the thread and the transaction.

An edit of what is read makes a version; another mark-up, picture or lead does not.
"""

from __future__ import annotations

import sqlite3

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, Version
from desktop_app.model.document import Document
from desktop_app.store.packing import pack, unpack

MOST = 10  # of an article; the oldest go

OF_ARTICLE = "SELECT at, title, lead, document FROM version WHERE article = ? ORDER BY at DESC, id DESC"


def is_edit(title: str, document: Document, new_title: str, new_document: Document) -> bool:
    """Whether a reader would see that the article is another. A text that comes where there was none is no edit."""
    before, after = documents.text(document).split(), documents.text(new_document).split()
    return title.split() != new_title.split() or (bool(before) and before != after)


def keep(db: sqlite3.Connection, article_id: ArticleId) -> None:
    """Keep the article as it stands, before it is changed."""
    db.execute(
        """INSERT INTO version (article, at, title, lead, document)
           SELECT a.id, coalesce(a.changed, a.fetched), a.title, a.lead, coalesce(b.document, ?)
           FROM article a LEFT JOIN body b ON b.article = a.id WHERE a.id = ?""",
        (pack(()), article_id),
    )
    db.execute(
        """DELETE FROM version WHERE article = :article AND id NOT IN (
               SELECT id FROM version WHERE article = :article ORDER BY at DESC, id DESC LIMIT :most)""",
        {"article": article_id, "most": MOST},
    )


def of_article(db: sqlite3.Connection, article_id: ArticleId) -> tuple[Version, ...]:
    """The earlier versions, the latest first."""
    return tuple(
        Version(at, title, lead, unpack(packed)) for at, title, lead, packed in db.execute(OF_ARTICLE, (article_id,))
    )
