"""
The window: puts the screens together, and decides what follows from what the user does in them.

It is longer than 500 lines because it is where every screen is made, joined and left: a few lines of wiring each, which
two files would hide.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import settings as settings_file
from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.model.events import SyncFinished
from desktop_app.paths import Paths
from desktop_app.settings import Settings
from desktop_app.ui import window_state
from desktop_app.ui.context import Context
from desktop_app.ui.reader.settings import style_of, with_style
from desktop_app.ui.reader.style import ReaderStyle
from desktop_app.ui.status_line import StatusLine
from desktop_app.ui.theme.style import ThemeFollower
from desktop_app.ui.theme.tokens import Theme
from desktop_app.ui.widgets.focus_ring import FocusRing
from desktop_app.ui.widgets.navigation_rail import NavigationRail, RailItem
from desktop_app.ui.window_state import WindowState

if TYPE_CHECKING:  # each is imported when it is first asked for
    from desktop_app.model.story import StoryId
    from desktop_app.model.story_page import StoryPage
    from desktop_app.ui.dialogs import Dialogs
    from desktop_app.ui.screens.country import CountryScreen
    from desktop_app.ui.screens.reading import ReadingPane
    from desktop_app.ui.screens.saved import SavedScreen
    from desktop_app.ui.screens.search import SearchScreen
    from desktop_app.ui.screens.sources import SourcesScreen
    from desktop_app.ui.screens.world import WorldScreen
    from desktop_app.ui.stories.desk import StoryDesk

WORLD, COUNTRY, EDITION, STORIES, BLIND_SPOTS, SAVED, SEARCH, SOURCES, SYNC, SETTINGS = (
    "world", "country", "edition", "stories", "blind-spots", "saved", "search", "sources", "sync", "settings",
)  # fmt: skip
SCREENS = (
    RailItem(WORLD, "World", "globe", "World (Ctrl+1)"),
    RailItem(EDITION, "Edition", "edition", "Edition: today's stories, with an end (Ctrl+2)"),
    RailItem(STORIES, "Stories", "stories", "Stories (Ctrl+3)"),
    RailItem(BLIND_SPOTS, "Blind spots", "blind-spot", "Blind spots: what your press does not tell (Ctrl+4)"),
    RailItem(SAVED, "Saved", "star", "Saved (Ctrl+5)"),
    RailItem(SEARCH, "Search", "search", "Search (Ctrl+K)"),
    RailItem(SOURCES, "Sources", "list", "Sources (Ctrl+6)"),
)
BELOW = (
    RailItem(SYNC, "Sync", "sync", "Read the sources now (F5)"),
    RailItem(SETTINGS, "Settings", "settings", "Settings (Ctrl+,)"),
)
MIN_SIZE = (960, 600)
REFERENCE_SIZE = (1440, 900)

Screen = TypeVar("Screen", bound=QWidget)


class MainWindow(QMainWindow):
    """GUI thread only. Built from the store alone: it shows at once, whatever the network does."""

    first_painted = Signal()  # the window is on the screen: what is slow to import may come now

    def __init__(
        self, context: Context, settings: Settings, paths: Paths, theme: ThemeFollower, *, keeps_state: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Overview (demo world)" if context.is_demo else "Overview")
        self.setMinimumSize(*MIN_SIZE)
        self.resize(*REFERENCE_SIZE)
        self._context = context
        self._settings = settings
        self._paths = paths
        self._theme = theme
        self._keeps_state = keeps_state
        self._is_offline = False
        self._is_painted = False
        self._after_paint = QTimer(self, singleShot=True, interval=0)  # the window's own: it ends with the window
        self._after_paint.timeout.connect(self.first_painted)
        self._remembered = WindowState()
        self._story: StoryPage | None = None  # that is open, or was opened last
        self._build()
        self._connect()
        self._add_shortcuts()
        self._ring = FocusRing(self)
        self.apply(settings)
        self._show_state()

    def _build(self) -> None:
        self.rail = NavigationRail(SCREENS, BELOW, self)
        self.rail.set_current(WORLD)
        self.status = StatusLine(self, is_demo=self._context.is_demo)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._panes: dict[str, ReadingPane] = {}
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        central = QWidget(self)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        bridge, library = self._context.bridge, self._context.library
        self.rail.chosen.connect(self.show_screen)
        self.status.cancel_pressed.connect(library.cancel_sync)
        self.status.sources_pressed.connect(lambda: self.show_screen(SOURCES))
        bridge.sync_started.connect(self.status.on_started)
        bridge.sync_progressed.connect(self.status.on_progressed)
        bridge.sync_finished.connect(self._on_sync_finished)
        bridge.picture_arrived.connect(self._context.pictures.on_picture_arrived)
        bridge.articles_changed.connect(self._on_articles_changed)
        self._theme.changed.connect(self._on_theme_changed)

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("F5", self.sync_now),
            ("Ctrl+R", self.sync_now),
            ("Ctrl+1", lambda: self.show_screen(WORLD)),
            ("Ctrl+2", lambda: self.show_screen(EDITION)),
            ("Ctrl+3", lambda: self.show_screen(STORIES)),
            ("Ctrl+4", lambda: self.show_screen(BLIND_SPOTS)),
            ("Ctrl+5", lambda: self.show_screen(SAVED)),
            ("Ctrl+6", lambda: self.show_screen(SOURCES)),
            ("Ctrl+K", lambda: self.show_screen(SEARCH)),
            ("Ctrl+,", self.show_settings),
            ("Ctrl+Q", self.close),
            ("[", lambda: self._step_country(-1)),
            ("]", lambda: self._step_country(1)),
            ("Shift+A", self._mark_all_read),
            ("F6", self._next_pane),
            ("?", self._show_keys),
            ("/", lambda: self.show_screen(SEARCH)),
        ):
            QShortcut(keys, self, act)

    @cached_property
    def _dialogs(self) -> Dialogs:
        from desktop_app.ui.dialogs import Dialogs

        dialogs = Dialogs(self._context, self)
        dialogs.said.connect(self.status.say)
        return dialogs

    # Screens, imported and made when they are first shown

    @property
    def screen_name(self) -> str:
        current = self._stack.currentWidget()
        made = self._made | (self.stories.made if "stories" in self.__dict__ else {})
        return next((name for name, widget in made.items() if widget is current), WORLD)

    @property
    def world(self) -> WorldScreen:
        """The globe, made when it is first asked for: a start in a country's news does not wait for it."""
        from desktop_app.ui.screens.world import WorldScreen

        if WORLD not in self._made:
            screen = WorldScreen(self._context, self)
            self._made[WORLD] = screen
            if self._keeps_state:
                screen.globe.keep_pictures(self._paths.globe_picture)
            screen.country_opened.connect(self.open_country)
            screen.headline_chosen.connect(self.open_headline)
            screen.retry_pressed.connect(self.sync_now)
            screen.demo_pressed.connect(self.open_demo)
            screen.setting_chosen.connect(self._on_setting_chosen)
            screen.welcome_dismissed.connect(self._on_welcomed)
            screen.borders_pressed.connect(self._show_borders)
            self._apply_to_world(screen)
            self._restore_world(screen)
            self._stack.addWidget(screen)
        return self._get(WORLD, WorldScreen)

    def _apply_to_world(self, screen: WorldScreen) -> None:
        screen.globe.set_reduced_motion(self._settings.reduced_motion)
        screen.layers.set_press(self._settings.own_press)
        if self._story is not None:
            screen.layers.set_story(self._story)
        screen.show_welcome(self._settings)
        screen.set_home(self._settings.home_country)
        screen.show_offline(is_shown=self._is_offline and self._context.view.is_empty())

    def _restore_world(self, screen: WorldScreen) -> None:
        """Turn the globe to where it was, or to the country whose news are shown."""
        state = self._remembered
        if state.layer:
            screen.layers.choose(state.layer)
        screen.globe.set_flat(state.is_flat, at_once=True)
        if state.globe is not None:
            screen.globe.restore(*state.globe)
        else:
            screen.face_home()
        if self._is_known(state.country):
            screen.globe.select(CountryCode(state.country), fly=False)
        shown = self.country_screen().code if COUNTRY in self._made else None
        if shown is not None:
            screen.look_at(shown)

    def country_screen(self) -> CountryScreen:
        from desktop_app.ui.screens.country import CountryScreen

        if COUNTRY not in self._made:
            screen = CountryScreen(self._context, self)
            screen.back_pressed.connect(lambda: self.show_screen(WORLD))
            screen.add_pressed.connect(self._add_source)
            screen.story_chosen.connect(self._open_story)
            self._add(COUNTRY, screen, screen.pane)
        return self._get(COUNTRY, CountryScreen)

    def saved_screen(self) -> SavedScreen:
        from desktop_app.ui.screens.saved import SavedScreen

        if SAVED not in self._made:
            screen = SavedScreen(self._context, self)
            screen.pane.left.connect(lambda: self.show_screen(WORLD))
            screen.export_pressed.connect(self._dialogs.export_saved)
            self._add(SAVED, screen, screen.pane)
        return self._get(SAVED, SavedScreen)

    def search_screen(self) -> SearchScreen:
        from desktop_app.ui.screens.search import SearchScreen

        if SEARCH not in self._made:
            screen = SearchScreen(self._context, self)
            screen.pane.left.connect(lambda: self.show_screen(WORLD))
            self._add(SEARCH, screen, screen.pane)
        return self._get(SEARCH, SearchScreen)

    @cached_property
    def stories(self) -> StoryDesk:
        """The screens about stories."""
        from desktop_app.ui.stories.desk import StoryDesk

        desk = StoryDesk(self._context, self._stack, lambda: self._settings.own_press, self)
        desk.article_chosen.connect(self.open_headline)
        desk.left.connect(lambda: self.show_screen(WORLD))
        desk.story_shown.connect(self._on_story_shown)
        desk.said.connect(self.status.say)
        desk.export_requested.connect(self._dialogs.export_story)
        desk.press_chosen.connect(self._on_press_chosen)
        return desk

    def sources_screen(self) -> SourcesScreen:
        from desktop_app.ui.screens.sources import SourcesScreen

        if SOURCES not in self._made:
            screen = SourcesScreen(self._context, self)
            screen.add_pressed.connect(self._dialogs.add_source)
            screen.import_pressed.connect(self._dialogs.import_opml)
            screen.export_pressed.connect(self._dialogs.export_opml)
            self._add(SOURCES, screen)
        return self._get(SOURCES, SourcesScreen)

    def _add(self, name: str, screen: QWidget, pane: ReadingPane | None = None) -> None:
        self._made[name] = screen
        self._stack.addWidget(screen)
        if pane is not None:
            self._panes[name] = pane
            self._take_pane(pane)

    def _get(self, name: str, kind: type[Screen]) -> Screen:
        screen = self._made[name]
        if not isinstance(screen, kind):
            raise TypeError(name)
        return screen

    def _take_pane(self, pane: ReadingPane) -> None:
        pane.said.connect(self.status.say)
        pane.export_requested.connect(self._export_article)
        pane.story_requested.connect(self._open_story_of)
        self._apply_to_pane(pane)
        pane.english.setting_chosen.connect(self._on_setting_chosen)
        pane.reader.style_changed.connect(self._on_reader_style)
        pane.reader.theme_chosen.connect(self._on_theme_chosen)

    def _apply_to_pane(self, pane: ReadingPane) -> None:
        pane.reader.set_style(style_of(self._settings))
        pane.reader.set_theme_choice(self._settings.theme)
        pane.reader.set_reduced_motion(self._settings.reduced_motion)
        pane.english.apply(self._settings)

    def panes(self) -> tuple[ReadingPane, ...]:
        """The panes of the screens that were made."""
        return tuple(self._panes.values())

    # What the user does

    @Slot(str)
    def show_screen(self, name: str) -> None:
        """Show a screen by its key; the keys below in the rail act at once."""
        match name:
            case "world":
                self._show(self.world, WORLD)
                self.world.globe.setFocus(Qt.FocusReason.OtherFocusReason)
            case "edition" | "stories" | "blind-spots":
                self.stories.show_list(name)
                self.rail.set_current(name)
            case "saved":
                self._show(self.saved_screen(), SAVED)
                self.saved_screen().show_saved()
                self.saved_screen().pane.focus_list()
            case "search":
                self._show(self.search_screen(), SEARCH)
                self.search_screen().show_search()
            case "sources":
                self._show(self.sources_screen(), SOURCES)
                self.sources_screen().show_sources()
                self.sources_screen().tree.setFocus(Qt.FocusReason.OtherFocusReason)
            case "sync":
                self.sync_now()
            case "settings":
                self.show_settings()
            case _:
                raise ValueError(name)

    def _show(self, screen: QWidget, rail_key: str) -> None:
        self._stack.setCurrentWidget(screen)
        self.rail.set_current(rail_key)

    @Slot(str)
    def open_country(self, code: str) -> None:
        """Show a country's news."""
        screen = self.country_screen()
        if screen.code != code:
            screen.show_country(CountryCode(code))
        if WORLD in self._made:
            self.world.look_at(CountryCode(code))
        self._show(screen, WORLD)
        screen.pane.focus_list()

    @Slot(object)
    def open_headline(self, article_id: ArticleId) -> None:
        """Show an article within its country."""
        rows = self._context.view.rows((article_id,))
        if rows:
            self.country_screen().show_list()
            self.open_country(rows[0].country)
            self.country_screen().pane.open_article(article_id)

    @Slot(object)
    def _open_story(self, story: StoryId) -> None:
        self.stories.open_story(story)

    @Slot(object)
    def _open_story_of(self, row: ArticleRow) -> None:
        self.stories.open_of(row)

    @Slot(object)
    def _on_story_shown(self, story: StoryPage) -> None:
        self._story = story
        if WORLD in self._made:
            self.world.layers.set_story(story)

    def open_public_id(self, public_id: str) -> bool:
        """Show the article that the user calls by this id; False where there is none."""
        article_id = self._context.view.find_article(public_id)
        if article_id is None:
            return False
        self.open_headline(article_id)
        return True

    @Slot()
    def sync_now(self) -> None:
        """Ask the sites for news; those that were asked within the last minute are left in peace."""
        self._context.library.sync_now()

    @Slot()
    def open_demo(self) -> None:
        """The demo world, in a window of its own."""
        from PySide6.QtCore import QProcess

        arguments = ["--demo"] if getattr(sys, "frozen", False) else ["-m", "desktop_app", "--demo"]
        QProcess.startDetached(sys.executable, arguments)

    @Slot()
    def show_settings(self) -> None:
        from desktop_app.ui.screens.languages import languages_of_press
        from desktop_app.ui.settings_dialog import SettingsDialog
        from desktop_app.ui.settings_languages import LanguagesPage

        context = self._context
        of_press = languages_of_press(context.view)
        languages = LanguagesPage(self._settings, of_press, context.library, context.bridge)
        dialog = SettingsDialog(self._settings, context.countries.all(), languages, self._paths, self)
        dialog.changed.connect(self._on_settings_changed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _show_borders(self) -> None:
        self._dialogs.show_borders()

    def _show_keys(self) -> None:
        self._dialogs.show_keys()

    @Slot(str)
    def _add_source(self, country: str) -> None:
        self._dialogs.add_source(country)

    @Slot(object)
    def _export_article(self, article_id: ArticleId) -> None:
        self._dialogs.export_article(article_id)

    def _step_country(self, by: int) -> None:
        """The next country that has news, in the order of names; the former with -1."""
        codes = sorted(self._context.view.activity(), key=self._context.countries.name)
        if not codes:
            return
        here = self.country_screen().code if self.screen_name == COUNTRY else self.world.selected
        number = codes.index(here) + by if here is not None and here in codes else 0
        code = codes[number % len(codes)]
        if self.screen_name == COUNTRY:
            self.open_country(code)
        else:
            self.world.globe.select(code)

    def _mark_all_read(self) -> None:
        if self.screen_name == COUNTRY:
            self.country_screen().pane.mark_all_read()

    def _next_pane(self) -> None:
        """Go through the rail and the panes of the screen."""
        stops = [stop for stop in (self.rail, *self._stops()) if stop.isVisible()]
        focus = self.focusWidget()
        here = next((n for n, stop in enumerate(stops) if focus is stop or stop.isAncestorOf(focus)), -1)
        stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> tuple[QWidget, ...]:
        name = self.screen_name
        pane = self._panes.get(name)
        if pane is not None:
            field = (self.search_screen().field,) if name == SEARCH else ()
            return (*field, pane.list, pane.empty, pane.reader)
        if name == WORLD:
            return self.world.globe, self.world.search, self.world.list
        if name == SOURCES:
            return self.sources_screen().tree, self.sources_screen().press
        return (self.stories.pane(name),)

    # Settings

    def apply(self, settings: Settings) -> None:
        """Let the settings take effect."""
        before, self._settings = self._settings, settings
        if settings.theme != before.theme:  # else the one that the command line asked for stays
            self._theme.choose(settings.theme)
        if WORLD in self._made:
            self._apply_to_world(self.world)
        if "stories" in self.__dict__:
            self.stories.on_press_changed()
        self._context.pictures.choose(shows=settings.pictures != "never", fetches=settings.pictures == "shown")
        for pane in self.panes():
            self._apply_to_pane(pane)
        self._context.library.apply(settings)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self.apply(settings)
        if self._keeps_state:
            settings_file.save(self._paths.settings, settings)

    @Slot(str, object)
    def _on_setting_chosen(self, name: str, value: object) -> None:
        self._on_settings_changed(replace(self._settings, **{name: value}))  # type: ignore[arg-type]  # by its name

    @Slot()
    def _on_welcomed(self) -> None:
        self._on_settings_changed(replace(self._settings, is_welcomed=True))
        self.world.globe.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_reader_style(self, style: ReaderStyle) -> None:
        self._on_settings_changed(with_style(self._settings, style))

    @Slot(str)
    def _on_press_chosen(self, code: str) -> None:
        self._on_setting_chosen("press", code)

    @Slot(str)
    def _on_theme_chosen(self, name: str) -> None:
        self._on_setting_chosen("theme", name)

    @Slot(object)
    def _on_theme_changed(self, theme: Theme) -> None:
        if WORLD in self._made:  # else it is made in the theme that is in force then
            self.world.dress(theme)

    # What happens

    @Slot(object)
    def _on_sync_finished(self, event: SyncFinished) -> None:
        was_offline, self._is_offline = self._is_offline, event.is_offline
        if was_offline and not event.is_offline:
            self._context.pictures.try_missing_again()
            for pane in self.panes():
                if pane.isVisible():
                    pane.on_network_back()
        self.status.on_finished(event)
        self._show_state()

    @Slot()
    def _on_articles_changed(self) -> None:
        if WORLD in self._made:
            self.world.show_offline(is_shown=False)

    def _show_state(self) -> None:
        summary = self._context.view.summary()
        self.status.show_state(
            feeds=summary.feeds,
            failing=summary.failing,
            last_success=summary.last_success,
            now=self._context.now(),
            offline=self._is_offline,
        )
        if WORLD in self._made:
            self.world.show_offline(is_shown=self._is_offline and self._context.view.is_empty())

    # From one start to the next

    def restore(self, state: WindowState) -> None:
        """Go back to where the user was."""
        self._remembered = state
        if state.geometry:
            self.restoreGeometry(QByteArray.fromHex(state.geometry.encode("ascii")))
        if WORLD in self._made:
            self._restore_world(self.world)
        if state.screen == COUNTRY and self._is_known(state.country):
            self.open_country(state.country)
            if state.list_width:
                self.country_screen().pane.set_list_width(state.list_width)
            if state.article:
                self.country_screen().pane.open_article(ArticleId(state.article))
        elif state.screen in {EDITION, STORIES, BLIND_SPOTS, SAVED, SEARCH, SOURCES}:
            self.show_screen(state.screen)
        else:
            self.show_screen(WORLD)

    def _is_known(self, country: str) -> bool:
        return self._context.countries.get(CountryCode(country)) is not None

    def state(self) -> WindowState:
        """Where the user is."""
        screen = self.screen_name
        pane = self.country_screen().pane if screen == COUNTRY else None
        world = self.world if WORLD in self._made else None
        if screen == COUNTRY:
            country: str | None = self.country_screen().code
        else:
            country = world.selected if world is not None else self._remembered.country
        return WindowState(
            geometry=bytes(self.saveGeometry().toHex().data()).decode("ascii"),
            screen=screen,
            country=country or "",
            article=(pane.reader.article_id or 0) if pane else 0,
            globe=world.globe.state() if world is not None else self._remembered.globe,
            list_width=pane.list_width() if pane else 0,
            layer=world.layers.name if world is not None else self._remembered.layer,
            is_flat=world.globe.is_flat if world is not None else self._remembered.is_flat,
        )

    # Qt's names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self._after_paint.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        for pane in self.panes():
            pane.reader.remember()
        if self._keeps_state:
            window_state.save(self._paths.window_state, self.state())
            if WORLD in self._made:
                self.world.globe.keep_picture()
        super().closeEvent(event)
