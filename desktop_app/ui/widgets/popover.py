"""
A card over the window, below the button that opened it: what is behind it stays in sight and changes at once.

It is a part of the window and not one of its own, so that the system has nothing to place. It lies over the whole
window, unseen but for its card, and so takes every press: one beside the card closes it, as do Esc and a change of the
focus or of the window's size.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme

_PADDING = tokens.SPACE_4
_SHADOW = 14  # px round the card
_GAP = 4  # px below the button
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

    def open_at(self, anchor: QWidget) -> None:
        """Show below the button and take the focus to the first control."""
        self._anchor = anchor
        self.setGeometry(self._window.rect())
        self._content.adjustSize()
        size = self._content.size().grownBy(QMargins(*(_PADDING,) * 4))
        corner = anchor.mapTo(self._window, QPoint(anchor.width(), anchor.height() + _GAP))
        left = max(_EDGE, min(corner.x() - size.width(), self.width() - size.width() - _EDGE))
        top = max(_EDGE, min(corner.y(), self.height() - size.height() - _EDGE))
        self.card = QRect(QPoint(left, top), size)
        self._content.move(left + _PADDING, top + _PADDING)
        self.show()
        self.raise_()
        self.focusNextPrevChild(True)

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
