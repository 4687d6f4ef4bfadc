from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.extract.addresses import is_safe_href
from desktop_app.extract.html_document import document_from_html
from desktop_app.model import document as documents
from desktop_app.model.document import (
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
from tests.unit.extract.rendering import html_of

BASE = "https://site.example/news/1"


def runs(*texts: str | Run) -> Runs:
    return tuple(text if isinstance(text, Run) else Run(text) for text in texts)


def para(*texts: str | Run) -> Paragraph:
    return Paragraph(runs(*texts))


def pic(name: str, **more: str | int) -> Picture:
    return Picture(f"https://site.example/{name}", **more)  # type: ignore[arg-type]


A, B, C = (runs("a"),), (runs("b"),), (runs("c"),)
TABLE: list[tuple[str, str, Document]] = [
    ("plain text", "one &amp; two", (para("one & two"),)),
    ("plain text of two paragraphs", "one\ntwo\n\nthree", (para("one two"), para("three"))),
    ("escaped twice", "&lt;p&gt;one&lt;/p&gt;", (para("one"),)),
    ("nothing", "", ()),
    ("only tags", "<p> &nbsp; </p><div></div>", ()),
    ("paragraphs", "<p>a</p><p>b</p>", (para("a"), para("b"))),
    ("loose text", "a<p>b</p>c", (para("a"), para("b"), para("c"))),
    ("white space", "<p>  a \n\t b  </p>", (para("a b"),)),
    ("line break", "<p>a<br>b</p>", (para("a\nb"),)),
    ("two line breaks", "a<br> <br/>b<br><br><br>c", (para("a"), para("b"), para("c"))),
    ("marks", "<p>a <b>b</b><i> c</i></p>", (para("a ", Run("b ", Mark.BOLD), Run("c", Mark.ITALIC)),)),
    ("marks in marks", "<b>a<i>b</i></b>", (para(Run("a", Mark.BOLD), Run("b", Mark.BOLD | Mark.ITALIC)),)),
    ("code, sub, sup", "<code>a</code><sub>b</sub><sup>c</sup>",
     (para(Run("a", Mark.CODE), Run("b", Mark.SUB), Run("c", Mark.SUP)),)),
    ("unknown tags", "<blink>a</blink> <x-y>b</x-y>", (para("a b"),)),
    ("link", '<a href="/x?utm_source=rss&amp;id=3">a</a>', (para(Run("a", href="https://site.example/x?id=3")),)),
    ("mail", '<a href="mailto:desk@site.example?subject=x">a</a>', (para(Run("a", href="mailto:desk@site.example")),)),
    ("no link", '<a href="javascript:x">a</a>', (para("a"),)),
    ("headings", "<h1>a</h1><h2>b</h2><h4>d</h4><h6><b>e</b></h6>x",
     (Heading(2, runs("a")), Heading(2, runs("b")), Heading(4, runs("d")), Heading(4, runs("e")), para("x"))),
    ("heading of the third level", "<h3>c</h3>x", (Heading(3, runs("c")), para("x"))),
    ("list", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", (ListBlock(False, (runs("a"), runs("b\nc"))),)),
    ("ordered list", "<ol><li>a<li>b</ol>", (ListBlock(True, (runs("a"), runs("b"))),)),
    ("list that counts on", "<ol start=8><li>a</li><li>b</li></ol>", (ListBlock(True, (runs("a"), runs("b")), 8),)),
    ("list that starts nowhere", "<ol start=x1><li>a</li></ol>", (ListBlock(True, A),)),
    ("numbers inside", "<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>",
     (ListBlock(True, A), ListBlock(True, B), ListBlock(True, C, 2))),
    ("bullets inside numbers", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
     (ListBlock(True, A), ListBlock(False, B), ListBlock(True, C, 2))),
    ("numbers round a picture", "<ol><li>a<img src=/p.jpg></li><li>b</li></ol>",
     (ListBlock(True, A), pic("p.jpg"), ListBlock(True, B, 2))),
    ("list in a list", "<ul><li>a<ul><li>b</ul></li><li>c</ul>",
     (ListBlock(False, (runs("a"), runs("b"), runs("c"))),)),
    ("picture in a list", "<ul><li>a<img src=/p.jpg></li><li>b</li></ul>",
     (ListBlock(False, A), pic("p.jpg"), ListBlock(False, B))),
    ("item without a list", "<li>a</li>", (para("a"),)),
    ("quote", "<blockquote>a<p>b</p></blockquote>", (Quote((runs("a"), runs("b"))),)),
    ("picture in a quote", "<blockquote>a<img src=/p.jpg>b</blockquote>", (Quote(A), pic("p.jpg"), Quote(B))),
    ("code block", "<pre>\n a\n\tb <b>c</b> \n</pre>", (Code(" a\n\tb c"),)),
    ("picture", '<p>a<img src="/p.jpg" alt=" An  alt " width="640" height="480px">b</p>',
     (para("a"), pic("p.jpg", alt="An alt", width=640, height=480), para("b"))),
    ("caption", "<figure><img src=/p.jpg><figcaption>A <b>cap</b></figcaption></figure>",
     (pic("p.jpg", caption="A cap"),)),
    ("caption of WordPress", '<div class="wp-caption"><img src=/p.jpg><p class="wp-caption-text">cap</p></div>',
     (pic("p.jpg", caption="cap"),)),
    ("caption of Blogger",
     '<table class="tr-caption-container"><td><img src=/p.jpg><tr><td class="tr-caption">cap</table>',
     (pic("p.jpg", caption="cap"),)),
    ("figure without a picture", "<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>",
     (Quote(A), para("b"))),
    ("lazy picture", '<img src="data:image/gif;base64,R" data-src="/p.jpg">', (pic("p.jpg"),)),
    ("largest of a set", '<img src=/s.jpg srcset="/m.jpg 800w, /l.jpg 1600w, /xl.jpg 2400w">', (pic("l.jpg"),)),
    ("picture element", '<picture><source srcset="/l.webp 900w"><img src="data:x"></picture>', (pic("l.webp"),)),
    ("picture inside noscript", "<noscript><img src=/p.jpg>no script</noscript>", (pic("p.jpg"),)),
    ("the same picture twice", "<img src=/p.jpg><noscript><img src=/p.jpg></noscript>", (pic("p.jpg"),)),
    ("tracker", '<img src="https://feeds.feedburner.com/~r/x"><img src=/t.gif width=1><img src=/z.gif width=0>a',
     (para("a"),)),
    ("formula", 'a <img src="https://s0.wp.com/latex.php?latex=x" alt="x^2">', (para("a x^2"),)),
    ("pictogram", 'a<img class="wp-smiley" src="/smile.png" alt="☺">', (para("a☺"),)),
    ("table", "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
     (Table(((*A, *B), (runs("1"), runs("2"))), has_header=True),)),
    ("table without a head", "<table><tr><td>a<td>b</table>", (Table(((*A, *B),)),)),
    ("table for layout", "<table><tr><td><img src=/p.jpg></td><td><p>a</p><p>b</p></td></tr></table>",
     (pic("p.jpg"), para("a"), para("b"))),
    ("table in a table", "<table><tr><td>a<td>b<table><tr><td>1<td>2</table></table>",
     (Table(((*A, *B),)), Table(((runs("1"), runs("2")),)))),
    ("frame", '<iframe src="//video.example/1" title="A film">no</iframe>',
     (Embed("https://video.example/1", "A film"),)),
    ("frame of YouTube", "<iframe src=https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0></iframe>",
     (Embed("https://www.youtube.com/watch?v=abcdefghijk", "youtube.com"),)),
    ("video", '<video controls><source src="/v.mp4">old browser</video>',
     (Embed("https://site.example/v.mp4", "site.example"),)),
    ("nothing closes what is embedded", '<p>safe<embed src="https://film.example/f"> words</p><p>and on</p>',
     (para("safe"), Embed("https://film.example/f", "film.example"), para("words"), para("and on"))),
    ("what is embedded is closed", '<p>safe<embed src="https://film.example/f"></embed> words</p>',
     (para("safe"), Embed("https://film.example/f", "film.example"), para("words"))),
    ("frame of another scheme", '<iframe src="javascript:x"></iframe>a', (para("a"),)),
    ("active parts", "a<script>x</script><style>y</style><svg>z</svg><math>q</math><template>t</template>b",
     (para("ab"),)),
    ("form", "a<form>Mail <input value=x><button>Go</button></form>", (para("a"),)),
    ("comment", "a<!-- b -->c", (para("ac"),)),
    ("hidden", 'a<span style="display: none">b</span><p hidden>c</p>', (para("a"),)),
    ("bars to share", 'a<div class="sharedaddy sd-block">Share</div><div class="feedflare">x</div>', (para("a"),)),
    ("foot of WordPress", "<p>a</p><p>The post <a href=/x>T</a> appeared first on <a href=/>S</a>.</p>", (para("a"),)),
    ("foot in German", "<p>a</p><p>Der Beitrag T erschien zuerst auf S.</p>", (para("a"),)),
    ("call to read on", "<p>a</p><p><a href=/x>Continue reading &rarr;</a></p>", (para("a"),)),
    ("call in Italian", "<p>Una frase. <a href=/x>Leggi tutto</a></p>", (para("Una frase."),)),
    ("cut text", "<p>It goes on [&#8230;]</p>", (para("It goes on…"),)),
    ("a sentence that only sounds so", "<p>a</p><p>More than 100 people came</p>",
     (para("a"), para("More than 100 people came"))),
    ("a lone foot is text", "<p>More</p>", (para("More"),)),
    ("heading of nothing", "<p>a</p><h3>Related</h3>", (para("a"),)),
    ("tricks of direction", "<p>a\u202eb\u2066c\ufeff</p>", (para("abc"),)),
    ("joiners stay", "<p>می\u200cخواهم</p>", (para("می\u200cخواهم"),)),
    ("base is ignored", '<base href="https://evil.example/"><a href="x">a</a>',
     (para(Run("a", href="https://site.example/news/x")),)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "html", "expected"), TABLE, ids=[name for name, _, _ in TABLE])
def test_documents(name: str, html: str, expected: Document) -> None:
    assert document_from_html(html, BASE) == expected, name


@pytest.mark.parametrize("html", [html for _, html, _ in TABLE], ids=[name for name, _, _ in TABLE])
def test_there_and_back(html: str) -> None:
    once = document_from_html(html, BASE)
    assert document_from_html(html_of(once), "https://other.example/") == once
    assert documents.loads(documents.dumps(once)) == once


@pytest.mark.parametrize(
    "start",
    [
        "<div>",
        "<b>",
        "<p><b>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
        "<pre>",
        "<figure>",
        "<a href=/x>",
        "<svg>",
        "<x>",
    ],
)
def test_nesting_of_any_depth(start: str) -> None:
    document = document_from_html("<p>hello</p>" + start * 20_000 + "end", BASE)
    assert documents.text(document).startswith("hello")
    assert document_from_html(html_of(document), BASE) == document


def test_deep_text_is_kept() -> None:
    assert document_from_html("<div>" * 100_000 + "hello", BASE) == (para("hello"),)


@pytest.mark.parametrize("between", ["<p>", "<br><br>", "<div>"])
def test_beyond_thousands_of_paragraphs_only_their_text_is_left(between: str) -> None:
    document = document_from_html(between.join(["word"] * 30_000), BASE)
    assert 4_000 < len(document) < 11_000
    assert documents.text(document).split() == ["word"] * 30_000


def test_large_tables_are_cut() -> None:
    (table,) = document_from_html("<table>" + ("<tr>" + "<td>x" * 50) * 500 + "</table>", BASE)
    assert isinstance(table, Table)
    assert (len(table.rows), len(table.rows[0])) == (200, 20)


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=/x>",
        "<a href='http://a.example/?q=1&r=2'>",
        "</a>",
        "<br>",
        "<ul>",
        "<ol>",
        "<li>",
        "</ul>",
        "</ol>",
        "<blockquote>",
        "</blockquote>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<h5>",
        "<figure>",
        "<figcaption>",
        "</figcaption>",
        "</figure>",
        "<img src=/a.jpg>",
        "<img src=/b.jpg alt='x  y' width=9>",
        "<iframe src=/f title=t></iframe>",
        "<div>",
        "</div>",
        " ",
        "\n",
        "&nbsp;",
        "word",
        "&amp;",
        "&lt;p&gt;",
        "a b",
        "<sup>",
        "</sup>",
        "<script>",
        "</script>",
        "<form>",
        "</form>",
        "<!--",
        "-->",
        "<noscript>",
        "</noscript>",
        "Read more",
        "The post X appeared first on Y.",
        "[…]",
        "\u200b",
        "<svg>",
        "</svg>",
        "<code>",
        "</code>",
        "é",
        "<video src=/v>",
        "</video>",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_there_and_back_for_any_html(html: str) -> None:
    once = document_from_html(html, BASE)
    assert document_from_html(html_of(once), "https://other.example/") == once


def addresses(document: Document) -> list[str]:
    found: list[str] = []
    for block in document:
        match block:
            case Picture(url) | Embed(url, _):
                assert url.startswith(("http://", "https://"))
                found.append(url)
            case Paragraph(inner) | Heading(_, inner):
                found += [run.href for run in inner if run.href]
            case ListBlock(_, parts) | Quote(parts):
                found += [run.href for part in parts for run in part if run.href]
            case Table(rows):
                found += [run.href for row in rows for cell in row for run in cell if run.href]
            case Code():
                pass
    return found


@settings(max_examples=200)
@given(
    st.text(max_size=60), st.sampled_from(["a href", "img src", "iframe src", "img srcset", "video src", "object data"])
)
def test_only_safe_addresses_come_out(address: str, place: str) -> None:
    quoted = address.replace('"', "&quot;")
    document = document_from_html(f'<{place}="{quoted}">x', BASE)
    assert all(is_safe_href(found) for found in addresses(document))


@given(st.text(max_size=300))
def test_any_text_is_taken(html: str) -> None:
    document = document_from_html(html, BASE)
    assert documents.loads(documents.dumps(document)) == document
