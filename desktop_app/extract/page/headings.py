"""The headings of a page: what they say, the pieces they are made of, and how they stand to the running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import html

from desktop_app.extract.page.blocks import Block

TAGS = ("h1", "h2", "h3", "h4")
NAMED = "named"  # the kind of what is a heading by its name alone
_TITLE_LIKE = re.compile(r"head-?line|title|heading", re.IGNORECASE)
_ARTICLES = re.compile(r"head-?line|title|\bentry\b|article|story|post", re.IGNORECASE)
_MOST = 150
_LONGEST = 400  # characters
_MANY = 3  # headings of one make; more are a list of teasers
_MOST_PIECES = 5
_LEAST_TEXT = 80  # characters of a block that is running text,
_MOST_LINKED = 0.3  # and the share of it that may be links
_NEAR = 11  # blocks after a heading in which the text begins,
_LEAST_NEAR = 150  # and the characters of it that must be there


@dataclass(frozen=True, slots=True)
class Heading:
    """``pieces`` are the texts of what stands directly in it, where it is made of several."""

    kind: str  # "h1" to "h4", or NAMED
    text: str
    pieces: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()  # "article", "header" and "main", as far as it stands in them
    is_articles: bool = False  # named for an article's title
    is_headline: bool = False  # named "headline" and nothing else
    is_of_many: bool = False  # more of the same make stand on the page
    followed: float = 0.0  # the share of the page's running text from here to the next heading of the first two levels
    before: float = 0.0  # the share that comes after it at all
    begins: bool = False  # running text begins soon after it


def headings_of(body: html.HtmlElement, blocks: Sequence[Block]) -> list[Heading]:
    """In the order of the page. Elements that only their name makes a heading count where there is no h1."""
    elements = list(islice(_elements(body), _MOST))
    makes = Counter(map(_make, elements))
    spans = _spans(elements, blocks)
    text = _RunningText(blocks, [spans[e][0] for e in elements if e.tag in ("h1", "h2") and e in spans])
    found: list[Heading] = []
    for element in elements:
        said = _said(element)
        if not said or len(said) > _LONGEST:
            continue
        names = _names(element)
        followed, before, begins = text.after(*spans[element]) if element in spans else (0.0, 0.0, False)
        found.append(
            Heading(
                kind=str(element.tag) if element.tag in TAGS else NAMED,
                text=said,
                pieces=_pieces(element),
                within=frozenset(str(one.tag) for one in element.iterancestors("article", "header", "main")),
                is_articles=bool(_ARTICLES.search(names)),
                is_headline="headline" in names.split(),
                is_of_many=makes[_make(element)] > _MANY,
                followed=followed,
                before=before,
                begins=begins,
            )
        )
    return found


def _elements(body: html.HtmlElement) -> Iterator[html.HtmlElement]:
    if next(body.iter("h1"), None) is not None:
        yield from body.iter(*TAGS)
        return
    for element in body.iter():
        if element.tag in TAGS or ((names := _names(element)) and _TITLE_LIKE.search(names)):
            yield element


def _names(element: html.HtmlElement) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))


def _make(element: html.HtmlElement) -> tuple[str, str]:
    return str(element.tag), _names(element)


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _pieces(element: html.HtmlElement) -> tuple[str, ...]:
    texts = [element.text or ""]
    for child in element:
        texts += [_said(child), child.tail or ""]
    pieces = tuple(piece for text in texts if (piece := " ".join(text.split())))
    return pieces if 1 < len(pieces) <= _MOST_PIECES else ()


def _spans(elements: Sequence[html.HtmlElement], blocks: Sequence[Block]) -> dict[html.HtmlElement, tuple[int, int]]:
    """The first and the last block in each of the elements."""
    own: dict[html.HtmlElement, tuple[int, int]] = {}
    for index, block in enumerate(blocks):
        known = own.get(block.element)
        own[block.element] = (index if known is None else known[0], index)
    spans: dict[html.HtmlElement, tuple[int, int]] = {}
    for element in elements:
        inside = [own[one] for one in element.iter() if one in own]
        if inside:
            spans[element] = (min(first for first, _ in inside), max(last for _, last in inside))
    return spans


class _RunningText:
    """Where on the page the running text stands."""

    def __init__(self, blocks: Sequence[Block], starts: Sequence[int]) -> None:
        """``starts``: the blocks at which headings of the first two levels begin."""
        self._starts = starts
        self._sums = [0]
        for block in blocks:
            length = len(block.text)
            is_running = length > _LEAST_TEXT and block.link_length < _MOST_LINKED * length
            self._sums.append(self._sums[-1] + (length if is_running else 0))

    def after(self, first: int, last: int) -> tuple[float, float, bool]:
        """``followed``, ``before`` and ``begins`` of a heading from the one block to the other."""
        sums = self._sums
        here = sums[last + 1]
        total = max(1, sums[-1])
        next_start = min((start for start in self._starts if start > max(first, last)), default=len(sums) - 1)
        near = sums[min(last + 1 + _NEAR, len(sums) - 1)] - here
        return (sums[next_start] - here) / total, (sums[-1] - here) / total, near > _LEAST_NEAR
