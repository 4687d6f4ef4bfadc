"""What a list of articles may be a list of."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import OutletKey


@dataclass(frozen=True, slots=True)
class FromCountry:
    """What a country's own press published, newest first."""

    country: CountryCode


@dataclass(frozen=True, slots=True)
class FromOutlet:
    outlet: OutletKey


@dataclass(frozen=True, slots=True)
class Latest:
    """Everything, newest first."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What the user starred, latest star first; with a tag, only those."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, newest first. Operators as in DESIGN: ``country: lang: source: before: after: is:``"""

    text: str


Listing = FromCountry | FromOutlet | Latest | Saved | Found
