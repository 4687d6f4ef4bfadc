"""A story: The World's Current Take, its named takes, and who tells it, country by country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.model.article import ArticleId, ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryId
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import ComparedTake, Quote, Take
from desktop_app.ui.articles.row_text import is_right_to_left
from desktop_app.ui.models.coverage import CountryOf, by_country, by_region
from desktop_app.ui.stories.compare_page import ComparePage
from desktop_app.ui.stories.coverage_card import CoverageCard
from desktop_app.ui.stories.keys import SCROLL_KEYS
from desktop_app.ui.stories.names import joined_names, whose
from desktop_app.ui.stories.quote_card import QuoteCard
from desktop_app.ui.stories.side import StorySide
from desktop_app.ui.stories.take_history import TakeHistory
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme, theme_changed
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.spinner import Spinner

COLUMN, SIDE = 720, 320  # px at most
BESIDE = 1_000  # px: where there is less room, what stands at the side stands below the title
_BACK_ICON = 20


class StoryView(QWidget):
    """Is given a story, and the article from which it was opened if there is one; says what the user chose.

    Arrows, j and k go from card to card, Enter opens. GUI thread only.
    """

    article_chosen = Signal(object)  # ArticleId
    taken_out = Signal(object, object)  # ArticleId: it does not tell what the second one tells, says the user
    moved = Signal(object, object)  # ArticleId: it tells another story; and a widget by which to ask which
    joined = Signal(object, object)  # ArticleIds, all that is shown: another story is the same; and a widget as above
    compare_wanted = Signal(object)  # StoryId: ``show_compared`` answers
    export_requested = Signal(object)  # StoryId
    back_pressed = Signal()

    def __init__(self, country_of: CountryOf, side: StorySide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyView")
        self.setAccessibleName("How others tell it")
        self._country_of = country_of
        self._now: Seconds = 0
        self.cards: list[CoverageCard | QuoteCard] = []
        self._story: StoryId | None = None
        self._rows: list[ArticleId] = []
        self.compare: QPushButton | None = None  # where there are takes to compare, as the one below
        self.compared: ComparePage | None = None
        self.history: TakeHistory | None = None
        self.side = side
        self.back = QPushButton("Back")
        self.back.setProperty("look", "quiet")
        self.back.setAccessibleName("Back to where the story was opened")
        self.back.setToolTip("Back (Esc)")
        self.back.clicked.connect(self.back_pressed)
        self.same = QPushButton("Same story as…")
        self.same.setProperty("look", "quiet")
        self.same.setToolTip("Another story in the store is the same: put the two together")
        self.same.clicked.connect(self._on_same)
        self.export = QPushButton("Export…")
        self.export.setProperty("look", "quiet")
        self.export.setToolTip("The takes and all articles as a page (e)")
        self.export.clicked.connect(self._on_export)
        self.title = _plain_label()
        self.title.setFont(text_font(tokens.TYPE_H2, 600))
        self.origin = _plain_label("secondary")
        self.told_by = _plain_label("heading")
        self.empty = EmptyState()
        self._spinner = Spinner(24)
        self._build()
        self._dress()
        theme_changed.connect(self._dress)

    def _build(self) -> None:
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(tokens.SPACE_3)
        self._loading = QWidget()
        waiting = QVBoxLayout(self._loading)
        waiting.addSpacing(tokens.SPACE_12)
        waiting.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        words = QLabel("Looking for it in the press of the world", alignment=Qt.AlignmentFlag.AlignHCenter)
        words.setProperty("look", "secondary")
        waiting.addWidget(words)
        waiting.addStretch(1)
        self._column = QWidget()
        self._column.setMaximumWidth(COLUMN)
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(0, 0, 0, tokens.SPACE_6)
        inside.setSpacing(tokens.SPACE_2)
        for widget in (self.title, self.origin, self.told_by):
            inside.addWidget(widget)
        self._below_title = QVBoxLayout()  # what has no room at the side
        inside.addLayout(self._below_title)
        inside.addSpacing(tokens.SPACE_2)
        self._states = QStackedLayout()
        inside.addLayout(self._states)  # first: a stack that is in nothing shows its first widget as a window
        for state in (self._loading, self.empty, self._list):
            self._states.addWidget(state)
        inside.addStretch(1)
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(tokens.SPACE_4, tokens.SPACE_2, tokens.SPACE_4, 0)
        self._row.setSpacing(tokens.SPACE_8)
        self._row.addStretch(1)
        self._row.addWidget(self._column, 1000)
        self._row.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addWidget(self.area, 1)
        self._place_side()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.SPACE_1, tokens.SPACE_2, tokens.SPACE_4, tokens.SPACE_1)
        bar.addWidget(self.back)
        bar.addStretch(1)
        bar.addWidget(self.same)
        bar.addWidget(self.export)
        return bar

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self.back.setIcon(icons.icon("back", current_theme().secondary, _BACK_ICON, ratio))

    def _place_side(self) -> None:
        is_beside = self.width() >= BESIDE
        layout: QBoxLayout = self._row if is_beside else self._below_title
        if layout.indexOf(self.side) >= 0:
            return
        (self._below_title if is_beside else self._row).removeWidget(self.side)
        self.side.show_compact(is_compact=not is_beside)
        self.side.setFixedWidth(SIDE) if is_beside else self.side.setMaximumWidth(COLUMN)
        if is_beside:
            self._row.insertWidget(2, self.side, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.side.setMinimumWidth(0)
            self._below_title.addWidget(self.side)

    # What is shown

    @property
    def is_empty(self) -> bool:
        """Whether it says that nobody else tells it."""
        return self._states.currentWidget() is self.empty

    def show_loading(self, opened: ArticleRow | None, now: Seconds) -> None:
        """Show the article from which it was opened, and that the others are looked for."""
        self._now = now
        if opened is not None:
            self._show_head(opened)
        else:
            self.title.clear()
            self.origin.clear()
        self._clear()
        self._spinner.start()
        self._states.setCurrentWidget(self._loading)

    def show_story(self, story: StoryPage | None, opened: ArticleRow | None, now: Seconds) -> None:
        """Show the story of ``opened``, or of itself; None where no other press tells what ``opened`` does."""
        self._now = now
        self._clear()
        if opened is not None:
            self._show_head(opened)
        if story is None or not story.articles:
            self._rows = [] if opened is None else [opened.id]
            self.same.setVisible(opened is not None)
            self.empty.show_state(
                "stories",
                "No other press in the store tells this yet",
                "Others may tell it later: it is looked for again each time you open this. Where you know better, say "
                "which story it belongs to: Same story as…",
            )
            self._states.setCurrentWidget(self.empty)
            return
        if opened is None:
            self._show_title(story.summary.title)
            self.origin.setText(f"Last told {messages.ago(now - story.summary.updated)}")
        self._story = story.summary.id
        self._rows = [row.id for row in story.rows]
        others = [related for related in story.articles if opened is None or related.row.id != opened.id]
        coverages = by_country(opened, others, self._country_of)
        countries = messages.count(len(coverages), "country", "countries")
        sources = messages.count(sum(coverage.outlets for coverage in coverages), "source")
        self.told_by.setText(f"Told by {countries}, {sources}")
        self._show_current_take(story)
        self._show_takes(story.takes)
        if story.current_take or story.takes:
            self._add_heading("Who tells it, country by country")
        middle = opened.id if opened is not None else story.articles[0].row.id
        for coverage in coverages:
            card = CoverageCard(coverage, now)
            card.taken_out.connect(partial(self._take_out, middle))
            card.moved.connect(self.moved)
            self._add_card(card)
        self.side.show_story(story, by_region(coverages))
        self.side.show()
        self.told_by.show()
        self.same.show()
        self.export.show()
        self._states.setCurrentWidget(self._list)

    def _take_out(self, middle: ArticleId, article: ArticleId) -> None:
        other = middle if article != middle else next((r for r in self._rows if r != article), None)
        if other is not None:
            self.taken_out.emit(article, other)

    @Slot()
    def _on_same(self) -> None:
        if self._rows:
            self.joined.emit(tuple(self._rows), self.same)

    @Slot()
    def _on_export(self) -> None:
        if self._story is not None:
            self.export_requested.emit(self._story)

    def show_failure(self, sentence: str) -> None:
        """Say why the others could not be looked for."""
        self._clear()
        self.empty.show_state("warning", "The others could not be looked for", sentence)
        self._states.setCurrentWidget(self.empty)

    def _show_head(self, opened: ArticleRow) -> None:
        self._show_title(opened.title)
        age = messages.age(max(0, self._now - opened.published))
        self.origin.setText(" · ".join(part for part in (opened.outlet, self._name(opened.country), age) if part))

    def _show_title(self, title: str) -> None:
        self.title.setText(title)
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(title) else Qt.AlignmentFlag.AlignLeft
        self.title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)

    def _show_current_take(self, story: StoryPage) -> None:
        if not story.current_take:
            return
        meaning = "Sentences of the coverage, word for word, that most countries' press agrees on."
        if story.take_changed is not None:
            meaning += f" Last changed {messages.ago(self._now - story.take_changed)}."
        self._add_heading("The World's Current Take", meaning)
        for one in story.current_take:
            also = f"also in the press of {self._names(one.also)}" if one.also else ""
            self._add_card(QuoteCard(one.quote, self._whose(one.quote), told_by=also))
        if story.earlier:
            self.history = TakeHistory(story.earlier, self._whose)
            self.history.article_chosen.connect(self.article_chosen)
            self._list_column.addWidget(self.history)

    def _show_takes(self, takes: Sequence[Take]) -> None:
        if not takes:
            return
        heading = self._add_heading("Alternative Takes", "What some of its press says and the rest does not.")
        if len(takes) > 1:
            self._add_compare(heading)
        for kind, take in enumerate(takes, start=1):
            voices = f"{messages.count(take.voices, 'voice')} in {self._names(take.countries)}"
            told_by = " · ".join(part for part in (voices, messages.worded_by(take.worded_by)) if part)
            whose = self._whose(take.quote)
            self._add_card(QuoteCard(take.quote, whose, label=take.label, told_by=told_by, kind=kind))

    def _add_compare(self, heading: QWidget) -> None:
        self.compare = QPushButton("Compare", heading)
        self.compare.setProperty("look", "link")
        self.compare.setToolTip("The takes side by side (c)")
        self.compare.setCursor(Qt.CursorShape.PointingHandCursor)
        self.compare.clicked.connect(self._on_compare)
        layout = heading.layout()
        if layout is not None:
            layout.addWidget(self.compare)
        self.compared = ComparePage(self._name, heading)
        self.compared.article_chosen.connect(self.article_chosen)
        self.compared.hide()
        self._list_column.addWidget(self.compared)

    @Slot()
    def _on_compare(self) -> None:
        if self.compared is None or self._story is None:
            return
        if self.compared.isVisible():
            self._show_comparison(is_shown=False)
        else:
            self.compare_wanted.emit(self._story)

    def show_compared(self, story: StoryId, takes: Sequence[ComparedTake]) -> None:
        """The answer to ``compare_wanted``; nothing where another story is shown meanwhile."""
        if story == self._story and self.compared is not None and takes:
            self.compared.show_takes(takes)
            self._show_comparison(is_shown=True)

    def _show_comparison(self, *, is_shown: bool) -> None:
        """In place of the takes' cards."""
        if self.compared is None or self.compare is None:
            return
        self.compared.setVisible(is_shown)
        self.compare.setText("One below the other" if is_shown else "Compare")
        for card in self.cards:
            if isinstance(card, QuoteCard) and card.label:
                card.setVisible(not is_shown)

    def _whose(self, quote: Quote) -> str:
        return whose(quote, self._name(quote.country))

    def _name(self, code: CountryCode) -> str:
        country = self._country_of(code)
        return country.name if country else code

    def _names(self, codes: Sequence[CountryCode]) -> str:
        return joined_names([self._name(code) for code in codes])

    def _add_heading(self, words: str, meaning: str = "") -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, tokens.SPACE_3, 0, 0)
        column.setSpacing(2)
        heading = _plain_label("heading")
        heading.setText(words)
        column.addWidget(heading)
        if meaning:
            label = _plain_label("muted")
            label.setText(meaning)
            column.addWidget(label)
        self._list_column.addWidget(box)
        return box

    def _add_card(self, card: CoverageCard | QuoteCard) -> None:
        card.article_chosen.connect(self.article_chosen)
        self._list_column.addWidget(card)
        self.cards.append(card)

    def _clear(self) -> None:
        self._story = None
        self._spinner.stop()
        for shown in (self.told_by, self.side, self.same, self.export):
            shown.hide()
        while (item := self._list_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        self._story = self.compared = self.compare = self.history = None
        self.area.verticalScrollBar().setValue(0)

    def _move_focus(self, by: int) -> None:
        """To the next card or the one before; from anywhere else to the first."""
        cards = [card for card in self.cards if card.isVisibleTo(self)]
        if not cards:
            return
        focused = self.focusWidget()
        at = next((number for number, card in enumerate(cards) if focused in _places(card)), None)
        to = 0 if at is None else min(max(at + by, 0), len(cards) - 1)
        cards[to].setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(cards[to], 0, tokens.SPACE_3)

    # Qt's names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.back_pressed.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._move_focus(1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._move_focus(-1)
            case Qt.Key.Key_C:
                self._on_compare()
            case Qt.Key.Key_E:
                self._on_export()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = self.focusWidget()
                if isinstance(focused, QAbstractButton):
                    focused.click()
            case key if key in SCROLL_KEYS:
                self.area.verticalScrollBar().triggerAction(SCROLL_KEYS[Qt.Key(key)])
            case _:
                super().keyPressEvent(event)


def _plain_label(look: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a word that is longer than the line must not make the page wider
    if look:
        label.setProperty("look", look)
    return label


def _places(card: CoverageCard | QuoteCard) -> tuple[QWidget, ...]:
    """Where the focus may be that is the card's."""
    return (card, *card.buttons) if isinstance(card, CoverageCard) else (card,)
