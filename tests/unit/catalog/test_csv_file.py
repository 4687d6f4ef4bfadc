"""The user's own list of sources: what it may look like, and what is refused."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.catalog import csv_file, fingerprint
from desktop_app.catalog.catalog import Catalog
from desktop_app.model.errors import CatalogError
from desktop_app.model.outlet import OutletKind
from tests.unit.catalog.shipped import catalog

HEADER = "iso2,source_name,kind,homepage,feed_url,language\n"
ROW = "CL,La Tercera,national daily,https://www.latercera.com/,https://www.latercera.com/rss,es\n"


def load(path: Path, content: str | bytes) -> Catalog:
    file = path / "mine.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return csv_file.load(file, catalog().countries)


def test_a_row_becomes_an_outlet(tmp_path: Path) -> None:
    mine = load(tmp_path, HEADER + ROW)
    (outlet,) = mine.outlets
    assert (outlet.key, outlet.name, outlet.kind) == ("CL/la-tercera", "La Tercera", OutletKind.NATIONAL_DAILY)
    assert [(feed.url, feed.language) for feed in outlet.feeds] == [("https://www.latercera.com/rss", "es")]
    assert outlet.is_default
    assert mine.countries == catalog().countries
    assert mine.fingerprint == fingerprint.of_file(tmp_path / "mine.csv")


# (name, content, [(key, kind, homepage, feeds, language of the first, on)])
READ = [
    ("Namibia is no missing value", HEADER + "NA,New Era,,,https://n.na/feed,en", ["NA/new-era"]),
    ("byte order mark", "\ufeff" + HEADER + ROW, ["CL/la-tercera"]),
    ("Windows line ends", (HEADER + ROW).replace("\n", "\r\n"), ["CL/la-tercera"]),
    ("old Mac line ends", (HEADER + ROW).replace("\n", "\r"), ["CL/la-tercera"]),
    ("no line end at the end", (HEADER + ROW).rstrip(), ["CL/la-tercera"]),
    ("blank lines", f"{HEADER}\n{ROW}\n,,,,,\n", ["CL/la-tercera"]),
    ("semicolons", (HEADER + ROW).replace(",", ";"), ["CL/la-tercera"]),
    ("tabs", (HEADER + ROW).replace(",", "\t"), ["CL/la-tercera"]),
    ("lower case and blanks", HEADER + " cl , La Tercera ,,, https://a.cl/rss ,", ["CL/la-tercera"]),
    ("header in capitals", HEADER.upper() + ROW, ["CL/la-tercera"]),
    ("only what is needed", "feed_url,iso2,source_name\nhttps://a.cl/rss,CL,A", ["CL/a"]),
    ("missing cells at the end", HEADER + "CL,A,,,https://a.cl/rss", ["CL/a"]),
    ("plain http on this computer", HEADER + "CL,A,,,http://127.0.0.1:8000/feed.xml,es", ["CL/a"]),
    ("quoted commas", HEADER + 'CL,"A, B ""C""",,,"https://a.cl/rss?a,b",es', ["CL/a-b-c"]),
    ("names alike", HEADER + "CL,Día,,,https://a.cl/1,\nCL,Dia,,,https://a.cl/2,", ["CL/dia", "CL/dia-144ca509"]),
    ("the same name in two countries", HEADER + "CL,A,,,https://a.cl/1,\nPE,A,,,https://a.pe/1,", ["CL/a", "PE/a"]),
]


@pytest.mark.parametrize(("content", "keys"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_what_is_read(tmp_path: Path, content: str, keys: list[str]) -> None:
    outlets = load(tmp_path, content).outlets
    assert [outlet.key for outlet in outlets] == keys
    assert all(outlet.feeds and outlet.is_default for outlet in outlets)


def test_rows_of_one_name_are_one_outlet(tmp_path: Path) -> None:
    rows = "CL,A,,https://a.cl/,https://a.cl/1,es\nCL,B,,,https://b.cl/1,\nCL,A,,,https://a.cl/2,en\nCL,A,,,https://a.cl/1,\n"
    a, b = load(tmp_path, HEADER + rows).outlets
    assert [(feed.url, feed.language) for feed in a.feeds] == [("https://a.cl/1", "es"), ("https://a.cl/2", "en")]
    assert (a.homepage, b.homepage) == ("https://a.cl/", "")


def test_what_is_optional_does_not_hurt(tmp_path: Path) -> None:
    (outlet,) = load(tmp_path, HEADER + "CL,A,blog,a.cl,https://a.cl/1,some Spanish\n").outlets
    assert (outlet.kind, outlet.homepage, outlet.feeds[0].language) == (OutletKind.OTHER, "", "")


def test_a_column_says_what_is_on(tmp_path: Path) -> None:
    header = "iso2,source_name,feed_url,default,evidence_count\n"
    outlets = load(
        tmp_path, header + "CL,A,https://a.cl/1,,3\nCL,A,https://a.cl/2,Y,1\nCL,B,https://b.cl/1,,2\n"
    ).outlets
    assert [(outlet.name, outlet.is_default) for outlet in outlets] == [("A", True), ("B", False)]


def test_a_country_that_is_not_in_the_catalogue(tmp_path: Path) -> None:
    text = "iso2,country,source_name,feed_url\nZZ,,A,https://a.zz/1\nQQ,Quux,B,https://b.qq/1\n"
    countries = load(tmp_path, text).countries
    assert countries[: len(catalog().countries)] == catalog().countries
    assert [(country.code, country.name, country.region) for country in countries[-2:]] == [
        ("ZZ", "ZZ", "World"),
        ("QQ", "Quux", "World"),
    ]


# (name, content, what the message says)
WRONG: list[tuple[str, str | bytes, str]] = [
    ("empty", "", "line 1: no column iso2, source_name, feed_url"),
    ("no header", ROW, "line 1: no column"),
    ("nothing but a header", HEADER, "no source in it"),
    ("no code", HEADER + ROW + ",A,,,https://a.cl/1,", "line 3: iso2 is empty"),
    ("no name", HEADER + "CL,,,,https://a.cl/1,", "line 2: source_name is empty"),
    ("no feed", HEADER + "CL,A,,https://a.cl/,,", "line 2: feed_url is empty"),
    ("no country code", HEADER + "CHL,A,,,https://a.cl/1,", 'not "CHL"'),
    ("no address", HEADER + "CL,A,,,a.cl/1,", 'not "a.cl/1"'),
    ("another scheme", HEADER + "CL,A,,,file:///etc/passwd,", "http or https"),
    ("no address at all", HEADER + "CL,A,,,https://[::1,", "http or https"),
    ("too many cells", HEADER + "CL,A,,,https://a.cl/1,es,more", "line 2: more cells than columns"),
    (
        "a feed of two",
        HEADER + ROW + ROW.replace("CL", "PE"),
        'line 3: the feed https://www.latercera.com/rss belongs to "La',
    ),
    ("not UTF-8", HEADER.encode() + ROW.encode() + b"PE,Per\xfa,,,https://a.pe/1,\n", "line 3: is not UTF-8"),
    ("line after a quoted line end", HEADER + 'CL,"A\nB",,,https://a.cl/1,\nCL,C,,,x,', "line 4: feed_url"),
]


@pytest.mark.parametrize(("content", "expected"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_refused(tmp_path: Path, content: str | bytes, expected: str) -> None:
    with pytest.raises(CatalogError) as caught:
        load(tmp_path, content)
    assert str(caught.value).startswith("mine.csv")
    assert expected in str(caught.value)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        csv_file.load(tmp_path / "nowhere.csv", ())


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True))
def test_each_name_gets_a_key_of_its_own(tmp_path: Path, names: list[str]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["iso2", "source_name", "feed_url"])
    writer.writerows(["CL", name, f"https://a.cl/{number}"] for number, name in enumerate(names))
    outlets = load(tmp_path, text.getvalue()).outlets
    assert [outlet.name for outlet in outlets] == names
    assert len({outlet.key for outlet in outlets}) == len(names)
    assert all(outlet.key.isascii() for outlet in outlets)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk=st.binary(max_size=200))
def test_junk_is_refused_or_read_but_nothing_else_happens(tmp_path: Path, junk: bytes) -> None:
    with pytest.raises(CatalogError):
        load(tmp_path, junk)
    with suppress(CatalogError):
        load(tmp_path, (HEADER + ROW).encode() + junk)
