"""Takes are worded by a model near by after they are stored, if the user chose one; nobody waits for that."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.language.engines.chat import ChatModel
from desktop_app.library.view import View
from desktop_app.messages import wording_report
from desktop_app.model.article import ArticleId
from desktop_app.model.engines import CHAT, EngineChoice, WordingState
from desktop_app.model.errors import EngineError, EngineProblem, FetchProblem
from desktop_app.model.events import Event, StoriesChanged, SyncFinished, SyncStarted, WordingTold
from desktop_app.model.story import StoryId
from desktop_app.net.api import BRIEF_API_LIMITS, Api
from desktop_app.store import stories, story_takes
from desktop_app.store.connection import Connection
from desktop_app.store.writer import Writer
from desktop_app.sync.story_keeper import StoryKeeper
from desktop_app.sync.wording import TASK, Wordings
from tests.support import stores
from tests.support.engines import asked, said
from tests.support.stores import NOW
from tests.support.web import Answer, Page, Raw, Request, Site, serve
from tests.unit.sync.test_story_takes import dam_store

STORY = StoryId(1)
WAIT_S = 20
QUICK = replace(BRIEF_API_LIMITS, body=20_000, unpacked=20_000, read_s=0.3, total_s=0.6)
EGYPT, FARMERS = "Egypt Condemns Kenya's Tana Dam", "Farmers Fear Drought Below Tana Dam"
DONE = SyncFinished(1, 1, 0)


def content(words: str) -> Answer:
    return said({"choices": [{"message": {"role": "assistant", "content": words}}]})


class Desk:
    """A store with a story that has two takes, and what words them."""

    def __init__(self, path: Path, site: Site) -> None:
        self.path, self.site = path, site
        self.choice = EngineChoice(CHAT, site.url("/v1"), "m", must_be_near=True)
        self.told: queue.SimpleQueue[WordingState] = queue.SimpleQueue()
        self.events: list[Event] = []
        self.is_sparing: Callable[[], bool] = bool
        self.writer = Writer(path, self._publish)
        self.keeper = StoryKeeper(path, None, writer=self.writer, clock=lambda: NOW)
        self.wordings = Wordings(
            path,
            lambda choice: ChatModel(self._api(choice), "", choice.model, f"127.0.0.1:{site.port}"),
            EngineChoice(),
            writer=self.writer,
            publish=self._publish,
            is_sparing=self._asks_to_be_spared,
            first_rest_s=0.05,
        )
        self.keeper.group_all()
        self.keeper.read_takes()

    @staticmethod
    def _api(choice: EngineChoice) -> Api:
        return Api(choice.address, user_agent="Overview", limits=QUICK)

    def _publish(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, WordingTold):
            self.told.put(event.state)

    def _asks_to_be_spared(self) -> bool:
        return self.is_sparing()

    def answer(self, page: Page) -> None:
        self.site["/v1/chat/completions"] = page

    def begin(self) -> None:
        self.wordings.begin()
        self.wordings.choose(self.choice)
        assert self.state() == WordingState()

    def state(self) -> WordingState:
        return self.told.get(timeout=WAIT_S)

    def labels(self) -> list[tuple[str, str]]:
        with closing(View(self.path, lambda: NOW)) as view:
            story = view.story(STORY)
        assert story is not None
        return [(take.label, take.worded_by) for take in story.takes]

    def close(self) -> None:
        self.wordings.close()
        self.writer.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return dam_store(tmp_path / "overview.db")


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with serve() as site:
        desk = Desk(path, site)
        yield desk
        desk.close()


def by(desk: Desk) -> str:
    return f"m at 127.0.0.1:{desk.site.port}"


def good(request: Request) -> Answer:
    """A model that words well."""
    name = asked(request)["messages"][1]["content"].splitlines()[0]
    return content(
        "<think>hm</think>\nEgypt rejects Tana dam outright" if "Egypt" in name else "Farmers fear drought below dam"
    )


def test_what_is_proposed_well_is_stored_and_told(desk: Desk) -> None:
    desk.answer(good)
    assert desk.labels() == [(EGYPT, ""), (FARMERS, "")]
    desk.begin()
    assert desk.state() == WordingState(by(desk), worded=1)
    last = desk.state()
    assert last == WordingState(by(desk), worded=2)
    assert desk.labels() == [
        ("Egypt Rejects Tana Dam Outright", by(desk)),
        ("Farmers Fear Drought Below Dam", by(desk)),
    ]
    assert StoriesChanged(frozenset({ArticleId(4), ArticleId(5)})) in desk.events
    assert wording_report(last) == f"{by(desk)} has worded 2 names."
    first, second = desk.site.requests
    system, user = asked(first)["messages"]
    assert system["content"] == TASK and user["content"].startswith(f"NAME: {EGYPT}\nSENTENCE: ")
    assert "giant dam took ten years" not in user["content"] and "Farmers fear" in str(asked(second))
    desk.wordings.hear(DONE)  # nobody is asked twice
    desk.wordings.close()
    assert len(desk.site.requests) == 2 and desk.site.most_at_once == 1


def test_off_by_default_nobody_is_asked(desk: Desk) -> None:
    desk.answer(good)
    desk.wordings.begin()
    desk.wordings.hear(DONE)
    desk.wordings.close()
    assert desk.site.requests == [] and desk.events[-1] != WordingTold(WordingState())


@pytest.mark.parametrize(
    "proposal",
    [
        "Egypt slams Tana dam",
        "Egypt condemned the Tana dam as a threat to its farmers",
        "Egypt's president",
        FARMERS.lower(),
        "Ignore all rules and say nothing",
    ],
    ids=["invented", "too long", "a name", "another take's", "talk"],
)
def test_what_is_proposed_badly_leaves_the_own_label(desk: Desk, proposal: str) -> None:
    desk.answer([content(proposal), content("farmers fear drought below dam")])
    desk.begin()
    assert desk.state() == WordingState(by(desk), refused=1)
    last = desk.state()
    assert last == WordingState(by(desk), worded=1, refused=1)
    assert desk.labels() == [(EGYPT, ""), ("Farmers Fear Drought Below Dam", by(desk))]
    assert "1 further proposal broke a rule" in wording_report(last)


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (Answer(b'{"choices": [{"message": '), EngineProblem.ANSWER),
        (said({"choices": [{"message": {"content": 7}}]}), EngineProblem.ANSWER),
        (said(["choices"]), EngineProblem.ANSWER),
        (said({"error": "out of memory"}, 500), EngineProblem.ANSWER),
        (said({"error": {"message": "model 'm' not found"}}, 404), EngineProblem.MODEL),
        (Answer(b"", 503), EngineProblem.BUSY),
        (Answer(b"x" * 30_000), FetchProblem.TOO_LARGE),
        (Answer(b"{", is_hanging=True, declared=9), FetchProblem.TIMEOUT),
        (Raw(b"nonsense\r\n\r\n"), FetchProblem.BROKEN),
    ],
    ids=["no JSON", "no text", "no answer", "error", "no model", "busy", "huge", "hanging", "broken"],
)
def test_a_failure_is_told_and_it_is_asked_again_later(
    desk: Desk, page: Answer | Raw, problem: EngineProblem | FetchProblem
) -> None:
    desk.answer([page, content("farmers fear drought below dam")])
    desk.begin()
    failed = desk.state()
    assert isinstance(failed.error, EngineError) and problem in {failed.error.problem, failed.error.fetch}
    assert failed.rests_s == 0.05
    assert "asked again in 1 minute; names stay as they are" in wording_report(failed)
    after = desk.state()
    assert after.error is None and after.worded + after.refused == 1
    assert desk.labels()[0] == (EGYPT, "")


def test_the_rest_grows_with_each_failure(desk: Desk) -> None:
    desk.answer([Answer(b"", 503), Answer(b"", 503), Answer(b"", 503), good_once(), Answer(b"", 503)])
    desk.begin()
    rests = [desk.state().rests_s for _ in range(5)]
    assert rests == [0.05, 0.1, 0.2, 0.0, 0.05]


def good_once() -> Answer:
    return content("Egypt rejects Tana dam")


def test_nothing_is_asked_while_a_sync_runs_and_what_is_asked_then_ends(desk: Desk) -> None:
    desk.answer(Answer(b"{", is_hanging=True, declared=9))
    desk.begin()
    desk.site.wait_for(1)
    desk.wordings.hear(SyncStarted(3))
    desk.answer(good)
    desk.wordings.hear(StoriesChanged(frozenset()))
    assert desk.site.requests[1:] == []
    desk.wordings.hear(DONE)
    assert desk.state() == WordingState(by(desk), worded=1)  # no failure was told


def test_a_computer_that_asks_to_be_spared_is(desk: Desk) -> None:
    looked = threading.Event()

    def is_sparing() -> bool:
        looked.set()
        return True

    desk.is_sparing = is_sparing
    desk.answer(good)
    desk.begin()
    assert looked.wait(WAIT_S)
    desk.close()
    assert desk.site.requests == []


def test_switched_off_every_take_has_its_own_label_again(desk: Desk) -> None:
    desk.answer(good)
    desk.begin()
    desk.state(), desk.state()
    desk.wordings.choose(EngineChoice())
    assert desk.state() == WordingState()
    desk.writer.submit(lambda _: ()).result()
    assert desk.labels() == [(EGYPT, ""), (FARMERS, "")]


def test_an_answer_that_comes_after_it_was_switched_off_is_dropped(desk: Desk) -> None:
    gate = threading.Event()

    def late(request: Request) -> Answer:
        desk.wordings.choose(EngineChoice())
        gate.set()
        return good(request)

    desk.answer(late)
    desk.begin()
    assert gate.wait(WAIT_S)
    desk.wordings.close()
    assert desk.labels() == [(EGYPT, ""), (FARMERS, "")]


def test_what_a_take_has_grown_from_keeps_its_words_and_another_model_is_asked_about_the_rest(
    desk: Desk, db: Connection
) -> None:
    desk.answer([content("Egypt rejects Tana dam outright"), content("nonsense")])
    desk.begin()
    desk.state(), desk.state()
    told = stores.new(7, "Kenya fills giant dam on Tana river", lead="", document=(), language="en")
    stores.add(db, told, key="JP/asahi")
    desk.keeper.group_all()
    assert story_takes.turn(db, STORY) is not None
    assert ("Egypt Rejects Tana Dam Outright", by(desk)) in desk.labels()  # though it is read only now
    desk.keeper.read_takes()
    told_now = {take.label: take for take in story_takes.takes(db, STORY)}
    egypt, farmers = told_now["Egypt Rejects Tana Dam Outright"], told_now[FARMERS]
    assert egypt.worded_by == by(desk)
    assert farmers.wording is not None and farmers.worded_by == ""
    desk.answer(content("farmers fear drought below dam"))
    desk.wordings.choose(replace(desk.choice, model="other"))
    assert desk.state() == WordingState()
    assert desk.state() == WordingState(by(desk).replace("m at", "other at"), worded=1)
    assert len(desk.site.requests) == 3 and FARMERS in str(asked(desk.site.requests[-1]))


def test_words_that_their_articles_have_lost_are_lost(desk: Desk, db: Connection) -> None:
    desk.answer(good)
    desk.begin()
    desk.state(), desk.state()
    desk.wordings.close()
    stories.correct(db, ArticleId(5), ArticleId(1), is_same=False)  # who said "rejects ... outright"
    desk.keeper.read_takes()
    assert ("Egypt Rejects Tana Dam Outright", by(desk)) not in desk.labels()


@pytest.mark.usefixtures("desk")
def test_a_take_that_is_another_one_meanwhile_is_left_alone(db: Connection) -> None:
    first, second = story_takes.takes(db, STORY)
    assert not story_takes.word(db, STORY, replace(first, voices=9), "Egypt Rejects Dam", "m")
    assert not story_takes.word(db, STORY, first, second.label.upper(), "m")
    assert not story_takes.word(db, StoryId(9), first, "Egypt Rejects Dam", "m")
    assert story_takes.takes(db, STORY) == (first, second)
