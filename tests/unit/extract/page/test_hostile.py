"""Pages that are broken, huge or malicious: nothing active is left, nothing fails, nothing takes long."""

from __future__ import annotations

import random
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.extract.page.article_page import article_page
from desktop_app.extract.page.walls import Wall
from desktop_app.model import document as documents
from desktop_app.model.document import Picture
from tests.support.known_pages import ARTICLES, SITE, page
from tests.unit.extract.rendering import active_parts, html_of
from tests.unit.extract.test_xss import VECTORS

BEFORE = (
    b"<html><body><article><h1>Title</h1><p>"
    + b"Running text, with commas, that makes an article of it. " * 8
    + b"</p>"
)
AFTER = b"<p>" + b"More of the text, with commas, at the end of it all. " * 8 + b"</p></article></body></html>"
PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        (
            "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<figure>", "<figcaption>", "<ul>",
            "<li>", "<h2>", "<br>", "<br><br>", "<!--", "-->", "<noscript>", "</noscript>", "<script>", "</script>",
            "<svg>", "<img src=/a.jpg>", "<a href=//x>", "</a>", "<iframe src=//youtube.com/embed/xxxxxx>", "<title>",
            '<meta property="og:image" content="javascript:1">', "<time datetime=2024>", "<input type=email>",
            '<base href="http://[x">', "&#0;", "&amp;", "\0", "]]>", "<![CDATA[",
            '<script type=application/ld+json>{"@type":"NewsArticle","author":[[["x"]]],"headline":{"a":1}}</script>',
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_active_is_left(vector: str) -> None:
    made = article_page(BEFORE + vector.encode() + AFTER, f"{SITE}/a")
    assert active_parts(html_of(made.document)) == []


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40))
def test_no_page_makes_it_fail(pieces: list[str]) -> None:
    made = article_page("".join(pieces), f"{SITE}/a")
    assert active_parts(html_of(made.document)) == []
    assert documents.loads(documents.dumps(made.document)) == made.document


def test_a_page_that_is_nothing_but_a_link() -> None:
    made = article_page("<a><c>" + "0" * 25, f"{SITE}/a")
    assert documents.loads(documents.dumps(made.document)) == made.document


@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=shift_jis", "text/html; charset=nonsense"]))
def test_no_bytes_make_it_fail(content: bytes, content_type: str) -> None:
    article_page(content, "", content_type)
    article_page(BEFORE + content + AFTER, "not an address", content_type)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<div>" * 100_000 + b"hello" + b"</div>" * 100_000, id="deep"),
        pytest.param(b"<table><tr><td>" * 3_000 + b"hello", id="tables in tables"),
        pytest.param(b"<p>hello, you</p>" * 100_000, id="many paragraphs"),
        pytest.param(b"<a href=/x>hello</a> " * 80_000, id="many links"),
        pytest.param(b"<p>hello " + b"<b><i>" * 20_000, id="marks in marks"),
        pytest.param(b"<img src=/a.jpg><p>hello, this is text</p>" * 20_000, id="many pictures"),
        pytest.param(b"<p class='" + b"a-" * 500_000 + b"'>hello</p>", id="long name"),
        pytest.param(b"<title>" + b" - " * 100_000 + b"</title><p>hello</p>", id="long title"),
        pytest.param(b"<p>" + b"hello " * 600_000 + b"</p>", id="one paragraph"),
        pytest.param(b'<script type="application/ld+json">' + b'[{"@graph":' * 50_000 + b"</script>", id="json"),
        pytest.param(b"<form><input type=email>" * 20_000 + b"<p>hello</p>", id="forms"),
        pytest.param(b"<figure><figcaption>hello</figcaption>" * 5_000, id="figures"),
        pytest.param(b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">hello</p>", id="attributes"),
        pytest.param(b"<p " + b"".join(b'a%d=">"' % n for n in range(200_000)) + b">hello</p>", id="glued attributes"),
    ],
)  # fmt: skip
def test_a_monstrous_page_takes_seconds_at_most(content: bytes) -> None:
    started = time.process_time()
    article_page(b"<html><body>" + content, f"{SITE}/a")
    assert time.process_time() - started < 6.0  # twice the limit that the worker sets, for slow machines


def test_the_text_of_an_element_with_too_many_attributes_is_read() -> None:
    many = " ".join(f"data-{n}='<b>{n}'" for n in range(2_000))
    made = article_page(f"<html><body><p {many}>hello, this is text</p><p>and more</p></body></html>", f"{SITE}/a")
    assert documents.text(made.document) == "hello, this is text\nand more"


def test_a_picture_that_is_called_a_page_has_no_text() -> None:
    compressed = zlib.compress(bytes(range(256)) * 40 + random.Random(1).randbytes(50_000))
    made = article_page(b"\x89PNG\r\n\x1a\n" + compressed, f"{SITE}/a", "text/html")
    assert made.document == () and made.title == ""


def test_what_is_too_deep_for_a_tree_is_still_read() -> None:
    made = article_page(b"<html><body>" + b"<div>" * 100_000 + b"hello" + b"</div>" * 100_000, f"{SITE}/a")
    assert "hello" in documents.text(made.document)


def test_pictures_that_count_visits_are_left_out() -> None:
    pixel = (
        b'<img src="https://count.example/a.gif" width="1" height="1"><img src="/photo.jpg" width="640" height="480">'
    )
    made = article_page(BEFORE + pixel + AFTER, f"{SITE}/a")
    assert [block.url for block in made.document if isinstance(block, Picture)] == [f"{SITE}/photo.jpg"]


@pytest.mark.parametrize(
    ("content", "wall"),
    [
        (b"<title>Just a moment...</title><div id=cf-chl-widget>Checking your browser</div>", Wall.BOT),
        (b"<p>Please enable JS</p><script src='https://ct.captcha-delivery.com/c.js'></script>", Wall.BOT),
        (BEFORE + b"<div class='paywall'><h3>Subscribe to continue reading</h3></div>", Wall.PAYWALL),
        (BEFORE + b"<section class='piano-offer'>Dieser Artikel ist nur f\xc3\xbcr Abonnenten</section>", Wall.PAYWALL),
        (
            b'<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":"False"}</script>' + BEFORE,
            Wall.PAYWALL,
        ),
        (BEFORE + AFTER, Wall.NONE),
        (page("portal", ARTICLES[0]), Wall.NONE),
    ],
)  # fmt: skip
def test_walls_are_recognised(content: bytes, wall: Wall) -> None:
    assert article_page(content, f"{SITE}/a").wall is wall


def test_an_article_behind_a_wall_is_not_taken_from_elsewhere() -> None:
    told = b"Hidden words, which the page does not show. " * 30
    node = b'<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"%s}</script>'
    shown = article_page(node % (told, b"") + b"<p>An excerpt.</p>", f"{SITE}/a")
    closed = article_page(node % (told, b',"isAccessibleForFree":false') + b"<p>An excerpt.</p>", f"{SITE}/a")
    assert "Hidden words" in documents.text(shown.document)
    assert "Hidden words" not in documents.text(closed.document)
