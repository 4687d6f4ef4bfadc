"""From probabilities to what is kept: whole lists and tables, nothing twice, and something rather than nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from lxml import html

from desktop_app.extract.boilerplate import is_for_advert, is_read_also
from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.captions import is_caption
from desktop_app.extract.page.features import Seen, worth
from desktop_app.extract.page.hidden import is_hidden
from desktop_app.extract.page.scoring import Shares
from desktop_app.extract.page.tables import arranges
from desktop_app.extract.page.title_text import folded

_TOGETHER = ("table", "ul", "ol", "dl")  # kept or left as a whole, as far as it is one thing
_HOLDER_LEVELS = 6  # that a block's element may stand below it
_DATA = ("table", "dl")
_LEAST_DATA = 4  # cells
_DATA_LINKS = 0.3  # the share of them that may be links
_DATA_LEVELS = 5  # that a table may stand below the box of the text: wrappers that scroll, figures
_TEXT_LEVELS = 3  # that the text beside it may stand below that box
_BESIDE = 3  # blocks between it and the text: its heading, its source, a picture's words
_MOST_QUOTED = 8  # blocks; what holds more is no quotation
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = ("p", "div", "section", "aside", "center")  # in a table or a list such a word tells what was paid for what
_HEADING_CHANCE = 0.05
_LITTLE = 300  # letters: less than that is hardly an article, so much more is risked,
_SHORT = 700  # and less than that is a short one, of which one paragraph is a large part: a little more is risked
_CHANCE_IN_SHORT = 0.35
_WHOLE = 300
_STANDFIRST_CHANCE = 0.2
_LEAST_STANDFIRST = 40  # letters
_BELOW_TITLE = 5  # blocks between which and the title only signs of the section and of the author stand
_LONG_TEXT = 60  # folded letters of an alphabet: such a text stands in an article once
_TEASERS = 3  # links in one paragraph,
_ALL_LINKS = 0.9  # and the share of it that they are, from which it leads elsewhere


def selected(blocks: Sequence[Block], seen: Seen, probabilities: Shares, threshold: float, title: str) -> set[int]:
    """The numbers of the blocks that are the article."""
    chances = _together(blocks, seen, probabilities)
    kept = {int(i) for i in np.flatnonzero(chances > threshold)}
    letters = sum(seen.worths[i] for i in kept)
    if _LITTLE <= letters < _SHORT:
        kept = {int(i) for i in np.flatnonzero(chances > min(threshold, _CHANCE_IN_SHORT))}
    elif letters < _LITTLE and len(chances):
        best = float(chances.max())
        lower = min(threshold, best * 0.5)
        kept = {int(i) for i in np.flatnonzero(chances > max(lower, 0.05))}
    kept |= _standfirsts(seen, chances)
    kept |= _headings_between(blocks, chances, kept)
    kept |= _data_between(blocks, kept)
    kept |= _rest_of_quotes(blocks, kept)
    kept -= {index for index in kept if is_caption(blocks[index]) or _leads_elsewhere(blocks[index])}
    kept -= _hidden(blocks, kept)
    known = folded(title)
    said: dict[str, html.HtmlElement] = {}
    texts = {index: folded(blocks[index].text) for index in kept}
    for index in sorted(kept):
        text, element = texts[index], blocks[index].element
        before = said.setdefault(text, element)
        is_copy = before is not element and worth(text) > _LONG_TEXT and not _is_refrain(before, element)
        if text == known or is_copy:
            kept.discard(index)
    return kept - _wholes(texts)


def _is_refrain(before: html.HtmlElement, again: html.HtmlElement) -> bool:
    """What an author says again stands beside what it repeats and is made alike; a copy for another width is not."""
    return (
        before.getparent() is again.getparent()
        and before.tag == again.tag
        and before.get("class") == again.get("class")
        and before.get("id") is None is again.get("id")
    )


def _hidden(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """What is not shown beside what is. Where most of the text is hidden a script shows it."""
    found = {index for index in kept if is_hidden(blocks[index].element)}
    letters = sum(len(blocks[index].text) for index in found)
    is_most = letters * 2 > sum(len(blocks[index].text) for index in kept)
    return set() if is_most else found


def _wholes(texts: dict[int, str]) -> set[int]:
    """Blocks that hold the whole article once more in one piece, as for a machine that reads it out."""
    found: set[int] = set()
    for index, text in texts.items():
        if len(text) < _WHOLE:
            continue
        inside = [
            other
            for number, other in texts.items()
            if number != index and _LONG_TEXT < len(other) < len(text) and other in text
        ]
        if len(inside) > 1 and sum(map(len, inside)) > 0.7 * len(text):
            found.add(index)
    return found


def _leads_elsewhere(block: Block) -> bool:
    """Between paragraphs: "Read also: ..." with a link, a row of headlines that are links, a sign over an advert."""
    if block.element.tag in _BOXES and is_for_advert(block.text):
        return True
    if block.links >= _TEASERS and block.link_length > _ALL_LINKS * len(block.text):
        return True
    return block.link_length * 2 > len(block.text) and is_read_also(block.text)


def _standfirsts(seen: Seen, chances: Shares) -> set[int]:
    """What the page gives as its description, where it stands right below the title: the article begins with it."""
    if not seen.names:
        return set()  # a page without a block
    columns = dict(zip(seen.names, seen.matrix.T, strict=True))
    is_title, is_description = columns["title"] > 0, columns["description"] > 0
    return {
        int(i)
        for i in np.flatnonzero(is_description & (seen.worths > _LEAST_STANDFIRST) & (chances > _STANDFIRST_CHANCE))
        if is_title[max(0, i - _BELOW_TITLE) : i].any()
    }


def _headings_between(blocks: Sequence[Block], chances: Shares, kept: set[int]) -> set[int]:
    """Headings that stand between kept text: a heading looks like a teaser's to the models, its neighbours do not."""
    return {
        index
        for index, block in enumerate(blocks)
        if index not in kept
        and block.element.tag in _HEADINGS
        and block.link_length * 2 < len(block.text)
        and chances[index] > _HEADING_CHANCE
        and index + 1 in kept
        and blocks[index + 1].element.tag not in _HEADINGS
        and any(index - step in kept for step in (1, 2, 3))
    }


def _data_between(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Tables of figures and lists of terms between kept text, in its box: figures look like a menu to the models."""
    found: set[int] = set()
    for holder, members in _holders(blocks, _DATA).items():
        first, last = members[0], members[-1]
        if kept.intersection(members) or len(members) < _LEAST_DATA or last - first >= len(members):
            continue
        before = next((i for i in range(first - 1, first - _BESIDE - 1, -1) if i in kept), None)
        after = next((i for i in range(last + 1, last + _BESIDE + 1) if i in kept), None)
        if before is None or after is None or (holder.tag == "table" and arranges(holder)):
            continue
        around = set(_with_ancestors(holder, _DATA_LEVELS))
        letters = sum(len(blocks[i].text) for i in members)
        is_linked = sum(blocks[i].link_length for i in members) > _DATA_LINKS * letters
        if not is_linked and all(
            around.intersection(_with_ancestors(blocks[i].element, _TEXT_LEVELS)) for i in (before, after)
        ):
            found.update(members)
    return found


def _rest_of_quotes(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Who said it, and when: what stands in a quotation beside words of it that are kept."""
    found: set[int] = set()
    for members in _holders(blocks, ("blockquote",)).values():
        inside = kept.intersection(members)
        said = sum(len(blocks[i].text) for i in inside)
        if inside and len(members) <= _MOST_QUOTED and 3 * said > sum(len(blocks[i].text) for i in members):
            found.update(members)
    return found


def _holders(blocks: Sequence[Block], tags: Sequence[str]) -> dict[html.HtmlElement, list[int]]:
    """The blocks that stand in an element of these names, by the nearest one."""
    root = blocks[0].element.getroottree().getroot() if blocks else None
    if root is None or next(root.iter(*tags), None) is None:
        return {}  # as in most pages
    holders: dict[html.HtmlElement, list[int]] = {}
    for index, block in enumerate(blocks):
        holder = next((one for one in _with_ancestors(block.element, _HOLDER_LEVELS) if one.tag in tags), None)
        if holder is not None:
            holders.setdefault(holder, []).append(index)
    return holders


def _together(blocks: Sequence[Block], seen: Seen, probabilities: Shares) -> Shares:
    """The cells of a table, and the items of a list that are of one kind, have one chance."""
    chances = probabilities.copy()
    for holder, members in _holders(blocks, _TOGETHER).items():
        if holder.tag == "table" and arranges(holder):
            continue
        weights = np.maximum(seen.worths[members], 1)
        mean = float(np.average(probabilities[members], weights=weights))
        chances[members] = mean if holder.tag == "table" else 0.5 * chances[members] + 0.5 * mean
    return chances


def _with_ancestors(element: html.HtmlElement, count: int) -> list[html.HtmlElement]:
    found = [element]
    parent = element.getparent()
    while parent is not None and len(found) < count:
        found.append(parent)
        parent = parent.getparent()
    return found
