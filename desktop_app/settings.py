"""
The user's choices: a frozen value, loaded from TOML, checked, saved.

A value that is not as it should be is replaced by its default, with one warning in the log; a key that this version
does not know is kept in the file, because a newer version may have written it.
"""

from __future__ import annotations

import logging
from dataclasses import field, fields, replace
from datetime import date, time
from pathlib import Path
from typing import Any, cast

from desktop_app.model.frozen import frozen

log = logging.getLogger(__name__)

THEMES = ("system", "paper", "ink", "sepia", "contrast")
SYNC_MINUTES = (15, 24 * 60)
RETENTION_DAYS = (7, 3650)
TEXT_SIZES = (14, 30)
PICTURES = ("shown", "clicked", "never")  # "clicked": what is not here is fetched when the user asks for it
INSTALLS = ("ask", "always")  # what to do when news of a language come that is not installed
AHEAD = ("never", "starred", "edition")  # whose texts are translated before they are opened; the last: of both
ENGINES = ("", "libretranslate", "deepl", "chat")  # model/engines.py
HOME = "US"  # whose press is the user's own where nothing else is said
FULL_TEXTS = ("opened", "never")  # when an article's own page is fetched for its full text


_CHOICES = {
    "theme": THEMES,
    "pictures": PICTURES,
    "full_text": FULL_TEXTS,
    "translate_ahead": AHEAD,
    "engine": ENGINES,
    "install_languages": INSTALLS,
}


@frozen
class Settings:
    """What the user chose."""

    theme: str = "system"
    sync_minutes: int = 30  # between two background syncs
    sync_at_start: bool = True
    retention_days: int = 90  # for what the user did not mark
    press: str = ""  # whose blind spots are shown, a country or a region; "" means the home country's, else HOME
    home_country: str = ""  # ISO alpha-2; "" means: by the computer's time zone
    languages: tuple[str, ...] = ("en",)  # that the user reads: never translated
    install_languages: str = "ask"  # one of INSTALLS
    declined_languages: tuple[str, ...] = ()  # that the user does not want to be asked about
    translate_ahead: str = "edition"  # one of AHEAD
    spare_battery: bool = True  # on a battery only what is looked at is translated
    engine: str = ""  # one of ENGINES: puts what is opened into English, "" for what is installed
    engine_address: str = ""
    engine_model: str = ""
    take_wording: bool = False  # whether a language model near by may word the labels of takes; by default nobody does
    wording_address: str = ""  # its own, not the engine's: that may become one elsewhere
    wording_model: str = ""
    model_sources: tuple[str, ...] = ()  # where translation models are downloaded from; () means: the shipped list
    reduced_motion: bool = False
    text_size_px: int = 19
    text_face: str = "serif"
    measure_px: int = 640
    text_spacing: str = "normal"
    text_justified: bool = False
    pictures: str = "shown"  # one of PICTURES
    full_text: str = "opened"  # one of FULL_TEXTS
    ahead_starred: bool = True  # their pages are fetched before they are opened
    ahead_followed: bool = False  # those of followed countries too
    ahead_edition: bool = False  # and those of the Edition's stories
    show_counts: bool = False  # of unread articles
    is_welcomed: bool = False  # the strip of the first start was dismissed
    unknown: dict[str, Any] = field(default_factory=dict[str, Any], compare=False)

    @property
    def own_press(self) -> str:
        """A country's code or a region's name."""
        return self.press or self.home_country or HOME


def load(file: Path) -> Settings:
    """The settings in ``file``; the defaults where there is none or it cannot be read."""
    if not file.exists():
        return Settings()
    import tomllib  # noqa: PLC0415 not at the start of those who chose nothing

    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as e:
        log.warning("settings unreadable error=%s", e)
        return Settings()
    return from_values(raw)


def from_values(raw: dict[str, Any]) -> Settings:
    default = Settings()
    known = {f.name for f in fields(Settings)} - {"unknown"}
    values: dict[str, Any] = {}
    for name in known & raw.keys():
        value = tuple(raw[name]) if isinstance(raw[name], list) else raw[name]
        if _is_valid(name, value, getattr(default, name)):
            values[name] = value
        else:
            log.warning("setting ignored name=%s", name)
    return replace(default, **values, unknown={k: v for k, v in raw.items() if k not in known})


def _is_valid(name: str, value: object, default: object) -> bool:
    if type(value) is not type(default):
        return False
    if name in _CHOICES:
        return value in _CHOICES[name]
    match name:
        case "languages" | "declined_languages":
            return all(isinstance(v, str) for v in cast("tuple[object, ...]", value))
        case "model_sources":
            return all(str(v).startswith(("https://", "http://")) for v in cast("tuple[object, ...]", value))
        case "sync_minutes" | "retention_days" | "text_size_px" | "measure_px":
            low, high = {
                "sync_minutes": SYNC_MINUTES,
                "retention_days": RETENTION_DAYS,
                "text_size_px": TEXT_SIZES,
                "measure_px": (520, 800),
            }[name]
            return isinstance(value, int) and low <= value <= high
        case _:
            return True


def save(file: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all."""
    values = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name != "unknown"}
    lines = [f"{_toml(name)} = {_toml(value)}" for name, value in settings.unknown.items()]
    lines[:0] = [f"{name} = {_toml(value)}" for name, value in values.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(file)


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(_toml(v) for v in value) + "]"  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case dict():
            pairs = (f"{_toml(k)} = {_toml(v)}" for k, v in value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            return "{" + ", ".join(pairs) + "}"
        case date() | time():
            return value.isoformat()
        case _:
            import json  # noqa: PLC0415 not at the start

            text = json.dumps(str(value), ensure_ascii=False)  # a TOML basic string, but for one sign
            return text.replace("\x7f", "\\u007f")
