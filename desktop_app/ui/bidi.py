"""Names of any script in lines that run from left to right (Unicode Standard Annex 9)."""

from __future__ import annotations

_LEFT_TO_RIGHT_MARK, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u200e", "\u2068", "\u2069"


def in_line(name: str) -> str:
    """The name so that neither it nor the line around it turns the other round; "" stays ""."""
    return f"{_LEFT_TO_RIGHT_MARK}{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}" if name else ""
