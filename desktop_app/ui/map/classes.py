"""Which countries get which colour: numbers of articles put into a few classes. Pure."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable

CLASSES = 6  # beside "no news yet"
FIRST_BOUNDS = (1, 2, 5, 10, 20, 50)  # while nothing is known


def round_down(number: float) -> int:
    """The largest of 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 60, 80, 100, ... that is not greater."""
    power = 1
    while power * 10 <= number:
        power *= 10
    steps = (1, 1.5, 2, 3, 4, 5, 6, 8)
    return max(int(step * power) for step in steps if step * power <= number and step * power == int(step * power))


def bounds(counts: Iterable[int]) -> tuple[int, ...]:
    """The least number of articles of each class, rising, starting with 1.

    Half-way between quantiles (each colour on as many countries) and equal ratios (each colour as many times more
    news), by their geometric mean. A linear scale would let a few large presses leave all others in one colour;
    quantiles alone put a press of thirty articles with one of two hundred. Rounded, because people read the numbers.
    """
    found = sorted(count for count in counts if count > 0)
    if not found:
        return FIRST_BOUNDS
    result = [1]
    for step in range(1, CLASSES):
        quantile = found[min(len(found) - 1, len(found) * step // CLASSES)]
        ratio = found[-1] ** (step / CLASSES)
        bound = round_down(max(1.0, math.sqrt(quantile * ratio)))
        if bound > result[-1]:
            result.append(bound)
    return tuple(result)


def class_of(count: int, limits: tuple[int, ...]) -> int:
    """0 for no articles, 1 for the lowest class, CLASSES for the highest.

    With fewer classes than colours the colours are spread, so that the busiest countries always look busy.
    """
    if count <= 0:
        return 0
    place = bisect_right(limits, count)  # 1 and up
    if len(limits) == 1:
        return CLASSES // 2
    return 1 + round((place - 1) * (CLASSES - 1) / (len(limits) - 1))
