"""The demo outlets' web pages: an article's own page, as an outlet's site would send it, and a front page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from desktop_app.model.article import Seconds

# Written around every article, as sites do; a reader has to leave it out.
_PAGE = """<!doctype html>
<html lang="{language}"{direction}><head><meta charset="utf-8"><title>{title} - {outlet}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta name="description" content="{lead}">{head}</head>
<body><header><a href="/">{outlet}</a><nav><a href="/">Home</a> <a href="/feed">Feed</a></nav></header>
<main><article><h1>{title}</h1>{byline}{picture}
{body}
</article></main>
<footer><p>Fictional: this page belongs to the demonstration world of Overview.</p></footer></body></html>
"""

_FRONT_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{outlet}</title>
<link rel="alternate" type="{type}" title="{outlet}" href="{feed}"></head>
<body><h1>{outlet}</h1><p>Fictional: this page belongs to the demonstration world of Overview.</p></body></html>
"""


def article_page(row: Mapping[str, Any], now: Seconds) -> bytes:
    """The page of a line of ``pages.jsonl``, as it is at ``now``. UTF-8."""
    head = byline = picture = ""
    if row["minutes"] is not None:
        published = datetime.fromtimestamp(now - row["minutes"] * 60, UTC).isoformat()
        head += f'<meta property="article:published_time" content="{published}">'
    if row["image"]:
        head += f'<meta property="og:image" content="{row["image"]}">'
        picture = f'<figure><img src="{row["image"]}" alt=""></figure>'
    if row["author"]:
        head += f'<meta name="author" content="{escape(row["author"])}">'
        byline = f'<p class="byline">{escape(row["author"])}</p>'
    return _PAGE.format(
        language=row["language"],
        direction=' dir="rtl"' if row["language"] == "ar" else "",
        title=escape(row["title"]),
        outlet=escape(row["outlet"]),
        lead=escape(row["lead"]),
        head=head,
        byline=byline,
        picture=picture,
        body=row["html"],
    ).encode()


def front_page(row: Mapping[str, Any]) -> bytes:
    """The page of an outlet of ``feeds.json``, on which its feed can be discovered. UTF-8."""
    return _FRONT_PAGE.format(
        language=row["language"], outlet=escape(row["title"]), type=row["content_type"], feed=row["url"]
    ).encode()
