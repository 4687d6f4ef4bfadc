"""The rules that the shipped catalogue has to keep, whoever edits it."""

from __future__ import annotations

import math
from collections import Counter
from zoneinfo import ZoneInfo

from desktop_app.catalog.catalog import slug
from desktop_app.model.country import Country
from desktop_app.model.outlet import Outlet, OutletKind
from tests.unit.catalog.shipped import FOLDER, catalog

LANGUAGES = """
am ar az be bg bn bs ca cnr cs da de dv el en es et fa fi fr fr-CA he hi hr hu hy id is it ja ka kk
km ko ky lb lo lt lv mk mn ms mt my nb ne nl pl ps pt pt-BR ro ru rw si sk sl so sq sr-Cyrl sr-Latn
sv sw ta tg th tk tl tr uk ur uz vi zh-Hans zh-Hant
"""
HTTP_ONLY = "listed as http only"
UNVERIFIED = 0.5  # confidence below which an outlet is off


def places() -> list[Country]:
    return [country for country in catalog().countries if country.region != "World"]


def defaults() -> list[Outlet]:
    return [outlet for outlet in catalog().outlets if outlet.is_default]


def is_state(outlet: Outlet) -> bool:
    owner = outlet.ownership.code if outlet.ownership else ""
    return outlet.kind == OutletKind.STATE_MEDIA or owner in ("SC", "CaPu")


def test_it_is_as_large_as_promised() -> None:
    with_press = {outlet.country for outlet in catalog().outlets} & {country.code for country in places()}
    verified = [feed for outlet in catalog().outlets if outlet.confidence >= UNVERIFIED for feed in outlet.feeds]
    assert len(with_press) >= 175
    assert len(verified) >= 900
    assert len({outlet.country for outlet in defaults()}) >= 60
    assert len(defaults()) >= 198


def test_the_first_start_reaches_all_regions() -> None:
    region_of = {country.code: country.region for country in catalog().countries}
    counts = Counter(region_of[country] for country in {outlet.country for outlet in defaults()})
    assert set(counts) == {"Africa", "Americas", "Asia", "Europe", "Oceania"}
    assert min(counts.values()) >= 3


def test_there_is_at_most_one_state_outlet_by_default_in_a_country() -> None:
    counts = Counter(outlet.country for outlet in defaults() if is_state(outlet))
    assert [country for country, count in counts.items() if count > 1] == []


def test_a_default_country_has_more_than_one_voice() -> None:
    counts = Counter(outlet.country for outlet in defaults())
    assert [country for country, count in counts.items() if not 2 <= count <= 5] == []


def test_what_is_unverified_is_off() -> None:
    assert [outlet.key for outlet in defaults() if outlet.confidence < UNVERIFIED] == []


def test_keys_names_and_feeds_are_there_once() -> None:
    outlets = catalog().outlets
    everything = [
        *(outlet.key for outlet in outlets),
        *(f"{outlet.country} {outlet.name.casefold()}" for outlet in outlets),
        *(feed.url for outlet in outlets for feed in outlet.feeds),
    ]
    assert [once for once, count in Counter(everything).items() if count > 1] == []


def test_feeds_do_not_differ_by_scheme_or_slash_only() -> None:
    bare = [
        feed.url.partition("://")[2].removeprefix("www.").rstrip("/")
        for outlet in catalog().outlets
        for feed in outlet.feeds
    ]
    assert [url for url, count in Counter(bare).items() if count > 1] == []


def test_addresses_are_https_unless_flagged() -> None:
    outlets = catalog().outlets
    flagged = {outlet.key for outlet in outlets if HTTP_ONLY in outlet.note}
    plain = {outlet.key for outlet in outlets if any(feed.url.startswith("http:") for feed in outlet.feeds)}
    assert plain == flagged
    assert [outlet.key for outlet in outlets if not outlet.homepage.startswith("https://")] == []


def test_addresses_are_clean() -> None:
    urls = [url for outlet in catalog().outlets for url in (outlet.homepage, *(feed.url for feed in outlet.feeds))]
    assert [url for url in urls if "&amp;" in url or "utm_" in url or "@" in url or "#" in url] == []
    assert [url for url in urls if "news.google." in url] == []  # a proxy's answer is not the outlet's feed


def test_languages_are_known() -> None:
    used = {feed.language for outlet in catalog().outlets for feed in outlet.feeds}
    assert used - set(LANGUAGES.split()) == set()


def test_names_are_tidy() -> None:
    names = [outlet.name for outlet in catalog().outlets] + [country.name for country in catalog().countries]
    assert [name for name in names if "  " in name or len(name) > 45 or "alternate" in name.casefold()] == []
    assert [key for key in (outlet.key for outlet in catalog().outlets) if not key.isascii()] == []


def test_notes_are_for_readers() -> None:
    notes = [outlet.note for outlet in catalog().outlets]
    assert [note for note in notes if "CHECK" in note or note.endswith(".") or len(note) > 90] == []


def test_ownership_names_its_edition() -> None:
    owners = [outlet.ownership for outlet in catalog().outlets if outlet.ownership]
    assert len(owners) > 100
    assert {owner.edition for owner in owners} == {"State Media Monitor, 2023"}


def test_state_control_is_not_called_independence() -> None:
    outlets = [outlet for outlet in catalog().outlets if outlet.kind == OutletKind.INDEPENDENT]
    assert [outlet.key for outlet in outlets if is_state(outlet)] == []


def test_a_country_is_named_once() -> None:
    assert len({slug(country.name) for country in catalog().countries}) == len(catalog().countries)
    for country in catalog().countries:
        names = [country.name, *country.aliases, *country.native_names]
        assert len(set(names)) == len(names), country.code


def test_each_file_is_a_country() -> None:
    files = {path.stem.upper() for path in FOLDER.glob("*.toml")}
    assert files == {country.code for country in catalog().countries}


def test_pseudo_countries_have_no_place() -> None:
    pseudo = {country.code for country in catalog().countries if country.region == "World"}
    assert pseudo == {"XA", "XC", "XE", "XL", "XP"}


def test_neighbours_are_on_the_same_side_of_the_world() -> None:
    by_code = {country.code: country for country in places()}
    for country in places():
        for code in country.neighbours:
            other = by_code[code]
            assert country.code in other.neighbours
            assert code != country.code
            angle = _degrees_apart(country, other)
            assert angle < 75, f"{country.code} and {code} are {angle:.0f} degrees apart"


def _degrees_apart(a: Country, b: Country) -> float:
    latitude_a, latitude_b = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(a.longitude - b.longitude)
    cosine = math.sin(latitude_a) * math.sin(latitude_b) + math.cos(latitude_a) * math.cos(latitude_b) * math.cos(turn)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def test_label_points_are_countries_apart() -> None:
    points = [(country.longitude, country.latitude) for country in places()]
    assert len(set(points)) == len(points)
    assert (0.0, 0.0) not in points


def test_time_zones_exist() -> None:
    for country in places():
        assert ZoneInfo(country.time_zone).key == country.time_zone


def test_some_facts_that_are_easy_to_get_wrong() -> None:
    by_code = {str(country.code): country for country in catalog().countries}
    zones = {"US": "America/New_York", "RU": "Europe/Moscow", "BR": "America/Sao_Paulo", "AU": "Australia/Sydney"}
    assert {code: by_code[code].time_zone for code in zones} == zones
    assert by_code["NA"].name == "Namibia"
    assert set(by_code["FR"].neighbours) == {"AD", "BE", "CH", "DE", "ES", "IT", "LU", "MC"}
    assert by_code["JP"].neighbours == ()
    assert by_code["XK"].neighbours == ("AL", "ME", "MK", "RS")
