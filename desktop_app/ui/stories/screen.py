"""What the screens Stories, Blind spots and Edition have in common: a title, a sentence, and a list of stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.library.view import View
from desktop_app.model.errors import OverviewError
from desktop_app.model.story import StorySummary
from desktop_app.ui.context import Context
from desktop_app.ui.stories.list import COLUMN, StoryList
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.widgets.centred import centred


class StoriesPage(QWidget):
    """Extended by each screen, which says what is asked of the store and what the answer means. GUI thread only."""

    story_chosen = Signal(object)  # StoryId
    left = Signal()  # Esc

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(title)
        self.title = QLabel(title)
        self.title.setFont(text_font(tokens.TYPE_H2, 600))
        self.rule = QLabel()
        self.rule.setProperty("look", "secondary")
        self.rule.setWordWrap(True)
        self.rule.setMinimumWidth(1)
        self.choices = QHBoxLayout()  # beside the title
        self.tabs = QHBoxLayout()  # below it
        self.list = StoryList(context.pictures, context.countries.name, self)
        self.list.story_chosen.connect(self.story_chosen)
        self.list.left.connect(self.left)
        self.list.empty.remedy_chosen.connect(self._on_remedy)
        self._arrange()
        context.bridge.stories_changed.connect(self._on_stories_changed)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addLayout(self.choices)
        column = QWidget()
        words = QVBoxLayout(column)
        words.setContentsMargins(tokens.SPACE_4, tokens.SPACE_6, tokens.SPACE_4, tokens.SPACE_2)
        words.setSpacing(tokens.SPACE_1)
        words.addLayout(top)
        words.addLayout(self.tabs)
        words.addWidget(self.rule)
        header = QFrame()
        header.setLayout(centred(column, COLUMN))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.list, 1)

    # For the screens

    def question(self) -> Callable[[View], Sequence[StorySummary]]:
        """What asks for what is to be shown now, off the GUI thread."""
        raise NotImplementedError

    def say_empty(self) -> None:
        """There is nothing: say why, and what can be done."""
        raise NotImplementedError

    # What happens

    def show_page(self) -> None:
        """Ask the store anew, and show what it has."""
        self.list.show_loading()
        self._context.tasks.run(self.question(), self._show, type(self).__name__, self._fail)

    def _show(self, stories: Sequence[StorySummary]) -> None:
        if stories:
            self.list.show_stories(stories, self._context.now())
        else:
            self.say_empty()

    def _fail(self, error: OverviewError) -> None:
        self.list.show_empty("warning", "The stories could not be read", messages.error_sentence(error), ("Try again",))

    @Slot(str)
    def _on_remedy(self, word: str) -> None:
        if word == "Try again":
            self.show_page()

    @Slot()
    def _on_stories_changed(self) -> None:
        """Stories grow while one reads: the list is asked again when the screen is shown next, not under the eye."""
        if self.isVisible() and not self.list.cards:
            self.show_page()

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
