"""Full texts ahead of time, from a store, by a bringer that answers at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.events import MarksChanged, PageArrived, StoriesChanged
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.settings import Settings
from desktop_app.store import articles, catalog, marks, pages
from desktop_app.store.connection import Connection, open_writer
from desktop_app.sync.ahead import MOST_A_ROUND, Ahead, Choice, choice_of
from tests.support.stores import NOW, add, connect, new, tell_one_story

WAIT_S = 20
STARRED, FOLLOWED = Choice(True, False), Choice(False, True)


@dataclass
class Site:
    """Guide and bringer at once: what it is asked for it notes, and has it stored."""

    database: Path
    forbidden: frozenset[str] = frozenset()
    delay: float = 0.0
    outcome: SitePage = field(default_factory=lambda: SitePage(PageOutcome.NO_TEXT, NOW))
    asked: list[str] = field(default_factory=list)
    came: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    is_possible: bool = True

    def may_read(self, url: str) -> bool:
        return url not in self.forbidden

    def delay_s(self, url: str) -> float:
        del url
        return self.delay

    def bring(self, article: ArticleId, url: str) -> Future[None]:
        with closing(open_writer(self.database)) as db:
            pages.put(db, article, self.outcome)
        self.asked.append(url)
        self.came.release()
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def wait_for(self, number: int) -> list[str]:
        for _ in range(number):
            assert self.came.acquire(timeout=WAIT_S)
        return self.asked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five articles of Chile, the newest first: 1 to 5; two of Japan."""
    path = tmp_path / "overview.db"
    with closing(connect(path)) as db:
        add(db, *(new(n) for n in range(1, 6)))
        add(db, *(new(n, url=f"https://asahi.example/{n}") for n in range(11, 13)), key="JP/asahi")
    return path


def change(path: Path, do: Callable[[Connection], object]) -> None:
    with closing(open_writer(path)) as db:
        do(db)


def star(path: Path, *numbers: int) -> None:
    change(path, lambda db: [marks.set_starred(db, (ArticleId(n),), NOW + i) for i, n in enumerate(numbers)])


MakeAhead = Callable[..., Ahead]


@pytest.fixture
def make(path: Path) -> Iterator[MakeAhead]:
    made: list[Ahead] = []

    def make(site: Site, choice: Choice, is_sparing: Callable[[], bool] = bool) -> Ahead:
        ahead = Ahead(path, site, lambda: site, choice=choice, is_sparing=is_sparing, clock=lambda: NOW + 60, pause_s=0)
        made.append(ahead)
        return ahead

    yield make
    for ahead in made:
        ahead.close()


def test_the_latest_star_comes_first_and_each_page_once(path: Path, make: MakeAhead) -> None:
    site = Site(path)
    star(path, 3, 1)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    assert site.wait_for(2) == ["https://alba.example/1", "https://alba.example/3"]
    ahead.hear(PageArrived(ArticleId(1)))  # no news
    star(path, 5)
    ahead.hear(MarksChanged(frozenset({ArticleId(5)})))
    assert site.wait_for(1)[2:] == ["https://alba.example/5"]


def test_followed_countries_only_where_that_was_chosen(path: Path, make: MakeAhead) -> None:
    site = Site(path)
    change(path, lambda db: catalog.follow(db, CountryCode("JP"), is_followed=True, now=NOW))
    star(path, 2)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    assert site.wait_for(1) == ["https://alba.example/2"]
    ahead.choose(Choice(True, True))
    assert site.wait_for(2)[1:] == ["https://asahi.example/11", "https://asahi.example/12"]


def test_the_edition_only_where_that_was_chosen(path: Path, make: MakeAhead) -> None:
    site = Site(path)
    change(path, lambda db: tell_one_story(db, ArticleId(4), ArticleId(6)))
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.hear(StoriesChanged(frozenset()))
    ahead.choose(Choice(edition=True))
    assert site.wait_for(2) == ["https://alba.example/4", "https://asahi.example/11"]


def test_where_the_site_does_not_want_programs_nothing_is_read(path: Path, make: MakeAhead) -> None:
    site = Site(path, forbidden=frozenset({"https://alba.example/1"}))
    star(path, 2, 1)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    assert site.wait_for(1) == ["https://alba.example/2"]


def test_who_asks_for_too_much_patience_is_left_alone(path: Path, make: MakeAhead) -> None:
    site = Site(path, delay=3_600)
    star(path, 1)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    ahead.close()
    assert site.asked == []


def test_nothing_while_the_computer_asks_to_be_spared(path: Path, make: MakeAhead) -> None:
    asked = threading.Event()

    def is_sparing() -> bool:
        asked.set()
        return True

    site = Site(path)
    star(path, 1)
    ahead = make(site, STARRED, is_sparing)
    ahead.begin()
    ahead.look()
    assert asked.wait(WAIT_S)
    ahead.close()  # at once, in the middle of its wait
    assert site.asked == []


def test_without_a_network_the_round_ends(path: Path, make: MakeAhead) -> None:
    site = Site(path, outcome=SitePage(PageOutcome.FAILED, NOW, "offline"))
    star(path, 1, 2, 3)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    site.wait_for(1)
    ahead.close()
    assert site.asked == ["https://alba.example/3"]


def test_a_round_has_an_end(path: Path, make: MakeAhead) -> None:
    with closing(open_writer(path)) as db:
        more = add(db, *(new(n) for n in range(100, 100 + MOST_A_ROUND + 5)))
    star(path, *more)
    site = Site(path)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    site.wait_for(MOST_A_ROUND)
    ahead.close()
    assert len(site.asked) == MOST_A_ROUND


def test_what_is_not_chosen_starts_nothing(path: Path, make: MakeAhead) -> None:
    star(path, 1)
    site = Site(path)
    for choice in (Choice(False, False), FOLLOWED):
        ahead = make(site, choice)
        ahead.begin()
        ahead.look()
        ahead.close()
    assert site.asked == []
    assert choice_of(Settings(full_text="never")) == Choice(False, False)
    assert choice_of(Settings()) == STARRED


def test_articles_that_have_their_text_are_left_alone(path: Path, make: MakeAhead) -> None:
    star(path, 1, 2)
    change(path, lambda db: pages.put(db, ArticleId(1), SitePage(PageOutcome.PAYWALL, NOW)))
    with closing(open_writer(path)) as db:
        article = articles.article(db, ArticleId(2))
        assert article is not None
        assert pages.starred_without(db) == [ArticleId(2)]
    site = Site(path)
    ahead = make(site, STARRED)
    ahead.begin()
    ahead.look()
    assert site.wait_for(1) == ["https://alba.example/2"]
