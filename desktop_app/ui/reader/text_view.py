"""
The text of a page: a QTextBrowser with a column, which loads nothing, opens nothing, and keeps the reader's place.

The column comes from the margins of the document's root frame, so that the scroll bar stays at the edge. A page is
made ready in a document of its own and then put in place of the old one: it is laid out once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from PySide6.QtCore import QEasingCurve, QMimeData, QPoint, QPropertyAnimation, QRect, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QWidget

from desktop_app.model.place import Place
from desktop_app.ui.reader.blocks import TWIN
from desktop_app.ui.reader.finding import occurrences
from desktop_app.ui.reader.markup import safe_address
from desktop_app.ui.reader.page import PICTURE_SCHEME, is_own_link
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.tokens import Theme
from desktop_app.ui.widgets.viewport import plain_viewport

_SIDE_PX = tokens.SPACE_8  # least margin beside the column
_TOP_PX = tokens.SPACE_8
_BOTTOM_PX = 120  # the last line does not stick to the window's edge
_INDENT_PX = 26  # of lists
_SCROLL_MS = 160
_KNOWN_BY = 60  # letters at the beginning of a paragraph; a feed may cut it off behind them
_EYE = 0.6  # share of the height, from the top, within which a paragraph's beginning is what the reader looks at


def _first_words(block: QTextBlock) -> str:
    """By which a paragraph is known again in another text of the same article; "" for a picture."""
    return " ".join(block.text().replace("\ufffc", "").casefold().split())[:_KNOWN_BY]


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    blocks: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks


def _finish(document: QTextDocument, headings: Mapping[int, int]) -> None:
    """What HTML cannot say: which blocks are headings, for assistive tools; and that the empty line which Qt puts
    between a table and what follows takes no room."""
    flat = QTextBlockFormat()
    flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    flat.setTopMargin(0)
    flat.setBottomMargin(0)
    for block in _blocks(document):
        if block.length() <= 1 and block.userState() < 0:
            QTextCursor(block).setBlockFormat(flat)
        elif block.userState() in headings:
            heading = QTextBlockFormat()
            heading.setHeadingLevel(headings[block.userState()])
            QTextCursor(block).mergeBlockFormat(heading)


class ReaderText(QTextBrowser):
    """Shows one page. What is clicked is told, never opened. GUI thread only."""

    link_chosen = Signal(str)  # an http, https or mailto address, or one of ours
    column_changed = Signal(int)  # px; the page should be made anew for it, its pictures have another size
    margins_changed = Signal()
    menu_opened = Signal(object, object)  # QMenu and the QPoint in the viewport that it is about: more may be added

    def __init__(self, picture: Callable[[int], QImage | None], parent: QWidget | None = None) -> None:
        """``picture`` gives the image of the page's picture of that number."""
        super().__init__(parent)
        viewport = plain_viewport(self)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)  # as a text edit gives its own
        viewport.setMouseTracking(True)
        self.setViewport(viewport)
        self.document().documentLayout().setPaintDevice(
            viewport
        )  # the old one is deleted, and Qt still lays out for it
        self.setObjectName("readerText")
        self.setAccessibleName("Article")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width does not depend on the text
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.is_motion_reduced = False
        self.source_line = ""  # goes along with copied text
        self._picture = picture
        self._measure = tokens.MEASURE
        self._column = 0
        self._line_px = tokens.BODY_LINE
        self._kept: tuple[int, Place] | None = None  # where the page was put last, by its place, and how far that is
        self._animation = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._animation.setDuration(_SCROLL_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.anchorClicked.connect(self._on_anchor)

    # The column

    def set_measure(self, measure_px: int) -> None:
        self._measure = measure_px

    @property
    def column(self) -> int:
        """Width of the text, px: the measure, or less where the window is narrow."""
        return self._column_of(self._measure)

    def _column_of(self, measure_px: int) -> int:
        side = _SIDE_PX if self.viewport().width() > 480 else tokens.SPACE_4
        return max(160, min(measure_px, self.viewport().width() - 2 * side))

    @property
    def margin(self) -> int:
        """Left of the column, px."""
        return max(0, (self.viewport().width() - self._column) // 2)

    def column_in(self, window: QWidget, measure_px: int | None = None) -> QRect:
        """Where the text stands, in the px of the window; with another measure where it would."""
        width = self._column if measure_px is None else self._column_of(measure_px)
        left = max(0, (self.viewport().width() - width) // 2)
        return QRect(self.viewport().mapTo(window, QPoint(left, 0)), QSize(width, self.viewport().height()))

    def _set_margins(self, document: QTextDocument) -> None:
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(self.margin)
        frame.setRightMargin(max(0, self.viewport().width() - self._column - self.margin))
        frame.setTopMargin(_TOP_PX)
        frame.setBottomMargin(_BOTTOM_PX)
        document.rootFrame().setFrameFormat(frame)

    # Pages

    def show_page(self, html: str, headings: Mapping[int, int], font: QFont, line_px: int, place: Place | None) -> None:
        """Replace the page, at its top or at ``place``."""
        self._animation.stop()
        self._line_px = line_px
        self._column = self.column
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setIndentWidth(_INDENT_PX)
        document.setDefaultFont(font)
        document.setHtml(html)
        _finish(document, headings)
        self._set_margins(document)
        self.setDocument(document)  # deletes the old one, which was ours
        self._kept = None
        self.verticalScrollBar().setValue(0)
        if place is not None:
            self.go_to(place)

    def replace_picture(self, number: int, image: QImage) -> None:
        """Show another image in the room of the page's picture of that number."""
        url = QUrl(f"{PICTURE_SCHEME}:{number}")
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, url, image)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.bg),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Link, theme.accent),
            (QPalette.ColorRole.Highlight, theme.accent),
            (QPalette.ColorRole.HighlightedText, theme.on_accent),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        # The application's sheet frames text fields; this one is a page.
        self.setStyleSheet(f"#readerText {{ border: 0; border-radius: 0; padding: 0; background: {theme.bg}; }}")

    # Places

    def top_of(self, block: QTextBlock) -> float:
        """Of the block in the document, px; lays the document out as far as there."""
        return self.document().documentLayout().blockBoundingRect(block).top()

    def block_of(self, key: int) -> QTextBlock | None:
        """The block with the key; else the translation that the original with that key belongs to; else the last
        block before, as when another mode has fewer."""
        wanted, best, best_key = key, None, -1
        for candidate in (key, key & ~TWIN):
            wanted = candidate
            for block in _blocks(self.document()):
                state = block.userState()
                if state == wanted:
                    return block
                if best_key < state <= (key & ~TWIN):
                    best, best_key = block, state
        return best

    def _block_saying(self, place: Place) -> QTextBlock | None:
        """The block that begins with the words of the place, the nearest by its key."""
        if not place.words:
            return None
        alike = [b for b in _blocks(self.document()) if b.userState() > 0 and _first_words(b) == place.words]
        return min(alike, key=lambda block: abs(block.userState() - place.key), default=None)

    def place(self, but: Collection[int] = ()) -> Place | None:
        """What the reader looks at: the first paragraph that begins in the view, else the one that fills it.

        Never one of the keys in ``but``. While nobody scrolls it is the same one, whatever the page shows of it.
        """
        scrolled = self.verticalScrollBar().value()
        if self._kept is not None and self._kept[0] == scrolled and self._kept[1].key not in but:
            return self._kept[1]
        if not scrolled:
            return None  # at the top: stays at the top
        block = self.cursorForPosition(QPoint(self.viewport().width() // 2, 0)).block()
        crossing: Place | None = None
        while block.isValid():
            y = self.top_of(block) - scrolled
            if block.userState() > 0 and block.userState() not in but:
                place = Place(block.userState(), y, _first_words(block))
                if y >= 0:
                    is_near = y <= _EYE * self.viewport().height()
                    return place if is_near or crossing is None else crossing
                crossing = place
            block = block.next()
        return crossing

    def go_to(self, place: Place) -> None:
        """Scroll so that the place is where it was: the text that stood there, else what has its key now."""
        block = self._block_saying(place) or self.block_of(place.key)
        if block is None:
            return
        # A paragraph that began above the view and is shorter now must not leave it.
        height = self.document().documentLayout().blockBoundingRect(block).height()
        y = max(place.y, self._line_px - height) if place.y < 0 else place.y
        self.document().size()  # lays all of it out, so that the scroll bar reaches
        self.verticalScrollBar().setValue(round(self.top_of(block) - y))
        self._kept = (self.verticalScrollBar().value(), place)

    def scroll_ratio(self) -> float:
        """0 at the top, 1 at the end; 0 where all of it fits."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() > 0 else 0.0

    @property
    def is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 1

    # Scrolling

    def scroll_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        is_running = self._animation.state() == QPropertyAnimation.State.Running
        start = int(self._animation.endValue()) if is_running else bar.value()
        target = min(max(start + pixels, bar.minimum()), bar.maximum())
        self._animation.stop()
        if self.is_motion_reduced:
            bar.setValue(target)
            return
        self._animation.setStartValue(bar.value())
        self._animation.setEndValue(target)
        self._animation.start()

    def page_px(self) -> int:
        """A page less two lines, which the reader finds again at the top."""
        return max(self._line_px, self.viewport().height() - 2 * self._line_px)

    def found(self, words: str) -> Iterator[QTextCursor]:
        """Where the words stand, each place as what is selected there, in the order of the text."""
        for block in _blocks(self.document()):
            for start, end in occurrences(block.text(), words):
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                yield cursor

    # Copying

    def selected_text(self) -> str:
        """As plain text; pictures leave no trace."""
        return self.textCursor().selection().toPlainText().replace("\ufffc", "").strip()

    @Slot(QUrl)
    def _on_anchor(self, url: QUrl) -> None:
        address = url.toString()
        if is_own_link(address) or safe_address(address):
            self.link_chosen.emit(address)

    # Qt's own

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's name
        """Only the page's own pictures, by their number. Nothing is read from disk or network, whatever is asked."""
        url = QUrl(name)
        if type != QTextDocument.ResourceType.ImageResource.value:
            return b" "  # not nothing: that makes Qt look for a file
        if url.scheme() == PICTURE_SCHEME and url.path().isdecimal():
            image = self._picture(int(url.path()))
            if image is not None:
                return image
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        nothing.fill(Qt.GlobalColor.transparent)
        return nothing

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        text = self.selected_text()
        data.setText(f"{text}\n\n{self.source_line}\n" if text and self.source_line else text)
        return data

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        menu = QMenu(self)
        address = self.anchorAt(e.pos())
        if self.textCursor().hasSelection():
            menu.addAction("Copy", self.copy)
        if safe_address(address):
            menu.addAction("Open link", lambda: self.link_chosen.emit(address))
            menu.addAction("Copy link", lambda: QGuiApplication.clipboard().setText(address))
        menu.addAction("Select all", self.selectAll)
        self.menu_opened.emit(menu, e.pos())
        menu.exec(e.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Space or (e.text() and not e.modifiers() & Qt.KeyboardModifier.ControlModifier):
            e.ignore()  # single keys belong to the reader and the window
            if e.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return
        super().keyPressEvent(e)

    def resizeEvent(self, e: QResizeEvent) -> None:
        place = self.place()  # before Qt lays the text out for the new width
        super().resizeEvent(e)
        if not self._column:
            return
        before, self._column = self._column, self.column
        self._set_margins(self.document())
        if place is not None:
            self.go_to(place)
        if self._column != before:
            self.column_changed.emit(self._column)
        self.margins_changed.emit()
