"""Which sentences stand by themselves."""

from __future__ import annotations

import pytest

from desktop_app.stories.sentences import is_telling


@pytest.mark.parametrize(
    "sentence",
    [
        "Two freight trains collided in a tunnel below the river on Wednesday morning.",
        "A bright streak was seen over the northern islands on Tuesday evening.",
        "Fishing boats are shown to pay twice the fees that tankers pay in Port Sable.",
    ],
)
def test_a_fact_is_told(sentence: str) -> None:
    assert is_telling(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Some of the freed sailors are seen during a meeting with the prime minister in Oslo.",
        "The mayor of Port Sable is pictured with pilots outside the harbour office on Monday.",
        "Minister Ilse Maron speaks to the press in this file picture from last year in Tarn.",
        "He said that the two trains had been inspected a week before they collided there.",
        "The move came after a week of talks that led the two sides nowhere at all.",
    ],
)
def test_what_stands_below_a_picture_or_hangs_on_another_sentence_is_not(sentence: str) -> None:
    assert not is_telling(sentence)
