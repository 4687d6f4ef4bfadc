from __future__ import annotations

import pytest

from desktop_app.notation.telling_words import key_of
from desktop_app.store.head_words import LEAD_WORDS, forms, head


@pytest.mark.parametrize(
    ("token", "key"),
    [
        ("Harbour", "harbour"),
        ("harbours", "harbour"),
        ("cities", "city"),
        ("city", "city"),
        ("crashes", "crash"),
        ("boxes", "box"),
        ("glass", "glass"),
        ("virus", "virus"),
        ("gas", "gas"),
        ("Perú", "peru"),
        ("PERU", "peru"),
        ("the", ""),
        ("Für", ""),
        ("s", ""),
        ("12", ""),
        ("2026", "2026"),
        ("東京", "東京"),
        ("गंगा", key_of("गंगा")),
    ],
)
def test_what_a_word_is_compared_by(token: str, key: str) -> None:
    assert key_of(token) == key


@pytest.mark.parametrize("word", ["harbour", "harbours", "city", "cities", "crash", "crashes", "box", "boxes"])
def test_the_index_is_asked_for_every_form_of_a_word(word: str) -> None:
    assert word in forms(key_of(word))


def test_a_word_of_the_title_counts_twice() -> None:
    assert head("Comet nears", "Astronomers await the comet").weights() == {
        "comet": 3.0,
        "near": 2.0,
        "astronomer": 1.0,
        "await": 1.0,
    }


@pytest.mark.parametrize(
    ("name", "title", "pairs"),
    [
        (
            "words that follow each other",
            "Comet Tamarind nears Earth",
            {"Comet Tamarind", "Tamarind nears", "nears Earth"},
        ),
        ("a common word stands between", "Comet of Tamarind", set()),
        ("a clause ends between", "Comet: Tamarind", set()),
        ("pieces of a text without spaces", "東京都知事", set()),
    ],
)
def test_pairs_of_a_title(name: str, title: str, pairs: set[str]) -> None:
    assert {" ".join(pair) for pair in head(title, "Lantern Cup").pairs().values()} == pairs, name


def test_a_script_with_vowel_signs_is_not_cut_at_them() -> None:
    assert [word.text for word in head("गंगा में डॉल्फिन", "").title] == ["गंगा", "में", "डॉल्फिन"]


def test_only_the_beginning_of_a_lead_counts() -> None:
    assert len(head("", " ".join(f"word{number}" for number in range(100, 200))).lead) == LEAD_WORDS
