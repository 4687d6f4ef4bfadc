"""Documents as text, Markdown and HTML: nothing in them is taken for markup, nothing unsafe gets out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.extract.html_document import document_from_html
from desktop_app.library import render
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


def runs(*texts: str) -> tuple[Run, ...]:
    return tuple(map(Run, texts))


LINK = Run("here", href="https://a.example/x?a=1&b=(2)")
EVIL = Run("here", href="javascript:alert(1)")
TABLE = Table(((runs("Year"), runs("Rain|mm")), (runs("2025"),)), has_header=True)

TEXT: list[tuple[str, Block, str]] = [
    ("paragraph", Paragraph(runs("One ", "two")), "One two"),
    ("line break", Paragraph(runs("One\ntwo")), "One\ntwo"),
    ("heading", Heading(2, runs("Title")), "Title"),
    ("bullets", ListBlock(False, (runs("a"), runs("b"))), "- a\n- b"),
    ("numbers", ListBlock(True, (runs("a"), runs("b"))), "1. a\n2. b"),
    ("quote", Quote((runs("a\nb"), runs("c"))), "    a\n    b\n\n    c"),
    ("picture", Picture("https://a.example/p.jpg", "A lake", "water"), "[A lake]"),
    ("picture without words", Picture("https://a.example/p.jpg"), ""),
    ("table", TABLE, "Year | Rain|mm\n2025"),
    ("code", Code("if x:\n  y"), "    if x:\n      y"),
    ("embed", Embed("https://v.example/1", "A film"), "A film https://v.example/1"),
]

MARKDOWN: list[tuple[str, Block, str]] = [
    ("plain", Paragraph(runs("One two.")), "One two."),
    (
        "markup in the text",
        Paragraph(runs("*a* _b_ `c` [d](e) <f> \\ & |")),
        r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> \\ \& \|",
    ),
    ("like a heading", Paragraph(runs("# not one")), r"\# not one"),
    ("like an item", Paragraph(runs("- not one")), r"\- not one"),
    ("like a number", Paragraph(runs("2026. A year")), r"2026\. A year"),
    ("like a heading in the second line", Paragraph(runs("a\n# b")), "a\\\n\\# b"),
    ("a later run is not at a line's beginning", Paragraph(runs("a", "- b")), "a- b"),
    ("bold", Paragraph((Run("so "), Run("very ", Mark.BOLD), Run("new"))), "so **very** new"),
    ("bold and italic", Paragraph((Run("x", Mark.BOLD | Mark.ITALIC),)), "***x***"),
    ("code inside", Paragraph((Run("a`b", Mark.CODE),)), "``a`b``"),
    ("sub", Paragraph((Run("H"), Run("2", Mark.SUB), Run("O"))), "H<sub>2</sub>O"),
    ("link", Paragraph((LINK,)), "[here](https://a.example/x?a=1&b=%282%29)"),
    ("unsafe link", Paragraph((EVIL,)), "here"),
    ("heading", Heading(3, runs("A\nB")), "### A B"),
    ("bullets", ListBlock(False, (runs("a\nb"), runs("c"))), "- a\\\n  b\n- c"),
    ("numbers", ListBlock(True, (runs("a"), runs("b"))), "1. a\n2. b"),
    ("quote", Quote((runs("a"), runs("b"))), "> a\n>\n> b"),
    (
        "picture",
        Picture("https://a.example/p.jpg", "A [lake]", "wa]ter"),
        "![wa\\]ter](https://a.example/p.jpg)\n\n*A \\[lake\\]*",
    ),
    ("unsafe picture", Picture("javascript:x"), ""),
    ("table", TABLE, "| Year | Rain\\|mm |\n| --- | --- |\n| 2025 |  |"),
    ("table without a header", Table(((runs("a"),),)), "|  |\n| --- |\n| a |"),
    ("code", Code("a\n```\nb"), "````\na\n```\nb\n````"),
    ("embed", Embed("https://v.example/1", ""), "[https://v.example/1](https://v.example/1)"),
]

HTML: list[tuple[str, Block, str]] = [
    ("escaped", Paragraph(runs("<script>&\"'")), '<p dir="auto">&lt;script&gt;&amp;&quot;&#x27;</p>'),
    ("line break", Paragraph(runs("a\nb")), '<p dir="auto">a<br>b</p>'),
    ("marks", Paragraph((Run("x", Mark.BOLD | Mark.CODE),)), '<p dir="auto"><b><code>x</code></b></p>'),
    ("unsafe link", Paragraph((EVIL,)), '<p dir="auto">here</p>'),
    ("heading", Heading(2, runs("T")), '<h2 dir="auto">T</h2>'),
    ("list", ListBlock(True, (runs("a"),)), '<ol dir="auto"><li>a</li></ol>'),
    ("list that counts on", ListBlock(True, (runs("a"),), 4), '<ol start="4" dir="auto"><li>a</li></ol>'),
    ("quote", Quote((runs("a"),)), '<blockquote><p dir="auto">a</p></blockquote>'),
    (
        "picture",
        Picture("https://a.example/p?a&b", 'A "lake"', "<w>"),
        (
            '<figure><img src="https://a.example/p?a&amp;b" alt="&lt;w&gt;">'
            '<figcaption dir="auto">A &quot;lake&quot;</figcaption></figure>'
        ),
    ),
    ("unsafe picture", Picture("data:text/html,x"), ""),
    ("code", Code("<b>"), "<pre><code>&lt;b&gt;</code></pre>"),
    ("embed", Embed("javascript:x", "A film"), '<p dir="auto">A film</p>'),
    (
        "table",
        Table(((runs("a"),), (runs("b"),)), has_header=True),
        '<table><tr><th dir="auto">a</th></tr><tr><td dir="auto">b</td></tr></table>',
    ),
]


@pytest.mark.parametrize(("block", "expected"), [c[1:] for c in TEXT], ids=[c[0] for c in TEXT])
def test_text(block: Block, expected: str) -> None:
    assert render.text((block,)) == expected


@pytest.mark.parametrize(("block", "expected"), [c[1:] for c in MARKDOWN], ids=[c[0] for c in MARKDOWN])
def test_markdown(block: Block, expected: str) -> None:
    assert render.markdown((block,)) == expected


@pytest.mark.parametrize(("block", "expected"), [c[1:] for c in HTML], ids=[c[0] for c in HTML])
def test_html(block: Block, expected: str) -> None:
    assert render.html((block,)) == expected


def test_a_link_leads_where_it_led() -> None:
    made = render.html((Paragraph((LINK,)),))
    assert 'href="https://a.example/x?a=1&amp;b=(2)"' in made
    assert 'rel="noopener noreferrer"' in made


def test_blocks_are_apart() -> None:
    document = (Paragraph(runs("a")), Picture("https://a.example/p"), Paragraph(runs("b")))
    assert render.text(document) == "a\n\nb"
    assert render.markdown(document) == "a\n\n![](https://a.example/p)\n\nb"


def test_pictures_may_be_put_elsewhere() -> None:
    made = render.html((Picture("https://a.example/p"),), lambda url: f"data:image/png;base64,{len(url)}")
    assert '<img src="data:image/png;base64,19" alt="">' in made


@given(st.text(max_size=60), st.text(max_size=30))
def test_html_shows_the_text_and_nothing_else(words: str, href: str) -> None:
    made = render.html((Paragraph((Run(words, Mark.BOLD, href),)),))
    assert set(re.findall(r"<([a-z]+)", made)) <= {"p", "b", "br", "a"}
    assert "javascript:" not in re.sub(r">[^<]*<", "><", made).lower()


@given(st.text("abc <>&\"'*_`#", min_size=1, max_size=40).map(str.strip).filter(bool))
def test_html_comes_back_as_it_went(words: str) -> None:
    once = " ".join(words.split())
    made = document_from_html(render.html((Paragraph((Run(once),)), Paragraph((Run("end of it all"),)))), "")
    assert made[0] == Paragraph((Run(once),))
