"""The SQL about where articles were left. Functions of a connection: whoever calls owns thread and transaction."""

from __future__ import annotations

import sqlite3

from desktop_app.model.article import ArticleId
from desktop_app.model.place import Place

OF_ARTICLE = "SELECT key, y, words FROM place WHERE article = :id"


def of_article(db: sqlite3.Connection, wanted: ArticleId) -> Place | None:
    """None where the article was never left but at its top."""
    found = db.execute(OF_ARTICLE, {"id": wanted}).fetchone()
    return None if found is None else Place(*found)


def put(db: sqlite3.Connection, article: ArticleId, place: Place | None) -> None:
    """Remember where the article was left; None is its top, which needs no remembering."""
    if place is None:
        db.execute("DELETE FROM place WHERE article = ?", (article,))
        return
    db.execute(
        "INSERT OR REPLACE INTO place (article, key, y, words) SELECT id, ?2, ?3, ?4 FROM article WHERE id = ?1",
        (article, place.key, place.y, place.words),
    )
