"""All that a front end may ask of the core: a view to read, commands to change, the hub to hear of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.library.engines import Engines, wording_of
from desktop_app.library.engines import choice_of as engine_of
from desktop_app.library.hub import EventHub
from desktop_app.library.installing import Installing
from desktop_app.library.sync_handle import SyncHandle
from desktop_app.library.translation import translating_options
from desktop_app.library.view import View
from desktop_app.model.article import Article, ArticleId, picture_urls
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import UsageError
from desktop_app.model.events import CatalogChanged, Event, MarksChanged, StoriesChanged
from desktop_app.model.frozen import frozen
from desktop_app.model.outlet import Outlet, OutletKey
from desktop_app.model.place import Place
from desktop_app.model.translating import ALWAYS
from desktop_app.settings import Settings
from desktop_app.store.connection import Connection
from desktop_app.store.precedence import Precedence
from desktop_app.store.writer import Job, Urgency, Writer
from desktop_app.sync.ahead import Ahead, choice_of
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.full_text import FullTexts
from desktop_app.sync.housekeeping import Housekeeper
from desktop_app.sync.pictures import PictureCache
from desktop_app.sync.story_keeper import StoryKeeper
from desktop_app.sync.translating import DROP_AT_ONCE, Translating
from desktop_app.sync.wording import Wordings

if TYPE_CHECKING:
    from desktop_app.model.engines import WordingState
    from desktop_app.model.story import StoryId
    from desktop_app.store.stories import Corrected

T = TypeVar("T")


@frozen
class Parts:
    """What the library stands on; ``library/core.py`` makes and ends it."""

    database: Path
    writer: Writer
    engine: SyncHandle
    housekeeper: Housekeeper
    story_keeper: StoryKeeper
    pictures: PictureCache
    full_texts: FullTexts
    ahead: Ahead
    translating: Translating
    installing: Installing
    engines: Engines
    wordings: Wordings
    settings: Settings
    hub: EventHub
    clock: Callable[[], float]
    precedence: Precedence


class Library:
    """Commands may be given from any thread and return at once.

    Their futures are done when the change is on the disk, and carry a StoreError when it is not. What changed is told
    by events, so most callers need not wait.
    """

    @property
    def precedence(self) -> Precedence:
        """For the window, while it draws something larger."""
        return self._parts.precedence

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._settings = parts.settings

    @property
    def hub(self) -> EventHub:
        return self._parts.hub

    def view(self) -> View:
        """A view for the calling thread, which is to close it."""
        return View(self._parts.database, self._parts.clock)

    def now(self) -> int:
        return int(self._parts.clock())

    # What the user does with articles

    def star(self, ids: Iterable[ArticleId], *, is_starred: bool) -> Future[None]:
        """Keep articles for ever, with their pictures; or keep them no more."""
        from desktop_app.store import articles, marks

        wanted, at = tuple(ids), self.now() if is_starred else None
        pictures: list[str] = []

        def job(db: Connection) -> tuple[Event, ...]:
            changed = marks.set_starred(db, wanted, at)
            if is_starred:
                kept = (articles.article(db, i) for i in changed)
                pictures.extend(url for article in kept if article is not None for url in picture_urls(article))
            return (MarksChanged(changed),) if changed else ()

        done = self._mark(job)
        done.add_done_callback(lambda f: self._fetch_pictures(pictures) if f.exception() is None else None)
        return done

    def remember_place(self, article: ArticleId, place: Place | None) -> Future[None]:
        """Where an article was left, to open it there again; None is its top. Not worth waiting for the disk."""
        from desktop_app.store import places

        def job(db: Connection) -> tuple[Event, ...]:
            places.put(db, article, place)
            return ()

        return self._parts.writer.submit(job)

    def mark_read(self, ids: Iterable[ArticleId], *, is_read: bool) -> Future[None]:
        from desktop_app.store import marks

        wanted, at = tuple(ids), self.now() if is_read else None
        return self._mark(lambda db: _changed(marks.set_read(db, wanted, at)))

    def mark_all_read(self, country: CountryCode | None) -> Future[frozenset[ArticleId]]:
        """All of a country's articles, or all there are; the future has those that were unread, to undo it by."""
        from desktop_app.store import marks

        now = self.now()
        were_unread: list[frozenset[ArticleId]] = [frozenset()]

        def job(db: Connection) -> tuple[Event, ...]:
            were_unread[0] = marks.set_read(db, marks.unread(db, country, now), now)
            return _changed(were_unread[0])

        return _with_result(self._mark(job), lambda: were_unread[0])

    def set_note(self, article: ArticleId, note: str) -> Future[None]:
        from desktop_app.store import marks

        return self._mark(lambda db: _changed(marks.set_note(db, article, note)))

    def set_tag(self, article: ArticleId, tag: str, *, is_set: bool) -> Future[None]:
        from desktop_app.store import marks

        name = " ".join(tag.split())
        if not name:
            raise UsageError("A tag needs a name.")
        return self._mark(lambda db: _changed(marks.set_tag(db, article, name, is_set=is_set)))

    def _mark(self, job: Job) -> Future[None]:
        done = self._parts.writer.submit(job, Urgency.USER)
        self._parts.housekeeper.copy_marks()
        return done

    # Stories

    def put_in_story_of(self, articles: Iterable[ArticleId], other: ArticleId) -> Future[tuple[Corrected, ...]]:
        """The user says that these tell what the other one tells; from now on they are in its story.

        The future has what ``take_back`` wants.
        """
        return self._correct(articles, other, is_same=True)

    def take_from_story_of(self, article: ArticleId, other: ArticleId) -> Future[tuple[Corrected, ...]]:
        """The user says that the two do not tell the same story; from now on they are in none together."""
        return self._correct((article,), other, is_same=False)

    def take_back(self, said: Future[tuple[Corrected, ...]]) -> None:
        """The user did not mean one of the two above."""
        from desktop_app.store import stories

        def submit(done: Future[tuple[Corrected, ...]]) -> None:
            if done.exception() is None:
                self._change_stories(lambda db: stories.take_back(db, done.result()), done.result())

        said.add_done_callback(submit)

    def _correct(
        self, articles: Iterable[ArticleId], other: ArticleId, *, is_same: bool
    ) -> Future[tuple[Corrected, ...]]:
        from desktop_app.store import stories

        wanted = tuple(articles)
        before: list[Corrected] = []
        done = self._change_stories(
            lambda db: before.extend(stories.correct(db, one, other, is_same=is_same) for one in wanted), before
        )
        return _with_result(done, lambda: tuple(before))

    def _change_stories(self, change: Callable[[Connection], None], changed: Sequence[Corrected]) -> Future[None]:
        def job(db: Connection) -> tuple[Event, ...]:
            change(db)
            return (StoriesChanged(frozenset(i for one in changed for i in (one.article, one.other))),)

        done = self._mark(job)
        done.add_done_callback(lambda _: self._parts.story_keeper.take_up())
        return done

    @property
    def own_press(self) -> str:
        """The user's own press, whose blind spots are of interest: a country's code or a region's name."""
        return self._settings.own_press

    def group_stories(self) -> None:
        """Group what waits, here and now: for a command. Raises StoreError."""
        self._parts.story_keeper.group_all()

    def read_takes(self, story: StoryId | None = None) -> None:
        """Read the takes of a story, or of all, that are to be read, here and now: for a command. Raises StoreError."""
        self._parts.story_keeper.read_takes(story)

    # Countries and sources

    def follow(self, country: CountryCode, *, is_followed: bool) -> Future[None]:
        """Keep a country at the top, and read its press in the background even if the catalogue does not say so."""
        from desktop_app.store import catalog, feeds

        now = self.now()

        def follow(db: Connection) -> None:
            catalog.follow(db, country, is_followed=is_followed, now=now)
            if is_followed:
                for feed in feeds.to_read(db, (country,)):
                    catalog.switch(db, feed.outlet, is_on=True)

        return self._choose(follow)

    def switch(self, outlet: OutletKey, *, is_on: bool) -> Future[None]:
        from desktop_app.store import catalog

        return self._choose(lambda db: catalog.switch(db, outlet, is_on=is_on))

    def pause(self, outlet: OutletKey, *, is_paused: bool) -> Future[None]:
        from desktop_app.store import catalog

        return self._choose(lambda db: catalog.pause(db, outlet, is_paused=is_paused))

    def add_source(self, outlet: Outlet) -> Future[None]:
        """Read an outlet of the user's own from now on."""
        from desktop_app.store import catalog

        def add(db: Connection) -> None:
            catalog.put_outlet(db, outlet)
            catalog.switch(db, outlet.key, is_on=True)

        return self._choose(add)

    def remove_source(self, outlet: OutletKey) -> Future[None]:
        """Its articles stay until their time has come."""
        from desktop_app.store import catalog

        return self._choose(lambda db: catalog.remove_outlet(db, outlet))

    def _choose(self, change: Callable[[Connection], None]) -> Future[None]:
        def job(db: Connection) -> tuple[Event, ...]:
            change(db)
            return (CatalogChanged(),)

        return self._parts.writer.submit(job, Urgency.USER)

    # The sync

    def sync_now(self) -> None:
        """Ask every site that was not asked within the last minute."""
        self._parts.engine.request(None, Eagerness.ASKED)

    def sync_all(self, countries: Iterable[CountryCode] | None) -> None:
        """Ask every site of these countries, or of all, unless the site itself said not to: the command line's pass."""
        self._parts.engine.request(countries, Eagerness.ALL)

    def open_country(self, country: CountryCode) -> None:
        """The user looks at a country: its feeds go first, if they were not read in the last minutes."""
        self._parts.engine.request((country,), Eagerness.OPENED)

    def read_country(self, country: CountryCode) -> None:
        """The user asks for a country's news: its feeds are read unless they were within the last minute."""
        self._parts.engine.request((country,), Eagerness.ASKED)

    def cancel_sync(self) -> None:
        self._parts.engine.cancel()

    def apply(self, settings: Settings) -> None:
        """Take over what the user chose."""
        self._settings = settings
        self._parts.engine.apply(settings)
        self._parts.ahead.choose(choice_of(settings))
        self._parts.translating.apply(translating_options(settings))
        self._parts.installing.choose_sources(settings.model_sources)
        self._parts.engines.choose(engine_of(settings))
        self._parts.wordings.choose(wording_of(settings))

    # Larger pieces of work

    def run_job(self, job: Job) -> Future[None]:
        """Let the writer do what an import has prepared: in turn with what else is to be written, one transaction."""
        done = self._parts.writer.submit(job, Urgency.USER)
        self._parts.housekeeper.copy_marks()
        return done

    # The articles' own pages

    def fetch_full_text(self, article: Article, *, is_asked: bool = False) -> bool:
        """A reader opens this article: have its page fetched, if its feed does not say all of it; whether it is.

        ``is_asked``: the user says so, whatever came of it the last time. ``PageArrived`` tells when it is done.
        Fetched for nobody any more: the page of an article that was opened before, if that has not begun.
        """
        from desktop_app.model import full_text

        is_wanted = self._settings.full_text == "opened" and full_text.is_wanted(article, self.now())
        full_texts = self._parts.full_texts
        if full_texts.is_possible and (is_wanted or (is_asked and full_text.is_missing(article))):
            full_texts.request(article.row.id, article.row.url)
            return True
        full_texts.leave()
        return False

    def leave_article(self) -> None:
        """No article is read: a page that was wished for and has not begun is not fetched, and none is translated."""
        self._parts.full_texts.leave()
        self._parts.translating.leave()

    # Into English

    @property
    def languages(self) -> Installing:
        """The languages that can be installed."""
        return self._parts.installing

    @property
    def engines(self) -> Engines:
        """Those that may be asked over the network for what is opened."""
        return self._parts.engines

    @property
    def wording_state(self) -> WordingState:
        """How the language model does that may word labels of takes."""
        return self._parts.wordings.state

    def read_in_english(self, article: ArticleId) -> None:
        """A reader opens this article: translate its text, if the user does not read its language.

        ``TranslationGrew`` tells of the parts, ``ArticlesChanged`` that all of it is stored.
        """
        self._parts.translating.open(article)

    def show_on_screen(self, articles: Sequence[ArticleId]) -> None:
        """These articles are listed on the screen: their titles are translated first."""
        self._parts.translating.look_at(articles)

    def translate_waiting(self, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Translate every title and lead that waits, on this thread. Raises StoreError."""
        self._parts.translating.work_off(on_progress)

    def translate_article(self, article: ArticleId) -> None:
        """Translate all of an article, on this thread. Raises StoreError."""
        self._parts.translating.translate_article(article)

    def set_language_rule(self, outlet: OutletKey, rule: str) -> Future[None]:
        """What to do with an outlet's articles: "" as they say, ``NEVER``, ``ALWAYS``, or the language they are in.

        Done when what was translated by another rule is taken back.
        """
        from desktop_app.store import translations

        done = self._choose(lambda db: translations.set_rule(db, outlet, rule))
        if rule == ALWAYS:
            return done
        return self._parts.translating.take_back(lambda db: translations.drop_of_outlet(db, outlet, DROP_AT_ONCE))

    def refuse_sentence(self, article: ArticleId, language: str, sentence: str) -> Future[None]:
        """The English of this sentence is bad: it stays in its own language from now on, here and elsewhere."""
        from desktop_app.store import memory, translations

        def job(db: Connection) -> tuple[Event, ...]:
            memory.put_bad(db, memory.refusal(language, sentence))
            translations.make_again(db, article)
            return ()

        done = self._parts.writer.submit(job, Urgency.USER)
        done.add_done_callback(lambda _: self._parts.translating.open(article))
        return done

    # Pictures

    def picture_path(self, url: str) -> Path:
        """Where the picture lies, or will once ``PictureArrived`` told so."""
        return self._parts.pictures.path(url)

    def request_picture(self, url: str) -> None:
        self._parts.pictures.request(url)

    def _fetch_pictures(self, urls: Iterable[str]) -> None:
        for url in urls:
            self._parts.pictures.request(url)


def _changed(ids: frozenset[ArticleId]) -> tuple[Event, ...]:
    return (MarksChanged(ids),) if ids else ()


def _with_result(done: Future[None], result: Callable[[], T]) -> Future[T]:
    """Done when the job is, with what it found."""
    told: Future[T] = Future()

    def tell(job: Future[None]) -> None:
        error = job.exception()
        if error is not None:
            told.set_exception(error)
        else:
            told.set_result(result())

    done.add_done_callback(tell)
    return told
