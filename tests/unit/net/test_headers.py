from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from desktop_app.net.headers import LONGEST_S, http_date, max_age_s, retry_after_s

NOW = 784_111_777  # Sun, 06 Nov 1994 08:49:37 GMT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", NOW),
        ("Sunday, 06-Nov-94 08:49:37 GMT", NOW),
        ("Sun Nov  6 08:49:37 1994", NOW),
        ("Sun, 06 Nov 1994 09:49:37 +0100", NOW),
        ("06 Nov 1994 08:49:37 -0000", NOW),
        ("0", None),
        ("", None),
        ("soon", None),
        ("Sun, 99 Nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 99999 08:49:37 GMT", None),
    ],
)
def test_http_date(text: str, expected: int | None) -> None:
    assert http_date(text) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Retry-After": "120"}, 120),
        ({"retry-after": " 120 "}, 120),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "Sun, 06 Nov 1994 09:49:37 GMT"}, 3600),
        ({"Retry-After": "Sun, 06 Nov 1994 07:49:37 GMT"}, 0),
        ({"Retry-After": "Sun, 06 Nov 1994 09:49:37 GMT", "Date": "Sun, 06 Nov 1994 09:49:07 GMT"}, 30),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "later"}, None),
        ({"Retry-After": "999999999999"}, LONGEST_S),
        ({"Retry-After": "9" * 5000}, None),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, LONGEST_S),
    ],
)
def test_retry_after(headers: dict[str, str], expected: int | None) -> None:
    assert retry_after_s(CaseInsensitiveDict(headers), NOW) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=3600"}, 3600),
        ({"Cache-Control": "public, Max-Age = 60, s-maxage=5"}, 60),
        ({"Cache-Control": 'max-age="60"'}, 60),
        ({"Cache-Control": "s-maxage=5"}, None),
        ({"Cache-Control": "no-cache"}, None),
        ({"Cache-Control": "max-age=3600", "Age": "600"}, 3000),
        ({"Cache-Control": "max-age=3600", "Age": "7200"}, 0),
        ({"Cache-Control": "max-age=3600", "Age": "old"}, 3600),
        ({"Cache-Control": "max-age=99999999999"}, LONGEST_S),
        ({"Cache-Control": "max-age=60", "Expires": "Sun, 06 Nov 1994 09:49:37 GMT"}, 60),
        ({"Expires": "Sun, 06 Nov 1994 09:49:37 GMT"}, 3600),
        ({"Expires": "Sun, 06 Nov 1994 09:49:37 GMT", "Date": "Sun, 06 Nov 1994 09:48:37 GMT"}, 60),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"Expires": "0"}, 0),
        ({"Expires": "-1"}, 0),
    ],
)
def test_max_age(headers: dict[str, str], expected: int | None) -> None:
    assert max_age_s(CaseInsensitiveDict(headers), NOW) == expected


@given(st.dictionaries(st.sampled_from(["Retry-After", "Cache-Control", "Expires", "Date", "Age"]), st.text()))
def test_nothing_that_a_site_says_breaks_it(headers: dict[str, str]) -> None:
    for seconds in (retry_after_s(headers, NOW), max_age_s(headers, NOW)):
        assert seconds is None or 0 <= seconds <= LONGEST_S
