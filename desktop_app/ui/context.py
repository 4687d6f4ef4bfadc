"""What every screen needs of the program, given to its constructor."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.library.library import Library
from desktop_app.library.view import View
from desktop_app.model.article import Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.pictures import PictureLoader
from desktop_app.ui.tasks import Tasks


class CountryBook:
    """The countries by code, read once and again when the catalogue changes. GUI thread only."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._countries: dict[CountryCode, Country] = {}
        self.read()

    def read(self) -> None:
        self._countries = {c.code: c for c in self._view.countries()}

    def get(self, code: CountryCode) -> Country | None:
        return self._countries.get(code)

    def name(self, code: CountryCode) -> str:
        """The country's name, or its code where the catalogue does not know it."""
        country = self._countries.get(code)
        return country.name if country else code

    def all(self) -> tuple[Country, ...]:
        return tuple(self._countries.values())


@frozen
class Context:
    """GUI thread only."""

    library: Library
    view: View
    tasks: Tasks
    bridge: EventBridge
    pictures: PictureLoader
    countries: CountryBook
    now: Callable[[], Seconds]
    is_demo: bool
