"""The sheet that an article is read on: its page, made anew whenever anything about it changes, always in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.model.article import Article, ArticleId, Version
from desktop_app.model.place import Place
from desktop_app.ui.reader import page
from desktop_app.ui.reader.faces import base_font
from desktop_app.ui.reader.page import Page, texts_shown
from desktop_app.ui.reader.pictures import PictureSource
from desktop_app.ui.reader.progress_line import LINE_PX, ProgressLine
from desktop_app.ui.reader.rendering import Renderer
from desktop_app.ui.reader.style import Mode, ReaderStyle
from desktop_app.ui.reader.takes_box import TakeLine
from desktop_app.ui.reader.takes_in_text import TakesInText
from desktop_app.ui.reader.text_view import ReaderText
from desktop_app.ui.theme.tokens import Theme

if TYPE_CHECKING:  # imported when it is first asked for
    from desktop_app.ui.reader.lightbox import Lightbox

_RESIZE_MS = 40
VersionsOf = Callable[[ArticleId], Sequence[Version]]


class Sheet(QWidget):
    """Shows one article, or nothing; what it is told to change, it changes without moving the text under the eye.

    GUI thread only.
    """

    rendered = Signal()  # a new page is on the screen
    scrolled = Signal()

    def __init__(
        self,
        parent: QWidget,
        renderer: Renderer,
        *,
        pictures: PictureSource | None,
        versions_of: VersionsOf,
        theme: Theme,
        style: ReaderStyle,
    ) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._pictures = pictures
        self._versions_of = versions_of
        self._theme = theme
        self._style = style
        self._article: Article | None = None
        self._mode = style.first_mode
        self._notice = ""
        self._is_page_coming = False
        self._shows_changes = False
        self._before_changes: Place | None = None  # where the article was left to see what changed in it
        self._page: Page | None = None
        self.text = ReaderText(self._image, self)
        self.takes = TakesInText(self.text)
        self._progress = ProgressLine(self)
        in_sheet = QVBoxLayout(self)
        in_sheet.setContentsMargins(0, 0, 0, 0)
        in_sheet.addWidget(self.text)
        self._resized = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._resized.timeout.connect(self.render_again)
        self._fetching = QTimer(self, singleShot=True, interval=0)
        self._fetching.timeout.connect(self._fetch_pictures)
        self.text.column_changed.connect(self._resized.start)
        self.text.margins_changed.connect(self._on_layout)
        scroll = self.text.verticalScrollBar()
        scroll.valueChanged.connect(self._on_scroll)
        scroll.rangeChanged.connect(self._on_layout)
        if pictures is not None:
            pictures.arrived.connect(self._on_picture)
        self.set_theme(theme)

    # What is shown

    @property
    def article(self) -> Article | None:
        return self._article

    @property
    def mode(self) -> Mode:
        """The text that is shown, which is the original's where there is no other."""
        return self._page.mode if self._page is not None else self._mode

    @property
    def mode_asked(self) -> Mode:
        return self._mode

    @property
    def style_of_reading(self) -> ReaderStyle:
        return self._style

    @property
    def is_page_coming(self) -> bool:
        """Whether the reader was told so of the article that is shown."""
        return self._is_page_coming

    @property
    def shows_changes(self) -> bool:
        return self._shows_changes

    def place(self) -> Place | None:
        """What the reader looks at; None at the top."""
        return self.text.place()

    def show_article(
        self, article: Article, mode: Mode, place: Place | None, notice: str, *, is_page_coming: bool
    ) -> None:
        """Show another article, at its top or at ``place``."""
        self._close_lightbox()
        self._shows_changes = False
        self._mode = mode
        self.takes.set_takes(())
        self._take(article, notice, is_page_coming=is_page_coming)
        self._render(place)

    def show_again(self, article: Article, notice: str, *, is_page_coming: bool) -> None:
        """Show the article that is shown, of which something is new, in its place."""
        # in a longer text what stood below the shorter one is out of sight
        place = self.text.place(but=page.BELOW_TEXT if self._is_page_coming else ())
        self._take(article, notice, is_page_coming=is_page_coming)
        self._render(place)

    def _take(self, article: Article, notice: str, *, is_page_coming: bool) -> None:
        self._article, self._notice, self._is_page_coming = article, notice, is_page_coming

    def clear(self) -> None:
        self._close_lightbox()
        self._article, self._page = None, None
        self._shows_changes = False
        self.takes.set_takes(())

    def set_starred(self, is_starred: bool) -> None:
        """Nothing of the page says so."""
        if self._article is not None:
            self._article = replace(self._article, row=replace(self._article.row, is_starred=is_starred))

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self.leave_changes()
        self.render_again()

    def set_style(self, style: ReaderStyle) -> None:
        self._style = style
        self.render_again()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._progress.set_colour(theme.accent)
        self.text.set_theme(theme)
        self.takes.set_theme(theme)
        self.render_again()

    def set_takes(self, takes: tuple[TakeLine, ...]) -> None:
        """How other countries tell the story; none for an article without a story."""
        if takes != self.takes.box.takes:  # the same again would take the focus away from them
            self.takes.set_takes(takes)
            self.render_again()

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

    def sheets(self) -> QTextDocument | None:
        """The article for paper; None where none is shown."""
        if self._article is None or self._page is None:
            return None
        dpr = self.devicePixelRatioF()
        document = self._renderer.print_document(self._article, self._style, self._page, dpr)
        document.setMetaInformation(
            QTextDocument.MetaInformation.DocumentTitle, texts_shown(self._article, self.mode).title
        )
        return document

    # Making the page

    @Slot()
    def render_again(self) -> None:
        """Make the page anew, in its place."""
        if self._article is not None:
            self._render(self.text.place())

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
        self._fetching.start()
        self.rendered.emit()
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

    # Pictures

    @cached_property
    def lightbox(self) -> Lightbox | None:
        """Made when it is first asked for; None where no pictures come from."""
        from desktop_app.ui.reader.lightbox import Lightbox  # noqa: PLC0415 not before somebody looks closer

        return Lightbox(self._pictures, self.window()) if self._pictures is not None else None

    def open_picture(self, number: int) -> None:
        """Show the page's picture of that number in full; one that is not here is fetched first, in its place."""
        if self._page is None or self._pictures is None or not 0 <= number < len(self._page.pictures):
            return
        url = self._page.pictures[number].url
        if self._pictures.is_missing(url):
            self._pictures.fetch(url)
        elif self.lightbox is not None:
            self.lightbox.open_pictures(self._page.pictures, number)

    def _close_lightbox(self) -> None:
        if "lightbox" in vars(self) and self.lightbox is not None:
            self.lightbox.close_lightbox()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # as a window is that is put away
            self._close_lightbox()

    def _image(self, number: int) -> QImage | None:
        """The page's picture of that number as it can be shown now."""
        if self._page is None or number >= len(self._page.pictures):
            return None
        return self._renderer.image(self._page.pictures[number], self._theme, self.devicePixelRatioF())

    @Slot()
    def _fetch_pictures(self) -> None:
        if self._page is not None:
            self._renderer.fetch(self._page, self.devicePixelRatioF())

    @Slot(str)
    def _on_picture(self, url: str) -> None:
        if self._page is None or self._pictures is None:
            return
        if url in self._pictures.trifles and any(placed.url == url for placed in self._page.pictures):
            self.render_again()
            return
        for number, placed in enumerate(self._page.pictures):
            if placed.url == url:
                image = self._image(number)
                if image is not None:
                    self.text.replace_picture(number, image)

    # What happens

    @Slot()
    def _on_scroll(self) -> None:
        self._progress.set_ratio(self.text.scroll_ratio())
        self.scrolled.emit()

    @Slot()
    def _on_layout(self) -> None:
        self.takes.put()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._progress.setGeometry(0, 0, self.width(), LINE_PX)
        self._progress.raise_()
        self._on_layout()
