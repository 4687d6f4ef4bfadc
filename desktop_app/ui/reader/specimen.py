"""A page in small, by which the settings show how texts are set: all in proportion, the column's width too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.model.document import Document, Heading, Paragraph, Quote, Run
from desktop_app.ui.reader.blocks import block_html, joined
from desktop_app.ui.reader.faces import base_font, typefaces
from desktop_app.ui.reader.markup import Look, Setting, block
from desktop_app.ui.reader.style import MEASURES_PX, ReaderStyle
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

_TITLE = "The lighthouse that was moved by a hundred metres"
_TEXT: Document = (
    Paragraph(
        (
            Run(
                "When the cliff had come within twelve steps of its door, the village council put the tower on rails. "
                "It took nineteen days, four winches and the patience of everybody who lives off the sea."
            ),
        )
    ),
    Paragraph(
        (
            Run(
                "The lamp was lit on every one of those nights. Ships that passed saw it wander along the shore, a "
                "little farther each evening, and their captains wrote to ask whether the charts were still right."
            ),
        )
    ),
    Quote(((Run("We did not want to save a building. We wanted the light to stay where we could see it."),),)),
    Heading(2, (Run("What the sea takes"),)),
    Paragraph(
        (
            Run(
                "Along this coast the land goes back by half a metre in a quiet year. Nobody here counts on quiet "
                "years any more, and so the rails were not taken up again: 1,360 sleepers wait in the grass."
            ),
        )
    ),
    Paragraph(
        (
            Run(
                "The keeper's daughter, who is eighty-one, was asked to switch the lamp on at its new place. She had "
                "done it as a child, with a box of matches. This time it took a telephone and a password that nobody "
                "had written down, and for the length of two minutes the coast was as dark as before 1874."
            ),
        )
    ),
    Paragraph(
        (
            Run(
                "Then it turned again. Out on the water somebody sounded a horn, and the dogs of three villages "
                "answered. The council has already measured how far it is to the next field."
            ),
        )
    ),
)
_SIDE_PX = 24  # beside the widest column
_TOP_PX = 36
_WHOLE_PX = MEASURES_PX[-1] + 2 * _SIDE_PX


class Specimen(QWidget):
    """GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("specimen")
        self.setAccessibleName("How articles look")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._style = ReaderStyle()
        self._document = QTextDocument(self)
        theme_changed.connect(self._make)
        self._make()

    def show_style(self, style: ReaderStyle) -> None:
        self._style = style
        self._make()

    @Slot()
    def _make(self) -> None:
        style, theme = self._style, current_theme()
        look = Look(style, theme, typefaces(style.face), style.measure_px)
        size = round(tokens.TYPE_ARTICLE_TITLE * (style.size_px / tokens.TYPE_BODY) ** 0.5)
        line = round(size * 40 / 34)
        title = Setting(size, line, theme.text, look.faces.display, weight=600, below=tokens.SPACE_6)
        pieces = [block(_TITLE, _TITLE, title, look)]
        pieces += [block_html(shown, look, lambda _: None, key=-1, language="en") for shown in _TEXT]
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(base_font(style.face, style.size_px))
        self._document.setHtml(joined(pieces, look))
        self._document.setTextWidth(style.measure_px)
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(380, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.border_px / 2
        card = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setBrush(QColor(theme.bg))
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.drawRoundedRect(card, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        inside = QPainterPath()
        inside.addRoundedRect(card, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.setClipPath(inside)
        scale = self.width() / _WHOLE_PX
        painter.scale(scale, scale)
        painter.translate((_WHOLE_PX - self._style.measure_px) / 2, _TOP_PX)
        self._document.drawContents(painter)
        painter.end()
