"""An article whose feed gives the beginning only, opened: its full text comes from the site's page, or a quiet line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from desktop_app import settings as settings_file
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, Fetcher, NotModified, Validators
from tests.support.page_reader import AtOnce, loopback_pages, page, page_fetcher
from tests.support.web import Answer, Request, Site, serve
from tests.support.world import FakeWorld, outlet, rss
from tests.ui.window.conftest import Browser, OpenDesk
from tests.ui.window.desk import CALM, Desk

FEED = "https://cl.example/feed"
TITLES = ("Copper", "Rain", "Ice")
WHOLE = "And the rest of the story, which only the site tells."
COMING = "The whole article is being read on the site's page…"


@dataclass
class Cable:
    """A fetcher that can be unplugged."""

    fetcher: Fetcher = field(default_factory=page_fetcher)
    is_plugged: bool = True

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        if not self.is_plugged:
            raise FetchError(url, FetchProblem.OFFLINE)
        return self.fetcher.fetch(url, validators, cancelled=cancelled)

    def close(self) -> None:
        self.fetcher.close()


@pytest.fixture
def cable() -> Cable:
    return Cable()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        for number, title in enumerate(TITLES):
            site[f"/{number}"] = Answer(page(f"What {title} is about.", WHOLE), content_type="text/html")
        yield site


Chile = Callable[..., Desk]


@pytest.fixture
def chile(open_desk: OpenDesk, site: Site, cable: Cable) -> Chile:
    def opened(full_text: str = "opened") -> Desk:
        fake = FakeWorld(outlets=(outlet("CL", "El Faro", FEED),), pages={FEED: rss(*TITLES, site=site.base)})
        world = replace(fake.world(), pages=loopback_pages(AtOnce(), cable))
        desk = open_desk(world, replace(CALM, full_text=full_text), sync_at_once=True)
        desk.wait(lambda: len(desk.rows("CL")) == len(TITLES))
        desk.open_country("CL")
        return desk

    return opened


def text(desk: Desk) -> str:
    return desk.pane.reader.text.toPlainText().replace("\xa0", " ")


def click_link(desk: Desk, label: str) -> None:
    """Click the words of a link, in the middle."""
    shown = desk.pane.reader.text
    found = shown.document().find(label.replace(" ", " "))
    assert not found.isNull(), label
    middle = QTextCursor(shown.document())
    middle.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.cursorRect(middle).center())


def hold(site: Site, path: str) -> threading.Event:
    """The page is answered when the event is set."""
    gate, answer = threading.Event(), site.pages[path]
    assert isinstance(answer, Answer)

    def wait(_request: Request) -> Answer:
        gate.wait(10)
        return answer

    site[path] = wait
    return gate


def test_the_full_text_takes_the_place_of_the_summary(chile: Chile, site: Site) -> None:
    gate = hold(site, "/0")
    desk = chile()
    desk.click_row(0)
    assert "What Copper is about." in text(desk)
    assert WHOLE not in text(desk)
    assert COMING in text(desk)
    gate.set()
    desk.wait(lambda: WHOLE in text(desk))
    assert COMING not in text(desk)
    assert "What Copper is about." in text(desk)
    assert "The feed carries only the summary." not in text(desk)
    assert "Its full text was read on the site's own page" in text(desk)
    assert site.asked == ["/0"]
    desk.wait(lambda: desk.view.search("story tells", 10) == [desk.rows("CL")[0].id])


def test_it_is_fetched_once(chile: Chile, site: Site) -> None:
    desk = chile()
    desk.click_row(0)
    desk.wait(lambda: WHOLE in text(desk))
    desk.click_row(1)
    desk.wait(lambda: WHOLE in text(desk))
    desk.click_row(0)
    assert WHOLE in text(desk)
    assert COMING not in text(desk)
    desk.click_row(2)
    desk.wait(lambda: WHOLE in text(desk))
    assert site.asked == ["/0", "/1", "/2"]


def test_who_moves_on_sees_what_they_moved_to(chile: Chile, site: Site) -> None:
    gate = hold(site, "/0")
    desk = chile()
    desk.click_row(0)
    site.wait_for(1)
    desk.click_row(1)
    desk.click_row(2)
    assert COMING in text(desk)
    gate.set()
    desk.wait(lambda: WHOLE in text(desk))
    assert desk.pane.reader.article_id == desk.rows("CL")[2].id
    assert "What Ice is about." in text(desk)
    assert site.asked == ["/0", "/2"]  # what had begun, and what is read
    desk.click_row(0)
    assert WHOLE in text(desk)  # it was not fetched in vain


def test_a_paywall_is_said_in_one_line_with_the_way_out(chile: Chile, site: Site, browser: Browser) -> None:
    site["/0"] = Answer(page("Only the beginning.", head="<paywall>"), content_type="text/html")
    desk = chile()
    desk.click_row(0)
    said = "The site shows the whole article to subscribers only. This is what its feed says."
    desk.wait(lambda: said in text(desk))
    assert text(desk).index(said) < text(desk).index("What Copper is about.")
    assert "Only the beginning." not in text(desk)
    assert "try again" not in text(desk).casefold()
    click_link(desk, "Open it in the browser")
    assert browser.visited == [site.url("/0")]
    desk.click_row(1)
    desk.wait(lambda: WHOLE in text(desk))
    desk.click_row(0)
    assert said in text(desk)
    assert site.asked == ["/0", "/1"]  # it is not tried again and again


def test_without_a_network_a_line_says_so_and_the_page_is_asked_again(chile: Chile, site: Site, cable: Cable) -> None:
    cable.is_plugged = False
    desk = chile()
    desk.click_row(0)
    desk.wait(lambda: "There is no network connection. This is what its feed says." in text(desk))
    assert "What Copper is about." in text(desk)
    cable.is_plugged = True
    click_link(desk, "try again")
    desk.wait(lambda: WHOLE in text(desk))
    assert "no network" not in text(desk)
    assert site.asked == ["/0"]


def test_what_failed_is_tried_again_when_the_user_says_so(chile: Chile, site: Site) -> None:
    site["/0"] = [Answer(status=500), Answer(page("What Copper is about.", WHOLE), content_type="text/html")]
    desk = chile()
    desk.click_row(0)
    desk.wait(lambda: "The site answers with an error (HTTP 500). This is what its feed says." in text(desk))
    desk.click_row(1)
    desk.wait(lambda: WHOLE in text(desk))
    desk.click_row(0)
    assert COMING not in text(desk)
    click_link(desk, "try again")
    desk.wait(lambda: WHOLE in text(desk))
    assert desk.shown().page is not None
    assert site.asked == ["/0", "/1", "/0"]


def test_the_network_that_comes_back_brings_the_text(chile: Chile, cable: Cable) -> None:
    cable.is_plugged = False
    desk = chile()
    desk.click_row(0)
    desk.wait(lambda: "There is no network connection." in text(desk))
    cable.is_plugged = True
    desk.pane.on_network_back()
    desk.wait(lambda: WHOLE in text(desk))
    desk.pane.on_network_back()
    assert COMING not in text(desk)


def test_never_means_never(chile: Chile, site: Site) -> None:
    desk = chile("never")
    desk.click_row(0)
    desk.key("j")
    assert "The feed carries only the summary." in text(desk)
    assert COMING not in text(desk)
    desk.window.show_settings()
    choice = desk.child("fullTextChoice")
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == "Never"
    choice.setCurrentIndex(choice.findData("opened"))
    assert settings_file.load(desk.core.paths.settings).full_text == "opened"
    desk.click_row(2)
    desk.wait(lambda: WHOLE in text(desk))
    assert site.asked == ["/2"]


def test_the_demo_world_asks_for_no_page(desk: Desk) -> None:
    desk.open_country("EG")
    desk.click_row(0)
    assert COMING not in text(desk)
    assert desk.shown().page is None
