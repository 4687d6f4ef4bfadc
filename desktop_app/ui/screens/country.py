"""A country's screen: what its press publishes, and that press itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.model.country import Country, CountryCode, in_a_sentence
from desktop_app.model.events import ArticlesChanged, FeedsChanged
from desktop_app.model.listing import FromCountry, ToldAbout
from desktop_app.model.outlet import FeedState, OutletKey
from desktop_app.ui.articles import row_layout
from desktop_app.ui.context import Context
from desktop_app.ui.screens import country_tabs
from desktop_app.ui.screens.country_tabs import CountryTabs
from desktop_app.ui.screens.local_time import local_time
from desktop_app.ui.screens.reading import Emptiness, ReadingPane, open_in_browser
from desktop_app.ui.tasks import PAINTED_MS
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme, theme_changed

if TYPE_CHECKING:  # imported when it is first shown
    from collections.abc import Sequence

    from desktop_app.library.view import View
    from desktop_app.model.story import StorySummary
    from desktop_app.ui.screens.press import PressList
    from desktop_app.ui.stories.list import StoryList

MOST_STORIES = 40
FACTS_EVERY_MS = 1_000  # while a sync brings articles: counting them walks a day's index


class CountryScreen(QWidget):
    """GUI thread only."""

    back_pressed = Signal()
    add_pressed = Signal(str)  # a feed of the user's own, for this country
    story_chosen = Signal(object)  # StoryId

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._code: CountryCode | None = None
        self._ask_soon = QTimer(self, singleShot=True, interval=PAINTED_MS)  # who passes by asks nobody
        self._ask_soon.timeout.connect(self._ask_sources)
        self._facts_soon = QTimer(self, singleShot=True, interval=FACTS_EVERY_MS)
        self._facts_soon.timeout.connect(self._show_facts)
        self._build()
        self._connect()

    def _build(self) -> None:
        header = QFrame(self)
        header.setProperty("look", "pane")
        self.back = QPushButton("World")
        self.back.setProperty("look", "link")
        self.back.setAccessibleName("Back to the world")
        self.back.setToolTip("Back to the world (Esc)")
        self.back.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name = QLabel()
        self.name.setFont(text_font(tokens.TYPE_H2, 600))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.facts = QLabel()
        self.facts.setProperty("look", "secondary")
        self.facts.setWordWrap(True)
        self.follow = QPushButton("Follow")
        self.follow.setCheckable(True)
        self.tabs = CountryTabs()
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_2)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.follow)
        column = QVBoxLayout(header)
        column.setContentsMargins(row_layout.GUTTER, tokens.SPACE_3, row_layout.MARGIN_RIGHT, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addSpacing(tokens.SPACE_1)
        column.addWidget(self.tabs)
        self.pane = ReadingPane(self._context, header, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self._dress()
        theme_changed.connect(self._dress)

    @cached_property
    def press(self) -> PressList:
        """Made when its tab is first chosen."""
        from desktop_app.ui.screens.press import PressList  # noqa: PLC0415 not before somebody wants to see it

        press = PressList(self)
        press.switched.connect(self._on_switched)
        press.rule_chosen.connect(self._on_rule_chosen)
        press.site_opened.connect(open_in_browser)
        self.pane.add_page(press)
        return press

    @cached_property
    def stories(self) -> StoryList:
        """Made when its tab is first chosen."""
        from desktop_app.ui.stories.list import StoryList  # noqa: PLC0415 not before somebody wants to see it

        stories = StoryList(self._context.pictures, self._context.countries.name, self)
        stories.story_chosen.connect(self.story_chosen)
        stories.left.connect(self.back_pressed)
        self.pane.add_page(stories)
        return stories

    def _connect(self) -> None:
        context = self._context
        self.back.clicked.connect(self.back_pressed)
        self.pane.left.connect(self.back_pressed)
        self.pane.remedy_pressed.connect(self._on_remedy)
        self.follow.toggled.connect(self._on_follow)
        self.tabs.currentChanged.connect(self._on_tab)
        context.bridge.articles_changed.connect(self._on_articles_changed)
        context.bridge.feeds_changed.connect(self._on_feeds_changed)
        context.bridge.catalog_changed.connect(self._on_catalog_changed)

    @Slot()
    def _dress(self) -> None:
        theme = current_theme()
        self.back.setIcon(icons.icon("back", theme.accent, 16, self.devicePixelRatioF()))

    # What is shown

    @property
    def code(self) -> CountryCode | None:
        return self._code

    def show_country(self, code: CountryCode) -> None:
        """Show a country's articles from the top; its feeds are read now if they were not lately."""
        self._code = code
        self.tabs.show_name(self._context.countries.name(code))
        self.tabs.setCurrentIndex(country_tabs.FROM)
        self.facts.setText(self._local_time(self._country()) or " ")  # the line keeps its height
        self._show_facts()
        self.pane.show_listing(FromCountry(code), self._emptiness)
        self._ask_soon.start()

    def show_list(self) -> None:
        """Show what its press publishes, and not its stories or that press."""
        self.tabs.setCurrentIndex(country_tabs.FROM)

    @Slot()
    def _ask_sources(self) -> None:
        if self._code is not None:
            self._context.library.open_country(self._code)

    def _country(self) -> Country | None:
        return self._context.countries.get(self._code) if self._code else None

    def _local_time(self, country: Country | None) -> str:
        return local_time(country, self._context.now()) if country is not None and country.time_zone else ""

    @Slot()
    def _show_facts(self) -> None:
        """What the store knows of the country; a moment later, since counting walks a day's index."""
        code, country = self._code, self._country()
        if code is None:
            return
        self.name.setText(country.name if country else code)
        self._set_followed(is_followed=code in self._context.view.followed())

        def show(known: tuple[int, int]) -> None:
            if code != self._code:
                return
            articles, sources = known
            facts = [time] if (time := self._local_time(country)) else []
            if articles:
                facts.append(f"{articles:,} new")
            facts.append(messages.count(sources, "source") if sources else "no sources of its own")
            self.facts.setText(" · ".join(facts))

        def ask(view: View) -> tuple[int, int]:
            return view.new_in_country(code), view.source_counts().get(code, 0)

        self._context.tasks.run(ask, show, "facts of a country", is_urgent=False)

    def _named(self) -> str:
        """The country, for a sentence."""
        return in_a_sentence(self._context.countries.name(self._code)) if self._code else ""

    def _emptiness(self) -> Emptiness:
        """Why there is nothing to read, honestly, and what can be done."""
        name = self._named()
        health = self._context.view.health(self._code)
        if not health:
            words = f"The catalogue knows no press of {name}. You can add a feed of your own."
            return Emptiness("list", "No sources yet", words, "Add a feed…")
        read = [h for h in health if h.state is not FeedState.OFF or h.last_attempt is not None]
        failing = [h for h in read if h.problem]
        if read and len(failing) == len(read):
            words = f"{len(read)} of {len(read)} failed. {messages.feed_sentence(failing[0])}"
            return Emptiness("warning", "Its sources do not answer", words, "Try again")
        if not any(h.last_attempt for h in read):
            return Emptiness(
                "sync", "Reading its sources", f"The first articles of {name} are on their way.", "Read now"
            )
        words = f"{messages.count(len(read), 'feed')} of {name} had no articles."
        return Emptiness("list", "Nothing here yet", words, "Read now")

    def _about_emptiness(self) -> Emptiness:
        name = self._named()
        return Emptiness(
            "globe", f"No other press tells of {name} now", "Articles are looked through a moment after they arrive."
        )

    def _show_stories(self) -> None:
        """The stories that its press tells, by how many countries tell them."""
        code, shown = self._code, self.stories
        if code is None:
            return
        shown.show_loading()

        def show(stories: Sequence[StorySummary]) -> None:
            if code != self._code:
                return
            if stories:
                shown.show_stories(stories, self._context.now())
            else:
                words = f"The press of {self._named()} tells nothing that others tell too."
                shown.show_empty("stories", "No stories yet", words)

        self._context.tasks.run(lambda view: view.stories(MOST_STORIES, code), show, "stories of a country")

    def _set_followed(self, *, is_followed: bool) -> None:
        self.follow.blockSignals(True)
        self.follow.setChecked(is_followed)
        self.follow.blockSignals(False)
        self.follow.setText("Following" if is_followed else "Follow")

    def _show_press(self) -> None:
        if self._code is not None:
            view = self._context.view
            outlets, health = view.outlets(self._code), view.health(self._code)
            self.press.show_press(outlets, health, self._context.now(), view.language_rules())

    # What happens

    @Slot()
    def _on_remedy(self) -> None:
        if self._code is None:
            return
        if self._context.view.health(self._code):
            self._context.library.read_country(self._code)
        else:
            self.add_pressed.emit(self._code)

    @Slot(bool)
    def _on_follow(self, is_followed: bool) -> None:
        if self._code is not None:
            self._set_followed(is_followed=is_followed)
            self._context.library.follow(self._code, is_followed=is_followed)

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        if self._code is None:
            return
        match number:
            case country_tabs.FROM:
                self.pane.show_page(None)
                self.pane.list.show_countries({})
                self.pane.show_listing(FromCountry(self._code), self._emptiness)
            case country_tabs.ABOUT:
                self.pane.show_page(None)
                self.pane.show_listing(ToldAbout(self._code, is_others_only=True), self._about_emptiness)
                self.pane.list.show_countries({c.code: c.name for c in self._context.countries.all()})
            case country_tabs.STORIES:
                self._show_stories()
                self.pane.show_page(self.stories)
            case _:
                self._show_press()
                self.pane.show_page(self.press)

    @Slot(str, str)
    def _on_rule_chosen(self, key: str, rule: str) -> None:
        self._context.library.set_language_rule(OutletKey(key), rule)

    @Slot(str, bool)
    def _on_switched(self, key: str, is_on: bool) -> None:
        self._context.library.switch(OutletKey(key), is_on=is_on)
        if is_on and self._code is not None:
            self._context.library.open_country(self._code)

    @Slot(object)
    def _on_articles_changed(self, event: ArticlesChanged) -> None:
        if self._code in event.countries and not self._facts_soon.isActive():
            self._facts_soon.start()

    @Slot(object)
    def _on_feeds_changed(self, event: FeedsChanged) -> None:
        if self._code in event.countries:
            if self.tabs.currentIndex() == country_tabs.FROM:
                self.pane.set_emptiness(self._emptiness)
            if self.tabs.currentIndex() == country_tabs.PRESS:
                self._show_press()

    @Slot()
    def _on_catalog_changed(self) -> None:
        self._show_facts()
        if self.tabs.currentIndex() == country_tabs.PRESS:
            self._show_press()
