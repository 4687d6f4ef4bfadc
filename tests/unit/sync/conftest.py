from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from desktop_app.sync.grouping import group_waiting
from desktop_app.sync.story_keeper import READ, WORK
from desktop_app.sync.story_takes import read_waiting


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
