"""The screens Stories, Blind spots and Edition."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.library.view import View
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StorySummary
from desktop_app.ui.context import Context
from desktop_app.ui.stories.screen import StoriesPage
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font

MOST_STORIES = 60
_NOT_YET = "Stories appear when the press of at least two countries has told of the same event."


class StoriesScreen(StoriesPage):
    """What the world tells, by how many countries tell it and how lately."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Stories", parent)
        self.setObjectName("storiesScreen")
        self.rule.setText("Events that the press of several countries tells, the most told and the latest first.")

    def read(self, view: View) -> Sequence[StorySummary]:
        return view.stories(MOST_STORIES)

    def say_empty(self) -> None:
        self.list.show_empty("stories", "No stories yet", _NOT_YET)


class BlindSpotsScreen(StoriesPage):
    """What many countries tell, and one's own press does not."""

    press_chosen = Signal(str)  # country code

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Blind spots", parent)
        self.setObjectName("blindSpotsScreen")
        self.press = QComboBox()
        self.press.setAccessibleName("Your press, whose blind spots are shown")
        label = QLabel("Your press")
        label.setProperty("look", "secondary")
        self.choices.addWidget(label)
        self.choices.addWidget(self.press)
        self._say_rule()
        self.press.currentIndexChanged.connect(self._on_press)

    @property
    def chosen(self) -> CountryCode:
        return CountryCode(str(self.press.currentData() or ""))

    def show_press(self, code: CountryCode) -> None:
        """Choose a press without telling."""
        self.press.blockSignals(True)
        self.press.clear()
        for country in sorted(self._context.countries.all(), key=lambda c: c.name):
            if country.region != "World":
                self.press.addItem(country.name, country.code)
        self.press.setCurrentIndex(max(0, self.press.findData(code)))
        self.press.blockSignals(False)

    def _say_rule(self) -> None:
        self.rule.setText(
            "Stories that at least four countries in two regions tell, and none of your press's sources, or fewer than "
            "chance explains. A source that could not be read in the last 24 hours counts as unknown, not as silent."
        )

    @Slot()
    def _on_press(self) -> None:
        self.list.clear()
        self.press_chosen.emit(self.chosen)
        self.show_page()

    def read(self, view: View) -> Sequence[StorySummary]:
        return view.blind_spots((self.chosen,))

    def say_empty(self) -> None:
        name = self._context.countries.name(self.chosen)
        self.list.show_empty(
            "blind-spot",
            f"No blind spots: {name}",
            "Every story that many countries tell is told by its press too, or too few of its sources were read.",
        )


class EditionScreen(StoriesPage):
    """Twelve stories of the day, from all over the world, with an end."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Edition", parent)
        self.setObjectName("editionScreen")
        self.rule.setText("Twelve stories of today from at least five regions of the world. It can be finished.")
        self._say_end()

    def _say_end(self) -> None:
        words = QLabel("That was the Edition", alignment=Qt.AlignmentFlag.AlignHCenter)
        words.setFont(text_font(tokens.TYPE_PANE_TITLE, 600))
        hint = QLabel("You have seen today's stories. The world goes on.", alignment=Qt.AlignmentFlag.AlignHCenter)
        hint.setProperty("look", "secondary")
        self.done = QPushButton("To the globe")
        self.done.clicked.connect(self.left)
        column = QVBoxLayout(self.list.end)
        column.setContentsMargins(0, tokens.SPACE_8, 0, tokens.SPACE_8)
        column.addWidget(words)
        column.addWidget(hint)
        column.addSpacing(tokens.SPACE_3)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignHCenter)

    def read(self, view: View) -> Sequence[StorySummary]:
        return view.edition()

    def say_empty(self) -> None:
        self.list.show_empty("edition", "No Edition yet", _NOT_YET)
