"""
The dates of feeds and pages, in every habit that is met in the wild, as seconds since the epoch.

A text that does not name a day for certain gives ``None``: an article then keeps the time at which it was first seen,
which is better than a date that was made up. So a year or a month alone is no date, and 03/04/2024 is none either,
unless its weekday decides between April and March.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from desktop_app.model.article import Seconds
from desktop_app.notation.month_names import MONTH_STEMS

_LONGEST_DATE = 100  # characters; what is longer is prose
_OLDEST_YEAR = 1971  # what is older is a clock that was never set, not news

# The two forms that nearly every feed uses, read without further thought.
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(?:([Zz])|([+-])(\d\d):?(\d\d))?", re.ASCII
)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3}, ?)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?"
    r" (?:(GMT|UTC?|Z)|([+-])(\d\d):?(\d\d))",
    re.ASCII,
)
_ENGLISH = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip

_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:\s?:\s?|(?<=[ Tt]\d\d)[.h])(\d\d)(?:\s?[:.]\s?(\d{1,2})(?:[.,]\d+)?)?(?![\d:])"
    r"\s*(am|pm|a m|p m|a\.m\.|p\.m\.|μμ|πμ)?",
    re.IGNORECASE,
)
_CJK_TIME = re.compile(r"(\d{1,2})\s*[時时시点點]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?")
_OFFSET = re.compile(r"(?:(?:gmt|utc?|z)\s*)?([+-−])\s?(\d{1,2})(?::?(\d\d))?(?::?\d\d)?(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[Tt ]?(\d\d):?(\d\d)(?::?(\d\d))?(.*))?", re.ASCII)
_EPOCH = re.compile(r"1\d{9}(?:\.\d+|\d{3})?", re.ASCII)
_CJK_DAY = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?")
_NUMBERS = re.compile(r"(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_NUMBER = re.compile(r"\d+")
_AFTERNOON = re.compile(r"오후|下午|午後|晚上|مساء|بعد الظهر")
_MORNING = re.compile(r"오전|上午|午前|凌晨|早上|صباح")

# Minutes east of Greenwich. Where an abbreviation has several meanings, the one of the larger press: IST is India.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60, "wat": 60,
    "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "cat": 120, "sast": 120, "eest": 180, "msk": 180, "eat": 180,
    "trt": 180, "msd": 240, "gst": 240, "irst": 210, "pkt": 300, "uzt": 300, "ist": 330, "npt": 345, "bdt": 360,
    "wib": 420, "ict": 420, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "wita": 480, "awst": 480, "jst": 540,
    "kst": 540, "wit": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "nst": -210, "ndt": -150, "art": -180, "brt": -180, "uyt": -180, "ast": -240, "adt": -180, "clt": -240,
    "est": -300, "edt": -240, "et": -300, "cot": -300, "pet": -300, "cst": -360, "cdt": -300, "ct": -360,
    "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540, "akdt": -480, "hst": -600,
}  # fmt: skip
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def folded(word: str) -> str:
    """Lower case, without accents and dots: the form in which names of months are compared."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c) and c != "."
    )


_MONTHS = {folded(stem): number for number, stems in enumerate(MONTH_STEMS, 1) for stem in stems.split()}
_LONGEST_STEM = max(map(len, _MONTHS))


def instant(text: str) -> Seconds | None:
    """The instant that a feed's date names; without a zone it is read as UTC, without a time as midnight.

    None when the text names no day, or an impossible one.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_DATE:
        return None
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, _, sign, zone_h, zone_m = match.groups()
        return _seconds(int(year), int(month), int(day), (int(hour), int(minute), int(second or 0)),
                        _offset(sign, zone_h, zone_m))  # fmt: skip
    if (match := _RFC822.fullmatch(text)) and match[2] in _ENGLISH:
        day, name, year, hour, minute, second, _, sign, zone_h, zone_m = match.groups()
        return _seconds(int(year), _ENGLISH[name], int(day), (int(hour), int(minute), int(second or 0)),
                        _offset(sign, zone_h, zone_m))  # fmt: skip
    return _unusual(_with_ascii_digits(text))


def _with_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> int:
    """Minutes east of Greenwich."""
    if not sign or not hours:
        return 0
    offset = int(hours) * 60 + int(minutes or 0)
    return offset if sign == "+" else -offset


def _seconds(year: int, month: int, day: int, time: tuple[int, int, int], offset: int) -> Seconds | None:
    if 2500 <= year < 2600:
        year -= 543  # the Buddhist calendar of Thai sites
    if month > 12 >= day:
        month, day = day, month
    hour, minute, second = time
    if (hour, minute, second) == (24, 0, 0):
        return _seconds(year, month, day, (0, 0, 0), offset - 24 * 60)
    if year < _OLDEST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return int((moment - _EPOCH_START - timedelta(minutes=offset)).total_seconds())


_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)


def _unusual(text: str) -> Seconds | None:
    """Whatever is not in the two usual forms: the time and the zone are taken out first, then the day is read."""
    if _EPOCH.fullmatch(text):
        return int(text[:10])
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups()
        return _seconds(int(year), int(month), int(day), (int(hour or 0), int(minute or 0), int(second or 0)),
                        _zone(zone or ""))  # fmt: skip
    time, rest, zone = _split_time(text)
    if time is None:
        return None
    day_of = _named_day(rest) or _numeric_day(rest)
    if day_of is None:
        return None
    return _seconds(*day_of, time, _zone(zone))


def _split_time(text: str) -> tuple[tuple[int, int, int] | None, str, str]:
    """The time of day, what is left without it, and what follows it (where the zone stands)."""
    match = _TIME.search(text) or _CJK_TIME.search(text)
    if match is None:
        return (0, 0, 0), re.sub(r"[Tt]\d\d$", "", text), ""
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    half = folded(match[4] or "").replace(" ", "") if match.re is _TIME else ""
    if (half in ("pm", "μμ") or _AFTERNOON.search(text)) and hour < 12:
        hour += 12
    elif (half in ("am", "πμ") or _MORNING.search(text)) and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or second > 60:
        return None, text, ""
    before, after = text[: match.start()], text[match.end() :]
    year = re.search(r"(?<!\d)(?:19|20|25)\d\d(?!\d)", after)  # "Fri Mar 15 10:11:12 EST 2024"
    if year and not _NUMBERS.search(before):
        rest = before + " " + (year[0] if _NUMBER.search(before) else after)
        return (hour, minute, second), rest, after[: year.start()]
    return (hour, minute, second), before if _NUMBER.search(before) else after, after


def _zone(text: str) -> int:
    """Minutes east of Greenwich, from "+0200", "GMT+9", "CEST" or "Z (winter)"; 0 for what is unknown."""
    if offset := _OFFSET.search(text):
        return _offset("+" if offset[1] == "+" else "-", offset[2], offset[3])
    for word in _WORD.findall(text):
        if (known := _ZONES.get(word.casefold())) is not None:
            return known
    return 0


def _month_of(word: str) -> int:
    word = folded(word)
    for length in range(min(len(word), _LONGEST_STEM), 1, -1):
        if number := _MONTHS.get(word[:length]):
            return number
    return 0


def _named_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day where the month is a word.

    A weekday may look like a month ("mar." is martes and March): the last such word is the month.
    """
    joined = re.sub(r"(?<=[ก-๙])\.", "", text)  # Thai shortens with dots inside: "มี.ค."
    months = [
        number
        for word in re.findall(r"[^\W\d_][^\W\d]*[\u0300-\u036f\u0900-\u0e7f]*", joined)
        if (number := _month_of(word))
    ]
    numbers = _NUMBER.findall(joined)
    if not months or len(numbers) < 2:
        return None
    first, second = numbers[0], numbers[1]
    if len(first) == 4:
        return int(first), months[-1], int(second)
    if len(second) in (2, 4):
        return _full_year(second), months[-1], int(first)
    return None


def _full_year(digits: str) -> int:
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 90 else 2000)  # there were no feeds before 1990


def _numeric_day(text: str) -> tuple[int, int, int] | None:
    if cjk := _CJK_DAY.search(text):
        return int(cjk[1]), int(cjk[2]), int(cjk[3])
    match = _NUMBERS.search(text)
    if match is None:
        return None
    first, mark, second, third = match[1], match[2], match[3], match[4]
    if len(first) == 4:
        return int(first), int(second), int(third)
    if len(third) not in (2, 4):
        return None
    year, a, b = _full_year(third), int(first), int(second)
    if mark != "/" or a == b or a > 12:
        return year, b, a  # the world writes the day first
    if b > 12:
        return year, a, b  # as in the United States
    return _by_weekday(text, year, a, b)


def _by_weekday(text: str, year: int, a: int, b: int) -> tuple[int, int, int] | None:
    """a/b/year, both below 13: only a weekday that fits one reading decides."""
    named = next((day for word in _WORD.findall(text) if (day := _WEEKDAYS.get(word.casefold()[:3])) is not None), None)
    fits = [
        (year, month, day)
        for month, day in ((a, b), (b, a))
        if year >= _OLDEST_YEAR and datetime(year, month, day, tzinfo=UTC).weekday() == named
    ]
    return fits[0] if len(fits) == 1 else None
