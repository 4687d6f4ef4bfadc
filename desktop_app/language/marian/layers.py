"""
The parts of which encoder and decoder are made: 32-bit arithmetic on weights that were 8-bit integers in the file.

They are turned into floats once, when the model is loaded. NumPy has no product of 8-bit matrices; its product of
floats is the processor maker's own and quicker than anything that could be put together from integers here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from desktop_app.language.marian.tensors import Floats, ModelFile

_EPSILON = np.float32(1e-6)
_ROWS = 64  # the widest layer's values of so many stay in the processor's cache: a sixth of all time is saved


@dataclass(frozen=True, slots=True)
class Linear:
    """``x @ weights + bias``."""

    weights: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weights
        y += self.bias
        return y

    @staticmethod
    def load(file: ModelFile, weights: str, bias: str) -> Linear:
        return Linear(file.matrix(weights), file.vector(bias))

    @staticmethod
    def beside(*parts: Linear) -> Linear:
        """Several of one input as one: a single product of matrices is quicker than several."""
        return Linear(
            np.ascontiguousarray(np.concatenate([p.weights for p in parts], axis=1)),
            np.concatenate([p.bias for p in parts]),
        )


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation of a sum: ``LN(x + change)``, over the last axis."""

    scale: Floats
    bias: Floats
    mean: Floats  # a vector that takes the mean when multiplied with; quicker than ``np.mean`` for small matrices

    def __call__(self, x: Floats, change: Floats) -> Floats:
        """May use the memory of ``change``."""
        y = change
        y += x
        y -= (y @ self.mean)[..., None]
        deviation = np.einsum("...i,...i->...", y, y)
        deviation *= self.mean[0]
        deviation += _EPSILON
        np.sqrt(deviation, out=deviation)
        y /= deviation[..., None]
        y *= self.scale
        y += self.bias
        return y

    @staticmethod
    def load(file: ModelFile, prefix: str) -> Norm:
        scale = file.vector(f"{prefix}_ln_scale")
        mean = np.full(len(scale), 1 / len(scale), np.float32)
        return Norm(scale, file.vector(f"{prefix}_ln_bias"), mean)


@dataclass(frozen=True, slots=True)
class FeedForward:
    """Two linear layers with a rectifier between them, added and normalised."""

    first: Linear
    second: Linear
    norm: Norm

    def __call__(self, x: Floats) -> Floats:
        rows = x.reshape(-1, x.shape[-1])
        change = np.empty_like(rows)
        room = np.empty((min(_ROWS, len(rows)), len(self.first.bias)), np.float32)
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            hidden = np.matmul(some, self.first.weights, out=room[: len(some)])
            hidden += self.first.bias
            np.maximum(hidden, 0, out=hidden)
            np.matmul(hidden, self.second.weights, out=change[start : start + _ROWS])
        change += self.second.bias
        return self.norm(x, change.reshape(x.shape))

    @staticmethod
    def load(file: ModelFile, prefix: str) -> FeedForward:
        return FeedForward(
            Linear.load(file, f"{prefix}_W1", f"{prefix}_b1"),
            Linear.load(file, f"{prefix}_W2", f"{prefix}_b2"),
            Norm.load(file, f"{prefix}_ffn"),
        )


def positions(length: int, width: int) -> Floats:
    """The sinusoidal signal that tells places apart: sines in the first half of the width, cosines in the second."""
    half = width // 2
    steps = np.exp(np.arange(half) * (-math.log(10_000) / (half - 1)))
    angles = np.arange(length)[:, None] * steps[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Over the last axis, in place."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores
