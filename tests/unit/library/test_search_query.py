from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.library.search_query import parse
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import SearchQuery, Term

NOW = int(datetime(2026, 3, 14, 15, 9, tzinfo=UTC).timestamp())
NAMES = {"chile": CountryCode("CL"), "south korea": CountryCode("KR"), "日本": CountryCode("JP")}
DAY = 86_400


def at(year: int, month: int = 1, day: int = 1) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


def words(*texts: str) -> SearchQuery:
    return SearchQuery(terms=tuple(Term(t) for t in texts))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", SearchQuery()),
        ("   ", SearchQuery()),
        ("water", words("water")),
        ("water  war", words("water", "war")),
        ('"white house" press', words("white house", "press")),
        ('"white house', words("white house")),
        ('""', SearchQuery()),
        ("-war", SearchQuery(terms=(Term("war", is_excluded=True),))),
        ('-"white house"', SearchQuery(terms=(Term("white house", is_excluded=True),))),
        ("-", SearchQuery()),
        ("--", SearchQuery()),
        ("state-run", words("state-run")),
        ("中国 经济", words("中国", "经济")),
        ("country:cl", SearchQuery(countries=(CountryCode("CL"),))),
        ("country:CL,ar country:pe", SearchQuery(countries=(CountryCode("CL"), CountryCode("AR"), CountryCode("PE")))),
        ("Country:Chile", SearchQuery(countries=(CountryCode("CL"),))),
        ('country:"South Korea"', SearchQuery(countries=(CountryCode("KR"),))),
        ("country:日本", SearchQuery(countries=(CountryCode("JP"),))),
        ("lang:ES,pt", SearchQuery(languages=("es", "pt"))),
        ("language:es", SearchQuery(languages=("es",))),
        ("source:tercera", SearchQuery(source="tercera")),
        ('source:"La Tercera"', SearchQuery(source="La Tercera")),
        ("source:Élan", SearchQuery(source="Élan")),
        ('tag:"Big Water"', SearchQuery(tag="Big Water")),
        ("is:starred", SearchQuery(is_starred=True)),
        ("is:Saved", SearchQuery(is_starred=True)),
        ("is:unread", SearchQuery(is_read=False)),
        ("is:read", SearchQuery(is_read=True)),
        ("before:2026", SearchQuery(before=at(2026) - 1)),
        ("before:2026-03", SearchQuery(before=at(2026, 3) - 1)),
        ("after:2026-03-01", SearchQuery(after=at(2026, 3))),
        ("after:today", SearchQuery(after=at(2026, 3, 14))),
        ("after:yesterday", SearchQuery(after=at(2026, 3, 13))),
        ("after:12h", SearchQuery(after=NOW - DAY // 2)),
        ("after:7d before:2w", SearchQuery(after=NOW - 7 * DAY, before=NOW - 14 * DAY - 1)),
        ("after:3m", SearchQuery(after=NOW - 90 * DAY)),
        ("after:1y", SearchQuery(after=NOW - 365 * DAY)),
        ("water country:cl -war is:unread", SearchQuery(
            terms=(Term("water"), Term("war", is_excluded=True)), countries=(CountryCode("CL"),), is_read=False,
        )),
        # what only looks like an operator
        ("note:this", words("note:this")),
        ("is:blue", words("is:blue")),
        ("before:long", words("before:long")),
        ("after:2026-13", words("after:2026-13")),
        ("after:0", words("after:0")),
        ("country:", words("country:")),
        ("https://a.example/1", words("https://a.example/1")),
        ("12:30", words("12:30")),
        ("-country:cl", SearchQuery(terms=(Term("country:cl", is_excluded=True),))),
    ],
)  # fmt: skip
def test_what_a_search_means(text: str, query: SearchQuery) -> None:
    assert parse(text, NOW, NAMES) == query


@given(st.text(max_size=60))
def test_nothing_that_is_typed_raises(text: str) -> None:
    parse(text, NOW)


@given(st.text(alphabet=':"- ,0123456789abcdhwmyisbeforet', max_size=40), st.integers(0, 2**33))
def test_nothing_like_an_operator_raises(text: str, now: int) -> None:
    parse(text, now)
