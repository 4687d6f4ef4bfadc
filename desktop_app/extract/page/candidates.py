"""How near each block is to the element that holds the most running text, found as Mozilla's Readability finds it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from lxml import html
from numpy.typing import NDArray

from desktop_app.extract.page.blocks import Block

Matrix = NDArray[np.float32]

_LEAST = 25  # letters of a paragraph that counts
_LEVELS = 5  # elements upwards that a paragraph counts for
_FAR = 9  # elements between a block and the best candidate; further is as good as elsewhere
_HOLDERS = ("div", "td", "section", "article")  # text that stands in them directly counts for themselves


def add_candidates(named: dict[str, Matrix], blocks: Sequence[Block], worths: Matrix) -> None:
    scores = _scores(named, blocks, worths)
    top = max(scores, key=lambda element: scores[element], default=None)
    distance = np.full(len(blocks), _FAR, np.float32)
    share = np.zeros(len(blocks), np.float32)
    if top is not None and scores[top] > 0:  # text that is nothing but links gives no points
        steps = _steps_from(top)
        for index, block in enumerate(blocks):
            distance[index] = _step(block.element, steps)
            parent = block.element.getparent()
            around = 0.0 if parent is None else scores.get(parent, 0.0)
            share[index] = max(scores.get(block.element, 0.0), around) / scores[top]
    for step in (0, 1, 2):
        named[f"top_{step}"] = (distance == step).astype(np.float32)
    named["top_distance"] = (np.minimum(distance, _FAR) / _FAR).astype(np.float32)
    named["score_share"] = share


def _scores(named: dict[str, Matrix], blocks: Sequence[Block], worths: Matrix) -> dict[html.HtmlElement, float]:
    """Paragraphs give points for their length and their commas, half as many a level further up."""
    scores: dict[html.HtmlElement, float] = defaultdict(float)
    facts = zip(blocks, worths.tolist(), named["link_density"].tolist(), named["log_commas"].tolist(), strict=True)
    for block, size, links, commas in facts:
        if size < _LEAST:
            continue
        score = (1 + math.expm1(commas) + min(size / 100, 3)) * (1 - links)
        weight = 1.0
        element = block.element if block.element.tag in _HOLDERS else block.element.getparent()
        for level in range(_LEVELS):
            if element is None or element.tag in ("body", "html"):
                break
            scores[element] += score * weight
            weight = 0.5 if level == 0 else weight * 0.6
            element = element.getparent()
    return scores


def _steps_from(top: html.HtmlElement) -> dict[html.HtmlElement, int]:
    return {top: 0} | {element: step for step, element in enumerate(top.iterancestors(), 1)}


def _step(element: html.HtmlElement, steps: dict[html.HtmlElement, int]) -> int:
    """How far up from the best candidate the two meet. ``steps`` learns the way."""
    way: list[html.HtmlElement] = []
    current: html.HtmlElement | None = element
    while current is not None and current not in steps:
        way.append(current)
        current = current.getparent()
    found = _FAR if current is None else steps[current]
    steps.update(dict.fromkeys(way, found))
    return found
