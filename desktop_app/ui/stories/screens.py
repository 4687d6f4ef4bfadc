"""The screens Stories, Blind spots and Edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from desktop_app.library.view import View
from desktop_app.model.country import REGIONS
from desktop_app.model.coverage import Gap
from desktop_app.model.frozen import frozen
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

    def question(self) -> Callable[[View], Sequence[StorySummary]]:
        return lambda view: view.stories(MOST_STORIES)

    def say_empty(self) -> None:
        self.list.show_empty("stories", "No stories yet", _NOT_YET)


@frozen
class _Tab:
    """What the tab shows, its words, and what it says where there is nothing."""

    gap: Gap
    words: str
    rule: str
    nothing: str
    why: str


_UNKNOWN = "A source that could not be read in the last 24 hours counts as unknown, not as silent."
_TABS = (
    _Tab(
        Gap.BLIND_SPOT,
        "Blind spots",
        "Stories that at least four countries in two regions tell, and none of your press's sources, or fewer than "
        f"chance explains. {_UNKNOWN}",
        "{press}: no blind spots",
        "Every story that many countries tell is told by its press too, or too few of its sources were read.",
    ),
    _Tab(
        Gap.LATE,
        "Late here",
        "Stories of at least four other countries that your press began to tell more than twelve hours after the first "
        "of them.",
        "{press}: nothing came late",
        "What its press tells of many countries' stories, it told within twelve hours.",
    ),
    _Tab(
        Gap.ONLY_OURS,
        "Only here",
        "The mirror: stories that at least six of your press's sources tell, and of all others none, or fewer than "
        f"chance explains. {_UNKNOWN}",
        "{press}: nothing that only its press tells",
        "What six of its sources tell is told elsewhere too, or too few of its sources were read.",
    ),
    _Tab(
        Gap.TOLD_BY_ONE,
        "Told by one",
        "Stories that at least two sources of one country tell, and nobody else in the world.",
        "No story that one country alone tells",
        "Every story of two sources or more is told by the press of another country too.",
    ),
)


class BlindSpotsScreen(StoriesPage):
    """What many countries tell and one's own press does not; the mirror; and what one country alone tells."""

    press_chosen = Signal(str)  # country code, or the name of a region

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Blind spots", parent)
        self.setObjectName("blindSpotsScreen")
        self.press = QComboBox()
        self.press.setAccessibleName("Your press, whose blind spots are shown")
        self._label = QLabel("Your press")
        self._label.setProperty("look", "secondary")
        self.choices.addWidget(self._label)
        self.choices.addWidget(self.press)
        self.kinds = QTabBar()
        self.kinds.setAccessibleName("What is missing where")
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        for tab in _TABS:
            self.kinds.addTab(tab.words)
        self.tabs.addWidget(self.kinds)
        self.tabs.setContentsMargins(0, 0, 0, tokens.SPACE_1)
        self.rule.setText(self._tab.rule)
        self.kinds.currentChanged.connect(self._on_tab)
        self.press.currentIndexChanged.connect(self._on_press)

    @property
    def chosen(self) -> str:
        """A country's code or the name of a region."""
        return str(self.press.currentData() or "")

    @property
    def _tab(self) -> _Tab:
        return _TABS[self.kinds.currentIndex()]

    def show_press(self, chosen: str) -> None:
        """Choose a press without telling."""
        self.press.blockSignals(True)
        self.press.clear()
        for region in REGIONS:
            self.press.addItem(f"All of {region}" if region != "Americas" else "All of the Americas", region)
        self.press.insertSeparator(self.press.count())
        for country in sorted(self._context.countries.all(), key=lambda c: c.name):
            if country.region in REGIONS:
                self.press.addItem(country.name, country.code)
        self.press.setCurrentIndex(max(0, self.press.findData(chosen)))
        self.press.blockSignals(False)

    def change_press(self, chosen: str) -> None:
        """Choose a press without telling, and look for what it does not tell."""
        if chosen != self.chosen:
            self.show_press(chosen)
            self.list.clear()
            if self.isVisible():
                self.show_page()

    @Slot()
    def _on_tab(self) -> None:
        self.rule.setText(self._tab.rule)
        for widget in (self._label, self.press):
            widget.setVisible(self._tab.gap is not Gap.TOLD_BY_ONE)
        self.list.clear()
        self.show_page()

    @Slot()
    def _on_press(self) -> None:
        self.list.clear()
        self.press_chosen.emit(self.chosen)
        self.show_page()

    def question(self) -> Callable[[View], Sequence[StorySummary]]:
        gap, press = self._tab.gap, self.chosen
        return lambda view: [story.summary for story in view.gaps(gap, press)[:MOST_STORIES]]

    def say_empty(self) -> None:
        tab = self._tab
        self.list.show_empty("blind-spot", tab.nothing.format(press=self.press.currentText()), tab.why)


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

    def question(self) -> Callable[[View], Sequence[StorySummary]]:
        return lambda view: view.edition()

    def say_empty(self) -> None:
        self.list.show_empty("edition", "No Edition yet", _NOT_YET)
