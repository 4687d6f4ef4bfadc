"""What a text is written in, as far as setting it needs to know: its direction and how tall its script stands. Pure."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

_SAMPLE = 240  # letters looked at; the first lines decide


class Script(Enum):
    """Scripts that want another size or leading than the Latin one."""

    LATIN = "latin"  # and Greek, Cyrillic, Hebrew...: whatever stands as tall
    ARABIC = "arabic"  # small on its body, with marks above and below
    CJK = "cjk"  # full squares: dense lines want more air
    TALL = "tall"  # South and South-East Asian scripts with stacked marks


# Ranges of the blocks of the Unicode Character Database; rare extensions of a script are left out where a text in them
# also uses the main block. Compiled when first needed: that takes 3 ms.
_LETTERS: tuple[tuple[Script, str], ...] = (
    (Script.ARABIC, "[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe]"),  # with Syriac and Thaana, set alike
    (Script.TALL, "[\u0900-\u109f\u1780-\u17ff]"),  # Devanagari to Myanmar, Thai, Lao, Tibetan; Khmer
    (
        Script.CJK,
        "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]",
    ),
)
_ANY_LETTER = re.compile(r"\w")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def script_of(text: str) -> Script:
    """The script that most of the first letters are of."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return Script.LATIN
    counts = {script: len(re.findall(letters, sample)) for script, letters in _LETTERS}
    script = max(counts, key=lambda script: counts[script])
    others = len(_ANY_LETTER.findall(sample)) - sum(counts.values())
    return script if counts[script] > others else Script.LATIN


def has_spaces(text: str) -> bool:
    """Whether words stand apart, as nowhere in Thai, Lao, Burmese and Khmer; Chinese spreads its squares instead."""
    sample = text[:_SAMPLE]
    return sample.isascii() or len(_WITHOUT_SPACES.findall(sample)) * 2 < len(sample)


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character runs from right to left (rules P2 and P3 of Unicode's UAX #9)."""
    if text.isascii():
        return False
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return False
            case "R" | "AL":
                return True
            case _:
                pass
    return False
