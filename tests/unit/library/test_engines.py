"""The engine that the user may choose for what they open: made as chosen, with the keyring's key, and tried."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from desktop_app.language.engines.chat import ChatModel
from desktop_app.language.engines.deepl import DeepL
from desktop_app.language.engines.libretranslate import LibreTranslate
from desktop_app.library.engines import EngineParts, Engines, choice_of, make_engine, wording_of
from desktop_app.model.engines import (
    CHAT,
    DEEPL,
    LIBRETRANSLATE,
    NONE,
    EngineChoice,
    EnginePhase,
    EngineReport,
    EngineState,
)
from desktop_app.model.errors import EngineError, EngineProblem, SecretsError, SecretsProblem
from desktop_app.model.events import EngineTold, Event
from desktop_app.settings import Settings
from tests.support import engines
from tests.support.engines import KEY, FakeSecrets, make_api
from tests.support.web import Answer, Site, serve

WAIT_S = 20


@dataclass
class Desk:
    secrets: FakeSecrets = field(default_factory=FakeSecrets)
    events: queue.SimpleQueue[Event] = field(default_factory=queue.SimpleQueue)

    def __post_init__(self) -> None:
        self.engines = Engines(EngineParts(make_api, self.secrets), self.events.put, EngineChoice(), lambda: 0.0)

    def told(self) -> EngineState:
        event = self.events.get(timeout=WAIT_S)
        assert isinstance(event, EngineTold)
        return event.state


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.engines.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def test_settings_say_which_engine() -> None:
    assert choice_of(Settings()) == EngineChoice(NONE)
    assert choice_of(Settings(engine=CHAT, engine_address=" http://a/v1 ", engine_model="m")) == EngineChoice(
        CHAT, "http://a/v1", "m"
    )


def test_each_engine_is_made_as_it_was_chosen() -> None:
    made = make_engine(EngineChoice(DEEPL), KEY, make_api)
    assert isinstance(made, DeepL) and made.where == "api-free.deepl.com"
    assert make_engine(EngineChoice(DEEPL), "paid", make_api).where == "api.deepl.com"
    libre = make_engine(EngineChoice(LIBRETRANSLATE, "https://t.example:8443/sub"), "", make_api)
    assert isinstance(libre, LibreTranslate) and libre.where == "t.example:8443"
    assert isinstance(make_engine(EngineChoice(CHAT, "http://[::1]:1/v1", "m"), "", make_api), ChatModel)


@pytest.mark.parametrize(
    ("choice", "key", "problem"),
    [
        (EngineChoice(DEEPL), "", EngineProblem.NO_KEY),
        (EngineChoice(LIBRETRANSLATE), "", EngineProblem.NO_ADDRESS),
        (EngineChoice(LIBRETRANSLATE, "translate.example"), "", EngineProblem.NO_ADDRESS),
        (EngineChoice(LIBRETRANSLATE, "http://[oh"), "", EngineProblem.NO_ADDRESS),
        (EngineChoice(LIBRETRANSLATE, "ftp://a.example"), "", EngineProblem.NO_ADDRESS),
        (EngineChoice(LIBRETRANSLATE, "http://translate.example"), "k", EngineProblem.NOT_ENCRYPTED),
        (EngineChoice(CHAT, "HTTP://93.184.216.34/v1", "m"), "k", EngineProblem.NOT_ENCRYPTED),
    ],
)
def test_what_cannot_be_asked_is_not_made(choice: EngineChoice, key: str, problem: EngineProblem) -> None:
    with pytest.raises(EngineError) as caught:
        make_engine(choice, key, make_api)
    assert caught.value.problem is problem


@pytest.mark.parametrize("address", ["http://192.168.1.7:5000", "http://nas.local/", "http://localhost:5000"])
def test_in_the_users_own_network_a_key_needs_no_encryption(address: str) -> None:
    assert make_engine(EngineChoice(LIBRETRANSLATE, address), "k", make_api).name == "LibreTranslate"


@pytest.mark.parametrize("address", ["http://localhost:11434/v1", "http://[::1]:1/v1", "https://192.168.1.7/v1"])
def test_what_words_takes_is_near(address: str) -> None:
    choice = wording_of(Settings(take_wording=True, wording_address=f" {address} ", wording_model="m"))
    assert choice == EngineChoice(CHAT, address, "m", must_be_near=True)
    assert make_engine(choice, "", make_api).name == "m"
    assert wording_of(Settings(wording_address=address, wording_model="m")) == EngineChoice()


@pytest.mark.parametrize("address", ["https://llm.example.org/v1", "http://93.184.216.34/v1"])
def test_what_is_elsewhere_words_no_takes(desk: Desk, address: str) -> None:
    choice = wording_of(Settings(take_wording=True, wording_address=address, wording_model="m"))
    with pytest.raises(EngineError) as caught:
        desk.engines.make_wordsmith(choice)
    assert caught.value.problem is EngineProblem.NOT_NEAR


def test_an_engine_that_is_tried_tells_what_it_is(desk: Desk, site: Site) -> None:
    engines.deepl(site)
    choice = EngineChoice(DEEPL, site.base)
    desk.engines.keep_key(choice, f" {KEY} ")
    assert desk.told() == EngineState(choice, EnginePhase.DONE, has_key=True)
    assert desk.secrets.kept == {f"deepl 127.0.0.1:{site.port}": KEY}
    desk.engines.try_out(choice)
    assert desk.told() == EngineState(choice, EnginePhase.ASKING, has_key=True)
    report = EngineReport("DeepL", 2, 180_118, 500_000)
    assert desk.told() == EngineState(choice, EnginePhase.DONE, has_key=True, report=report)


def test_a_key_is_of_one_host_and_is_taken_away(desk: Desk, site: Site) -> None:
    choice = EngineChoice(LIBRETRANSLATE, site.base)
    desk.engines.keep_key(choice, "k")
    assert desk.told().has_key
    desk.engines.look(replace(choice, address="https://translate.example"))
    assert not desk.told().has_key
    desk.engines.keep_key(choice, "")
    assert not desk.told().has_key
    assert desk.secrets.kept == {}


def test_without_a_keyring_a_key_lasts_until_the_end(desk: Desk, site: Site) -> None:
    engines.libretranslate(site, key="k")
    desk.secrets.error = SecretsError(SecretsProblem.NO_KEYRING)
    choice = EngineChoice(LIBRETRANSLATE, site.base)
    desk.engines.look(choice)
    assert desk.told() == EngineState(choice, EnginePhase.DONE)
    desk.engines.keep_key(choice, "k")
    assert desk.told() == EngineState(choice, EnginePhase.DONE, has_key=True, is_key_kept=False)
    desk.engines.try_out(choice)
    assert desk.told().phase is EnginePhase.ASKING
    assert desk.told().report == EngineReport("LibreTranslate", 2)
    desk.engines.keep_key(choice, "")
    assert not desk.told().has_key


def test_a_keyring_that_does_not_open_is_said_to(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.secrets.error = SecretsError(SecretsProblem.REFUSED)
    with caplog.at_level(logging.CRITICAL):
        desk.engines.try_out(EngineChoice(DEEPL))
        assert desk.told().error is desk.secrets.error


Ask = Callable[[Engines, EngineChoice], None]


def test_a_trial_that_fails_says_why(desk: Desk, site: Site) -> None:
    choice = EngineChoice(CHAT, site.url("/v1"), "m")
    engines.chat(site)
    desk.engines.try_out(choice)
    assert desk.told().phase is EnginePhase.ASKING
    error = desk.told().error
    assert isinstance(error, EngineError)
    assert (error.problem, error.choices) == (EngineProblem.MODEL, ("gemma3:4b",))


@pytest.mark.parametrize(
    "ask",
    [lambda engines, choice: engines.look(choice), lambda engines, _: engines.close()],
    ids=["another", "the end"],
)
def test_a_trial_that_nobody_waits_for_ends(desk: Desk, site: Site, ask: Ask) -> None:
    site["/languages"] = Answer(b"[]", is_hanging=True, declared=9)
    choice = EngineChoice(LIBRETRANSLATE, site.base)
    desk.engines.try_out(choice)
    assert desk.told().phase is EnginePhase.ASKING
    site.wait_for(1)
    ask(desk.engines, choice)
    assert desk.told() == EngineState(choice, EnginePhase.DONE)


def test_keys_are_in_no_error_and_in_no_log(desk: Desk, site: Site, caplog: pytest.LogCaptureFixture) -> None:
    secret = "very-secret-key:fx"
    engines.deepl(site)
    choice = EngineChoice(DEEPL, site.base)
    with caplog.at_level(logging.DEBUG):
        desk.engines.keep_key(choice, secret)
        desk.engines.try_out(choice)
        states = [desk.told() for _ in range(3)]
    assert isinstance(states[-1].error, EngineError) and states[-1].error.problem is EngineProblem.KEY
    assert secret not in caplog.text + str(states)


def test_where_there_are_no_parts_there_is_no_engine() -> None:
    none = Engines(None, lambda _: None, EngineChoice(), lambda: 0.0)
    none.look(EngineChoice(DEEPL))
    none.choose(EngineChoice(DEEPL))
    assert (none.is_possible, none.outside) == (False, None)
    none.close()
