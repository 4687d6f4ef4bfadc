"""What a text is written in, as far as setting it needs to know: its direction and how tall its script stands. Pure."""

from __future__ import annotations

import unicodedata
from enum import Enum

_SAMPLE = 160  # letters looked at; the first lines decide


class Script(Enum):
    """Scripts that want another size or leading than the Latin one."""

    LATIN = "latin"  # and Greek, Cyrillic, Hebrew...: whatever stands as tall
    ARABIC = "arabic"  # small on its body, with marks above and below
    CJK = "cjk"  # full squares: dense lines want more air
    TALL = "tall"  # South and South-East Asian scripts with stacked marks


# First and last code point. Blocks of the Unicode Character Database; rare extensions of a script are left out where
# a text in them also uses the main block.
_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0600, 0x08FF, Script.ARABIC),  # with Syriac and Thaana, set alike
    (0x0900, 0x109F, Script.TALL),  # Devanagari to Myanmar, with Thai, Lao and Tibetan
    (0x1100, 0x11FF, Script.CJK),
    (0x1780, 0x17FF, Script.TALL),  # Khmer
    (0x2E80, 0x9FFF, Script.CJK),
    (0xA960, 0xA97F, Script.CJK),
    (0xAC00, 0xD7FF, Script.CJK),
    (0xF900, 0xFAFF, Script.CJK),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFE, Script.ARABIC),
    (0xFF00, 0xFFEF, Script.CJK),
    (0x20000, 0x3FFFF, Script.CJK),
)


def _script_of_letter(letter: str) -> Script:
    point = ord(letter)
    for first, last, script in _RANGES:
        if first <= point <= last:
            return script
    return Script.LATIN


def script_of(text: str) -> Script:
    """The script that most of the first letters are of."""
    counts: dict[Script, int] = {}
    letters = (letter for letter in text[: 4 * _SAMPLE] if letter.isalpha())
    for letter, _ in zip(letters, range(_SAMPLE), strict=False):
        script = _script_of_letter(letter)
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script], default=Script.LATIN)


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character runs from right to left (rules P2 and P3 of Unicode's UAX #9)."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return False
            case "R" | "AL":
                return True
            case _:
                pass
    return False
