from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.notation.dates import instant
from desktop_app.notation.month_names import MONTH_STEMS

READ = [
    ("2024-03-15T10:11:12Z", "2024-03-15T10:11:12"),
    ("2024-03-15T10:11:12+02:00", "2024-03-15T08:11:12"),
    ("2024-03-15T10:11:12-0530", "2024-03-15T15:41:12"),
    ("2024-03-15T10:11:12.123456789Z", "2024-03-15T10:11:12"),
    ("2024-03-15T10:11:12-7:00", "2024-03-15T17:11:12"),
    ("2024-03-15T10:11:12 CEST", "2024-03-15T08:11:12"),
    ("2024-03-15T10:11:12+0000Z", "2024-03-15T10:11:12"),
    ("2024-03-15 10:11", "2024-03-15T10:11:00"),
    ("2024-03-15 10:11:12 +0100", "2024-03-15T09:11:12"),
    ("2024-03-15", "2024-03-15T00:00:00"),
    ("2024-3-5", "2024-03-05T00:00:00"),
    ("2024-31-12T10:00:00Z", "2024-12-31T10:00:00"),
    ("20240315", "2024-03-15T00:00:00"),
    ("20240315T101112Z", "2024-03-15T10:11:12"),
    ("20240315101112", "2024-03-15T10:11:12"),
    ("2020/1/10", "2020-01-10T00:00:00"),
    ("2024. 3. 15. 10:00", "2024-03-15T10:00:00"),
    ("2004-07-08 23:56:58.0", "2004-07-08T23:56:58"),
    ("1704067200", "2024-01-01T00:00:00"),
    ("1704067200000", "2024-01-01T00:00:00"),
    ("Fri, 15 Mar 2024 10:11:12 GMT", "2024-03-15T10:11:12"),
    ("Fri, 15 Mar 2024 10:11:12 +0300", "2024-03-15T07:11:12"),
    ("Fri,15 Mar 2024 10:11:12 +02", "2024-03-15T08:11:12"),
    ("Fri, 15 Mar 24 10:11:12 EST", "2024-03-15T15:11:12"),
    ("Fri, 15 Mar 2024 10:11:12 +0000 (UTC)", "2024-03-15T10:11:12"),
    ("Fri, 15 Mar 2024 10:11:12 +0100 CET", "2024-03-15T09:11:12"),
    ("Fri, 15 Mar 2024 10:11 GMT+9", "2024-03-15T01:11:00"),
    ("Fri, 15 Mar 2024 10:11:12 GMT+0530", "2024-03-15T04:41:12"),
    ("Fri, 15 Mar 2024 10:11:12 IST", "2024-03-15T04:41:12"),
    ("Thu, 5 September 2024 08:00:00 PDT", "2024-09-05T15:00:00"),
    ("Fri, 15 Mar 2024 24:00:00 GMT", "2024-03-16T00:00:00"),
    ("Sun, 31 Dec 2023 23:59:60 GMT", "2023-12-31T23:59:59"),
    ("Fri, 15 Mar 2024 9:05:00 AM", "2024-03-15T09:05:00"),
    ("Fri, 15 March 2024 10.11.12 +0100", "2024-03-15T09:11:12"),
    ("15 Mar 2024", "2024-03-15T00:00:00"),
    ("15-Mar-24 10:00", "2024-03-15T10:00:00"),
    ("Wed, 01 Jan 97 10:00:00 GMT", "1997-01-01T10:00:00"),
    ("Thu, 2012 Jan 04 10:00:00 GMT", "2012-01-04T10:00:00"),
    ("Fri Mar 15 10:11:12 EST 2024", "2024-03-15T15:11:12"),
    ("Fri Mar 15 10:11:12 2024", "2024-03-15T10:11:12"),
    ("Mar 15, 2024 3:04 PM", "2024-03-15T15:04:00"),
    ("Thursday, March 15, 2024 12:04 AM", "2024-03-15T00:04:00"),
    ("25/12/2024 10:00", "2024-12-25T10:00:00"),
    ("12/25/2024 10:00", "2024-12-25T10:00:00"),
    ("Mon 04/03/2024", "2024-03-04T00:00:00"),
    ("Wed 04/03/2024", "2024-04-03T00:00:00"),
    ("5/5/2024", "2024-05-05T00:00:00"),
    ("10.01.2024 12:30", "2024-01-10T12:30:00"),
    ("10.1.24", "2024-01-10T00:00:00"),
    ("ven, 15/03/2024 - 10:11", "2024-03-15T10:11:00"),
    ("Чт, 15 мая 2024 10:11:12 +0300", "2024-05-15T07:11:12"),
    ("Пт, 15 бер 2024 10:00", "2024-03-15T10:00:00"),
    ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00"),
    ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00"),
    ("2024년 05월 28일  01:31:15", "2024-05-28T01:31:15"),
    ("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17"),
    ("2024年3月5日 14時30分", "2024-03-05T14:30:00"),
    ("15 juillet 2024 à 10h30", "2024-07-15T10:30:00"),
    ("mar. 12 mars 2024 10:00", "2024-03-12T10:00:00"),
    ("mar, 5 ene 2024 10:00:00 +0100", "2024-01-05T09:00:00"),
    ("15 de marzo de 2024", "2024-03-15T00:00:00"),
    ("śr., 5 cze 2024 10:00:00 +0200", "2024-06-05T08:00:00"),
    ("15. März 2024 - 10:11 Uhr", "2024-03-15T10:11:00"),
    ("Pzt, 05 Ağu 2024 10:00:00 +0300", "2024-08-05T07:00:00"),
    ("सोम, 5 अगस्त 2024", "2024-08-05T00:00:00"),
    ("15 มี.ค. 2567 10:00", "2024-03-15T10:00:00"),
    ("١٥ مارس 2024 10:00", "2024-03-15T10:00:00"),
    ("Mon, 01 Jan 9999 00:00:00 GMT", "9999-01-01T00:00:00"),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_dates_that_name_a_day(text: str, expected: str) -> None:
    assert instant(text) == int(
        (datetime.fromisoformat(expected + "+00:00") - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "-1", "0", "yesterday", "10:00", "2024", "2024-03", "March 2024", "Mar 15", "03/04/2024", "Thu 04/03/2024",
        "2024-02-30", "2024-13-13", "31 Apr 2024", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00",
        "Wed, 32 Foo 2024 99:99:99 XYZ",
        "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 15 Mar 2024 25:00:00 GMT", "15 Foo 2024", "12345", "x" * 5000,
    ],
)  # fmt: skip
def test_no_date_is_made_up(text: str) -> None:
    assert instant(text) is None


def test_month_names_mean_one_month_each() -> None:
    seen: dict[str, int] = {}
    for number, stems in enumerate(MONTH_STEMS, 1):
        for stem in stems.split():
            assert seen.setdefault(stem, number) == number, stem
            assert instant(f"5 {stem} 2024") is not None, stem


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = instant(text)
    assert found is None or found > 0


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2089, 1, 1)))  # noqa: DTZ001
def test_what_programs_write_comes_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    seconds = int(moment.timestamp())
    assert instant(moment.isoformat()) == seconds
    assert instant(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == seconds
    assert instant(moment.strftime("%a, %d %b %y %H:%M:%S GMT")) == seconds
