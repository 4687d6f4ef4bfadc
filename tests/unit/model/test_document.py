from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import document as documents
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
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
RUNS = st.lists(
    st.builds(Run, TEXT, st.sampled_from([Mark.NONE, Mark.BOLD, Mark.BOLD | Mark.ITALIC, Mark.SUP]), TEXT), max_size=3
).map(tuple)
MANY = st.lists(RUNS, max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, RUNS),
    st.builds(Heading, st.integers(2, 4), RUNS),
    st.builds(ListBlock, st.just(False), MANY),
    st.builds(ListBlock, st.just(True), MANY, st.integers(-5, 2000)),
    st.builds(Quote, MANY),
    st.builds(Picture, TEXT, TEXT, TEXT, st.integers(0, 9_999), st.integers(0, 9_999)),
    st.builds(Table, st.lists(MANY, max_size=3).map(tuple), st.booleans()),
    st.builds(Code, TEXT),
    st.builds(Embed, TEXT, TEXT),
)


@given(st.lists(BLOCKS, max_size=6).map(tuple))
def test_there_and_back(document: documents.Document) -> None:
    packed = documents.dumps(document)
    assert documents.loads(packed) == document
    assert documents.loads(packed.encode()) == document
    assert documents.from_json(json.loads(json.dumps(documents.to_json(document)))) == document
    assert "\n" not in packed


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph((Run("a"), Run("b", Mark.BOLD))), "ab"),
        (Heading(2, (Run("h"),)), "h"),
        (ListBlock(False, ((Run("a"),), (Run("b"),))), "a\nb"),
        (Quote(((Run("a"),), (Run("b"),))), "a\nb"),
        (Picture("https://a.example/1.jpg", "caption", "alt"), "caption"),
        (Picture("https://a.example/1.jpg"), ""),
        (Table((((Run("a"),), (Run("b"),)), ((Run("c"),),))), "a\nb\nc"),
        (Code("x = 1\ny"), "x = 1\ny"),
        (Embed("https://a.example", "Video"), "Video"),
    ],
)
def test_as_plain_text(block: Block, text: str) -> None:
    assert documents.text((block,)) == text
    assert documents.text((block, block)) == (f"{text}\n{text}" if text else "")


def test_what_a_newer_version_wrote_is_read_without_what_is_not_known() -> None:
    packed = '[["p","a"],["map",1,2],["i","u","c","a",1,2,"new"],["e","u","t","new"],["p",["b",64,""]]]'
    assert documents.loads(packed) == (
        Paragraph((Run("a"),)),
        Picture("u", "c", "a", 1, 2),
        Embed("u", "t"),
        Paragraph((Run("b", Mark(64)),)),
    )


def test_most_runs_are_bare_strings() -> None:
    assert documents.dumps((Paragraph((Run("a"), Run("b", Mark.BOLD))),)) == '[["p","a",["b",1,""]]]'
