"""Whole texts, with a model that turns letters round so that one sees what it was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.language.texts import translate
from desktop_app.model.rendering import Rendering
from desktop_app.notation.words import words


class Backwards:
    """Each word backwards; what it is told to say for whole sentences comes first."""

    def __init__(self) -> None:
        self.says: dict[str, str] = {}
        self.asked: list[list[str]] = []

    def translate(self, sentences: Sequence[str]) -> list[Rendering]:
        self.asked.append(list(sentences))
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> Rendering:
        if sentence in self.says:
            return Rendering(self.says[sentence])
        english = sentence
        for start, end in words(sentence):
            english = english[:start] + english[start:end][::-1] + english[end:]
        return Rendering(english, tuple((span, span) for span in words(english)))


def one(model: Backwards, text: str, language: str = "pt") -> Rendering | None:
    return translate(model, language, [text])[0]


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("pt", "Um texto. Outro  texto!", "mU otxet. ortuO  otxet!"),
        ("pt", "  Um texto.\n\nOutro texto.  ", "  mU otxet.\n\nortuO otxet.  "),
        ("zh", "好的。再见。", "的好。 见再。"),
        ("pt", "Veja em https://example.org/a?b=1. Sim senhor.", "ajeV me sptth://elpmaxe.gro/a?b=1. miS rohnes."),
    ],
)
def test_sentence_by_sentence(language: str, text: str, english: str) -> None:
    made = one(Backwards(), text, language)
    assert made is not None
    assert made.text == english
    assert made.kept == ()
    assert all(made.text[slice(*target)][::-1] == text[slice(*source)] for target, source in made.pairs)
    assert len(made.pairs) == len(words(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [("pt", t) for t in ("", " ", "12,5 %", "—", "o", "@fulano #tema", "https://example.org/", "a@b.example", "🌍")]
    + [("ru", "Reuters"), ("ja", "iPhone 15 Pro")],
)
def test_what_is_no_language_is_not_asked_for(language: str, text: str) -> None:
    model = Backwards()
    assert one(model, text, language) is None
    assert model.asked in ([], [[]])


def test_no_sentence_is_asked_for_twice() -> None:
    model = Backwards()
    made = translate(model, "pt", ["Um texto. Um texto.", "Outro texto.", "Um texto."])
    assert model.asked == [["Um texto.", "Outro texto."]]
    assert [m.text for m in made if m] == ["mU otxet. mU otxet.", "ortuO otxet.", "mU otxet."]


def test_what_is_between_stays() -> None:
    made = one(Backwards(), "Um texto. 12. Outro texto.")
    assert made is not None and made.text == "mU otxet. 12. ortuO otxet."


@pytest.mark.parametrize(
    "english",
    ["", "On 14 May.", "the the the the the the", "of the war of the war of the war of the war of the war", "so " * 60],
)
def test_a_sentence_that_cannot_be_trusted_stays_and_is_told(english: str) -> None:
    """A number lost, words repeated, far too long, or nothing."""
    text = "Bom dia. Foram 25 casas ao todo. Boa noite."
    model = Backwards()
    model.says = {"Foram 25 casas ao todo.": english}
    made = one(model, text)
    assert made is not None
    assert made.text == "moB aid. Foram 25 casas ao todo. aoB etion."
    assert [made.text[start:end] for start, end in made.kept] == ["Foram 25 casas ao todo."]
    assert ((9, 14), (9, 14)) in made.pairs  # so that its links stay on its own words


def test_where_nothing_can_be_trusted_nothing_is_made() -> None:
    model = Backwards()
    model.says = {"Foram 25.": ""}
    assert one(model, "Foram 25.") is None


def test_a_long_sentence_is_asked_for_in_parts() -> None:
    model = Backwards()
    made = one(model, " ".join(["casa", "rua"] * 20) + ", " + " ".join(["rio", "mar"] * 20) + ".")
    assert made is not None
    assert len(model.asked[0]) == 2
    assert len(made.pairs) == 80


def test_an_apostrophe_that_was_written_as_a_quote() -> None:
    model = Backwards()
    model.says = {"O sindicato falou.": 'The workers" union spoke.', "Disse “não”.": 'He said "no".'}
    made = translate(model, "pt", ["O sindicato falou.", "Disse “não”."])
    assert [m.text for m in made if m] == ["The workers' union spoke.", 'He said "no".']


# Capitals


@pytest.mark.parametrize(
    ("language", "title", "body", "asked"),
    [
        ("pt", "POLÍCIA PRENDE SUSPEITO EM LISBOA", "O homem vive em Lisboa.", "Polícia prende suspeito em Lisboa"),
        ("pt", "POLÍCIA PRENDE SUSPEITO EM LISBOA", "Lisboa acordou.", "Polícia prende suspeito em lisboa"),
        ("pt", "CRISE NA NATO", "A crise da NATO segue.", "Crise na NATO"),
        ("tr", "İSTANBUL ISLANDI BUGÜN", "Yağmur yağdı.", "İstanbul ıslandı bugün"),
        ("el", "Ο ΚΑΙΡΟΣ ΣΗΜΕΡΑ", "Βρέχει.", "Ο καιρος σημερα"),
        ("pt", "“CRISE” NO GOVERNO", "Nada.", "“Crise” no governo"),
        ("pt", "NATO", "Nada.", "NATO"),
        ("pt", "OMS alerta", "Nada.", "OMS alerta"),
        ("ja", "ＮＨＫニュース", "何も。", "ＮＨＫニュース"),
    ],
)
def test_headlines_in_capitals(language: str, title: str, body: str, asked: str) -> None:
    model = Backwards()
    translate(model, language, [title, body])
    assert model.asked[0][0] == asked


# Numbers


@pytest.mark.parametrize(
    ("source", "english", "is_kept"),
    [
        ("Morreram 25 pessoas.", "25 people died.", False),
        ("Morreram 25 pessoas.", "35 people died.", True),
        ("Morreram 25 pessoas.", "Twenty-five people died.", False),
        ("Custou 1.250.000 euros.", "It cost 1,250,000 euros.", False),
        ("Vieram 3 pessoas.", "Three people came.", False),
        ("Começa às 21h30.", "It starts at 9:30 p.m.", False),
        ("Vivem lá 350 pessoas.", "Three hundred and fifty people live there.", False),
        ("Há 300 anos.", "Three hundred years ago.", False),
        ("Tem 17 anos e mede 180.", "He is seventeen and is 180 tall.", False),
        ("Tem 45 anos.", "He is 45.", False),
    ],
)
def test_numbers(source: str, english: str, is_kept: bool) -> None:
    model = Backwards()
    model.says = {source: english}
    made = one(model, f"Bom dia. {source}")
    assert made is not None
    assert bool(made.kept) is is_kept


def test_other_digits_and_other_units() -> None:
    model = Backwards()
    model.says = {"قتل ٢٥ شخصا.": "25 people were killed.", "約1000万件です。": "There are about 10 million."}
    assert one(model, "قتل ٢٥ شخصا.", "ar") == Rendering("25 people were killed.")
    assert one(model, "約1000万件です。", "ja") == Rendering("There are about 10 million.")
