"""
What reader mode makes of a page: title, byline, date, language, lead picture and body.

Pure, but dear (tens of milliseconds): it is meant for the worker process. Never fails on account of what it is given,
except by ParseError.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html

from desktop_app.extract.page import authors, published, titles, walls
from desktop_app.extract.page.blocks import Block, blocks_of
from desktop_app.extract.page.emission import Emitter
from desktop_app.extract.page.features import Witnesses, features
from desktop_app.extract.page.lead_picture import LeadPicture, lead_picture
from desktop_app.extract.page.scoring import probabilities, weights
from desktop_app.extract.page.selection import selected
from desktop_app.extract.page.structured import Claims, claims_of
from desktop_app.extract.page.tree import parsed, without_what_is_never_text
from desktop_app.extract.page.walls import Wall
from desktop_app.model.document import Document
from desktop_app.notation.encoding import decoded
from desktop_app.notation.languages import language_tag

LARGEST = 5_000_000  # bytes that are read
LIMIT_S = 3.0  # that a page may take; real ones take a tenth of a second or less


@dataclass(frozen=True, slots=True)
class ArticlePage:
    title: str
    byline: str
    published: str  # ISO 8601, with the zone when the page names it; "" when it tells none
    language: str  # BCP 47, as the page says; "" when it does not
    picture: LeadPicture | None
    document: Document
    wall: Wall = Wall.NONE


def article_page(page: bytes | str, url: str, content_type: str = "") -> ArticlePage:
    text = page if isinstance(page, str) else decoded(page[:LARGEST], content_type)
    root = parsed(text)
    if root is None:
        return ArticlePage("", "", "", "", None, ())
    claims = claims_of(root)
    language = _language(root, claims)
    without_what_is_never_text(root)
    body = _body(root)
    blocks = blocks_of(body)
    title = _title(claims, body, url)
    seen = features(blocks, Witnesses(title, " ".join(claims.said("og:description", "description")), claims.article_body()))
    chances = probabilities(seen)
    kept = selected(blocks, seen, chances, weights().threshold, title)
    chosen = [blocks[index] for index in sorted(kept)]
    document = Emitter(body, chosen, _base(root, url)).document()
    at = _place_of(blocks, title)
    return ArticlePage(
        title=title,
        byline=authors.byline(claims, root, blocks, at),
        published=published.published(claims, root, blocks, at, url),
        language=language,
        picture=lead_picture(claims, document, url),
        document=document,
        wall=walls.wall_of(claims, root, text, sum(len(block.text) for block in chosen)),
    )


def _body(root: html.HtmlElement) -> html.HtmlElement:
    found = root.find("body")
    return root if found is None else found


def _base(root: html.HtmlElement, url: str) -> str:
    base = root.find(".//base[@href]")
    if base is None:
        return url
    try:
        return urljoin(url, base.get("href") or "")
    except ValueError:
        return url


def _language(root: html.HtmlElement, claims: Claims) -> str:
    candidates = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    candidates += [value for value in claims.told("inLanguage") if isinstance(value, str)]
    candidates += list(claims.said("content-language", "language", "og:locale", "dc.language"))
    return next((tag for text in candidates if text and (tag := language_tag(text))), "")


def _title(claims: Claims, body: html.HtmlElement, url: str) -> str:
    headings = [
        titles.Heading(int(str(element.tag)[1]), " ".join(element.text_content().split()), f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}")
        for element in list(body.iter("h1", "h2"))[:40]
    ]
    return titles.title_of(claims, headings, url, weights().title)


def _place_of(blocks: list[Block], title: str) -> int:
    known = titles.folded(title)
    exact = next((i for i, block in enumerate(blocks) if known and titles.folded(block.text) == known), -1)
    return exact if exact >= 0 else next((i for i, block in enumerate(blocks) if block.element.tag == "h1"), -1)
