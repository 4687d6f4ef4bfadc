"""
Brings the full text of an article from its own page, when somebody opens it.

    a reader opens it -> fetch (threads that wait) -> extract (the worker process) -> writer -> PageArrived

One page at a time to a host; what the reader has left before it began is not fetched. Whether a page is to be asked at
all is for ``model/full_text.py`` to say. Nothing is done to get past a wall.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Protocol, assert_never

from desktop_app.model import full_text
from desktop_app.model.article import Article, ArticleId, Seconds, picture_urls
from desktop_app.model.errors import FetchError, FetchProblem, OverviewError, WorkerError, WorkerProblem
from desktop_app.model.events import Event, PageArrived
from desktop_app.model.frozen import frozen
from desktop_app.model.page import PageOutcome, PageText, SitePage
from desktop_app.store import articles, pages
from desktop_app.store.connection import Connection
from desktop_app.store.writer import Urgency, Writer

if TYPE_CHECKING:  # not before the first page is asked for
    from desktop_app.model.fetch import Fetched, NotModified, Validators
    from desktop_app.worker.host import Priority

log = logging.getLogger(__name__)

EXTRACT_LIMIT_S = 3.0
_AHEAD = 1  # behind every wish of a reader: those are below 0


class PagePool(Protocol):
    """Fetches on threads of its own; ``net.pool.FetchPool`` keeps this promise."""

    def submit(self, token: ArticleId, url: str, validators: Validators, priority: int) -> None: ...
    def drop(self, unwanted: Callable[[ArticleId], bool]) -> None: ...
    def close(self) -> None: ...


class PageWorker(Protocol):
    """``worker.host.WorkerHost``, as far as it is needed here."""

    def submit(self, function: str, *arguments: Any, priority: Priority, limit_s: float) -> Future[Any]: ...
    def warm_up(self, *modules: str) -> None: ...
    def close(self) -> None: ...


MakePagePool = Callable[[Callable[[ArticleId, "Fetched | NotModified | Exception"], None]], PagePool]


class Guide(Protocol):
    """What sites let programs read that come by themselves; ``net.robots.Robots`` keeps this promise.

    Asked on one thread; may wait for a site.
    """

    def may_read(self, url: str) -> bool: ...
    def delay_s(self, url: str) -> float: ...


@frozen
class PageSource:
    """Where pages come from, and who reads them."""

    make_pool: MakePagePool
    make_worker: Callable[[], PageWorker]
    extract: str  # "module:function" for the worker: (body, url, content type) -> PageText. Raises OverviewError
    make_guide: Callable[[], Guide] | None = None  # what sites let programs read; None: nothing is fetched ahead


@frozen
class _Wish:
    article: ArticleId
    url: str


@frozen
class _Answer:
    article: ArticleId
    result: Fetched | NotModified | Exception


@frozen
class _Done:
    """Whatever came of it is in the store, or never will be."""

    article: ArticleId


class _Look:
    """Somebody wishes for another page, or for none."""


class _Stop:
    pass


@frozen
class _Ahead:
    """A page for nobody who waits."""

    wish: _Wish
    done: Future[None]


_Message = _Look | _Ahead | _Answer | _Done | _Stop
_Store = Callable[[ArticleId, Callable[[Article], SitePage]], None]


class FullTexts:
    """Its commands may be given from any thread and return at once; ``close`` joins what it has started.

    All that it needs is imported and made on a thread of its own, which starts with the first wish after ``begin``.
    """

    def __init__(
        self,
        source: PageSource | None,
        *,
        writer: Writer,
        publish: Callable[[Event], None],
        clock: Callable[[], Seconds],
        request_picture: Callable[[str], None],
        on_stored: Callable[[], None],
    ) -> None:
        """Without a ``source`` no page is ever asked for. ``on_stored``: the index and the plain copy have work."""
        self._source = source
        self._writer = writer
        self._publish = publish
        self._clock = clock
        self._request_picture = request_picture
        self._on_stored = on_stored
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._wish: _Wish | None = None  # for the article that the reader looks at
        self._lock = threading.Lock()  # guards the three below: the thread is started once, and not after the end
        self._has_begun = False
        self._is_closed = False
        self._thread: threading.Thread | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is anybody to ask for pages."""
        return self._source is not None

    def begin(self) -> None:
        """Fetch from now on; what was wished for before has waited."""
        with self._lock:
            self._has_begun = True
            self._start_thread_if_needed()

    def request(self, article: ArticleId, url: str) -> None:
        """The reader looks at this article: let its page be fetched, and none that has not begun.

        ``PageArrived`` tells when the store has what came of it.
        """
        self._look(_Wish(article, url))

    def leave(self) -> None:
        """The reader looks at no article whose page is wished for."""
        if self._wish is not None:
            self._look(None)

    def bring(self, article: ArticleId, url: str) -> Future[None]:
        """Let the page of an article be fetched that nobody looks at, behind all that somebody does.

        The future is done when the store has what came of it, or when nothing will come any more.
        """
        done: Future[None] = Future()
        with self._lock:
            if self._source is None or self._is_closed:
                done.set_result(None)
                return done
            self._messages.put(_Ahead(_Wish(article, url), done))
            self._start_thread_if_needed()
        return done

    def _look(self, wish: _Wish | None) -> None:
        if self._source is None:
            return
        self._wish = wish
        self._messages.put(_Look())
        with self._lock:
            self._start_thread_if_needed()

    def _start_thread_if_needed(self) -> None:
        if self._has_begun and self._thread is None and self._source is not None and not self._messages.empty():
            self._thread = threading.Thread(target=self._work, args=(self._source,), name="full-texts", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Fetch no more, and end the worker process. What was not stored yet is fetched again another time."""
        with self._lock:
            self._has_begun = False
            self._is_closed = True
            thread = self._thread
        if thread is not None:
            self._messages.put(_Stop())
            thread.join()
        while not self._messages.empty():
            if isinstance(message := self._messages.get(), _Ahead):
                message.done.set_result(None)

    def _work(self, source: PageSource) -> None:
        reading = _Reading(source, self._messages, self._store, self._clock, lambda: self._wish)
        while not isinstance(message := self._messages.get(), _Stop):
            reading.take(message)
        reading.close()

    # On the threads that bring what is to be stored

    def _store(self, article_id: ArticleId, give: Callable[[Article], SitePage]) -> None:
        """Keep what ``give`` makes of the article and its page."""
        kept: list[str] = []

        def job(db: Connection) -> tuple[Event, ...]:
            article = articles.article(db, article_id)
            if article is not None:
                pages.put(db, article_id, give(article))
                if article.row.is_starred and (now := articles.article(db, article_id)) is not None:
                    kept.extend(picture_urls(now))
            return (PageArrived(article_id),)

        def tell(done: Future[None]) -> None:
            self._messages.put(_Done(article_id))
            if done.exception() is not None:
                self._publish(PageArrived(article_id))  # nothing of it is stored, and nothing more will come
                return
            for url in kept:
                self._request_picture(url)
            self._on_stored()

        self._writer.submit(job, Urgency.USER).add_done_callback(tell)


class _Reading:
    """What is under way, for the thread that waits for messages."""

    def __init__(
        self,
        source: PageSource,
        messages: queue.SimpleQueue[_Message],
        store: _Store,
        clock: Callable[[], Seconds],
        wish: Callable[[], _Wish | None],
    ) -> None:
        self._messages = messages
        self._store = store
        self._extract = source.extract
        self._clock = clock
        self._worker = source.make_worker()
        self._pool = source.make_pool(lambda article, result: messages.put(_Answer(article, result)))
        self._wish = wish  # the latest: one that another one has followed is nobody's any more
        self._under_way: set[ArticleId] = set()  # from the wish until the store has what came of it
        self._ahead: dict[ArticleId, Future[None]] = {}  # of them, those that nobody waits for
        self._turn = 0

    def take(self, message: _Message) -> None:
        match message:
            case _Look():
                self._look()
            case _Ahead(wish, done):
                self._go_ahead(wish, done)
            case _Answer(article, result):
                self._on_answer(article, result)
            case _Done(article):
                self._end(article)
            case _Stop():
                pass
            case _ as never:
                assert_never(never)

    def close(self) -> None:
        self._pool.close()
        self._worker.close()
        for done in self._ahead.values():
            done.set_result(None)

    def _look(self) -> None:
        wish, ahead = self._wish(), frozenset(self._ahead)
        self._pool.drop(lambda article: article not in ahead and (wish is None or article != wish.article))
        if wish is not None and wish.article not in self._under_way:
            self._turn += 1
            self._submit(wish, -self._turn)  # the latest wish first

    def _go_ahead(self, wish: _Wish, done: Future[None]) -> None:
        if wish.article in self._under_way:  # somebody has opened it meanwhile
            done.set_result(None)
            return
        self._ahead[wish.article] = done
        self._submit(wish, _AHEAD)

    def _end(self, article: ArticleId) -> None:
        self._under_way.discard(article)
        if (done := self._ahead.pop(article, None)) is not None:
            done.set_result(None)

    def _submit(self, wish: _Wish, priority: int) -> None:
        from desktop_app.model.fetch import NO_VALIDATORS  # noqa: PLC0415 not before the first page is asked for

        self._under_way.add(wish.article)
        self._worker.warm_up(self._extract.partition(":")[0])  # while the site answers
        self._pool.submit(wish.article, wish.url, NO_VALIDATORS, priority)

    def _on_answer(self, article: ArticleId, result: Fetched | NotModified | Exception) -> None:
        from desktop_app.model.fetch import Fetched  # noqa: PLC0415 as above

        match result:
            case FetchError(problem=FetchProblem.CANCELLED):
                self._end(article)
                self._look()  # it was dropped, but the reader may have come back to it meanwhile
            case FetchError():
                self._fail(article, result.problem, result.status)
            case Fetched() if _may_be_page(result.content_type):
                self._read(article, result)
            case Fetched():
                self._give(article, PageOutcome.NO_TEXT)
            case Exception():
                log.error("page failed article=%d", article, exc_info=result)
                self._fail(article, FetchProblem.BROKEN)
            case _:
                self._fail(article, FetchProblem.STATUS, 304)  # nothing was sent that could be answered so

    def _read(self, article: ArticleId, page: Fetched) -> None:
        from desktop_app.worker.host import Priority  # noqa: PLC0415 as above

        def take(done: Future[PageText]) -> None:
            """On the worker host's thread."""
            error = done.exception()
            if error is None:
                self._judge(article, page, done.result())
            elif isinstance(error, WorkerError) and error.problem is WorkerProblem.CLOSED:
                self._messages.put(_Done(article))
            else:
                is_expected = isinstance(error, OverviewError)
                log.log(
                    logging.INFO if is_expected else logging.ERROR,
                    "page not read article=%d error=%r", article, error, exc_info=None if is_expected else error,
                )  # fmt: skip
                self._give(article, PageOutcome.NO_TEXT)

        arguments = (page.body, page.url, page.content_type)
        self._worker.submit(
            self._extract, *arguments, priority=Priority.NOW, limit_s=EXTRACT_LIMIT_S
        ).add_done_callback(take)

    def _judge(self, article_id: ArticleId, page: Fetched, read: PageText) -> None:
        now = self._clock()

        def give(article: Article) -> SitePage:
            outcome = full_text.judged(read, article, page.url)
            if outcome is PageOutcome.FULL_TEXT:
                return SitePage(outcome, now, byline=read.byline, image=read.image, document=read.document)
            if outcome is PageOutcome.NO_TEXT and page.shortfall is not None:
                return SitePage(PageOutcome.FAILED, now, page.shortfall)
            return SitePage(outcome, now)

        self._store(article_id, give)

    def _fail(self, article: ArticleId, problem: FetchProblem, status: int | None = None) -> None:
        self._give(article, PageOutcome.FAILED, problem, status)

    def _give(self, article: ArticleId, outcome: PageOutcome, problem: str = "", status: int | None = None) -> None:
        page = SitePage(outcome, self._clock(), problem, status)
        self._store(article, lambda _: page)


def _may_be_page(content_type: str) -> bool:
    """Not what a site itself calls a film or a PDF."""
    kind = content_type.partition(";")[0].strip().lower()
    return not kind or kind.startswith("text/") or "html" in kind or "xml" in kind
