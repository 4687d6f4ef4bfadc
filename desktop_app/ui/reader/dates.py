"""Dates as the reader shows them: where the news was made, and here. In English, whatever the system's locale. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from desktop_app.model.article import Seconds

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LATEST: Seconds = 253_402_214_400  # a day before the end of the year 9999, the last that datetime knows in every zone


def _at(instant: Seconds, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(min(max(instant, 0), _LATEST), UTC).astimezone(zone)


def _day(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]}"


def day_here(instant: Seconds, local_zone: tzinfo | None) -> str:
    """ "Sat 14 March". A zone of None is the computer's own."""
    return _day(_at(instant, local_zone))


def moment_here(instant: Seconds, local_zone: tzinfo | None) -> str:
    """ "Sat 14 March 2026, 13:42". A zone of None is the computer's own."""
    here = _at(instant, local_zone)
    return f"{_day(here)} {here.year}, {here:%H:%M}"


def both_zones(instant: Seconds, place: str, zone: tzinfo | None, local_zone: tzinfo | None) -> str:
    """ "Sat 14 March 2026, 09:30 in Santiago · 13:30 here"; the second half only where the clocks differ.

    ``zone`` is the place's, None where it is not known; a ``local_zone`` of None is the computer's own.
    """
    if zone is None or not place:
        return moment_here(instant, local_zone)
    there, here = _at(instant, zone), _at(instant, local_zone)
    said = moment_here(instant, zone)
    if there.utcoffset() == here.utcoffset():
        return said
    clock = f"{here:%H:%M}"
    if there.date() != here.date():
        clock = f"{_day(here)}, {clock}"
    return f"{said} in {place} · {clock} here"


def updated(instant: Seconds, since: Seconds, zone: tzinfo | None, local_zone: tzinfo | None) -> str:
    """ "updated 14:05" without a break in it.

    The day is said where it is not the one of ``since``, and "here" where the place's clock differs.
    The clock is the computer's, which is where the edit was noticed.
    """
    here = _at(instant, local_zone)
    day = "" if here.date() == _at(since, local_zone).date() else f"{_day(here)}, "
    is_elsewhere = zone is not None and _at(instant, zone).utcoffset() != here.utcoffset()
    return f"updated {day}{here:%H:%M}{' here' if is_elsewhere else ''}".replace(" ", "\u00a0")
