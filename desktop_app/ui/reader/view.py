"""
The reader's pane: actions, the page, the takes in it, find, and the words for when there is nothing to show.

It is given an article and says what the user did; what is to be done about it is the window's to decide. It is longer
than 500 lines because every command of the reader is a method here; what they do is in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QStackedLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.model.article import Article, ArticleId, Version
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.reader import page
from desktop_app.ui.reader.action_bar import ActionBar
from desktop_app.ui.reader.faces import base_font
from desktop_app.ui.reader.keys import Command, command_of
from desktop_app.ui.reader.markup import safe_address
from desktop_app.ui.reader.message_pane import MessagePane
from desktop_app.ui.reader.page import Page, texts_shown
from desktop_app.ui.reader.pictures import PictureSource
from desktop_app.ui.reader.progress_line import LINE_PX, ProgressLine
from desktop_app.ui.reader.rendering import Renderer
from desktop_app.ui.reader.style import Mode, ReaderStyle
from desktop_app.ui.reader.takes_box import TakeLine
from desktop_app.ui.reader.takes_in_text import TakesInText
from desktop_app.ui.reader.text_view import Place, ReaderText
from desktop_app.ui.reader.texts import modes_of
from desktop_app.ui.theme.style import current_theme, theme_changed
from desktop_app.ui.theme.tokens import Theme

if TYPE_CHECKING:  # imported when it is first asked for
    from PySide6.QtWidgets import QMenu

    from desktop_app.ui.reader.find_bar import FindBar

_REMEMBERED = 500  # articles whose place is kept
_LOADING_MS = 150  # what takes less is not worth a word
_RESIZE_MS = 40


@frozen
class _Left:
    """How an article was left."""

    mode: Mode
    place: Place | None


class ReaderView(QWidget):
    """Shows one article at a time and remembers, while the program runs, where each was left. GUI thread only."""

    star_toggled = Signal(object)  # ArticleId
    read_to_end = Signal(object)  # ArticleId; once an opening, when the user comes to the end
    next_unread_requested = Signal()
    link_opened = Signal(str)  # http, https or mailto, from the text
    original_opened = Signal(str)  # the article's own address
    page_requested = Signal(object)  # ArticleId: ask the article's own page again
    style_changed = Signal(object)  # ReaderStyle, by the user
    mode_changed = Signal(object)  # Mode, by the user
    export_requested = Signal(object)  # ArticleId
    take_chosen = Signal(object)  # ArticleId
    coverage_requested = Signal()  # of the story of the shown article

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        pictures: PictureSource | None = None,
        country_of: Callable[[CountryCode], Country | None] = lambda _code: None,
        versions_of: Callable[[ArticleId], Sequence[Version]] = lambda _article: (),
        theme: Theme | None = None,
        style: ReaderStyle | None = None,
        local_zone: tzinfo | None = None,
    ) -> None:
        """Without ``pictures`` the page keeps quiet room for them. A ``local_zone`` of None is the computer's."""
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName("Reader")
        self._pictures = pictures
        self._versions_of = versions_of
        self._before_changes: Place | None = None  # where the article was left to see what changed in it
        self._shows_changes = False
        self._renderer = Renderer(pictures, country_of, local_zone)
        self._theme = theme or current_theme()
        self._style = style or ReaderStyle()
        self._article: Article | None = None
        self._notice = ""
        self._is_page_coming = False
        self._mode = self._style.first_mode
        self._page: Page | None = None
        self._left: dict[ArticleId, _Left] = {}
        self._is_end_told = False
        self._has_find_bar = False
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
            Command.LARGER: lambda: self._choose_style(self._style.larger()),
            Command.SMALLER: lambda: self._choose_style(self._style.smaller()),
            Command.DEFAULT_SIZE: lambda: self._choose_style(self._style.at_default_size()),
        }
        self.set_theme(self._theme)
        self.clear()

    def _build(self) -> None:
        self.actions_bar = ActionBar(self)
        self._sheet = QWidget(self)
        self.text = ReaderText(self._image, self._sheet)
        self._message = MessagePane(self)
        self._progress = ProgressLine(self._sheet)
        self.takes = TakesInText(self.text)
        in_sheet = QVBoxLayout(self._sheet)
        in_sheet.setContentsMargins(0, 0, 0, 0)
        in_sheet.addWidget(self.text)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self._message)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.actions_bar)
        column.addLayout(self._stack, 1)
        self._loading = QTimer(self, singleShot=True, interval=_LOADING_MS)
        self._fetching = QTimer(self, singleShot=True, interval=0)
        self._resized = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        bar = self.actions_bar
        bar.star_pressed.connect(self.toggle_star)
        bar.mode_pressed.connect(self.cycle_mode)
        bar.takes_pressed.connect(self.focus_takes)
        bar.text_pressed.connect(self._show_type_menu)
        bar.original_pressed.connect(self.open_original)
        bar.export_pressed.connect(self.export)
        bar.more_pressed.connect(self._show_more_menu)
        self.takes.take_chosen.connect(self.take_chosen)
        self.takes.all_pressed.connect(self.coverage_requested)
        self.text.link_chosen.connect(self._on_link)
        self.text.column_changed.connect(self._resized.start)
        self.text.margins_changed.connect(self._on_layout)
        theme_changed.connect(self._on_theme_changed)
        self._resized.timeout.connect(self._render_again)
        self._fetching.timeout.connect(self._fetch_pictures)
        self._loading.timeout.connect(self._say_loading)
        scroll = self.text.verticalScrollBar()
        scroll.valueChanged.connect(self._on_scroll)
        scroll.rangeChanged.connect(self._on_layout)
        if self._pictures is not None:
            self._pictures.arrived.connect(self._on_picture)

    @cached_property
    def find_bar(self) -> FindBar:
        """Made when it is first asked for."""
        from desktop_app.ui.reader.find_bar import FindBar  # noqa: PLC0415 not before somebody looks for something

        bar = FindBar(self.text, self)
        bar.set_theme(self._theme)
        self._column.insertWidget(1, bar)
        self._has_find_bar = True
        return bar

    # What is shown

    @property
    def article_id(self) -> ArticleId | None:
        return self._article.row.id if self._article is not None else None

    @property
    def mode(self) -> Mode:
        """The text that is shown."""
        return self._page.mode if self._page is not None else self._mode

    @property
    def style_of_reading(self) -> ReaderStyle:
        return self._style

    @property
    def is_page_coming(self) -> bool:
        """Whether the reader was told so of the article that is shown."""
        return self._is_page_coming

    def show_article(self, article: Article, notice: str = "", *, is_page_coming: bool = False) -> None:
        """Show an article, where it was left if it was open before; the one that is shown already stays in place.

        ``notice`` is one sentence below the text. ``is_page_coming``: the article's own page is being fetched; what
        it gives is shown by showing the article again.
        """
        self._loading.stop()
        is_same = article.row.id == self.article_id and self._stack.currentWidget() is self._sheet
        # in a longer text what stood below the shorter one is out of sight
        place = self.text.place(but=page.BELOW_TEXT if self._is_page_coming else ()) if is_same else None
        if not is_same:
            self._remember()
            left = self._left.get(article.row.id, _Left(self._style.first_mode, None))
            self._mode, place = left.mode, left.place
            self._is_end_told = False
            self._shows_changes = False
            self._set_takes(())
        self._article, self._notice, self._is_page_coming = article, notice, is_page_coming
        self.actions_bar.show()
        self.actions_bar.set_starred(article.row.is_starred)
        self.actions_bar.original.setEnabled(bool(safe_address(article.row.url)))
        self._stack.setCurrentWidget(self._sheet)
        self._render(place)

    def show_changes(self) -> None:
        """What the site changed in the article, in its place."""
        if self._article is not None and not self._shows_changes:
            self._before_changes = self.text.place()
            self._shows_changes = True
            self._render(None)
            self.text.verticalScrollBar().setValue(0)

    def leave_changes(self) -> None:
        """Back to the article, where it was left."""
        if self._shows_changes:
            self._shows_changes = False
            self._render(self._before_changes)

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
        if self._article is not None:
            self._article = replace(self._article, row=replace(self._article.row, is_starred=is_starred))
            self.actions_bar.set_starred(is_starred)

    def set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        """How other countries tell the story of the shown article; none for an article without a story."""
        if takes != self.takes.box.takes:  # the same again would take the focus away from them
            self._set_takes(takes)
            self._render_again()

    def _set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        self.takes.set_takes(takes)
        self.actions_bar.set_takes(len(takes))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._progress.set_colour(theme.accent)
        self._message.set_theme(theme)
        for part in (self.text, self.actions_bar, self.takes):
            part.set_theme(theme)
        if self._has_find_bar:
            self.find_bar.set_theme(theme)
        self._render_again()

    @Slot()
    def _on_theme_changed(self) -> None:
        if current_theme() != self._theme:
            self.set_theme(current_theme())

    def set_style(self, style: ReaderStyle) -> None:
        """Read in another type or column, keeping the place."""
        if style != self._style:
            self._style = style
            self._render_again()

    def set_reduced_motion(self, is_reduced: bool) -> None:
        self.text.is_motion_reduced = is_reduced

    # What the user does

    @Slot()
    def toggle_star(self) -> None:
        if self._article is None:
            return
        self.set_starred(not self._article.row.is_starred)
        self.star_toggled.emit(self._article.row.id)

    @Slot()
    def cycle_mode(self) -> None:
        """The next of translation, both, original; the paragraph that the reader looks at stays where it is."""
        if self._article is None:
            return
        modes = modes_of(self._article)
        self.set_mode(modes[(modes.index(self.mode) + 1) % len(modes)])

    def set_mode(self, mode: Mode) -> None:
        if self._article is None or mode is self.mode:
            return
        self._mode = mode
        self.leave_changes()
        self._render_again()
        self.mode_changed.emit(self.mode)

    @Slot()
    def open_original(self) -> None:
        if self._article is not None and safe_address(self._article.row.url):
            self.original_opened.emit(self._article.row.url)

    @Slot()
    def export(self) -> None:
        if self._article is not None:
            self.export_requested.emit(self._article.row.id)

    @Slot()
    def copy_link(self) -> None:
        if self._article is not None:
            QGuiApplication.clipboard().setText(self._article.row.url)

    def open_find_bar(self) -> None:
        """Let the user look for words in the article."""
        self.find_bar.open_bar()

    @Slot()
    def focus_takes(self) -> None:
        """Bring the takes into view, and the keyboard to the first of them."""
        self.takes.focus()

    def act_on(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the reader, wherever it was pressed; False when it asks nothing."""
        if self._shows_changes and event.key() == Qt.Key.Key_Escape:
            self.leave_changes()
            return True
        do = self._commands.get(command_of(event)) if self._article is not None else None
        if do is not None:
            do()
        return do is not None

    def page_forward(self) -> None:
        """A page on; at the end, to the next unread article."""
        if self._article is None or self.text.is_at_end:
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

        document = self._print_document()
        if document is not None:
            printing.print_with_dialog(document, self)

    def save_pdf(self, path: str) -> int:
        """Write the article as PDF; the number of sheets, 0 when the file cannot be written."""
        from desktop_app.ui.reader import printing  # noqa: PLC0415 not before somebody prints

        document = self._print_document()
        return printing.save_pdf(document, path) if document is not None else 0

    def _print_document(self) -> QTextDocument | None:
        if self._article is None or self._page is None:
            return None
        dpr = self.devicePixelRatioF()
        document = self._renderer.print_document(self._article, self._style, self._page, dpr)
        document.setMetaInformation(
            QTextDocument.MetaInformation.DocumentTitle, texts_shown(self._article, self.mode).title
        )
        return document

    # Making the page

    def _render(self, place: Place | None) -> None:
        if self._article is None:
            return
        self.text.set_measure(self._style.measure_px)
        self._page = self._made_page(self._article)
        row, texts = self._article.row, texts_shown(self._article, self._page.mode)
        self.text.source_line = f"— {row.outlet}, “{texts.title}”, {row.url}"
        self.text.setAccessibleDescription(f"{texts.title}. {row.outlet}")
        font = base_font(self._style.face, self._style.size_px)
        self.text.show_page(self._page.html, self._page.headings, font, self._style.line_px, place)
        self.actions_bar.set_mode(self._page.mode, can_change=len(modes_of(self._article)) > 1)
        if self._has_find_bar:
            self.find_bar.search_again()
        self._fetching.start()
        self._on_layout()

    def _made_page(self, article: Article) -> Page:
        column = self.text.column
        if self._shows_changes:
            versions = self._versions_of(article.row.id)
            return self._renderer.changes_page(article, versions, self._style, self._theme, column)
        return self._renderer.page(
            article,
            self._mode,
            self._style,
            self._theme,
            column,
            notice=self._notice,
            is_page_coming=self._is_page_coming,
            takes_height=self.takes.needed_height,
        )

    @Slot()
    def _render_again(self) -> None:
        if self._stack.currentWidget() is self._sheet:
            self._render(self.text.place())

    def _image(self, number: int) -> QImage | None:
        """The page's picture of that number as it can be shown now."""
        if self._page is None or number >= len(self._page.pictures):
            return None
        return self._renderer.image(self._page.pictures[number], self._theme, self.devicePixelRatioF())

    def _remember(self) -> None:
        if self._article is not None and self._stack.currentWidget() is self._sheet:
            self._left.pop(self._article.row.id, None)
            self._left[self._article.row.id] = _Left(self._mode, self.text.place())
            while len(self._left) > _REMEMBERED:
                del self._left[next(iter(self._left))]

    def _leave(self) -> None:
        self._loading.stop()
        self._remember()
        if self._has_find_bar:
            self.find_bar.close_bar()
        self._article, self._page = None, None
        self._set_takes(())
        self.actions_bar.set_starred(False)
        self.actions_bar.mode.hide()
        self.actions_bar.hide()

    # What happens

    @Slot()
    def _fetch_pictures(self) -> None:
        if self._page is not None:
            self._renderer.fetch(self._page, self.devicePixelRatioF())

    @Slot(str)
    def _on_picture(self, url: str) -> None:
        if self._page is None:
            return
        for number, placed in enumerate(self._page.pictures):
            if placed.url == url:
                image = self._image(number)
                if image is not None:
                    self.text.replace_picture(number, image)

    @Slot(str)
    def _on_link(self, address: str) -> None:
        match address:
            case page.OPEN_ORIGINAL:
                self.open_original()
            case page.FETCH_AGAIN:
                if self._article is not None:
                    self.page_requested.emit(self._article.row.id)
            case page.SHOW_CHANGES:
                self.show_changes()
            case page.SHOW_ARTICLE:
                self.leave_changes()
            case _:
                self.link_opened.emit(address)

    @Slot()
    def _on_scroll(self) -> None:
        self._progress.set_ratio(self.text.scroll_ratio())
        is_scrolled = self.text.verticalScrollBar().value() > 0
        if is_scrolled and self.text.is_at_end and self._stack.currentWidget() is self._sheet:
            self._tell_end()

    @Slot()
    def _on_layout(self) -> None:
        self.takes.put()

    def _tell_end(self) -> None:
        if self._article is not None and not self._is_end_told:
            self._is_end_told = True
            self.read_to_end.emit(self._article.row.id)

    @Slot()
    def _say_loading(self) -> None:
        self._leave()
        self._message.say("sync", "Opening the article", "It comes from the store on this computer.")
        self._stack.setCurrentWidget(self._message)

    @Slot()
    def _show_type_menu(self) -> None:
        from desktop_app.ui.reader.menus import type_menu  # noqa: PLC0415 not before it is pressed

        self._drop(type_menu(self._style, self._choose_style, self), self.actions_bar.text_size)

    @Slot()
    def _show_more_menu(self) -> None:
        from desktop_app.ui.reader.menus import more_menu  # noqa: PLC0415 not before it is pressed

        has_link = self._article is not None and bool(safe_address(self._article.row.url))
        actions = (
            ("Copy link\tShift+C", self.copy_link, has_link),
            ("Find in this article\tCtrl+F", self.open_find_bar, True),
            ("Print…\tCtrl+P", self.print_article, True),
            ("Save as PDF…", self._ask_pdf, True),
        )
        self._drop(more_menu(actions, self), self.actions_bar.more)

    def _drop(self, menu: QMenu, button: QToolButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_pdf(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 not before somebody saves

        path, _kind = QFileDialog.getSaveFileName(self, "Save as PDF", "article.pdf", "PDF (*.pdf)")
        if path:
            self.save_pdf(path)

    def _choose_style(self, style: ReaderStyle) -> None:
        if style != self._style:
            self.set_style(style)
            self.style_changed.emit(style)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.act_on(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._progress.setGeometry(0, 0, self.width(), LINE_PX)
        self._progress.raise_()
        self._on_layout()
