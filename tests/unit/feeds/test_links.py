from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.feeds.links import absolute

BASE = "https://site.example/feed"

_HOSTS = st.sampled_from(
    ["a.example", "A.example", "b_c.example", "127.0.0.1", "localhost", "ü.example", "u:p@a.example"]
)
_PORTS = st.sampled_from(["", ":80", ":8080", ":65535", ":65536", ":x"])
_PIECES = st.sampled_from(["/", "a", "?", "#", "&amp;", "&", "=", " ", "<", "é", "|", "\u200b", "'", "{", "%20"])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" https://a.example/x y ", "https://a.example/x%20y"),
        ("/x", "https://site.example/x"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("https://name:word@a.example/x", "https://a.example/x"),
        ("https://a.example:99999/x", ""),
        ("ftp://a.example/x", ""),
        ("javascript:x", ""),
        ("https://a.example/" + "x" * 4000, ""),
        ("", ""),
    ],
)
def test_absolute(link: str, expected: str) -> None:
    assert absolute(link, BASE) == expected


@given(_HOSTS, _PORTS, st.lists(_PIECES, max_size=9).map("".join))
def test_the_quick_way_is_only_quicker(host: str, port: str, rest: str) -> None:
    quick, long = (absolute(f"{scheme}://{host}{port}/{rest}", BASE) for scheme in ("https", "HTTPS"))
    assert quick == long.replace("HTTPS:", "https:")
