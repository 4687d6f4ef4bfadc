"""What time it is in a country, in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app.model.article import Seconds
from desktop_app.model.country import Country


def local_time(country: Country, now: Seconds) -> str:
    """The time of day at the capital, as in "14:05 in Santiago"; "" where the computer does not know the zone."""
    try:
        there = datetime.fromtimestamp(now, ZoneInfo(country.time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return f"{there:%H:%M} in {country.capital}" if country.capital else f"{there:%H:%M}"
