"""Fixtures of the tests of the sync."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from desktop_app.model.article import NewArticle
from desktop_app.sync.grouping import group_waiting
from desktop_app.sync.story_keeper import READ, WORK
from desktop_app.sync.story_takes import read_waiting
from tests.support.translating import Desk, MakeDesk


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes stores in which articles wait for their English; they are closed in the end."""
    made: list[Desk] = []

    def make(*given: NewArticle, **more: object) -> Desk:
        made.append(Desk(tmp_path / "overview.db", *given, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """A second connection to the store that the test module makes."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


WORKS: dict[str, Callable[..., Any]] = {WORK: group_waiting, READ: read_waiting}


class ComputesHere:
    """A worker that computes at once, where it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_closed = False

    def submit(self, function: str, *arguments: Any) -> Future[Any]:
        self.asked.append(function)
        done: Future[Any] = Future()
        try:
            done.set_result(WORKS[function](*arguments))
        except OSError as e:
            done.set_exception(e)
        return done

    def close(self) -> None:
        self.is_closed = True
