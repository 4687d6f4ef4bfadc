from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.notation.sentences import MOST_WORDS, parts, sentences, weight


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pt", ["O Sr. Silva chegou.", "J. K. Souza não veio!", '"Porquê?", perguntou ele.', "Saiu… e voltou."]),
        ("pt", ["Custou 3.5 mil.", "Foi em 2024.", "Depois subiu."]),
        ("pt", ["A empresa (fundada em 1990.) fechou?", "Sim!"]),
        ("de", ["Am 5. März kam Dr. Müller, z.B. nach Bonn.", "Das war gut.", "Es war 2024.", "Danach ging er."]),
        ("es", ["La Sra. Pérez vive en EE.UU. desde mayo.", "¿Vuelve?", "¡No!"]),
        ("fr", ["M. Durand a dit : « Non. »", "Il est parti."]),
        ("ru", ["В 2020 г. он жил на ул. Мира.", "А потом уехал."]),
        ("pl", ["Prof. Nowak mieszka np. w Łodzi.", "Wrócił."]),
        ("zh", ["他说：“好。”", "然后走了。", "你呢？", "我很好！"]),
        ("ja", ["「行こう。」と言った。", "終わり。"]),
        ("hi", ["यह एक है।", "वह दो है।", "डॉ. सिंह आए।"]),
        ("ar", ["هل جاء؟", "نعم.", "ذهب الرجل إلى البيت."]),
        ("fa", ["او آمد.", "چرا؟"]),
        ("ur", ["وہ آیا۔", "پھر گیا۔"]),
        ("el", ["Ο κ. Παπαδόπουλος ήρθε.", "Γιατί;"]),
        ("gu", ["યુ. ટી. સી. સમય.", "બીજું."]),
        ("th", ["ประเทศไทยมีประชากรมาก"]),
        ("xx", ["One sentence.", "Another one."]),
        ("pt", ["Sem ponto"]),
        ("pt", []),
    ],
)
def test_sentences(language: str, expected: list[str]) -> None:
    gap = "" if language in {"zh", "ja"} else " "
    assert split(gap.join(expected), language) == expected


def test_lines_are_not_joined() -> None:
    assert split("Título sem ponto\nO texto começa. E segue.\n\nFim", "pt") == [
        "Título sem ponto", "O texto começa.", "E segue.", "Fim",
    ]  # fmt: skip


@given(st.text(st.sampled_from("aB1. !?…\n。」“”(,"), max_size=60), st.sampled_from(["pt", "de", "zh", "ja"]))
def test_every_character_is_in_one_sentence_or_a_space_between(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = set(range(len(text))) - {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in outside)


# Long ones


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        (" ".join(["palavra"] * 60), 1),
        (" ".join(["palavra"] * 61), 2),
        (" ".join(["palavra"] * 30) + "; " + " ".join(["palavra"] * 40), 2),
        (" ".join(["palavra"] * 250), 8),
        ("字" * 120, 1),
        ("字" * 60 + "，" + "字" * 80, 2),
        ("字" * 500, 8),
        ("ก" * 130 + " " + "ข" * 100, 3),
        ("a" * 5000, 1),
    ],
)
def test_long_sentences_are_parted(sentence: str, number: int) -> None:
    spans = parts(sentence)
    assert len(spans) == number
    assert spans[0][0] == 0 and spans[-1][1] == len(sentence)
    assert all(weight(sentence[start:end]) <= MOST_WORDS for start, end in spans)
    assert all(sentence[a[1] : b[0]].strip() == "" for a, b in pairwise(spans))


def test_they_are_parted_where_they_pause() -> None:
    sentence = " ".join(["palavra"] * 35) + ", mas " + " ".join(["outra"] * 40)
    first, second = (sentence[start:end] for start, end in parts(sentence))
    assert first.endswith("palavra,") and second.startswith("mas")


def test_a_decimal_comma_is_no_pause() -> None:
    sentence = " ".join(["palavra"] * 35) + " 3,5 " + " ".join(["outra"] * 40)
    assert "3,5" in "|".join(sentence[start:end] for start, end in parts(sentence))
