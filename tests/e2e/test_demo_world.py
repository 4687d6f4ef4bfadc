"""The demo world through the whole pipeline: what its files hold is what the window can show."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.app import demo_world
from desktop_app.library.core import Core
from desktop_app.library.view import View
from desktop_app.model.document import Picture
from desktop_app.model.errors import FetchError
from desktop_app.model.events import Event, SyncFinished
from desktop_app.model.listing import FromCountry, Latest
from desktop_app.model.outlet import FeedState
from desktop_app.paths import in_profile
from desktop_app.settings import Settings

NOON = 1_773_489_600.0  # 2026-03-14T12:00Z
PATIENCE_S = 60


class Passes:
    """Waits for passes of the sync to end."""

    def __init__(self, core: Core) -> None:
        self._ended = threading.Semaphore(0)
        core.hub.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, SyncFinished):
            self._ended.release()

    def wait(self) -> None:
        assert self._ended.acquire(timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    """After one pass; nothing here changes it."""
    core = Core(
        in_profile(tmp_path_factory.mktemp("demo")), Settings(), demo_world(Namespace(clock=NOON)), in_background=False
    )
    passes = Passes(core)
    core.take_catalog()
    core.start(sync_at_once=False)
    core.library.sync_all(None)
    passes.wait()
    core.library.translate_waiting()
    yield core
    core.close()


@pytest.fixture
def view(core: Core) -> Iterator[View]:
    with closing(core.library.view()) as view:
        yield view


def test_every_source_of_the_demo_is_read_without_a_fault(core: Core, view: View) -> None:
    report = core.report
    assert report is not None
    assert (len(report.outcomes), report.failed) == (26, 0)
    assert {feed.state for feed in view.health()} == {FeedState.HEALTHY}


def test_every_country_with_a_source_has_news_of_today(view: View) -> None:
    assert set(view.activity()) == set(view.source_counts())
    assert min(view.activity().values()) >= 2


def test_everything_in_another_language_is_in_english_too(view: View) -> None:
    rows = view.page(Latest(), limit=1000)
    assert len(rows) > 150
    untranslated = [row.title for row in rows if row.language != "en" and not row.is_translated]
    assert untranslated == []
    assert not any(row.title == row.original_title for row in rows if row.is_translated)


def test_the_languages_are_told_apart(view: View) -> None:
    by_country = {code: {row.language for row in view.page(FromCountry(code))} for code in view.activity()}
    for code, languages in (("EG", {"ar"}), ("CN", {"zh"}), ("JP", {"ja"}), ("IN", {"en", "hi"}), ("CL", {"es"})):
        assert by_country[code] == languages  # type: ignore[index]


def test_no_article_is_of_the_future_and_none_is_twice(view: View) -> None:
    rows = view.page(Latest(), limit=1000)
    assert all(row.published <= NOON for row in rows)
    assert [url for url, times in Counter(row.url for row in rows).items() if times > 1] == []


def test_every_picture_that_an_article_shows_can_be_had(view: View) -> None:
    pictures = demo_world(Namespace(clock=NOON)).pictures
    urls = {row.image for row in view.page(Latest(), limit=1000) if row.image}
    for row in view.page(Latest(), limit=40):
        article = view.article(row.id)
        assert article is not None
        urls |= {block.url for block in article.document if isinstance(block, Picture)}
    assert len(urls) > 100
    missing = []
    for url in sorted(urls)[::12]:  # drawing each would take a while
        try:
            assert pictures.fetch(url).startswith(b"\x89PNG")
        except FetchError:
            missing.append(url)
    assert missing == []


def test_a_second_pass_brings_nothing_new(tmp_path: Path) -> None:
    core = Core(in_profile(tmp_path), Settings(), demo_world(Namespace(clock=NOON)), in_background=False)
    passes = Passes(core)
    try:
        core.take_catalog()
        core.start(sync_at_once=False)
        for added in (True, False):
            core.library.sync_all(None)
            passes.wait()
            assert core.report is not None
            assert bool(core.report.added) is added
    finally:
        core.close()
