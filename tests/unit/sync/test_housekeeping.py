from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.events import ArticlesChanged, Event
from desktop_app.store import articles, marks, search
from desktop_app.store.search import AT_ONCE
from desktop_app.store.writer import Urgency, Writer
from desktop_app.sync.housekeeping import PRUNE_AT_ONCE, Housekeeper
from tests.support.stores import COUNTRIES, NOW, OUTLETS, add, new, store


class Store:
    """A writer with a housekeeper."""

    def __init__(self, folder: Path) -> None:
        with store(folder / "a.db"):
            pass
        self.events: list[Event] = []
        self.file = folder / "user.jsonl"
        self.writer = Writer(folder / "a.db", self.events.append)
        self.keeper = Housekeeper(self.writer, self.file, lambda _: None)

    def run(self, call: Callable[[sqlite3.Connection], object], urgency: Urgency = Urgency.SYNC) -> list[object]:
        found: list[object] = []

        def job(db: sqlite3.Connection) -> tuple[Event, ...]:
            found.append(call(db))
            return ()

        self.writer.submit(job, urgency).result()
        return found

    def settle(self) -> None:
        """Everything of the lowest urgency is done."""
        self.run(lambda _: None, Urgency.CLOSE)

    def count(self, table: str) -> int:
        (number,) = self.run(lambda db: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        assert isinstance(number, int)
        return number


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.keeper.stop()
    made.writer.close()


def test_the_index_follows_to_the_end(kept: Store) -> None:
    assert len(COUNTRIES) == len(OUTLETS)
    kept.run(lambda db: add(db, *(new(i, "water") for i in range(3 * AT_ONCE + 1))))
    for _ in range(5):
        kept.keeper.index()
    kept.settle()
    assert kept.count("search_todo") == 0
    assert kept.count("search WHERE search MATCH 'water'") == 3 * AT_ONCE + 1
    kept.run(lambda db: add(db, new(999, "fire")))  # and takes up again
    kept.keeper.index()
    kept.settle()
    assert kept.count("search WHERE search MATCH 'fire'") == 1


def test_the_user_gets_in_between(kept: Store) -> None:
    kept.run(lambda db: add(db, *(new(i) for i in range(3 * AT_ONCE))))
    gate = threading.Event()
    left: list[int] = []
    kept.writer.submit(lambda _: (gate.wait(10), ())[1])
    kept.keeper.index()

    def look(db: sqlite3.Connection) -> tuple[Event, ...]:
        left.append(db.execute("SELECT count(*) FROM search_todo").fetchone()[0])
        return ()

    done = kept.writer.submit(look, Urgency.USER)
    gate.set()
    done.result()
    assert left == [3 * AT_ONCE]


def test_nothing_follows_after_stop(kept: Store) -> None:
    kept.run(lambda db: add(db, *(new(i) for i in range(5 * AT_ONCE))))
    gate = threading.Event()
    kept.writer.submit(lambda _: (gate.wait(10), ())[1])
    kept.keeper.index()
    kept.keeper.stop()
    gate.set()
    kept.settle()
    assert kept.count("search_todo") == 4 * AT_ONCE
    kept.keeper.index()
    kept.keeper.copy_marks()
    kept.keeper.prune(NOW * 2)
    kept.settle()
    assert kept.count("search_todo") == 4 * AT_ONCE


def test_pruning_goes_on_in_small_pieces_and_is_told(kept: Store) -> None:
    kept.run(lambda db: add(db, *(new(i) for i in range(2 * PRUNE_AT_ONCE + 5)), at=NOW - 9))
    kept.run(lambda db: add(db, new(999)))
    kept.keeper.prune(NOW - 1)
    kept.settle()
    assert kept.count("article") == 1
    assert [type(e) for e in kept.events] == [ArticlesChanged] * 3
    kept.keeper.prune(NOW - 1)
    kept.settle()
    assert len(kept.events) == 3


def test_marks_reach_the_plain_copy(kept: Store) -> None:
    kept.run(lambda db: add(db, *(new(i) for i in range(1_100))))
    kept.run(lambda db: marks.set_read(db, [ArticleId(i) for i in range(1, 1_101)], NOW))
    kept.keeper.copy_marks()
    kept.settle()
    assert len(kept.file.read_bytes().splitlines()) == 1_100
    assert kept.count("user_copy_todo") == 0


def test_tidying_up_takes_over_what_an_earlier_run_left(kept: Store) -> None:
    kept.run(lambda db: add(db, *(new(i) for i in range(100))))
    kept.run(lambda db: marks.set_starred(db, [ArticleId(1)], NOW))
    kept.keeper.tidy()
    kept.settle()
    assert (kept.count("search_todo"), kept.count("user_copy_todo")) == (0, 0)
    assert kept.run(articles.total) == [100]


def test_what_was_stored_just_now_is_indexed_as_if_it_were_read(kept: Store) -> None:
    fresh = [new(i, f"word{i} ёж") for i in range(4)]
    (ids,) = kept.run(lambda db: add(db, *fresh))
    assert isinstance(ids, list)
    changed = replace(fresh[1], title="Changed", text_hash=fresh[1].text_hash + 1)
    kept.run(lambda db: articles.update(db, ids[1], changed, NOW))
    translation = Translation("Translated", "", (), "engine")
    kept.run(lambda db: articles.put_translation(db, ids[2], translation))
    kept.run(lambda db: db.execute("DELETE FROM article WHERE id = ?", (ids[3],)))
    kept.keeper.added(zip(ids, fresh, strict=True))
    kept.settle()
    assert kept.count("search WHERE search MATCH 'word0'") == 0  # not while the sync computes
    kept.keeper.index_added()
    kept.settle()
    for words, hits in (("word0", 1), ("Changed", 1), ("Translated", 1), ("word3", 0)):
        assert kept.count(f"search WHERE search MATCH '{words}'") == hits, words
    for i in ids[:3]:  # by the very text that went in
        kept.run(partial(search.forget, wanted=i))
    kept.run(lambda db: db.execute("INSERT INTO search (search) VALUES ('integrity-check')"))
    assert kept.count("search WHERE search MATCH 'word0 OR Changed OR Translated OR еж'") == 0
