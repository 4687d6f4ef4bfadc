"""Which countries get which colour: numbers of articles put into a few classes. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

CLASSES = 6  # beside "no news yet"
FIRST_BOUNDS = (1, 2, 5, 10, 20, 50)  # while nothing is known


def round_down(number: float) -> int:
    """The largest of 1, 2, 3, 5, 10, 15, 20, 30, 50, 100, ... that is not greater."""
    best, power = 1, 1
    while power <= number:
        for step in (1, 1.5, 2, 3, 5):
            value = step * power
            if value == int(value) and value <= number:
                best = int(value)
        power *= 10
    return best


def bounds(counts: Iterable[int]) -> tuple[int, ...]:
    """The least number of articles of each class, rising, starting with 1.

    By quantiles of the countries that have any, because a linear scale lets a few large presses leave all others in one
    colour (Brewer and Pickle 2002 found quantiles to be read best); rounded, because people read the numbers.
    """
    found = sorted(count for count in counts if count > 0)
    if not found:
        return FIRST_BOUNDS
    result = [1]
    for step in range(1, CLASSES):
        bound = round_down(found[min(len(found) - 1, len(found) * step // CLASSES)])
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
