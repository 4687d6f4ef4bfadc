from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.extract import html_document
from desktop_app.extract.html_document import parsed_blocks
from desktop_app.extract.tame_html import tame_blocks
from desktop_app.model.document import Block

BASE = "https://site.example/news/1"

TAME = [
    "<p>One.</p><p>Two &amp; three.</p>",
    "loose <b>bold <i>both</i></b> text<p>then a paragraph</p>tail",
    '<p class="wp-block-paragraph">a <a href="/x?utm_source=rss&amp;id=3">link</a> b</p>',
    '<figure class="b"><img src="/a.jpg" alt="x &quot;y&quot;" width="640"><figcaption>Below</figcaption></figure>',
    "<ul><li>one</li><li>two <em>three</em></li></ul><ol><li><p>a</p><p>b</p></li></ol>",
    "<blockquote><p>said</p><p>and again</p></blockquote>",
    "<h2>Head <strong>line</strong></h2><div>a<br>b<br/><br />c</div><hr><section>d</section>",
    "<P>UPPER <B>CASE</B></P>",
    "<p>&#8220;quoted&#x201D; &eacute;&nbsp;&apos;</p>",
    "<p>5 & 6 && 7</p>",
    "<p>before</p><!-- a comment --><p>after</p>",
    "<span>a</span> <u>b</u> <mark>c</mark><sub>2</sub><sup>3</sup><code>x</code>",
    '<p><img src="https://a.example/1.jpg"/>text<img src="https://a.example/1.jpg"></p>',
    "<p>\u202eturned\ufeff \x0b and\r\nlines</p>",
    "",
    "<p></p><div> &nbsp; </div>",
]
WILD = [
    "<p>one<p>two",
    "<b><p>block in a line</p></b>",
    "<p>a<div>b</div></p>",
    "a < b",
    "a > b",
    "<p>&bogus;</p>",
    "<p>&nbsp</p>",
    "<p>&#150;</p>",
    "<script>x</script>",
    "<p hidden>x</p>",
    '<div class="sharedaddy">x</div>',
    "<table><tr><td>x</td></tr></table>",
    "<a href=/1>x<a href=/2>y</a></a>",
    "<i>a</b></i>",
    "<p/>x",
    "<p onclick='a>b'>x</p>",
    "<![CDATA[x]]>",
    "<div>" * 40 + "x" + "</div>" * 40,
]


@pytest.mark.parametrize("html", TAME)
def test_tame_html_is_read_as_the_parser_reads_it(html: str) -> None:
    assert tame_blocks(html, BASE) == parsed_blocks(html, BASE)


@pytest.mark.parametrize("html", WILD)
def test_the_rest_is_left_to_the_parser(html: str) -> None:
    assert tame_blocks(html, BASE) is None


def test_it_spares_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(html: str, base_url: str) -> list[Block]:
        raise AssertionError((html, base_url))

    monkeypatch.setattr(html_document, "parsed_blocks", fail)
    assert html_document.document_from_html("<p>a</p>", BASE)


_TEXTS = st.text(alphabet=st.sampled_from("ab é字ا\u00a0\u200d\n\t&;.<"), max_size=8) | st.sampled_from(
    ["&amp;", "&#39;", "&#x2019;", "&hellip;", "word", " "]
)
_NAMES = st.sampled_from([
    "p", "div", "b", "i", "em", "strong", "a", "span", "u", "h2", "h3", "ul", "ol", "li", "blockquote", "figure",
    "figcaption", "section", "sub", "code", "font",
])  # fmt: skip
_ATTRIBUTES = st.sampled_from([
    "", ' class="x"', " href='/y?a=1&amp;utm_medium=z'", ' href="javascript:x"', ' id=c style="color: red"',
    ' title="&quot;"',
])  # fmt: skip
_VOIDS = st.sampled_from(
    ["<br>", "<br/>", "<hr>", '<img src="/p.jpg" alt="a">', "<img src=/q.png width=1>", '<img class="emoji" alt="x">']
)
_HTML = st.recursive(
    _TEXTS | _VOIDS,
    lambda inner: st.builds(
        lambda name, attributes, parts: f"<{name}{attributes}>{''.join(parts)}</{name}>",
        _NAMES, _ATTRIBUTES, st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_HTML, max_size=5).map("".join))
def test_whatever_is_tame_is_read_alike(html: str) -> None:
    blocks = tame_blocks(html, BASE)
    assert blocks is None or blocks == parsed_blocks(html, BASE)
