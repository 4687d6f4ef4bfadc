from __future__ import annotations

import unicodedata

import pytest

from desktop_app.notation.telling_words import key_of, keys, words


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
    assert [word.text for word in words("गंगा में डॉल्फिन")] == ["गंगा", "डॉल्फिन"]


def test_a_clause_and_a_common_word_stand_between_words() -> None:
    told = [(word.text, word.follows) for word in words("Comet Tamarind: Earth of Valdoria")]
    assert told == [("Comet", False), ("Tamarind", True), ("Earth", False), ("Valdoria", False)]


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Η κυβέρνηση είπε ότι δεν θα το κάνει", ["κυβερνηση", "ειπε", "κανει"]),
        ("इस गाँव की एक नदी", ["गाँव", "नदी"]),
        ("قال الرئيس إن المحادثات في القاهرة", ["ريیس", "محادثات", "قاهره"]),
        ("Rząd ogłosił że nie będzie podatków", ["rzad", "ogłosił", "bedzie", "podatkow"]),
        ("국회에서 발표했습니다", ["국회", "회에", "발표", "표했"]),  # pairs of syllables, without what ends sentences
        ("집 는", []),  # a syllable alone
        ("東京 でした", ["東京"]),  # nor what only joins and ends in Japanese
        ("Der Minister sagte das dem Kabinett", ["sagte", "kabinett"]),
    ],
)
def test_what_any_two_texts_of_a_language_share_tells_nothing(text: str, telling: list[str]) -> None:
    assert [unicodedata.normalize("NFC", key) for key in keys(text)] == telling
