from __future__ import annotations

import pytest

from desktop_app.store.feeds import NO_MOVE, Move
from desktop_app.sync import moves
from tests.unit.sync.test_schedule import feed

OLD, NEW, NEWER = "https://a.example/feed", "https://b.example/feed", "https://c.example/feed"


@pytest.mark.parametrize(
    ("name", "move", "permanent_url", "expected"),
    [
        ("at home", NO_MOVE, "", NO_MOVE),
        ("it says that it has moved", NO_MOVE, NEW, Move("", NEW)),
        ("and there it is", Move("", NEW), "", Move(NEW)),
        ("it goes on from there", Move("", NEW), NEWER, Move("", NEWER)),
        ("it stays there", Move(NEW), "", Move(NEW)),
        ("it moves again", Move(NEW), NEWER, Move(NEW, NEWER)),
        ("and there it is too", Move(NEW, NEWER), "", Move(NEWER)),
        ("it moves back", Move(NEW), OLD, NO_MOVE),
    ],
)
def test_after_a_feed_came(name: str, move: Move, permanent_url: str, expected: Move) -> None:
    assert moves.after_success(feed(move=move), permanent_url) == expected, name


@pytest.mark.parametrize(
    ("name", "move", "problem", "expected"),
    [
        ("at home", NO_MOVE, "not found", NO_MOVE),
        ("where it said, nothing answers", Move("", NEW), "connect", NO_MOVE),
        ("where it said, a page", Move(NEW, NEWER), "not a feed", Move(NEW)),
        ("it has moved, and is silent", Move(NEW), "timeout", Move(NEW)),
        ("it has moved, and is gone", Move(NEW), "gone", NO_MOVE),
        ("it has moved, and is lost", Move(NEW), "not found", NO_MOVE),
    ],
)
def test_after_none_came(name: str, move: Move, problem: str, expected: Move) -> None:
    assert moves.after_failure(feed(move=move), problem) == expected, name


@pytest.mark.parametrize(
    ("move", "address"), [(NO_MOVE, OLD), (Move("", NEW), NEW), (Move(NEW), NEW), (Move(NEW, NEWER), NEWER)]
)
def test_where_to_ask(move: Move, address: str) -> None:
    assert feed(move=move).address == address
