from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.stories.grouping.terms import AT_MOST, NAMES, TEXT_WORDS, name_of, number_of, terms_of, unpacked


def test_words_of_title_and_text_are_counted_apart() -> None:
    terms = terms_of("Storm hits Valdoria", "The storm, a storm of storms, has hit the coasts; four storms a year.")
    told = dict(zip(terms.numbers, zip(terms.in_title, terms.in_text, strict=True), strict=True))
    assert told[number_of("storm")] == (1, 3)
    assert told[number_of("valdoria")] == (1, 0)
    assert told[number_of("coast")] == (0, 1)
    assert number_of("the") not in told


def test_two_capitals_that_follow_each_other_are_a_name() -> None:
    terms = terms_of("Blue Harbour treaty signed", "Ministers of the blue harbour signed. Valdoria, Arden agree.")
    assert [number for number in terms.numbers if number >= NAMES] == [name_of("blue", "harbour")]


def test_what_stands_far_down_is_background() -> None:
    terms = terms_of("", "the " * TEXT_WORDS + "harbour")
    assert terms.numbers == ()


@given(st.text(max_size=80), st.text(max_size=900))
def test_packed_terms_are_the_same_again(title: str, text: str) -> None:
    terms = terms_of(title, text)
    assert len(terms.numbers) <= AT_MOST
    assert len(terms.packed()) == 3 * len(terms.numbers)
    assert unpacked(terms.packed()) == terms
