"""A list of articles and the reader beside it: what the country, Saved and Search screens have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.errors import FetchProblem
from desktop_app.model.events import ArticlesChanged, MarksChanged
from desktop_app.model.frozen import frozen
from desktop_app.model.listing import FromCountry, Listing
from desktop_app.model.story_page import ArticleTakes
from desktop_app.ui.articles.view import ArticleListView
from desktop_app.ui.context import Context
from desktop_app.ui.models.article_list import ArticleListModel
from desktop_app.ui.reader.pictures import PictureSource
from desktop_app.ui.reader.takes import take_lines
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.screens.english import InEnglish
from desktop_app.ui.theme import tokens
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from concurrent.futures import Future

LIST_MIN, LIST_MAX = 300, 560
READER_MIN = 420


@frozen
class Emptiness:
    """What stands in the place of an empty list: why it is empty, and the remedy."""

    icon: str
    title: str
    words: str
    remedy: str = ""  # the button's text, "" for none


class ReadingPane(QWidget):
    """Shows a listing and its articles; keeps both in step with the store. GUI thread only."""

    remedy_pressed = Signal()  # of the empty list
    left = Signal()  # Esc in the list
    said = Signal(str, object)  # a short notice, and a callable that undoes what it tells of (or None)
    export_requested = Signal(object)  # ArticleId
    article_shown = Signal(object)  # ArticleId
    story_requested = Signal(object)  # ArticleRow: who tells of its event?

    def __init__(self, context: Context, header: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: QWidget | None = None
        self._emptiness: Callable[[], Emptiness] | None = None
        self._has_takes = False  # the article that is shown
        self._is_listed: bool | None = None  # what the reader without an article was told last
        self.model = ArticleListModel(context.view, context.tasks, context.now, self)
        self.list = ArticleListView(self.model, context.now, context.pictures, self)
        loader = cast("PictureSource", context.pictures)  # whose class has a Signal where an object has its instance
        self.reader = ReaderView(
            self,
            pictures=loader,
            country_of=context.countries.get,
            versions_of=context.view.versions,
            place_of=context.view.place,
        )
        self.english = InEnglish(context, self.model, self.list, self.reader, self)
        self.english.said.connect(self.said)
        self.empty = EmptyState(self)
        self.pill = Pill("new", self.list)
        self._build(header)
        self._connect()

    def _build(self, header: QWidget) -> None:
        side = QFrame(self)
        side.setProperty("look", "pane")
        side.setMinimumWidth(LIST_MIN)
        side.setMaximumWidth(LIST_MAX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        self.english.offer_in(column)
        self.reader.setMinimumWidth(READER_MIN)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(side)
        self.splitter.addWidget(self.reader)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([tokens.LIST_WIDTH, 1000])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        bridge = self._context.bridge
        self.model.new_waiting.connect(self.pill.show_count)
        self.model.modelReset.connect(self._show_emptiness)
        self.model.rowsInserted.connect(self._show_emptiness)
        self.model.rowsRemoved.connect(self._show_emptiness)
        self.pill.clicked.connect(self.list.show_new)
        self.empty.remedy_chosen.connect(self._on_remedy)
        self.list.article_chosen.connect(self.open_article)
        self.list.article_opened.connect(self._focus_reader)
        self.list.star_pressed.connect(self._toggle_star)
        self.list.read_toggled.connect(self._toggle_read)
        self.reader.star_toggled.connect(self._toggle_star)
        self.reader.next_unread_requested.connect(self._on_next_unread)
        self.reader.link_opened.connect(open_in_browser)
        self.reader.original_opened.connect(open_in_browser)
        self.reader.page_requested.connect(self.ask_page_again)
        self.reader.place_left.connect(self._context.library.remember_place)
        self.reader.export_requested.connect(self.export_requested)
        self.reader.take_chosen.connect(self._focus_reader)
        self.reader.coverage_requested.connect(self.request_story)
        bridge.articles_changed.connect(self.on_articles_changed)
        bridge.search_indexed.connect(self.model.on_search_indexed)
        bridge.page_arrived.connect(self._on_page_arrived)
        bridge.marks_changed.connect(self.on_marks_changed)
        bridge.stories_changed.connect(self._on_stories_changed)
        self._context.pictures.arrived.connect(self.list.on_picture_arrived)

    # What is shown

    def show_listing(self, listing: Listing, emptiness: Callable[[], Emptiness]) -> None:
        """Show another list, from its top; the reader is cleared. ``emptiness`` is asked when there is nothing."""
        self._emptiness = emptiness
        self._context.library.leave_article()
        self.model.show(listing)
        self.list.scrollToTop()
        self._is_listed = self.model.rowCount() > 0
        self.reader.clear(is_anything_listed=self._is_listed)

    def set_emptiness(self, emptiness: Callable[[], Emptiness]) -> None:
        """Something else may be why there is nothing."""
        self._emptiness = emptiness
        self._tell_emptiness()

    def _tell_emptiness(self) -> None:
        if self._emptiness is None or self.model.rowCount():
            return
        emptiness = self._emptiness()
        remedies = (emptiness.remedy,) if emptiness.remedy else ()
        self.empty.show_state(emptiness.icon, emptiness.title, emptiness.words, remedies)

    def add_page(self, page: QWidget) -> None:
        """Another page that may stand in the place of the list."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget | None) -> None:
        """Show such a page; None shows the list again."""
        self._page = page
        self._show_emptiness()

    @Slot(object)
    def open_article(self, article_id: ArticleId) -> None:
        """Show an article in the reader and mark it as read."""
        article = self._context.view.article(article_id)
        if article is None:
            self.reader.show_error("It is not in the store any more. Its time had come before it was starred.")
            return
        is_coming = self._context.library.fetch_full_text(article)
        self.reader.show_article(article, is_page_coming=is_coming)
        self.english.open(article_id)
        self._has_takes = False
        self.list.select(article_id)
        self.article_shown.emit(article_id)
        self._look_for_takes(article.row)
        shown = self._row(article_id) or article.row
        if not shown.is_read:
            stored = self._context.library.mark_read((article_id,), is_read=True)
            self.model.show_mark(article_id, is_read=True, is_stored=stored.done)

    def _look_for_takes(self, row: ArticleRow) -> None:
        """Find what the press of other countries made of it; the reader shows it when it is there."""

        def show(told: ArticleTakes | None) -> None:
            if self.reader.article_id == row.id:
                lines = take_lines(told, row, self._context.countries.name, self._context.now())
                self._has_takes = bool(lines)
                self.reader.set_takes(lines)

        self._context.tasks.run(lambda view: view.takes_of(row.id), show, f"takes of {id(self)}")

    @Slot()
    def request_story(self) -> None:
        """Ask for the whole coverage of the article that is read."""
        rows = self._context.view.rows((self.reader.article_id,)) if self.reader.article_id is not None else ()
        if rows:
            self.story_requested.emit(rows[0])

    def focus_list(self) -> None:
        """The keys are for the list, or for what stands in its place."""
        (self._stack.currentWidget() or self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def list_width(self) -> int:
        return self.splitter.sizes()[0]

    def set_list_width(self, width: int) -> None:
        self.splitter.setSizes([width, max(READER_MIN, self.width() - width)])

    def mark_all_read(self) -> None:
        """Everything that is listed, if the list is of a country; can be undone."""
        listing = self.model.listing
        if not isinstance(listing, FromCountry):
            return
        library = self._context.library
        done = library.mark_all_read(listing.country)

        def take_back(marked: Future[frozenset[ArticleId]]) -> None:
            if not marked.cancelled() and marked.exception() is None:
                library.mark_read(marked.result(), is_read=False)

        def undo() -> None:
            done.add_done_callback(take_back)  # the screen may be quicker than the word that it is stored

        self.said.emit("All marked as read", undo)

    # What happens

    @Slot(object)
    def on_articles_changed(self, event: ArticlesChanged) -> None:
        self.model.on_articles_changed(event)
        shown = self.reader.article_id
        if shown is not None and shown in event.updated:
            self._show_again(shown)

    @Slot()
    def _on_stories_changed(self) -> None:
        """An article that was opened before its sisters were found gets its takes; those it has stay as they are."""
        self.model.on_stories_changed()
        shown = self.reader.article_id
        if shown is not None and not self._has_takes and (row := self._row(shown)) is not None:
            self._look_for_takes(row)

    @Slot(object)
    def on_marks_changed(self, event: MarksChanged) -> None:
        self.model.on_marks_changed(event)
        shown = self.reader.article_id
        if shown is not None and shown in event.articles:
            row = self._row(shown)
            if row is not None:
                self.reader.set_starred(row.is_starred)

    def _show_again(self, article_id: ArticleId) -> None:
        article = self._context.view.article(article_id)
        if article is not None:
            self.reader.show_article(self.english.grown(article), is_page_coming=self.reader.is_page_coming)

    @Slot(object)
    def _on_page_arrived(self, article_id: ArticleId) -> None:
        article = self._context.view.article(article_id) if article_id == self.reader.article_id else None
        if article is not None:
            self.reader.show_article(self.english.grown(article))

    @Slot(object)
    def ask_page_again(self, article_id: ArticleId) -> None:
        """The article's own page gave nothing the last time; the user wants it asked again."""
        article = self._context.view.article(article_id)
        if article is not None:
            is_coming = self._context.library.fetch_full_text(article, is_asked=True)
            self.reader.show_article(article, is_page_coming=is_coming)

    def on_network_back(self) -> None:
        """What could not be fetched for want of a network can be had now."""
        article = self._context.view.article(self.reader.article_id) if self.reader.article_id is not None else None
        if article is not None and article.page is not None and article.page.problem == FetchProblem.OFFLINE:
            self.reader.show_article(article, is_page_coming=self._context.library.fetch_full_text(article))

    @Slot(str)
    def _on_remedy(self, word: str) -> None:
        del word
        self.remedy_pressed.emit()

    @Slot()
    def _show_emptiness(self) -> None:
        is_listed = self.model.rowCount() > 0
        self._tell_emptiness()
        had_focus = self.empty.hasFocus()
        self._stack.setCurrentWidget(self._page or (self.list if is_listed else self.empty))
        if had_focus:
            self.focus_list()
        if self.reader.article_id is None and is_listed != self._is_listed:
            self._is_listed = is_listed
            self.reader.clear(is_anything_listed=is_listed)

    @Slot(object)
    def _focus_reader(self, article_id: ArticleId) -> None:
        if self.reader.article_id != article_id:
            self.open_article(article_id)
        self.reader.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row(self, article_id: ArticleId) -> ArticleRow | None:
        """As it is shown, where it is: the store may not have yet what the user did a moment ago."""
        position = self.model.row_of(article_id)
        if position is not None:
            return self.model.row_at(position)
        rows = self._context.view.rows((article_id,))
        return rows[0] if rows else None

    @Slot(object)
    def _toggle_star(self, article_id: ArticleId) -> None:
        row = self._row(article_id)
        if row is not None:
            self._star(article_id, is_starred=not row.is_starred)

    def _star(self, article_id: ArticleId, *, is_starred: bool) -> None:
        stored = self._context.library.star((article_id,), is_starred=is_starred)
        self.model.show_mark(article_id, is_starred=is_starred, is_stored=stored.done)
        if self.reader.article_id == article_id:
            self.reader.set_starred(is_starred)

    @Slot(object)
    def _toggle_read(self, article_id: ArticleId) -> None:
        row = self._row(article_id)
        if row is not None:
            stored = self._context.library.mark_read((article_id,), is_read=not row.is_read)
            self.model.show_mark(article_id, is_read=not row.is_read, is_stored=stored.done)

    @Slot()
    def _on_next_unread(self) -> None:
        if not self.list.choose_next_unread():
            self.said.emit("Nothing unread below", None)

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if self.reader.article_id is None:
                self.list.choose_next()
            else:
                self.reader.page_forward()
        elif event.key() == Qt.Key.Key_C and not event.modifiers():
            self.request_story()
        elif event.key() == Qt.Key.Key_Escape:
            if self.list.hasFocus() or self.reader.article_id is None:
                self.left.emit()
            else:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.reader.act_on(event) and not self.list.act_on(event):
            super().keyPressEvent(event)


@Slot(str)
def open_in_browser(address: str) -> None:
    """Hand an address to the system's browser or mail program; only http, https and mailto."""
    url = QUrl(address)
    if url.scheme().lower() in {"http", "https", "mailto"}:
        QDesktopServices.openUrl(url)
