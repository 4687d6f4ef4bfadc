"""
What can be seen of a block that tells an article from what stands round it, as numbers.

Nothing here knows a language: lengths, links, punctuation of every script, the names that sites give to their elements,
the neighbours, and how alike blocks of one make are all over the page.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from lxml import html

from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.candidates import Matrix, add_candidates
from desktop_app.extract.page.element_names import FLAGS, Places
from desktop_app.extract.page.title_text import folded

_COMMAS = re.compile("[,،、，؛;；·]")
_STOPS = re.compile("[.!?…。！？।؟۔॥።]")
_DIGITS = re.compile(r"\d")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_WORTH = 2.5  # letters of an alphabet that one character of these scripts says as much as
_LONGEST_BODY = 200_000  # characters
_DATE_LIKE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[.:/]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]")
_ENDS = tuple(".!?…。！？।؟۔॥።:\"'”’»」』)“")
_BULLETS = tuple("•·–—-*►▶»>|©#@+")

_TAGS = (
    "p", "li", "h1", "h2", "h3", "h4", "div", "td", "dd", "dt", "blockquote", "figcaption", "pre", "section", "article",
    "address", "summary", "th", "button", "label",
)  # fmt: skip


def worth(text: str) -> float:
    """The length of a text in letters of an alphabet, whatever script it is in."""
    wide = len(_WIDE.findall(text))
    return len(text) + (_WIDE_WORTH - 1) * wide


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What the page says about itself, for comparing its text with."""

    title: str = ""
    description: str = ""
    body: str = ""  # JSON-LD's articleBody


@dataclass(frozen=True, slots=True)
class Seen:
    """The features of a page's blocks, and what later stages need of them again."""

    matrix: Matrix  # a row a block
    names: list[str]  # of the columns
    worths: Matrix
    groups: list[int]  # blocks of one make have one number
    parents: list[int]  # blocks of one parent have one number


def features(blocks: Sequence[Block], witnesses: Witnesses) -> Seen:
    if not blocks:
        return Seen(np.zeros((0, 1), np.float32), [], np.zeros(0, np.float32), [], [])
    places = Places()
    worths = np.array([worth(block.text) for block in blocks], np.float32)
    comparing = _Comparing(witnesses, blocks)
    rows = [
        [
            *_shape(block, size),
            *_signs(block.text, size),
            *comparing.with_page(index),
            *_tag(block),
            *places.of(block.element).flags(),
        ]
        for index, (block, size) in enumerate(zip(blocks, worths.tolist(), strict=True))
    ]
    matrix = np.array(rows, np.float32)
    named = {name: matrix[:, index] for index, name in enumerate(_OWN)}
    groups = _numbered(map(_make, blocks))
    parents = _numbered(map(_parent, blocks))
    _add_places_in_page(named, worths)
    _add_groups(named, worths, groups, "group")
    _add_groups(named, worths, parents, "parent")
    add_candidates(named, blocks, worths)
    _add_neighbours(named)
    return Seen(np.stack(list(named.values()), axis=1).astype(np.float32), list(named), worths, groups, parents)


# Of a block by itself. The names of the columns stand beside the functions that fill them.

_SHAPE = ("log_worth", "short", "long", "very_long", "link_density", "all_link", "has_link", "links_per", "bold")
_SIGNS = (
    "commas", "log_commas", "stops", "has_stop", "ends", "bullet", "digits", "date", "upper", "copyright", "pipes",
)  # fmt: skip
_COMPARED = ("title", "in_title", "description", "no_body", "in_body", "out_body", "repeat")
_OWN = (*_SHAPE, *_SIGNS, *_COMPARED, *(f"tag_{tag}" for tag in _TAGS), *FLAGS)


def _shape(block: Block, size: float) -> Iterator[float]:
    length = max(1, len(block.text))
    yield math.log1p(size)
    yield float(size < 25)
    yield float(size > 120)
    yield float(size > 300)
    yield block.link_length / length
    yield float(block.link_length > 0.8 * length)
    yield float(block.links > 0)
    yield min(1.0, block.links / (1 + size / 40))
    yield float(block.bold_length > 0.8 * length)


def _signs(text: str, size: float) -> Iterator[float]:
    commas = len(_COMMAS.findall(text))
    stops = len(_STOPS.findall(text))
    yield min(1.0, commas / (1 + size / 60))
    yield math.log1p(commas)
    yield min(1.0, stops / (1 + size / 100))
    yield float(stops > 0)
    yield float(text.endswith(_ENDS))
    yield float(text.startswith(_BULLETS))
    yield len(_DIGITS.findall(text)) / len(text)
    yield float(size < 80 and bool(_DATE_LIKE.search(text)))
    letters = [c for c in text[:200] if c.isalpha()]
    yield sum(c.isupper() for c in letters) / max(1, len(letters))
    yield float("©" in text or "(c)" in text.lower())
    yield float("|" in text or "›" in text or "»" in text[-2:])


def _tag(block: Block) -> Iterator[float]:
    own = block.element.tag
    return (float(tag == own) for tag in _TAGS)


class _Comparing:
    """Compares blocks with what the page says of itself, and with each other. All of it without signs and spaces."""

    def __init__(self, witnesses: Witnesses, blocks: Sequence[Block]) -> None:
        self._title = folded(witnesses.title)
        self._description = folded(witnesses.description)
        self._body = folded(witnesses.body[:_LONGEST_BODY])
        self._texts = [folded(block.text) for block in blocks]
        self._counts = Counter(self._texts)

    def with_page(self, index: int) -> Iterator[float]:
        text, description = self._texts[index], self._description
        yield float(bool(text) and text == self._title)
        yield float(len(text) > 8 and text in self._title)
        yield float(len(text) > 15 and (text in description or (len(description) > 30 and description in text)))
        is_told = len(text) > 3 and text[:200] in self._body
        yield float(not self._body)
        yield float(bool(self._body) and is_told)
        yield float(bool(self._body) and len(text) > 3 and not is_told)
        yield float(self._counts[text] > 1)


# Of the blocks among each other


def _parent(block: Block) -> html.HtmlElement:
    parent = block.element.getparent()
    return block.element if parent is None else parent


def _make(block: Block) -> Hashable:
    """What blocks of one template have in common."""
    parent = _parent(block)
    grand = parent.getparent()
    return (
        block.element.tag,
        block.element.get("class"),
        parent.tag,
        parent.get("class"),
        None if grand is None else grand.get("class"),
    )


def _numbered(keys: Iterable[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _add_places_in_page(named: dict[str, Matrix], worths: Matrix) -> None:
    count = len(worths)
    total = max(1.0, float(worths.sum()))
    named["position"] = (np.cumsum(worths) / total).astype(np.float32)
    named["order"] = (np.arange(count) / max(1, count)).astype(np.float32)
    heads = np.flatnonzero((named["title"] > 0) | (named["tag_h1"] > 0))
    last_title = np.flatnonzero(named["title"] > 0)
    first = int(last_title[0]) if len(last_title) else int(heads[0]) if len(heads) else -1
    index = np.arange(count)
    named["after_title"] = (index > first).astype(np.float32) if first >= 0 else np.full(count, 0.5, np.float32)
    before = np.concatenate([[0.0], np.cumsum(worths)])[:-1]
    start = before[first] if first >= 0 else 0.0
    named["since_title"] = (np.sign(before - start) * np.log1p(np.abs(before - start)) / 10).astype(np.float32)
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


_SHIFTED = (
    "log_worth",
    "link_density",
    "has_stop",
    "ends",
    "long",
    "top_0",
    "group_rank",
    "short",
    "commas",
    "tag_p",
    "bold",
)


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
