"""Articles as the JSON values that ``list``, ``search`` and ``show`` print. What is unknown is null."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.library.exporting import iso, shown
from desktop_app.library.view import View
from desktop_app.model import document as documents
from desktop_app.model.article import Article, ArticleRow, Version


def rows_json(view: View, rows: Sequence[ArticleRow]) -> list[dict[str, Any]]:
    ids = view.public_ids([row.id for row in rows])
    return [row_json(row, ids.get(row.id, row.id)) for row in rows]


def row_json(row: ArticleRow, public_id: str | int) -> dict[str, Any]:
    return {
        "id": public_id,
        "title": row.title,
        "original_title": row.original_title,
        "lead": row.lead or None,
        "language": row.language or None,
        "country": row.country,
        "source": row.outlet,
        "url": row.url or None,
        "published": iso(row.published),
        "image": row.image or None,
        "story": row.story,
        "starred": row.is_starred,
        "read": row.is_read,
    }


def article_json(article: Article, versions: Sequence[Version] = (), *, is_original: bool) -> dict[str, Any]:
    """The whole article, in English where there is a translation and the original is not asked for."""
    it = shown(article, is_original=is_original)
    return row_json(article.row, article.public_id) | {
        "title": it.title,
        "byline": article.byline or None,
        "lead": it.lead or None,
        "blocks": documents.to_json(it.document),
        "text": documents.text(it.document),
        "changed": iso(article.provenance.changed) if article.provenance.changed is not None else None,
        "versions": [{"at": iso(version.at), "title": version.title} for version in versions],
        "tags": list(article.tags),
        "note": article.note or None,
        "why": {
            "feed": article.provenance.feed_url,
            "fetched": iso(article.provenance.fetched),
            "page": article.page.outcome if article.page is not None else None,
            "story": article.row.story,
            "translator": it.translator or None,
        },
    }
