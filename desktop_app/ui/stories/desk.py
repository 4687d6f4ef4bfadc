"""The screens about stories, made when they are first shown, and the way between them. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app import assets, messages
from desktop_app.library.view import View
from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import OverviewError
from desktop_app.model.story import StoryId
from desktop_app.model.story_page import StoryPage
from desktop_app.ui.context import Context
from desktop_app.ui.stories.screen import StoriesPage
from desktop_app.ui.stories.screens import BlindSpotsScreen, EditionScreen, StoriesScreen
from desktop_app.ui.stories.side import StorySide
from desktop_app.ui.stories.story_view import StoryView

STORIES, BLIND_SPOTS, EDITION, STORY = "stories", "blind-spots", "edition", "story"


def _nothing() -> None:
    """No story was shown yet."""


_SCREENS: dict[str, type[StoriesScreen | BlindSpotsScreen | EditionScreen]] = {
    STORIES: StoriesScreen,
    BLIND_SPOTS: BlindSpotsScreen,
    EDITION: EditionScreen,
}


class StoryDesk(QObject):
    """Makes the screens and puts them on the stack; the window says which one is wanted."""

    article_chosen = Signal(object)  # ArticleId
    left = Signal()  # out of a list of stories
    said = Signal(str, object)  # words for the status line, and what undoes it
    press_chosen = Signal(str)  # whose blind spots are wanted: country code

    def __init__(
        self, context: Context, stack: QStackedWidget, press: Callable[[], CountryCode], parent: QObject | None = None
    ) -> None:
        """``press`` tells the user's own press."""
        super().__init__(parent)
        self._press = press
        self._context = context
        self._stack = stack
        self.made: dict[str, QWidget] = {}
        self._before: QWidget | None = None  # where the story was opened
        self._again: Callable[[], None] = _nothing  # show the story that is shown once more
        self._is_changed = False  # by the user
        context.bridge.stories_changed.connect(self._on_stories_changed)

    def screen(self, name: str) -> StoriesPage:
        """One of the three lists. KeyError for another name."""
        made = self.made.get(name)
        if isinstance(made, StoriesPage):
            return made
        screen = _SCREENS[name](self._context)
        screen.story_chosen.connect(self.open_story)
        screen.left.connect(self.left)
        if isinstance(screen, BlindSpotsScreen):
            screen.show_press(self._press())
            screen.press_chosen.connect(self.press_chosen)
        self._add(name, screen)
        return screen

    def story(self) -> StoryView:
        made = self.made.get(STORY)
        if isinstance(made, StoryView):
            return made
        countries = self._context.countries
        view = StoryView(countries.get, StorySide(assets.path("map"), countries.all))
        view.back_pressed.connect(self.leave_story)
        view.article_chosen.connect(self.article_chosen)
        view.compare_wanted.connect(self._compare)
        view.taken_out.connect(self._take_out)
        self._add(STORY, view)
        return view

    def _add(self, name: str, screen: QWidget) -> None:
        self.made[name] = screen
        self._stack.addWidget(screen)

    def show_list(self, name: str) -> None:
        """Show a list of stories as it is now."""
        screen = self.screen(name)
        self._stack.setCurrentWidget(screen)
        screen.show_page()
        screen.list.focus_first()

    @Slot(object)
    def open_story(self, story: StoryId) -> None:
        """Show a story by itself."""
        self._open(None, lambda view: view.story(story))

    def open_of(self, row: ArticleRow) -> None:
        """Show who else tells what an article tells."""
        self._open(row, lambda view: view.story_of(row.id))

    def _open(self, opened: ArticleRow | None, ask: Callable[[View], StoryPage | None]) -> None:
        self._again = partial(self._show, opened, ask)
        self._is_changed = False
        self._show(opened, ask)

    def _show(self, opened: ArticleRow | None, ask: Callable[[View], StoryPage | None]) -> None:
        shown, now = self.story(), self._context.now()
        shown.show_loading(opened, now)
        if self._stack.currentWidget() is not shown:
            self._before = self._stack.currentWidget()
        self._stack.setCurrentWidget(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

        def fail(error: OverviewError) -> None:
            shown.show_failure(messages.error_sentence(error))

        self._context.tasks.run(ask, lambda page: shown.show_story(page, opened, now), "story", fail)

    @Slot(object)
    def _compare(self, story: StoryId) -> None:
        shown = self.story()
        ask = self._context.tasks.run
        ask(lambda view: view.compared(story), lambda takes: shown.show_compared(story, takes), "compared takes")

    @Slot(object, object)
    def _take_out(self, article: ArticleId, other: ArticleId) -> None:
        """The user says that an article does not tell the story of another one; can be undone."""
        self._context.library.take_from_story_of(article, other)
        self._is_changed = True
        self.said.emit("Taken out of the story", partial(self._context.library.put_in_story_of, article, other))

    @Slot()
    def _on_stories_changed(self) -> None:
        """The story that is shown is shown as the user's word has made it; what arrives meanwhile changes nothing."""
        if self._is_changed and STORY in self.made and self._stack.currentWidget() is self.made[STORY]:
            self._again()

    @Slot()
    def leave_story(self) -> None:
        """Back to where the story was opened."""
        if self._before is None:
            self.left.emit()
            return
        self._stack.setCurrentWidget(self._before)
        if isinstance(self._before, StoriesPage):
            self._before.list.focus_first()
