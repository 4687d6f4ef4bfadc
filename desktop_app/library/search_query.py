"""
What a search text means: words, "phrases", -exclusions, and operators.

``country:cl,ar about:pe lang:es source:tercera before:2026-03-01 after:7d is:starred is:unread tag:water``
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import SearchQuery, Term

_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))', re.IGNORECASE)
_AGO = re.compile(r"(\d{1,4})(h|d|w|m|y)")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}


def parse(text: str, now: Seconds, country_names: Mapping[str, CountryCode] | None = None) -> SearchQuery:
    """The query of a text. What only looks like an operator ("note: this") is searched as it stands.

    ``country_names`` are lower-case names of countries, so that ``country:chile`` works too.
    """
    query = SearchQuery()
    terms: list[Term] = []
    for token in _TOKEN.finditer(text):
        name = (token["name"] or "").lower()
        value = token["phrase"] if token["phrase"] is not None else token["word"]
        changed = _operator(query, name, value, now, country_names or {}) if name and not token["minus"] else None
        if changed is not None:
            query = changed
            continue
        literal = f"{token['name']}:{value}" if token["name"] else value
        if literal.strip('"-'):
            terms.append(Term(literal, is_excluded=token["minus"] is not None))
    return replace(query, terms=tuple(terms))


def _operator(
    query: SearchQuery, name: str, value: str, now: Seconds, country_names: Mapping[str, CountryCode]
) -> SearchQuery | None:
    match name, value.lower():
        case "country" | "about", wanted if wanted:
            codes = tuple(country_names.get(v, CountryCode(v.upper())) for v in wanted.split(",") if v)
            if name == "about":
                return replace(query, about=query.about + codes)
            return replace(query, countries=query.countries + codes)
        case "lang" | "language", wanted if wanted:
            return replace(query, languages=query.languages + tuple(v for v in wanted.split(",") if v))
        case "source", wanted if wanted:  # SQLite compares these two without case, but for ASCII only
            return replace(query, source=value)
        case "tag", wanted if wanted:
            return replace(query, tag=value)
        case "before", wanted if (instant := _instant(wanted, now)) is not None:
            return replace(query, before=instant - 1)
        case "after", wanted if (instant := _instant(wanted, now)) is not None:
            return replace(query, after=instant)
        case "is", state:
            return _in_state(query, state)
        case _:
            return None


def _in_state(query: SearchQuery, state: str) -> SearchQuery | None:
    match state:
        case "starred" | "saved":
            return replace(query, is_starred=True)
        case "unread" | "read":
            return replace(query, is_read=state == "read")
        case _:
            return None


def _instant(text: str, now: Seconds) -> Seconds | None:
    """A date (2026, 2026-03, 2026-03-14, in UTC), "today", "yesterday", or so long ago (12h, 7d, 2w, 3m, 1y)."""
    if ago := _AGO.fullmatch(text):
        return now - int(ago[1]) * _HOURS[ago[2]] * 3600
    today = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0)
    if text in {"today", "yesterday"}:
        return int((today - timedelta(days=text == "yesterday")).timestamp())
    parts = text.split("-")
    try:
        year, month, day = (int(p) for p in [*parts, "1", "1"][:3])
        return int(datetime(year, month, day, tzinfo=UTC).timestamp())
    except (ValueError, OverflowError):
        return None
