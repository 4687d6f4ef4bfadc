"""The countries that can be selected on the globe, and what is new in each. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.map.motion import Place

NO_NEWS = "no news yet"


class News:
    """What the globe knows of the world, and the words for it."""

    def __init__(self) -> None:
        self.countries: Mapping[CountryCode, Country] = {}  # in the order of their names
        self.places: Mapping[CountryCode, Place] = {}  # their label points
        self.counts: Mapping[CountryCode, int] = {}  # articles of the last 24 hours, where there are any
        self.details: Mapping[CountryCode, str] = {}  # words in the place of the count
        self.remarks: Mapping[CountryCode, str] = {}  # of those all of whose ground is disputed
        self.led_with: Callable[[CountryCode], str] = lambda _: ""  # the headline that a country leads with

    def set_countries(self, countries: Sequence[Country]) -> None:
        """Regions of the press that are no places are left out."""
        places = sorted((one for one in countries if one.region != "World"), key=lambda one: one.name)
        self.countries = {one.code: one for one in places}
        self.places = {one.code: (one.longitude, one.latitude) for one in places}

    def set_counts(self, counts: Mapping[CountryCode, int]) -> None:
        self.counts = {code: count for code, count in counts.items() if count > 0}

    def places_with_news(self) -> dict[CountryCode, Place]:
        return {code: self.places[code] for code in self.counts if code in self.places}

    def about(self, code: CountryCode) -> str:
        """As in "14 new articles, 5 sources"."""
        count = self.counts.get(code, 0)
        plain = f"{count} new article{'s' if count > 1 else ''}" if count else NO_NEWS
        return self.details.get(code, plain)

    def spoken(self, code: CountryCode) -> str:
        """As in "Chile, 14 new articles, 5 sources, leading story: The river rises"; "" for no country.

        What is said of disputed ground stands at the end.
        """
        country = self.countries.get(code)
        if country is None:
            return ""
        led = self.led_with(code)
        said = self.remarks.get(code, "")
        return (
            f"{country.name}, {self.about(code)}{', leading story: ' if led else ''}{led}{'. ' if said else ''}{said}"
        )


def remark(area: str, note: str) -> str:
    """What is said of disputed ground, as in "Crimea: held by Russia"; without the area where its country's name is
    said already; "" where nothing is."""
    return f"{area}: {note}" if area else note[:1].upper() + note[1:]
