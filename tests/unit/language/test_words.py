from __future__ import annotations

import numpy as np
import pytest

from desktop_app.language.marian.pairing import pairs
from desktop_app.notation.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ex-mayor's 25 cats.", ["The", "ex-mayor's", "25", "cats"]),
        ("हिन्दी की किताब।", ["हिन्दी", "की", "किताब"]),
        ("مَدْرَسَة كبيرة", ["مَدْرَسَة", "كبيرة"]),
        ("… — “”", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


def read(
    text: str, source: str, pieces: list[str], source_pieces: list[str], attention: list[list[float]]
) -> dict[str, str]:
    def places(of: str, parts: list[str]) -> list[tuple[int, int]]:
        found, at = [], 0
        for part in parts:
            start = of.index(part, at)
            at = start + len(part)
            found.append((start, at))
        return found

    made = pairs(text, places(text, pieces), source, places(source, source_pieces), np.array(attention, np.float32))
    return {text[slice(*target)]: source[slice(*meant)] for target, meant in made}


def test_pieces_of_a_word_are_one_word() -> None:
    found = read("old bridge", "ponte velha.", ["old", "bri", "dge"], ["pon", "te", "velha", "."], [
        [0.1, 0.1, 0.3, 0.5], [0.2, 0.3, 0.4, 0.1], [0.3, 0.3, 0.4, 0.0],
    ])  # fmt: skip
    assert found == {"old": "velha", "bridge": "ponte"}


def test_a_name_is_paired_with_itself_and_nothing_else() -> None:
    found = read("The firm Galp", "A firma Galp", ["The", "firm", "Galp"], ["A", "firma", "Galp"], [
        [0.2, 0.1, 0.7], [0.1, 0.4, 0.5], [0.5, 0.3, 0.2],
    ])  # fmt: skip
    assert found == {"The": "A", "firm": "firma", "Galp": "Galp"}
    found = read("Sao Paulo's", "São Paulo", ["Sao", "Paulo's"], ["São", "Paulo"], [[0.1, 0.9], [0.9, 0.1]])
    assert found == {"Sao": "São", "Paulo's": "Paulo"}


def test_scripts_without_spaces_are_paired_by_pieces() -> None:
    assert read("Beijing rain", "北京下雨", ["Beijing", "rain"], ["北京", "下雨"], [[0.9, 0.1], [0.1, 0.9]]) == {
        "Beijing": "北京", "rain": "下雨",
    }  # fmt: skip


def test_nothing_to_pair() -> None:
    assert read("…", "ponte", ["…"], ["ponte"], [[1.0]]) == {}
    assert read("bridge", "…", ["bridge"], ["…"], [[1.0]]) == {}
