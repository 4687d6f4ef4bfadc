"""Feeds with the mistakes that real ones have, and some that only an attacker makes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.feeds.parser import parse
from desktop_app.feeds.xml_feed import ENTRY_LIMIT
from desktop_app.model.errors import ParseError

URL = "https://feeds.example/all"
WHOLE = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
    b"<item><title>One &amp; first</title><link>https://a.example/1</link><description>d1</description></item>"
    b"<item><title>Two</title><link>https://a.example/2</link><description>d2</description></item></channel></rss>"
)


def titles(body: bytes) -> list[str]:
    return [entry.title for entry in parse(body, URL).entries]


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("bare ampersands", WHOLE.replace(b"&amp;", b"&"), ["One & first", "Two"]),
        ("undeclared entities", WHOLE.replace(b"Two", b"Caf&eacute;&nbsp;&no;"), ["One & first", "Café &no;"]),
        ("entities", b'<!DOCTYPE r [<!ENTITY co "F">]>' + WHOLE.replace(b"Two", b"&co;"), ["One & first", "F"]),
        ("junk before", b"<br/><b>Warning</b>: x\n\n" + WHOLE, ["One & first", "Two"]),
        ("junk behind", WHOLE + b"<script>x</script> bye", ["One & first", "Two"]),
        ("controls and NULs", WHOLE.replace(b"Two", b"T\x00w\x01o\x1f"), ["One & first", "Two"]),
        ("controls by number", WHOLE.replace(b"Two", b"T&#0;w&#x1F;o"), ["One & first", "Two"]),
        ("an unclosed title", WHOLE.replace(b"first</title>", b"first"), ["One & first", "Two"]),
        ("an unclosed item", WHOLE.replace(b"</item><item>", b"<item>"), ["One & first", "Two"]),
        ("attributes without quotes", WHOLE.replace(b"<title>", b"<title x=t y='a\"b' z>"), ["One & first", "Two"]),
        ("an end too many", WHOLE.replace(b"</item><item>", b"</b></item><item>"), ["One & first", "Two"]),
        ("cut inside the second description", WHOLE[: WHOLE.index(b"d2")], ["One & first", "Two"]),
        ("cut inside the second title", WHOLE[: WHOLE.index(b"wo</title>")], ["One & first"]),
        ("an unclosed section of text", WHOLE[: WHOLE.index(b"d2")] + b"<![CDATA[d2", ["One & first", "Two"]),
        ("a free prefix", WHOLE.replace(b"</item>", b"<dc:x>A</dc:x></item>"), ["One & first", "Two"]),
        ("in a page's clothes", b"<!DOCTYPE html><html><body>" + WHOLE + b"</body></html>", ["One & first", "Two"]),
        ("space before the prolog", b"\n\n " + WHOLE, ["One & first", "Two"]),
        ("a number beyond Unicode", WHOLE.replace(b"Two", b"Two&#9999999;"), ["One & first", "Two\ufffd"]),
    ],
)  # fmt: skip
def test_mistakes_are_forgiven(name: str, body: bytes, expected: list[str]) -> None:
    assert titles(body) == expected, name


def test_ampersands_inside_sections_of_text_stay() -> None:
    body = WHOLE.replace(b"https://a.example/2", b"<![CDATA[https://a.example/?a=1&b=2]]>").replace(b"&amp;", b"&")
    assert parse(body, URL).entries[1].url == "https://a.example/?a=1&b=2"


def test_nothing_outside_is_read() -> None:
    body = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + WHOLE.replace(b"Two", b"[&f;]")
    assert titles(body)[1] == "[&f;]"


def test_bombs_stay_small() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    assert titles(laughs.encode() + b"]>" + WHOLE.replace(b"Two", b"&m;"))[1] == "&m;"
    many = b'<!DOCTYPE l [<!ENTITY a "' + b"B" * 64 + b'">]>' + WHOLE.replace(b"d2", b"&a;" * 100_000)
    assert len(parse(many, URL).entries[1].summary) < 1_500_000


def test_depth_beyond_reason_keeps_what_came_before() -> None:
    assert titles(WHOLE.replace(b"</channel></rss>", b"<a>" * 100_000)) == ["One & first", "Two"]


def test_entries_have_a_cap() -> None:
    body = b"<rss><channel>" + b"<item><title>x</title></item>" * (ENTRY_LIMIT + 5) + b"</channel></rss>"
    feed = parse(body, URL)
    assert (len(feed.entries), feed.is_cut) == (ENTRY_LIMIT, True)
    assert not parse(WHOLE, URL).is_cut


@given(st.binary(max_size=400))
def test_any_bytes_give_a_feed_or_one_kind_of_error(body: bytes) -> None:
    for start in (b"", b"<rss><channel><item>", b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>', b'{"items": [{'):
        try:
            parse(start + body, URL)
        except ParseError:
            continue


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 12),
            st.sampled_from(
                (b"", b"<", b"&", b"</item>", b"<item>", b"]]>", b"<![CDATA[", b"\xff", b"&#0;", b"<!--", b"'")
            ),
        ),
        max_size=6,
    )
)
def test_mutated_feeds_give_a_feed_or_one_kind_of_error(edits: list[tuple[int, int, bytes]]) -> None:
    body = WHOLE
    for at, length, inserted in edits:
        body = body[:at] + inserted + body[at + length :]
    try:
        feed = parse(body, URL)
    except ParseError:
        return
    assert all(entry.url == "" or entry.url.startswith(("http://", "https://")) for entry in feed.entries)
