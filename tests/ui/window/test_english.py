"""The window puts into English what is looked at, and asks about the languages that it meets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop_app.language.models.folder import ModelFolder
from desktop_app.library.engines import EngineParts
from desktop_app.library.languages import Languages
from desktop_app.model.rendering import Rendering
from desktop_app.net.downloads import Downloads
from desktop_app.paths import in_profile
from desktop_app.settings import load
from desktop_app.ui.screens.install_strip import InstallStrip
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.settings_languages import LanguagesPage
from tests.support.cores import USER_AGENT, anybody
from tests.support.engines import FakeSecrets, make_api
from tests.support.models import MadeModels, made_models
from tests.support.web import Answer, Site, serve
from tests.support.world import FakeWorld, outlet
from tests.ui.window.conftest import OpenDesk
from tests.ui.window.desk import CALM, Desk

FEED = "https://alba.example/feed"
PARAGRAPHS = [f"paragrafo {n} " + "com palavras " * 30 for n in range(24)]


class Upper:
    """English is the same in capitals, from what is installed; waits at its gate for each request."""

    def __init__(self, folder: ModelFolder | None = None) -> None:
        self.folder = folder
        self.gate = threading.Semaphore(1_000)
        self.asked = 0

    def name(self, language: str) -> str:
        return f"upper {language}"

    def languages(self) -> frozenset[str]:
        return frozenset({"pt"} if self.folder is None else self.folder.installed())

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        del language
        self.gate.acquire(timeout=10)
        self.asked += 1
        return [Rendering(t.upper()) for t in texts]


def feed(*titles: str, language: str = "pt") -> bytes:
    text = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS)
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>https://alba.example/{n}</link>"
        f"<pubDate>Sat, 14 Mar 2026 0{n}:00:00 GMT</pubDate><description>{text}</description></item>"
        for n, title in enumerate(titles)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Alba</title><language>{language}</language>'
        f"{items}</channel></rss>"
    ).encode()


def press(language: str = "pt") -> FakeWorld:
    world = FakeWorld(outlets=[outlet("CL", "Alba", FEED, language=language)])
    world.pages[FEED] = feed("um titulo", "dois titulos", "mais um", language=language)
    return world


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def models(tmp_path: Path, site: Site) -> MadeModels:
    made = made_models(tmp_path)
    for path, content in made.packed.items():
        site[f"/{path}"] = Answer(content, content_type="application/gzip")
    return made


@pytest.fixture
def world(tmp_path: Path, models: MadeModels, site: Site) -> FakeWorld:
    """Portuguese is there to be installed."""
    folder = in_profile(tmp_path / "profile").models
    world = press()
    world.translator = Upper(ModelFolder(folder, models.manifest))
    world.make_languages = lambda _: Languages(
        models.manifest,
        folder,
        lambda: Downloads(user_agent=USER_AGENT, allow_private=anybody),
        [site.url("/")],
        lambda _folder, _info: None,
    )
    return world


def read(desk: Desk) -> None:
    desk.wait(lambda: len(desk.rows("CL")) == 3)
    desk.open_country("CL")


def strip(desk: Desk) -> InstallStrip:
    found = desk.child("installStrip")
    assert isinstance(found, InstallStrip)
    return found


def is_asked(desk: Desk) -> bool:
    found = desk.window.findChild(QWidget, "installStrip")
    return isinstance(found, QWidget) and found.isVisible()


# In English


def test_what_is_listed_comes_in_english_and_says_so(open_desk: OpenDesk) -> None:
    world = press()
    world.translator = Upper()
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: [r.title for r in desk.rows("CL")] == ["MAIS UM", "DOIS TITULOS", "UM TITULO"])
    index = desk.list.model().index(0, 0)
    desk.wait(lambda: "MAIS UM, translated from Portuguese" in index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_opened_article_streams_in_and_what_is_read_does_not_move(open_desk: OpenDesk) -> None:
    world, upper = press(), Upper()
    world.translator = upper
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    upper.gate = threading.Semaphore(0)
    desk.click_row(0)
    text = desk.pane.reader.text
    desk.wait(lambda: "paragrafo 20" in text.toPlainText())
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = text.place()
    assert place is not None

    def y() -> float:
        block = text.block_of(place.key)
        assert block is not None
        return text.top_of(block) - bar.value()

    before = y()
    for number in range(3):
        upper.gate.release()
        desk.wait(lambda least=number: text.toPlainText().count("PARAGRAFO") > least)  # type: ignore[misc]
        seen = text.toPlainText().count("PARAGRAFO")
        assert seen < len(PARAGRAPHS)
        assert abs(y() - before) <= 2
    upper.gate.release(1_000)
    desk.wait(lambda: text.toPlainText().count("PARAGRAFO") == len(PARAGRAPHS))
    assert abs(y() - before) <= 2
    desk.wait(lambda: (made := desk.shown().translation) is not None and made.is_whole)
    for _ in range(3):
        desk.key("t")
        assert abs(y() - before) <= 2


# Languages that are met


def test_a_language_that_is_met_is_asked_about_and_installed(open_desk: OpenDesk, world: FakeWorld) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    assert strip(desk).words.text().startswith("Articles from Chile are in Portuguese. Install Portuguese, ")
    desk.click(strip(desk).yes)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    desk.wait(lambda: not is_asked(desk))


def test_it_is_asked_once(open_desk: OpenDesk, world: FakeWorld, tmp_path: Path) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    desk.click(strip(desk).no)
    assert not is_asked(desk)
    assert load(in_profile(tmp_path / "profile").settings).declined_languages == ("pt",)
    desk.window.show_screen("world")
    desk.open_country("CL")
    desk.wait(lambda: not desk.pane.english._looked.isActive())  # it has looked at the list again
    assert not is_asked(desk)


def test_always_installs_what_is_met(open_desk: OpenDesk, world: FakeWorld, tmp_path: Path) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    desk.click(strip(desk).always)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    assert load(in_profile(tmp_path / "profile").settings).install_languages == "always"


def test_a_download_can_be_paused_and_gone_on_with(
    open_desk: OpenDesk, world: FakeWorld, site: Site, models: MadeModels
) -> None:
    path, content = next((p, c) for p, c in models.packed.items() if p.endswith("model.bin.gz"))
    site[f"/{path}"] = Answer(content, piece=2_000, pause_s=0.05)
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    desk.click(strip(desk).yes)
    desk.wait(lambda: strip(desk).yes.text() == "Pause")
    desk.click(strip(desk).yes)
    desk.wait(lambda: strip(desk).yes.text() == "Go on")
    assert "what has come is kept" in strip(desk).words.text()
    site[f"/{path}"] = Answer(content)
    desk.click(strip(desk).yes)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))


def test_a_failure_is_a_sentence_and_can_be_tried_again(
    open_desk: OpenDesk, world: FakeWorld, site: Site, models: MadeModels
) -> None:
    path, content = next((p, c) for p, c in models.packed.items() if p.endswith("model.bin.gz"))
    site[f"/{path}"] = Answer(b"no model")
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    desk.click(strip(desk).yes)
    desk.wait(lambda: strip(desk).yes.text() == "Try again")
    assert "not the right ones and were not used" in strip(desk).words.text()
    site[f"/{path}"] = Answer(content)
    desk.click(strip(desk).yes)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))


def test_a_language_without_a_model_says_so_and_offers_what_is_in_english(
    open_desk: OpenDesk, world: FakeWorld
) -> None:
    other = "https://star.example/feed"
    world.outlets = [
        outlet("CL", "Alba", FEED, language="sw"),
        outlet("CL", "The Star", other, language="en", is_default=False),
    ]
    world.pages = {FEED: feed("um", "dois", "tres", language="sw"), other: feed("Good news", language="en")}
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    assert "are in Swahili, from which there is no translation yet" in strip(desk).words.text()
    assert strip(desk).yes.text() == "Read The Star"
    desk.click(strip(desk).yes)
    desk.wait(lambda: any(row.title == "Good news" for row in desk.rows("CL")))


def test_a_language_that_only_the_chosen_engine_may_know_says_so(open_desk: OpenDesk, world: FakeWorld) -> None:
    world.engines = EngineParts(make_api, FakeSecrets())
    world.outlets = [outlet("CL", "Alba", FEED, language="sw")]
    world.pages = {FEED: feed("um", "dois", "tres", language="sw")}
    desk = open_desk(world.world(), replace(CALM, engine="deepl"), sync_at_once=True)
    read(desk)
    desk.wait(lambda: is_asked(desk))
    assert strip(desk).words.text().endswith("What you open goes to DeepL, which may know it.")


# A source's rule


def test_a_source_can_be_left_in_its_language(open_desk: OpenDesk) -> None:
    world = press()
    world.translator = Upper()
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    screen = desk.window.country_screen()
    screen.tabs.setCurrentIndex(screen.tabs.count() - 1)
    box = screen.press.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(row) for row in range(box.count())] == [
        "Into English as I chose", "Never into English", "Always into English", "All of it is in Portuguese",
    ]  # fmt: skip
    desk.click(box)
    desk.bot.waitUntil(lambda: box.view().isVisible())
    box.view().setCurrentIndex(box.model().index(1, 0))
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    desk.wait(lambda: not any(row.is_translated for row in desk.rows("CL")))
    assert desk.view.language_rules() == {"CL/alba": "never"}


# In the settings


def cell(page: LanguagesPage, row: int, column: int) -> str:
    item = page.table.topLevelItem(row)
    assert item is not None
    return item.text(column)


def languages_page(desk: Desk) -> LanguagesPage:
    desk.window.show_settings()
    dialog = desk.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.topics.setCurrentRow(3)
    return dialog.languages


def test_the_settings_install_and_remove(open_desk: OpenDesk, world: FakeWorld) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    page = languages_page(desk)
    assert [cell(page, n, 0) for n in range(page.table.topLevelItemCount())] == ["Norwegian Bokmål", "Portuguese"]
    assert cell(page, 0, 1) == "only from files"
    assert not page.install.isEnabled()
    desk.click(page.table.viewport(), page.table.visualRect(page.table.model().index(1, 0)).center())
    desk.click(page.install)
    desk.wait(lambda: (cell(page, 0, 0), cell(page, 0, 1)) == ("Portuguese", "installed"))
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    assert page.remove.isEnabled()
    desk.click(page.remove)
    desk.wait(lambda: cell(page, 1, 1) == "")
    assert not page.remove.isEnabled()


def test_a_language_is_installed_from_its_files(
    open_desk: OpenDesk, world: FakeWorld, tmp_path: Path, models: MadeModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, content in models.files.items():
        (folder / name).write_bytes(content)
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    page = languages_page(desk)
    desk.click(page.table.viewport(), page.table.visualRect(page.table.model().index(1, 0)).center())
    page.install_from(str(tmp_path / "nowhere"))
    desk.wait(lambda: "neither a folder nor an archive" in page.said.text())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    from_folder, _from_archive = page.from_files.menu().actions()
    from_folder.trigger()
    desk.wait(lambda: cell(page, 0, 1) == "installed")


def test_a_language_is_installed_from_an_archive(
    open_desk: OpenDesk, world: FakeWorld, tmp_path: Path, models: MadeModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "pt.zip"
    with ZipFile(archive, "w") as packed:
        for name, content in models.files.items():
            packed.writestr(name, content)
    desk = open_desk(world.world(), sync_at_once=True)
    page = languages_page(desk)
    desk.click(page.table.viewport(), page.table.visualRect(page.table.model().index(1, 0)).center())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(archive), ""))
    _from_folder, from_archive = page.from_files.menu().actions()
    from_archive.trigger()
    desk.wait(lambda: cell(page, 0, 1) == "installed")


Press = Callable[[LanguagesPage], object]
SOURCES = ("https://a.example/", "http://b")


@pytest.mark.parametrize(
    ("press_it", "expected"),
    [
        (lambda page: page.ahead.click(), {"translate_ahead": "never"}),
        (lambda page: page.edition.click(), {"translate_ahead": "starred"}),
        (lambda page: page.battery.click(), {"spare_battery": False}),
        (lambda page: page.always.click(), {"install_languages": "always"}),
        (lambda page: page.sources.setPlainText("\n".join(SOURCES)), {"model_sources": SOURCES}),
        (lambda page: page.reads.choices()[1].trigger(), {"languages": ("en", "pt")}),
    ],
)
def test_the_settings_are_kept(
    open_desk: OpenDesk, world: FakeWorld, tmp_path: Path, press_it: Press, expected: dict[str, object]
) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    read(desk)
    press_it(languages_page(desk))
    kept = load(in_profile(tmp_path / "profile").settings)
    assert {name: getattr(kept, name) for name in expected} == expected
