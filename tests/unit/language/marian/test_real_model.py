"""The engine on a real model, beside another engine on the same model. See tests/support/translation.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_app.language import texts
from desktop_app.language.marian.model import Model
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.document import ListBlock, Paragraph, Picture, Quote, Run, Runs
from desktop_app.model.rendering import Rendering
from tests.support.portuguese import sentences
from tests.support.stores import new
from tests.support.translation import (
    Oracle,
    chrf,
    linked_sentences,
    links,
    links_on_the_right_words,
    needs_model,
    needs_oracle,
    portuguese_model,
    translate_article,
)

SENTENCES = 250


def paths() -> ModelPaths:
    found = portuguese_model()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(paths())


@needs_oracle
def test_it_says_what_the_other_engine_says(model: Model) -> None:
    """Word for word mostly: the other one computes with 8 bits, and where two words are as likely it decides so."""
    portuguese, english = zip(*sentences(SENTENCES), strict=True)
    ours = [rendering.text for rendering in model.translate(portuguese)]
    oracle = Oracle(paths())
    theirs = [oracle.translate(sentence) for sentence in portuguese]
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    assert same >= 0.65 * SENTENCES
    assert chrf(ours, english) > chrf(theirs, english) - 0.3
    assert chrf(ours, theirs) > 95


@needs_model
def test_links_come_to_lie_on_the_right_words(model: Model) -> None:
    assert len(linked_sentences()) >= 100
    right, wanted = links_on_the_right_words(model)
    assert wanted >= 100
    assert right >= 0.96 * wanted


@needs_model
def test_capitals_are_read_as_words(model: Model) -> None:
    """Left as they are, they came out as "POLICY RELEASE SUSPEY"."""
    body = "A polícia do Rio Grande do Sul deteve um homem na terça-feira."
    title, _ = texts.translate(model, "pt", ["POLÍCIA PRENDE SUSPEITO NO RIO GRANDE DO SUL", body])
    assert title is not None
    assert title.text.startswith("Police arrest")
    assert title.text.endswith("Rio Grande do Sul")


@needs_model
def test_an_article_keeps_its_form(model: Model) -> None:
    class Portuguese:
        def name(self, language: str) -> str:
            return f"test {language}"

        def languages(self) -> frozenset[str]:
            return frozenset({"pt"})

        def translate(self, language: str, given: Sequence[str]) -> list[Rendering | None]:
            return texts.translate(model, language, given)

    linked = [replace_links(case.runs, number) for number, case in enumerate(linked_sentences()[:12])]
    document = (
        Paragraph(linked[0]),
        Picture("https://example.org/a.jpg", "Uma rua de Lisboa depois da chuva."),
        Quote(tuple(linked[1:4])),
        ListBlock(False, tuple(linked[4:])),
    )
    article = replace(new(1, "O governo caiu"), lead="O governo caiu ontem.", document=document, language="pt")
    made = translate_article(Portuguese(), article)
    assert made is not None
    assert made.engine == "test pt"
    assert [type(block) for block in made.document] == [type(block) for block in document]
    picture = made.document[1]
    assert isinstance(picture, Picture)
    assert picture.url == "https://example.org/a.jpg"
    assert "Lisbon after the rain" in picture.caption
    paragraph = made.document[0]
    assert isinstance(paragraph, Paragraph)
    assert list(links(paragraph.runs)) == [("https://example.org/0/0", "Lisbon")]


def replace_links(runs: Runs, number: int) -> tuple[Run, ...]:
    return tuple(replace(run, href=run.href.replace("org/", f"org/{number}/")) for run in runs)
