"""Small translation models of made-up weights, as files: what they say makes no sense, but it is always the same."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from desktop_app.language.marian.paths import ModelPaths

WIDTH, FFN, HEADS = 16, 24, 2
SETTINGS = {
    "type": "transformer",
    "transformer-decoder-autoreg": "rnn",
    "dec-cell": "ssru",
    "transformer-ffn-activation": "relu",
    "transformer-preprocess": '""',
    "transformer-postprocess": "dan",
    "transformer-heads": str(HEADS),
    "enc-depth": "2",
    "dec-depth": "2",
}
_CORPUS = (
    "a casa da avó fica perto do rio e da ponte velha",
    "o gato dorme na janela da casa ao sol",
    "the house of the grandmother is near the river and the old bridge",
    "the cat sleeps in the window of the house in the sun",
    'ela disse: "o rio subiu 12 metros" (em 2024).',
)


@lru_cache
def vocabulary(size: int = 90) -> bytes:
    """A SentencePiece model that spells rare characters in bytes; id 0 ends a sentence, id 1 is the unknown."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_CORPUS * 4),
        model_writer=made,
        vocab_size=256 + size,
        byte_fallback=True,
        hard_vocab_limit=False,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        minloglevel=2,
    )
    return made.getvalue()


def vocabulary_size(content: bytes) -> int:
    return int(sentencepiece.SentencePieceProcessor(model_proto=content).vocab_size())


@dataclass
class Tensors:
    """What a model file is made of: floats, and (integers as stored, multiplier)."""

    floats: dict[str, np.ndarray[Any, Any]]
    integers: dict[str, tuple[np.ndarray[Any, Any], float]]

    def matrix(self, name: str) -> np.ndarray[Any, Any]:
        """The weights as they are multiplied with, computed the slow way."""
        values, multiplier = self.integers[name]
        height, width = values.shape
        return values.reshape(width, height).T.astype(np.float64) / multiplier

    def rows(self, name: str) -> np.ndarray[Any, Any]:
        values, multiplier = self.integers[name]
        return values.astype(np.float64) / multiplier


def tensors(vocabulary_sizes: tuple[int, ...], seed: int = 1) -> Tensors:
    """For one vocabulary size a shared table, for two one a side."""
    chance = np.random.default_rng(seed)
    made = Tensors({}, {})

    def vector(name: str, size: int, about: float = 0.0) -> None:
        made.floats[name] = (about + chance.normal(0, 0.2, (1, size))).astype(np.float32)

    def matrix(name: str, height: int, width: int) -> None:
        made.integers[name] = (chance.integers(-127, 128, (height, width)).astype(np.int8), 127 / 0.6)
        made.floats[f"{name}_QuantMultA"] = np.ones((1, 1), np.float32)

    def layer(name: str, weights: str, biases: str) -> None:
        matrix(f"{name}_{weights}", WIDTH, WIDTH)
        vector(f"{name}_{biases}", WIDTH)

    def norm(name: str) -> None:
        vector(f"{name}_ln_scale", WIDTH, 1.0)
        vector(f"{name}_ln_bias", WIDTH)

    def attention(name: str) -> None:
        for part in "qkvo":
            layer(name, f"W{part}", f"b{part}")
        norm(f"{name}_Wo")

    def feed_forward(name: str) -> None:
        matrix(f"{name}_W1", WIDTH, FFN)
        vector(f"{name}_b1", FFN)
        matrix(f"{name}_W2", FFN, WIDTH)
        vector(f"{name}_b2", WIDTH)
        norm(f"{name}_ffn")

    names = ("Wemb",) if len(vocabulary_sizes) == 1 else ("encoder_Wemb", "decoder_Wemb")
    for name, size in zip(names, vocabulary_sizes, strict=True):
        matrix(name, size, WIDTH)
    vector("decoder_ff_logit_out_b", vocabulary_sizes[-1])
    for depth in (1, 2):
        attention(f"encoder_l{depth}_self")
        feed_forward(f"encoder_l{depth}_ffn")
        layer(f"decoder_l{depth}_rnn", "Wf", "bf")
        matrix(f"decoder_l{depth}_rnn_W", WIDTH, WIDTH)
        norm(f"decoder_l{depth}_rnn_ffn")
        attention(f"decoder_l{depth}_context")
        feed_forward(f"decoder_l{depth}_ffn")
    return made


def model_file(made: Tensors, settings: dict[str, str] | None = None, *, version: int = 1) -> bytes:
    """The file, as the format's description says."""
    text = "\n".join(f"{name}: {value}" for name, value in (SETTINGS if settings is None else settings).items())
    items: list[tuple[str, int, tuple[int, ...], bytes]] = [
        ("special:model.yml", 0x0101, (len(text) + 1,), text.encode() + b"\0")
    ]
    items += [(name, 0x0404, v.shape, v.astype("<f4").tobytes()) for name, v in made.floats.items()]
    for name, (values, multiplier) in made.integers.items():
        items.append((name, 0x4101, values.shape, values.tobytes() + struct.pack("<f", multiplier)))
    datas = [data + b"\0" * (-len(data) % 256) for *_, data in items]
    out = struct.pack("<2Q", version, len(items))
    for (name, kind, shape, _), data in zip(items, datas, strict=True):
        out += struct.pack("<4Q", len(name.encode()) + 1, kind, len(shape), len(data))
    out += b"".join(name.encode() + b"\0" for name, *_ in items)
    out += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items)
    padding = -(len(out) + 8) % 256
    return out + struct.pack("<Q", padding) + b"\0" * padding + b"".join(datas)


def shortlist_file(words: list[list[int]], *, first: int = 20) -> bytes:
    """``words``: for each id of the source the ids that may stand for it."""
    offsets = [0]
    for ids in words:
        offsets.append(offsets[-1] + len(ids))
    flat = [i for ids in words for i in ids]
    head = struct.pack("<6Q", 0xF11A48D5013417F5, 0, first, 5, len(offsets), len(flat))
    return head + np.array(offsets, "<u8").tobytes() + np.array(flat, "<u4").tobytes()


def write_model(folder: Path, *, is_shared: bool = True, seed: int = 1) -> tuple[ModelPaths, Tensors]:
    """A whole model in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    source = vocabulary()
    target = source if is_shared else vocabulary(70)
    sizes = (vocabulary_size(source), vocabulary_size(target))
    made = tensors(sizes[:1] if is_shared else sizes, seed)
    chance = np.random.default_rng(seed)
    likely = [sorted(set(chance.integers(2, sizes[1], 5).tolist())) for _ in range(sizes[0])]
    (folder / "model.bin").write_bytes(model_file(made))
    (folder / "lex.bin").write_bytes(shortlist_file(likely))
    (folder / "source.spm").write_bytes(source)
    paths = ModelPaths(folder / "model.bin", folder / "lex.bin", folder / "source.spm", folder / "source.spm")
    if not is_shared:
        (folder / "target.spm").write_bytes(target)
        paths = ModelPaths(paths.model, paths.shortlist, paths.source_vocabulary, folder / "target.spm")
    return paths, made
