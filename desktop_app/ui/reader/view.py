"""
The reader's pane: actions, the sheet with the article, find, and the words for when there is nothing to show.

It is given an article and says what the user did; what is to be done about it is the window's to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.model.article import Article, ArticleId
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.place import Place
from desktop_app.ui.reader import page
from desktop_app.ui.reader.action_bar import ActionBar
from desktop_app.ui.reader.keys import Command, command_of
from desktop_app.ui.reader.markup import safe_address
from desktop_app.ui.reader.message_pane import MessagePane
from desktop_app.ui.reader.pictures import PictureSource
from desktop_app.ui.reader.places import Left, Places
from desktop_app.ui.reader.rendering import Renderer
from desktop_app.ui.reader.sheet import Sheet, VersionsOf
from desktop_app.ui.reader.style import MEASURES_PX, Mode, ReaderStyle
from desktop_app.ui.reader.takes_box import TakeLine
from desktop_app.ui.reader.texts import modes_of
from desktop_app.ui.theme.style import current_theme, theme_changed
from desktop_app.ui.theme.tokens import Theme

if TYPE_CHECKING:  # imported when it is first asked for
    from PySide6.QtWidgets import QMenu

    from desktop_app.ui.reader.find_bar import FindBar
    from desktop_app.ui.reader.originals import Originals
    from desktop_app.ui.reader.type_popover import TypePopover

_LOADING_MS = 150  # what takes less is not worth a word
_SETTLED_MS = 1500  # after scrolling: the reader reads here


class ReaderView(QWidget):
    """Shows one article at a time, each where it was left. GUI thread only."""

    star_toggled = Signal(object)  # ArticleId
    read_to_end = Signal(object)  # ArticleId; once an opening, when the user comes to the end
    next_unread_requested = Signal()
    link_opened = Signal(str)  # http, https or mailto, from the text
    original_opened = Signal(str)  # the article's own address
    page_requested = Signal(object)  # ArticleId: ask the article's own page again
    place_left = Signal(object, object)  # ArticleId and Place or None: it is read there, or was when it was left
    style_changed = Signal(object)  # ReaderStyle, by the user
    theme_chosen = Signal(str)  # "system" or the name of a theme, by the user
    mode_changed = Signal(object)  # Mode, by the user
    export_requested = Signal(object)  # ArticleId
    take_chosen = Signal(object)  # ArticleId
    sentence_refused = Signal(object, str, str)  # ArticleId, language and sentence whose English is bad
    coverage_requested = Signal()  # of the story of the shown article

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        pictures: PictureSource | None = None,
        country_of: Callable[[CountryCode], Country | None] = lambda _code: None,
        versions_of: VersionsOf = lambda _article: (),
        place_of: Callable[[ArticleId], Place | None] = lambda _article: None,
        theme: Theme | None = None,
        style: ReaderStyle | None = None,
        local_zone: tzinfo | None = None,
    ) -> None:
        """Without ``pictures`` the page keeps quiet room for them. ``place_of`` says where an article was left another
        day. A ``local_zone`` of None is the computer's."""
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName("Reader")
        self._theme = theme or current_theme()
        self._theme_choice = "system"
        self._places = Places(place_of)
        self._is_end_told = False
        self._has_find_bar = False
        self._has_type_popover = False
        renderer = Renderer(pictures, country_of, local_zone)
        self._sheet = Sheet(
            self, renderer, pictures=pictures, versions_of=versions_of, theme=self._theme, style=style or ReaderStyle()
        )
        self.text, self.takes = self._sheet.text, self._sheet.takes
        self._build()
        self._connect()
        self._commands: dict[Command | None, Callable[[], None]] = {
            Command.PAGE_FORWARD: self.page_forward,
            Command.PAGE_BACK: self.page_back,
            Command.MODE: self.cycle_mode,
            Command.STAR: self.toggle_star,
            Command.ORIGINAL: self.open_original,
            Command.TAKES: self.focus_takes,
            Command.EXPORT: self.export,
            Command.COPY_LINK: self.copy_link,
            Command.FIND: self.open_find_bar,
            Command.PRINT: self.print_article,
            Command.LARGER: lambda: self._choose_style(self._sheet.style_of_reading.larger()),
            Command.SMALLER: lambda: self._choose_style(self._sheet.style_of_reading.smaller()),
            Command.DEFAULT_SIZE: lambda: self._choose_style(self._sheet.style_of_reading.at_default_size()),
        }
        self.set_theme(self._theme)
        self.clear()

    def _build(self) -> None:
        self.actions_bar = ActionBar(self)
        self._message = MessagePane(self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self._message)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.actions_bar)
        column.addLayout(self._stack, 1)
        self._loading = QTimer(self, singleShot=True, interval=_LOADING_MS)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)

    def _connect(self) -> None:
        bar = self.actions_bar
        bar.star_pressed.connect(self.toggle_star)
        bar.mode_pressed.connect(self.cycle_mode)
        bar.takes_pressed.connect(self.focus_takes)
        bar.text_pressed.connect(self.show_type_popover)
        bar.original_pressed.connect(self.open_original)
        bar.export_pressed.connect(self.export)
        bar.more_pressed.connect(self._show_more_menu)
        self.takes.take_chosen.connect(self.take_chosen)
        self.takes.all_pressed.connect(self.coverage_requested)
        self.text.link_chosen.connect(self._on_link)
        self._sheet.rendered.connect(self._on_rendered)
        self._sheet.scrolled.connect(self._on_scrolled)
        theme_changed.connect(self._on_theme_changed)
        self._loading.timeout.connect(self._say_loading)
        self._settled.timeout.connect(self.remember)

    # Parts that are made when they are first asked for

    @cached_property
    def find_bar(self) -> FindBar:
        from desktop_app.ui.reader.find_bar import FindBar  # noqa: PLC0415 not before somebody looks for something

        bar = FindBar(self.text, self)
        bar.set_theme(self._theme)
        self._column.insertWidget(1, bar)
        self._has_find_bar = True
        return bar

    @cached_property
    def type_popover(self) -> TypePopover:
        from desktop_app.ui.reader.type_popover import TypePopover  # noqa: PLC0415 not before it is pressed

        popover = TypePopover(self.window())
        popover.panel.style_chosen.connect(self._choose_style)
        popover.panel.theme_chosen.connect(self.theme_chosen)
        self._has_type_popover = True
        return popover

    @cached_property
    def originals(self) -> Originals:
        from desktop_app.ui.reader.originals import Originals  # noqa: PLC0415 not before something is translated

        originals = Originals(self.text, lambda: self._sheet.article, lambda: self.mode)
        originals.sentence_refused.connect(self.sentence_refused)
        return originals

    # What is shown

    @property
    def article_id(self) -> ArticleId | None:
        article = self._sheet.article
        return article.row.id if article is not None else None

    @property
    def mode(self) -> Mode:
        """The text that is shown."""
        return self._sheet.mode

    @property
    def style_of_reading(self) -> ReaderStyle:
        return self._sheet.style_of_reading

    @property
    def is_page_coming(self) -> bool:
        """Whether the reader was told so of the article that is shown."""
        return self._sheet.is_page_coming

    def show_article(self, article: Article, notice: str = "", *, is_page_coming: bool = False) -> None:
        """Show an article, where it was left if it was open before; the one that is shown already stays in place.

        ``notice`` is one sentence below the text. ``is_page_coming``: the article's own page is being fetched; what
        it gives is shown by showing the article again.
        """
        self._loading.stop()
        if article.translation is not None:
            self.originals.watch()
        self.actions_bar.show()
        self.actions_bar.set_starred(article.row.is_starred)
        self.actions_bar.original.setEnabled(bool(safe_address(article.row.url)))
        if article.row.id == self.article_id and self._is_sheet_shown:
            self._sheet.show_again(article, notice, is_page_coming=is_page_coming)
            return
        self.remember()
        left = self._places.of(article.row.id, self._sheet.style_of_reading.first_mode)
        self._is_end_told = False
        self.actions_bar.set_takes(0)
        self._stack.setCurrentWidget(self._sheet)
        self._sheet.show_article(article, left.mode, left.place, notice, is_page_coming=is_page_coming)

    @property
    def _is_sheet_shown(self) -> bool:
        return self._stack.currentWidget() is self._sheet

    def show_changes(self) -> None:
        """What the site changed in the article, in its place."""
        self.remember()
        self._sheet.show_changes()

    def leave_changes(self) -> None:
        """Back to the article, where it was left."""
        self._sheet.leave_changes()

    def clear(self, *, is_anything_listed: bool = True) -> None:
        """No article is chosen; where there is none to choose, the pane says nothing."""
        self._leave()
        if is_anything_listed:
            self._message.say("list", "Pick an article", "j and k go through the list, Enter opens, Space reads on.")
        else:
            self._message.say("", "", "")
        self._stack.setCurrentWidget(self._message)

    def show_loading(self) -> None:
        """An article is on its way. What is shown stays until that takes noticeably long."""
        self._loading.start()

    def show_error(self, sentence: str) -> None:
        """The article cannot be shown; the sentence says why and what to do."""
        self._leave()
        self._message.say("error", "This article cannot be shown", sentence)
        self._stack.setCurrentWidget(self._message)

    def set_starred(self, is_starred: bool) -> None:
        self._sheet.set_starred(is_starred)
        self.actions_bar.set_starred(is_starred and self.article_id is not None)

    def set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        """How other countries tell the story of the shown article; none for an article without a story."""
        self.actions_bar.set_takes(len(takes))
        self._sheet.set_takes(takes)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._message.set_theme(theme)
        self.actions_bar.set_theme(theme)
        self._sheet.set_theme(theme)
        if self._has_find_bar:
            self.find_bar.set_theme(theme)

    @Slot()
    def _on_theme_changed(self) -> None:
        if current_theme() != self._theme:
            self.set_theme(current_theme())

    def set_style(self, style: ReaderStyle) -> None:
        """Read in another type or column, keeping the place."""
        if style != self._sheet.style_of_reading:
            self._sheet.set_style(style)
            self._show_in_popover()

    def set_theme_choice(self, choice: str) -> None:
        """Which theme the user chose, "system" or a name: what the popover of the type shows as chosen."""
        self._theme_choice = choice
        self._show_in_popover()

    def set_reduced_motion(self, is_reduced: bool) -> None:
        self.text.is_motion_reduced = is_reduced

    # What the user does

    @Slot()
    def toggle_star(self) -> None:
        article = self._sheet.article
        if article is not None:
            self.set_starred(not article.row.is_starred)
            self.star_toggled.emit(article.row.id)

    @Slot()
    def cycle_mode(self) -> None:
        """The next of translation, both, original; the paragraph that the reader looks at stays where it is."""
        if self._sheet.article is None:
            return
        modes = modes_of(self._sheet.article)
        self.set_mode(modes[(modes.index(self.mode) + 1) % len(modes)])

    def set_mode(self, mode: Mode) -> None:
        if self._sheet.article is None or mode is self.mode:
            return
        self._sheet.set_mode(mode)
        self.mode_changed.emit(self.mode)

    @Slot()
    def open_original(self) -> None:
        article = self._sheet.article
        if article is not None and safe_address(article.row.url):
            self.original_opened.emit(article.row.url)

    @Slot()
    def export(self) -> None:
        if self.article_id is not None:
            self.export_requested.emit(self.article_id)

    @Slot()
    def copy_link(self) -> None:
        if self._sheet.article is not None:
            QGuiApplication.clipboard().setText(self._sheet.article.row.url)

    def open_find_bar(self) -> None:
        """Let the user look for words in the article."""
        self.find_bar.open_bar()

    @Slot()
    def focus_takes(self) -> None:
        """Bring the takes into view, and the keyboard to the first of them."""
        self.takes.focus()

    def act_on(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the reader, wherever it was pressed; False when it asks nothing."""
        if self._sheet.shows_changes and event.key() == Qt.Key.Key_Escape:
            self.leave_changes()
            return True
        do = self._commands.get(command_of(event)) if self._sheet.article is not None else None
        if do is not None:
            do()
        return do is not None

    def page_forward(self) -> None:
        """A page on; at the end, to the next unread article."""
        if self._sheet.article is None or self.text.is_at_end:
            self._tell_end()
            self.next_unread_requested.emit()
            return
        self.text.scroll_by(self.text.page_px())

    def page_back(self) -> None:
        self.text.scroll_by(-self.text.page_px())

    def position(self) -> float:
        """How far it is scrolled: 0 at the top, 1 at the end."""
        return self.text.scroll_ratio()

    def restore_position(self, position: float) -> None:
        self.text.document().size()
        scroll = self.text.verticalScrollBar()
        scroll.setValue(round(position * scroll.maximum()))

    def print_article(self) -> None:
        from desktop_app.ui.reader import printing  # noqa: PLC0415 not before somebody prints

        document = self._sheet.sheets()
        if document is not None:
            printing.print_with_dialog(document, self)

    def ask_pdf(self) -> None:
        """Ask for a file, and write the article there as PDF."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 not before somebody saves

        path, _kind = QFileDialog.getSaveFileName(self, "Save as PDF", "article.pdf", "PDF (*.pdf)")
        if path:
            self.save_pdf(path)

    def save_pdf(self, path: str) -> int:
        """Write the article as PDF; the number of sheets, 0 when the file cannot be written."""
        from desktop_app.ui.reader import printing  # noqa: PLC0415 not before somebody prints

        document = self._sheet.sheets()
        return printing.save_pdf(document, path) if document is not None else 0

    @Slot()
    def show_type_popover(self) -> None:
        """How the text is set, beside the text where there is room: also beside the widest that can be chosen."""
        popover = self.type_popover
        self._show_in_popover()
        columns = (self.text.column_in(self.window()), self.text.column_in(self.window(), MEASURES_PX[-1]))
        popover.open_at(self.actions_bar.text_size, columns)

    def _show_in_popover(self) -> None:
        if self._has_type_popover:
            self.type_popover.panel.show_values(self._sheet.style_of_reading, self._theme_choice)

    @Slot(object)
    def _choose_style(self, style: ReaderStyle) -> None:
        if style != self._sheet.style_of_reading:
            self.set_style(style)
            self.style_changed.emit(style)

    @Slot()
    def _show_more_menu(self) -> None:
        from desktop_app.ui.reader.menus import more_menu  # noqa: PLC0415 not before it is pressed

        article = self._sheet.article
        has_link = article is not None and bool(safe_address(article.row.url))
        actions = (
            ("Copy link\tShift+C", self.copy_link, has_link),
            ("Find in this article\tCtrl+F", self.open_find_bar, True),
            ("Print…\tCtrl+P", self.print_article, True),
            ("Save as PDF…", self.ask_pdf, True),
        )
        self._drop(more_menu(actions, self), self.actions_bar.more)

    def _drop(self, menu: QMenu, button: QToolButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # What happens

    @Slot()
    def remember(self) -> None:
        """Keep where the article is read: the program may end at any moment."""
        self._settled.stop()
        if self.article_id is None or self._sheet.shows_changes or not self._is_sheet_shown:
            return
        mode, place = self._sheet.mode_asked, self._sheet.place()
        if place != self._places.of(self.article_id, mode).place:
            self.place_left.emit(self.article_id, place)
        self._places.remember(self.article_id, Left(mode, place))

    def _leave(self) -> None:
        self._loading.stop()
        self.remember()
        if self._has_find_bar:
            self.find_bar.close_bar()
        self._sheet.clear()
        self.actions_bar.set_takes(0)
        self.actions_bar.set_starred(False)
        self.actions_bar.mode.hide()
        self.actions_bar.hide()

    @Slot()
    def _on_rendered(self) -> None:
        article = self._sheet.article
        if article is not None:
            self.actions_bar.set_mode(self.mode, can_change=len(modes_of(article)) > 1)
        if self._has_find_bar:
            self.find_bar.search_again()

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._is_sheet_shown or self._sheet.article is None:
            return
        self._settled.start()
        if self.text.verticalScrollBar().value() > 0 and self.text.is_at_end:
            self._tell_end()

    @Slot(str)
    def _on_link(self, address: str) -> None:
        match address:
            case page.OPEN_ORIGINAL:
                self.open_original()
            case page.FETCH_AGAIN:
                if self.article_id is not None:
                    self.page_requested.emit(self.article_id)
            case page.SHOW_CHANGES:
                self.show_changes()
            case page.SHOW_ARTICLE:
                self.leave_changes()
            case _ if address.startswith(page.SHOW_PICTURE):
                number = address.removeprefix(page.SHOW_PICTURE)
                self._sheet.open_picture(int(number) if number.isdecimal() else -1)
            case _:
                self.link_opened.emit(address)

    def _tell_end(self) -> None:
        if self.article_id is not None and not self._is_end_told:
            self._is_end_told = True
            self.read_to_end.emit(self.article_id)

    @Slot()
    def _say_loading(self) -> None:
        self._leave()
        self._message.say("sync", "Opening the article", "It comes from the store on this computer.")
        self._stack.setCurrentWidget(self._message)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.act_on(event):
            super().keyPressEvent(event)
