"""Finding a country while its name is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.country import Country
from desktop_app.model.country_search import find_countries, fold
from tests.unit.catalog.shipped import catalog

# (typed, the codes that come first, in order)
FIRST = [
    ("us", ["US"]),
    ("USA", ["US"]),
    ("U.S.A.", ["US"]),
    ("united st", ["US"]),
    ("uk", ["GB", "UA"]),  # a whole name before the beginning of another
    ("in", ["IN", "ID"]),  # the code, then the names
    ("ch", ["CH", "TD", "CL", "CN"]),
    ("niger", ["NE", "NG"]),
    ("guinea", ["GN", "GW", "GQ", "PG"]),  # the name, its beginning, a word of it
    ("korea", ["KP", "KR"]),
    ("burma", ["MM"]),
    ("ivory c", ["CI"]),
    ("cote d'iv", ["CI"]),
    ("CÔTE D’IVOIRE", ["CI"]),
    ("holland", ["NL"]),
    ("czech rep", ["CZ"]),
    ("swazi", ["SZ"]),
    ("turkey", ["TR"]),
    ("turkiye", ["TR"]),
    ("britain", ["GB"]),
    ("macau", ["MO"]),
    ("malvinas", ["FK"]),
    ("sao tome", ["ST"]),
    ("nukualofa", ["TO"]),
    ("aland", ["AX"]),
    ("newzea", ["NZ"]),
    ("timor leste", ["TL"]),
    ("deutschl", ["DE"]),
    ("Österreich", ["AT"]),
    ("osterreich", ["AT"]),
    ("ελλαδα", ["GR"]),
    ("росс", ["RU"]),
    ("日", ["JP"]),
    ("日本", ["JP"]),
    ("国", ["CN"]),
    ("台湾", ["TW"]),
    ("한국", ["KR"]),
    ("مصر", ["EG"]),
    ("भारत", ["IN"]),
    ("ישר", ["IL"]),
    ("kabul", ["AF"]),
    ("  chile  ", ["CL"]),
    # one error, where nothing fits
    ("germny", ["DE"]),
    ("gremany", ["DE"]),
    ("germanny", ["DE"]),
    ("garmany", ["DE"]),
    ("germnay", ["DE"]),
    ("swizterland", ["CH"]),
    ("turky", ["TR"]),
    ("рассия", ["RU"]),
]


@pytest.mark.parametrize(("typed", "codes"), FIRST)
def test_the_best_comes_first(typed: str, codes: list[str]) -> None:
    assert [country.code for country in find_countries(typed, catalog().countries)][: len(codes)] == codes


@pytest.mark.parametrize("typed", ["zzzz", "qx", "gexmaxy", "123"])
def test_what_fits_nothing(typed: str) -> None:
    assert find_countries(typed, catalog().countries) == ()


def test_an_error_is_forgiven_only_where_nothing_fits() -> None:
    assert [country.code for country in find_countries("mali", catalog().countries)] == ["ML"]  # and not Malta


@pytest.mark.parametrize("typed", ["", "   ", "?!"])
def test_nothing_typed_is_everything_by_name(typed: str) -> None:
    names = [fold(country.name) for country in find_countries(typed, catalog().countries)]
    assert len(names) == len(catalog().countries)
    assert names == sorted(names)


def test_each_country_is_found_by_each_of_its_names() -> None:
    for country in catalog().countries:
        for name in (country.code, country.name, *country.aliases, *country.native_names):
            assert country in find_countries(name, catalog().countries), name


@given(st.sampled_from(catalog().countries), st.integers(1, 50))
def test_each_beginning_of_a_name_finds_the_country(country: Country, length: int) -> None:
    assert country in find_countries(country.name[:length], catalog().countries)


@given(st.text(max_size=12))
def test_anything_may_be_typed(typed: str) -> None:
    found = find_countries(typed, catalog().countries)
    assert len(set(found)) == len(found)


@given(st.text(max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
