"""Reading the catalogue's folder: what is refused, and that the message says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalog import fingerprint, toml_files
from desktop_app.catalog.catalog import slug
from desktop_app.model.errors import CatalogError
from desktop_app.model.outlet import FeedSource, OutletKind, Ownership

COUNTRY = """\
name = "Chile"
capital = "Santiago"
region = "Americas"
subregion = "South America"
label = [-72.32, -38]
time_zone = "America/Santiago"
"""
OUTLET = """
[[outlet]]
name = "La Tercera"
kind = "national daily"
homepage = "https://www.latercera.com/"
feed = "https://www.latercera.com/rss"
language = "es"
confidence = 0.66
"""


def folder_of(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_country_and_its_outlets(tmp_path: Path) -> None:
    more = (
        'default = true\nchecked = 2026-03-25\nnote = "paywall"\n'
        'ownership = { class = "SC", edition = "State Media Monitor, 2023" }\n'
    )
    catalog = toml_files.load(folder_of(tmp_path, cl=COUNTRY + OUTLET + more))
    (country,) = catalog.countries
    (outlet,) = catalog.outlets
    assert (country.code, country.name, country.longitude, country.latitude) == ("CL", "Chile", -72.32, -38.0)
    assert (outlet.key, outlet.country, outlet.kind) == ("CL/la-tercera", "CL", OutletKind.NATIONAL_DAILY)
    assert outlet.feeds == (FeedSource("https://www.latercera.com/rss", "es"),)
    assert (outlet.is_default, outlet.confidence, outlet.checked) == (True, 0.66, "2026-03-25")
    assert outlet.ownership == Ownership("SC", "state-controlled", "State Media Monitor, 2023")
    assert (outlet.note, outlet.origin) == ("paywall", "catalogue")


def test_what_may_be_left_out(tmp_path: Path) -> None:
    (outlet,) = toml_files.load(folder_of(tmp_path, cl=COUNTRY + OUTLET)).outlets
    assert (outlet.is_default, outlet.ownership, outlet.note, outlet.checked) == (False, None, "", "")


def test_an_outlet_may_have_several_feeds(tmp_path: Path) -> None:
    text = OUTLET.replace('feed = "https://www.latercera.com/rss"', 'feeds = ["https://a.cl/1", "https://a.cl/2"]')
    (outlet,) = toml_files.load(folder_of(tmp_path, cl=COUNTRY + text)).outlets
    assert [feed.url for feed in outlet.feeds] == ["https://a.cl/1", "https://a.cl/2"]


def test_a_renamed_outlet_keeps_its_key(tmp_path: Path) -> None:
    text = OUTLET.replace('name = "La Tercera"', 'name = "La Tercera del Sur"\nkey_name = "La Tercera"')
    (outlet,) = toml_files.load(folder_of(tmp_path, cl=COUNTRY + text)).outlets
    assert (outlet.name, outlet.key) == ("La Tercera del Sur", "CL/la-tercera")


def test_a_pseudo_country_needs_no_place(tmp_path: Path) -> None:
    (country,) = toml_files.load(folder_of(tmp_path, xl='name = "Worldwide"\nregion = "World"\n')).countries
    assert (country.capital, country.time_zone, country.longitude, country.latitude) == ("", "", 0.0, 0.0)


# (name, what is replaced, by what, what the message says besides the file)
WRONG = [
    ("no TOML", 'name = "Chile"', "name = Chile", "Invalid value (at line 1"),
    ("typo in a key", "capital", "captial", "capital is missing"),
    ("unknown key", "time_zone", "zone = 1\ntime_zone", "unknown key zone"),
    ("region", "Americas", "America", "region America is none of"),
    ("label of three", "[-72.32, -38]", "[1, 2, 3]", "label should be"),
    ("label of text", "[-72.32, -38]", '["1", 2]', "label should be"),
    ("label the wrong way round", "[-72.32, -38]", "[-38, -172.32]", "outside the world"),
    ("empty name", '"Chile"', '""', "name is empty"),
    ("number for a name", '"Chile"', "3", "name should be a string, not 3"),
    ("blanks", '"Chile"', '" Chile"', "blanks around"),
    ("aliases", "label", "aliases = [3]\nlabel", "aliases should be a list of strings"),
    ("neighbour in lower case", "label", 'neighbours = ["ar"]\nlabel', "country codes, upper case"),
    ("neighbour without a file", "label", 'neighbours = ["AR"]\nlabel', "neighbour AR has no file"),
    ("outlets as a table", "[[outlet]]", "[outlet]", "outlet should be a list"),
    ("unknown key of an outlet", "confidence", 'langauge = "es"\nconfidence', "unknown key langauge"),
    ("kind", "national daily", "daily", 'outlet 1 "La Tercera": kind daily is none of national daily'),
    ("homepage", 'https://www.latercera.com/"', 'latercera.com"', "homepage latercera.com is not"),
    ("feed", "https://www.latercera.com/rss", "ftp://latercera.com/rss", "feed ftp://latercera.com/rss is not"),
    ("feed without a host", "https://www.latercera.com/rss", "https:///rss", "feed https:///rss is not"),
    ("no feed", 'feed = "https://www.latercera.com/rss"', "", "needs either feed or feeds"),
    ("feed and feeds", "language", 'feeds = ["https://a.cl/1"]\nlanguage', "needs either feed or feeds"),
    ("language", '"es"', '"Spanish!"', "language Spanish! is not a language tag"),
    ("confidence", "0.66", "66", "confidence should be from 0 to 1"),
    ("confidence as text", "0.66", '"high"', "confidence should be a number"),
    ("default as a number", "confidence", "default = 1\nconfidence", "default should be a boolean"),
    ("date as text", "confidence", 'checked = "2026-03-25"\nconfidence', "checked should be a date"),
    ("ownership class", "confidence", 'ownership = { class = "S", edition = "x" }\nconfidence', "class S is none of"),
    ("ownership without edition", "confidence", 'ownership = { class = "SC" }\nconfidence', "edition is missing"),
]


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_refused(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = COUNTRY + OUTLET
    assert old in text
    with pytest.raises(CatalogError) as caught:
        toml_files.load(folder_of(tmp_path, cl=text.replace(old, new, 1)))
    assert str(caught.value).startswith("cl.toml: ")
    assert expected in str(caught.value)


def test_files_are_named_after_countries(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"chile.toml: should be named after a country"):
        toml_files.load(folder_of(tmp_path, chile=COUNTRY))


def test_neighbours_name_each_other(tmp_path: Path) -> None:
    chile = COUNTRY.replace("label", 'neighbours = ["AR"]\nlabel')
    with pytest.raises(CatalogError, match=r"cl.toml: neighbour AR does not name it back"):
        toml_files.load(folder_of(tmp_path, ar=COUNTRY, cl=chile))


def test_an_outlet_is_there_once(tmp_path: Path) -> None:
    other_feed = OUTLET.replace("/rss", "/rss2")
    with pytest.raises(CatalogError, match="CL/la-tercera is there already"):
        toml_files.load(folder_of(tmp_path, cl=COUNTRY + OUTLET + other_feed))


def test_a_feed_is_there_once_in_the_world(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"pe.toml.*https://www.latercera.com/rss is there already, at cl.toml"):
        toml_files.load(folder_of(tmp_path, cl=COUNTRY + OUTLET, pe=COUNTRY + OUTLET))


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "cl.toml").write_bytes(b'name = "Per\xfa"\n')
    with pytest.raises(CatalogError, match=r"cl.toml: .*utf-8"):
        toml_files.load(tmp_path)


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no country in it"):
        toml_files.load(tmp_path)


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        toml_files.load(tmp_path / "nowhere")


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, cl=COUNTRY)
    before = fingerprint.of_folder(folder)
    assert toml_files.load(folder).fingerprint == before
    (folder / "README.md").write_text("not part of it", encoding="utf-8")
    assert fingerprint.of_folder(folder) == before
    folder_of(tmp_path, cl=COUNTRY + OUTLET)
    assert fingerprint.of_folder(folder) != before


def test_the_fingerprint_knows_where_a_file_ends() -> None:
    assert fingerprint.of_contents({"a": b"xb"}) != fingerprint.of_contents({"a": b"x", "b": b""})


SLUGS = [
    ("La Tercera", "la-tercera"),
    ("ČTK České noviny", "ctk-ceske-noviny"),
    ("L'Orient-Le Jour", "lorient-le-jour"),
    ("Børsen", "borsen"),
    ("@Verdade", "verdade"),
    ("+972 Magazine", "972-magazine"),
    ("News Diggers!", "news-diggers"),
    ("Gündem Kıbrıs", "gundem-kibris"),
]


@pytest.mark.parametrize(("name", "expected"), SLUGS)
def test_slugs_of_latin_names(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_slugs_of_other_scripts_differ_and_stay() -> None:
    # What they are made of is kept by readers' stores: a change here is a migration.
    assert slug("الأخبار") == "43dab393"
    assert slug("الأهرام") != slug("الأخبار")
    assert slug("Радио Свобода FM").startswith("fm-")
