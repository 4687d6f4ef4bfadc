"""Whatever an engine makes of an article, its form stays: blocks, pictures, and every link once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.language.articles import translate_article
from desktop_app.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Heading,
    ListBlock,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)
from desktop_app.model.rendering import Rendering
from desktop_app.notation.words import words
from tests.support.stores import new
from tests.support.translation import links


class Whimsical:
    """Says anything of any length, and pairs its words with any; some texts it does not know."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def name(self, language: str) -> str:
        return f"whimsical {language}"

    def languages(self) -> frozenset[str]:
        return frozenset({"pt"})

    def translate(self, _language: str, texts: Sequence[str]) -> list[Rendering | None]:
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Rendering | None:
        there = words(text)
        if not there or self._chance.random() < 0.2:
            return None
        english = " ".join(self._chance.choices(["one", "two,", "Three", "“four”"], k=self._chance.randint(1, 12)))
        pairs = tuple((place, self._chance.choice(there)) for place in words(english))
        return Rendering(english, pairs if self._chance.random() < 0.8 else ())


url = st.sampled_from(["", "", "https://example.org/a", "https://example.org/b", "mailto:a@example.org"])
mark = st.sampled_from([Mark.NONE, Mark.NONE, Mark.BOLD, Mark.ITALIC | Mark.BOLD, Mark.CODE])
text = st.sampled_from(["um ", "dois, três ", "… ", "quatro", ' "cinco" ', "12 ", "\n", "日本"])
runs = st.lists(st.builds(Run, text, mark, url), max_size=5).map(tuple)
picture = st.builds(Picture, st.sampled_from(["https://example.org/1.jpg", "https://example.org/2.jpg"]), text, text)
block: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Heading, st.sampled_from([2, 3]), runs),
    st.builds(ListBlock, st.booleans(), st.lists(runs, max_size=3).map(tuple)),
    st.builds(Quote, st.lists(runs, max_size=2).map(tuple)),
    st.builds(Table, st.lists(st.lists(runs, max_size=2).map(tuple), max_size=2).map(tuple)),
    picture,
    st.builds(Code, text),
    st.builds(Embed, st.just("https://example.org/video"), text),
)


def paragraphs(document: Document) -> Iterator[Runs]:
    for it in document:
        match it:
            case Paragraph(some) | Heading(_, some):
                yield some
            case ListBlock(_, several) | Quote(several):
                yield from several
            case Table(rows):
                yield from (cell for row in rows for cell in row)
            case Picture() | Code() | Embed():
                pass


def all_links(document: Document) -> Counter[str]:
    return Counter(address for some in paragraphs(document) for address, _ in links(some))


def pictures(document: Document) -> list[str]:
    return [it.url for it in document if isinstance(it, Picture)]


@settings(max_examples=80)
@given(st.lists(block, max_size=6).map(tuple), st.integers(0, 1000))
def test_every_link_and_picture_is_there_once(document: Document, seed: int) -> None:
    article = replace(new(1, "um título", lead="um texto"), document=document, language="pt")
    made = translate_article(Whimsical(seed), article)
    if made is None:
        return
    assert [type(it) for it in made.document] == [type(it) for it in document]
    assert all_links(made.document) == all_links(document)
    assert pictures(made.document) == pictures(document)
    assert [it for it in made.document if isinstance(it, Code)] == [it for it in document if isinstance(it, Code)]
    assert len(list(paragraphs(made.document))) == len(list(paragraphs(document)))
