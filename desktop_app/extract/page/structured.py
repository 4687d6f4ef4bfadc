"""
What a page says of itself to machines: JSON-LD, OpenGraph and other ``meta``, and the elements that microdata names.

Read before scripts are taken out of the tree. Everything here is a claim of the page's, to be weighed by who uses it.
"""

from __future__ import annotations

import html as html_entities
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from desktop_app.extract.lead import plain_text

_LONGEST_SCRIPT = 1_000_000  # characters of JSON
_MOST_NODES = 5_000
_DEEPEST = 4  # lists and objects round a text
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")  # where an object may hold the article
_PARTS = ("hasPart", "liveBlogUpdate")  # the same, unless it is the article itself
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Recipe|VideoObject|Story)$")
_SOMETHING = re.compile(r"(?:WebPage|ItemPage|CreativeWork|NewsMediaObject|PodcastEpisode|Event)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|(?://)?\s*\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claims:
    """``meta`` has the first value of each name, in lower case; ``articles`` the nodes of JSON-LD about an article."""

    meta: dict[str, str] = field(default_factory=dict[str, str])
    articles: list[Json] = field(default_factory=list[Json])
    others: list[Json] = field(default_factory=list[Json])  # other nodes of JSON-LD
    title: str = ""  # of the document

    def said(self, *names: str) -> Iterator[str]:
        """What is said under these names of ``meta``, in this order."""
        for name in names:
            value = self.meta.get(name)
            if value:
                yield value

    def told(self, *keys: str) -> Iterator[Any]:
        """What JSON-LD tells of the article under these keys, in this order."""
        for key in keys:
            for node in self.articles:
                value = node.get(key)
                if value:
                    yield value

    def article_body(self) -> str:
        """The longest text that JSON-LD gives as the article's; plain, a paragraph a line."""
        bodies = [value for value in self.told("articleBody", "text") if isinstance(value, str)]
        return plain_text(max(bodies, key=len, default=""))


def claims_of(root: html.HtmlElement) -> Claims:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        attributes = element.attrib
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), " ".join(html_entities.unescape(content).split()))
    articles: list[Json] = []
    others: list[Json] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for node in _nodes(_loaded(script.text[:_LONGEST_SCRIPT])):
                kind = _kind(node)
                if _ARTICLE.search(kind):
                    articles.append(node)
                elif kind:
                    others.append(node)
    titles = [
        " ".join((element.text_content() or "").split())
        for element in root.iter("title")
        if element.getparent() is not None and element.getparent().tag != "svg"
    ]
    # a page about one article names its headline; mentions of others come without a date or text
    articles.sort(
        key=lambda node: (
            -sum(
                bool(node.get(key))
                for key in ("headline", "datePublished", "articleBody", "author", "image", "mainEntityOfPage")
            )
        )
    )
    return Claims(meta, articles, others, titles[0] if titles else "")


def members(value: Any) -> list[Any]:
    """The members of a list of JSON; any other value alone, and nothing for none."""
    known: Any = value  # to the type checkers a list of JSON is one of unknown things otherwise
    if isinstance(value, list):
        return list(known)
    return [] if value is None else [value]


def fields(value: Any) -> dict[str, Any]:
    """The fields of an object of JSON; empty for any other value."""
    known: Any = value
    return dict(known) if isinstance(value, dict) else {}


def _kind(node: Json) -> str:
    kinds = [kind for kind in members(node.get("@type")) if isinstance(kind, str)]
    return next(filter(_ARTICLE.search, kinds), kinds[0] if kinds else "")


def _loaded(text: str) -> Any:
    text = _WRAPPING.sub("", text).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), _TRAILING_COMMA.sub(r"\1", html_entities.unescape(text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Json]:
    """Every object that has a type, the outer ones first; what an article only mentions is left out."""
    waiting = deque(members(value))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        current = waiting.popleft()
        if isinstance(current, list):
            waiting.extend(members(current))
            continue
        node = fields(current)
        if "@type" in node:
            yield node
        for key in _INNER if "headline" in node else (*_INNER, *_PARTS):
            inner = node.get(key)
            if isinstance(inner, (dict, list)):
                waiting.append(inner)


def text_of(value: Any, depth: int = _DEEPEST) -> str:
    """A value of JSON-LD as text on one line: strings as they are, objects by their name, lists by their first."""
    if isinstance(value, str):
        return " ".join(html_entities.unescape(value).split())
    if not depth:
        return ""
    if isinstance(value, list):
        return next(filter(None, (text_of(one, depth - 1) for one in members(value))), "")
    named = fields(value)
    return text_of(named.get("@value") or named.get("name") or "", depth - 1)


def address_of(value: Any, depth: int = _DEEPEST) -> str:
    """A value of JSON-LD as an address: strings as they are, objects by their url, lists by their first."""
    if isinstance(value, str):
        return value.strip()
    if not depth:
        return ""
    if isinstance(value, list):
        return next(filter(None, (address_of(one, depth - 1) for one in members(value))), "")
    named = fields(value)
    return address_of(named.get("url") or named.get("contentUrl") or named.get("@id") or "", depth - 1)
