"""The memory of sentences: small, bounded, and right to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.rendering import Rendering
from desktop_app.store import memory
from tests.support.stores import NOW, store

_PLACES = st.tuples(st.integers(0, 400), st.integers(0, 400))


@given(st.text(), st.lists(st.tuples(_PLACES, _PLACES)))
def test_what_is_packed_comes_out_again(text: str, pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    rendering = Rendering(text, tuple(pairs))
    assert memory.unpack(memory.pack(rendering)) == rendering


def test_a_sentence_takes_about_two_hundred_bytes() -> None:
    words = [(i * 6, i * 6 + 5) for i in range(20)]
    packed = memory.pack(Rendering("words " * 20, tuple(zip(words, words, strict=True))))
    assert len(packed) < 220


def test_found_by_its_key_and_by_no_other() -> None:
    with store() as db:
        keys = [memory.key("pt", "model", "1", sentence) for sentence in ("um", "dois")]
        memory.put(db, [(keys[0], memory.pack(Rendering("one")))], NOW)
        assert memory.find(db, keys) == {keys[0]: Rendering("one")}
        memory.put(db, [(keys[0], memory.pack(Rendering("another")))], NOW)
        assert memory.find(db, keys) == {keys[0]: Rendering("one")}
        many = [memory.key(str(n)) for n in range(1_200)]
        memory.put(db, [(k, memory.pack(Rendering("x"))) for k in many], NOW)
        assert len(memory.find(db, many)) == 1_200


@pytest.mark.parametrize("other", [("es", "m", "1", "um"), ("pt", "n", "1", "um"), ("pt", "m", "2", "um")])
def test_language_model_and_engine_are_of_the_key(other: tuple[str, ...]) -> None:
    assert memory.key(*other) != memory.key("pt", "m", "1", "um")


def test_the_oldest_days_go() -> None:
    with store() as db:
        for day in range(4):
            rows = [(memory.key(str(day), str(n)), b"\0") for n in range(10)]
            memory.put(db, rows, NOW + day * memory.DAY_S)
        memory.forget_oldest(db, 40)
        assert db.execute("SELECT count(*) FROM sentence").fetchone()[0] == 40
        memory.forget_oldest(db, 30)
        left = db.execute("SELECT day - ?, count(*) FROM sentence GROUP BY day", (NOW // memory.DAY_S,)).fetchall()
        assert left == [(1, 7), (2, 10), (3, 10)]


def test_what_is_refused_is_known_whatever_its_spaces() -> None:
    with store() as db:
        memory.put_bad(db, memory.refusal("pt", "um  dois"))
        memory.put_bad(db, memory.refusal("pt", "um dois"))
        keys = [memory.refusal("pt", "um\ndois"), memory.refusal("es", "um dois")]
        assert memory.bad(db, keys) == {keys[0]}
