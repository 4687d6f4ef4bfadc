from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.extract.addresses import clean_url, is_safe_href, link_url

BASE = "https://site.example/news/1"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://A.Example/Path", "https://a.example/Path"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example:443/x", "https://a.example/x"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/#!/story/1", "https://a.example/#!/story/1"),
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=3&fbclid=abc", "https://a.example/x?id=3"),
        ("https://a.example/x?gclid=1&p=2&mc_cid=3&mc_eid=4&igshid=5", "https://a.example/x?p=2"),
        ("https://a.example/x?ref=home&from=rss&id=7", "https://a.example/x?id=7"),
        ("https://a.example/?p=12", "https://a.example/?p=12"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x"),
        ("https://user:pw@a.example/x", "https://a.example/x"),
        ("https://a.example./x", "https://a.example/x"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        (" https://a.example/x\n", "https://a.example/x"),
        ("tag:a.example,2024:1", "tag:a.example,2024:1"),
        ("http://[::1", "http://[::1"),
        ("", ""),
    ],
)
def test_keys_of_addresses(url: str, expected: str) -> None:
    assert clean_url(url) == expected


@given(st.text(max_size=80))
def test_cleaning_twice_adds_nothing(text: str) -> None:
    for url in (text, "https://a.example/" + text, "https://a.example/?" + text):
        assert clean_url(clean_url(url)) == clean_url(url)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/x", "https://site.example/x"),
        ("y?ref=home&utm_source=z", "https://site.example/news/y?ref=home"),
        ("#part", "https://site.example/news/1#part"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("HTTP://a.example/x", "http://a.example/x"),
        ("https://a.example/a b\n", "https://a.example/a%20b"),
        ("https://a.example/<x>\"'", "https://a.example/%3Cx%3E%22%27"),
        ("https://user:pw@a.example/", "https://a.example/"),
        ("mailto:desk@a.example?subject=x", "mailto:desk@a.example"),
        ("mailto:", ""),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        (" \x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("tel:123", ""),
        ("https://", ""),
        ("https:///x", ""),
        ("https://a.example:x/", ""),
        ("https://a%00b.example/", ""),
        ("x" * 5000, ""),
        ("", ""),
    ],
)
def test_links(href: str, expected: str) -> None:
    assert link_url(href, BASE) == expected


@given(st.text(max_size=80))
def test_links_are_safe_and_stay_as_they_are(href: str) -> None:
    found = link_url(href, BASE)
    assert found == "" or is_safe_href(found)
    assert link_url(found, "https://other.example/") == found


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://a.example/x?y=1#z", True), ("http://a.example", True), ("mailto:a@b.example", True), ("/x", False),
        ("javascript:x", False), ("https://", False),
        ("https://a.example/a b", False), ("https://a.example/\u202ex", False),
        ("HTTPS://a.example/", True), ("http://[::1", False), ("ftp://a.example/", False), ("", False),
    ],
)  # fmt: skip
def test_safe_addresses(url: str, is_safe: bool) -> None:
    assert is_safe_href(url) is is_safe


_PIECES = st.sampled_from(
    [
        "/",
        "a",
        "B",
        "1",
        ".",
        "-",
        "_",
        "?",
        "#",
        "&",
        "=",
        "%20",
        "utm_id=x",
        "ref",
        ":",
        "@",
        "é",
        "!",
        " ",
        "'",
        "//",
    ]
)
_HOSTS = st.sampled_from(["a.example", "b-c.example", "127.0.0.1", "A.example", "a.example.", "localhost"])
_PORTS = st.sampled_from(["", ":80", ":443", ":8080", ":0", ":65535", ":65536", ":080"])


@given(_HOSTS, _PORTS, st.lists(_PIECES, max_size=9).map("".join))
def test_the_quick_way_is_only_quicker(host: str, port: str, rest: str) -> None:
    address = f"{host}{port}/{rest}"
    for asked in (link_url, lambda url, _: clean_url(url)):
        # in capitals it is taken apart and put together again
        assert asked(f"https://{address}", BASE) == asked(f"HTTPS://{address}", BASE).replace("HTTPS:", "https:")
