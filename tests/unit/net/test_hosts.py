from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.net.hosts import HostQueue, host_of

SPACING_S = 1.0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.com/feed", "example.com"),
        ("https://example.com/other", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://example.com:8080/", "example.com:8080"),
        ("http://[::1]:81/", "::1:81"),
        ("nothing", ""),
        ("http://a:b/", "http://a:b/"),
    ],
)
def test_host_of(url: str, expected: str) -> None:
    assert host_of(url) == expected


def test_first_come_first_served_within_a_priority() -> None:
    queue: HostQueue[str] = HostQueue(SPACING_S)
    for task, priority in (("a", 2), ("b", 1), ("c", 2), ("d", 1)):
        queue.add(task, task, priority)
    assert [queue.take(0) for _ in range(5)] == ["b", "d", "a", "c", None]


def test_one_at_a_time_with_a_pause() -> None:
    queue: HostQueue[str] = HostQueue(SPACING_S)
    queue.add("a1", "a", 0)
    queue.add("a2", "a", 0)
    assert queue.take(10) == "a1"
    assert queue.take(10) is None
    assert queue.next_ready_at() is None  # nothing to wait for but the end of a1
    queue.done("a", 20)
    assert queue.next_ready_at() == 21
    assert queue.take(20.9) is None
    assert queue.take(21) == "a2"


def test_the_pause_is_kept_for_what_comes_later() -> None:
    queue: HostQueue[str] = HostQueue(SPACING_S)
    queue.add("a1", "a", 0)
    queue.take(0)
    queue.done("a", 0)
    queue.add("a2", "a", 0)
    assert queue.take(0.5) is None
    assert queue.next_ready_at() == 1
    assert queue.take(1) == "a2"


def test_a_country_is_opened() -> None:
    queue: HostQueue[str] = HostQueue(SPACING_S)
    for task in ("cl1", "fr1", "cl2", "fr2"):
        queue.add(task, task, 5)
    queue.promote(lambda task: task.startswith("fr"), 0)
    assert [queue.take(0) for _ in range(4)] == ["fr1", "fr2", "cl1", "cl2"]


def test_what_is_removed_does_not_come() -> None:
    queue: HostQueue[str] = HostQueue(SPACING_S)
    for task in ("a1", "a2", "b1"):
        queue.add(task, task[0], 0)
    assert sorted(queue.remove(lambda task: task.endswith("1"))) == ["a1", "b1"]
    assert len(queue) == 1
    assert queue.free_hosts() == 1
    assert queue.take(0) == "a2"
    assert queue.next_ready_at() is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=60))
def test_all_come_in_the_end_and_none_twice(tasks: list[tuple[int, int]]) -> None:
    queue: HostQueue[int] = HostQueue(SPACING_S)
    for number, (host, priority) in enumerate(tasks):
        queue.add(number, str(host), priority)
    now, taken = 0.0, []
    while len(queue):
        task = queue.take(now)
        if task is None:
            ready_at = queue.next_ready_at()
            assert ready_at is not None and ready_at > now
            now = ready_at
            continue
        taken.append(task)
        queue.done(str(tasks[task][0]), now)
    assert sorted(taken) == list(range(len(tasks)))


class AgainstASimpleOne(RuleBasedStateMachine):
    """The same rules, said by looking at every task each time."""

    def __init__(self) -> None:
        super().__init__()
        self.queue: HostQueue[int] = HostQueue(SPACING_S)
        self.waiting: list[tuple[int, int, str]] = []  # priority, task (numbered as they come), host
        self.busy: set[str] = set()
        self.free_at: dict[str, float] = {}
        self.now = 0.0
        self.arrivals = 0

    def _free(self) -> list[tuple[int, int, str]]:
        return [
            entry for entry in self.waiting if entry[2] not in self.busy and self.free_at.get(entry[2], 0) <= self.now
        ]

    @rule(host=st.sampled_from("abc"), priority=st.integers(0, 2))
    def add(self, host: str, priority: int) -> None:
        self.queue.add(self.arrivals, host, priority)
        self.waiting.append((priority, self.arrivals, host))
        self.arrivals += 1

    @rule()
    def take(self) -> None:
        task = self.queue.take(self.now)
        free = self._free()
        if not free:
            assert task is None
            return
        expected = min(free)
        assert task == expected[1]
        self.waiting.remove(expected)
        self.busy.add(expected[2])

    @precondition(lambda self: self.busy)
    @rule(data=st.data())
    def done(self, data: st.DataObject) -> None:
        host = data.draw(st.sampled_from(sorted(self.busy)))
        self.queue.done(host, self.now)
        self.busy.remove(host)
        self.free_at[host] = self.now + SPACING_S

    @rule(seconds=st.sampled_from([0.25, 0.5, 1.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(remainder=st.integers(0, 2), priority=st.integers(0, 2))
    def promote(self, remainder: int, priority: int) -> None:
        self.queue.promote(lambda task: task % 3 == remainder, priority)
        self.waiting = [(priority if task % 3 == remainder else old, task, host) for old, task, host in self.waiting]

    @rule(remainder=st.integers(0, 4))
    def remove(self, remainder: int) -> None:
        removed = self.queue.remove(lambda task: task % 5 == remainder)
        assert sorted(removed) == sorted(task for _, task, _ in self.waiting if task % 5 == remainder)
        self.waiting = [entry for entry in self.waiting if entry[1] % 5 != remainder]

    @invariant()
    def says_what_waits_and_when(self) -> None:
        assert len(self.queue) == len(self.waiting)
        can_go = {host for _, _, host in self.waiting} - self.busy
        assert self.queue.free_hosts() == len(can_go)
        ready_at = self.queue.next_ready_at()
        if not can_go:
            assert ready_at is None
            return
        assert ready_at is not None
        assert max(ready_at, self.now) == max(min(self.free_at.get(host, 0) for host in can_go), self.now)


TestAgainstASimpleOne = AgainstASimpleOne.TestCase


def test_the_users_own_server_needs_no_rest() -> None:
    queue: HostQueue[str] = HostQueue(10.0, lambda host: host.startswith("127."))
    for task in ("one", "two"):
        queue.add(task, "127.0.0.1:8000", 0)
    assert queue.take(0.0) == "one"
    assert queue.take(0.0) is None  # one request at a time there too
    queue.done("127.0.0.1:8000", 0.0)
    assert queue.take(0.0) == "two"
