"""Templates of feeds to their bytes: dates filled in, and in the encoding that the feed declares. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from desktop_app.model.article import Seconds

# {{rfc822:-35:+0300}}: 35 minutes before the clock, written as RFC 822 wants it, in a zone three hours east
_DATE = re.compile(r"\{\{(rfc822|iso):(-?\d+):([+-])(\d\d)(\d\d)\}\}")
_ENCODING = "{{encoding}}"

# strftime names days and months in the computer's language; feeds want English.
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def filled(template: str, now: Seconds, encoding: str) -> bytes:
    """The feed as it is sent at ``now``. What the encoding lacks becomes a character reference."""

    def date(match: re.Match[str]) -> str:
        form, minutes, sign, hours, more = match.groups()
        east = timedelta(hours=int(hours), minutes=int(more)) * (-1 if sign == "-" else 1)
        there = datetime.fromtimestamp(now + int(minutes) * 60, UTC).astimezone(timezone(east))
        return _rfc822(there) if form == "rfc822" else there.isoformat()

    declared = encoding.removesuffix("-sig")  # the codec's name for UTF-8 with a byte order mark
    text = _DATE.sub(date, template).replace(_ENCODING, declared)
    return text.encode(encoding, "xmlcharrefreplace")


def _rfc822(there: datetime) -> str:
    return f"{_WEEKDAYS[there.weekday()]}, {there.day:02} {_MONTHS[there.month - 1]} {there.year} {there:%H:%M:%S %z}"
