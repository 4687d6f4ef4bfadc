"""
Articles as JSON values, one a line: for import and export, and for the plain copy of what the user did.

``id url title body|html lang country source published image starred tags note``, and for our own copies ``blocks``,
``byline``, ``lead``, ``read``, ``feed``, ``same_story`` and ``other_story`` (addresses of articles). Dates are ISO 8601
with a zone.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from desktop_app.model import document as documents
from desktop_app.model.article import Article, ArticleId
from desktop_app.store import articles, stories

SAME_STORY, OTHER_STORY = "same_story", "other_story"  # addresses, as the user corrected


def iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def values(article: Article, *, with_text: bool = True) -> dict[str, Any]:
    """All that makes the article again elsewhere."""
    row = article.row
    made: dict[str, Any] = {
        "id": article.public_id,
        "url": row.url,
        "title": row.original_title,
        "lang": row.language or None,
        "country": row.country,
        "source": row.outlet,
        "published": iso(row.published),
        "image": row.image or None,
        "starred": row.is_starred,
        "read": row.is_read,
        "tags": list(article.tags),
        "note": article.note,
    }
    if with_text:
        made |= {
            "byline": article.byline,
            "lead": article.original_lead,
            "body": documents.text(article.document),
            "blocks": documents.to_json(article.document),
        }
        if article.translation:
            made["english"] = {
                "title": article.translation.title,
                "lead": article.translation.lead,
                "blocks": documents.to_json(article.translation.document),
                "engine": article.translation.engine,
            }
    return made


def line(article: Article, *, with_text: bool = True) -> str:
    return json.dumps(values(article, with_text=with_text), ensure_ascii=False)


def user_line(db: sqlite3.Connection, wanted: ArticleId) -> str | None:
    """The article for the plain copy: whole when the user keeps it, else only what was done with it."""
    article = articles.article(db, wanted)
    if article is None:
        return None
    is_kept = article.row.is_starred or bool(article.tags) or bool(article.note)
    corrected = stories.corrected(db, wanted)
    said = {SAME_STORY: corrected[True], OTHER_STORY: corrected[False]}
    made = values(article, with_text=is_kept) | {name: urls for name, urls in said.items() if urls}
    return json.dumps(made, ensure_ascii=False)
