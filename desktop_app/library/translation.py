"""What the settings mean for translating."""

from __future__ import annotations

from desktop_app.settings import Settings
from desktop_app.sync.translating import TranslatingOptions


def translating_options(settings: Settings) -> TranslatingOptions:
    return TranslatingOptions(
        read=frozenset(settings.languages) | {"en"},
        is_ahead=settings.translate_ahead != "never",
        is_edition_ahead=settings.translate_ahead == "edition",
        is_modest=settings.spare_battery,
    )
