"""What an article is about: values."""

from __future__ import annotations

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen


@frozen
class AboutCountry:
    """A country that an article is about."""

    country: CountryCode
    weight: int  # mentions; those of the title count three times
    share: float  # of the article's mentions of countries, 0 to 1
    words: tuple[str, ...]  # as they stand in the gazetteer, in the order of the text: why the article is about it
