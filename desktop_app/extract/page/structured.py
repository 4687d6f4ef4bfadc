"""
What a page says of itself to machines: JSON-LD, OpenGraph and other ``meta``, and the elements that microdata names.

Read before scripts are taken out of the tree. Everything here is a claim of the page's, to be weighed by who uses it.
"""

from __future__ import annotations

import html as html_entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from desktop_app.extract.lead import plain_text

_LONGEST_SCRIPT = 1_000_000  # characters of JSON
_MOST_NODES = 5_000
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review|Recipe|VideoObject|Story)$")
_SOMETHING = re.compile(r"(?:WebPage|ItemPage|CreativeWork|NewsMediaObject|PodcastEpisode|Event)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|(?://)?\s*\]\]>)\s*;?\s*$")
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
        """The longest text that JSON-LD gives as the article's; plain."""
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
    titles = [" ".join((element.text_content() or "").split()) for element in root.iter("title") if element.getparent() is not None and element.getparent().tag != "svg"]
    # a page about one article names its headline; mentions of others come without a date or text
    articles.sort(key=lambda node: -sum(bool(node.get(key)) for key in ("headline", "datePublished", "articleBody", "author", "image", "mainEntityOfPage")))
    return Claims(meta, articles, others, titles[0] if titles else "")


def _kind(node: Json) -> str:
    kind = node.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str) and _ARTICLE.search(k)), next((k for k in kind if isinstance(k, str)), ""))
    return kind if isinstance(kind, str) else ""


def _loaded(text: str) -> Any:
    text = _WRAPPING.sub("", text).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), _TRAILING_COMMA.sub(r"\1", html_entities.unescape(text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Json]:
    """Every object that has a type, the outer ones first; what an article says it is part of or mentions is left out."""
    waiting: list[Any] = [value]
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting += current
        elif isinstance(current, dict):
            if "@type" in current:
                yield current
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "liveBlogUpdate", "subjectOf"):
                inner = current.get(key)
                if isinstance(inner, (dict, list)) and not (key in ("hasPart", "liveBlogUpdate") and "headline" in current):
                    waiting.append(inner)


def text_of(value: Any) -> str:
    """A value of JSON-LD as text on one line: strings as they are, objects by their name, else ""."""
    if isinstance(value, str):
        return " ".join(html_entities.unescape(value).split())
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name") or "")
    if isinstance(value, list):
        return next((text for text in map(text_of, value) if text), "")
    return ""


def address_of(value: Any) -> str:
    """A value of JSON-LD as an address: strings as they are, objects by their url, lists by their first."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return address_of(value.get("url") or value.get("contentUrl") or value.get("@id") or "")
    if isinstance(value, list):
        return next((address for address in map(address_of, value) if address), "")
    return ""
