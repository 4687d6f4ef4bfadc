"""Which sentences stand by themselves."""

from __future__ import annotations

import pytest

from desktop_app.stories.sentences import is_telling, telling_sentences
from tests.unit.stories.written import article


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
        "The mayor (left) opens the bridge beside two pilots in the harbour on Monday morning.",
        "At the same time, two trains of the coast line were stopped below the river by water.",
        "Following his resignation, the party of the mayor left the council of the harbour town.",
        "When asked about these figures, the harbour office of Port Sable did not deny them.",
        "Hours later, pilots of the harbour office confirmed that both trains were out of the water.",
        "The four include a pilot who had led the harbour office of Port Sable for a decade.",
        "The country has been in a war of its own since the generals took power in spring.",
        "May 12, 2024The two trains collided in a tunnel below the river on Wednesday morning.",
        "The move came after a week of talks that led the two sides nowhere at all.",
    ],
)
def test_what_stands_below_a_picture_or_hangs_on_another_sentence_is_not(sentence: str) -> None:
    assert not is_telling(sentence)


def test_the_date_that_is_written_as_one_with_the_first_word_is_no_part_of_the_sentence() -> None:
    text = "May 12, 2024Two freight trains collided in a tunnel below the river on Wednesday. It rained."

    told = telling_sentences(article(1, "FR", "Trains collide", text))

    assert told == [(0, "Two freight trains collided in a tunnel below the river on Wednesday.")]
