"""
Full texts ahead of time: of what the user starred, of what comes from countries that they follow, of the Edition's
stories, as they choose.

Nobody waits for these pages, so they are asked for like a guest: one at a time, with a pause between two of one site,
only where the site lets programs read, and not while the computer asks to be spared. What is to be fetched is looked up
in the store each time, so nothing is lost when the program ends.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from desktop_app.model import full_text
from desktop_app.model.article import Article, ArticleId, Seconds
from desktop_app.model.errors import FetchProblem
from desktop_app.model.events import CatalogChanged, Event, MarksChanged, StoriesChanged, SyncFinished
from desktop_app.model.frozen import frozen
from desktop_app.settings import Settings
from desktop_app.store import articles, pages
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.sync.full_text import Guide

log = logging.getLogger(__name__)

PAUSE_S = 3.0  # between two pages of one site
LONGEST_PAUSE_S = 60.0  # that a site's wish is heeded; who asks for more is asked no further page in this round
SPARED_S = 60.0  # after which the computer is asked again whether it wants to be spared
AT_MOST_S = 120.0  # for one page, with everything
MOST_A_ROUND = 60
DAY_S = 86_400


class Bringer(Protocol):
    """``sync.full_text.FullTexts``, as far as it is needed here."""

    @property
    def is_possible(self) -> bool: ...
    def bring(self, article: ArticleId, url: str) -> Future[None]: ...


@frozen
class Choice:
    """Whose full texts are fetched ahead."""

    starred: bool = True
    followed: bool = False
    edition: bool = False


def choice_of(settings: Settings) -> Choice:
    if settings.full_text == "never":
        return Choice(starred=False)
    return Choice(settings.ahead_starred, settings.ahead_followed, settings.ahead_edition)


class Ahead:
    """Commands from any thread; its own one starts with the first look after ``begin``. ``close`` joins it."""

    def __init__(
        self,
        database: Path,
        bringer: Bringer,
        make_guide: Callable[[], Guide] | None,
        *,
        choice: Choice,
        is_sparing: Callable[[], bool],
        clock: Callable[[], Seconds],
        pause_s: float = PAUSE_S,
    ) -> None:
        """Without ``make_guide`` nothing is fetched ahead: there is no web."""
        self._database = database
        self._bringer = bringer
        self._make_guide = make_guide
        self._choice = choice
        self._is_sparing = is_sparing
        self._clock = clock
        self._pause_s = pause_s
        self._has_news = threading.Event()
        self._is_closed = threading.Event()
        self._lock = threading.Lock()  # guards the two below: the thread is started once, and not after the end
        self._has_begun = False
        self._thread: threading.Thread | None = None
        self._settled: set[ArticleId] = set()  # nothing is to be fetched of them, or not by a program
        self._asked_at: dict[str, float] = {}  # by host, time.monotonic

    def begin(self) -> None:
        """Fetch from now on: whenever a sync has ended, or the user has starred or followed something."""
        with self._lock:
            self._has_begun = True

    def choose(self, choice: Choice) -> None:
        self._choice = choice
        self.look()

    def hear(self, event: Event) -> None:
        """What is starred, followed or new may be wanted."""
        if isinstance(event, MarksChanged | SyncFinished | CatalogChanged) or (
            self._choice.edition and isinstance(event, StoriesChanged)
        ):
            self.look()

    def look(self) -> None:
        """There may be something to fetch."""
        if self._make_guide is None or not self._bringer.is_possible or self._choice == Choice(starred=False):
            return
        self._has_news.set()
        with self._lock:
            if self._has_begun and self._thread is None and not self._is_closed.is_set():
                self._thread = threading.Thread(target=self._work, args=(self._make_guide,), name="ahead", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Begin nothing any more."""
        with self._lock:
            self._is_closed.set()
            self._has_news.set()

    def close(self) -> None:
        """Stop, and join the thread. Whatever it waits for is to be ended first."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    # On its own thread

    def _work(self, make_guide: Callable[[], Guide]) -> None:
        guide: Guide | None = None  # what speaks HTTP is 13 MB, and often there is nothing to fetch
        while not self._is_closed.is_set():
            self._has_news.wait()
            self._has_news.clear()
            if not self._is_closed.is_set():
                guide = self._round(guide, make_guide)

    def _round(self, guide: Guide | None, make_guide: Callable[[], Guide]) -> Guide | None:
        """Fetch some; gives the guide, once there was a use for one."""
        with store_errors(), closing(open_reader(self._database)) as db:
            for article in self._wanted(db):
                if not self._wait_until_welcome():
                    return guide
                guide = guide or make_guide()
                if not self._fetch(article, guide) or _is_offline(db, article.row.id):
                    return guide
        return guide

    def _wanted(self, db: Connection) -> list[Article]:
        choice, now = self._choice, self._clock()
        ids = pages.starred_without(db) if choice.starred else []
        ids += pages.followed_without(db, now - DAY_S) if choice.followed else []
        if choice.edition:
            from desktop_app.sync.edition import articles_of_edition  # noqa: PLC0415 not before it is wanted

            ids += pages.without(db, articles_of_edition(db, now))
        found: list[Article] = []
        for wanted in dict.fromkeys(ids):
            article = articles.article(db, wanted) if wanted not in self._settled else None
            if article is None:
                continue
            if full_text.is_wanted(article, now):
                found.append(article)
                if len(found) == MOST_A_ROUND:
                    break
            else:
                self._settled.add(wanted)
        return found

    def _wait_until_welcome(self) -> bool:
        """Wait while the computer asks to be spared; False when the program ends."""
        while not self._is_closed.is_set() and self._is_sparing():
            self._is_closed.wait(SPARED_S)
        return not self._is_closed.is_set()

    def _fetch(self, article: Article, guide: Guide) -> bool:
        """False when the round is over."""
        url = article.row.url
        if not guide.may_read(url):
            log.info("not read ahead, the site does not want it url=%s", url)
            self._settled.add(article.row.id)
            return True
        pause = max(self._pause_s, guide.delay_s(url))
        if pause > LONGEST_PAUSE_S:
            self._settled.add(article.row.id)
            return True
        host = urlsplit(url).netloc
        since = time.monotonic() - self._asked_at.get(host, -pause)
        if since < pause and self._is_closed.wait(pause - since):
            return False
        done = self._bringer.bring(article.row.id, url)
        self._asked_at[host] = time.monotonic()
        try:
            done.result(AT_MOST_S)
        except NotYet:
            log.info("not read ahead in time url=%s", url)
        self._settled.add(article.row.id)
        return not self._is_closed.is_set()


def _is_offline(db: Connection, article: ArticleId) -> bool:
    page = pages.of_article(db, article)
    return page is not None and page.problem == FetchProblem.OFFLINE
