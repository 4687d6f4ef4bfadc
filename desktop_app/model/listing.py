"""What a list of articles may be a list of."""

from __future__ import annotations

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.outlet import OutletKey


@frozen
class FromCountry:
    """What a country's own press published, newest first."""

    country: CountryCode


@frozen
class ToldAbout:
    """What is said about a country, newest first: by the press of others, or by all."""

    country: CountryCode
    is_others_only: bool = False


@frozen
class FromOutlet:
    """An outlet's articles, the newest first."""

    outlet: OutletKey


@frozen
class Latest:
    """Everything, newest first."""


@frozen
class Saved:
    """What the user starred, latest star first; with a tag, only those."""

    tag: str = ""


@frozen
class Found:
    """What a search found, newest first. Operators as in DESIGN: ``country: lang: source: before: after: is:``"""

    text: str


@frozen
class Term:
    """A word, or a phrase, that must stand in an article, or must not."""

    text: str
    is_excluded: bool = False


@frozen
class SearchQuery:
    """What a search text means; ``library/search_query.py`` reads it."""

    terms: tuple[Term, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    about: tuple[CountryCode, ...] = ()  # countries, one of which it must be about
    languages: tuple[str, ...] = ()
    source: str = ""  # a part of an outlet's name
    tag: str = ""
    after: Seconds | None = None  # published at this instant or later
    before: Seconds | None = None
    is_starred: bool | None = None
    is_read: bool | None = None


Listing = FromCountry | ToldAbout | FromOutlet | Latest | Saved | Found
