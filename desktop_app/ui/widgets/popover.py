"""
A card over the window, below the button that opened it: what is behind it stays in sight and changes at once. Where
the card itself would hide that, it stands beside it.

It is a part of the window and not one of its own, so that the system has nothing to place. It lies over the whole
window, unseen but for its card, and so takes every press: one beside the card closes it, as do Esc and a change of the
focus or of the window's size.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme

_PADDING = tokens.SPACE_4
_SHADOW = 14  # px round the card
_GAP = 4  # px below the button
_BESIDE = tokens.SPACE_2  # px between the card and what it must not hide
_EDGE = tokens.SPACE_1  # px from the window's edge


class Popover(QWidget):
    """Hidden until ``open_at``. GUI thread only."""

    closed = Signal()

    def __init__(self, name: str, content: QWidget, window: QWidget) -> None:
        """``name`` is for assistive tools."""
        super().__init__(window)
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.card = QRect()  # in the window
        self._window = window
        self._anchor: QWidget | None = None
        self._content = content
        content.setParent(self)
        self.hide()

    def open_at(self, anchor: QWidget, beside: Sequence[QRect] = ()) -> None:
        """Show below the button and take the focus to the first control.

        ``beside``: what should stay in sight, in the window's px; the first is the most important. As little of it as
        can be is hidden, and the card stands as near to the button as that allows.
        """
        self._anchor = anchor
        self.setGeometry(self._window.rect())
        self._content.adjustSize()
        size = self._content.size().grownBy(QMargins(*(_PADDING,) * 4))
        self.card = self._placed(size, anchor, beside)
        self._content.move(self.card.topLeft() + QPoint(_PADDING, _PADDING))
        self.show()
        self.raise_()
        self.focusNextPrevChild(True)

    def _placed(self, size: QSize, anchor: QWidget, beside: Sequence[QRect]) -> QRect:
        """Below the button, at its further edge; or else on the left or the right of what should stay in sight."""
        button = QRect(anchor.mapTo(self._window, QPoint(0, 0)), anchor.size())
        is_mirrored = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        by_button = button.left() if is_mirrored else button.left() + button.width() - size.width()
        lefts = [by_button]
        for rect in beside:
            lefts += [rect.left() - _BESIDE - size.width(), rect.left() + rect.width() + _BESIDE]
        top = _within(button.top() + button.height() + _GAP, self.height() - size.height())
        cards = [QRect(QPoint(_within(left, self.width() - size.width()), top), size) for left in lefts]

        def price(card: QRect) -> tuple[int, ...]:
            return (*(_shared(card, rect) for rect in beside), abs(card.left() - by_button))

        return min(cards, key=price)

    @Slot()
    def close_popover(self) -> None:
        """Hide it, and give the focus back to the button if it has it."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus and self._anchor is not None:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _stops(self) -> list[QWidget]:
        """Where Tab halts, in order: of radio buttons the chosen one, since the arrows lead to the others."""
        stops: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            is_passed = isinstance(widget, QRadioButton) and not widget.isChecked()
            takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabledTo(self)
            if takes_focus and not is_passed and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self._window and not self.isAncestorOf(new):
            self.close_popover()

    # Qt's names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._window.installEventFilter(self)  # only now: each event of the window comes to Python from here on
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._window.removeEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.close_popover()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        event.accept()  # nothing that is pressed here is meant for the window

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.contains(event.position().toPoint()):
            self.close_popover()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes round inside."""
        stops, here = self._stops(), QApplication.focusWidget()
        if stops:
            at = stops.index(here) if here in stops else -1
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.card)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 14 if theme.is_dark else 5))
        for out in range(_SHADOW - 2, 0, -2):
            radius = tokens.RADIUS_CARD + out
            painter.drawRoundedRect(card.adjusted(-out, 2 - out, out, out + 2), radius, radius)
        edge = theme.border_px / 2
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.drawRoundedRect(card.adjusted(edge, edge, -edge, -edge), tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()


def _within(place: int, furthest: int) -> int:
    """A place in the window, px, not too near to its edges: rather over the far edge than over the near one."""
    return max(_EDGE, min(place, furthest - _EDGE))


def _shared(one: QRect, other: QRect) -> int:
    """The area that both have, px²."""
    both = one.intersected(other)
    return max(0, both.width()) * max(0, both.height())
