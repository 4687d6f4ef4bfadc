"""
What the elements round a block are called: the words in class, id, role and itemprop by what they tell, and the
kinds of elements it stands in. An element inherits from those round it, so each is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import html

# Words in the names that elements bear (class, id, role, itemprop), by what they tell.
NAMES = {
    "text": r"article-?_?(?:body|text|content|main|copy)|articlebody|(?:entry|post|story|page|main|news|body|text)-?_?"
            r"(?:content|body|text|copy)|content-?_?(?:body|text|article)|rich-?text|wysiwyg|prose|paragraph|lead\b"
            r"|intro|standfirst"
            r"|summary|abstract|\bdek\b|subtitle|field-name-body|td-post-content|the-content",
    "article": r"article|story|\bpost\b|entry|hentry|news-?item|\bblog",
    "main": r"\bmain\b|content|primary|center|middle",
    "comment": r"comment|disqus|discuss|reply|respon[ds]|reader-?voice|talkback|forum|thread",
    "share": r"share|sharing|social|facebook|twitter|whatsapp|follow|addtoany|sns|like-?box|pinterest",
    "related": r"related|recommend|more-?(?:on|from|stories|news|articles)|read-?(?:more|also|next)|see-?also|similar"
               r"|also-?|further|recirc|linkbox|crosslink|more-?links|weiter|mehr|outbrain|taboola|plista|\bnext|prev"
               r"|(?:article|story|news|post)s?-?_?(?:list|grid|feed)|(?:most|top|latest|popular|trending|read"
               r"|archive)",
    "promo": r"promo|sponsor|advert|\bads?\b|[-_]ads?[-_]|\bad-|banner|commercial|anzeige|werbung|affiliate|partner"
             r"|shop|offer|deal",
    "subscribe": r"newsletter|subscri|sign-?up|signup|paywall|premium|login|register|member|donat|abo\b|call-?to"
                 r"|cta\b|form",
    "menu": r"\bnav|menu|breadcrumb|crumb|toolbar|tool-?bar|\btabs?\b|pagination|pager|pagenav|paging|jump|skip",
    "foot": r"foot|bottom|copyright|legal|disclaimer|imprint|colophon|license",
    "head": r"header|head\b|masthead|top-?bar|topbar|logo|branding|title|headline|heading|kicker|overline|eyebrow",
    "side": r"side|aside|\brail|column-?(?:right|left)|right-?col|left-?col|secondary|tertiary|complement|widget"
            r"|\bbox|module|card|teaser",
    "byline": r"byline|author|autor|dateline|\bdate|time|publish|meta\b|[-_]meta|posted|written|credit|source|info\b"
              r"|infos\b|bio\b",
    "tags": r"\btags?\b|[-_]tags?\b|tag-?list|keyword|topic|categor|label|\bcat\b",
    "caption": r"caption|credit|figure|image|photo|picture|gallery|slide|media|video|player|audio|embed|copyright"
               r"|bild|foto|img",
    "notice": r"cookie|consent|gdpr|modal|popup|overlay|lightbox|alert|notice|notification|toast|tooltip|hidden"
              r"|sr-only|visually|screen-?reader|hide|print|noprint",
    "quote": r"quote|pull|zitat|citat|highlight|factbox|fact-?box|info-?box|infobox|sidebar-?text|inset|timeline",
}  # fmt: skip
_NAME_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in NAMES.items()), re.IGNORECASE)
_EACH = [(index, re.compile(pattern, re.IGNORECASE)) for index, pattern in enumerate(NAMES.values())]
WITHIN = (
    "nav", "footer", "header", "aside", "form", "figure", "article", "main", "table", "ul", "ol", "blockquote",
    "section", "details", "dl",
)  # fmt: skip
_WITHIN_BITS = {tag: 1 << index for index, tag in enumerate(WITHIN)}
FLAGS = (
    *(f"in_{tag}" for tag in WITHIN),
    *(f"{reach}_{name}" for name in NAMES for reach in ("near", "far")),
    "is_body",
    "hidden",
    "depth",
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What an element inherits and adds: one bit a kind of name, for the three nearest elements and for all."""

    near: tuple[int, int, int]
    far: int
    within: int
    depth: int
    is_body: bool
    is_hidden: bool

    def flags(self) -> Iterator[float]:
        """As features, in the order of ``FLAGS``."""
        near = self.near[0] | self.near[1] | self.near[2]
        for index in range(len(WITHIN)):
            yield float(self.within >> index & 1)
        for index in range(len(NAMES)):
            yield float(near >> index & 1)
            yield float(self.far >> index & 1)
        yield float(self.is_body)
        yield float(self.is_hidden)
        yield self.depth / 20


_TOP = Place((0, 0, 0), 0, 0, 0, is_body=False, is_hidden=False)


@lru_cache(maxsize=20_000)
def _bits_of(names: str) -> int:
    if not _NAME_PATTERN.search(names):
        return 0
    return sum(1 << index for index, pattern in _EACH if pattern.search(names))


class Places:
    """Finds the place of elements of one page, and remembers it."""

    def __init__(self) -> None:
        self._known: dict[html.HtmlElement, Place] = {}

    def of(self, element: html.HtmlElement) -> Place:
        known = self._known
        chain: list[html.HtmlElement] = []
        current: html.HtmlElement | None = element
        while current is not None and current not in known:
            chain.append(current)
            current = current.getparent()
        place = known[current] if current is not None else _TOP
        for one in reversed(chain):
            place = known[one] = _placed(one, place)
        return place


def _placed(element: html.HtmlElement, parent: Place) -> Place:
    attributes = element.attrib
    own = 0
    is_body = parent.is_body
    is_hidden = parent.is_hidden
    tag = element.tag
    if attributes and tag not in ("html", "body"):
        names = " ".join(
            value
            for name in ("class", "id", "role", "itemprop", "data-testid", "data-component")
            if (value := attributes.get(name))
        )
        if names:
            own = _bits_of(names[:300])
            is_body = is_body or "articleBody" in names
        is_hidden = is_hidden or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
    near = (own, parent.near[0], parent.near[1])
    within = parent.within | _WITHIN_BITS.get(str(tag), 0)
    return Place(near, parent.far | own, within, parent.depth + 1, is_body, is_hidden)
