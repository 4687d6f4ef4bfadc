from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.difference import Change, Pieces, counts, difference, paragraph_difference, tokens


def shown(pieces: Pieces) -> str:
    """ "it is [-old-][+new+]"."""
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}+]", Change.REMOVED: "[-{}-]"}
    return "".join(marks[piece.change].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It's ten  o'clock.", ["It's", " ", "ten", "  ", "o'clock", "."]),
        ("well-known", ["well-known"]),
        ("3.5 %", ["3", ".", "5", " ", "%"]),
        ("東京で選挙", ["東", "京", "で", "選", "挙"]),
        ("NHKは東", ["NHK", "は", "東"]),
        ("ข่าวดี", ["ข่", "า", "ว", "ดี"]),
        ("한국 뉴스", ["한국", " ", "뉴스"]),
        ("नमस्ते", ["नमस्ते"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Five are missing.", "Five are missing.", "Five are missing."),
        ("Five are missing.", "Ten are missing.", "[-Five-][+Ten+] are missing."),
        ("It is late", "It is very late", "It is [+very +]late"),
        ("It is very late", "It is late", "It is [-very -]late"),
        ("one two three", "four five six", "[-one two three-][+four five six+]"),
        ("a one two z", "a three four z", "a [-one two-][+three four+] z"),
        ("It is", "It is.", "It is[+.+]"),
        ("", "New", "[+New+]"),
        ("Old", "", "[-Old-]"),
        ("東京で選挙", "大阪で選挙", "[-東京-][+大阪+]で選挙"),
        ("ข่าวดี", "ข่าวร้าย", "ข่าว[-ดี-][+ร้าย+]"),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    assert shown(paragraph_difference(old, new)) == expected


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("nothing", ["a", "b"], ["a", "b"], ["a", "b"]),
        ("one more", ["a", "c"], ["a", "b", "c"], ["a", "[+b+]", "c"]),
        ("one less", ["a", "b", "c"], ["a", "c"], ["a", "[-b-]", "c"]),
        ("one changed", ["a", "it is cold here", "c"], ["a", "it is warm here", "c"],
         ["a", "it is [-cold-][+warm+] here", "c"]),
        ("one replaced", ["a", "it is cold", "c"], ["a", "nobody came", "c"],
         ["a", "[+nobody came+]", "[-it is cold-]", "c"]),
        ("one changed and one before it", ["it is cold here"], ["hello", "it is warm here"],
         ["[+hello+]", "it is [-cold-][+warm+] here"]),
        ("one gone and one changed", ["bye", "it is cold here"], ["it is warm here"],
         ["[-bye-]", "it is [-cold-][+warm+] here"]),
        ("from nothing", [], ["a"], ["[+a+]"]),
    ],
)  # fmt: skip
def test_paragraphs(name: str, old: list[str], new: list[str], expected: list[str]) -> None:
    assert [shown(pieces) for pieces in difference(old, new)] == expected, name


def test_what_is_too_long_to_compare_is_replaced() -> None:
    old, new = "a " * 3_000, "b " * 3_000
    assert shown(paragraph_difference(old, new)) == f"[-{old}-][+{new}+]"
    assert shown(paragraph_difference(old, old)) == old


def test_counts() -> None:
    assert counts(difference(["Five are missing", "b"], ["Ten men are missing"])) == (2, 2)
    assert counts(difference(["東京で選挙"], ["大阪で選挙"])) == (2, 2)


TEXTS = st.text(alphabet="ab c.東京ข่\n", max_size=30)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    pieces = paragraph_difference(old, new)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new


@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5))
def test_no_paragraph_is_lost(old: list[str], new: list[str]) -> None:
    rows = difference(old, new)
    before = ["".join(p.text for p in r if p.change is not Change.ADDED) for r in rows]
    after = ["".join(p.text for p in r if p.change is not Change.REMOVED) for r in rows]
    assert [t for t in after if t] == [t for t in new if t]
    assert [t for t in before if t] == [t for t in old if t]
