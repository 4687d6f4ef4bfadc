"""
What a reading pane does so that its articles are in English: says what is looked at, shows what comes of it, and has
the language asked about that is met and not installed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout

from desktop_app import messages
from desktop_app.model.article import Article, ArticleId, ArticleRow
from desktop_app.model.events import EngineFailed, TranslationGrew
from desktop_app.settings import Settings
from desktop_app.ui.articles.view import ArticleListView
from desktop_app.ui.context import Context
from desktop_app.ui.models.article_list import ArticleListModel
from desktop_app.ui.reader.view import ReaderView

if TYPE_CHECKING:  # when a language is met that is not installed
    from desktop_app.ui.screens.offers import LanguageOffers

LOOK_MS = 120  # a list that is scrolled through is not looked at


class InEnglish(QObject):
    """For one list and its reader. GUI thread only."""

    setting_chosen = Signal(str, object)  # name of a setting, and its value
    said = Signal(str, object)  # a short notice, and nothing to undo it by

    def __init__(
        self, context: Context, model: ArticleListModel, listed: ArticleListView, reader: ReaderView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._list = listed
        self._reader = reader
        self._grown: TranslationGrew | None = None  # of the article that is read, until the store has all of it
        self._settings = Settings()
        self._offers: LanguageOffers | None = None
        self._column: QBoxLayout | None = None
        self._looked = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looked.timeout.connect(self._tell_visible)
        changes = (model.modelReset, model.rowsInserted, model.dataChanged, listed.verticalScrollBar().valueChanged)
        for changed in (*changes, context.bridge.languages_changed):
            changed.connect(self._look_soon)
        reader.sentence_refused.connect(self._on_refused)
        context.bridge.translation_grew.connect(self._on_grown)
        context.bridge.engine_failed.connect(self._on_engine_failed)

    def open(self, article_id: ArticleId) -> None:
        """The reader shows this article."""
        self._context.library.read_in_english(article_id)

    def grown(self, article: Article) -> Article:
        """The article as the store has it, with what is in English of it by now."""
        grown = self._grown
        if grown is None or grown.article != article.row.id:
            return article
        if article.translation is not None and article.translation.is_whole:
            self._grown = None
            return article
        if len(grown.translation.document) != len(article.document):
            return article  # its page has come: another text
        return with_translation(article, grown)

    def offer_in(self, column: QBoxLayout) -> None:
        """Ask at the end of this column."""
        self._column = column

    def apply(self, settings: Settings) -> None:
        """Ask, or do not, as the user chose."""
        self._settings = settings
        self._looked.start()

    @Slot()
    def _look_soon(self) -> None:
        self._looked.start()

    @Slot()
    def _tell_visible(self) -> None:
        if not self._list.isVisible():
            return
        rows = [row for position in self._list.visible_rows() if (row := self._model.row_at(position)) is not None]
        self._context.library.show_on_screen([row.id for row in rows])
        met = met_language(rows, self._settings)
        if self._column is not None and self._context.library.languages.is_possible and (met or self._offers):
            self._made_offers(self._column).offer(met, self._settings, self._model.listing)

    def _made_offers(self, column: QBoxLayout) -> LanguageOffers:
        if self._offers is None:
            from desktop_app.ui.screens.offers import LanguageOffers  # noqa: PLC0415 not at the start

            self._offers = LanguageOffers(self._context, self)
            self._offers.setting_chosen.connect(self.setting_chosen)
            column.addWidget(self._offers.strip)
        return self._offers

    @Slot(object, str, str)
    def _on_refused(self, article_id: ArticleId, language: str, sentence: str) -> None:
        self._context.library.refuse_sentence(article_id, language, sentence)

    @Slot(object)
    def _on_grown(self, event: TranslationGrew) -> None:
        if event.article != self._reader.article_id:
            return
        self._grown = event
        article = self._context.view.article(event.article)
        if article is not None:
            self._reader.show_article(self.grown(article), is_page_coming=self._reader.is_page_coming)

    @Slot(object)
    def _on_engine_failed(self, event: EngineFailed) -> None:
        """What is opened is translated by what is installed, or not at all."""
        if event.article == self._reader.article_id:
            self.said.emit(messages.error_sentence(event.error), None)


def met_language(rows: Sequence[ArticleRow], settings: Settings) -> str:
    """The language in which most of the rows are that the user does not read and does not want to be asked about."""
    quiet = {"", "en", *settings.languages, *settings.declined_languages}
    met = Counter(row.language for row in rows if not row.is_translated and row.language not in quiet)
    return met.most_common(1)[0][0] if met else ""


def with_translation(article: Article, grown: TranslationGrew) -> Article:
    made = grown.translation
    row = replace(article.row, title=made.title, lead=made.lead, is_translated=True)
    return replace(article, row=row, translation=made)
