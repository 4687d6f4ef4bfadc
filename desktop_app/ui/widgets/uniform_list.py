"""
A list view whose rows all have one known height, so that a change of 100,000 rows costs nothing.

QListView lays out every row even when they are uniform: 150 ms of the GUI thread at 100,000, again after each
insertion. Here geometry is arithmetic. Rows inserted or removed above the view do not move what is in it. Selection,
keys, accessibility and hovering are QListView's; a row is painted by the class that extends this one, in ``paint_row``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop_app.model.frozen import frozen
from desktop_app.ui.widgets.viewport import plain_viewport

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint

MANY_ROWS = 200  # a change of more is a repaint of what is in view


@frozen
class ShownRow:
    """A row that is to be painted. Qt's own option for that would bring all of QStyle to the start of the program."""

    index: QModelIndex
    rect: QRect  # in the viewport
    is_selected: bool
    is_hovered: bool
    is_current: bool  # and the list has the keyboard's focus


class UniformListView(QListView):
    """Selects one row at a time. The model is flat and has one column."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(plain_viewport(self))
        self._row_height = row_height
        self._has_model = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(row_height // 3)  # a notch of the wheel is three steps

    def visible_rows(self) -> range:
        """The rows of which a part is in view."""
        top = self.verticalOffset()
        bottom = top + self.viewport().height()
        return range(max(0, top // self._row_height), min(self._count(), -(-bottom // self._row_height)))

    def paint_row(self, painter: QPainter, row: ShownRow) -> None:
        """Paint one row; the painter may be left as it comes."""
        raise NotImplementedError

    def _count(self) -> int:
        return self.model().rowCount() if self._has_model else 0

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    def _shift(self, first: int, rows: int) -> None:
        """Keep what is in view in its place after ``rows`` came (or, negative, went) at ``first``."""
        value = self.verticalScrollBar().value()
        self.updateGeometries()
        if value > 0 and first * self._row_height < value:
            self.verticalScrollBar().setValue(value + rows * self._row_height)

    @Slot(QModelIndex, int, int)
    def _on_rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._shift(first, first - last - 1)

    # Qt's names from here on

    def setModel(self, model: QAbstractItemModel | None) -> None:
        self._has_model = model is not None
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._on_rows_removed)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # and not QListView's, which visits every row

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._count() * self._row_height - height))
        bar.setPageStep(height)
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = index.row() * self._row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._row_height)

    def indexAt(self, p: QPoint) -> QModelIndex:
        row = (p.y() + self.verticalOffset()) // self._row_height
        inside = 0 <= row < self._count() and 0 <= p.x() < self.viewport().width()
        return self._index(row) if inside else QModelIndex()

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        self.updateGeometries()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self._row_height
        at_bottom = top + self._row_height - height
        match hint:
            case _Hint.PositionAtTop:
                bar.setValue(top)
            case _Hint.PositionAtBottom:
                bar.setValue(at_bottom)
            case _Hint.PositionAtCenter:
                bar.setValue((top + at_bottom) // 2)
            case _:
                bar.setValue(min(top, max(bar.value(), at_bottom)))

    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002, N803  # Qt's
        count, current = self._count(), self.currentIndex().row()
        if count == 0:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._row_height - 1)
        match cursorAction:
            case _Move.MoveHome:
                row = 0
            case _Move.MoveEnd:
                row = count - 1
            case _Move.MovePageUp:
                row = current - page
            case _Move.MovePageDown:
                row = current + page
            case _Move.MoveUp | _Move.MovePrevious | _Move.MoveLeft:
                row = current - 1
            case _:
                row = current + 1
        return self._index(min(max(row, 0), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self._shift(start, end - start + 1)

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:  # noqa: N803  # Qt's
        if bottomRight.row() - topLeft.row() > MANY_ROWS:
            self.viewport().update()
            return
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def paintEvent(self, e: QPaintEvent) -> None:
        current = self.currentIndex().row() if self.hasFocus() else -1
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        hovered = self.indexAt(place).row() if self.viewport().underMouse() else -1
        selected = {index.row() for index in self.selectedIndexes()}
        painter = QPainter(self.viewport())
        for row in self.visible_rows():
            index = self._index(row)
            rect = self.visualRect(index)
            if rect.intersects(e.rect()):
                self.paint_row(painter, ShownRow(index, rect, row in selected, row == hovered, row == current))
        painter.end()
