"""The list of countries beside the globe: a row each, with the number of its new articles; filtered while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.country_search import find_countries
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import ui_font
from desktop_app.ui.theme.style import current_theme
from desktop_app.ui.widgets.uniform_list import ShownRow, UniformListView

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW_HEIGHT = 36
MARGIN = tokens.SPACE_6  # from the sides to the text
INSET = 10  # by which the ground of what is selected reaches further to the sides


class Role(IntEnum):
    CODE = Qt.ItemDataRole.UserRole
    COUNT = Qt.ItemDataRole.UserRole + 1
    FOLLOWED = Qt.ItemDataRole.UserRole + 2


class CountryListModel(QAbstractListModel):
    """Followed countries first, then by name; while one types, the best match first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._countries: tuple[Country, ...] = ()
        self._counts: Mapping[CountryCode, int] = {}
        self._followed: frozenset[CountryCode] = frozenset()
        self._text = ""
        self._shown: Sequence[Country] = ()

    def set_countries(self, countries: Sequence[Country], followed: frozenset[CountryCode]) -> None:
        self._countries = tuple(sorted(countries, key=lambda c: (c.code not in followed, c.name)))
        self._followed = followed
        self.filter(self._text)

    def set_counts(self, counts: Mapping[CountryCode, int]) -> None:
        """Articles of the last 24 hours."""
        self._counts = counts
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def filter(self, text: str) -> None:
        """Show the countries that the text may mean; all of them for no text."""
        self.beginResetModel()
        self._text = text
        self._shown = find_countries(text, self._countries) if text.strip() else self._countries
        self.endResetModel()

    def row_of(self, code: CountryCode) -> int | None:
        return next((i for i, c in enumerate(self._shown) if c.code == code), None)

    def code_at(self, row: int) -> CountryCode | None:
        return self._shown[row].code if 0 <= row < len(self._shown) else None

    # Qt's names from here on

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        country = self._shown[index.row()]
        count = self._counts.get(country.code, 0)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return country.name
            case Qt.ItemDataRole.AccessibleTextRole:
                followed = ", followed" if country.code in self._followed else ""
                return f"{country.name}, {count} new articles{followed}" if count else country.name + followed
            case Role.CODE:
                return country.code
            case Role.COUNT:
                return count
            case Role.FOLLOWED:
                return country.code in self._followed
            case _:
                return None


class CountryListView(UniformListView):
    """Chooses with a click or the arrows, opens with Enter or a double click."""

    country_chosen = Signal(str)
    country_opened = Signal(str)

    def __init__(self, model: CountryListModel, parent: QWidget | None = None) -> None:
        super().__init__(ROW_HEIGHT, parent)
        self.setObjectName("countryList")
        self.setAccessibleName("Countries and territories")
        self._countries = model
        self.setModel(model)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_opened)

    def select(self, code: CountryCode | None) -> None:
        """Show which country is selected, without telling."""
        row = None if code is None else self._countries.row_of(code)
        if row is None:
            self.clearSelection()
            return
        index = self._countries.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def choose_first(self) -> None:
        """Choose the best match of what was typed."""
        code = self._countries.code_at(0)
        if code is not None:
            self.setCurrentIndex(self._countries.index(0))
            self.country_chosen.emit(code)

    def is_empty(self) -> bool:
        """Whether nothing fits what was typed."""
        return self._countries.rowCount() == 0

    def step(self, by: int) -> None:
        """Choose the next country, or the former."""
        row = max(0, min(self.currentIndex().row() + by, self._countries.rowCount() - 1))
        code = self._countries.code_at(row)
        if code is not None:
            self.setCurrentIndex(self._countries.index(row))
            self.country_chosen.emit(code)

    def paint_row(self, painter: QPainter, row: ShownRow) -> None:
        """The name at the left, the number at the right."""
        theme, rect, index = current_theme(), row.rect, row.index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(MARGIN - INSET, 1, INSET - MARGIN, -1)
        ground = ""
        if row.is_selected:
            ground = theme.selection
        elif row.is_hovered:
            ground = theme.raised
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(inner, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        count = int(index.data(Role.COUNT) or 0)
        weight = 500 if index.data(Role.FOLLOWED) else 400
        text = inner.adjusted(INSET, 0, -INSET, 0)
        number_width = 0
        if count:
            painter.setFont(ui_font(tokens.TYPE_META))
            painter.setPen(QColor(theme.secondary))
            painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
            number_width = painter.fontMetrics().horizontalAdvance(f"{count:,}") + tokens.SPACE_3
        font = ui_font(tokens.TYPE_UI, weight)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if count or weight == 500 else theme.muted))
        name = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, text.width() - number_width
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _on_clicked(self, index: QModelIndex) -> None:
        code = self._countries.code_at(index.row())
        if code is not None:
            self.country_chosen.emit(code)

    def _on_opened(self, index: QModelIndex) -> None:
        code = self._countries.code_at(index.row())
        if code is not None:
            self.country_opened.emit(code)

    # Qt's names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is selected stays in view when the card above it grows."""
        super().resizeEvent(event)
        if self.selectedIndexes():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self._on_opened(self.currentIndex())
            case _:
                super().keyPressEvent(event)
