"""The reader's keys. What is not among them goes on to the window."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    PAGE_FORWARD = auto()
    PAGE_BACK = auto()
    MODE = auto()
    STAR = auto()
    ORIGINAL = auto()
    TAKES = auto()
    EXPORT = auto()
    COPY_LINK = auto()
    FIND = auto()
    PRINT = auto()
    LARGER = auto()
    SMALLER = auto()
    DEFAULT_SIZE = auto()


_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier

_COMMANDS: dict[tuple[Qt.KeyboardModifier, int], Command] = {
    (_NONE, Qt.Key.Key_Space): Command.PAGE_FORWARD,
    (_SHIFT, Qt.Key.Key_Space): Command.PAGE_BACK,
    (_NONE, Qt.Key.Key_T): Command.MODE,
    (_NONE, Qt.Key.Key_S): Command.STAR,
    (_NONE, Qt.Key.Key_B): Command.ORIGINAL,
    (_NONE, Qt.Key.Key_V): Command.TAKES,
    (_NONE, Qt.Key.Key_E): Command.EXPORT,
    (_SHIFT, Qt.Key.Key_C): Command.COPY_LINK,
    (_CONTROL, Qt.Key.Key_F): Command.FIND,
    (_CONTROL, Qt.Key.Key_P): Command.PRINT,
    (_CONTROL, Qt.Key.Key_Plus): Command.LARGER,
    (_CONTROL | _SHIFT, Qt.Key.Key_Plus): Command.LARGER,  # where + stands above another sign
    (_CONTROL, Qt.Key.Key_Equal): Command.LARGER,  # where it is the key of +
    (_CONTROL, Qt.Key.Key_Minus): Command.SMALLER,
    (_CONTROL, Qt.Key.Key_0): Command.DEFAULT_SIZE,
}


def command_of(event: QKeyEvent) -> Command | None:
    """What the pressed key asks of the reader; the digit block counts like the rest."""
    return _COMMANDS.get((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()))
