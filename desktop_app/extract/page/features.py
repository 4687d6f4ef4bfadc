"""
What can be seen of a block that tells an article from what stands round it, as numbers.

Nothing here knows a language: lengths, links, punctuation of every script, the names that sites give to their elements,
the neighbours, and how alike blocks of one make are all over the page.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from lxml import html
from numpy.typing import NDArray

from desktop_app.extract.page.blocks import Block

Matrix = NDArray[np.float32]

_COMMAS = re.compile("[,،、，؛;；·]")
_STOPS = re.compile("[.!?…。！？।؟۔॥።]")
_DIGITS = re.compile(r"\d")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_WORTH = 2.5  # letters of an alphabet that one character of these scripts says as much as
_DATE_LIKE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[.:/]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]")
_ENDS = tuple(".!?…。！？।؟۔॥።:\"'”’»」』)“")
_BULLETS = tuple("•·–—-*►▶»>|©#@+")

# Words in the names that elements bear (class, id, role, itemprop), by what they tell.
_NAMES = {
    "text": r"article-?_?(?:body|text|content|main|copy)|articlebody|(?:entry|post|story|page|main|news|body|text)-?_?"
            r"(?:content|body|text|copy)|content-?_?(?:body|text|article)|rich-?text|wysiwyg|prose|paragraph|lead\b|intro|standfirst"
            r"|summary|abstract|\bdek\b|subtitle|field-name-body|td-post-content|the-content",
    "article": r"article|story|\bpost\b|entry|hentry|news-?item|\bblog",
    "main": r"\bmain\b|content|primary|center|middle",
    "comment": r"comment|disqus|discuss|reply|respon[ds]|reader-?voice|talkback|forum|thread",
    "share": r"share|sharing|social|facebook|twitter|whatsapp|follow|addtoany|sns|like-?box|pinterest",
    "related": r"related|recommend|more-?(?:on|from|stories|news|articles)|read-?(?:more|also|next)|see-?also|similar"
               r"|also-?|further|recirc|linkbox|crosslink|more-?links|weiter|mehr|outbrain|taboola|plista|\bnext|prev"
               r"|(?:article|story|news|post)s?-?_?(?:list|grid|feed)|(?:most|top|latest|popular|trending|read|archive)",
    "promo": r"promo|sponsor|advert|\bads?\b|[-_]ads?[-_]|\bad-|banner|commercial|anzeige|werbung|affiliate|partner|shop|offer|deal",
    "subscribe": r"newsletter|subscri|sign-?up|signup|paywall|premium|login|register|member|donat|abo\b|call-?to|cta\b|form",
    "menu": r"\bnav|menu|breadcrumb|crumb|toolbar|tool-?bar|\btabs?\b|pagination|pager|pagenav|paging|jump|skip",
    "foot": r"foot|bottom|copyright|legal|disclaimer|imprint|colophon|license",
    "head": r"header|head\b|masthead|top-?bar|topbar|logo|branding|title|headline|heading|kicker|overline|eyebrow",
    "side": r"side|aside|\brail|column-?(?:right|left)|right-?col|left-?col|secondary|tertiary|complement|widget|\bbox|module|card|teaser",
    "byline": r"byline|author|autor|dateline|\bdate|time|publish|meta\b|[-_]meta|posted|written|credit|source|info\b|infos\b|bio\b",
    "tags": r"\btags?\b|[-_]tags?\b|tag-?list|keyword|topic|categor|label|\bcat\b",
    "caption": r"caption|credit|figure|image|photo|picture|gallery|slide|media|video|player|audio|embed|copyright|bild|foto|img",
    "notice": r"cookie|consent|gdpr|modal|popup|overlay|lightbox|alert|notice|notification|toast|tooltip|hidden|sr-only|visually|screen-?reader|hide|print|noprint",
    "quote": r"quote|pull|zitat|citat|highlight|factbox|fact-?box|info-?box|infobox|sidebar-?text|inset|timeline",
}  # fmt: skip
_NAME_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items()), re.IGNORECASE)
_EACH = [(index, re.compile(pattern, re.IGNORECASE)) for index, pattern in enumerate(_NAMES.values())]
_TAGS = (
    "p", "li", "h1", "h2", "h3", "h4", "div", "td", "dd", "dt", "blockquote", "figcaption", "pre", "section", "article",
    "address", "summary", "th", "button", "label",
)  # fmt: skip
_WITHIN = (
    "nav", "footer", "header", "aside", "form", "figure", "article", "main", "table", "ul", "ol", "blockquote",
    "section", "details", "dl",
)  # fmt: skip
_TAG_INDEX = {tag: index for index, tag in enumerate(_TAGS)}
_WITHIN_BIT = {tag: 1 << index for index, tag in enumerate(_WITHIN)}
_NAME_COUNT = len(_NAMES)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element inherits and adds: one bit a kind of name, for itself, for the three nearest and for all."""

    own: int
    near: tuple[int, int, int]
    far: int
    within: int
    depth: int
    is_body: bool
    is_hidden: bool

    def all_near(self) -> int:
        return self.near[0] | self.near[1] | self.near[2]


_TOP = _Place(0, (0, 0, 0), 0, 0, 0, is_body=False, is_hidden=False)
_name_bits: dict[str, int] = {}


def _bits_of(names: str) -> int:
    bits = _name_bits.get(names)
    if bits is None:
        bits = 0
        if _NAME_PATTERN.search(names):
            for index, pattern in _EACH:
                if pattern.search(names):
                    bits |= 1 << index
        if len(_name_bits) > 50_000:
            _name_bits.clear()
        _name_bits[names] = bits
    return bits


class _Places:
    def __init__(self) -> None:
        self._known: dict[html.HtmlElement, _Place] = {}

    def of(self, element: html.HtmlElement) -> _Place:
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


def _placed(element: html.HtmlElement, parent: _Place) -> _Place:
    attributes = element.attrib
    own = 0
    is_body = parent.is_body
    is_hidden = parent.is_hidden
    tag = element.tag
    if attributes and tag not in ("html", "body"):
        names = " ".join(
            value for name in ("class", "id", "role", "itemprop", "data-testid", "data-component") if (value := attributes.get(name))
        )
        if names:
            own = _bits_of(names[:300])
            is_body = is_body or "articleBody" in names
        is_hidden = is_hidden or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
    near = (own, parent.near[0], parent.near[1])
    within = parent.within | _WITHIN_BIT.get(str(tag), 0)
    return _Place(own, near, parent.far | own, within, parent.depth + 1, is_body, is_hidden)


def worth(text: str) -> float:
    """The length of a text in letters of an alphabet, whatever script it is in."""
    wide = len(_WIDE.findall(text))
    return len(text) + (_WIDE_WORTH - 1) * wide


@dataclass(slots=True)
class Seen:
    """The features of a page's blocks, and what later stages need of them again."""

    matrix: Matrix
    names: list[str]
    worths: Matrix
    groups: list[int]  # blocks of one make have one number
    parents: list[int]  # blocks of one parent have one number


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What the page says about itself, for comparing its text with."""

    title: str = ""
    description: str = ""
    body: str = ""  # JSON-LD's articleBody


def features(blocks: Sequence[Block], witnesses: Witnesses) -> Seen:
    if not blocks:
        return Seen(np.zeros((0, 1), np.float32), [], np.zeros(0, np.float32), [], [])
    places = _Places()
    worths = np.array([worth(b.text) for b in blocks], np.float32)
    texts = [b.text for b in blocks]
    place_of = [places.of(b.element) for b in blocks]
    columns: dict[str, list[float]] = defaultdict(list)
    body = _folded(witnesses.body)
    title = _folded(witnesses.title)
    description = _folded(witnesses.description)
    folded = [_folded(t) for t in texts]
    repeats: dict[str, int] = defaultdict(int)
    for f in folded:
        repeats[f] += 1
    group_numbers: dict[tuple[object, ...], int] = {}
    parent_numbers: dict[object, int] = {}
    groups: list[int] = []
    parents: list[int] = []
    for block, place, text, fold, size in zip(blocks, place_of, texts, folded, worths.tolist(), strict=True):
        length = max(1, len(text))
        add = columns
        add["log_worth"].append(math.log1p(size))
        add["short"].append(float(size < 25))
        add["long"].append(float(size > 120))
        add["very_long"].append(float(size > 300))
        add["link_density"].append(block.link_length / length)
        add["all_link"].append(float(block.link_length > 0.8 * length))
        add["has_link"].append(float(block.links > 0))
        add["links_per"].append(min(1.0, block.links / (1 + size / 40)))
        add["bold"].append(float(block.bold_length > 0.8 * length))
        commas = len(_COMMAS.findall(text))
        stops = len(_STOPS.findall(text))
        add["commas"].append(min(1.0, commas / (1 + size / 60)))
        add["log_commas"].append(math.log1p(commas))
        add["stops"].append(min(1.0, stops / (1 + size / 100)))
        add["has_stop"].append(float(stops > 0))
        add["ends"].append(float(text.endswith(_ENDS)))
        add["bullet"].append(float(text.startswith(_BULLETS)))
        add["digits"].append(len(_DIGITS.findall(text)) / length)
        add["date"].append(float(bool(_DATE_LIKE.search(text)) and size < 80))
        letters = [c for c in text[:200] if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        add["upper"].append(upper / max(1, len(letters)))
        add["copyright"].append(float("©" in text or "(c)" in text.lower()))
        add["pipes"].append(float("|" in text or "›" in text or "»" in text[-2:]))
        add["title"].append(float(bool(fold) and fold == title))
        add["in_title"].append(float(len(fold) > 8 and fold in title))
        add["description"].append(float(len(fold) > 15 and (fold in description or (len(description) > 30 and description in fold))))
        add["no_body"].append(float(not body))
        add["in_body"].append(float(bool(body) and len(fold) > 3 and fold[:200] in body))
        add["out_body"].append(float(bool(body) and len(fold) > 3 and fold[:200] not in body))
        add["repeat"].append(float(repeats[fold] > 1))
        tag_index = _TAG_INDEX.get(str(block.element.tag), -1)
        for index, tag in enumerate(_TAGS):
            add[f"tag_{tag}"].append(float(index == tag_index))
        for tag, bit in _WITHIN_BIT.items():
            add[f"in_{tag}"].append(float(bool(place.within & bit)))
        near, far = place.all_near(), place.far
        for index, name in enumerate(_NAMES):
            bit = 1 << index
            add[f"near_{name}"].append(float(bool(near & bit)))
            add[f"far_{name}"].append(float(bool(far & bit)))
        add["is_body"].append(float(place.is_body))
        add["hidden"].append(float(place.is_hidden))
        add["depth"].append(place.depth / 20)
        parent = block.element.getparent()
        parent = parent if parent is not None else block.element
        grand = parent.getparent()
        key = (block.element.tag, block.element.get("class"), parent.tag, parent.get("class"), grand.get("class") if grand is not None else None)
        groups.append(group_numbers.setdefault(key, len(group_numbers)))
        parents.append(parent_numbers.setdefault(parent, len(parent_numbers)))
    named = {name: np.array(values, np.float32) for name, values in columns.items()}
    _add_places_in_page(named, worths)
    _add_groups(named, worths, groups, "group")
    _add_groups(named, worths, parents, "parent")
    _add_candidates(named, blocks, worths)
    _add_neighbours(named)
    names = list(named)
    matrix = np.stack([named[name] for name in names], axis=1)
    return Seen(matrix, names, worths, groups, parents)


def _add_places_in_page(named: dict[str, Matrix], worths: Matrix) -> None:
    count = len(worths)
    total = max(1.0, float(worths.sum()))
    named["position"] = np.cumsum(worths) / total
    named["order"] = np.arange(count, dtype=np.float32) / max(1, count)
    heads = np.flatnonzero((named["title"] > 0) | (named["tag_h1"] > 0))
    last_title = np.flatnonzero(named["title"] > 0)
    first = int(last_title[0]) if len(last_title) else int(heads[0]) if len(heads) else -1
    index = np.arange(count)
    named["after_title"] = (index > first).astype(np.float32) if first >= 0 else np.full(count, 0.5, np.float32)
    before = np.concatenate([[0.0], np.cumsum(worths)])[:-1]
    start = before[first] if first >= 0 else 0.0
    named["since_title"] = np.sign(before - start) * np.log1p(np.abs(before - start)).astype(np.float32) / 10
    named["log_total"] = np.full(count, math.log1p(total) / 10, np.float32)


def _add_groups(named: dict[str, Matrix], worths: Matrix, numbers: list[int], name: str) -> None:
    keys = np.array(numbers, np.int64)
    size = int(keys.max()) + 1 if len(keys) else 0
    total = np.bincount(keys, worths, size)
    members = np.bincount(keys, minlength=size)
    linked = np.bincount(keys, worths * named["link_density"], size)
    stops = np.bincount(keys, worths * named["has_stop"], size)
    page = max(1.0, float(worths.sum()))
    named[f"{name}_log_total"] = np.log1p(total)[keys].astype(np.float32)
    named[f"{name}_share"] = (total / page)[keys].astype(np.float32)
    named[f"{name}_rank"] = (total / max(1.0, float(total.max()) if size else 1.0))[keys].astype(np.float32)
    named[f"{name}_mean"] = np.log1p(total / np.maximum(1, members))[keys].astype(np.float32)
    named[f"{name}_members"] = np.log1p(members)[keys].astype(np.float32)
    named[f"{name}_links"] = (linked / np.maximum(1.0, total))[keys].astype(np.float32)
    named[f"{name}_stops"] = (stops / np.maximum(1.0, total))[keys].astype(np.float32)


def _add_candidates(named: dict[str, Matrix], blocks: Sequence[Block], worths: Matrix) -> None:
    """How near a block is to the element that holds the most running text, found as Readability does."""
    scores: dict[html.HtmlElement, float] = defaultdict(float)
    link_density = named["link_density"].tolist()
    log_commas = named["log_commas"].tolist()
    for block, size, links, commas in zip(blocks, worths.tolist(), link_density, log_commas, strict=True):
        if size < 25:
            continue
        score = (1 + math.expm1(commas) + min(size / 100, 3)) * (1 - links)
        weight = 1.0
        element: html.HtmlElement | None = block.element.getparent() if block.element.tag not in ("div", "td", "section", "article") else block.element
        for level in range(5):
            if element is None or element.tag in ("body", "html"):
                break
            scores[element] += score * weight
            weight = 0.5 if level == 0 else weight * 0.6
            element = element.getparent()
    count = len(blocks)
    distance = np.full(count, 9.0, np.float32)
    share = np.zeros(count, np.float32)
    if scores:
        top = max(scores, key=lambda e: scores[e])
        best = scores[top]
        steps: dict[html.HtmlElement, int] = {}
        element = top
        step = 0
        while element is not None:
            steps[element] = step
            element, step = element.getparent(), step + 1
        memo: dict[html.HtmlElement, int] = dict(steps)
        for index, block in enumerate(blocks):
            chain = []
            current: html.HtmlElement | None = block.element
            while current is not None and current not in memo:
                chain.append(current)
                current = current.getparent()
            found = memo[current] if current is not None else 9
            for one in chain:
                memo[one] = found
            distance[index] = found
            parent = block.element.getparent()
            share[index] = max(scores.get(block.element, 0.0), scores.get(parent, 0.0) if parent is not None else 0.0) / best
    named["top_0"] = (distance == 0).astype(np.float32)
    named["top_1"] = (distance == 1).astype(np.float32)
    named["top_2"] = (distance == 2).astype(np.float32)
    named["top_distance"] = np.minimum(distance, 9) / 9
    named["score_share"] = share


_SHIFTED = ("log_worth", "link_density", "has_stop", "ends", "long", "top_0", "group_rank", "short", "commas", "tag_p", "bold")


def _add_neighbours(named: dict[str, Matrix]) -> None:
    for name in _SHIFTED:
        column = named[name]
        count = len(column)
        for offset in (-2, -1, 1, 2):
            shifted = np.zeros(count, np.float32)
            if offset < 0:
                shifted[-offset:] = column[:offset]
            else:
                shifted[:-offset] = column[offset:]
            named[f"{name}{offset:+d}"] = shifted
