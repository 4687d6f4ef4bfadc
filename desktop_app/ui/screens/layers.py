"""Which layer the World screen's globe shows: the chooser over the globe, and the numbers from the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app import messages
from desktop_app.library.view import View
from desktop_app.model.country import CountryCode, press_of
from desktop_app.ui.context import Context
from desktop_app.ui.map import accessible
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.layer import Layer, Palette, shaded
from desktop_app.ui.widgets.choices import Choice, Choices

ACTIVITY, MISSED, READING = "activity", "blind-spots", "reading"
LAYERS = (
    Choice(ACTIVITY, "Activity", "Articles in the last 24 hours (L: the next layer)"),
    Choice(MISSED, "Blind spots", "Where stories are told that your press does not tell (L: the next layer)"),
    Choice(READING, "My reading", "Whose press you read in the last 30 days (L: the next layer)"),
)
CHOOSER_WIDTH = 276  # px
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
        self._press: tuple[CountryCode, ...] = ()
        self._counts: Mapping[CountryCode, int] = {}
        self._is_stale = False
        self.chooser = Choices("Layer", LAYERS, globe)
        self.chooser.setFixedWidth(CHOOSER_WIDTH)
        self.chooser.set_value(ACTIVITY)
        self.chooser.chosen.connect(self._on_chosen)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        context.bridge.stories_changed.connect(self._on_stories_changed)
        context.bridge.marks_changed.connect(self._on_marks_changed)

    @property
    def name(self) -> str:
        """The layer that is shown: ACTIVITY, MISSED or READING."""
        return self._name

    def choose(self, name: str) -> None:
        """Show a layer; one that is not known is the activity."""
        name = name if name in {choice.value for choice in LAYERS} else ACTIVITY
        self.chooser.set_value(name)
        self._name, self._counts = name, {}
        self._globe.set_layer(None if name == ACTIVITY else self._layer())
        self.described.emit()
        self._ask()

    def choose_next(self) -> None:
        """What a key does: it is said aloud too."""
        names = [str(choice.value) for choice in LAYERS]
        self._on_chosen(names[(names.index(self._name) + 1) % len(names)])

    def set_press(self, chosen: str) -> None:
        """Whose blind spots are of interest: a country's code, or the name of a region."""
        press = press_of(chosen, self._context.countries.all()).countries
        if press != self._press:
            self._press = press
            if self._name == MISSED:
                self.choose(MISSED)

    def words(self, code: CountryCode) -> str:
        """What the layer says of a country, as in "tells 3 stories that your press does not"; "" for the activity."""
        count = self._counts.get(code, 0)
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
        if self._name in asks:
            self._context.tasks.run(asks[self._name], self._show, "globe's layer")

    def _show(self, counts: Mapping[CountryCode, int]) -> None:
        if self._name != ACTIVITY and counts != self._counts:
            self._counts = counts
            self._globe.set_layer(self._layer())
            self.described.emit()

    def _layer(self) -> Layer:
        if self._name == MISSED:
            return shaded("Stories your press does not tell", Palette.MISSED, self._counts)
        return shaded(f"Articles you read in {READ_DAYS} days", Palette.READ, self._counts)

    @Slot(object)
    def _on_chosen(self, name: object) -> None:
        self.choose(str(name))
        accessible.announce(self._globe, next(choice.words for choice in LAYERS if choice.value == self._name))
        self.chosen.emit(self._name)

    @Slot()
    def _on_stories_changed(self) -> None:
        if self._name == MISSED and not self._soon.isActive():
            self._soon.start()

    @Slot(object)
    def _on_marks_changed(self, _event: object) -> None:
        if self._name == READING and not self._soon.isActive():
            self._soon.start()
