"""Countries and territories: facts that change once in a decade."""

from __future__ import annotations

from typing import NewType

from desktop_app.model.frozen import frozen

CountryCode = NewType("CountryCode", str)  # ISO 3166-1 alpha-2, upper case; XK for Kosovo, XP/XC/XA/XE/XL for regions


@frozen
class Country:
    """A country or territory of the catalogue. "Country" is short for both and takes no side."""

    code: CountryCode
    name: str  # in English, as shown
    aliases: tuple[str, ...]  # other English names, for search ("Burma", "USA")
    native_names: tuple[str, ...]  # in its own languages, for search and display
    capital: str
    region: str  # one of the UN M49 regions: Africa, Americas, Asia, Europe, Oceania; "World" for pseudo-countries
    subregion: str
    longitude: float  # of the label point, degrees east
    latitude: float  # degrees north
    time_zone: str  # IANA name at the capital, "" when there is none
    neighbours: tuple[CountryCode, ...]  # sharing a land border
