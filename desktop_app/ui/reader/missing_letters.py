"""Whether this computer has a typeface for what a text is written in. GUI thread only.

The shipped faces have Latin, Greek and Cyrillic; all other scripts come from the system, which may lack one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from PySide6.QtGui import QFontDatabase, QTextLayout

from desktop_app.ui.reader.markup import clean

_SAMPLE = 400  # characters looked at
_System = QFontDatabase.WritingSystem

# First and last character of the main block of each script (Unicode Character Database), in order
_SCRIPTS: tuple[tuple[int, int, _System], ...] = (
    (0x0530, 0x058F, _System.Armenian),
    (0x0590, 0x05FF, _System.Hebrew),
    (0x0600, 0x06FF, _System.Arabic),
    (0x0780, 0x07BF, _System.Thaana),
    (0x0900, 0x097F, _System.Devanagari),
    (0x0980, 0x09FF, _System.Bengali),
    (0x0A00, 0x0A7F, _System.Gurmukhi),
    (0x0A80, 0x0AFF, _System.Gujarati),
    (0x0B00, 0x0B7F, _System.Oriya),
    (0x0B80, 0x0BFF, _System.Tamil),
    (0x0C00, 0x0C7F, _System.Telugu),
    (0x0C80, 0x0CFF, _System.Kannada),
    (0x0D00, 0x0D7F, _System.Malayalam),
    (0x0D80, 0x0DFF, _System.Sinhala),
    (0x0E00, 0x0E7F, _System.Thai),
    (0x0E80, 0x0EFF, _System.Lao),
    (0x0F00, 0x0FFF, _System.Tibetan),
    (0x1000, 0x109F, _System.Myanmar),
    (0x10A0, 0x10FF, _System.Georgian),
    (0x1780, 0x17FF, _System.Khmer),
    (0x3040, 0x30FF, _System.Japanese),
    (0x4E00, 0x9FFF, _System.SimplifiedChinese),
    (0xAC00, 0xD7A3, _System.Korean),
)


# Those that Qt has no name for, with a letter of each
_NAMELESS: tuple[tuple[int, int, str, str], ...] = ((0x1200, 0x137F, "Ethiopic", "\u1208"),)


@lru_cache(maxsize=1)
def _present() -> frozenset[_System]:
    return frozenset(QFontDatabase.writingSystems())


@lru_cache(maxsize=len(_NAMELESS))
def draws_letter(letter: str) -> bool:
    """Whether any typeface here has the letter: Qt searches all of them."""
    layout = QTextLayout(letter)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(all(run.glyphIndexes()) for run in layout.glyphRuns())


def missing_script(
    text: str, present: Collection[_System] | None = None, draws: Callable[[str], bool] = draws_letter
) -> str:
    """The name of a script of the text that no typeface here has: "Thai"; "" where all can be shown.

    ``present`` are the scripts that are there, and ``draws`` tells whether a letter is, where that is not to be asked
    of this computer.
    """
    sample = clean(text[:_SAMPLE])
    if sample.isascii():
        return ""
    for first, last, system in _SCRIPTS:
        if any(first <= ord(letter) <= last for letter in sample) and system not in (
            _present() if present is None else present
        ):
            return QFontDatabase.writingSystemName(system)
    for first, last, name, letter in _NAMELESS:
        if any(first <= ord(one) <= last for one in sample) and not draws(letter):
            return name
    return ""
