"""Which countries articles are about: found where stories are (``sync/grouping.py``), from the same words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode

MOST = 4  # countries of an article: one that names more is about none of the others in particular

Abouts = Mapping[ArticleId, tuple[CountryCode, ...]]


def keep(db: sqlite3.Connection, abouts: Abouts) -> None:
    """Store what these articles are about, the most important country first; an article that is gone is left out."""
    db.executemany("DELETE FROM about WHERE article = ?", [(article,) for article in abouts])
    db.executemany(
        "INSERT OR IGNORE INTO about (article, country, published) SELECT id, ?2, published FROM article WHERE id = ?1",
        [(article, country) for article, countries in abouts.items() for country in countries[:MOST]],
    )


def countries(db: sqlite3.Connection, article: ArticleId) -> frozenset[CountryCode]:
    """What an article is about; empty also where nobody has looked yet."""
    found = db.execute("SELECT country FROM about WHERE article = ?", (article,))
    return frozenset(CountryCode(country) for (country,) in found)
