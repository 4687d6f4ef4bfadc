"""What can happen in the core that someone else may want to know. Past tense, immutable, small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.translating import Install

if TYPE_CHECKING:  # for few starts
    from desktop_app.model.engines import EngineState, WordingState
    from desktop_app.model.errors import OverviewError


@frozen
class ArticlesChanged:
    """Articles of these countries were added or updated, and are committed."""

    countries: frozenset[CountryCode]
    added: int
    updated: frozenset[ArticleId] = frozenset()  # known articles whose text or translation changed

    def merged_with(self, later: ArticlesChanged) -> ArticlesChanged:
        return ArticlesChanged(self.countries | later.countries, self.added + later.added, self.updated | later.updated)


@frozen
class SearchIndexed:
    """Every article that is stored can be found now."""


@frozen
class MarksChanged:
    """The user's own state of these articles changed: read, starred, tags, note."""

    articles: frozenset[ArticleId]

    def merged_with(self, later: MarksChanged) -> MarksChanged:
        return MarksChanged(self.articles | later.articles)


@frozen
class CatalogChanged:
    """Countries, outlets or what the user follows and switched on are not what they were."""


@frozen
class FeedsChanged:
    """The health of some feeds is not what it was."""

    countries: frozenset[CountryCode]

    def merged_with(self, later: FeedsChanged) -> FeedsChanged:
        return FeedsChanged(self.countries | later.countries)


@frozen
class SyncStarted:
    """A pass has begun, or has grown."""

    feeds: int


@frozen
class SyncProgress:
    """How far the pass is."""

    done: int
    feeds: int
    added: int
    failed: int


@frozen
class SyncFinished:
    """The pass has ended."""

    feeds: int
    added: int
    failed: int
    is_cancelled: bool = False
    is_offline: bool = False  # every request failed for want of a network


@frozen
class PictureArrived:
    """A picture that was asked for lies in the cache now, or was found not to be had."""

    url: str


@frozen
class PageArrived:
    """The page of an article that was asked for has been: its text is committed, or why there is none.

    Where the store failed, nothing is.
    """

    article: ArticleId


@frozen
class TranslationGrew:
    """So much of the article that is read is in English now. Nothing of it is in the store before all of it is."""

    article: ArticleId
    translation: Translation


@frozen
class LanguagesChanged:
    """Translation models were installed or removed."""


@frozen
class StoriesChanged:
    """These articles belong to a story, or to another one than before; or the takes that they tell were read."""

    articles: frozenset[ArticleId]

    def merged_with(self, later: StoriesChanged) -> StoriesChanged:
        return StoriesChanged(self.articles | later.articles)


@frozen
class InstallChanged:
    """The installation of a language goes on, or has ended."""

    install: Install


@frozen
class EngineTold:
    """How the engine that the user chose for what they open answers, or that it has a key now."""

    state: EngineState


@frozen
class EngineFailed:
    """This article was opened, and the engine that was chosen for it did not translate it."""

    article: ArticleId
    error: OverviewError


@frozen
class WordingTold:
    """How the language model does that words takes."""

    state: WordingState


Event = (
    ArticlesChanged
    | SearchIndexed
    | MarksChanged
    | CatalogChanged
    | FeedsChanged
    | SyncStarted
    | SyncProgress
    | SyncFinished
    | PictureArrived
    | PageArrived
    | TranslationGrew
    | LanguagesChanged
    | InstallChanged
    | StoriesChanged
    | EngineTold
    | EngineFailed
    | WordingTold
)
