from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.language.articles import ArticleTexts
from desktop_app.language.engine import NoTranslator
from desktop_app.model.article import NewArticle
from desktop_app.model.document import (
    Block,
    Code,
    Embed,
    Heading,
    ListBlock,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
)
from desktop_app.model.rendering import Rendering
from tests.support.stores import new, text
from tests.support.translation import translate_article


class Upper:
    """Everything in capitals, but for what it does not know."""

    def __init__(self, *unknown: str) -> None:
        self.unknown = unknown
        self.asked: list[list[str]] = []

    def name(self, language: str) -> str:
        assert language == "es"
        return "upper 1"

    def languages(self) -> frozenset[str]:
        return frozenset({"es"})

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        assert language == "es"
        self.asked.append(list(texts))
        return [None if t in self.unknown else Rendering(t.upper()) for t in texts]


def article(*blocks: Block, title: str = "agua", lead: str = "llueve") -> NewArticle:
    return new(1, title, lead=lead, document=blocks)


def runs(*texts: str) -> tuple[Run, ...]:
    return tuple(Run(t) for t in texts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Paragraph(runs("hola")), Paragraph(runs("HOLA"))),
        (Paragraph((Run("hola", Mark.BOLD, "https://a.example"),)), Paragraph((Run("HOLA", Mark.BOLD, "https://a.example"),))),
        (Heading(2, runs("hola")), Heading(2, runs("HOLA"))),
        (ListBlock(True, (runs("uno"), runs("dos"))), ListBlock(True, (runs("UNO"), runs("DOS")))),
        (Quote((runs("uno"), runs("dos"))), Quote((runs("UNO"), runs("DOS")))),
        (Table(((runs("a"), runs("b")),), has_header=True), Table(((runs("A"), runs("B")),), has_header=True)),
        (Picture("https://a.example/1", "pie", "alt", 3, 2), Picture("https://a.example/1", "PIE", "ALT", 3, 2)),
        (Embed("https://a.example/v", "video"), Embed("https://a.example/v", "VIDEO")),
        (Code("let x = 1"), Code("let x = 1")),
        (Paragraph(runs("hola ", "mundo")), Paragraph(runs("HOLA MUNDO"))),
        (Paragraph(()), Paragraph(())),
    ],
)  # fmt: skip
def test_each_kind_of_block(before: Block, after: Block) -> None:
    made = translate_article(Upper(), article(before))
    assert made is not None
    assert (made.title, made.lead, made.document, made.engine) == ("AGUA", "LLUEVE", (after,), "upper 1")


def test_a_text_that_is_not_known_stays() -> None:
    """A sentence is never lost."""
    made = translate_article(Upper("dos", "agua"), article(*text("uno", "dos")))
    assert made is not None
    assert (made.title, made.document) == ("agua", text("UNO", "dos"))


def test_a_paragraph_not_known_as_a_whole_is_told_by_its_runs() -> None:
    mixed = Paragraph((Run("hola "), Run("mundo", Mark.ITALIC)))
    made = translate_article(Upper("hola mundo"), article(mixed))
    assert made is not None
    assert made.document == (Paragraph((Run("HOLA "), Run("MUNDO", Mark.ITALIC))),)


def test_all_texts_are_asked_for_at_once_and_each_once() -> None:
    upper = Upper()
    translate_article(upper, article(*text("uno", "uno", " "), title="uno"))
    assert upper.asked == [["uno", "llueve"]]


def test_a_lead_that_is_a_cut_text_is_cut_again() -> None:
    body = text("uno dos tres cuatro cinco seis")
    made = translate_article(Upper("uno dos tres"), article(*body, lead="uno dos tres"))
    assert made is not None
    assert "UNO DOS TRES CUATRO CINCO SEIS".startswith(made.lead) and made.lead


def test_where_nothing_is_known_nothing_is_made() -> None:
    assert translate_article(NoTranslator(), article(*text("uno"))) is None
    assert NoTranslator().languages() == frozenset()
    assert translate_article(Upper("agua", "llueve", "uno"), article(*text("uno"))) is None


def test_nothing_to_translate() -> None:
    assert translate_article(Upper(), article(title=" ", lead="")) is None


def test_parts_come_in_the_order_in_which_they_are_read() -> None:
    texts = ArticleTexts("agua", "llueve", text("uno dos tres", "cuatro", "cinco seis"))
    assert texts.next(3) == ["agua", "llueve"]
    assert texts.next(2) == ["uno dos tres"]  # a text is never parted
    texts.take(["agua", "llueve", "uno dos tres"], [Rendering("Water"), None, Rendering("One two three")])
    assert not texts.is_done
    made = texts.translation("engine 1", is_whole=False)
    assert (made.title, made.lead, made.is_whole) == ("Water", "llueve", False)
    assert made.document == text("One two three", "cuatro", "cinco seis")
    assert texts.next(100) == ["cuatro", "cinco seis"]
    assert texts.next(100) == []


def test_the_places_of_sentences_come_along() -> None:
    texts = ArticleTexts("agua", "", text("uno. dos."))
    texts.take(texts.next(100), [None, Rendering("One. Two.", sentences=(((0, 4), (0, 4)), ((5, 9), (5, 9))))])
    assert texts.translation("e", is_whole=True).sentences == ((), (), ((0, 4, 0, 4), (5, 9, 5, 9)))


def test_the_first_sentence_of_a_long_text_may_come_before_the_rest() -> None:
    first, rest = "Uma frase que vem primeiro, e é dita.", " Uma outra " + "que é muito longa " * 8 + "vem depois."
    long = first + rest
    texts = ArticleTexts("", "", (Paragraph((Run(first[:10]), Run(long[10:], href="https://a.example/"))),))
    opening = texts.opening("pt")
    assert opening == (long, first)
    texts.take_opening(long, first, Rendering(first.upper(), sentences=(((0, len(first)), (0, len(first))),)))
    (shown,) = texts.translation("e", is_whole=False).document
    assert isinstance(shown, Paragraph)
    assert plain(shown.runs) == first.upper() + rest
    assert {run.href for run in shown.runs} == {"", "https://a.example/"}
    assert texts.next(10) == [long]
    texts.take([long], [Rendering(long.upper())])
    (whole,) = texts.translation("e", is_whole=True).document
    assert isinstance(whole, Paragraph) and plain(whole.runs) == long.upper()


@pytest.mark.parametrize("text", ["Uma frase curta. E outra.", "Uma só frase " + "que é longa " * 20, ""])
def test_what_is_there_at_once_has_no_opening(text: str) -> None:
    texts = ArticleTexts("", "", (Paragraph((Run(text),)),))
    assert texts.opening("pt") is None


def test_an_opening_that_failed_leaves_the_text_as_it_is() -> None:
    text = "Uma frase primeiro. " + "Uma outra que vem depois. " * 8
    texts = ArticleTexts("", "", (Paragraph((Run(text),)),))
    texts.take_opening(text, "Uma frase primeiro.", None)
    assert not texts.is_known
