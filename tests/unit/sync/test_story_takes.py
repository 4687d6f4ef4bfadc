"""Takes are read when no article waits for its story any more, and stored for who shows them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.library.view import View
from desktop_app.model.article import ArticleId
from desktop_app.model.events import Event, StoriesChanged
from desktop_app.model.story import StoryId
from desktop_app.store import stories, story_takes
from desktop_app.store.writer import Urgency, Writer
from desktop_app.sync.grouping import group_waiting
from desktop_app.sync.story_keeper import READ, WORK, StoryKeeper
from desktop_app.sync.story_takes import read_waiting
from tests.support import stores
from tests.support.stores import NOW
from tests.unit.sync.conftest import ComputesHere

DAM = (
    ("JP/asahi", "Kenya opens giant dam on Tana river", "Kenya opened a giant dam on the Tana river on Monday."),
    ("JP/asahi", "Kenya opens giant dam on Tana river after ten years", "The giant dam took ten years to build."),
    ("CL/alba", "Giant dam on Tana river opened by Kenya", "Engineers from five countries built the giant dam."),
    ("EG/nil", "Egypt condemns Kenya's Tana dam", "Egypt condemned the Tana dam as a threat to its farmers."),
    ("EG/nil", "Egypt rejects Tana dam as Kenya opens it", "Egypt's president rejected the Tana dam outright."),
    ("CL/alba", "Farmers fear drought below Tana dam in Kenya", "Farmers fear drought once the giant dam is full."),
)
STORY = StoryId(1)


def dam_store(path: Path) -> Path:
    """A store with the story of the dam, not grouped yet."""
    with stores.store(path) as db:
        for number, (key, title, lead) in enumerate(DAM, 1):
            stores.add(db, stores.new(number, title, lead=lead, document=(), language="en"), key=key)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return dam_store(tmp_path / "overview.db")


def group(path: Path, db: sqlite3.Connection) -> None:
    while (grouped := group_waiting(str(path), NOW, 100)) is not None:
        assert stories.keep(db, grouped, NOW)


def test_the_keeper_reads_takes_when_all_is_grouped_and_tells(path: Path, db: sqlite3.Connection) -> None:
    told: list[Event] = []
    writer, worker = Writer(path, told.append), ComputesHere()
    keeper = StoryKeeper(path, lambda: worker, writer=writer, clock=lambda: NOW)
    keeper.begin()
    keeper.take_up()
    for _ in range(4):  # what the keeper gives the writer is done before what comes later
        writer.submit(lambda _: (), Urgency.LATER).result()
    keeper.close()
    writer.close()
    assert worker.asked == [WORK, WORK, READ, WORK, READ]
    assert not story_takes.is_waiting(db)
    assert told[-1] == StoriesChanged(frozenset(ArticleId(a) for a in (4, 5, 6)))


def test_what_is_stored_is_shown_and_what_is_not_is_read_now(path: Path, db: sqlite3.Connection) -> None:
    group(path, db)
    with closing(View(path, lambda: NOW)) as view:
        story = view.story_of(ArticleId(1))
        assert story is not None and story.take_changed is None and story.earlier == ()
        assert [take.members for take in story.takes] == [(4, 5), (6,)]
        box = view.takes_of(ArticleId(1))
        assert box is not None and box.takes == story.takes
        assert {row.id for row in box.others} == {2, 3, 4, 5, 6}
        (made,) = read_waiting(str(path), 100)
        assert story_takes.keep(db, made, NOW + 60)
        stored = view.story_of(ArticleId(1))
        assert stored is not None and stored.take_changed == NOW + 60
        assert (stored.takes, stored.current_take) == (story.takes, story.current_take)
        assert view.takes_of(ArticleId(1)) == box
        assert view.stories()[0].takes == tuple(take.label for take in story.takes)


def test_a_story_that_changed_since_is_read_once_until_it_changes_again(path: Path, db: sqlite3.Connection) -> None:
    group(path, db)
    with closing(View(path, lambda: NOW)) as view:
        first, again = view.takes_of(ArticleId(1)), view.takes_of(ArticleId(2))
        assert first is not None and again is not None
        assert first.takes[0] is again.takes[0]
        stories.correct(db, ArticleId(6), ArticleId(1), is_same=False)
        after = view.takes_of(ArticleId(1))
        assert after is not None and all(6 not in take.members for take in after.takes)


def test_an_article_alone_has_no_box(path: Path, db: sqlite3.Connection) -> None:
    stores.add(db, stores.new(9, "Turtles return to the beach", lead="", document=()))
    group(path, db)
    with closing(View(path, lambda: NOW)) as view:
        assert view.takes_of(ArticleId(7)) is None
        assert view.takes_of(ArticleId(99)) is None


def test_how_the_take_changed(path: Path, db: sqlite3.Connection) -> None:
    writer = Writer(path, lambda _: None)
    clock = [NOW]
    keeper = StoryKeeper(path, None, writer=writer, clock=lambda: clock[0])
    keeper.group_all()
    keeper.read_takes(StoryId(99))  # there is none
    keeper.read_takes()
    clock[0] += 3600
    stopped = "A court in Cairo stopped the giant dam on the Tana river on Friday, its judges said."
    for number, key in ((20, "CL/alba"), (21, "JP/asahi"), (22, "EG/nil"), (23, "JP/asahi")):
        title = f"Court in Cairo stops Kenya's giant dam on Tana river, paper {number} reports"
        told = stores.new(number, title, lead=stopped, document=(), language="en", published=NOW + 1800 + number)
        stores.add(db, told, key=key)
    keeper.group_all()
    story = stories.story_of(db, ArticleId(1))
    assert story is not None
    with closing(View(path, lambda: NOW)) as view:
        now = view.story(story)
        assert now is not None and now.take_changed is None and len(now.earlier) == 1
        keeper.read_takes(story)
        page = view.story(story)
    writer.close()
    assert page is not None
    assert page.take_changed == NOW + 3600
    assert any(told.quote.sentence == stopped for told in page.current_take)
    (before,) = page.earlier
    assert before.since == NOW and before.told and stopped not in {told.quote.sentence for told in before.told}
