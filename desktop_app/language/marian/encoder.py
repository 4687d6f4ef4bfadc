"""The half of a model that reads: sentences to a vector for each of their pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.language.marian.layers import FeedForward, Linear, Norm, softmax
from desktop_app.language.marian.tensors import Floats, ModelFile


@dataclass(frozen=True, slots=True)
class SelfAttention:
    """Each piece looks at all pieces of its sentence."""

    heads: int
    into: Linear  # queries, keys and values beside each other; queries already divided by the root of a head's width
    out: Linear
    norm: Norm

    def __call__(self, x: Floats, mask: Floats | None) -> Floats:
        batch, length, width = x.shape
        parts = self.into(x).reshape(batch, length, 3, self.heads, width // self.heads)
        queries, keys, values = parts.transpose(2, 0, 3, 1, 4)
        scores: Floats = queries @ keys.transpose(0, 1, 3, 2)
        if mask is not None:
            scores += mask
        seen: Floats = softmax(scores) @ values
        return self.norm(x, self.out(seen.transpose(0, 2, 1, 3).reshape(batch, length, width)))

    @staticmethod
    def load(file: ModelFile, prefix: str, heads: int) -> SelfAttention:
        query, key, value = (Linear.load(file, f"{prefix}_W{part}", f"{prefix}_b{part}") for part in "qkv")
        return SelfAttention(
            heads,
            Linear.beside(scaled(query, heads), key, value),
            Linear.load(file, f"{prefix}_Wo", f"{prefix}_bo"),
            Norm.load(file, f"{prefix}_Wo"),
        )


def scaled(query: Linear, heads: int) -> Linear:
    """The queries divided by the root of a head's width, so that the scores need not be."""
    factor = np.float32((query.weights.shape[1] / heads) ** -0.5)
    return Linear(query.weights * factor, query.bias * factor)


@dataclass(frozen=True, slots=True)
class Encoder:
    layers: tuple[tuple[SelfAttention, FeedForward], ...]

    def __call__(self, x: Floats, mask: Floats | None) -> Floats:
        """From and to (sentence, piece, width); ``mask`` is far below zero where a shorter sentence has no piece."""
        for attention, feed_forward in self.layers:
            x = feed_forward(attention(x, mask))
        return x

    @staticmethod
    def load(file: ModelFile, heads: int) -> Encoder:
        names = [f"encoder_l{i}" for i in range(1, file.number("enc-depth") + 1)]
        return Encoder(
            tuple(
                (SelfAttention.load(file, f"{name}_self", heads), FeedForward.load(file, f"{name}_ffn"))
                for name in names
            )
        )
