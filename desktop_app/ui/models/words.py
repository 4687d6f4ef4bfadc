"""What a row of the list says in words: its source, its age, and the whole of it for a screen reader. Pure."""

from __future__ import annotations

import time
from html import escape

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.ui.reader.page import language_name

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ((60, 1, "second"), (3600, 60, "minute"), (86_400, 3600, "hour"), (7 * 86_400, 86_400, "day"))


def _day(instant: Seconds, now: Seconds) -> str:
    """The date where the computer is: "14 Mar", with the year when it is another one."""
    then = time.localtime(instant)
    day = f"{then.tm_mday} {_MONTHS[then.tm_mon - 1]}"
    return day if then.tm_year == time.localtime(now).tm_year else f"{day} {then.tm_year}"


def short_age(published: Seconds, now: Seconds) -> str:
    """ "now", "5 min", "2 h", "3 d", and the date beyond a week."""
    return messages.age(max(0, now - published)) or _day(published, now)


def spoken_age(published: Seconds, now: Seconds) -> str:
    """ "just now", "2 hours ago", and the date beyond a week."""
    seconds = max(0, now - published)
    if seconds < 60:
        return "just now"
    for below, unit, name in _UNITS[1:]:
        if seconds < below:
            return f"{messages.count(seconds // unit, name)} ago"
    return _day(published, now)


def takes_line(other_takes: int) -> str:
    """ "5 other takes", "" for none."""
    return messages.count(other_takes, "other take") if other_takes else ""


def language_mark(row: ArticleRow) -> str:
    """ "from Portuguese" for a translation, else the language's code: "PT"; "" where it is not known."""
    return translated_from(row).removeprefix("translated ") if row.is_translated else row.language.upper()


def original_words(row: ArticleRow) -> str:
    """The title in its own language and which that is, as rich text for a tool tip."""
    return f"<p>{escape(row.original_title)}</p><p><i>{escape(translated_from(row))}</i></p>"


def translated_from(row: ArticleRow) -> str:
    """ "translated from Portuguese", "" for what is no translation."""
    if not row.is_translated:
        return ""
    name = language_name(row.language)
    return f"translated from {name}" if name else "translated"


def spoken_row(row: ArticleRow, now: Seconds) -> str:
    """ "unread, starred, La Tercera, 2 hours ago, the title, translated from Spanish, 5 other takes"."""
    parts = (
        "" if row.is_read else "unread",
        "starred" if row.is_starred else "",
        row.outlet,
        spoken_age(row.published, now),
        row.title,
        translated_from(row),
        takes_line(row.other_takes),
    )
    return ", ".join(part for part in parts if part)
