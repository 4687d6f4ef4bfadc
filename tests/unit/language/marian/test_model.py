"""The engine against the same arithmetic written out slowly, and against files that are not models."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.language.marian.model import MOST_PIECES, Model
from desktop_app.language.marian.vocabulary import Vocabulary
from desktop_app.model.errors import ModelError, ModelProblem
from tests.support import marian
from tests.support.marian import HEADS, WIDTH, Tensors

Array = np.ndarray[Any, Any]

SENTENCES = [
    "a casa da avó",
    "o gato dorme na janela da casa ao sol e perto do rio",
    "a ponte",
    "",
    "o rio subiu 12 metros",
    "日本 ő",
    *(f"o gato {'dorme ' * n}na casa" for n in range(8)),
]


# The same model, one sentence and one number at a time, in double precision


def norm(t: Tensors, name: str, x: Array) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-6)
    return np.asarray(scaled * t.floats[f"{name}_ln_scale"] + t.floats[f"{name}_ln_bias"])


def linear(t: Tensors, name: str, weights: str, bias: str, x: Array) -> Array:
    return np.asarray(x @ t.matrix(f"{name}_{weights}") + t.floats[f"{name}_{bias}"])


def attend(t: Tensors, name: str, x: Array, seen: Array) -> tuple[Array, Array]:
    q, k, v = (linear(t, name, f"W{p}", f"b{p}", of) for p, of in (("q", x), ("k", seen), ("v", seen)))
    size = WIDTH // HEADS
    outs, first = [], None
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        scores = q[:, part] @ k[:, part].T / math.sqrt(size)
        weights = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
        first = weights if first is None else first
        outs.append(weights @ v[:, part])
    assert first is not None
    return norm(t, f"{name}_Wo", x + linear(t, name, "Wo", "bo", np.concatenate(outs, -1))), first


def feed(t: Tensors, name: str, x: Array) -> Array:
    hidden = np.maximum(linear(t, name, "W1", "b1", x), 0)
    return norm(t, f"{name}_ffn", x + linear(t, name, "W2", "b2", hidden))


def signal(place: int) -> Array:
    half = WIDTH // 2
    angles = place / 10_000 ** (np.arange(half) / (half - 1))
    return np.concatenate([np.sin(angles), np.cos(angles)])


def slow(t: Tensors, ids: list[int], candidates: list[int], tables: tuple[str, str]) -> list[int]:
    root = math.sqrt(WIDTH)
    x = np.stack([t.rows(tables[0])[id_] * root + signal(at) for at, id_ in enumerate([*ids, 0])])
    for depth in (1, 2):
        x, _ = attend(t, f"encoder_l{depth}_self", x, x)
        x = feed(t, f"encoder_l{depth}_ffn", x)
    memories = [np.zeros((1, WIDTH)), np.zeros((1, WIDTH))]
    table = t.rows(tables[1])
    made: list[int] = []
    y = np.zeros((1, WIDTH))
    for step in range(2 * (len(ids) + 1) + 8):
        y = y + signal(step)
        for depth in (1, 2):
            name = f"decoder_l{depth}"
            gate = 1 / (1 + np.exp(-linear(t, f"{name}_rnn", "Wf", "bf", y)))
            memories[depth - 1] = gate * memories[depth - 1] + (1 - gate) * (y @ t.matrix(f"{name}_rnn_W"))
            y = norm(t, f"{name}_rnn_ffn", y + np.maximum(memories[depth - 1], 0))
            y, _ = attend(t, f"{name}_context", y, x)
            y = feed(t, f"{name}_ffn", y)
        scores = (y @ table.T + t.floats["decoder_ff_logit_out_b"])[0]
        best = max((id_ for id_ in candidates if id_ != 1), key=lambda id_: float(scores[id_]))
        if best == 0:
            break
        made.append(best)
        y = table[best][None] * root
    return made


@pytest.mark.parametrize("is_shared", [True, False])
def test_each_sentence_is_what_slow_arithmetic_makes_of_it(
    tmp_path: Path, is_shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One at a time, so that the candidates are the sentence's own."""
    monkeypatch.setattr("desktop_app.language.marian.model._MOST_SENTENCES", 1)
    paths, made = marian.write_model(tmp_path, is_shared=is_shared)
    model = Model(paths)
    target = Vocabulary(paths.target_vocabulary)
    tables = ("Wemb", "Wemb") if is_shared else ("encoder_Wemb", "decoder_Wemb")
    for sentence, rendering in zip(SENTENCES[:8], model.translate(SENTENCES[:8]), strict=True):
        ids = Vocabulary(paths.source_vocabulary).pieces(sentence).ids
        candidates = model._shortlist.candidates(np.array([*ids, 0])).tolist()
        assert rendering.text == target.text(slow(made, ids, candidates, tables))[0]


def test_a_batch_says_what_its_sentences_say_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Padding, sorting, and sentences that are done earlier change nothing."""
    paths, _ = marian.write_model(tmp_path)
    model = Model(paths)
    monkeypatch.setattr(  # of a batch there are more than of a sentence
        "desktop_app.language.marian.shortlist.Shortlist.candidates", lambda _self, _source: np.arange(300)
    )
    together = model.translate(SENTENCES)
    monkeypatch.setattr("desktop_app.language.marian.model._MOST_SENTENCES", 1)
    alone = model.translate(SENTENCES)
    assert [r.text for r in together] == [r.text for r in alone]
    assert len({r.text for r in together}) > 8
    assert [r.pairs for r in together] == [r.pairs for r in alone]


def test_pairs_are_places_of_words(tmp_path: Path) -> None:
    paths, _ = marian.write_model(tmp_path)
    for sentence, rendering in zip(SENTENCES, Model(paths).translate(SENTENCES), strict=True):
        for target, source in rendering.pairs:
            assert rendering.text[slice(*target)].strip() == rendering.text[slice(*target)] != ""
            assert sentence[slice(*source)].strip() == sentence[slice(*source)] != ""


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    paths, _ = marian.write_model(tmp_path)
    rendering = Model(paths).translate(["o gato " * 2 * MOST_PIECES])[0]
    assert rendering.text


def test_nothing_to_do(tmp_path: Path) -> None:
    paths, _ = marian.write_model(tmp_path)
    assert Model(paths).translate([]) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.bin", b""),
        ("model.bin", b"\x01" + b"\0" * 7),
        ("model.bin", b"<html>not found</html>" * 50),
        ("model.bin", marian.model_file(marian.tensors((346,)), version=2)),
        ("model.bin", marian.model_file(marian.tensors((346,)), marian.SETTINGS | {"dec-cell": "gru"})),
        ("model.bin", marian.model_file(marian.tensors((346,)), marian.SETTINGS | {"enc-depth": "two"})),
        ("model.bin", marian.model_file(marian.tensors((346,)), marian.SETTINGS | {"enc-depth": "3"})),
        ("model.bin", marian.model_file(marian.Tensors({}, {}))),
        ("lex.bin", b""),
        ("lex.bin", b"x" * 100),
        ("lex.bin", marian.shortlist_file([[1, 2, 3]] * 9)[:-4]),
        ("source.spm", b"no vocabulary"),
    ],
)
def test_files_that_are_no_model(tmp_path: Path, name: str, content: bytes) -> None:
    paths, _ = marian.write_model(tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError) as raised:
        Model(paths)
    assert raised.value.problem is ModelProblem.UNKNOWN_KIND


def test_a_model_cut_anywhere_is_refused(tmp_path: Path) -> None:
    paths, _ = marian.write_model(tmp_path)
    whole = paths.model.read_bytes()
    for length in range(0, len(whole) - 300, len(whole) // 40):
        paths.model.write_bytes(whole[:length])
        with pytest.raises(ModelError):
            Model(paths)


def test_weights_that_are_floats(tmp_path: Path) -> None:
    """Some models have matrices that were not made integers; they are not transposed."""
    paths, made = marian.write_model(tmp_path)
    before = Model(paths).translate(SENTENCES)
    name = "encoder_l1_self_Wq"
    made.floats[name] = made.matrix(name).astype(np.float32)
    del made.integers[name]
    paths.model.write_bytes(marian.model_file(made))
    assert [r.text for r in Model(paths).translate(SENTENCES)] == [r.text for r in before]


# The vocabulary


def vocabulary(tmp_path: Path) -> Vocabulary:
    (tmp_path / "v.spm").write_bytes(marian.vocabulary())
    return Vocabulary(tmp_path / "v.spm")


@pytest.mark.parametrize(
    "text", ["a casa da avó", "  o  rio ", "日本 ő!", "“a casa” – ‘o rio’", "ﬁm ½", "a", "12 metros"]
)
def test_each_piece_knows_its_place(tmp_path: Path, text: str) -> None:
    pieces = vocabulary(tmp_path).pieces(text)
    assert len(pieces.ids) == len(pieces.spans)
    starts = [start for start, _ in pieces.spans]
    assert starts == sorted(starts)
    covered = {at for start, end in pieces.spans for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered
    assert all(text[start:end].strip() == text[start:end] for start, end in pieces.spans)


@pytest.mark.parametrize("text", ["a casa da avó", "日本 ő!", "🌍 12"])
def test_there_and_back(tmp_path: Path, text: str) -> None:
    known = vocabulary(tmp_path)
    made, spans = known.text(known.pieces(text).ids)
    assert made == text
    assert all(0 <= start <= end <= len(text) for start, end in spans)


def test_a_character_that_was_begun_and_not_finished_is_dropped(tmp_path: Path) -> None:
    known = vocabulary(tmp_path)
    ids = known.pieces("日 a").ids
    assert known.text(ids[:2])[0] == ""
    assert known.text([*ids[:2], *known.pieces("rio").ids])[0] == "rio"


def test_marks_that_a_vocabulary_does_not_know_become_plain_ones(tmp_path: Path) -> None:
    known = vocabulary(tmp_path)
    assert known.unknown not in known.pieces("“rio”").ids
