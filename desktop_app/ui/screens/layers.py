"""Which layer the World screen's globe shows: the chooser over the globe, and the numbers from the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app import messages
from desktop_app.library.view import View
from desktop_app.model.country import CountryCode, press_of
from desktop_app.settings import HOME
from desktop_app.ui.context import Context
from desktop_app.ui.map import accessible
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.layer import Layer, Palette, shaded
from desktop_app.ui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from desktop_app.model.story_page import StoryPage
    from desktop_app.ui.models.story_layer import PaintedStory

ACTIVITY, MISSED, READING, STORY = "activity", "blind-spots", "reading", "story"
LAYERS = (
    Choice(ACTIVITY, "Activity", "Articles in the last 24 hours (L: the next layer)"),
    Choice(MISSED, "Blind spots", "Where stories are told that your press does not tell (L: the next layer)"),
    Choice(READING, "My reading", "Whose press you read in the last 30 days (L: the next layer)"),
    Choice(STORY, "This story", "Who tells the story that you opened last, and with which take (L: the next layer)"),
)
NO_STORY = "Open a story first: here is shown who tells it, and with which take"
CHOOSER_WIDTH = 368  # px
PAUSE_MS = 1_000  # changes in the store come in bursts
READ_DAYS = 30
DAY_S = 86_400


class WorldLayers(QObject):
    """Asks in the background, and again when the store has changed. GUI thread only."""

    chosen = Signal(str)  # by the user
    described = Signal()  # ``words`` has changed

    def __init__(self, context: Context, globe: GlobeWidget) -> None:
        super().__init__(globe)
        self._context = context
        self._globe = globe
        self._name = ACTIVITY
        self._own_press = HOME  # as it was chosen: a country's code, or the name of a region
        self._press: tuple[CountryCode, ...] = ()
        self._counts: Mapping[CountryCode, int] = {}
        self._story: PaintedStory | None = None  # that was opened last
        self._is_stale = False
        self.chooser = Choices("Layer", LAYERS, globe)
        self.chooser.setFixedWidth(CHOOSER_WIDTH)
        self.chooser.set_value(ACTIVITY)
        self.chooser.forbid(STORY, NO_STORY)
        self.chooser.chosen.connect(self._on_chosen)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        context.bridge.stories_changed.connect(self._on_stories_changed)
        context.bridge.marks_changed.connect(self._on_marks_changed)

    @property
    def name(self) -> str:
        """The layer that is shown: ACTIVITY, MISSED, READING or STORY."""
        return self._name

    def choose(self, name: str) -> None:
        """Show a layer; one that is not known, or cannot be shown, is the activity."""
        name = name if name in self._offered() else ACTIVITY
        self.chooser.set_value(name)
        self._name, self._counts = name, {}
        self._globe.set_layer(None if name == ACTIVITY else self._layer())
        self.described.emit()
        self._ask()

    def choose_next(self) -> None:
        """What a key does: it is said aloud too."""
        names = self._offered()
        self._on_chosen(names[(names.index(self._name) + 1) % len(names)])

    def _offered(self) -> list[str]:
        return [str(choice.value) for choice in LAYERS if choice.value != STORY or self._story is not None]

    def set_story(self, story: StoryPage) -> None:
        """The story that the user opened last."""
        from desktop_app.ui.models.story_layer import PaintedStory  # noqa: PLC0415  # no start needs it

        if self._story is not None and self._story.page == story:
            return
        self._story = PaintedStory(story)
        self.chooser.allow(STORY)
        if self._name == STORY:
            self._globe.set_layer(self._layer())
            self.described.emit()

    def set_press(self, chosen: str) -> None:
        """Whose blind spots are of interest: a country's code, or the name of a region."""
        self._own_press = chosen
        press = press_of(chosen, self._context.countries.all()).countries
        if press != self._press:
            self._press = press
            if self._name == MISSED:
                self.choose(MISSED)

    def words(self, code: CountryCode) -> str:
        """What the layer says of a country, as in "tells 3 stories that your press does not"; "" for the activity."""
        count = self._counts.get(code, 0)
        if self._name == STORY and self._story is not None:
            return self._story.said_of(code)
        if self._name == READING:
            return f"you read {messages.count(count, 'article') if count else 'none'} of it in {READ_DAYS} days"
        if self._name == MISSED and code in self._press:
            return "your press"
        return f"tells {messages.count(count, 'story', 'stories')} that your press does not" if count else ""

    @Slot()
    def refresh(self) -> None:
        """Ask again, now or when somebody looks."""
        self._is_stale = self._name != ACTIVITY and not self._globe.isVisible()
        if not self._is_stale:
            self._ask()

    def show_fresh(self) -> None:
        """Somebody looks again."""
        if self._is_stale:
            self.refresh()

    def _ask(self) -> None:
        press, since = self._press, self._context.now() - READ_DAYS * DAY_S
        asks: Mapping[str, Callable[[View], Mapping[CountryCode, int]]] = {
            MISSED: lambda view: view.missed(press),
            READING: lambda view: view.reading(since),
        }
        if self._name == STORY:
            self._ask_for_story()
        elif self._name in asks:
            self._context.tasks.run(asks[self._name], self._show, "globe's layer")

    def _ask_for_story(self) -> None:
        """As it is now: by one of its articles, since stories that grow together lose their numbers."""
        story, press = self._story, self._own_press
        if story is None or not story.page.rows:
            return
        article = story.page.rows[0].id

        def show(page: StoryPage | None) -> None:
            if page is not None and self._story is story:  # the user has opened no other one meanwhile
                self.set_story(page)

        self._context.tasks.run(lambda view: view.story_of(article, press), show, "globe's story")

    def _show(self, counts: Mapping[CountryCode, int]) -> None:
        if self._name in {MISSED, READING} and counts != self._counts:
            self._counts = counts
            self._globe.set_layer(self._layer())
            self.described.emit()

    def _layer(self) -> Layer:
        if self._name == STORY and self._story is not None:
            return self._story.layer(self._context.countries.name)
        if self._name == MISSED:
            return shaded("Stories your press does not tell", Palette.MISSED, self._counts)
        return shaded(f"Articles you read in {READ_DAYS} days", Palette.READ, self._counts)

    @Slot(object)
    def _on_chosen(self, name: object) -> None:
        self.choose(str(name))
        words = next(choice.words for choice in LAYERS if choice.value == self._name)
        if self._name == STORY and self._story is not None:
            words = f"{words}: {self._story.in_short()}"
        accessible.announce(self._globe, words)
        self.chosen.emit(self._name)

    @Slot()
    def _on_stories_changed(self) -> None:
        if self._name in {MISSED, STORY} and not self._soon.isActive():
            self._soon.start()

    @Slot(object)
    def _on_marks_changed(self, _event: object) -> None:
        if self._name == READING and not self._soon.isActive():
            self._soon.start()
