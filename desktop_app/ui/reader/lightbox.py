"""The pictures of an article in full, one at a time, over the whole window: zoomed, moved, gone through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from desktop_app.ui.reader.blocks import PlacedPicture
from desktop_app.ui.reader.pictures import PictureSource
from desktop_app.ui.reader.zoom import Zoom
from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.widgets.fill import fill

_GROUND, _INK, _QUIET = "#0B0C0E", "#F2EFE8", "#B9B5AD"  # the same in every theme: a picture is judged on dark
_VEIL = "background: rgba(11,12,14,0.78); border-radius: 6px;"  # under words: a zoomed picture may lie there
_LABEL_MARGIN = tokens.SPACE_2
_STEP = 1.25  # of zooming, a key or a notch of the wheel
_PAN_PX = 80
_NOTCH = 120  # of a wheel, in Qt's eighths of a degree
_SIDE = 40  # px of a button
_TOP_PX = tokens.SPACE_12 + tokens.SPACE_2  # kept free for the buttons
_CAPTION_MEASURE = 720

_KEY = Qt.Key
_CLOSE = {_KEY.Key_Escape, _KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Space}
_BY_ZOOM = {_KEY.Key_Plus: _STEP, _KEY.Key_Equal: _STEP, _KEY.Key_Minus: 1 / _STEP, _KEY.Key_0: 0.0}
_UPRIGHT = {_KEY.Key_Up, _KEY.Key_Down}
_BY_MOVE = {
    _KEY.Key_Left: (_PAN_PX, 0),
    _KEY.Key_Right: (-_PAN_PX, 0),
    _KEY.Key_Up: (0, _PAN_PX),
    _KEY.Key_Down: (0, -_PAN_PX),
}
_BY_STEP = {
    **dict.fromkeys((_KEY.Key_Left, _KEY.Key_PageUp, _KEY.Key_P), -1),
    **dict.fromkeys((_KEY.Key_Right, _KEY.Key_PageDown, _KEY.Key_N), 1),
}


class Lightbox(QWidget):
    """Hidden until ``open_pictures``. GUI thread only."""

    closed = Signal()

    def __init__(self, source: PictureSource, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("lightbox")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._source = source
        self._window = window
        self._pictures: tuple[PlacedPicture, ...] = ()
        self._current = 0
        self._pixmap: QPixmap | None = None
        self._zoom: Zoom | None = None  # None while there is no picture
        self._dragged_from: QPointF | None = None
        self._return_to: QWidget | None = None
        self.caption = QLabel(self)
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.caption.setFont(fonts.ui_font(tokens.TYPE_UI))
        self.caption.setStyleSheet(f"color: {_INK}; {_VEIL}")
        self.caption.setMargin(_LABEL_MARGIN)
        self.count = QLabel(self)
        self.count.setFont(fonts.ui_font(tokens.TYPE_CAPTION))
        self.count.setStyleSheet(f"color: {_QUIET}; {_VEIL}")
        self.count.setMargin(_LABEL_MARGIN)
        self.previous = self._button("back", "Previous picture (←)")
        self.next = self._button("forward", "Next picture (→)")
        self.close_button = self._button("close", "Close (Esc)")
        self.previous.clicked.connect(self.show_previous)
        self.next.clicked.connect(self.show_next)
        self.close_button.clicked.connect(self.close_lightbox)
        arrived: SignalInstance = source.arrived
        arrived.connect(self._on_arrived)
        self.hide()

    def _button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon, _INK))
        button.setIconSize(QSize(22, 22))
        button.setFixedSize(_SIDE, _SIDE)
        button.setToolTip(words)
        button.setAccessibleName(words.partition(" (")[0])
        button.setStyleSheet(
            f"QToolButton {{ background: rgba(34,36,40,0.9); border: none; border-radius: {_SIDE // 2}px; }}"
            "QToolButton:hover { background: rgba(70,73,79,0.95); }"
            f"QToolButton:focus {{ border: 2px solid {_INK}; }}"
        )
        return button

    # What is shown

    @property
    def current(self) -> int:
        """Which of the pictures is shown."""
        return self._current

    @property
    def zoom(self) -> Zoom | None:
        """How it lies; None while there is nothing to see."""
        return self._zoom

    def open_pictures(self, pictures: Sequence[PlacedPicture], current: int) -> None:
        """Show the picture of that number; the others are a key away."""
        self._pictures = tuple(pictures)
        self._return_to = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._show(current)

    @Slot()
    def close_lightbox(self) -> None:
        if self.isHidden():
            return
        self.hide()
        self._pixmap, self._zoom, self._pictures = None, None, ()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    @Slot()
    def show_next(self) -> None:
        self._show(self._current + 1)

    @Slot()
    def show_previous(self) -> None:
        self._show(self._current - 1)

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._pictures):
            return
        self._current = number
        shown, many = self._pictures[number], len(self._pictures)
        self.caption.setText(shown.caption or shown.alt)
        self.count.setText(f"{number + 1} of {many}" if many > 1 else "")
        self.previous.setVisible(many > 1)
        self.next.setVisible(many > 1)
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < many)
        self.setAccessibleName(f"Picture {number + 1} of {many}: {shown.alt or 'no description'}")
        self.setAccessibleDescription(shown.caption)
        self._zoom = None
        self._take()
        self._place_parts()

    def _take(self) -> None:
        """The picture, if it is there by now."""
        self._pixmap = self._source.whole(self._pictures[self._current].url)
        if self._pixmap is not None and self._zoom is None:
            dpr = self.devicePixelRatioF()
            view = self._view()
            self._zoom = Zoom(self._pixmap.width() / dpr, self._pixmap.height() / dpr, view.width(), view.height())
        self.update()

    @Slot(str)
    def _on_arrived(self, url: str) -> None:
        if self._pictures and self._pictures[self._current].url == url:
            self._take()

    # Where the parts are

    def _view(self) -> QRectF:
        """The room for the picture."""
        below = self.caption.height() + 2 * tokens.SPACE_4 if self.caption.text() else tokens.SPACE_6
        side = tokens.SPACE_4 if len(self._pictures) < 2 else _SIDE + 2 * tokens.SPACE_3
        return QRectF(self.rect()).adjusted(side, _TOP_PX, -side, -below)

    def _place_parts(self) -> None:
        text = self.caption.fontMetrics().horizontalAdvance(self.caption.text()) + 2 * _LABEL_MARGIN + 1
        width = min(text, _CAPTION_MEASURE, self.width() - 2 * tokens.SPACE_8)
        height = min(self.caption.heightForWidth(width), self.height() // 3)
        self.caption.setVisible(bool(self.caption.text()))
        self.caption.setGeometry(
            QRect((self.width() - width) // 2, self.height() - height - tokens.SPACE_4, width, height)
        )
        self.close_button.move(self.width() - _SIDE - tokens.SPACE_2, tokens.SPACE_2)
        self.count.adjustSize()
        self.count.setVisible(bool(self.count.text()))
        self.count.move(tokens.SPACE_2, (_SIDE - self.count.height()) // 2 + tokens.SPACE_2)
        middle = round(self._view().center().y()) - _SIDE // 2
        self.previous.move(tokens.SPACE_2, middle)
        self.next.move(self.width() - _SIDE - tokens.SPACE_2, middle)
        if self._zoom is not None:
            self._zoom = self._zoom.in_view(self._view().width(), self._view().height())

    def _zoom_by(self, by: float, at: QPointF | None = None) -> None:
        if self._zoom is None:
            return
        view = self._view()
        at = (at - view.topLeft()) if at is not None else QPointF(view.width() / 2, view.height() / 2)
        self._zoom = self._zoom.zoomed(by, at.x(), at.y())
        self._after_zoom()

    def _move_by(self, x: float, y: float) -> None:
        if self._zoom is not None:
            self._zoom = self._zoom.moved(x, y)
            self._after_zoom()

    def _after_zoom(self) -> None:
        is_larger = self._zoom is not None and self._zoom.factor > 1
        self.setCursor(Qt.CursorShape.OpenHandCursor if is_larger else Qt.CursorShape.ArrowCursor)
        self.update()

    # Qt's names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._window.installEventFilter(self)  # only now: each event of the window comes to Python from here on

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom_by(_STEP ** (event.angleDelta().y() / _NOTCH), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._zoom is not None and self._picture_place().contains(event.position()):
            self._dragged_from = event.position()
        else:
            self.close_lightbox()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            by = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._move_by(by.x(), by.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom is not None:
            closer = max(_STEP**4, self._zoom.close_up)
            self._zoom_by(0.0 if self._zoom.factor > 1 else closer, event.position())  # 0: as it fits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_larger = self._zoom is not None and self._zoom.factor > 1
        if key in _CLOSE:
            self.close_lightbox()
        elif key in _BY_ZOOM:
            self._zoom_by(_BY_ZOOM[key])
        elif key in _BY_MOVE and (is_larger or key in _UPRIGHT):
            self._move_by(*_BY_MOVE[key])
        elif key in _BY_STEP:
            self._show(self._current + _BY_STEP[key])
        event.accept()  # nothing that is pressed here is meant for the window

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes round inside."""
        stops: list[QWidget] = [self]
        buttons = (self.previous, self.next, self.close_button)
        stops += [button for button in buttons if button.isVisible() and button.isEnabled()]
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _picture_place(self) -> QRectF:
        if self._zoom is None:
            return QRectF()
        left, top, width, height = self._zoom.place
        return QRectF(left, top, width, height).translated(self._view().topLeft())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), _GROUND)
        view = self._view()
        if self._pixmap is not None and self._zoom is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipRect(view if self._zoom.factor <= 1 else QRectF(self.rect()))
            painter.drawPixmap(self._picture_place(), self._pixmap, QRectF(self._pixmap.rect()))
        elif self._pictures:
            is_lost = self._source.is_missing(self._pictures[self._current].url)
            painter.setPen(QColor(_QUIET))
            painter.setFont(fonts.ui_font(tokens.TYPE_UI))
            words = "The picture is not to be had." if is_lost else "The picture is on its way…"
            painter.drawText(view, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
