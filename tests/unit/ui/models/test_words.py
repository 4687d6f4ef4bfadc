"""Rows in words."""

from __future__ import annotations

import pytest

from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.ui.models import words

NOW = 1_790_000_000  # 21 September 2026
HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("before", "short", "spoken"),
    [
        (-500, "now", "just now"),
        (5, "now", "just now"),
        (60, "1 min", "1 minute ago"),
        (2 * HOUR, "2 h", "2 hours ago"),
        (3 * DAY, "3 d", "3 days ago"),
        (30 * DAY, "22 Aug", "22 Aug"),
        (300 * DAY, "25 Nov 2025", "25 Nov 2025"),
    ],
)
def test_ages(before: int, short: str, spoken: str) -> None:
    noon = NOW - NOW % DAY + DAY // 2  # so that the date is the same in most time zones
    assert words.short_age(noon - before, noon) == short
    assert words.spoken_age(noon - before, noon) == spoken


def test_a_row_is_spoken_with_all_that_is_painted() -> None:
    row = ArticleRow(
        id=ArticleId(1),
        country=CountryCode("CL"),
        outlet="La Tercera",
        title="Ports reopen",
        original_title="Reabren los puertos",
        lead="",
        language="es",
        url="",
        image="",
        published=NOW - 2 * HOUR,
        is_read=False,
        is_starred=True,
        is_translated=True,
        other_takes=5,
    )
    assert (
        words.spoken_row(row, NOW)
        == "unread, starred, La Tercera, 2 hours ago, Ports reopen, translated from Spanish, 5 other takes"
    )
