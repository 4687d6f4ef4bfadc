"""What the window remembers from one start to the next: its place, its screen, where the globe was turned to."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path

from desktop_app.model.frozen import frozen

log = logging.getLogger(__name__)


@frozen
class WindowState:
    """Where the user was when the window was closed."""

    geometry: str = ""  # Qt's own bytes, in hexadecimal
    screen: str = "world"
    country: str = ""  # that is open, or selected on the globe
    article: int = 0  # that is open in the country's reader
    globe: tuple[float, float, float] | None = None  # longitude, latitude, zoom
    list_width: int = 0  # px, 0 for the default
    layer: str = ""  # of the globe; "" for the first one
    is_flat: bool = False  # the flat map in the place of the globe


def load(file: Path) -> WindowState:
    """The state in ``file``; the first start's where there is none or it cannot be read."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        globe = values["globe"]
        return WindowState(
            geometry=str(values["geometry"]),
            screen=str(values["screen"]),
            country=str(values["country"]),
            article=int(values["article"]),
            globe=None if globe is None else (float(globe[0]), float(globe[1]), float(globe[2])),
            list_width=int(values["list_width"]),
            layer=str(values.get("layer", "")),  # older files know neither
            is_flat=bool(values.get("is_flat", False)),
        )
    except FileNotFoundError:
        return WindowState()
    except (OSError, ValueError, TypeError, KeyError, IndexError) as e:
        log.info("window state ignored error=%r", e)
        return WindowState()


def save(file: Path, state: WindowState) -> None:
    """Write the state, whole or not at all; that it cannot be written is no reason to keep the window open."""
    fresh = file.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(asdict(state)), encoding="utf-8")
        fresh.replace(file)
    except OSError as e:
        log.warning("window state not stored error=%s", e)
