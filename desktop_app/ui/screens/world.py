"""The World screen: the globe, and beside it the country under its reticle and the list of all."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QObject, Qt, QTimer, QTimeZone, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import assets, messages
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.events import ArticlesChanged
from desktop_app.settings import Settings
from desktop_app.ui.context import Context
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.layer import Palette, shaded
from desktop_app.ui.map.motion import nearest
from desktop_app.ui.map.reading import read_map
from desktop_app.ui.map.style import STYLES
from desktop_app.ui.screens.countries import INSET, MARGIN, CountryListModel, CountryListView
from desktop_app.ui.screens.country_card import HEADLINES, CountryCard
from desktop_app.ui.screens.home import country_of_clock
from desktop_app.ui.screens.languages import languages_of_press
from desktop_app.ui.screens.layers import WorldLayers
from desktop_app.ui.screens.offline_card import OfflineCard
from desktop_app.ui.screens.welcome import WelcomeStrip
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme
from desktop_app.ui.theme.tokens import Theme
from desktop_app.ui.widgets.choices import Choice, Choices
from desktop_app.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop_app.ui.map.chart import Chart
    from desktop_app.ui.screens.replay import Replay

PANEL_WIDTH = 420
PANEL_NARROW = 340  # in a small window
SMALL_WIDTH = 1120  # of the screen, from which on there is room for the wider panel
MINUTE_MS = 60_000
PAUSE_MS = 3_000  # from one reading of new articles to the next
CALM_MS = 600  # after a pass, or after news in none, before rings spread where news came: beside a pass they stutter
PICK_AFTER_MS = 1_500  # after the first articles, and again while those of no near country have come
PICK_TRIES = 4  # after which a far country is better than none
NEAR = 25.0  # degrees
EVERYWHERE = 180.0  # degrees
SHAPES = (Choice(False, "Globe", "The globe (F)"), Choice(True, "Flat map", "The flat map, with equal areas (F)"))
SHAPES_WIDTH = 148  # px


class WorldScreen(QWidget):
    """Says which country was chosen or opened; the window decides what follows."""

    country_opened = Signal(str)
    headline_chosen = Signal(object)  # ArticleId
    retry_pressed = Signal()
    demo_pressed = Signal()
    setting_chosen = Signal(str, object)  # in the welcome: the setting's name and its new value
    welcome_dismissed = Signal()
    borders_pressed = Signal()  # what is drawn how on the map is of interest

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._home: CountryCode | None = None
        self._counts: dict[CountryCode, int] = {}
        self._sources: dict[CountryCode, int] = {}
        self._followed: frozenset[CountryCode] = frozenset()
        self.globe = GlobeWidget(assets.path("map"), STYLES[current_theme().name], self, clock=context.now)
        run = context.tasks.run
        self.globe.read_by(lambda read, give_to: run(lambda _view: read(), give_to, "map's close view"))
        self.layers = WorldLayers(context, self.globe)
        self._model = CountryListModel(self)
        self._build_overlay()
        self._build_panel()
        self.welcome: WelcomeStrip | None = None
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.globe, 1)
        row.addWidget(self.panel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row, 1)
        self._tries = 0
        self._pick_soon = QTimer(self, singleShot=True, interval=PICK_AFTER_MS)
        self._pick_soon.timeout.connect(self._pick_nearest)
        self._connect()
        self._is_unseen = False  # a country was selected while nobody looks
        self._has_news = False  # articles came that the counts do not show yet
        self._of_day: dict[CountryCode, int] = {}  # articles of the day that is replayed
        self._arrived: frozenset[CountryCode] = frozenset()  # where they came
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read_news)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._pulse)
        self._is_in_pass = False
        self._minute = QTimer(self, interval=MINUTE_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._minute.timeout.connect(self._show_selected)
        self.read_catalog()
        self.read_activity()

    def _build_overlay(self) -> None:
        """What lies over the globe's corners."""
        self.borders = QPushButton("Borders", self.globe)
        self.borders.setProperty("look", "link")
        self.borders.setToolTip("What is hatched and dashed on the map, and why")
        self.borders.setCursor(Qt.CursorShape.PointingHandCursor)
        self.shape = Choices("Map", SHAPES, self.globe)
        self.shape.setFixedWidth(SHAPES_WIDTH)
        self.shape.set_value(False)
        overlay = QGridLayout(self.globe)
        overlay.setContentsMargins(tokens.SPACE_3, tokens.SPACE_3, tokens.SPACE_3, tokens.SPACE_2)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        overlay.addWidget(self.layers.chooser, 0, 0, Qt.AlignmentFlag.AlignLeft | top)
        overlay.addWidget(self.shape, 0, 1, Qt.AlignmentFlag.AlignRight | top)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        self._below.setSpacing(tokens.SPACE_3)
        self._below.addWidget(self.borders)
        overlay.addLayout(self._below, 1, 0, 1, 2, bottom)

    @cached_property
    def replay(self) -> Replay:
        """Made after the first paint."""
        from desktop_app.ui.screens.replay import Replay  # noqa: PLC0415

        replay = Replay(self.globe)
        self._below.insertWidget(1, replay)
        replay.day_chosen.connect(self._on_day)
        self.layers.chosen.connect(replay.reset)
        return replay

    @property
    def _days_ago(self) -> int:
        """Of the day that is shown; 0 for the last 24 hours."""
        return self.replay.days_ago if "replay" in self.__dict__ else 0

    def _build_panel(self) -> None:
        self.panel = QFrame(self)
        self.panel.setObjectName("countryPanel")
        self.panel.setProperty("look", "pane")
        self.panel.setFixedWidth(PANEL_WIDTH)
        self.card = CountryCard(self.panel)
        self.offline_card = OfflineCard(self.panel)
        self.offline_card.hide()
        self.search = SearchField("Find a country or territory", self.panel)
        self.search.setObjectName("countrySearch")
        self.search.installEventFilter(self)
        self.nothing = QLabel(self.panel)
        self.nothing.setProperty("look", "secondary")
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.list = CountryListView(self._model, self.panel)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, tokens.SPACE_6, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for widget in (self.card, self.offline_card, self.search, self.nothing):
            margin = MARGIN - INSET if widget is self.card else MARGIN
            inset = QVBoxLayout()
            inset.setContentsMargins(margin, 0, margin, 0)
            inset.addWidget(widget)
            column.addLayout(inset)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        context = self._context
        self.globe.country_chosen.connect(self._on_chosen)
        self.globe.country_opened.connect(self.country_opened)
        self.layers.described.connect(self._describe)
        self.borders.clicked.connect(self.borders_pressed)
        self.shape.chosen.connect(self.globe.set_flat)
        self.globe.set_leading(self._led_with)
        self.globe.flattened.connect(self.shape.set_value)
        self.search.textChanged.connect(self._on_typed)
        self.list.country_chosen.connect(self._on_listed)
        self.list.country_opened.connect(self.country_opened)
        self.card.open_pressed.connect(self._open_selected)
        self.card.follow_toggled.connect(self._on_follow)
        self.card.surprise_pressed.connect(self.globe.surprise)
        self.card.headline_chosen.connect(self.headline_chosen)
        self.offline_card.retry_pressed.connect(self.retry_pressed)
        self.offline_card.demo_pressed.connect(self.demo_pressed)
        context.bridge.articles_changed.connect(self._on_articles_changed)
        self.globe.redrawing.connect(self._on_redrawing)
        context.bridge.sync_finished.connect(self._read_news)
        context.bridge.sync_started.connect(self._on_pass_started)
        context.bridge.sync_finished.connect(self._on_pass_finished)
        context.bridge.catalog_changed.connect(self.read_catalog)
        context.bridge.marks_changed.connect(self._show_selected)

    # What is shown

    @property
    def selected(self) -> CountryCode | None:
        return self.globe.selected

    def dress(self, theme: Theme) -> None:
        """Draw the globe in this theme."""
        self.globe.set_style(STYLES[theme.name])

    def load_map(self) -> None:
        """Read the map, beside what the window does; for after the first paint."""
        folder = self.globe.folder
        self._context.tasks.run(lambda _view: read_map(folder), self._show_map, "map")

    def _show_map(self, chart: Chart | None) -> None:
        self.globe.show_map(chart)
        self._offer_days()

    def _offer_days(self) -> None:
        self.replay.show_days(self._context.view.oldest(), self._context.now())

    @Slot()
    def read_catalog(self) -> None:
        """Countries, what is followed and which sources there are, from the store."""
        view = self._context.view
        self._context.countries.read()
        self._followed = view.followed()
        self._sources = view.source_counts()
        places = [c for c in self._context.countries.all() if c.region != "World"]
        self.globe.set_countries(places)
        self._model.set_countries(places, self._followed)
        self._describe()
        self._show_selected()
        if self.welcome is not None:
            self._fill_welcome(str(self.welcome.home.currentData() or ""))

    def read_activity(self) -> None:
        """How many articles each country's press had in the last 24 hours."""
        self._has_news = False
        if self.globe.loaded:
            self._offer_days()
        self._context.library.precedence.take()
        self._counts = self._context.view.activity()
        self.globe.set_activity(self._counts)
        self._model.set_counts(self._counts)
        self._describe()
        self._show_selected()
        if self._counts and self.globe.selected is None and not self._pick_soon.isActive():
            self._pick_soon.start()
        if not self.globe.is_redrawing:
            self._context.library.precedence.release()

    def show_welcome(self, settings: Settings) -> None:
        """Show the strip of the first start, until it was dismissed once."""
        if settings.is_welcomed:
            if self.welcome is not None:
                self.welcome.hide()
                self.welcome.deleteLater()
                self.welcome = None
            return
        if self.welcome is None:
            self.welcome = WelcomeStrip(settings, self)
            self.welcome.chosen.connect(self.setting_chosen)
            self.welcome.dismissed.connect(self.welcome_dismissed)
            self._column.insertWidget(0, self.welcome)
            self._fill_welcome(settings.home_country)
        self.welcome.show_settings(settings)

    def _fill_welcome(self, home: str) -> None:
        if self.welcome is not None:
            self.welcome.show_countries([c for c in self._context.countries.all() if c.region != "World"], home)
            self._context.tasks.run(languages_of_press, self._on_languages, "languages")

    def _on_languages(self, languages: frozenset[str]) -> None:
        if self.welcome is not None:
            self.welcome.show_languages(languages)

    def look_at(self, code: CountryCode) -> None:
        """Select a country and have it under the reticle, without a flight: nobody is looking."""
        country = self._context.countries.get(code)
        if country is not None and self.globe.selected != code:
            self._is_unseen = True
            self.globe.select(code, fly=False)
            self.globe.center_on(country.longitude, country.latitude)

    def set_home(self, home: str) -> None:
        """The country that the Home key goes to; "" for the one that the computer's clock is of."""
        self._home = CountryCode(home) if home else country_of_clock(self._context.countries.all())
        self.globe.set_home(self._home)

    def face_home(self) -> None:
        """At the first start: look at the user's country, or at the part of the world the computer's clock is of."""
        country = self._context.countries.get(self._home) if self._home else None
        if country is not None:
            self.globe.center_on(country.longitude, max(-35.0, min(45.0, country.latitude)))
            return
        offset_s = QTimeZone.systemTimeZone().standardTimeOffset(QDateTime.currentDateTimeUtc())
        self.globe.center_on(offset_s / 240, 20.0)  # the earth turns a degree in 240 s

    def show_offline(self, is_shown: bool) -> None:
        """Nothing is stored and there is no network: say so, and what can be done."""
        self.offline_card.setVisible(is_shown)
        self.card.setVisible(not is_shown)

    @Slot()
    def _describe(self) -> None:
        self.globe.set_details(
            {
                c.code: self._words(c)
                for c in self._context.countries.all()
                if self._counts.get(c.code) or self._sources.get(c.code)
            }
        )

    def _words(self, country: Country) -> str:
        articles, sources = self._counts.get(country.code, 0), self._sources.get(country.code, 0)
        news = messages.count(articles, "new article") if articles else "no new articles"
        layer = self.layers.words(country.code)
        return f"{news}, {messages.count(sources, 'source')}{', ' if layer else ''}{layer}"

    @Slot()
    def _show_selected(self) -> None:
        code = self.globe.selected
        country = self._context.countries.get(code) if code else None
        if country is None:
            self.card.show_nothing("Pick a country", "Turn the globe, click a country, or type its name.")
            return
        view = self._context.view
        sources = self._sources.get(country.code, 0)
        days = self._days_ago
        self.card.show_country(
            country,
            now=self._context.now(),
            articles=(self._of_day if days else self._counts).get(country.code, 0),
            day=self.replay.words.text() if days else "",
            sources=sources,
            is_followed=country.code in self._followed,
            headlines=view.headlines(country.code, HEADLINES, days),
            quiet="Its press has nothing of that day in the store." if days else self._why_quiet(sources),
        )

    @staticmethod
    def _why_quiet(sources: int) -> str:
        if not sources:
            return "The catalogue knows no press here yet. You can add a feed of your own under Sources."
        return "Nothing has arrived yet. Open the country to read its sources now."

    def _led_with(self, code: CountryCode) -> str:
        rows = self._context.view.headlines(code, 1, self._days_ago)
        return rows[0].title if rows else ""

    # What happens

    @Slot(int)
    def _on_day(self, days_ago: int) -> None:
        """Show the news of another day, or of the last 24 hours again."""
        if days_ago:
            ask = self._context.tasks.run
            ask(lambda view: (days_ago, view.activity_of(days_ago)), self._show_day, "day on the globe")
        else:
            self._of_day = {}
            self.layers.choose(self.layers.name)
            self._show_selected()

    def _show_day(self, found: tuple[int, dict[CountryCode, int]]) -> None:
        days_ago, self._of_day = found
        if days_ago == self.replay.days_ago:
            title = f"Articles of {self.replay.words.text()}"
            self.globe.set_layer(shaded(title, Palette.ACTIVITY, self._of_day))
            self._show_selected()

    @Slot()
    def _pick_nearest(self) -> None:
        """Nobody has chosen yet: choose the country with news that is nearest to the reticle."""
        if self.globe.selected is not None:
            return
        self._tries += 1
        longitude, latitude, _zoom = self.globe.state()
        countries = (self._context.countries.get(code) for code in self._context.view.activity())
        places = {c.code: (c.longitude, c.latitude) for c in countries if c is not None and c.region != "World"}
        found = nearest((longitude, latitude), places, NEAR if self._tries < PICK_TRIES else EVERYWHERE)
        if self.globe.moving or found is None:
            self._pick_soon.start()
        else:
            self.globe.select(found)

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        if not self._is_unseen:
            self.list.select(CountryCode(code) if code else None)
            self._show_selected()

    @Slot(str)
    def _on_listed(self, code: str) -> None:
        self.globe.select(CountryCode(code))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._model.filter(text)
        self.nothing.setText(f"No country or territory is called “{text.strip()}”.")
        self.nothing.setVisible(self.list.is_empty() and bool(text.strip()))
        if text.strip():
            self.list.choose_first()
        else:
            self.list.select(self.globe.selected)

    @Slot()
    def _open_selected(self) -> None:
        if self.globe.selected:
            self.country_opened.emit(self.globe.selected)

    @Slot(bool)
    def _on_follow(self, is_followed: bool) -> None:
        if self.globe.selected:
            self._context.library.follow(self.globe.selected, is_followed=is_followed)

    @Slot(object)
    def _on_articles_changed(self, event: ArticlesChanged) -> None:
        """Now and then only: each new colour draws the whole globe, and a sync brings something all the time.

        What is only put into English, or edited, leaves the colours as they are.
        """
        if event.updated and not event.added:
            if self.isVisible() and self.globe.selected in event.countries:
                self._show_selected()
            return
        self._has_news = True
        self._arrived |= event.countries
        self._calm.start()
        if not self._pause.isActive():
            self._read_news()

    @Slot()
    def _read_news(self) -> None:
        if self._has_news and self.isVisible():
            self.read_activity()
            self._pause.start()

    @Slot()
    def _on_pass_started(self) -> None:
        self._is_in_pass = True

    @Slot()
    def _on_pass_finished(self) -> None:
        self._is_in_pass = False
        self._calm.start()

    @Slot()
    def _pulse(self) -> None:
        if self._is_in_pass:
            return
        if self.isVisible() and (self.globe.moving or not self.globe.loaded):
            self._calm.start()  # whoever looks is to see them
            return
        arrived, self._arrived = self._arrived, frozenset()
        self.globe.pulse(sorted(arrived, key=lambda code: -self._counts.get(code, 0)))

    @Slot(bool)
    def _on_redrawing(self, is_redrawing: bool) -> None:
        """Who computes beside it waits for that moment."""
        precedence = self._context.library.precedence
        (precedence.take if is_redrawing else precedence.release)()

    # Qt's names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_unseen:
            self._is_unseen = False
            self._on_chosen(self.globe.selected or "")
        self._read_news()
        self.layers.show_fresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.welcome is not None:
            self.welcome_dismissed.emit()
            return
        if event.key() == Qt.Key.Key_L and not event.modifiers():
            self.layers.choose_next()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.panel.setFixedWidth(PANEL_WIDTH if event.size().width() >= SMALL_WIDTH else PANEL_NARROW)
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.list.step(1)
                    return True
                case Qt.Key.Key_Up:
                    self.list.step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._open_selected()
                    return True
                case Qt.Key.Key_Escape if self.search.text():
                    self.search.clear()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)
