"""Which country is the user's own where none was chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimeZone

from desktop_app.model.country import Country, CountryCode


def country_of_clock(countries: Iterable[Country]) -> CountryCode | None:
    """The one whose time zone the computer is set to; None for a zone that is no capital's."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return next((country.code for country in countries if country.time_zone == zone), None)
