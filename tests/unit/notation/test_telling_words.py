from __future__ import annotations

import pytest

from desktop_app.notation.telling_words import key_of, words


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


def test_a_script_with_vowel_signs_is_not_cut_at_them() -> None:
    assert [word.text for word in words("गंगा में डॉल्फिन")] == ["गंगा", "में", "डॉल्फिन"]


def test_a_clause_and_a_common_word_stand_between_words() -> None:
    told = [(word.text, word.follows) for word in words("Comet Tamarind: Earth of Valdoria")]
    assert told == [("Comet", False), ("Tamarind", True), ("Earth", False), ("Valdoria", False)]
