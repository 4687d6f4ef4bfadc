from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, NotModified, Validators
from desktop_app.net.pool import FetchPool, Result
from tests.support.web import Answer, Raw, Site, serve
from tests.unit.net.support import QUICK, RSS, fetcher

WAIT_S = 10


@dataclass
class Gate:
    """A fetcher whose requests wait to be let through, one by one or all."""

    started: queue.Queue[str] = field(default_factory=queue.Queue)
    running: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    gates: dict[str, threading.Event] = field(default_factory=dict)
    is_open: bool = False
    is_closed: threading.Event = field(default_factory=threading.Event)

    def gate(self, url: str) -> threading.Event:
        return self.gates.setdefault(url, threading.Event())

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None
    ) -> Fetched | NotModified:
        self.threads.add(threading.current_thread().name)
        self.started.put(url)
        while not (self.is_open or self.gate(url).wait(0.005)):
            if self.is_closed.is_set() or (cancelled is not None and cancelled.is_set()):
                raise FetchError(url, FetchProblem.CANCELLED)
        if "bug" in url:
            raise ZeroDivisionError
        return Fetched(RSS, url, "", validators, len(RSS))

    def close(self) -> None:
        self.is_closed.set()

    def next_started(self) -> str:
        return self.started.get(timeout=WAIT_S)


@dataclass
class Deliveries:
    results: queue.Queue[tuple[str, Result]] = field(default_factory=queue.Queue)
    threads: set[str] = field(default_factory=set)

    def __call__(self, token: str, result: Result) -> None:
        self.threads.add(threading.current_thread().name)
        self.results.put((token, result))

    def take(self, number: int) -> dict[str, Result]:
        taken = [self.results.get(timeout=WAIT_S) for _ in range(number)]
        assert len({token for token, _ in taken}) == number, "delivered twice"
        return dict(taken)


def problems(results: dict[str, Result]) -> dict[str, FetchProblem | None]:
    return {token: r.problem if isinstance(r, FetchError) else None for token, r in results.items()}


@contextmanager
def pool(gate: Gate, deliver: Callable[[str, Result], None], threads: int = 24) -> Iterator[FetchPool[str]]:
    pool: FetchPool[str] = FetchPool(gate, deliver, threads=threads, spacing_s=0.0)
    try:
        yield pool
    finally:
        pool.close()


def submit(pool: FetchPool[str], *urls: str, priority: int = 1) -> None:
    for url in urls:
        pool.submit(url, url, NO_VALIDATORS, priority)


def test_results_come_on_fetch_threads() -> None:
    gate, deliveries = Gate(is_open=True), Deliveries()
    with pool(gate, deliveries) as fetches:
        fetches.submit("token", "http://a/", Validators('"1"'), 0)
        assert deliveries.take(1) == {"token": Fetched(RSS, "http://a/", "", Validators('"1"'), len(RSS))}
    assert deliveries.threads == {"fetch-1"}


def test_no_more_threads_than_hosts() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries) as fetches:
        submit(fetches, *(f"http://a/{i}" for i in range(9)), *(f"http://b/{i}" for i in range(9)))
        assert {gate.next_started(), gate.next_started()} == {"http://a/0", "http://b/0"}
        gate.is_open = True
        deliveries.take(18)
    assert len(gate.threads) <= 3


def test_no_more_threads_than_allowed() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries, threads=3) as fetches:
        submit(fetches, *(f"http://{i}/" for i in range(9)))
        for _ in range(3):
            gate.next_started()
        assert gate.started.empty()
        gate.is_open = True
        deliveries.take(9)
    assert len(gate.threads) <= 4  # one more watches while three wait for servers


def test_one_request_at_a_time_to_a_host() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries) as fetches:
        submit(fetches, "http://a/1", "https://a/2", "http://b/1")
        assert {gate.next_started(), gate.next_started()} == {"http://a/1", "http://b/1"}
        gate.gate("http://b/1").set()
        deliveries.take(1)
        assert gate.started.empty()
        gate.gate("http://a/1").set()
        assert gate.next_started() == "https://a/2"
        gate.is_open = True
        deliveries.take(2)


def test_priorities_and_promotion() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries, threads=1) as fetches:
        submit(fetches, "http://first/")
        assert gate.next_started() == "http://first/"
        submit(fetches, "http://low/", priority=9)
        submit(fetches, "http://high/", priority=1)
        submit(fetches, "http://opened/", priority=9)
        fetches.promote(lambda token: token == "http://opened/", 0)
        gate.is_open = True
        gate.gate("http://first/").set()
        assert [gate.next_started() for _ in range(3)] == ["http://opened/", "http://high/", "http://low/"]
        deliveries.take(4)


def test_a_bug_is_delivered_and_the_others_go_on() -> None:
    gate, deliveries = Gate(is_open=True), Deliveries()
    with pool(gate, deliveries, threads=1) as fetches:
        submit(fetches, "http://bug/", "http://a/")
        results = deliveries.take(2)
    assert isinstance(results["http://bug/"], ZeroDivisionError)
    assert isinstance(results["http://a/"], Fetched)


def test_cancel_all_ends_what_runs_and_what_waits_but_not_what_comes_later() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries, threads=1) as fetches:
        submit(fetches, "http://runs/", "http://waits/", "http://runs/2")
        gate.next_started()
        fetches.cancel_all()
        cancelled = FetchProblem.CANCELLED
        assert problems(deliveries.take(3)) == dict.fromkeys(
            ["http://runs/", "http://waits/", "http://runs/2"], cancelled
        )
        gate.is_open = True
        submit(fetches, "http://runs/")
        assert problems(deliveries.take(1)) == {"http://runs/": None}


def test_close_delivers_everything_once() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries, threads=2) as fetches:
        submit(fetches, *(f"http://{i}/" for i in range(9)))
        gate.next_started()
        fetches.close()
        submit(fetches, "http://late/")
        assert set(problems(deliveries.take(10)).values()) == {FetchProblem.CANCELLED}
    assert deliveries.results.empty()


def test_idle_is_said_when_nothing_is_left() -> None:
    gate, deliveries = Gate(), Deliveries()
    idle = threading.Semaphore(0)
    fetches: FetchPool[str] = FetchPool(gate, deliveries, spacing_s=0.0, idle=idle.release)
    submit(fetches, "http://a/1", "http://a/2", "http://b/1")
    gate.gate("http://a/1").set()
    deliveries.take(1)
    assert not idle.acquire(blocking=False)
    gate.is_open = True
    deliveries.take(2)
    assert idle.acquire(timeout=WAIT_S)
    fetches.close()
    assert not idle.acquire(blocking=False)


def test_the_pause_between_two_requests_to_a_host_ends() -> None:
    gate, deliveries = Gate(is_open=True), Deliveries()
    fetches: FetchPool[str] = FetchPool(gate, deliveries, threads=3, spacing_s=0.02)
    submit(fetches, *(f"http://{host}/{i}" for host in "ab" for i in range(3)))
    deliveries.take(6)
    fetches.close()


def test_close_does_not_wait_for_a_fetcher_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.net.pool._LONGEST_CLOSE_S", 0.05)
    release = threading.Event()

    class Deaf(Gate):
        def fetch(
            self,
            url: str,
            validators: Validators,
            *,
            cancelled: threading.Event | None = None,  # noqa: ARG002
        ) -> Fetched | NotModified:
            self.started.put(url)
            release.wait()
            return NotModified(validators)

    gate, deliveries = Deaf(), Deliveries()
    fetches: FetchPool[str] = FetchPool(gate, deliveries, threads=1)
    submit(fetches, "http://deaf/", "http://waits/")
    gate.next_started()
    fetches.close()
    assert problems(deliveries.take(1)) == {"http://waits/": FetchProblem.CANCELLED}
    release.set()
    assert problems(deliveries.take(1)) == {"http://deaf/": None}


def test_with_real_requests(site: Site) -> None:
    """Two sites, one of which hangs: the other's feeds all come over one connection, and closing does not wait."""
    deliveries = Deliveries()
    with serve() as hanging:
        hanging["/feed"] = Raw(b"", is_hanging=True)
        http = fetcher(replace(QUICK, read_s=600, total_s=600))
        fetches: FetchPool[str] = FetchPool(http, deliveries, spacing_s=0.0, idle=http.rest)
        fetches.submit("hanging", hanging.url("/feed"), NO_VALIDATORS, 0)
        for i in range(12):
            site[f"/{i}"] = Answer(RSS)
            fetches.submit(str(i), site.url(f"/{i}"), NO_VALIDATORS, 0)
        results = deliveries.take(12)
        hanging.wait_for(1)
        fetches.close()
        assert problems(deliveries.take(1)) == {"hanging": FetchProblem.CANCELLED}
    assert all(isinstance(result, Fetched) for result in results.values())
    assert site.most_at_once == 1
    assert site.connections == 1


def test_what_somebody_waits_for_need_not_wait_for_servers_that_hang() -> None:
    """Two threads hang; what is urgent is asked all the same, and nothing else is."""
    gate, deliver = Gate(), Deliveries()
    with pool(gate, deliver, threads=2) as fetching:
        for number in range(10):
            fetching.submit(f"old {number}", f"http://h{number}.example/", NO_VALIDATORS, 2)
        assert {gate.next_started() for _ in range(2)} == {"http://h0.example/", "http://h1.example/"}
        fetching.promote(lambda token: token == "old 7", 0)
        assert gate.next_started() == "http://h7.example/"
        fetching.submit("new", "http://new.example/", NO_VALIDATORS, 0)
        assert gate.next_started() == "http://new.example/"
        gate.gate("http://new.example/").set()
        assert set(deliver.take(1)) == {"new"}
        gate.gate("http://h7.example/").set()
        assert set(deliver.take(1)) == {"old 7"}
        assert gate.started.empty()  # who waits in the usual order waits for a usual thread
        gate.is_open = True
        assert len(deliver.take(8)) == 8


def test_servers_that_hang_hold_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than there are threads; then there are more threads, up to a bound."""
    monkeypatch.setattr("desktop_app.net.pool.MOST_STALLED", 4)
    gate, deliver = Gate(), Deliveries()
    fetching: FetchPool[str] = FetchPool(gate, deliver, threads=2, spacing_s=0.0, stalled_s=0.02)
    submit(fetching, *(f"http://h{number}.example/" for number in range(9)))
    assert {gate.next_started() for _ in range(6)} == {f"http://h{number}.example/" for number in range(6)}
    with pytest.raises(queue.Empty):
        gate.started.get(timeout=0.1)
    gate.gate("http://h5.example/").set()
    assert gate.next_started() == "http://h6.example/"
    gate.is_open = True
    assert len(deliver.take(9)) == 9
    fetching.close()


def test_who_waits_to_deliver_is_not_stalled() -> None:
    gate, results = Gate(is_open=True), Deliveries()
    may_deliver = threading.Event()

    def deliver(token: str, result: Result) -> None:
        may_deliver.wait(WAIT_S)
        results(token, result)

    fetching: FetchPool[str] = FetchPool(gate, deliver, threads=2, spacing_s=0.0, stalled_s=0.01)
    submit(fetching, *(f"http://h{number}.example/" for number in range(5)))
    for _ in range(2):
        gate.next_started()
    with pytest.raises(queue.Empty):
        gate.started.get(timeout=0.1)
    may_deliver.set()
    assert len(results.take(5)) == 5
    fetching.close()


def test_what_is_dropped_is_not_fetched_and_what_runs_goes_on() -> None:
    gate, deliveries = Gate(), Deliveries()
    with pool(gate, deliveries) as fetches:
        submit(fetches, "http://a/1", "http://a/2", "http://a/3")
        assert gate.next_started() == "http://a/1"
        fetches.drop(lambda url: url != "http://a/3")
        assert problems(deliveries.take(1)) == {"http://a/2": FetchProblem.CANCELLED}
        gate.is_open = True
        assert problems(deliveries.take(2)) == {"http://a/1": None, "http://a/3": None}
        assert gate.next_started() == "http://a/3"
    assert gate.started.empty()
