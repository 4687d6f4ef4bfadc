from __future__ import annotations

from desktop_app.model.outlet import FeedId
from desktop_app.store.feeds import StoredFeed
from desktop_app.sync.slow_start import LOOK_S, PROBES, SlowStart
from tests.support.stores import NOW
from tests.unit.sync.test_schedule import feed


def due(number: int, *, hosts: int = 1_000, failing: int = 0) -> list[StoredFeed]:
    """So many feeds on so many hosts; the first of them are failing."""
    return [
        feed(id=FeedId(i), url=f"https://h{i % hosts}.example/{i}", failures=int(i < failing)) for i in range(number)
    ]


def test_without_a_reason_all_may_be_asked() -> None:
    assert SlowStart().take(due(200)) == due(200)


def test_after_sleep_a_few_and_then_four_times_as_many() -> None:
    start = SlowStart()
    assert not start.look(NOW)
    assert not start.look(NOW + 2 * LOOK_S)
    assert start.look(NOW + 8 * 3_600)
    waiting = due(200)
    waves = []
    while waiting:
        wave = start.take(waiting)
        waves.append(len(wave))
        waiting = [f for f in waiting if f not in wave]
        start.answered()
    assert waves == [3, 12, 48, 137]
    assert len(start.take(due(500))) == 500


def test_while_nobody_answers_only_a_few_are_asked() -> None:
    start = SlowStart()
    start.begin()
    for _ in range(5):
        assert len(start.take(due(200))) == PROBES
        start.begin()


def test_those_asked_first_are_of_different_hosts_and_sound() -> None:
    start = SlowStart()
    start.begin()
    assert [f.id for f in start.take(due(50, hosts=10, failing=4))] == [4, 5, 6]


def test_few_feeds_due_say_nothing_of_the_network() -> None:
    start = SlowStart()
    start.begin()
    assert len(start.take(due(2))) == 2
    assert len(start.take(due(200))) == PROBES


def test_a_clock_that_is_set_back_is_no_sleep() -> None:
    start = SlowStart()
    start.look(NOW)
    assert not start.look(NOW - 9_999)
