"""
Paints a row of the article list.

A paint of the whole list must stay below 6 ms of Python, since a computing thread doubles it: text is set once per row
and width and kept, and painting it again only draws.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
)
from PySide6.QtWidgets import QStyledItemDelegate, QToolTip

from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.articles import row_layout
from desktop_app.ui.articles.row_layout import Rect, RowLayout
from desktop_app.ui.articles.row_text import set_text
from desktop_app.ui.models.article_list import Role
from desktop_app.ui.models.words import language_mark, original_words, short_age, takes_line
from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.theme.style import current_theme
from desktop_app.ui.theme.tokens import Theme, mixed
from desktop_app.ui.widgets.fill import fill
from desktop_app.ui.widgets.uniform_list import ShownRow

if TYPE_CHECKING:  # only names of types here
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

_Index = QModelIndex | QPersistentModelIndex

KEPT_ROWS = 120  # set texts that are kept: several screens
KEPT_PICTURES = 40  # with round corners

_PICTURE_SIZE = QSize(row_layout.PICTURE, row_layout.PICTURE)


class Pictures(Protocol):
    """Where the pictures come from."""

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        """The picture cut to ``size``, or None while it is not there (yet). At once."""
        ...

    def is_missing(self, url: str) -> bool:
        """True when the picture was found not to be had."""
        ...


@frozen
class _SetRow:
    """A row with its texts set, ready to be drawn in any colours."""

    layout: RowLayout
    source: str
    age: str
    title: QTextLayout
    lead: QTextLayout
    takes: str


def _rect(rect: Rect, corner: QPointF) -> QRectF:
    return QRectF(corner.x() + rect.x, corner.y() + rect.y, rect.width, rect.height)


class ArticleDelegate(QStyledItemDelegate):
    """``shows_focus`` and ``hovered_star`` belong to the view, which knows the keyboard and the mouse."""

    def __init__(
        self, now: Callable[[], Seconds], pictures: Pictures | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shows_focus = False  # the keyboard was used last: the current row wears the focus ring
        self.hovered_star = -1  # the row whose star is under the mouse
        self._now = now
        self._pictures = pictures
        self._country_names: Mapping[CountryCode, str] = {}
        self._set_rows: OrderedDict[tuple[object, ...], _SetRow] = OrderedDict()
        self._rounded_pictures: OrderedDict[tuple[int, str], QPixmap] = OrderedDict()
        self._title_fonts = {
            is_read: fonts.ui_font(tokens.TYPE_LIST_TITLE, 500 if is_read else 600) for is_read in (False, True)
        }
        self._lead_font = fonts.ui_font(tokens.TYPE_CAPTION)
        self._source_font = fonts.ui_font(tokens.TYPE_META, 600)
        self._meta_font = fonts.ui_font(tokens.TYPE_META)
        self._takes_font = fonts.ui_font(tokens.TYPE_META, 500)

    def show_countries(self, names: Mapping[CountryCode, str]) -> None:
        """Name the country beside the source, in lists of many countries; an empty mapping ends that."""
        self._country_names = names
        self._set_rows.clear()

    # Setting

    def _set_row(self, row: ArticleRow, width: int, *, has_picture: bool) -> _SetRow:
        age = short_age(row.published, self._now())
        key = (row, width, has_picture, age)
        known = self._set_rows.get(key)
        if known is not None:
            self._set_rows.move_to_end(key)
            return known
        language = language_mark(row)
        made = self._made_row(row, width, f"{language} · {age}" if language else age, has_picture)
        self._set_rows[key] = made
        if len(self._set_rows) > KEPT_ROWS:
            self._set_rows.popitem(last=False)
        return made

    def _made_row(self, row: ArticleRow, width: int, age: str, has_picture: bool) -> _SetRow:
        text_width = row_layout.text_width(width, has_picture=has_picture)
        title, title_lines = set_text(
            row.title,
            self._title_fonts[row.is_read],
            text_width,
            row_layout.TITLE_LINE,
            row_layout.title_lines_at_most(has_lead=bool(row.lead)),
        )
        takes = takes_line(row.other_takes)
        layout = row_layout.row_layout(
            width,
            round(QFontMetricsF(self._meta_font).horizontalAdvance(age)) + 1,
            title_lines,
            has_picture=has_picture,
            has_takes=bool(takes),
        )
        lead, _ = set_text(row.lead, self._lead_font, layout.lead.width, row_layout.LEAD_LINE, layout.lead_lines)
        source = QFontMetricsF(self._source_font).elidedText(
            row.outlet, Qt.TextElideMode.ElideRight, layout.source.width
        )
        return _SetRow(layout, source, age, title, lead, takes)

    # Painting

    def _rounded(self, picture: QPixmap, theme: Theme) -> QPixmap:
        """The picture with round corners and a fine edge, made once: it is a third of a paint otherwise."""
        key = (picture.cacheKey(), theme.name)
        known = self._rounded_pictures.get(key)
        if known is not None:
            self._rounded_pictures.move_to_end(key)
            return known
        made = QPixmap(picture.size())
        made.setDevicePixelRatio(picture.devicePixelRatio())
        made.fill(Qt.GlobalColor.transparent)
        place = QRectF(QPointF(0, 0), made.deviceIndependentSize())
        path = QPainterPath()
        path.addRoundedRect(place, tokens.RADIUS_PICTURE, tokens.RADIUS_PICTURE)
        edge = QColor(theme.text)
        edge.setAlpha(40)  # half of it is clipped away: a white picture keeps its shape on white
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(path)
        painter.drawPixmap(QPointF(0, 0), picture)
        painter.strokePath(path, QPen(edge, 1))
        painter.end()
        self._rounded_pictures[key] = made
        if len(self._rounded_pictures) > KEPT_PICTURES:
            self._rounded_pictures.popitem(last=False)
        return made

    def _paint_ground(self, painter: QPainter, ground: QRectF, theme: Theme, shown: ShownRow) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if shown.is_selected:
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(ground, tokens.RADIUS_PICTURE, tokens.RADIUS_PICTURE)
        elif shown.is_hovered:
            painter.setBrush(QColor(mixed(theme.surface, theme.raised, 0.7)))
            painter.drawRoundedRect(ground, tokens.RADIUS_PICTURE, tokens.RADIUS_PICTURE)
        is_ringed = shown.is_current and self.shows_focus
        if is_ringed or (shown.is_selected and theme.border_px > 1):
            painter.setPen(QPen(QColor(theme.accent), tokens.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), tokens.RADIUS_PICTURE - 1, tokens.RADIUS_PICTURE - 1)

    def _paint_picture(self, painter: QPainter, place: QRectF, picture: QPixmap | None, theme: Theme) -> None:
        if picture is not None:
            painter.drawPixmap(place.topLeft(), self._rounded(picture, theme))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(place, tokens.RADIUS_PICTURE, tokens.RADIUS_PICTURE)

    def _paint_meta(self, painter: QPainter, made: _SetRow, corner: QPointF, row: ArticleRow, theme: Theme) -> None:
        layout = made.layout
        source_place = _rect(layout.source, corner)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(self._source_font)
        painter.setPen(QColor(theme.secondary if row.is_read else theme.text))
        painter.drawText(source_place, flags, made.source)
        painter.setFont(self._meta_font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(
            _rect(layout.age, corner), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, made.age
        )
        country = self._country_names.get(row.country, "")
        if country:
            used = QFontMetricsF(self._source_font).horizontalAdvance(made.source) + 6
            room = source_place.width() - used
            if room > 40:
                words = QFontMetricsF(self._meta_font).elidedText(country, Qt.TextElideMode.ElideRight, room)
                painter.drawText(source_place.adjusted(used, 0, 0, 0), flags, words)
        if made.takes:
            painter.setFont(self._takes_font)
            painter.setPen(QColor(theme.accent))
            painter.drawText(_rect(layout.takes, corner), flags, made.takes)

    def _paint_gutter(self, painter: QPainter, shown: ShownRow, made: _SetRow, row: ArticleRow) -> None:
        theme = current_theme()
        corner = QPointF(shown.rect.topLeft())
        if not row.is_read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(_rect(made.layout.dot, corner))
        if not (row.is_starred or shown.is_selected or shown.is_hovered):
            return
        is_hot = row.is_starred or self.hovered_star == shown.index.row()
        star = icons.pixmap(
            "star-filled" if row.is_starred else "star",
            theme.star if is_hot else theme.muted,
            row_layout.STAR,
            painter.device().devicePixelRatio(),
        )
        painter.drawPixmap(_rect(made.layout.star, corner).topLeft(), star)

    def _paint(self, painter: QPainter, shown: ShownRow, row: ArticleRow, *, is_above_selected: bool) -> None:
        theme = current_theme()
        corner = QPointF(shown.rect.topLeft())
        has_picture = bool(row.image) and self._pictures is not None and not self._pictures.is_missing(row.image)
        made = self._set_row(row, shown.rect.width(), has_picture=has_picture)
        layout = made.layout
        self._paint_ground(painter, _rect(layout.ground, corner), theme, shown)
        if not (shown.is_selected or shown.is_hovered or is_above_selected):
            fill(painter, _rect(layout.separator, corner), theme.border)
        self._paint_gutter(painter, shown, made, row)
        self._paint_meta(painter, made, corner, row, theme)
        is_dim = row.is_read and not shown.is_selected
        painter.setPen(QColor(theme.secondary if is_dim else theme.text))
        made.title.draw(painter, _rect(layout.title, corner).topLeft())
        painter.setPen(QColor(theme.muted if is_dim else theme.secondary))
        made.lead.draw(painter, _rect(layout.lead, corner).topLeft())
        if has_picture and self._pictures is not None:
            picture = self._pictures.pixmap(row.image, _PICTURE_SIZE, painter.device().devicePixelRatio())
            self._paint_picture(painter, _rect(layout.picture, corner), picture, theme)

    def paint_row(self, painter: QPainter, shown: ShownRow, *, is_above_selected: bool) -> None:
        """Paint one row of the list. There is no line between it and a selected one below."""
        row = shown.index.data(Role.ROW)
        if isinstance(row, ArticleRow):
            painter.save()
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            self._paint(painter, shown, row, is_above_selected=is_above_selected)
            painter.restore()

    # Qt's names from here on

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        place = event.pos() - option.rect.topLeft()
        if event.type() == QEvent.Type.ToolTip and row_layout.star_hit().contains(place.x(), place.y()):
            QToolTip.showText(event.globalPos(), "Save (S)", view)
            return True
        row = index.data(Role.ROW)
        if event.type() == QEvent.Type.ToolTip and isinstance(row, ArticleRow) and row.is_translated:
            QToolTip.showText(event.globalPos(), original_words(row), view)
            return True
        return super().helpEvent(event, view, option, index)
