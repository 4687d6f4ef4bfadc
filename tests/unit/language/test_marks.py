"""Links and marks on the words of a translation, whatever an engine says stands for what."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.language.marks import move
from desktop_app.model.document import Mark, Run, Runs, plain
from desktop_app.model.rendering import Rendering, Span
from desktop_app.notation.words import words
from tests.support.translation import links

A, B = "https://example.org/a", "https://example.org/b"


def paired(source: str, english: str, *pairs: tuple[str, str]) -> Rendering:
    """A rendering whose words stand for each other as told, in the English's order."""
    made: list[tuple[Span, Span]] = []
    at = 0
    for word, meant in pairs:
        start = english.index(word, at)
        at = start + len(word)
        place = source.index(meant)
        made.append(((start, at), (place, place + len(meant))))
    return Rendering(english, tuple(made))


def test_a_link_goes_where_its_words_went() -> None:
    runs = (Run("Ontem, a "), Run("ponte velha", href=A), Run(" caiu."))
    rendering = paired(
        plain(runs), "The old bridge fell yesterday.",
        ("The", "a"), ("old", "velha"), ("bridge", "ponte"), ("fell", "caiu"), ("yesterday", "Ontem"),
    )  # fmt: skip
    assert move(runs, rendering) == (Run("The "), Run("old bridge", href=A), Run(" fell yesterday."))


def test_a_word_between_two_of_a_links_words_is_in_the_link() -> None:
    runs = (Run("O "), Run("Banco Portugal", href=A), Run(" cresce"))
    rendering = paired(
        plain(runs), "The Bank of Portugal grows",
        ("The", "O"), ("Bank", "Banco"), ("of", "cresce"), ("Portugal", "Portugal"), ("grows", "cresce"),
    )  # fmt: skip
    assert list(links(move(runs, rendering))) == [(A, "Bank of Portugal")]


def test_two_links_do_not_take_each_others_words() -> None:
    runs = (Run("de "), Run("Lisboa", href=A), Run(" para "), Run("Maputo", href=B))
    rendering = paired(
        plain(runs), "to Maputo from Lisbon", ("to", "para"), ("Maputo", "Maputo"), ("from", "de"), ("Lisbon", "Lisboa")
    )
    assert list(links(move(runs, rendering))) == [(B, "Maputo"), (A, "Lisbon")]


def test_bold_within_a_link() -> None:
    runs = (Run("ponte ", href=A), Run("velha", Mark.BOLD, A), Run(" caiu"))
    rendering = paired(plain(runs), "old bridge fell", ("old", "velha"), ("bridge", "ponte"), ("fell", "caiu"))
    assert move(runs, rendering) == (Run("old", Mark.BOLD, A), Run(" bridge", href=A), Run(" fell"))


def test_quotes_go_with_their_words() -> None:
    runs = (Run("Disse "), Run("“não”", Mark.ITALIC), Run("."))
    rendering = paired(plain(runs), 'He said "no".', ("said", "Disse"), ("no", "não"))
    assert move(runs, rendering) == (Run("He said "), Run('"no".', Mark.ITALIC))


def test_what_is_all_one_link_stays_all_one_link() -> None:
    runs = (Run("(A ponte caiu.)", href=A),)
    rendering = paired(plain(runs), "(The bridge fell.)", ("bridge", "ponte"), ("fell", "caiu"))
    assert move(runs, rendering) == (Run("(The bridge fell.)", href=A),)


def test_a_link_whose_words_nothing_stands_for_is_on_a_word_about_there() -> None:
    runs = (Run("um dois "), Run("três", href=A), Run(" quatro"))
    rendering = paired(plain(runs), "one two four", ("one", "um"), ("two", "dois"), ("four", "quatro"))
    assert list(links(move(runs, rendering))) == [(A, "two")]


def test_more_links_than_words() -> None:
    runs = (Run("um", href=A), Run(" "), Run("dois", href=B))
    assert list(links(move(runs, Rendering("one", (((0, 3), (0, 2)),))))) == [(A, "one"), (B, "dois")]


def test_an_engine_that_does_not_tell() -> None:
    runs = (Run("um dois "), Run("três quatro", href=A))
    assert list(links(move(runs, Rendering("one two three four")))) == [(A, "three four")]


def test_what_was_kept_is_marked() -> None:
    runs = (Run("Olá. "), Run("Não", Mark.BOLD), Run(" sei."))
    rendering = Rendering("Hello. Não sei.", (((0, 5), (0, 3)), ((7, 10), (5, 8)), ((11, 14), (9, 12))), ((7, 15),))
    assert move(runs, rendering) == (
        Run("Hello. "), Run("Não", Mark.BOLD | Mark.KEPT), Run(" sei.", Mark.KEPT),
    )  # fmt: skip


@pytest.mark.parametrize("runs", [(), (Run(""),), (Run("", href=A),), (Run(" ", href=A), Run("…", href=B))])
def test_nothing_to_lay_anything_on(runs: Runs) -> None:
    made = move(runs, Rendering("Hello."))
    assert plain(made).startswith("Hello.")
    assert Counter(links(made)) == Counter(links(runs))


def test_no_english_loses_no_link() -> None:
    runs = (Run("a"), Run("b", href=A))
    assert list(links(move(runs, Rendering("")))) == [(A, "b")]


word = st.text("abcõ", min_size=1, max_size=4)
gap = st.sampled_from([" ", ", ", " – ", ". ", "-", " “"])
url = st.sampled_from(["", "", A, B])
mark = st.sampled_from([Mark.NONE, Mark.NONE, Mark.BOLD, Mark.ITALIC])
run = st.builds(
    Run, st.lists(st.tuples(word, gap), min_size=1, max_size=3).map(lambda x: "".join(map("".join, x))), mark, url
)


@st.composite
def translated(draw: st.DrawFn) -> tuple[Runs, Rendering]:
    """Any runs, any English, and any opinion about what stands for what."""
    runs = tuple(draw(st.lists(run, min_size=1, max_size=6)))
    english = "".join(map("".join, draw(st.lists(st.tuples(word, gap), max_size=10))))
    source = words(plain(runs))
    targets = words(english)
    meant: list[Span] = [draw(st.sampled_from(source)) for _ in targets]
    is_told, is_kept = draw(st.tuples(st.booleans(), st.booleans()))
    pairs = tuple(zip(targets, meant, strict=True)) if is_told else ()
    kept = tuple(targets[:1]) if is_kept else ()
    return runs, Rendering(english, pairs, kept)


@settings(max_examples=150)
@given(translated())
def test_nothing_is_lost_and_nothing_doubled(case: tuple[Runs, Rendering]) -> None:
    runs, rendering = case
    made = move(runs, rendering)
    assert Counter(address for address, _ in links(made)) == Counter(address for address, _ in links(runs))
    assert plain(made).startswith(rendering.text)
    if len(list(links(runs))) <= len(words(rendering.text)):
        assert plain(made) == rendering.text
    assert all(run.text for run in made)
