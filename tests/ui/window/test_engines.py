"""The engine for what is opened: chosen and tried in the settings, named in the reader, replaced where it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.library.engines import EngineParts
from desktop_app.settings import load
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.settings_engine import EnginePart
from tests.support import engines
from tests.support.engines import KEY, FakeSecrets, asked, make_api
from tests.support.web import Answer, Site, serve
from tests.support.world import FakeWorld
from tests.ui.window.conftest import OpenDesk
from tests.ui.window.desk import CALM, Desk
from tests.ui.window.test_english import Upper, press, read


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        engines.deepl(site)
        yield site


@pytest.fixture
def secrets() -> FakeSecrets:
    return FakeSecrets()


@pytest.fixture
def world(secrets: FakeSecrets) -> FakeWorld:
    world = press()
    world.translator = Upper()
    world.engines = EngineParts(make_api, secrets)
    return world


def part(desk: Desk) -> EnginePart:
    desk.window.show_settings()
    dialog = desk.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.topics.setCurrentRow(3)
    return dialog.languages.engine


def test_an_engine_is_chosen_given_its_key_and_tried(
    open_desk: OpenDesk, world: FakeWorld, site: Site, secrets: FakeSecrets
) -> None:
    desk = open_desk(world.world(), sync_at_once=True)
    page = part(desk)
    assert not page.address.isVisible()
    page.kind.setCurrentIndex(page.kind.findData("deepl"))
    assert page.address.isVisible() and not page.model.isVisible()
    assert "leaves this computer and goes to DeepL" in page.warning.text()
    page.address.setText(site.base)
    page.address.editingFinished.emit()
    assert f"127.0.0.1:{site.port} on this computer" in page.warning.text()
    desk.click(page.test)
    desk.wait(lambda: page.said.text() == "\u2717 DeepL wants a key, and there is none.")
    page.key.setText(KEY)
    desk.click(page.test)
    desk.wait(lambda: "180,118 of this month's 500,000 characters are used" in page.said.text())
    assert page.key.text() == "" and "in the system's keyring" in page.key.placeholderText()
    assert list(secrets.kept.values()) == [KEY]
    file = desk.core.paths.settings
    desk.wait(lambda: load(file).engine_address == site.base)
    assert KEY not in file.read_text(encoding="utf-8")
    desk.click(page.forget)
    desk.wait(lambda: secrets.kept == {} and not page.forget.isEnabled())


def test_a_model_has_a_name_and_every_kind_its_example(open_desk: OpenDesk, world: FakeWorld) -> None:
    desk = open_desk(world.world())
    page = part(desk)
    page.kind.setCurrentIndex(page.kind.findData("chat"))
    assert page.model.isVisible() and page.address.text() == "http://localhost:11434/v1"
    page.model.setText("gemma3:4b")
    page.model.editingFinished.emit()
    desk.wait(lambda: load(desk.core.paths.settings).engine_model == "gemma3:4b")
    page.kind.setCurrentIndex(page.kind.findData("libretranslate"))
    assert "goes to libretranslate.com" in page.warning.text()
    page.kind.setCurrentIndex(page.kind.findData(""))
    desk.wait(lambda: load(desk.core.paths.settings).engine == "")
    assert not page.warning.isVisible()


def test_what_is_opened_is_named_by_who_translated_it(
    open_desk: OpenDesk, world: FakeWorld, site: Site, secrets: FakeSecrets
) -> None:
    secrets.kept[f"deepl 127.0.0.1:{site.port}"] = KEY
    chosen = replace(CALM, engine="deepl", engine_address=site.base)
    desk = open_desk(world.world(), chosen, sync_at_once=True)
    read(desk)
    desk.wait(lambda: all(row.is_translated for row in desk.rows("CL")))
    assert site.requests == []
    desk.list.choose_next()
    desk.wait(lambda: "translated from Portuguese by DeepL" in desk.pane.reader.text.toPlainText())
    desk.wait(lambda: f"by DeepL at 127.0.0.1:{site.port}" in desk.pane.reader.text.toPlainText())
    sent = {text for r in site.requests if r.path == "/v2/translate" for text in asked(r)["text"]}
    assert "mais um" in sent and "dois titulos" not in sent


def test_where_it_fails_the_status_says_why_and_the_text_is_english_all_the_same(
    open_desk: OpenDesk, world: FakeWorld, site: Site, secrets: FakeSecrets
) -> None:
    secrets.kept[f"deepl 127.0.0.1:{site.port}"] = KEY
    site["/v2/translate"] = Answer(b'{"message": "Quota Exceeded"}', 456)
    desk = open_desk(world.world(), replace(CALM, engine="deepl", engine_address=site.base), sync_at_once=True)
    read(desk)
    desk.key(Qt.Key.Key_J)
    desk.wait(lambda: desk.window.status.notice.text() == "The quota of DeepL is used up.")
    desk.wait(lambda: "translated from Portuguese by upper pt" in desk.pane.reader.text.toPlainText())
