from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo

import pytest

from desktop_app.ui.reader.dates import both_zones
from desktop_app.ui.reader.scripts import Script, is_right_to_left, script_of
from desktop_app.ui.reader.style import SIZES_PX, ReaderStyle

NOON = 1_773_489_600  # Sat 14 March 2026, 12:00 UTC


@pytest.mark.parametrize(
    ("text", "script", "is_rtl"),
    [
        ("", Script.LATIN, False),
        ("Plain text", Script.LATIN, False),
        ("Переговоры", Script.LATIN, False),
        ("اتفاق هش بين أربع دول", Script.ARABIC, True),
        ("הסכם שברירי", Script.LATIN, True),
        ("(2026) اتفاق", Script.ARABIC, True),  # digits and brackets decide nothing
        ("BBC: اتفاق هش بين أربع دول على تقاسم", Script.ARABIC, False),
        ("ナイル四カ国", Script.CJK, False),
        ("나일강 물 분배", Script.CJK, False),
        ("चार देशों", Script.TALL, False),
        ("สี่ประเทศ", Script.TALL, False),
        ("He said 水 once", Script.LATIN, False),
        ("12:30 — …", Script.LATIN, False),
    ],
)
def test_script_and_direction(text: str, script: Script, is_rtl: bool) -> None:
    assert script_of(text) is script
    assert is_right_to_left(text) is is_rtl


@pytest.mark.parametrize(
    ("place", "zone", "here", "expected"),
    [
        ("Santiago", timezone(timedelta(hours=-3)), UTC, "Sat 14 March 2026, 09:00 in Santiago · 12:00 here"),
        ("London", UTC, UTC, "Sat 14 March 2026, 12:00"),
        ("", None, UTC, "Sat 14 March 2026, 12:00"),
        ("Nowhere", None, UTC, "Sat 14 March 2026, 12:00"),
        (
            "Auckland",
            timezone(timedelta(hours=13)),
            UTC,
            "Sun 15 March 2026, 01:00 in Auckland · Sat 14 March, 12:00 here",
        ),
    ],
)
def test_date_in_both_zones(place: str, zone: tzinfo | None, here: tzinfo, expected: str) -> None:
    assert both_zones(NOON, place, zone, here) == expected


@pytest.mark.parametrize("instant", [-(10**12), 0, 10**15])
def test_dates_out_of_all_bounds_are_shown_anyhow(instant: int) -> None:
    assert both_zones(instant, "X", timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)))


def test_style_stays_in_its_bounds() -> None:
    style = ReaderStyle(size_px=500, measure_px=1)
    assert (style.size_px, style.measure_px) == (30, 520)
    assert style.larger() == style
    sizes = [ReaderStyle(size_px=0)]
    while sizes[-1].larger() != sizes[-1]:
        sizes.append(sizes[-1].larger())
    assert tuple(style.size_px for style in sizes) == SIZES_PX
    assert sizes[3].smaller() == sizes[2]
    assert ReaderStyle().line_px == 30 and ReaderStyle().gap_px == 18
