from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop_app.library.view import View
from desktop_app.model.errors import OverviewError, StoreError, StoreProblem, UsageError
from desktop_app.ui.tasks import Tasks
from tests.support.stores import NOW, store


class FakeLibrary:
    """Gives views of a small store."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.views: list[View] = []
        self.trouble: OverviewError | None = None

    def view(self) -> View:
        if self.trouble is not None:
            raise self.trouble
        made = View(self.database, lambda: float(NOW))
        self.views.append(made)
        return made


class Answers:
    """Writes down what is answered, and on which thread."""

    def __init__(self) -> None:
        self.given: list[object] = []
        self.failed: list[OverviewError] = []
        self.threads: set[bool] = set()

    def success(self, answer: object) -> None:
        self.given.append(answer)
        self.threads.add(QThread.isMainThread())

    def failure(self, error: OverviewError) -> None:
        self.failed.append(error)
        self.threads.add(QThread.isMainThread())


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    with store(tmp_path / "a.db"):
        pass
    return FakeLibrary(tmp_path / "a.db")


@pytest.fixture
def tasks(library: FakeLibrary, qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    tasks = Tasks(library)  # type: ignore[arg-type]
    yield tasks
    tasks.close()


@pytest.fixture
def answers() -> Answers:
    return Answers()


def endless(view: View) -> object:
    return view._db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    ).fetchone()


def test_an_answer_comes_to_the_thread_that_draws(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    tasks.run(lambda view: (view.is_empty(), QThread.isMainThread()), answers.success, "search")
    qtbot.waitUntil(lambda: answers.given == [(True, False)])
    assert answers.threads == {True}


def test_an_expected_error_is_told(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    error = UsageError("no")

    def fail(_view: View) -> object:
        raise error

    tasks.run(fail, answers.success, "search", answers.failure)
    qtbot.waitUntil(lambda: answers.failed == [error])
    assert (answers.given, answers.threads) == ([], {True})


def test_an_error_that_nobody_waits_for_is_in_the_log(
    tasks: Tasks, answers: Answers, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_view: View) -> object:
        raise UsageError("no")

    tasks.run(fail, answers.success, "search")
    qtbot.waitUntil(lambda: "question failed error=no" in caplog.text)


def test_a_bug_is_logged_and_the_next_question_answered(
    tasks: Tasks, answers: Answers, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    tasks.run(lambda _: 1 // 0, answers.success, "search")
    tasks.run(lambda _: "next", answers.success, "other")
    qtbot.waitUntil(lambda: answers.given == ["next"])
    assert [r.getMessage() for r in caplog.records] == ["task failed group=search"]
    assert caplog.records[0].exc_info is not None


def test_a_newer_question_ends_the_older_one(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    began = threading.Event()

    def runaway(view: View) -> object:
        began.set()
        return endless(view)

    tasks.run(runaway, answers.success, "search")
    assert began.wait(20)
    for number in range(50):
        tasks.run(lambda _, n=number: n, answers.success, "search")  # type: ignore[misc]
    qtbot.waitUntil(lambda: bool(answers.given))
    assert answers.given == [49]


def test_a_question_of_another_group_waits_its_turn(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    go_on, began = threading.Event(), threading.Event()

    def slow(view: View) -> object:
        began.set()
        go_on.wait(20)
        return view.is_empty()

    tasks.run(slow, answers.success, "ids")
    assert began.wait(20)
    tasks.run(lambda _: "second", answers.success, "search")
    go_on.set()
    qtbot.waitUntil(lambda: answers.given == [True, "second"])


def test_an_answer_that_came_too_late_is_dropped(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    done = threading.Event()

    def quick(_view: View) -> object:
        done.set()
        return "old"

    tasks.run(quick, answers.success, "search")
    assert done.wait(20)
    tasks.run(lambda _: "new", answers.success, "search")  # before the old answer is fetched from the thread
    qtbot.waitUntil(lambda: bool(answers.given))
    assert answers.given == ["new"]


def test_a_store_that_cannot_be_opened_is_told_to_each(
    library: FakeLibrary, tasks: Tasks, answers: Answers, qtbot: QtBot
) -> None:
    library.trouble = StoreError(StoreProblem.UNREADABLE)
    for group in ("search", "ids"):
        tasks.run(lambda view: view.is_empty(), answers.success, group, answers.failure)
    qtbot.waitUntil(lambda: len(answers.failed) == 2)
    library.trouble = None
    tasks.run(lambda view: view.is_empty(), answers.success, "search", answers.failure)
    qtbot.waitUntil(lambda: answers.given == [True])


def test_closing_ends_what_runs_and_answers_nobody(library: FakeLibrary, answers: Answers, qtbot: QtBot) -> None:
    tasks = Tasks(library)  # type: ignore[arg-type]
    began = threading.Event()

    def runaway(view: View) -> object:
        began.set()
        return endless(view)

    tasks.run(runaway, answers.success, "search", answers.failure)
    tasks.run(lambda _: "waiting", answers.success, "other")
    assert began.wait(20)
    tasks.close()
    qtbot.wait(1)
    assert (answers.given, answers.failed) == ([], [])
    with pytest.raises(sqlite3.ProgrammingError):
        library.views[0].is_empty()  # the view was closed too


def test_closing_what_was_never_asked(library: FakeLibrary, qtbot: QtBot) -> None:
    del qtbot
    Tasks(library).close()  # type: ignore[arg-type]


def test_what_is_asked_while_held_is_answered_after_it(tasks: Tasks, library: FakeLibrary, qtbot: QtBot) -> None:
    answers = Answers()
    tasks.hold()
    tasks.run(lambda _view: 1, answers.success, "one")
    tasks.run(lambda _view: 2, answers.success, "two")
    assert library.views == []
    tasks.resume()
    qtbot.waitUntil(lambda: answers.given == [1, 2])


def test_what_is_not_urgent_comes_after_what_is(tasks: Tasks, answers: Answers, qtbot: QtBot) -> None:
    tasks.run(lambda _: "the rest", answers.success, "rest", is_urgent=False)
    tasks.run(lambda _: "the list", answers.success, "list")
    qtbot.waitUntil(lambda: len(answers.given) == 2)
    assert answers.given == ["the list", "the rest"]


def test_what_is_not_urgent_is_not_asked_when_the_user_has_moved_on(
    tasks: Tasks, answers: Answers, qtbot: QtBot
) -> None:
    asked: list[int] = []
    for number in range(3):
        tasks.run(lambda _, n=number: asked.append(n), answers.success, "rest", is_urgent=False)  # type: ignore[misc]
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [2]
