"""
Sets the text of a row: breaks it into so many lines, elides the last one cleanly, and keeps the lines on a fixed grid
whatever font a script falls back to. GUI thread only.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

ELLIPSIS = "…"
WORD_SHARE = 0.3  # of a line at most is given up to end it with a whole word
NARROWEST = 0.2  # of the size of the type: a character's mean width on a line is never below it, marks counted


def _one_line(text: str, longest: int) -> str:
    return " ".join(text[:longest].split())


def _before(text: str, utf16_units: int) -> int:
    """How many characters of ``text`` are its first so many UTF-16 units, which is what Qt counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * utf16_units].decode("utf-16-le", "ignore"))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction goes from right to left (rule P2 of the bidirectional algorithm)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _ended_with_a_word(elided: str) -> str:
    """An elided line that ends with a whole word, if one ends near."""
    kept = elided.removesuffix(ELLIPSIS)
    space = kept.rfind(" ")
    if space < len(kept) * (1 - WORD_SHARE):
        return elided
    return kept[:space].rstrip(" ,;:–—-(") + ELLIPSIS


def _broken(text: str, font: QFont, width: float, line_height: int, most: int) -> tuple[QTextLayout, int, int | None]:
    """The layout, its number of lines, and where the last line starts if the text goes on beyond it."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    baseline = (line_height - metrics.height()) / 2 + metrics.ascent()
    goes_on_from: int | None = None
    lines = 0
    layout.beginLayout()
    while lines < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, lines * line_height + baseline - line.ascent()))
        lines += 1
        end = line.textStart() + line.textLength()
        if lines == most and end < len(text.encode("utf-16-le", "surrogatepass")) // 2:
            goes_on_from = line.textStart()
    layout.endLayout()
    return layout, lines, goes_on_from


def set_text(text: str, font: QFont, width: float, line_height: int, most: int) -> tuple[QTextLayout, int]:
    """Lay ``text`` out in at most so many lines; gives the layout and the number of lines that it has."""
    if most < 1 or width < 1:
        return QTextLayout("", font), 0
    one_more = (most + 1) * width  # so that it is seen to go on
    text = _one_line(text, round(one_more / (NARROWEST * font.pixelSize())))  # setting text costs by its length
    if not text:
        return QTextLayout("", font), 0
    layout, lines, goes_on_from = _broken(text, font, width, line_height, most)
    if goes_on_from is None:
        return layout, lines
    start = _before(text, goes_on_from)
    rest = text[start:]
    elided = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - 1)
    if elided == rest:  # all of it fits on the line, only by another measure
        return layout, lines
    layout, lines, _ = _broken(text[:start] + _ended_with_a_word(elided), font, width, line_height, most)
    return layout, lines
