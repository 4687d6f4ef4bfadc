from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.ui.map.sun import subsolar_point


@pytest.mark.parametrize(
    ("name", "moment", "expected"),
    [
        # equinoxes and solstices of the Astronomical Almanac; the equation of time of the year's extremes
        ("spring equinox 2026", datetime(2026, 3, 20, 14, 46, tzinfo=UTC), (-39.64, 0.0)),
        ("summer solstice 2026", datetime(2026, 6, 21, 8, 24, tzinfo=UTC), (54.45, 23.44)),
        ("winter solstice 2026", datetime(2026, 12, 21, 20, 50, tzinfo=UTC), (-132.94, -23.44)),
        ("the sun 16 min 27 s early", datetime(2026, 11, 3, 12, 0, tzinfo=UTC), (-4.11, -15.15)),
        ("the sun 14 min 12 s late", datetime(2026, 2, 11, 12, 0, tzinfo=UTC), (3.55, -13.92)),
    ],
)
def test_subsolar_point(name: str, moment: datetime, expected: tuple[float, float]) -> None:
    assert subsolar_point(moment.timestamp()) == pytest.approx(expected, abs=0.02), name
