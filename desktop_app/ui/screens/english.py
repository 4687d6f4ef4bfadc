"""What a reading pane does so that its articles are in English: says what is looked at, shows what comes of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.model.article import Article, ArticleId
from desktop_app.model.events import TranslationGrew
from desktop_app.ui.articles.view import ArticleListView
from desktop_app.ui.context import Context
from desktop_app.ui.models.article_list import ArticleListModel
from desktop_app.ui.reader.view import ReaderView

LOOK_MS = 120  # a list that is scrolled through is not looked at


class InEnglish(QObject):
    """For one list and its reader. GUI thread only."""

    def __init__(
        self, context: Context, model: ArticleListModel, listed: ArticleListView, reader: ReaderView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._list = listed
        self._reader = reader
        self._grown: TranslationGrew | None = None  # of the article that is read, until the store has all of it
        self._looked = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looked.timeout.connect(self._tell_visible)
        for changed in (model.modelReset, model.rowsInserted, listed.verticalScrollBar().valueChanged):
            changed.connect(self._looked.start)
        reader.sentence_refused.connect(self._on_refused)
        context.bridge.translation_grew.connect(self._on_grown)

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

    @Slot()
    def _tell_visible(self) -> None:
        if self._list.isVisible():
            ids = (self._model.id_at(position) for position in self._list.visible_rows())
            self._context.library.show_on_screen([i for i in ids if i is not None])

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


def with_translation(article: Article, grown: TranslationGrew) -> Article:
    made = grown.translation
    row = replace(article.row, title=made.title, lead=made.lead, is_translated=True)
    return replace(article, row=row, translation=made)
