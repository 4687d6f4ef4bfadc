"""Engines that are asked over the network, at servers that speak their protocols."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from desktop_app.language.engines.chat import ChatModel
from desktop_app.language.engines.deepl import FREE, PAID, DeepL, address_for
from desktop_app.language.engines.engine import Engine
from desktop_app.language.engines.libretranslate import LibreTranslate
from desktop_app.language.engines.tagging import TaggingModel
from desktop_app.model.engines import EngineReport
from desktop_app.model.errors import EngineError, EngineProblem, FetchError, FetchProblem
from desktop_app.net.api import API_LIMITS, Api
from tests.support import engines
from tests.support.engines import KEY, asked, said
from tests.support.web import Answer, Page, Site, serve

GO_ON = threading.Event()
QUICK = replace(API_LIMITS, connect_s=5, read_s=0.3, total_s=5)
MODEL = "gemma3:4b"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def api(site: Site, path: str = "") -> Api:
    return Api(site.url(path), user_agent="Overview", limits=QUICK)


def deepl(site: Site, key: str = KEY) -> DeepL:
    return DeepL(api(site), key, "api-free.deepl.com")


def libretranslate(site: Site, key: str = "") -> LibreTranslate:
    return LibreTranslate(api(site), key, "translate.example")


def chat(site: Site, key: str = "", model: str = MODEL) -> ChatModel:
    return ChatModel(api(site, "/v1"), key, model, "localhost:11434")


Make = Callable[[Site], Engine]


@dataclass(frozen=True)
class Kind:
    serve: Callable[[Site], None]
    make: Make
    path: str  # of translating


KINDS = {
    "deepl": Kind(engines.deepl, deepl, "/v2/translate"),
    "libretranslate": Kind(engines.libretranslate, libretranslate, "/translate"),
    "chat": Kind(engines.chat, chat, "/v1/chat/completions"),
}
each = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@each
def test_sentences_are_translated_in_their_order(site: Site, kind: Kind) -> None:
    kind.serve(site)
    engine = kind.make(site)
    assert engine.knows("pt", GO_ON)
    assert engine.translate("pt", ["um & dois", "três"], GO_ON, is_tagged=False) == ["UM & DOIS", "TRÊS"]
    linked = engine.translate("pt", ['um <a id="0">dois</a>'], GO_ON, is_tagged=True)
    assert linked == ['UM <a id="0">DOIS</a>']
    assert kind.path in site.asked


@each
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Answer(b"", 401), (EngineProblem.KEY, None)),
        (Answer(b"", 429), (EngineProblem.BUSY, None)),
        (Answer(b"", 503), (EngineProblem.BUSY, None)),
        (Answer(b"", 413), (EngineProblem.TOO_LONG, None)),
        (Answer(b"<html>", 500), (EngineProblem.ANSWER, None)),
        (Answer(b"<html>hello"), (EngineProblem.ANSWER, None)),
        (said({"translations": [], "translatedText": [], "choices": []}), (EngineProblem.ANSWER, None)),
        (said({"translations": [1], "translatedText": [1], "choices": [1]}), (EngineProblem.ANSWER, None)),
        (Answer(b"{}", is_hanging=True, declared=9), (EngineProblem.AWAY, FetchProblem.TIMEOUT)),
        (Answer(b"{}", cut_after=1), (EngineProblem.AWAY, FetchProblem.BROKEN)),
    ],
)
def test_what_goes_wrong_is_told(
    site: Site, kind: Kind, page: Page, expected: tuple[EngineProblem, FetchProblem | None]
) -> None:
    kind.serve(site)
    engine = kind.make(site)
    assert engine.knows("pt", GO_ON)
    site[kind.path] = page
    with pytest.raises(EngineError) as caught:
        engine.translate("pt", ["um"], GO_ON, is_tagged=False)
    assert (caught.value.problem, caught.value.fetch) == expected
    assert KEY not in str(caught.value)


@each
def test_a_server_that_is_away_is_said_to(kind: Kind) -> None:
    with serve() as gone:
        kind.serve(gone)
    with pytest.raises(EngineError) as caught:
        kind.make(gone).translate("pt", ["um"], GO_ON, is_tagged=False)
    assert (caught.value.problem, caught.value.fetch) == (EngineProblem.AWAY, FetchProblem.CONNECT)


def test_what_nobody_waits_for_is_no_fault_of_the_engines(site: Site) -> None:
    engines.deepl(site)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(FetchError) as caught:
        deepl(site).translate("pt", ["um"], cancelled, is_tagged=False)
    assert caught.value.problem is FetchProblem.CANCELLED


# DeepL


def test_a_free_key_belongs_to_another_address() -> None:
    assert (address_for("abc:fx"), address_for("abc")) == (FREE, PAID)


def test_deepl_is_asked_as_it_wants_to_be(site: Site) -> None:
    engines.deepl(site)
    engine = deepl(site)
    assert [engine.knows(tag, GO_ON) for tag in ("pt", "nb", "no", "sw")] == [True, True, True, False]
    engine.translate("no", ["en"], GO_ON, is_tagged=False)
    question = asked(site.requests[-1])
    assert (question["source_lang"], question["target_lang"], question["text"]) == ("NB", "EN-US", ["en"])
    assert "tag_handling" not in question
    assert site.asked.count("/v2/languages?type=source") == 1
    engine.translate("pt", ['<a id="0">um</a>'], GO_ON, is_tagged=True)
    assert asked(site.requests[-1])["tag_handling"] == "html"


def test_deepl_tells_its_quota(site: Site) -> None:
    engines.deepl(site)
    assert deepl(site).try_out(GO_ON) == EngineReport("DeepL", 2, 180_118, 500_000)


@pytest.mark.parametrize(
    ("key", "used", "language", "problem"),
    [
        ("another:fx", 0, "pt", EngineProblem.KEY),
        (KEY, 500_000, "pt", EngineProblem.QUOTA),
        (KEY, 0, "sw", EngineProblem.LANGUAGE),
    ],
)
def test_deepl_refuses(site: Site, key: str, used: int, language: str, problem: EngineProblem) -> None:
    engines.deepl(site, used=used)
    with pytest.raises(EngineError) as caught:
        deepl(site, key).translate(language, ["um"], GO_ON, is_tagged=False)
    assert (caught.value.problem, caught.value.engine) == (problem, "DeepL")


# LibreTranslate


def test_libretranslate_says_what_it_puts_into_english(site: Site) -> None:
    engines.libretranslate(site)
    engine = libretranslate(site)
    assert [engine.knows(tag, GO_ON) for tag in ("pt", "no", "en", "eo")] == [True, True, False, False]
    assert engine.try_out(GO_ON) == EngineReport("LibreTranslate", 2)
    site["/languages"] = said([{"code": "pt", "name": "Portuguese"}, "odd"])  # of an older server
    assert libretranslate(site).knows("pt", GO_ON)


@pytest.mark.parametrize(
    ("key", "language", "problem"),
    [
        ("", "pt", EngineProblem.NO_KEY),
        ("another", "pt", EngineProblem.KEY),
        ("mine", "sw", EngineProblem.LANGUAGE),
    ],
)
def test_libretranslate_refuses(site: Site, key: str, language: str, problem: EngineProblem) -> None:
    engines.libretranslate(site, key="mine")
    engine = libretranslate(site, key)
    with pytest.raises(EngineError) as caught:
        engine.translate(language, ["um"], GO_ON, is_tagged=False)
    assert caught.value.problem is problem
    if problem is not EngineProblem.LANGUAGE:
        with pytest.raises(EngineError):
            engine.try_out(GO_ON)


def test_a_server_that_takes_less_is_given_less(site: Site) -> None:
    engines.libretranslate(site, most=20)
    model = TaggingModel(libretranslate(site), "pt", {}, GO_ON)
    sentences = [f"frase {number}" for number in range(7)]
    assert [made.text for made in model.translate(sentences)] == [sentence.upper() for sentence in sentences]
    with pytest.raises(EngineError) as caught:
        model.translate(["uma frase que ela não toma"])
    assert caught.value.problem is EngineProblem.TOO_LONG


# Language models


def test_a_model_is_told_its_task_and_what_it_says_beside_is_left(site: Site) -> None:
    engines.chat(site)
    engine = chat(site)
    assert engine.translate("pt", ["um\ndois", "três"], GO_ON, is_tagged=False) == ["UM DOIS", "TRÊS"]
    question = asked(site.requests[-1])
    assert (question["model"], question["temperature"], question["stream"]) == (MODEL, 0, False)
    assert question["messages"][1] == {"role": "user", "content": "1: um dois\n2: três"}
    assert "'pt'" in question["messages"][0]["content"]


def test_a_line_that_a_model_leaves_out_is_left_out(site: Site) -> None:
    site["/v1/chat/completions"] = said({"choices": [{"message": {"content": "2) TWO\n2) again\n9) NINE"}}]})
    assert chat(site).translate("pt", ["um", "dois"], GO_ON, is_tagged=False) == ["", "TWO"]
    site["/v1/chat/completions"] = said({"choices": [{"message": {"content": "I would rather not."}}]})
    with pytest.raises(EngineError) as caught:
        chat(site).translate("pt", ["um"], GO_ON, is_tagged=False)
    assert caught.value.problem is EngineProblem.ANSWER


def test_a_model_that_is_not_there_is_said_to_with_those_that_are(site: Site) -> None:
    engines.chat(site, key="mine")
    assert chat(site, "mine").try_out(GO_ON) == EngineReport(MODEL)
    with pytest.raises(EngineError) as caught:
        chat(site, "mine", "other").try_out(GO_ON)
    assert (caught.value.problem, caught.value.choices) == (EngineProblem.MODEL, (MODEL,))
    with pytest.raises(EngineError) as caught:
        chat(site, "mine", "other").translate("pt", ["um"], GO_ON, is_tagged=False)
    assert caught.value.problem is EngineProblem.MODEL
    with pytest.raises(EngineError) as caught:
        chat(site, "not mine").try_out(GO_ON)
    assert caught.value.problem is EngineProblem.KEY
