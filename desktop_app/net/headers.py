"""What an answer's headers say about when to come back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

LONGEST_S = 366 * 86400  # longer waits are taken for this one, so that no sum ever overflows

_SECONDS = re.compile(r"\d{1,12}")
_MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})', re.IGNORECASE)


def http_date(text: str) -> int | None:
    """An HTTP date in any of its three forms, as seconds since the epoch; None when it is none."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:  # asctime's form, and "-0000": both mean UTC
        date = date.replace(tzinfo=UTC)
    try:
        return int(date.timestamp())
    except (ValueError, OverflowError):
        return None


def retry_after_s(headers: Mapping[str, str], now: float) -> int | None:
    """How long the site asks us to stay away (RFC 9110, 10.2.3): seconds, or a date.

    A date is compared with the answer's own Date, so that a wrong clock here or there does not matter, else with
    ``now``.
    """
    text = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(text):
        return min(int(text), LONGEST_S)
    date = http_date(text) if text else None
    return None if date is None else _until(date, headers, now)


def max_age_s(headers: Mapping[str, str], now: float) -> int | None:
    """How long the answer stays fresh (RFC 9111, 4.2.1): max-age less Age, or Expires; None when it does not say."""
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    if found:
        age = headers.get("Age", "").strip()
        spent = int(age) if _SECONDS.fullmatch(age) else 0
        return min(max(0, int(found[1]) - spent), LONGEST_S)
    text = headers.get("Expires", "").strip()
    if not text:
        return None
    date = http_date(text)
    return 0 if date is None else _until(date, headers, now)  # "Expires: 0" and the like mean "now"


def _until(date: int, headers: Mapping[str, str], now: float) -> int:
    sent = http_date(headers.get("Date", ""))
    return min(max(0, date - (int(now) if sent is None else sent)), LONGEST_S)
