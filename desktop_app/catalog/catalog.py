"""
What a catalogue is, wherever it was read from, and how its outlets get their keys.

The readers are ``toml_files`` (the shipped one) and ``csv_file`` (the user's own, ``--catalog FILE``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.country_search import fold
from desktop_app.model.outlet import Outlet, OutletKey

_NOT_IN_SLUG = re.compile("[^a-z0-9]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CODE = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Countries and outlets, and the fingerprint of the files they came from."""

    countries: tuple[Country, ...]
    outlets: tuple[Outlet, ...]
    fingerprint: str


def slug(name: str) -> str:
    """The name as lower-case ASCII words joined by hyphens, the same in each release.

    What a name loses on the way (letters that are not Latin) is made up for by a short hash of the whole, so
    that two names in Arabic do not become one.
    """
    folded = fold(name)
    ascii_part = _NOT_IN_SLUG.sub("-", folded).strip("-")
    if ascii_part and not any(c.isalnum() and not c.isascii() for c in folded):
        return ascii_part
    return "-".join(filter(None, (ascii_part, short_hash(name))))


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for the text."""
    return blake2b(text.encode(), digest_size=4).hexdigest()


def outlet_key(country: CountryCode, name: str) -> OutletKey:
    return OutletKey(f"{country}/{slug(name)}")


def is_country_code(text: str) -> bool:
    """Whether the text has the form of a country code; nothing is said about there being such a country."""
    return bool(_CODE.fullmatch(text))


def is_language(text: str) -> bool:
    """Whether the text has the form of a BCP 47 tag."""
    return bool(_LANGUAGE.fullmatch(text))


def is_web_address(text: str) -> bool:
    """Whether the text is an absolute http or https address with a host and no blanks."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False
