"""What is opened is put into English by the engine that the user chose, and by what is installed where that fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from desktop_app.model.article import Translation
from desktop_app.model.document import Mark, Paragraph
from desktop_app.model.engines import DEEPL, NONE, EngineChoice
from desktop_app.model.errors import EngineError, EngineProblem, SecretsError, SecretsProblem
from desktop_app.model.events import EngineFailed, Event, LanguagesChanged, TranslationGrew
from desktop_app.store import marks, memory, translations
from desktop_app.store.connection import open_reader
from desktop_app.sync.outside import RESTS_LONG_S, RESTS_S, Outside
from desktop_app.sync.translating import TranslatingOptions
from tests.support.engines import Loud
from tests.support.stores import text
from tests.support.translating import WAIT_S, Desk, MakeDesk, of

ENGINE = "Loud at loud.example"
CHOICE = EngineChoice(DEEPL)


class Chosen:
    """An engine that was chosen, on a clock that is set by hand."""

    def __init__(self) -> None:
        self.engine = Loud()
        self.now = 0.0
        self.made: list[EngineChoice] = []
        self.error: Exception | None = None
        self.outside = Outside(self._make, CHOICE, lambda: self.now)

    def _make(self, choice: EngineChoice) -> Loud:
        self.made.append(choice)
        if self.error is not None:
            raise self.error
        return self.engine


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


def opened(desk: Desk, number: int = 0) -> list[Event]:
    """Open an article and wait until all that can be done for it is; what happened."""
    desk.translating.begin()
    desk.translating.open(desk.ids[number])
    # it may be so before the first look
    return [*desk.until(lambda: desk.is_whole(number)), *desk.arrived()]


def translation(desk: Desk, number: int = 0) -> Translation:
    found = desk.article(number).translation
    assert found is not None
    return found


def failures(events: list[Event]) -> list[EngineProblem | SecretsProblem]:
    errors = [event.error for event in events if isinstance(event, EngineFailed)]
    return [error.problem for error in errors if isinstance(error, EngineError | SecretsError)]


def test_what_is_opened_is_translated_by_it_and_says_so(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), of(2, "pt"), outside=chosen.outside)
    seen = opened(desk)
    assert translation(desk) == Translation(
        "TITULO 1", "LEAD 1", text("EL TEXTO"), ENGINE, translation(desk).sentences, is_whole=True
    )
    assert [e.translation.engine for e in seen if isinstance(e, TranslationGrew)] == [ENGINE]
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])
    assert [s for asked in chosen.engine.asked for s in asked] == ["titulo 1", "Lead 1", "el texto"]
    assert translation(desk, 1).engine == "upper pt"
    assert chosen.made == [CHOICE]


def test_lists_and_what_is_ahead_stay_on_this_computer(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), of(2, "pt"), options=TranslatingOptions(is_ahead=True), outside=chosen.outside)
    desk.write(lambda db: marks.set_starred(db, (desk.ids[1],), 1))
    desk.translating.look_at(desk.ids)
    desk.translating.begin()
    desk.until(lambda: desk.is_whole(1))
    desk.work_off()
    desk.translating.translate_article(desk.ids[0])
    assert chosen.made == [] and chosen.engine.asked == []
    assert {translation(desk, n).engine for n in (0, 1)} == {"upper pt"}


def test_without_a_choice_nobody_is_asked(make_desk: MakeDesk, chosen: Chosen) -> None:
    chosen.outside.choose(EngineChoice(NONE))
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    opened(desk)
    assert (translation(desk).engine, chosen.made) == ("upper pt", [])


def test_what_was_translated_here_is_translated_by_it_when_it_is_opened(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    desk.translating.translate_article(desk.ids[0])
    assert translation(desk).engine == "upper pt"
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    desk.until(lambda: translation(desk).engine == ENGINE)
    desk.translating.open(desk.ids[0])
    desk.translating.close()
    assert len([s for asked in chosen.engine.asked for s in asked]) == 3


def test_languages_that_only_it_knows_are_translated_too(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    desk.upper.known = set()
    opened(desk)
    assert translation(desk).engine == ENGINE


def test_what_the_user_reads_is_sent_nowhere(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), of(2, "en"), outside=chosen.outside, options=TranslatingOptions(frozenset({"pt"})))
    desk.translating.begin()
    for article in desk.ids:
        desk.translating.open(article)
    desk.translating.on_event(LanguagesChanged())
    desk.translating.close()
    assert chosen.made == [] and desk.upper.asked == []


def test_its_sentences_are_remembered_by_who_made_them(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt", "o mesmo texto"), of(2, "pt", "o mesmo texto"), outside=chosen.outside)
    opened(desk)
    desk.translating.open(desk.ids[1])
    desk.until(lambda: desk.is_whole(1))
    asked = [s for asked in chosen.engine.asked for s in asked]
    assert asked.count("o mesmo texto") == 1
    with closing(open_reader(desk.path)) as db:
        assert memory.find(db, [memory.key("pt", "loud", "o mesmo texto")])
        assert not memory.find(db, [memory.key("pt", "other", "o mesmo texto")])


def test_what_cannot_be_right_stays_in_its_own_language_marked(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt", "Foram 250 pessoas. Outra frase."), outside=chosen.outside)
    chosen.engine.forgets = "250"
    opened(desk)
    (paragraph,) = translation(desk).document
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.marks) for run in paragraph.runs] == [
        ("Foram 250 pessoas.", Mark.KEPT),
        (" OUTRA FRASE.", Mark(0)),
    ]


def test_a_sentence_that_was_refused_is_not_asked_for(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt", "Uma frase. Outra frase."), outside=chosen.outside)
    desk.write(lambda db: memory.put_bad(db, memory.refusal("pt", "Uma frase.")))
    opened(desk)
    assert "Uma frase." not in [s for asked in chosen.engine.asked for s in asked]


@pytest.mark.parametrize(
    ("error", "rests_s"),
    [
        (EngineError(EngineProblem.AWAY), RESTS_S),
        (EngineError(EngineProblem.QUOTA), RESTS_LONG_S),
        (EngineError(EngineProblem.LANGUAGE), 0),
    ],
)
def test_where_it_fails_what_is_installed_translates(
    make_desk: MakeDesk, chosen: Chosen, error: EngineError, rests_s: int
) -> None:
    desk = make_desk(of(1, "pt"), of(2, "pt"), of(3, "pt"), outside=chosen.outside)
    chosen.engine.error = error
    seen = opened(desk)
    assert failures(seen) == [error.problem]
    assert (translation(desk).engine, translation(desk).document) == ("upper pt", text("EL TEXTO"))
    chosen.engine.error = None
    desk.translating.open(desk.ids[1])
    desk.until(lambda: desk.is_whole(1))
    assert translation(desk, 1).engine == ("upper pt" if rests_s else ENGINE)
    chosen.now += rests_s
    desk.translating.open(desk.ids[2])
    desk.until(lambda: desk.is_whole(2))
    assert translation(desk, 2).engine == ENGINE


def test_a_failure_is_told_once_for_an_article_that_stays_open(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "sw"), of(2, "pt"), outside=chosen.outside)
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    seen = desk.until(lambda: desk.titles()[1] == "TITULO 2")
    while not failures(seen):  # told by a thread of its own
        seen.append(desk.events.get(timeout=WAIT_S))
    for _ in range(3):
        desk.translating.on_event(LanguagesChanged())
    desk.translating.close()
    while not desk.events.empty():
        seen.append(desk.events.get())
    assert failures(seen) == [EngineProblem.LANGUAGE]


@pytest.mark.parametrize(
    "error", [EngineError(EngineProblem.NO_KEY), SecretsError(SecretsProblem.REFUSED)], ids=["no key", "locked"]
)
def test_one_that_cannot_be_made_is_no_trouble(make_desk: MakeDesk, chosen: Chosen, error: Exception) -> None:
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    chosen.error = error
    assert failures(opened(desk)) == [error.problem]  # type: ignore[attr-defined]
    assert translation(desk).engine == "upper pt"
    assert len(chosen.made) == 1
    chosen.error = None
    chosen.outside.choose(CHOICE)  # with a key, say
    desk.translating.open(desk.ids[0])
    desk.until(lambda: translation(desk).engine == ENGINE)


LEAVE: dict[str, Callable[[Desk, Chosen], None]] = {
    "another is opened": lambda desk, _: desk.translating.open(desk.ids[1]),
    "none is": lambda desk, _: desk.translating.leave(),
    "another engine is chosen": lambda _, chosen: chosen.outside.choose(EngineChoice(NONE)),
}


@pytest.mark.parametrize("leave", LEAVE.values(), ids=LEAVE)
def test_what_nobody_waits_for_ends_and_is_no_failure(
    make_desk: MakeDesk, chosen: Chosen, leave: Callable[[Desk, Chosen], None]
) -> None:
    desk = make_desk(of(1, "pt"), of(2, "pt"), outside=chosen.outside)
    chosen.engine.gate = threading.Semaphore(0)
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    assert chosen.engine.begun.wait(WAIT_S)
    leave(desk, chosen)
    chosen.engine.gate.release(100)
    seen = desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])
    assert failures(seen) == []


def test_headlines_do_not_wait_for_its_answer(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), of(2, "pt"), outside=chosen.outside)
    chosen.engine.gate = threading.Semaphore(0)
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    assert chosen.engine.begun.wait(WAIT_S)
    desk.translating.look_at(desk.ids)
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])  # by what is installed, meanwhile
    assert not desk.is_whole(0)
    chosen.engine.gate.release(100)
    desk.until(lambda: desk.is_whole(0))
    assert translation(desk).engine == ENGINE


def test_what_is_opened_before_the_beginning_is_asked_for_too(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    desk.translating.open(desk.ids[0])
    desk.translating.begin()
    desk.until(lambda: desk.is_whole(0))
    assert translation(desk).engine == ENGINE


def test_the_end_of_the_program_does_not_wait_for_it(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt"), outside=chosen.outside)
    chosen.engine.gate = threading.Semaphore(0)
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    assert chosen.engine.begun.wait(WAIT_S)
    desk.translating.close()
    assert chosen.engine.is_closed


def test_a_bad_sentence_is_made_again_by_it(make_desk: MakeDesk, chosen: Chosen) -> None:
    desk = make_desk(of(1, "pt", "Uma frase. Outra frase."), outside=chosen.outside)
    opened(desk)
    desk.write(lambda db: memory.put_bad(db, memory.refusal("pt", "Uma frase.")))
    desk.write(lambda db: translations.make_again(db, desk.ids[0]))
    desk.translating.open(desk.ids[0])
    desk.until(lambda: _has_kept(desk))
    assert translation(desk).engine == ENGINE


def _has_kept(desk: Desk) -> bool:
    (paragraph,) = translation(desk).document
    return isinstance(paragraph, Paragraph) and any(run.marks & Mark.KEPT for run in paragraph.runs)
