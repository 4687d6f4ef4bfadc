"""
The ring round the control that has the keyboard's focus: 2 px of accent, 2 px away from it.

Qt's style sheets cannot draw outside of a control, so one transparent widget over the window does it for all. It shows
for buttons, boxes and sliders that were reached by the keyboard; fields, lists and the globe show their focus
themselves, and so does a button with the property ``paintsFocus``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme

REACH = 2 * tokens.FOCUS_RING  # px outside of the control: the gap and the ring
_RINGED = ("QAbstractButton", "QComboBox", "QAbstractSlider", "QTabBar")

_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Belongs to a window, and follows the focus inside it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None
        by_keyboard = self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # Qt keeps it
        if new is not None and by_keyboard and _is_ringed(new) and self._window.isAncestorOf(new):
            self._target = new
            new.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.show()

    # Qt's names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().accent), tokens.FOCUS_RING))
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(place, tokens.RADIUS_CONTROL + 3, tokens.RADIUS_CONTROL + 3)
        painter.end()


def _is_ringed(widget: QWidget) -> bool:
    is_control = any(widget.inherits(name) for name in _RINGED)  # by name: a class is only made when it is imported
    return is_control and not widget.inherits("QScrollBar") and not widget.property("paintsFocus")
