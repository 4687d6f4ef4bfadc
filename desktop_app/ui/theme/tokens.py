"""
The values of the look: colours of the four themes, the spacing grid, radii and the type scale. Pure: no Qt.

Colours are "#rrggbb". Every text colour has a contrast of at least 4.5 on each ground it may stand on, and every colour
that an icon may have at least 3 (WCAG 2.2, 1.4.3 and 1.4.11); a test computes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.model.frozen import frozen


@frozen
class Theme:
    """The colours of a look."""

    name: str  # "paper", "ink", "sepia" or "contrast"
    label: str  # as the settings show it
    is_dark: bool
    bg: str  # the window's ground
    surface: str  # lists, fields, menus
    raised: str  # buttons, chips, hover
    text: str
    secondary: str
    muted: str
    border: str
    accent: str
    on_accent: str  # text on the accent
    selection: str  # ground of what is selected
    star: str
    ok: str
    warn: str
    error: str
    border_px: int


THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        theme.name: theme
        for theme in (
            Theme(
                name="paper",
                label="Paper",
                is_dark=False,
                bg="#FBFAF7",
                surface="#FFFFFF",
                raised="#F3F1EC",
                text="#1D1B18",
                secondary="#57534C",
                muted="#6C675F",
                border="#E3DFD6",
                accent="#1F5FBF",
                on_accent="#FFFFFF",
                selection="#E4EDFA",
                star="#A8690F",
                ok="#2F7D4F",
                warn="#B45309",
                error="#B3261E",
                border_px=1,
            ),
            Theme(
                name="ink",
                label="Ink",
                is_dark=True,
                bg="#14161A",
                surface="#1B1E23",
                raised="#242830",
                text="#E6E3DC",
                secondary="#B3AFA7",
                muted="#9E9A92",
                border="#2E333B",
                accent="#7FB0FF",
                on_accent="#0E1726",
                selection="#22324A",
                star="#E0B253",
                ok="#6CC08B",
                warn="#E8A45C",
                error="#F28B82",
                border_px=1,
            ),
            Theme(
                name="sepia",
                label="Sepia",
                is_dark=False,
                bg="#F7F0E1",
                surface="#FBF6EA",
                raised="#EFE5D1",
                text="#3B2E20",
                secondary="#5F4F3C",
                muted="#6F5E49",
                border="#DFD2B9",
                accent="#7A3E12",
                on_accent="#FFFFFF",
                selection="#E9DCC0",
                star="#9A6A12",
                ok="#3E6B36",
                warn="#8A4B08",
                error="#9B2C1C",
                border_px=1,
            ),
            Theme(
                name="contrast",
                label="High contrast",
                is_dark=True,
                bg="#000000",
                surface="#000000",
                raised="#1A1A1A",
                text="#FFFFFF",
                secondary="#FFFFFF",
                muted="#E0E0E0",
                border="#FFFFFF",
                accent="#FFD400",
                on_accent="#000000",
                selection="#3A3000",
                star="#FFD400",
                ok="#7CFF9B",
                warn="#FFB347",
                error="#FF9A94",
                border_px=2,
            ),
        )
    }
)

# The spacing grid, px
SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6, SPACE_8, SPACE_12, SPACE_16 = 4, 8, 12, 16, 24, 32, 48, 64

RADIUS_CARD = 10
RADIUS_PICTURE = 8
RADIUS_CONTROL = 6

RAIL_WIDTH = 64
LIST_WIDTH = 400

FOCUS_RING = 2  # px of accent, and as many of gap between it and what it surrounds

# The type scale, px
TYPE_CHIP = 11
TYPE_META = 12
TYPE_CAPTION = 13  # captions and leads
TYPE_UI = 14
TYPE_LIST_TITLE = 15
TYPE_PANE_TITLE = 20
TYPE_H2 = 24
TYPE_ARTICLE_TITLE = 34
TYPE_BODY = 19
BODY_LINE = 30
BODY_GAP = 18  # between paragraphs
MEASURE = 640  # the reader's column

# Motion, ms; all of it is 0 when the user wants less
MOTION_HOVER_MS = 120
MOTION_PANEL_MS = 200


def _channel(value: int) -> float:
    c = value / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: ``share`` 0 gives ``one``, 1 gives ``other``."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
