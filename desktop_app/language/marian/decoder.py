"""
The half of a model that writes, a piece at a time for all sentences of a batch.

What it remembers of the pieces written so far is one vector a sentence and layer (a "simpler simple recurrent unit"),
so a step costs the same wherever it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.language.marian.encoder import scaled
from desktop_app.language.marian.layers import FeedForward, Linear, Norm, softmax
from desktop_app.language.marian.tensors import Floats, ModelFile


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``g = sigmoid(x Wf + bf)``, ``memory = g memory + (1 - g) x W``, out: ``LN(x + relu(memory))``."""

    into: Linear  # gate and candidate beside each other
    norm: Norm

    def __call__(self, x: Floats, memory: Floats) -> Floats:
        """Changes ``memory``."""
        width = x.shape[1]
        both = self.into(x)
        gate, candidate = both[:, :width], both[:, width:]
        np.negative(gate, out=gate)
        np.exp(gate, out=gate)
        gate += 1
        np.reciprocal(gate, out=gate)
        memory -= candidate
        memory *= gate
        memory += candidate
        return self.norm(x, np.maximum(memory, 0))

    @staticmethod
    def load(file: ModelFile, prefix: str) -> Recurrence:
        gate = Linear.load(file, f"{prefix}_Wf", f"{prefix}_bf")
        candidate = Linear(file.matrix(f"{prefix}_W"), np.zeros_like(gate.bias))
        return Recurrence(Linear.beside(gate, candidate), Norm.load(file, f"{prefix}_ffn"))


@dataclass(frozen=True, slots=True)
class Source:
    """What a layer's attention sees of the sentences that were read: made once, used at each step."""

    keys: Floats  # sentence, head, width of a head, piece
    values: Floats  # sentence, head, piece, width of a head
    mask: Floats | None  # sentence, 1, 1, piece

    def only(self, sentences: list[int]) -> Source:
        return Source(self.keys[sentences], self.values[sentences], None if self.mask is None else self.mask[sentences])


@dataclass(frozen=True, slots=True)
class Attention:
    """The piece to be written looks at the pieces that were read."""

    heads: int
    query: Linear
    into: Linear  # keys and values beside each other
    out: Linear
    norm: Norm

    def source(self, read: Floats, mask: Floats | None) -> Source:
        batch, length, width = read.shape
        parts = self.into(read).reshape(batch, length, 2, self.heads, width // self.heads)
        keys, values = parts[:, :, 0], parts[:, :, 1]
        return Source(
            np.ascontiguousarray(keys.transpose(0, 2, 3, 1)), np.ascontiguousarray(values.transpose(0, 2, 1, 3)), mask
        )

    def __call__(self, x: Floats, source: Source) -> tuple[Floats, Floats]:
        """The result, and how much the first head looks at each piece (sentence, piece)."""
        batch, width = x.shape
        scores: Floats = self.query(x).reshape(batch, self.heads, 1, -1) @ source.keys
        if source.mask is not None:
            scores += source.mask
        weights = softmax(scores)
        seen: Floats = weights @ source.values
        return self.norm(x, self.out(seen.reshape(batch, width))), weights[:, 0, 0]

    @staticmethod
    def load(file: ModelFile, prefix: str, heads: int) -> Attention:
        query, key, value, out = (Linear.load(file, f"{prefix}_W{part}", f"{prefix}_b{part}") for part in "qkvo")
        return Attention(heads, scaled(query, heads), Linear.beside(key, value), out, Norm.load(file, f"{prefix}_Wo"))


@dataclass(frozen=True, slots=True)
class DecoderLayer:
    recurrence: Recurrence
    attention: Attention
    feed_forward: FeedForward


@dataclass(slots=True)
class Writing:
    """A batch while it is written: what changes from step to step."""

    sources: list[Source]  # a layer each, as are the memories
    memories: list[Floats]

    def only(self, sentences: list[int]) -> None:
        """Go on with these sentences; the others are done."""
        self.sources = [source.only(sentences) for source in self.sources]
        self.memories = [memory[sentences] for memory in self.memories]


@dataclass(frozen=True, slots=True)
class Decoder:
    layers: tuple[DecoderLayer, ...]

    def begin(self, read: Floats, mask: Floats | None) -> Writing:
        batch, _, width = read.shape
        return Writing(
            [layer.attention.source(read, mask) for layer in self.layers],
            [np.zeros((batch, width), np.float32) for _ in self.layers],
        )

    def step(self, x: Floats, writing: Writing) -> tuple[Floats, Floats]:
        """From the pieces written last (sentence, width) to what the next ones are chosen by, and the alignment.

        The alignment is the first head of the last layer, which was taught to be one.
        """
        alignment = x
        for layer, source, memory in zip(self.layers, writing.sources, writing.memories, strict=True):
            x = layer.recurrence(x, memory)
            x, alignment = layer.attention(x, source)
            x = layer.feed_forward(x)
        return x, alignment

    @staticmethod
    def load(file: ModelFile, heads: int) -> Decoder:
        names = [f"decoder_l{i}" for i in range(1, file.number("dec-depth") + 1)]
        return Decoder(
            tuple(
                DecoderLayer(
                    Recurrence.load(file, f"{name}_rnn"),
                    Attention.load(file, f"{name}_context", heads),
                    FeedForward.load(file, f"{name}_ffn"),
                )
                for name in names
            )
        )
