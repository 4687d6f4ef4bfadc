"""
The shipped catalogue: a TOML file a country, pleasant to edit by hand. ``resources/catalog/README.md`` describes it.

Reading is strict, so that a typo is seen: each key has to be known, of its type and in its range.
"""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.catalog import fingerprint
from desktop_app.catalog.catalog import Catalog, is_country_code, is_language, is_web_address, outlet_key
from desktop_app.model.country import REGIONS, Country, CountryCode
from desktop_app.model.errors import CatalogError
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, OutletKind, Ownership

WORLD = "World"
_REGIONS = frozenset({*REGIONS, WORLD})  # and the pseudo-countries'
OWNERSHIP = {
    "SC": "state-controlled",
    "CaPu": "captured public or state-managed",
    "CaPr": "captured private",
    "ISFM": "independent, state-funded and state-managed",
    "ISF": "independent, state-funded",
    "ISM": "independent, state-managed",
    "IP": "independent public",
}
"""State Media Monitor's typology of ownership, and what its classes are called."""

_T = TypeVar("_T")
_KINDS = {kind.value: kind for kind in OutletKind}
_KIND_NAMES: dict[type, str] = {
    str: "string",
    bool: "boolean (true or false)",
    int: "number",
    float: "number",
    list: "list",
    dict: "table",
    date: "date (2026-03-25)",
}


class _Table:
    """A TOML table that is taken apart key by key; what is left over at the end is a typo."""

    def __init__(self, values: dict[str, Any], place: str) -> None:
        self._values = dict(values)
        self.place = place

    def error(self, what: str) -> CatalogError:
        return CatalogError(f"{self.place}: {what}")

    def take(self, key: str, kind: type[_T], default: _T | None = None) -> _T:
        """The value of a key, which has to be of the kind; without a default the key has to be there."""
        value = self._values.pop(key, default)
        if value is None:
            raise self.error(f"{key} is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(f"{key} should be a {_KIND_NAMES[kind]}, not {value!r}")
        return value

    def take_number(self, key: str) -> float:
        """Whole numbers may be written without a point."""
        if type(self._values.get(key)) is int:
            return float(self.take(key, int))
        return self.take(key, float)

    def take_text(self, key: str, default: str | None = None) -> str:
        text = self.take(key, str, default)
        if text != text.strip() or (not text and default is None):
            raise self.error(f"{key} is empty, or has blanks around it")
        return text

    def take_texts(self, key: str) -> tuple[str, ...]:
        texts = self.take(key, list, [])
        if not all(isinstance(text, str) and text and text == text.strip() for text in texts):
            raise self.error(f"{key} should be a list of strings without blanks around them")
        return tuple(texts)

    def finish(self) -> None:
        if self._values:
            raise self.error(f"unknown key {min(self._values)}")


def load(folder: Traversable | Path) -> Catalog:
    """The catalogue in a folder of TOML files, named after their countries' codes.

    Takes a few tenths of a second of computing: not for the thread of the window. Raises CatalogError, naming the
    file, the place in it and what is wrong.
    """
    contents = fingerprint.folder_contents(folder)
    if not contents:
        raise CatalogError(f"{folder}: no country in it")
    countries: list[Country] = []
    outlets: list[Outlet] = []
    places: dict[str, str] = {}  # of what may be there only once: keys and feeds
    for name, data in contents.items():
        country, country_outlets = _read(name, data)
        countries.append(country)
        for outlet in country_outlets:
            place = f'{name}: outlet "{outlet.name}"'
            for once in (outlet.key, *(feed.url for feed in outlet.feeds)):
                if once in places:
                    raise CatalogError(f"{place}: {once} is there already, at {places[once]}")
                places[once] = place
        outlets.extend(country_outlets)
    _check_neighbours(countries)
    return Catalog(tuple(countries), tuple(outlets), fingerprint.of_contents(contents))


def _read(name: str, data: bytes) -> tuple[Country, tuple[Outlet, ...]]:
    code = name.removesuffix(".toml").upper()
    if not is_country_code(code) or name != f"{code.lower()}.toml":
        raise CatalogError(f"{name}: should be named after a country, two lower-case letters and .toml")
    try:
        table = _Table(tomllib.loads(data.decode()), name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{name}: {error}") from error
    entries = table.take("outlet", list, [])
    if not all(isinstance(entry, dict) for entry in entries):
        raise table.error("outlets are written as [[outlet]]")
    country = _country(CountryCode(code), table)
    return country, tuple(_outlet(country.code, entry, number, name) for number, entry in enumerate(entries, 1))


def _country(code: CountryCode, table: _Table) -> Country:
    region = table.take_text("region")
    if region not in _REGIONS:
        raise table.error(f"region {region} is none of {', '.join(sorted(_REGIONS))}")
    is_place = region != WORLD
    label = table.take("label", list, None if is_place else [0.0, 0.0])
    if len(label) != 2 or not all(type(degrees) in (int, float) for degrees in label):
        raise table.error("label should be [longitude, latitude]")
    longitude, latitude = map(float, label)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise table.error("label is outside the world; it is [longitude, latitude], in degrees")
    neighbours = table.take_texts("neighbours")
    if not all(map(is_country_code, neighbours)):
        raise table.error("neighbours should be country codes, upper case")
    country = Country(
        code=code,
        name=table.take_text("name"),
        aliases=table.take_texts("aliases"),
        native_names=table.take_texts("native_names"),
        capital=table.take_text("capital", "" if not is_place else None),
        region=region,
        subregion=table.take_text("subregion", "" if not is_place else None),
        longitude=longitude,
        latitude=latitude,
        time_zone=table.take_text("time_zone", "" if not is_place else None),
        neighbours=tuple(map(CountryCode, neighbours)),
    )
    table.finish()
    return country


def _outlet(code: CountryCode, entry: dict[str, Any], number: int, file: str) -> Outlet:
    table = _Table(entry, f"{file}: outlet {number}")
    name = table.take_text("name")
    table.place = f'{file}: outlet {number} "{name}"'
    kind = table.take_text("kind")
    if kind not in _KINDS:
        raise table.error(f"kind {kind} is none of {', '.join(_KINDS)}")
    homepage = table.take_text("homepage")
    if not is_web_address(homepage):
        raise table.error(f"homepage {homepage} is not an http or https address")
    confidence = table.take_number("confidence")
    if not 0 <= confidence <= 1:
        raise table.error("confidence should be from 0 to 1")
    checked = table.take("checked", date, date.min)
    outlet = Outlet(
        key=_key(code, name, table),
        country=code,
        name=name,
        kind=_KINDS[kind],
        homepage=homepage,
        feeds=_feeds(table),
        is_default=table.take("default", bool, False),
        confidence=confidence,
        ownership=_ownership(table),
        note=table.take_text("note", ""),
        checked="" if checked == date.min else checked.isoformat(),
    )
    table.finish()
    return outlet


def _key(code: CountryCode, name: str, table: _Table) -> OutletKey:
    """The key, from the name, or from the former name when the outlet was renamed after a release."""
    return outlet_key(code, table.take_text("key_name", "") or name)


def _feeds(table: _Table) -> tuple[FeedSource, ...]:
    language = table.take_text("language")
    one = table.take_text("feed", "")
    several = table.take_texts("feeds")
    urls = (one,) if one else several
    if bool(one) == bool(several):
        raise table.error("needs either feed or feeds")
    if not is_language(language):
        raise table.error(f"language {language} is not a language tag")
    for url in urls:
        if not is_web_address(url):
            raise table.error(f"feed {url} is not an http or https address")
    return tuple(FeedSource(url, language) for url in urls)


def _ownership(table: _Table) -> Ownership | None:
    entry = table.take("ownership", dict, {})
    if not entry:
        return None
    inner = _Table(entry, f"{table.place}: ownership")
    code = inner.take_text("class")
    if code not in OWNERSHIP:
        raise inner.error(f"class {code} is none of {', '.join(OWNERSHIP)}")
    ownership = Ownership(code, OWNERSHIP[code], inner.take_text("edition"))
    inner.finish()
    return ownership


def _check_neighbours(countries: list[Country]) -> None:
    by_code = {country.code: country for country in countries}
    for country in countries:
        for code in country.neighbours:
            if code not in by_code:
                raise CatalogError(f"{country.code.lower()}.toml: neighbour {code} has no file")
            if country.code not in by_code[code].neighbours:
                raise CatalogError(f"{country.code.lower()}.toml: neighbour {code} does not name it back")
