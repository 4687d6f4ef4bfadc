"""The box of takes: what the press of other countries made of the same story. A real widget in the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.article import ArticleId
from desktop_app.model.frozen import frozen
from desktop_app.ui.bidi import in_line
from desktop_app.ui.theme import fonts, tokens
from desktop_app.ui.theme.tokens import THEMES, Theme

MOST_LINES = 5
_LINE_PX = 48
_HEAD_PX = 40
_PADDING = tokens.SPACE_3


@frozen
class TakeLine:
    """One article of another country about the same story."""

    country_name: str
    outlet: str
    title: str  # in English where there is a translation
    article_id: ArticleId
    age: str  # short, "3 h"
    sentence: str = ""  # of a named take, whose name is the title: what says it best
    why: str = ""  # the title is what it is, where that is not plain


class _TakeButton(QAbstractButton):
    """A line of the box: where from above, the title below, cut off with an ellipsis when it is too long."""

    def __init__(self, take: TakeLine, theme: Theme, box: TakesBox) -> None:
        super().__init__(box)
        self.take = take
        self._box = box
        self._theme = theme
        self._is_hovered = False
        self._where = " · ".join(part for part in (take.country_name, in_line(take.outlet), take.age) if part)
        said = " · ".join(part for part in (take.country_name, take.outlet, take.age) if part)
        self.setProperty("paintsFocus", True)  # Qt's
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(". ".join(part for part in (take.title, take.sentence, said) if part))
        self.setToolTip("\n".join(part for part in (take.sentence or take.title, take.why) if part))
        self.setFixedHeight(_LINE_PX)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(320, _LINE_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        match e.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down:
                self._box.move_focus(self, 1)
            case Qt.Key.Key_Up:
                self._box.move_focus(self, -1)
            case _:
                super().keyPressEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(e.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, inside = self._theme, self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        if self._is_hovered or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(self.rect(), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), tokens.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        where_font = fonts.ui_font(tokens.TYPE_META)
        title_font = fonts.ui_font(tokens.TYPE_UI, 500)
        painter.setFont(where_font)
        painter.setPen(theme.secondary)
        where = QFontMetrics(where_font).elidedText(self._where, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside.adjusted(0, 5, 0, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, where)
        painter.setFont(title_font)
        painter.setPen(theme.accent if self._is_hovered else theme.text)
        title = QFontMetrics(title_font).elidedText(self.take.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)


class TakesBox(QFrame):
    """Up to five lines, each leading to an article; hidden while there is none. GUI thread only."""

    take_chosen = Signal(object)  # ArticleId
    all_pressed = Signal()  # the whole coverage is asked for

    def __init__(self, parent: QWidget | None = None, *, theme: Theme | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("takesBox")
        self.setAccessibleName("How others tell it")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme or THEMES["paper"]
        self._takes: tuple[TakeLine, ...] = ()
        self._heading = QLabel("How others tell it", self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 4, tokens.SPACE_2)
        self._layout.setSpacing(0)
        self.all = QPushButton("The whole coverage", self)
        self.all.setObjectName("takesAll")
        self.all.setProperty("look", "link")
        self.all.setToolTip("Who tells it, country by country (c)")
        self.all.setCursor(Qt.CursorShape.PointingHandCursor)
        self.all.clicked.connect(self.all_pressed)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, _PADDING, 0)
        head.addWidget(self._heading, 1)
        head.addWidget(self.all)
        self._layout.addLayout(head)
        self._heading.setFixedHeight(_HEAD_PX)
        self._heading.setContentsMargins(_PADDING, tokens.SPACE_1, _PADDING, 0)
        self._heading.setFont(fonts.ui_font(tokens.TYPE_CAPTION, 600))
        self._buttons: list[_TakeButton] = []
        self.hide()

    @property
    def takes(self) -> tuple[TakeLine, ...]:
        return self._takes

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._dress()

    def set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        """Show the first five; hides itself when there is none. Showing it again is its owner's choice of place."""
        self._takes = takes[:MOST_LINES]
        self._heading.setText("Alternative Takes" if any(take.sentence for take in takes) else "How others tell it")
        self._rebuild()
        if not self._takes:
            self.hide()

    def needed_height(self) -> int:
        """px, whatever the width; 0 without takes."""
        return _HEAD_PX + _LINE_PX * len(self._takes) + tokens.SPACE_2 if self._takes else 0

    def focus_first(self) -> None:
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def move_focus(self, line: QAbstractButton, by: int) -> None:
        """To the line so many further on, where there is one."""
        index = next((i for i, button in enumerate(self._buttons) if button is line), 0) + by
        if 0 <= index < len(self._buttons):
            self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _rebuild(self) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [_TakeButton(take, self._theme, self) for take in self._takes]
        before: QWidget = self.all
        for button in self._buttons:
            button.clicked.connect(self._choose)
            self._layout.addWidget(button)
            self.setTabOrder(before, button)  # else they come after all that was made before them
            button.show()
            before = button
        self._dress()

    def _dress(self) -> None:
        palette = self._heading.palette()
        palette.setColor(self._heading.foregroundRole(), self._theme.secondary)
        self._heading.setPalette(palette)
        for button in self._buttons:
            button.set_theme(self._theme)
        self.update()

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, _TakeButton):
            self.take_chosen.emit(button.take.article_id)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(tokens.MEASURE, self.needed_height())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        # Asked for whichever button has the focus. Left to Qt, the text around the box would take the key and go to
        # its next link.
        stops: list[QWidget] = [self.all, *self._buttons]
        here = QApplication.focusWidget()
        index = stops.index(here) + (1 if next else -1) if here in stops else -1
        if not 0 <= index < len(stops):
            return super().focusNextPrevChild(next)
        stops[index].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(arg__1.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self._theme.border_px / 2
        painter.setPen(QPen(QColor(self._theme.border), self._theme.border_px))
        painter.setBrush(QColor(self._theme.surface))
        inside = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inside, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
