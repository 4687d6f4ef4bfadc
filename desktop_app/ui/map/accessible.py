"""The globe for assistive tools: a list of countries, each with its news as name, the selected one focused.

Qt asks a factory for the interface of a widget. Interfaces made in Python must be kept by somebody: here they are kept
with their widget's id until it is destroyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from PySide6.QtCore import QObject, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from desktop_app.model.country import CountryCode

NAME = "World globe"
HELP = (
    "Arrow keys go to the next country in that direction, Enter opens it, Page Up and Page Down zoom, "
    "Home goes to your country, R to any country with news, 1 to 8 to the regions, "
    "F makes it a flat map and a globe again."
)


class Speaker(Protocol):
    """What of the globe this module needs to know."""

    @property
    def selected(self) -> CountryCode | None: ...

    def spoken_codes(self) -> Sequence[CountryCode]: ...

    def spoken_name(self, code: CountryCode) -> str: ...

    def point_of(self, code: CountryCode) -> QPointF | None: ...


class CountryItem(QAccessibleInterface):
    """A country in the list."""

    def __init__(self, globe: QWidget, code: CountryCode) -> None:
        super().__init__()
        self._globe = globe
        self._code = code

    @property
    def _speaker(self) -> Speaker:
        return cast("Speaker", self._globe)

    def isValid(self) -> bool:
        return self._code in self._speaker.spoken_codes()

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # Qt allows none: it is no QObject

    def window(self) -> QWindow:
        return self._globe.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._globe)

    def child(self, index: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]  # it has none

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        return -1

    def rect(self) -> QRect:
        at = self._speaker.point_of(self._code)
        if at is None:
            return QRect()
        corner = self._globe.mapToGlobal(at.toPoint())
        return QRect(corner.x() - 11, corner.y() - 11, 22, 22)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = True
        state.focusable = True
        chosen = self._speaker.selected == self._code
        state.selected = chosen
        state.focused = chosen and self._globe.hasFocus()
        state.offscreen = self._speaker.point_of(self._code) is None
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return self._speaker.spoken_name(self._code) if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names of countries are not for changing."""

    def backgroundColor(self) -> QColor:
        return QColor()

    def foregroundColor(self) -> QColor:
        return QColor()


class GlobeList(QAccessibleWidget):
    """The globe itself."""

    def __init__(self, globe: QWidget) -> None:
        super().__init__(globe, QAccessible.Role.List, NAME)
        self._globe = globe
        self._items: dict[CountryCode, CountryItem] = {}

    @property
    def _speaker(self) -> Speaker:
        return cast("Speaker", self._globe)

    def childCount(self) -> int:
        return len(self._speaker.spoken_codes())

    def child(self, index: int) -> QAccessibleInterface:
        codes = self._speaker.spoken_codes()
        if not 0 <= index < len(codes):
            return None  # type: ignore[return-value]
        return self.item(codes[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        codes = self._speaker.spoken_codes()
        return next((place for place, code in enumerate(codes) if self._items.get(code) is child), -1)

    def focusChild(self) -> QAccessibleInterface:
        code = self._speaker.selected
        return self if code is None else self.item(code)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return NAME
        if kind == QAccessible.Text.Value:
            code = self._speaker.selected
            return "" if code is None else self._speaker.spoken_name(code)
        return HELP if kind in (QAccessible.Text.Description, QAccessible.Text.Help) else ""

    def item(self, code: CountryCode) -> CountryItem:
        if code not in self._items:
            item = self._items[code] = CountryItem(self._globe, code)
            QAccessible.registerAccessibleInterface(item)
        return self._items[code]


_kept: dict[int, GlobeList] = {}


@cache
def install() -> None:
    """Tell Qt how to make the interface. Once a process; GUI thread."""
    QAccessible.installFactory(_make)


def _make(_class_name: str, subject: QObject) -> QAccessibleInterface | None:
    if isinstance(subject, QWidget) and subject.objectName() == "globe" and hasattr(subject, "spoken_codes"):
        key = id(subject)
        if key not in _kept:
            _kept[key] = GlobeList(subject)
            subject.destroyed.connect(lambda: _kept.pop(key, None))
        return _kept[key]
    return None


def announce(globe: QWidget, text: str, child: int = -1) -> None:
    """Have a screen reader say it, when one is there; the focus is then on that country of the list, if any."""
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(globe, text))
    focus = QAccessibleEvent(globe, QAccessible.Event.Focus)
    focus.setChild(child)
    QAccessible.updateAccessibility(focus)
