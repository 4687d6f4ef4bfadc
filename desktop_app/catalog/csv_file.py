"""
A catalogue of the user's own, ``--catalog FILE``: a CSV file in place of the shipped outlets.

Columns, in any order: iso2, source_name, kind, homepage, feed_url, language; the first row names them. ``iso2``,
``source_name`` and ``feed_url`` have to be filled in each row. Optional: ``default`` (Y: on at the first start; without
the column all are on) and ``country`` (the name of a country that the shipped catalogue does not have). Other columns
are left alone. Commas, semicolons or tabs part the cells; the text is UTF-8, with or without a byte order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog import fingerprint
from desktop_app.catalog.catalog import (
    Catalog,
    is_country_code,
    is_language,
    is_web_address,
    outlet_key,
    short_hash,
)
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.errors import CatalogError
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, OutletKind

_NEEDED = ("iso2", "source_name", "feed_url")
_YES = frozenset({"y", "yes", "true", "1"})
_KINDS = {kind.value: kind for kind in OutletKind}

_Row = dict[str, str]


@dataclass(slots=True)
class _Draft:
    """An outlet while its rows are gathered."""

    country: CountryCode
    name: str
    kind: str
    homepage: str
    is_default: bool = False
    feeds: dict[str, FeedSource] = field(default_factory=dict[str, FeedSource])


def load(path: Path, countries: Sequence[Country]) -> Catalog:
    """The outlets of a CSV file, and ``countries`` with those added that only the file knows.

    Rows of the same country and source name are one outlet with several feeds. Raises CatalogError, naming the file,
    the line and what is wrong.
    """
    contents = fingerprint.file_contents(path)
    text = _text(path, contents[path.name])
    known = {country.code: country for country in countries}
    drafts: dict[tuple[str, str], _Draft] = {}
    lines: dict[str, tuple[int, _Draft]] = {}  # where each feed stands
    columns, rows = _rows(path, text)
    for line, row in rows:
        place = f"{path.name}, line {line}"
        code = _country_code(row, place)
        if code not in known:
            known[code] = _unknown_country(code, row.get("country", ""))
        draft = drafts.setdefault(
            (code, row["source_name"]),
            _Draft(code, row["source_name"], row.get("kind", ""), row.get("homepage", "")),
        )
        feed = _feed(row, place)
        first_line, first = lines.setdefault(feed.url, (line, draft))
        if first is not draft:
            raise CatalogError(f'{place}: the feed {feed.url} belongs to "{first.name}" already, in line {first_line}')
        draft.feeds.setdefault(feed.url, feed)
        draft.is_default |= "default" not in columns or row["default"].casefold() in _YES
    if not drafts:
        raise CatalogError(f"{path.name}: no source in it")
    return Catalog(tuple(known.values()), tuple(_outlets(drafts.values())), fingerprint.of_contents(contents))


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{path.name}, line {line}: is not UTF-8; save the file with that encoding") from error


def _rows(path: Path, text: str) -> tuple[frozenset[str], Iterator[tuple[int, _Row]]]:
    """The names of the columns, and each row that is not blank with the number of its last line."""
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    columns = [name.strip().casefold() for name in next(reader, list[str]())]
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise CatalogError(f"{path.name}, line 1: no column {', '.join(missing)}")

    def rows() -> Iterator[tuple[int, _Row]]:
        try:
            for cells in reader:
                if len(cells) > len(columns):
                    raise CatalogError(f"{path.name}, line {reader.line_num}: more cells than columns")
                if any(cell.strip() for cell in cells):
                    padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
                    yield reader.line_num, dict(zip(columns, padded, strict=True))
        except csv.Error as error:
            raise CatalogError(f"{path.name}, line {reader.line_num}: {error}") from error

    return frozenset(columns), rows()


def _country_code(row: _Row, place: str) -> CountryCode:
    for name in _NEEDED:
        if not row[name]:
            raise CatalogError(f"{place}: {name} is empty")
    code = row["iso2"].upper()
    if not is_country_code(code):
        raise CatalogError(f'{place}: iso2 should be a country\'s two letters, not "{row["iso2"]}"')
    return CountryCode(code)


def _feed(row: _Row, place: str) -> FeedSource:
    url, language = row["feed_url"], row.get("language", "").replace("_", "-")
    if not is_web_address(url):
        raise CatalogError(f'{place}: feed_url should be an http or https address, not "{url}"')
    return FeedSource(url, language if is_language(language) else "")


def _unknown_country(code: CountryCode, name: str) -> Country:
    return Country(
        code=code,
        name=name or code,
        aliases=(),
        native_names=(),
        capital="",
        region="World",
        subregion="",
        longitude=0.0,
        latitude=0.0,
        time_zone="",
        neighbours=(),
    )


def _outlets(drafts: Iterable[_Draft]) -> Iterator[Outlet]:
    taken: set[OutletKey] = set()
    for draft in drafts:
        key = outlet_key(draft.country, draft.name)
        if key in taken:  # names that differ in accents or punctuation only
            key = OutletKey(f"{key}-{short_hash(draft.name)}")
        taken.add(key)
        yield Outlet(
            key=key,
            country=draft.country,
            name=draft.name,
            kind=_KINDS.get(draft.kind.casefold(), OutletKind.OTHER),
            homepage=draft.homepage if is_web_address(draft.homepage) else "",
            feeds=tuple(draft.feeds.values()),
            is_default=draft.is_default,
        )
