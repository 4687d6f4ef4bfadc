"""How the user likes to read: a value with bounds and steps, and the three ways to show a translated article. Pure."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from desktop_app.model.frozen import frozen
from desktop_app.ui.theme import tokens


class Mode(StrEnum):
    """Which text of a translated article is shown. The order is the order in which T goes through them."""

    TRANSLATED = "translated"
    BILINGUAL = "bilingual"
    ORIGINAL = "original"


class Face(StrEnum):
    """The face of the running text."""

    SERIF = "serif"
    SANS = "sans"
    HYPERLEGIBLE = "hyperlegible"  # letters that are hard to take for each other


class Spacing(StrEnum):
    """How far apart the lines stand."""

    TIGHT = "tight"
    NORMAL = "normal"
    LOOSE = "loose"


class Pictures(StrEnum):
    """Whether pictures are shown."""

    SHOWN = "shown"
    CLICKED = "clicked"  # those that were fetched before; each other one when it is asked for
    NEVER = "never"


SIZES_PX: tuple[int, ...] = (14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 30)
MEASURES_PX: tuple[int, ...] = (520, 580, 640, 720, 800)

_LINE_OF_SIZE = {
    Spacing.TIGHT: 1.45,
    Spacing.NORMAL: tokens.BODY_LINE / tokens.TYPE_BODY,
    Spacing.LOOSE: 1.75,
}


@frozen
class ReaderStyle:
    """Type and column of the reader, px. Values out of bounds are brought within them."""

    size_px: int = tokens.TYPE_BODY
    face: Face = Face.SERIF
    measure_px: int = tokens.MEASURE
    spacing: Spacing = Spacing.NORMAL
    first_mode: Mode = Mode.TRANSLATED  # in which an article opens
    pictures: Pictures = Pictures.SHOWN
    is_justified: bool = False  # running text ends at the same edge in every line

    def __post_init__(self) -> None:
        # A frozen value can be put right only this way.
        object.__setattr__(self, "size_px", min(max(self.size_px, SIZES_PX[0]), SIZES_PX[-1]))
        object.__setattr__(self, "measure_px", min(max(self.measure_px, MEASURES_PX[0]), MEASURES_PX[-1]))

    @property
    def line_px(self) -> int:
        """From one line of running text to the next."""
        return round(self.size_px * _LINE_OF_SIZE[self.spacing])

    @property
    def gap_px(self) -> int:
        """Between two paragraphs."""
        return round(self.size_px * tokens.BODY_GAP / tokens.TYPE_BODY)

    def larger(self) -> ReaderStyle:
        """The next larger size, or the same at the upper bound."""
        return replace(self, size_px=next((s for s in SIZES_PX if s > self.size_px), self.size_px))

    def smaller(self) -> ReaderStyle:
        """The next smaller size, or the same at the lower bound."""
        return replace(self, size_px=next((s for s in reversed(SIZES_PX) if s < self.size_px), self.size_px))

    def at_default_size(self) -> ReaderStyle:
        return replace(self, size_px=tokens.TYPE_BODY)
