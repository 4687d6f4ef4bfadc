from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.feeds.images import is_picture, is_worth_showing, pictures_in
from desktop_app.feeds.links import absolute
from desktop_app.feeds.text import TITLE_LIMIT, cut, mended, one_line, person, title
from desktop_app.notation.languages import language_tag


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Plain", "Plain"),
        ("  two\n\t words ", "two words"),
        ("Tom &amp; Ann", "Tom & Ann"),
        ("It&amp;#8217;s", "It’s"),
        ("<b>Bold</b> and <i>it</i>", "Bold and it"),
        ("one<br/>two", "one two"),
        ("&lt;b&gt;twice&lt;/b&gt;", "twice"),
        ("Using <template> in Vue", "Using <template> in Vue"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("a\u202egpj.exe\u2066\u200b", "agpj.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dab\u200c", "ab"),
        ("nul\x00 and \x1bcontrols", "nul and controls"),
        ("dash \x96 by number", "dash – by number"),
        ("KÃ¤ltewelle in Europa", "Kältewelle in Europa"),
        ("Ð\x9cÐ¸Ñ\x80", "Мир"),
        ("â€˜muito bemâ€™", "‘muito bem’"),
        ("Ã is a letter", "Ã is a letter"),
    ],
)
def test_titles_are_plain_text(raw: str, expected: str) -> None:
    assert title(raw) == expected


def test_html_titles_lose_every_tag() -> None:
    assert title("<custom>a</custom><script>x</script> &lt;T>", is_html=True) == "a <T>"
    assert title("seen<!-- never closed", is_html=True) == "seen"


def test_long_titles_end_at_a_word() -> None:
    long = title("word " * 1000)
    assert len(long) <= TITLE_LIMIT
    assert long.endswith("word…")
    assert len(title("W" * 20_000_000)) == TITLE_LIMIT
    assert cut("short", 10) == "short"


@given(st.text(max_size=200))
def test_a_title_is_one_clean_line(raw: str) -> None:
    found = title(raw)
    assert found == one_line(found)
    assert not set(found) & set("\x00\n\r\t\u202e\u2066\u200b\ufeff")


@given(st.text(alphabet=st.characters(max_codepoint=0xFF, blacklist_categories=["Cc"]), max_size=40))
def test_text_that_was_encoded_twice_is_mended(text: str) -> None:
    twice = text.encode().decode("latin-1")
    assert mended(twice) in (text, mended(text))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("desk@example.org (Ada Njeri)", "Ada Njeri"),
        ("Ada Njeri <desk@example.org>", "Ada Njeri"),
        ('"Ada Njeri" (desk@example.org)', "Ada Njeri"),
        ("desk@example.org", "desk@example.org"),
        ("By <b>Ada</b> &amp; Bo", "By Ada & Bo"),
        ("", ""),
    ],
)
def test_names_of_people(raw: str, expected: str) -> None:
    assert person(raw) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("en_US.UTF-8", "en-US"),
        ("es-419", "es-419"), ("English", "en"), ("eng", "en"), ("iw", "he"), ("jp", "ja"), ("cz", "cs"), ("ua", "uk"),
        ("und", ""), ("", ""), ("x", ""), ("the language of the sea", ""), ("русский", "ru"),
    ],
)  # fmt: skip
def test_language_tags(text: str, expected: str) -> None:
    assert language_tag(text) == expected


BASE = "https://site.example/feeds/all.xml"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" http://a.example/x\n", "http://a.example/x"),
        ("/x", "https://site.example/x"),
        ("x?y=1", "https://site.example/feeds/x?y=1"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("http://a.example/?a=1&amp;b=2", "http://a.example/?a=1&b=2"),
        ("http://a.example/a b", "http://a.example/a%20b"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("http://user:pw@a.example/x", "http://a.example/x"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("qrc:/x", ""),
        ("http://[::1", ""),
        ("http://a.example:port/", ""),
        ("http:///x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_survive(link: str, expected: str) -> None:
    assert absolute(link, BASE) == expected


@given(st.text(max_size=80))
def test_any_link_gives_a_web_address_or_nothing(link: str) -> None:
    found = absolute(link, BASE)
    assert not found or found.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="/a.jpg">', ["https://site.example/a.jpg"]),
        ("<IMG SRC=a.jpg WIDTH=300>", ["https://site.example/feeds/a.jpg"]),
        ('<img src="data:image/gif;base64,x" data-src="/lazy.jpg">', ["https://site.example/lazy.jpg"]),
        ('<img src="/s.jpg" srcset="/m.jpg 800w, /l.jpg 1600w, /xl.jpg 3200w">', ["https://site.example/l.jpg"]),
        ('<img src="/s.jpg" srcset="/one.jpg 1x, /two.jpg 2x">', ["https://site.example/two.jpg"]),
        ('<img src="/t.gif" width="1" height="1">', []),
        ('<img src="https://feeds.feedburner.com/~r/x/~4/y">', []),
        ('<img src="https://ad.doubleclick.net/x">', []),
        ('<img src="javascript:x">', []),
        ('<img src="/a.jpg?x=1&amp;y=2">', ["https://site.example/a.jpg?x=1&y=2"]),
        ("no picture", []),
    ],
)
def test_pictures_inside_html(markup: str, expected: list[str]) -> None:
    assert list(pictures_in(markup, BASE)) == expected


def test_what_counts_as_a_picture() -> None:
    assert is_picture("https://a.example/x", "image/jpeg")
    assert is_picture("https://a.example/x.JPG?w=1", "")
    assert is_picture("https://a.example/x", "", "image")
    assert not is_picture("https://a.example/x.jpg", "audio/mpeg")
    assert not is_picture("https://a.example/x", "")
    assert not is_worth_showing("https://pixel.wp.com/b.gif?x")
