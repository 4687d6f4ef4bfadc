"""Countries and territories: facts that change once in a decade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

from desktop_app.model.frozen import frozen

CountryCode = NewType("CountryCode", str)  # ISO 3166-1 alpha-2, upper case; XK for Kosovo, XP/XC/XA/XE/XL for regions

NOWHERE = CountryCode("XX")  # of what does not say where it is from, and is counted as no country

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")  # of the UN's M49


# What English calls "the ..." in a sentence: kinds of states, groups of islands, and a few more by custom
_WITH_THE = re.compile(
    r"(?:.* )?(?:Islands|Republic|Kingdom|States|Emirates)|Republic of .*|DR Congo|Isle of Man"
    r"|Americas|Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles"
)


@frozen
class Country:
    """A country or territory of the catalogue. "Country" is short for both and takes no side."""

    code: CountryCode
    name: str  # in English, as shown
    aliases: tuple[str, ...]  # other English names, for search ("Burma", "USA")
    native_names: tuple[str, ...]  # in its own languages, for search and display
    capital: str
    region: str  # one of REGIONS; "World" for pseudo-countries
    subregion: str
    longitude: float  # of the label point, degrees east
    latitude: float  # degrees north
    time_zone: str  # IANA name at the capital, "" when there is none
    neighbours: tuple[CountryCode, ...]  # sharing a land border


@frozen
class Press:
    """One's own press: that of a country, or of all countries of a region."""

    name: str  # of the country or the region
    countries: tuple[CountryCode, ...]


def press_of(chosen: str, countries: Iterable[Country]) -> Press:
    """What a user calls the own press: a country's code or a region's name."""
    known = list(countries)
    if chosen in REGIONS:
        return Press(chosen, tuple(country.code for country in known if country.region == chosen))
    name = next((country.name for country in known if country.code == chosen), chosen)
    return Press(name, (CountryCode(chosen),))


def in_a_sentence(name: str) -> str:
    """A country's or a region's English name as it stands in a sentence: "the Netherlands", "Chile"."""
    return f"the {name}" if _WITH_THE.fullmatch(name) else name
