"""A language model near by may word the names of takes: what the settings show of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.library.engines import EngineParts
from desktop_app.model.engines import WordingState
from desktop_app.model.errors import EngineError, EngineProblem, FetchProblem
from desktop_app.model.events import WordingTold
from desktop_app.settings import load
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.settings_wording import WordingPart
from tests.support import engines
from tests.support.engines import FakeSecrets, make_api
from tests.support.web import serve
from tests.support.world import FakeWorld
from tests.ui.window.conftest import OpenDesk
from tests.ui.window.desk import CALM, Desk


@pytest.fixture
def world() -> FakeWorld:
    world = FakeWorld()
    world.engines = EngineParts(make_api, FakeSecrets())
    return world


def part(desk: Desk) -> WordingPart:
    desk.window.show_settings()
    dialog = desk.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.topics.setCurrentRow(3)
    return dialog.languages.wording


def test_off_by_default_then_a_model_near_by_is_named_and_tried(open_desk: OpenDesk, world: FakeWorld) -> None:
    with serve() as site:
        engines.chat(site)
        desk = open_desk(world.world())
        page = part(desk)
        assert not page.allow.isChecked() and not page.warning.isVisible()
        page.allow.click()
        assert page.address.text() == "http://localhost:11434/v1" and page.warning.isVisible()
        page.address.setText(site.url("/v1"))
        page.model.setText("gemma3:4b")
        desk.click(page.test)
        desk.wait(lambda: page.said.text() == "\u2713 gemma3:4b answers.")
        assert f"handed to the program at 127.0.0.1:{site.port} on this computer" in page.warning.text()
        file = desk.core.paths.settings
        desk.wait(lambda: load(file).take_wording and load(file).wording_model == "gemma3:4b")
        assert load(file).engine == ""
        page.allow.click()
        desk.wait(lambda: not load(file).take_wording)
        assert not page.warning.isVisible() and load(file).wording_model == "gemma3:4b"


def test_what_is_elsewhere_is_not_asked(open_desk: OpenDesk, world: FakeWorld) -> None:
    chosen = replace(CALM, take_wording=True, wording_address="https://llm.example.org/v1", wording_model="m")
    desk = open_desk(world.world(), chosen)
    page = part(desk)
    desk.click(page.test)
    refused = "\u2717 llm.example.org is neither on this computer nor in your own network, so nothing is sent there."
    desk.wait(lambda: page.said.text() == refused)


def test_the_model_that_translates_is_proposed(open_desk: OpenDesk, world: FakeWorld) -> None:
    chosen = replace(CALM, engine="chat", engine_address="http://nas.local/v1", engine_model="m")
    page = part(open_desk(world.world(), chosen))
    page.allow.click()
    assert (page.address.text(), page.model.text()) == ("http://nas.local/v1", "m")
    assert "leaves this computer and goes to nas.local" in page.warning.text()


def test_how_it_does_is_said(open_desk: OpenDesk, world: FakeWorld) -> None:
    chosen = replace(CALM, take_wording=True, wording_address="http://localhost:1/v1", wording_model="m")
    desk = open_desk(world.world(), chosen)
    page = part(desk)
    assert not page.report.isVisible()
    desk.core.hub.publish(WordingTold(WordingState("m at localhost:1", worded=2, refused=1)))
    desk.wait(lambda: page.report.text().startswith("\u2713 m at localhost:1 has worded 2 names."))
    away = EngineError(EngineProblem.AWAY, engine="m", fetch=FetchProblem.CONNECT)
    desk.core.hub.publish(WordingTold(WordingState("m at localhost:1", error=away, rests_s=120)))
    sentence = (
        "\u2717 m could not be asked. Nothing answers at its address. It is asked again in 2 minutes; names stay as "
        "they are."
    )
    desk.wait(lambda: page.report.text() == sentence)
