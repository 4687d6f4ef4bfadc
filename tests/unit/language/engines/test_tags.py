"""Links and marks keep their places by tags round their words, whatever an engine makes of the tags."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.language import texts
from desktop_app.language.articles import ArticleTexts
from desktop_app.language.engines.tagging import TaggingModel
from desktop_app.language.engines.tags import rendering, tagged, untagged
from desktop_app.language.marian.model import Model
from desktop_app.language.marks import move
from desktop_app.model.document import Document, Mark, Paragraph, Run, Runs, plain
from desktop_app.model.rendering import Rendering, Span
from tests.support.engines import Loud
from tests.support.translation import links_on_the_right_words, needs_model, portuguese_model

GO_ON = threading.Event()
SENTENCE = "O governo & a oposição falaram ontem"
SPANS = ((2, 9), (14, 22))  # governo, oposição


def on(answer: str) -> dict[str, str]:
    """Which words of an answer bear the two links."""
    runs = (
        Run("O "), Run("governo", href="https://a.example/g"), Run(" & a "),
        Run("oposição", href="https://a.example/o"), Run(" falaram ontem"),
    )  # fmt: skip
    assert plain(runs) == SENTENCE
    made = move(runs, rendering(SENTENCE, SPANS, answer))
    return {run.href.rpartition("/")[2]: run.text for run in made if run.href}


def test_a_sentence_is_html_with_its_stretches_in_tags() -> None:
    html = tagged(SENTENCE, SPANS)
    assert html == 'O <a id="0">governo</a> &amp; a <a id="1">oposição</a> falaram ontem'
    assert rendering(SENTENCE, SPANS, html).text == SENTENCE


@pytest.mark.parametrize(
    ("answer", "text", "expected"),
    [
        (
            'Yesterday the <a id="1">opposition</a> &amp; the <a id="0">government</a> talked',
            "Yesterday the opposition & the government talked",
            {"g": "government", "o": "opposition"},
        ),
        (
            "The <a id='0'>government</a> and the <A ID=1 >opposition</A> talked",
            "The government and the opposition talked",
            {"g": "government", "o": "opposition"},
        ),
        (
            'The <a id="0">government and the <a id="1">opposition talked</a>',
            "The government and the opposition talked",
            {"g": "government and the", "o": "opposition talked"},
        ),
        (
            '<a id="0">Government</a>, <a id="0">again</a> and <a id="1">opposition</a> <a id="7">x</a>',
            "Government, again and opposition x",
            {"g": "Government", "o": "opposition"},
        ),
        (
            'The <a id="0"></a>government & the <a id="1">opposition</a> talked',
            "The government & the opposition talked",
            {"o": "opposition"},
        ),
        ("The government & the opposition talked", "The government & the opposition talked", {}),
    ],
)
def test_what_comes_back_is_read_whatever_became_of_the_tags(answer: str, text: str, expected: dict[str, str]) -> None:
    assert rendering(SENTENCE, SPANS, answer).text == text
    found = on(answer)
    assert found.keys() == {"g", "o"}
    assert {link: found[link] for link in expected} == expected


def english(document: Document, engine: Loud) -> Document:
    article = ArticleTexts("", "", document)
    while asked := article.next(1_000):
        model = TaggingModel(engine, "pt", article.marked(asked), GO_ON)
        article.take(asked, texts.translate(model, "pt", asked))
    return article.translation("loud", is_whole=True).document


LINKED: Runs = (
    Run("Veja o "),
    Run("relatório da ONU", href="https://un.example/"),
    Run(" sobre a água. Um outro "),
    Run("texto ", marks=Mark.BOLD),
    Run("com força", marks=Mark.BOLD | Mark.ITALIC),
    Run(" vem depois."),
)


def test_a_paragraph_keeps_its_links_and_marks_across_sentences() -> None:
    engine = Loud()
    (made,) = english((Paragraph(LINKED),), engine)
    assert isinstance(made, Paragraph)
    assert plain(made.runs) == plain(LINKED).upper()
    assert [(r.text.strip(), r.marks, r.href) for r in made.runs if r.text.strip()] == [
        (r.text.strip().upper(), r.marks, r.href) for r in LINKED
    ]
    assert engine.asked == [
        [
            'Veja o <a id="0">relatório da ONU</a> sobre a água.',
            'Um outro <a id="0">texto </a><a id="1">com força</a> vem depois.',
        ]
    ]


def test_a_mark_that_is_all_of_a_sentence_needs_no_tag() -> None:
    engine = Loud()
    runs = (Run("Tudo isto é forte. ", marks=Mark.BOLD), Run("Isto não é."))
    (made,) = english((Paragraph(runs),), engine)
    assert engine.asked == [["Tudo isto é forte.", "Isto não é."]]
    assert isinstance(made, Paragraph)
    assert [(r.text.strip(), r.marks) for r in made.runs] == [
        ("TUDO ISTO É FORTE.", Mark.BOLD),
        ("ISTO NÃO É.", Mark(0)),
    ]


def test_no_request_is_larger_than_the_engine_takes() -> None:
    engine = Loud((2, 40))
    model = TaggingModel(engine, "pt", {}, GO_ON)
    sentences = ["a" * 10, "b" * 10, "c" * 35, "d" * 10, "e" * 100]
    assert [made.text for made in model.translate(sentences)] == [s.upper() for s in sentences]
    assert [[s[0] for s in asked] for asked in engine.asked] == [["a", "b"], ["c"], ["d"], ["e"]]


WORD = st.sampled_from(["casa", "rio", "Lisboa", "25", "água.", "e", "&", "<b>", "não"])
RUN = st.builds(
    lambda words, link, bold: (" ".join(words) + " ", link, bold),
    st.lists(WORD, min_size=1, max_size=4), st.booleans(), st.booleans(),
)  # fmt: skip


@given(st.lists(RUN, min_size=1, max_size=6), st.booleans())
def test_no_link_is_lost_or_doubled(parts: list[tuple[str, bool, bool]], loses: bool) -> None:
    runs = tuple(
        Run(text, Mark.BOLD if bold else Mark(0), f"https://a.example/{n}" if link else "")
        for n, (text, link, bold) in enumerate(parts)
    )
    (made,) = english((Paragraph(runs),), Loud(loses=loses))
    assert isinstance(made, Paragraph)

    def links(of: Runs) -> Counter[str]:
        return Counter(dict.fromkeys((run.href for run in of if run.href), 1))

    assert links(made.runs) == links(runs)


def test_spans_are_of_the_text_they_stand_in() -> None:
    article = ArticleTexts("", "", (Paragraph(LINKED), Paragraph((Run("nada"),))))
    spans: dict[str, tuple[Span, ...]] = article.marked([plain(LINKED), "nada"])
    text = plain(LINKED)
    assert [text[slice(*span)] for span in spans[text]] == ["relatório da ONU", "texto ", "com força"]
    assert spans.keys() == {text}


@pytest.mark.parametrize(
    ("sentence", "english", "expected"),
    [
        ("Lula visitou ontem Paris", "Yesterday Lula visited Paris", {"Lula": "Lula", "Paris": "Paris"}),
        ("Os 25 rios da Ásia", "The 25 rivers of Asia", {"25": "25", "rivers": "rios", "Asia": "Ásia"}),
        ("a a a", "a a a", {}),
        ("", "Something", {}),
        ("Nada", "", {}),
    ],
)
def test_words_that_are_the_same_stand_for_themselves(sentence: str, english: str, expected: dict[str, str]) -> None:
    made = untagged(sentence, english)
    there = {english[slice(*place)]: at for place, at in made.pairs}
    for word, original in expected.items():
        place = sentence.index(original)
        assert place <= there[word][0] < place + len(original)


@given(st.text(max_size=40), st.text(max_size=40))
def test_places_are_in_the_sentence(sentence: str, english: str) -> None:
    for (start, end), (first, last) in untagged(sentence, english).pairs:
        assert 0 <= start < end <= len(english) and 0 <= first < last <= len(sentence) + 1


@needs_model
def test_without_tags_most_links_find_their_words() -> None:
    class Untagged:
        def __init__(self) -> None:
            found = portuguese_model()
            assert found is not None
            self.model = Model(found)

        def translate(self, sentences: Sequence[str]) -> list[Rendering]:
            made = self.model.translate(sentences)
            return [untagged(sentence, one.text) for sentence, one in zip(sentences, made, strict=True)]

    right, wanted = links_on_the_right_words(Untagged())
    assert right >= 0.75 * wanted
