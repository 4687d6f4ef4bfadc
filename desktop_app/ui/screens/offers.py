"""Asks, once and in context, whether a language that is met may be installed; shows how that goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.model.country import CountryCode
from desktop_app.model.engines import NAMES
from desktop_app.model.listing import FromCountry, Listing
from desktop_app.model.outlet import Outlet
from desktop_app.settings import Settings
from desktop_app.ui.context import Context
from desktop_app.ui.screens.install_strip import InstallStrip


class LanguageOffers(QObject):
    """GUI thread only."""

    setting_chosen = Signal(str, object)  # name of a setting, and its value

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._settings = Settings()
        self.strip = InstallStrip()
        self.strip.install_pressed.connect(self._install)
        self.strip.pause_pressed.connect(context.library.languages.pause)
        self.strip.always_pressed.connect(self._on_always)
        self.strip.declined.connect(self._on_declined)
        self.strip.source_pressed.connect(self._on_source)
        context.bridge.install_changed.connect(self.strip.show_install)

    def offer(self, met: str, settings: Settings, listing: Listing | None) -> None:
        """Ask about a language that is listed, could be in English and is not; "" for none."""
        self._settings = settings
        if self.strip.is_busy:
            return
        if not met:
            self.strip.show_nothing()
            return
        country = listing.country if isinstance(listing, FromCountry) else None
        place = self._context.countries.name(country) if country is not None else ""
        languages = self._context.library.languages
        language = next((it for it in languages.all() if it.is_called(met)), None)
        if language is None:
            engine = NAMES.get(settings.engine, "") if self._context.library.engines.is_possible else ""
            self.strip.show_without_model(met, place, self._in_english(country), engine)
        elif language.installed is not None:
            self.strip.show_nothing()
        elif settings.install_languages == "always" and language.model.is_downloadable:
            if languages.state(language.model.language) is None:
                self._install(language.model.language)
        else:
            self.strip.ask(language, place)

    def _in_english(self, country: CountryCode | None) -> Outlet | None:
        """An outlet of the country that writes in English."""
        outlets = self._context.view.outlets(country) if country is not None else ()
        return next((o for o in outlets if any(f.language.split("-")[0] == "en" for f in o.feeds)), None)

    @Slot(str)
    def _install(self, language: str) -> None:
        self._context.library.languages.install(language)

    @Slot(str)
    def _on_always(self, language: str) -> None:
        self._install(language)
        self.setting_chosen.emit("install_languages", "always")

    @Slot(str)
    def _on_declined(self, language: str) -> None:
        declined = tuple(dict.fromkeys((*self._settings.declined_languages, language)))
        self.setting_chosen.emit("declined_languages", declined)

    @Slot(object)
    def _on_source(self, outlet: Outlet) -> None:
        """Read the outlet that writes in English."""
        library = self._context.library
        switched = library.switch(outlet.key, is_on=True)
        switched.add_done_callback(lambda _: library.read_country(outlet.country))  # once the sync can see it
        self.strip.show_nothing()
