from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.stories.compare import marked, one_sided
from desktop_app.stories.terms import terms

UNION = [
    "The union rejects the treaty and calls a strike",
    "Fishermen strike against the treaty",
    "A strike in the harbours, says the union",
    "Strike against the harbour treaty goes on",
]
CAPITAL = [
    "Ministers praise the treaty as historic",
    "The treaty is historic, the minister says",
    "A historic treaty for both coasts",
    "Historic, says the capital of the treaty",
]


def test_words_of_one_side_only() -> None:
    strike, historic = one_sided([UNION, CAPITAL])
    assert "strike" in strike
    assert "historic" in historic
    assert not strike & historic
    assert "treaty" not in strike | historic


def test_one_text_proves_nothing() -> None:
    assert one_sided([["A strike begins"], ["A historic treaty", "A treaty"]]) == (frozenset(), frozenset())


def test_who_says_nothing_else_has_no_words_of_his_own() -> None:
    assert one_sided([UNION, UNION]) == (frozenset(), frozenset())
    assert one_sided([]) == ()


def test_where_they_stand() -> None:
    sentence = "Strikes go on; the union's strike, they say"
    assert [sentence[a:b] for a, b in marked(sentence, {"strike", "union"})] == ["Strikes", "union's", "strike"]


TEXTS = st.lists(st.lists(st.sampled_from(["red boat", "blue boat", "green tree", "boat", ""]), max_size=6), max_size=4)


@given(TEXTS)
def test_what_is_marked_stands_in_the_side_and_not_in_all_texts_of_the_others(sides: list[list[str]]) -> None:
    for number, own in enumerate(one_sided(sides)):
        said = {term for text in sides[number] for term in terms(text)}
        assert own <= said
        others = [set(terms(text)) for other, texts in enumerate(sides) if other != number for text in texts]
        for word in own:
            assert others
            assert any(word not in text for text in others)
