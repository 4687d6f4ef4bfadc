"""
What reader mode makes of a page: title, byline, date, language, lead picture and body.

Pure, but dear (tens of milliseconds): it is meant for the worker process. Never fails on account of what it is given,
except by ParseError.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from lxml import html

from desktop_app.extract.html_document import document_from_html
from desktop_app.extract.page import authors, published, titles, walls
from desktop_app.extract.page.blocks import Block, blocks_of
from desktop_app.extract.page.emission import Emitter
from desktop_app.extract.page.features import Seen, Witnesses, features
from desktop_app.extract.page.headings import headings_of
from desktop_app.extract.page.lead_picture import LeadPicture, lead_picture
from desktop_app.extract.page.scoring import probabilities, weights
from desktop_app.extract.page.selection import selected
from desktop_app.extract.page.structured import Claims, claims_of
from desktop_app.extract.page.title_text import folded
from desktop_app.extract.page.tree import parsed, without_what_is_never_text
from desktop_app.extract.page.walls import Wall
from desktop_app.model.document import Document
from desktop_app.notation.encoding import decoded
from desktop_app.notation.languages import language_tag

LARGEST = 5_000_000  # bytes that are read
_LONG_TEXT = 400  # characters that a page tells machines: more than it shows means that a script would show them
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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page before anything is chosen of it."""

    source: str
    root: html.HtmlElement
    body: html.HtmlElement
    claims: Claims
    titles: list[tuple[str, dict[str, float]]]
    title: str
    told: str  # the article's text as JSON-LD has it
    blocks: list[Block]
    seen: Seen


def prepared(page: bytes | str, url: str, content_type: str = "") -> Prepared | None:
    """None where there is nothing to read."""
    source = page if isinstance(page, str) else decoded(page[:LARGEST], content_type)
    root = parsed(source)
    if root is None:
        return None
    claims = claims_of(root)
    without_what_is_never_text(root)
    body = _body(root)
    blocks = blocks_of(body)
    found = titles.candidates(claims, headings_of(body, blocks), url)
    title = titles.best(found, weights().title)
    told = claims.article_body()
    seen = features(blocks, Witnesses(title, " ".join(claims.said("og:description", "description")), told))
    return Prepared(source, root, body, claims, found, title, told, blocks, seen)


def article_page(page: bytes | str, url: str, content_type: str = "") -> ArticlePage:
    """What is made of a page that came from ``url``. Never fails, whatever it is given."""
    ready = prepared(page, url, content_type)
    if ready is None:
        return ArticlePage("", "", "", "", None, ())
    claims, blocks, title = ready.claims, ready.blocks, ready.title
    kept = selected(blocks, ready.seen, probabilities(ready.seen), weights().threshold, title)
    chosen = [blocks[index] for index in sorted(kept)]
    at = _place_of(blocks, title)
    length = sum(len(block.text) for block in chosen)
    wall = walls.wall_of(claims, ready.root, ready.source, length)
    if not blocks:
        document = document_from_html(ready.source, url)  # nested so deep that no tree was made of it
    elif wall is Wall.NONE and length * 2 < len(ready.told) > _LONG_TEXT:
        document = document_from_html("".join(f"<p>{escape(line)}</p>" for line in ready.told.split("\n")), url)
    else:
        title_element = blocks[at].element if at >= 0 else None
        document = Emitter(ready.body, chosen, _base(ready.root, url), title_element).document()
    return ArticlePage(
        title=title,
        byline=authors.byline(claims, ready.root, blocks, at, url),
        published=published.published(claims, ready.root, blocks, at, url),
        language=_language(ready.root, claims),
        picture=lead_picture(claims, document, url),
        document=document,
        wall=wall,
    )


def _body(root: html.HtmlElement) -> html.HtmlElement:
    found: html.HtmlElement | None = root.find("body")
    return root if found is None else found


def _base(root: html.HtmlElement, url: str) -> str:
    base = root.find(".//base[@href]")
    if base is None:
        return url
    try:
        return str(urljoin(url, base.get("href") or ""))
    except ValueError:
        return url


def _language(root: html.HtmlElement, claims: Claims) -> str:
    candidates = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    candidates += [value for value in claims.told("inLanguage") if isinstance(value, str)]
    candidates += list(claims.said("content-language", "language", "og:locale", "dc.language"))
    return next((tag for text in candidates if text and (tag := language_tag(text))), "")


def _place_of(blocks: list[Block], title: str) -> int:
    known = folded(title)
    exact = next((i for i, block in enumerate(blocks) if known and folded(block.text) == known), -1)
    return exact if exact >= 0 else next((i for i, block in enumerate(blocks) if block.element.tag == "h1"), -1)
