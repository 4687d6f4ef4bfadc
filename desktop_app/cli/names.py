"""What a person calls things on the command line, and what is meant."""

from __future__ import annotations

from contextlib import closing

from desktop_app.library.core import Core
from desktop_app.library.view import View
from desktop_app.model.article import Article
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import UsageError
from desktop_app.model.outlet import OutletKey


def know_countries(core: Core) -> None:
    """Let the store have countries, of whichever catalogue. Raises CatalogError."""
    with closing(core.library.view()) as view:
        is_without = not view.countries()
    if is_without:
        core.take_catalog()


def article_of(view: View, name: str) -> Article:
    """The article that the user calls by this id. Raises UsageError."""
    wanted = view.find_article(name)
    article = view.article(wanted) if wanted is not None else None
    if article is None:
        raise UsageError(f"No article has the id {name}. 'overview list' shows ids in its first column.")
    return article


def outlet_of(view: View, name: str, country: CountryCode | None = None) -> OutletKey:
    """The source of this name, key or feed address; in a country, where one is given. Raises UsageError."""
    if country is not None:
        for outlet in view.outlets(country):
            if name.casefold() in {outlet.name.casefold(), outlet.key.casefold()}:
                return outlet.key
    return view.find_outlet(name)
