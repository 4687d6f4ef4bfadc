"""The two boxes of takes in the text: where the page keeps room for them, after the second paragraph and at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal

from desktop_app.ui.reader.page import TAKES_END_KEY, TAKES_KEY
from desktop_app.ui.reader.takes_box import TakeLine, TakesBox
from desktop_app.ui.reader.text_view import ReaderText
from desktop_app.ui.theme.tokens import Theme


class TakesInText(QObject):
    """Real widgets over the page, so that keyboard and screen reader have them. Scrolling moves them along, as Qt
    moves the children of what it scrolls. GUI thread only."""

    take_chosen = Signal(object)  # ArticleId
    all_pressed = Signal()

    def __init__(self, text: ReaderText) -> None:
        super().__init__(text)
        self._text = text
        self.box = TakesBox(text.viewport())
        self.box_at_end = TakesBox(text.viewport())
        self.box_at_end.setObjectName("takesBoxEnd")
        for box in (self.box, self.box_at_end):
            box.take_chosen.connect(self.take_chosen)
            box.all_pressed.connect(self.all_pressed)

    @property
    def needed_height(self) -> int:
        """Room that the page should keep, px; 0 without takes."""
        return self.box.needed_height()

    def set_theme(self, theme: Theme) -> None:
        self.box.set_theme(theme)
        self.box_at_end.set_theme(theme)

    def set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        self.box.set_takes(takes)
        self.box_at_end.set_takes(takes)

    def put(self) -> None:
        """Put the boxes where the page has its room for them; hide them where it has none."""
        self._put(self.box, TAKES_KEY)
        self._put(self.box_at_end, TAKES_END_KEY)

    def _put(self, box: TakesBox, key: int) -> None:
        block = self._text.block_of(key) if box.takes else None
        if block is None or block.userState() != key:
            box.hide()
            return
        top = round(self._text.top_of(block)) - self._text.verticalScrollBar().value()
        box.setGeometry(QRect(self._text.margin, top, self._text.column, box.needed_height()))
        box.show()

    def focus(self) -> None:
        """Bring the first box into view, and the keyboard to its first line."""
        block = self._text.block_of(TAKES_KEY)
        if not self.box.takes or block is None:
            return
        top, scroll, view = self._text.top_of(block), self._text.verticalScrollBar(), self._text.viewport().height()
        if not scroll.value() <= top <= scroll.value() + view - self.needed_height:
            scroll.setValue(round(top - view / 4))
        self.box.focus_first()
