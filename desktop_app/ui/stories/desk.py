"""The screens about stories, made when they are first shown, and the way between them. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app import assets, messages
from desktop_app.library.view import View
from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.errors import OverviewError
from desktop_app.model.story import StoryId
from desktop_app.model.story_page import StoryPage
from desktop_app.ui.context import Context
from desktop_app.ui.stories.screen import StoriesPage
from desktop_app.ui.stories.screens import BlindSpotsScreen, EditionScreen, StoriesScreen
from desktop_app.ui.stories.side import StorySide
from desktop_app.ui.stories.story_chooser import MOST, StoryChooser
from desktop_app.ui.stories.story_view import StoryView

STORIES, BLIND_SPOTS, EDITION, STORY = "stories", "blind-spots", "edition", "story"


_SCREENS: dict[str, type[StoriesScreen | BlindSpotsScreen | EditionScreen]] = {
    STORIES: StoriesScreen,
    BLIND_SPOTS: BlindSpotsScreen,
    EDITION: EditionScreen,
}


Ask = Callable[[View], StoryPage | None]
Wanted = tuple[ArticleRow | None, Ask]  # the article whose story it is, if it is an article's, and how it is found


def _nothing(_view: View) -> None:
    """No story was asked for yet."""


class StoryDesk(QObject):
    """Makes the screens and puts them on the stack; the window says which one is wanted."""

    article_chosen = Signal(object)  # ArticleId
    story_shown = Signal(object)  # StoryPage: the one that is open now
    left = Signal()  # out of a list of stories
    said = Signal(str, object)  # words for the status line, and what undoes it
    export_requested = Signal(object)  # StoryId
    press_chosen = Signal(str)  # whose blind spots are wanted: a country's code, or a region's name

    def __init__(
        self, context: Context, stack: QStackedWidget, press: Callable[[], str], parent: QObject | None = None
    ) -> None:
        """``press`` tells the user's own press: a country's code, or a region's name."""
        super().__init__(parent)
        self._press = press
        self._context = context
        self._stack = stack
        self.made: dict[str, QWidget] = {}
        self._before: QWidget | None = None  # where the story was opened
        self._wanted: Wanted = None, _nothing  # what is shown, or will be when it is found
        self._is_changed = False  # by the user
        self._chooser: StoryChooser | None = None
        # whose story the user is asked for, and what is to be shown then
        self._asked: tuple[tuple[ArticleId, ...], Wanted] = (), self._wanted
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
        view.moved.connect(self._ask_where)
        view.joined.connect(self._ask_which)
        view.export_requested.connect(self.export_requested)
        self._add(STORY, view)
        return view

    def _add(self, name: str, screen: QWidget) -> None:
        self.made[name] = screen
        self._stack.addWidget(screen)

    def pane(self, name: str) -> QWidget:
        """What takes the keys on a screen that was made."""
        made = self.made[name]
        return made.list if isinstance(made, StoriesPage) else made

    def on_press_changed(self) -> None:
        """The user has chosen another press, wherever."""
        screen = self.made.get(BLIND_SPOTS)
        if isinstance(screen, BlindSpotsScreen):
            screen.change_press(self._press())

    def show_list(self, name: str) -> None:
        """Show a list of stories as it is now."""
        screen = self.screen(name)
        self._stack.setCurrentWidget(screen)
        screen.show_page()
        screen.list.focus_first()

    @Slot(object)
    def open_story(self, story: StoryId) -> None:
        """Show a story by itself."""
        press = self._press()
        self._open(None, lambda view: view.story(story, press))

    def open_of(self, row: ArticleRow) -> None:
        """Show who else tells what an article tells."""
        press = self._press()
        self._open(row, lambda view: view.story_of(row.id, press))

    def _open(self, opened: ArticleRow | None, ask: Ask) -> None:
        self._wanted = opened, ask
        self._is_changed = False
        self._show()

    def _show(self) -> None:
        """Look for what is wanted, and show it."""
        opened, ask = self._wanted
        shown, now = self.story(), self._context.now()
        shown.show_loading(opened, now)
        if self._stack.currentWidget() is not shown:
            self._before = self._stack.currentWidget()
        self._stack.setCurrentWidget(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

        def fail(error: OverviewError) -> None:
            shown.show_failure(messages.error_sentence(error))

        def show(page: StoryPage | None) -> None:
            shown.show_story(page, opened, now)
            if page is not None:
                self.story_shown.emit(page)

        self._context.tasks.run(ask, show, "story", fail)

    @Slot(object)
    def _compare(self, story: StoryId) -> None:
        shown = self.story()
        ask = self._context.tasks.run
        ask(lambda view: view.compared(story), lambda takes: shown.show_compared(story, takes), "compared takes")

    # What the user says of stories

    @Slot(object, object)
    def _take_out(self, article: ArticleId, other: ArticleId) -> None:
        """The user says that an article does not tell the story of another one; can be undone."""
        done = self._context.library.take_from_story_of(article, other)
        self._is_changed = True
        self.said.emit("Taken out of the story", partial(self._context.library.take_back, done))

    @Slot(object, object)
    def _ask_where(self, article: ArticleId, anchor: QWidget) -> None:
        self._ask((article,), anchor, "This article goes into the story that you choose.", self._wanted)

    @Slot(object, object)
    def _ask_which(self, articles: tuple[ArticleId, ...], anchor: QWidget) -> None:
        one = "The article goes" if len(articles) == 1 else "All articles of this story go"
        press = self._press()
        together: Wanted = None, lambda view: view.story_of(articles[0], press)
        self._ask(articles, anchor, f"{one} into the story that you choose.", together)

    def _ask(self, articles: tuple[ArticleId, ...], anchor: QWidget, why: str, wanted: Wanted) -> None:
        """Ask for a story; ``wanted`` is shown then."""
        self._asked = articles, wanted
        if self._chooser is None:
            self._chooser = StoryChooser(self._context.countries.name, self._stack.window())
            self._chooser.panel.asked.connect(self._look_for)
            self._chooser.panel.chosen.connect(self._put_together)
        self._chooser.ask(anchor, why)

    @Slot(str)
    def _look_for(self, text: str) -> None:
        chooser, now, (article, *_) = self._chooser, self._context.now(), self._asked[0]

        def ask(view: View) -> tuple[ArticleRow, ...]:
            (row,) = view.rows((article,)) or (None,)
            return view.representatives(text, MOST, row.story if row is not None else None)

        def show(rows: tuple[ArticleRow, ...]) -> None:
            if chooser is not None:
                chooser.panel.show_rows(rows, now)

        self._context.tasks.run(ask, show, "stories to choose")

    @Slot(object)
    def _put_together(self, row: ArticleRow) -> None:
        """The user says that articles tell what another one does; can be undone."""
        articles, self._wanted = self._asked
        done = self._context.library.put_in_story_of(articles, row.id)
        self._is_changed = True
        self.said.emit("Put into that story", partial(self._context.library.take_back, done))

    @Slot()
    def _on_stories_changed(self) -> None:
        """The story that is shown is shown as the user's word has made it; what arrives meanwhile changes nothing, but
        where nobody else had told it yet.
        """
        shown = self.made.get(STORY)
        if not isinstance(shown, StoryView) or self._stack.currentWidget() is not shown:
            return
        if self._is_changed:
            self._show()
        elif shown.is_empty:
            self._look_again(shown)

    def _look_again(self, shown: StoryView) -> None:
        """Where nothing was found, show what there is by now; nothing moves while there is still nothing."""
        opened, ask = wanted = self._wanted

        def show(page: StoryPage | None) -> None:
            if page is not None and shown.is_empty and self._wanted == wanted:
                shown.show_story(page, opened, self._context.now())
                self.story_shown.emit(page)

        self._context.tasks.run(ask, show, "story")

    @Slot()
    def leave_story(self) -> None:
        """Back to where the story was opened."""
        if self._before is None:
            self.left.emit()
            return
        self._stack.setCurrentWidget(self._before)
        if isinstance(self._before, StoriesPage):
            self._before.list.focus_first()
