"""What waits is grouped and stored, in steps that a kill may fall between."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.events import Event, StoriesChanged
from desktop_app.store import stories, transfer, user_copy
from desktop_app.store.writer import Writer
from desktop_app.sync import grouping
from desktop_app.sync.grouping import group_waiting
from desktop_app.sync.story_keeper import StoryKeeper
from tests.support import stores
from tests.support.stores import DAY, NOW
from tests.unit.sync.conftest import ComputesHere

TITLES = (
    "Leaders of Arden and Brisk sign the Northern Pipeline accord",
    "Northern Pipeline accord signed by Arden and Brisk leaders",
    "Comet Tamarind passes the Earth at dawn",
    "Glacier lake above Tarn village bursts its dam",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "overview.db"
    with stores.store(path) as db:
        for number, title in enumerate(TITLES, 1):
            stores.add(db, stores.new(number, title, lead="", document=()), key="EG/nil" if number % 2 else "JP/asahi")
    return path


def group(path: Path, db: sqlite3.Connection, now: int = NOW, limit: int = 100) -> bool:
    """One step; whether there was something to do."""
    grouped = group_waiting(str(path), now, limit)
    return grouped is not None and stories.keep(db, grouped, now)


def stories_of(db: sqlite3.Connection, *articles: int) -> list[int | None]:
    return [stories.story_of(db, ArticleId(a)) for a in articles]


def test_articles_about_one_event_get_one_story(path: Path, db: sqlite3.Connection) -> None:
    assert group(path, db)
    one, other, *rest = stories_of(db, 1, 2, 3, 4)
    assert one == other and len({one, *rest}) == 3
    assert not group(path, db)


def test_the_next_start_goes_on_from_the_store(path: Path, db: sqlite3.Connection) -> None:
    group(path, db)
    before = stories_of(db, 1, 2, 3, 4)
    grouping._held.clear()  # another process
    stores.add(db, stores.new(5, "Arden, Brisk sign accord on Northern Pipeline", lead="", document=()))
    assert group(path, db)
    assert stories_of(db, 1, 2, 3, 4, 5) == [*before, before[0]]


def test_a_decision_that_was_not_stored_is_made_again(path: Path, db: sqlite3.Connection) -> None:
    assert group_waiting(str(path), NOW, 100) is not None  # and the program is killed, or the disk full
    assert group(path, db)
    one, other, *_ = stories_of(db, 1, 2)
    assert one == other is not None


def test_what_the_user_says_holds(path: Path, db: sqlite3.Connection) -> None:
    group(path, db)
    stories.correct(db, ArticleId(1), ArticleId(2), is_same=False)
    stories.correct(db, ArticleId(3), ArticleId(4), is_same=True)
    assert group(path, db)
    one, two, three, four = stories_of(db, 1, 2, 3, 4)
    assert one != two and three == four
    stores.add(db, stores.new(5, "Arden, Brisk sign accord on Northern Pipeline", lead="", document=()))
    assert group(path, db)
    assert stories_of(db, 1, 2, 3, 4) == [one, two, three, four]


def test_what_is_too_old_gets_no_company(path: Path, db: sqlite3.Connection) -> None:
    group(path, db)
    stores.add(db, stores.new(5, TITLES[0], lead="", document=()), at=NOW + 20 * DAY)
    assert group(path, db, NOW + 20 * DAY)
    assert stories_of(db, 5) != stories_of(db, 1)


def test_the_keeper_works_until_nothing_waits_and_tells(path: Path, db: sqlite3.Connection) -> None:
    told: list[Event] = []
    writer = Writer(path, told.append)
    worker = ComputesHere()
    keeper = StoryKeeper(path, lambda: worker, writer=writer, clock=lambda: NOW)
    keeper.take_up()
    assert not worker.asked  # not begun
    keeper.begin()
    keeper.take_up()
    keeper.close()
    writer.close()
    assert worker.is_closed
    assert told == [StoriesChanged(frozenset({ArticleId(a) for a in (1, 2, 3, 4)}))]
    assert not stories.is_waiting(db)


def test_a_command_groups_here(path: Path, db: sqlite3.Connection) -> None:
    writer = Writer(path, lambda _: None)
    StoryKeeper(path, None, writer=writer, clock=lambda: NOW).group_all()
    writer.close()
    assert not stories.is_waiting(db)


def test_what_the_user_says_is_in_the_plain_copy(db: sqlite3.Connection, tmp_path: Path) -> None:
    stories.correct(db, ArticleId(1), ArticleId(2), is_same=False)
    stories.correct(db, ArticleId(3), ArticleId(1), is_same=True)
    assert user_copy.write_waiting(db, tmp_path / "user.jsonl") == 3
    line = transfer.user_line(db, ArticleId(1))
    assert line is not None
    told = json.loads(line)
    assert (told["other_story"], told["same_story"]) == ([url(2)], [url(3)])
    db.execute("DELETE FROM story_correction")
    for article in (1, 2, 3):
        stories.restore_corrections(db, ArticleId(article), [url(2)], is_same=False)
    assert stories.corrections(db) == [(1, 2, False), (2, 3, False)]
    assert (
        stories.restore_corrections(db, ArticleId(1), [url(2), "https://gone.example/"], is_same=False) == frozenset()
    )


def url(number: int) -> str:
    return f"https://alba.example/{number}"
