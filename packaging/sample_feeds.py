"""Articles of the demonstration world to templates of feeds: RSS 2.0, RDF, Atom and JSON Feed.

A date is a place to be filled in, ``{{rfc822:-35:+0300}}`` or ``{{iso:-35:+0000}}``: so many minutes before the clock,
in that zone. The encoding is one too, so that the template itself stays UTF-8 and can be read and edited.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from sample_text import Article, Outlet

_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_DECLARATION = '<?xml version="1.0" encoding="{{encoding}}"?>\n'


def feed_template(outlet: Outlet, articles: Sequence[Article], notice: str) -> str:
    """The feed of an outlet; ``notice`` says in its language that it is fictional."""
    make = {"rss": _rss, "rdf": _rdf, "atom": _atom, "json": _json}[outlet.format]
    return make(outlet, articles, notice)


def _date(form: str, article: Article) -> str:
    return f"{{{{{form}:-{article.minutes}:{article.outlet.zone}}}}}"


def _text(value: str) -> str:
    return escape(value, quote=False)


def _body(article: Article) -> str:
    """The article's HTML as the text of an element; without CDATA, which an old encoding could not write in."""
    return _text(article.html())


def _rss(outlet: Outlet, articles: Sequence[Article], notice: str) -> str:
    lines = [
        f'{_DECLARATION}<rss version="2.0" {_CONTENT} {_MEDIA} {_DC}>',
        f"<channel><title>{_text(outlet.name)}</title><link>{outlet.homepage}</link>",
        f"<description>{_text(notice)}</description><language>{outlet.language}</language><ttl>60</ttl>",
    ]
    for article in articles:
        lines += [
            f"<item><title>{_text(article.title.source)}</title>",
            f'<link>{article.url}</link><guid isPermaLink="false">{outlet.id}-{article.number}</guid>',
        ]
        if article.has_date:
            lines.append(f"<pubDate>{_date('rfc822', article)}</pubDate>")
        if article.author:
            lines.append(f"<dc:creator>{article.author}</dc:creator>")
        lines.append(f"<description>{_text(article.lead.source)}</description>")
        if outlet.body == "full":
            lines.append(f"<content:encoded>{_body(article)}</content:encoded>")
        if article.image and article.number % 2:
            lines.append(f'<media:content url="{article.image}" medium="image" type="image/png"/>')
        elif article.image:
            lines.append(f'<enclosure url="{article.image}" type="image/png" length="0"/>')
        lines.append("</item>")
    return "\n".join([*lines, "</channel></rss>", ""])


def _rdf(outlet: Outlet, articles: Sequence[Article], notice: str) -> str:
    lines = [
        f'{_DECLARATION}<rdf:RDF xmlns="http://purl.org/rss/1.0/" {_CONTENT} {_MEDIA} {_DC}',
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<channel rdf:about="{outlet.homepage}"><title>{_text(outlet.name)}</title><link>{outlet.homepage}</link>',
        f"<description>{_text(notice)}</description><dc:language>{outlet.language}</dc:language><items><rdf:Seq>",
        *(f'<rdf:li rdf:resource="{article.url}"/>' for article in articles),
        "</rdf:Seq></items></channel>",
    ]
    for article in articles:
        lines += [
            f'<item rdf:about="{article.url}"><title>{_text(article.title.source)}</title><link>{article.url}</link>',
            f"<description>{_text(article.lead.source)}</description>",
        ]
        if article.has_date:
            lines.append(f"<dc:date>{_date('iso', article)}</dc:date>")
        if outlet.body == "full":
            lines.append(f"<content:encoded>{_body(article)}</content:encoded>")
        if article.image:
            lines.append(f'<media:content url="{article.image}" medium="image" type="image/png"/>')
        lines.append("</item>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


def _atom(outlet: Outlet, articles: Sequence[Article], notice: str) -> str:
    newest = min(articles, key=lambda article: article.minutes)
    lines = [
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" {_MEDIA} xml:lang="{outlet.language}">',
        f"<title>{_text(outlet.name)}</title><subtitle>{_text(notice)}</subtitle><id>{outlet.homepage}</id>",
        f'<link href="{outlet.homepage}"/><link rel="self" href="{outlet.feed_url}"/>',
        f"<updated>{_date('iso', newest)}</updated>",
    ]
    for article in articles:
        lines += [
            f"<entry><title>{_text(article.title.source)}</title>",
            f'<id>tag:{outlet.domain},2026:{article.number}</id><link href="{article.url}"/>',
        ]
        if article.has_date:
            lines.append(f"<published>{_date('iso', article)}</published><updated>{_date('iso', article)}</updated>")
        if article.author:
            lines.append(f"<author><name>{article.author}</name></author>")
        lines.append(f"<summary>{_text(article.lead.source)}</summary>")
        if outlet.body == "full":
            lines.append(f'<content type="html">{_body(article)}</content>')
        if article.image:
            lines.append(f'<media:content url="{article.image}" medium="image" type="image/png"/>')
        lines.append("</entry>")
    return "\n".join([*lines, "</feed>", ""])


def _json(outlet: Outlet, articles: Sequence[Article], notice: str) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.homepage,
        "feed_url": outlet.feed_url,
        "description": notice,
        "language": outlet.language,
        "items": [_json_item(article) for article in articles],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _json_item(article: Article) -> dict[str, object]:
    item: dict[str, object] = {
        "id": article.url,
        "url": article.url,
        "title": article.title.source,
        "summary": article.lead.source,
        "content_html": article.html(),
    }
    if article.has_date:
        item["date_published"] = _date("iso", article)
    if article.author:
        item["authors"] = [{"name": article.author}]
    if article.image:
        item["image"] = article.image
    return item
