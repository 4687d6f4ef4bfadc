"""Instants and counts as the screens say them."""

from __future__ import annotations

from datetime import datetime

from desktop_app.model.article import Seconds

DAY_S = 86_400


def moment(at: Seconds, now: Seconds) -> str:
    """When, in the computer's time: "at 09:42" today, "on Mon 9 March, 09:42" within the year, else with the year."""
    there, today = datetime.fromtimestamp(at).astimezone(), datetime.fromtimestamp(now).astimezone()
    if there.date() == today.date():
        return f"at {there:%H:%M}"
    if abs(now - at) < 300 * DAY_S:
        return f"on {there:%a} {there.day} {there:%B}, {there:%H:%M}"
    return f"on {there.day} {there:%B %Y}"
