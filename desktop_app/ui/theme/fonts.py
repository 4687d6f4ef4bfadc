"""
The type faces: "Overview Sans" (Inter) for the interface, "Overview Serif" (Source Serif 4) and, for who chooses it,
"Overview Legible" (Atkinson Hyperlegible Next) for reading, shipped with the program under the Open Font License;
scripts that they lack come from the system's fonts.

Sizes are in pixels, as the design gives them. What every start shows is loaded before the first paint: a file costs
0.15 ms of CPU, and one added later makes Qt throw away the fonts that it has already set up, once. GUI thread only.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app import assets
from desktop_app.ui.theme import tokens

UI_FAMILY = "Overview Sans"
TEXT_FAMILY = "Overview Serif"
DISPLAY_FAMILY = "Overview Serif Display"  # for 24 px and more
LEGIBLE_FAMILY = "Overview Legible"  # there after load_legible()

# What stands in where a glyph, or the file, is missing. The system's own list follows after these.
_UI_FAMILIES = [UI_FAMILY, "Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans"]
_TEXT_FAMILIES = [TEXT_FAMILY, "Source Serif 4", "Charter", "Georgia", "Noto Serif", "DejaVu Serif"]

_FILES = (
    "OverviewSans-Regular.ttf",
    "OverviewSans-Medium.ttf",
    "OverviewSans-SemiBold.ttf",
    "OverviewSerif-Regular.ttf",
    "OverviewSerif-SemiBold.ttf",
    "OverviewSerif-Italic.ttf",
    "OverviewSerifDisplay-SemiBold.ttf",
)
_LEGIBLE_FILES = ("OverviewLegible-Regular.ttf", "OverviewLegible-SemiBold.ttf", "OverviewLegible-Italic.ttf")


def load_fonts() -> tuple[str, ...]:
    """Load the shipped faces; call once, after the QApplication is made. Gives the names of files that did not load."""
    return _load(_FILES)


@cache
def load_legible() -> tuple[str, ...]:
    """Load the face for tired eyes, the first time that it is shown. Gives the names of files that did not load."""
    return _load(_LEGIBLE_FILES)


def _load(files: tuple[str, ...]) -> tuple[str, ...]:
    folder = assets.path("fonts")
    return tuple(name for name in files if QFontDatabase.addApplicationFont(str(folder / name)) < 0)


def _font(families: list[str], px: float, weight: int, is_italic: bool) -> QFont:
    font = QFont(families)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # positions as designed at every size
    return font


def ui_font(px: float = tokens.TYPE_UI, weight: int = 400) -> QFont:
    """The interface's face. ``weight`` is 400, 500 or 600."""
    return _font(_UI_FAMILIES, px, weight, is_italic=False)


def text_font(px: float = tokens.TYPE_BODY, weight: int = 400, *, is_italic: bool = False) -> QFont:
    """The reading face. ``weight`` is 400 or 600; from 24 px on, 600 is the display cut."""
    families = _TEXT_FAMILIES
    if weight >= 600 and px >= tokens.TYPE_H2 and not is_italic:
        families = [DISPLAY_FAMILY, *families]
    return _font(families, px, weight, is_italic)
