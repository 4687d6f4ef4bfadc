"""What the window does while sources are read, without a network, and when something fails."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.library.core import World
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.net.pool import FetchPool
from desktop_app.ui import start
from tests.support.world import NOON, FakeWorld, outlet, rss
from tests.ui.window.conftest import Demo, OpenDesk
from tests.ui.window.desk import Desk, GatedFetcher

CHILE, FRANCE, JAPAN = "https://cl.example/feed", "https://fr.example/feed", "https://jp.example/feed"


@pytest.fixture
def small() -> FakeWorld:
    return FakeWorld(
        outlets=(
            outlet("CL", "El Faro", CHILE),
            outlet("FR", "Le Phare", FRANCE),
            outlet("JP", "Lighthouse", JAPAN, is_default=False),
        ),
        pages={
            CHILE: rss("Copper", "Rain", site="https://cl.example"),
            FRANCE: rss("Bread", site="https://fr.example"),
            JAPAN: rss("Fog", site="https://jp.example"),
        },
    )


class Unplugged:
    """No network at all."""

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        del validators, cancelled
        raise FetchError(url, FetchProblem.OFFLINE)

    def close(self) -> None:
        """Nothing to end."""


def behind(world: World, fetcher: GatedFetcher | Unplugged) -> World:
    """The world as it looks through another fetcher."""
    return replace(
        world,
        make_pool=lambda deliver: FetchPool(fetcher, deliver, threads=2, idle=lambda: None),
        network=fetcher,
    )


def titles(desk: Desk) -> list[str]:
    rows = (desk.pane.model.row_at(n) for n in range(desk.pane.model.rowCount()))
    return [row.title for row in rows if row is not None]


def visible(desk: Desk, text: str) -> list[QPushButton]:
    return [b for b in desk.window.findChildren(QPushButton) if b.text() == text and b.isVisible()]


# Reading the sources


def test_the_first_start_reads_and_says_so(open_desk: OpenDesk, small: FakeWorld) -> None:
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(lambda: desk.status() == "Up to date at 12:00")
    assert desk.view.activity() == {"CL": 2, "FR": 1}
    desk.wait(lambda: desk.window.world.selected in {"CL", "FR"})


def test_progress_is_shown_and_cancel_ends_it(open_desk: OpenDesk, small: FakeWorld) -> None:
    fetcher = GatedFetcher(small.answer)
    desk = open_desk(behind(small.world(), fetcher), sync_at_once=True)
    status = desk.window.status
    desk.wait(status.progress.isVisible)
    assert desk.status().startswith("Reading")
    assert status.cancel.isVisible()
    desk.click(status.cancel)
    desk.wait(lambda: not status.progress.isVisible())
    assert not status.cancel.isVisible()
    assert desk.status() == "Not read yet"
    assert desk.view.is_empty()


def test_closing_while_sources_are_read_leaves_no_thread(open_desk: OpenDesk, small: FakeWorld) -> None:
    fetcher = GatedFetcher(small.answer)  # never answers; the fixture for threads sees that all of them end
    desk = open_desk(behind(small.world(), fetcher), sync_at_once=True)
    desk.wait(desk.window.status.progress.isVisible)
    assert fetcher.asked.acquire(timeout=10)


def test_articles_appear_while_others_are_still_waited_for(open_desk: OpenDesk, small: FakeWorld) -> None:
    held = threading.Event()

    def answer(url: str) -> bytes:
        if url == FRANCE:
            held.wait(20)
        return small.answer(url)

    fetcher = GatedFetcher(answer)
    fetcher.gate.set()
    desk = open_desk(behind(small.world(), fetcher), sync_at_once=True)
    desk.wait(lambda: desk.view.activity() == {"CL": 2})
    desk.window.open_country("CL")
    desk.wait(lambda: titles(desk) == ["Copper", "Rain"])
    desk.wait(desk.window.status.progress.isVisible)
    held.set()
    desk.wait(lambda: desk.view.activity() == {"CL": 2, "FR": 1})


def test_new_articles_wait_behind_the_pill_while_one_reads(open_desk: OpenDesk, small: FakeWorld) -> None:
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(lambda: desk.status() == "Up to date at 12:00")
    desk.open_country("CL")
    desk.key("j")
    reading = desk.pane.reader.article_id
    small.now = NOON + 3600
    small.pages[CHILE] = rss("Quake", site="https://cl.example/later", at=NOON + 1800)
    desk.window.sync_now()
    desk.wait(desk.pane.pill.isVisible)
    assert desk.pane.pill.text() == "1 new"
    assert titles(desk) == ["Copper", "Rain"]
    assert desk.pane.reader.article_id == reading
    desk.click(desk.pane.pill)
    desk.wait(lambda: titles(desk) == ["Quake", "Copper", "Rain"])
    assert not desk.pane.pill.isVisible()
    assert desk.list.current_article() == desk.pane.reader.article_id == reading


def test_an_empty_list_fills_by_itself(open_desk: OpenDesk, small: FakeWorld) -> None:
    fetcher = GatedFetcher(small.answer)
    desk = open_desk(behind(small.world(), fetcher), sync_at_once=True)
    desk.wait(desk.window.status.progress.isVisible)
    desk.window.open_country("CL")
    assert desk.pane.empty.isVisible()
    fetcher.gate.set()
    desk.wait(lambda: titles(desk) == ["Copper", "Rain"])
    assert not desk.pane.pill.isVisible()


def test_a_country_that_is_not_read_by_default_is_when_it_is_opened(open_desk: OpenDesk, small: FakeWorld) -> None:
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(lambda: desk.status() == "Up to date at 12:00")
    assert JAPAN not in small.asked
    desk.window.open_country("JP")
    desk.wait(lambda: titles(desk) == ["Fog"])
    assert small.asked.count(JAPAN) == 1


def test_a_source_that_fails_is_told_with_the_remedy(open_desk: OpenDesk, small: FakeWorld) -> None:
    small.pages[CHILE] = FetchProblem.NOT_FOUND
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(lambda: "1 of 2 sources needs attention" in desk.window.status.attention.text())
    desk.window.open_country("CL")
    desk.wait(lambda: "Its sources do not answer" in desk.pane.empty.accessibleName())
    small.pages[CHILE] = rss("Copper", site="https://cl.example")
    small.now = NOON + 7200
    (again,) = visible(desk, "Try again")
    desk.click(again)
    desk.wait(lambda: titles(desk) == ["Copper"])


def test_the_attention_link_leads_to_the_sources(open_desk: OpenDesk, small: FakeWorld) -> None:
    small.pages[CHILE] = FetchProblem.NOT_FOUND
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(desk.window.status.attention.isVisible)
    desk.click(desk.window.status.attention)
    assert desk.window.screen_name == "sources"
    desk.wait(lambda: "1 of them needs attention." in desk.window.sources_screen().summary.text())


# Without a network


def test_what_is_stored_is_there_without_a_network(open_desk: OpenDesk, profile: Path, demo: Demo) -> None:
    desk = open_desk(behind(demo(), Unplugged()), profile=profile)
    assert not desk.window.world.offline_card.isVisible()
    desk.window.world.globe.select("EG")  # type: ignore[arg-type]
    desk.open_country("EG")
    desk.key("j")
    desk.key("s")
    desk.wait(lambda: desk.view.saved_count() == 1)
    desk.window.show_screen("search")
    desk.window.search_screen().field.setText("water")
    desk.wait(lambda: desk.pane.model.rowCount() > 3)


def test_the_status_says_that_it_is_offline(open_desk: OpenDesk, small: FakeWorld) -> None:
    desk = open_desk(small.world(), sync_at_once=True)
    desk.wait(lambda: desk.status() == "Up to date at 12:00")
    small.now = NOON + 3600
    for url in (CHILE, FRANCE):
        small.pages[url] = FetchProblem.OFFLINE
    desk.window.sync_now()
    desk.wait(lambda: desk.status() == "Offline; last read at 12:00")
    desk.context.pictures.on_picture_arrived("https://cl.example/picture")  # the store's answer; it has none
    assert desk.context.pictures.is_missing("https://cl.example/picture")
    assert not desk.window.world.offline_card.isVisible()
    assert not desk.window.status.attention.isVisible()
    small.now = NOON + 2 * 3600
    small.pages[CHILE] = rss("Copper", site="https://cl.example")
    small.pages[FRANCE] = rss("Bread", site="https://fr.example")
    desk.window.sync_now()
    desk.wait(lambda: desk.status() == "Up to date at 14:00")
    assert not desk.context.pictures.is_missing("https://cl.example/picture")  # it is tried again


def test_the_first_start_without_a_network_offers_a_retry(open_desk: OpenDesk, small: FakeWorld) -> None:
    good = dict(small.pages)
    small.pages = dict.fromkeys(good, FetchProblem.OFFLINE)
    desk = open_desk(small.world(), sync_at_once=True)
    card = desk.window.world.offline_card
    desk.wait(card.isVisible)
    assert desk.status() == "Offline"
    assert not desk.window.world.card.isVisible()
    small.pages = dict(good)
    small.now = NOON + 120
    desk.click(card.retry)
    desk.wait(lambda: not card.isVisible())
    assert desk.window.world.card.isVisible()
    assert desk.view.activity() == {"CL": 2, "FR": 1}


# Bugs


@pytest.mark.usefixtures("expect_logs")
def test_an_error_in_a_slot_is_a_notice_and_no_end(desk: Desk) -> None:
    restore = start._hook(desk.window)
    try:
        sys.excepthook(RuntimeError, RuntimeError("a bug"), None)  # as PySide does with what nobody caught
        desk.wait(lambda: "Something went wrong" in desk.window.status.notice.text())
        desk.open_country("CL")
        desk.key("j")
        assert desk.pane.reader.article_id is not None
    finally:
        restore()
