"""
Which blocks of a page are the article: two small models, the second of which sees what the first thought of a block's
neighbours and of the other blocks of its make.

Both are logistic regressions; their weights lie in ``resources/extract/weights.json``, which
``packaging/fit_extraction.py`` makes from pages whose text is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app import assets
from desktop_app.extract.page.candidates import Matrix
from desktop_app.extract.page.features import Seen

_WINDOWS = (5, 10)  # blocks to either side
_OFFSETS = (-3, -2, -1, 1, 2, 3)

Shares = NDArray[np.float32]  # of probability, one a block


@dataclass(frozen=True, slots=True)
class Weights:
    """``first`` and ``second`` end with the constant."""

    names: tuple[str, ...]
    first: Matrix
    second: Matrix
    threshold: float
    title: dict[str, float]


@cache
def weights() -> Weights:
    stored = json.loads(assets.path("extract", "weights.json").read_text("utf-8"))
    return Weights(
        tuple(stored["features"]),
        np.array(stored["first"], np.float32),
        np.array(stored["second"], np.float32),
        float(stored["threshold"]),
        stored["title"],
    )


def probabilities(seen: Seen) -> Shares:
    """How likely each block is to belong to the article."""
    if not len(seen.matrix):
        return np.zeros(0, np.float32)
    known = weights()
    first = logistic(seen.matrix, known.first)
    return logistic(np.concatenate([seen.matrix, context(seen, first)], axis=1), known.second)


def logistic(matrix: Matrix, factors: NDArray[Any]) -> Shares:
    """The chances by one model, whose last factor is the constant."""
    odds: Matrix = np.clip(matrix @ factors[:-1] + factors[-1], -30, 30)
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def context(seen: Seen, first: Shares) -> Matrix:
    """What the first model thought of the blocks round each block."""
    count = len(first)
    worths = np.maximum(seen.worths, 1)
    mass = first * worths
    columns: list[NDArray[Any]] = [first]
    for offset in _OFFSETS:
        shifted = np.zeros(count, np.float32)
        if offset < 0:
            shifted[-offset:] = first[:offset]
        else:
            shifted[:-offset] = first[offset:]
        columns.append(shifted)
    total = max(1e-9, float(mass.sum()))
    for numbers in (seen.groups, seen.parents):
        keys = np.array(numbers, np.int64)
        inside = np.bincount(keys, mass)
        columns.append((inside / np.bincount(keys, worths))[keys])
        columns.append(inside[keys] / total)
    columns.append(np.cumsum(mass) / total)
    columns.append(np.full(count, np.log1p(total) / 10))
    for reach in _WINDOWS:
        sums = np.concatenate([[0.0], np.cumsum(mass)])
        upper = np.minimum(np.arange(count) + reach + 1, count)
        lower = np.maximum(np.arange(count) - reach, 0)
        near = sums[upper] - sums[lower]
        columns.append(near / max(1e-9, float(near.max())))
    return np.stack([column.astype(np.float32) for column in columns], axis=1)
