"""The threads that wait for the web."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, Fetcher, NotModified, Validators
from desktop_app.net.addresses import is_near
from desktop_app.net.hosts import LAST, HostQueue, host_of

Token = TypeVar("Token")

Result = Fetched | NotModified | Exception  # FetchError; another exception is a bug in the fetcher

SPACING_S = 0.25  # between two requests to a host
URGENT = 0  # the priority of what somebody is waiting for
SPARE_THREADS = 4  # for that alone, so that it need not wait for servers that hang
STALLED_S = 2.0  # a request that takes longer waits for a server that hangs, and holds up nobody: another one may begin
MOST_STALLED = 72  # beside the usual number; beyond, the others wait for time-outs after all
_LONGEST_CLOSE_S = 3.0
_NEVER, _NOW = float("inf"), float("-inf")


def _is_own_server(host: str) -> bool:
    """Whether a host of ``host_of`` is in the user's own network, where nobody minds a request after the other."""
    return is_near(host.rsplit(":", 1)[0])


@dataclass(frozen=True, slots=True, eq=False)
class _Task(Generic[Token]):
    token: Token
    url: str
    host: str
    validators: Validators
    cancelled: threading.Event


class FetchPool(Generic[Token]):
    """Fetches what is submitted, many hosts at a time, one request at a time to each. From any thread.

    Each ``submit`` leads to exactly one ``deliver(token, result)``, on a fetch thread, or on the one that calls
    ``drop`` or ``close``, or submits after it. ``deliver`` should be quick and must not raise. ``idle`` is called on a
    fetch thread when the last request has ended and none waits: connections need not be kept then.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        deliver: Callable[[Token, Result], None],
        *,
        threads: int = 24,
        spacing_s: float = SPACING_S,
        stalled_s: float = STALLED_S,
        idle: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._deliver = deliver
        self._most_at_once = threads  # of requests that are not stalled
        self._stalled_s = stalled_s
        self._on_idle = idle
        self._clock = clock
        self._changed = threading.Condition()  # guards all below
        self._queue: HostQueue[_Task[Token]] = HostQueue(spacing_s, _is_own_server)
        self._running: dict[_Task[Token], float] = {}  # since when; _NEVER: it has ended, and is being delivered
        self._dropped: deque[_Task[Token]] = deque()  # cancelled before they began
        self._cancelled = threading.Event()  # of what is submitted until the next cancel_all
        self._threads: list[threading.Thread] = []
        self._waiting = 0  # threads with nothing to do
        self._watched_until = _NEVER  # when one of these looks again by itself
        self._is_closed = False

    def submit(self, token: Token, url: str, validators: Validators, priority: int) -> None:
        """Fetches ``url`` when its turn comes: lower priority numbers first."""
        with self._changed:
            task = _Task(token, url, host_of(url), validators, self._cancelled)
            if not self._is_closed:
                self._queue.add(task, task.host, priority)
                self._find_a_thread(SPARE_THREADS if priority <= URGENT else 0)
                return
        self._deliver(token, _cancelled_before(task))

    def promote(self, wanted: Callable[[Token], bool], priority: int) -> None:
        """Gives what waits another priority, say because the user is looking at it now."""
        with self._changed:
            self._queue.promote(lambda task: wanted(task.token), priority)
            for _ in range(SPARE_THREADS if priority <= URGENT else 0):
                self._find_a_thread(SPARE_THREADS)
            self._changed.notify_all()

    def drop(self, unwanted: Callable[[Token], bool]) -> None:
        """Takes out what waits and is wanted no more; each is delivered as CANCELLED, here. What runs goes on."""
        with self._changed:
            dropped = self._queue.remove(lambda task: unwanted(task.token))
        for task in dropped:
            self._deliver(task.token, _cancelled_before(task))

    def cancel_all(self) -> None:
        """Ends what runs and drops what waits; each is delivered as CANCELLED. What is submitted later is not meant."""
        with self._changed:
            self._cancelled.set()
            self._cancelled = threading.Event()
            self._dropped.extend(self._queue.remove(lambda _: True))
            self._changed.notify_all()

    def close(self) -> None:
        """Cancels everything and ends the threads, soon even while servers hang. Not from ``deliver``."""
        with self._changed:
            self._is_closed = True
        self.cancel_all()
        self._fetcher.close()
        until = time.monotonic() + _LONGEST_CLOSE_S  # they are daemons: a fetcher that hangs does not keep the program
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        while self._dropped:
            task = self._dropped.popleft()
            self._deliver(task.token, _cancelled_before(task))

    def _find_a_thread(self, spare: int) -> None:
        """Wakes or starts one more thread, when there is a host for it; so many more than usual."""
        if self._waiting:
            self._changed.notify()
        if len(self._threads) < self._most_at_once + spare and self._queue.free_hosts() > self._waiting:
            self._start_thread()
        self._keep_watch()

    def _keep_watch(self) -> None:
        """One thread sees when another request may begin, while all others wait for servers."""
        are_all_busy = len(self._threads) <= len(self._running)
        if are_all_busy and len(self._threads) < self._most_at_once + MOST_STALLED and self._queue.free_hosts():
            self._start_thread()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._work, name=f"fetch-{len(self._threads) + 1}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _room_at(self) -> float:
        """When one more request may run, should none end before: ``_NOW``, or when the next one is stalled."""
        began = [at for at in self._running.values() if at > self._clock() - self._stalled_s]
        return _NOW if len(began) < self._most_at_once else min(began) + self._stalled_s

    # on the fetch threads

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                result = self._result(task)
                with self._changed:
                    if task in self._running:
                        self._running[task] = _NEVER  # who waits to deliver holds a body: no other one in its place
                self._deliver(task.token, result)
                del result  # a body is let go of before the wait for the next one
            finally:
                self._end(task)

    def _next(self) -> _Task[Token] | None:
        """Waits for something to do; None when the pool is closed and nothing is left."""
        with self._changed:
            while True:
                if self._dropped:
                    return self._dropped.popleft()
                if self._is_closed:
                    return None
                # who is beyond the usual number takes what is urgent, and nothing else
                room_at = self._room_at()
                most_priority = LAST if room_at == _NOW else URGENT
                task = self._queue.take(self._clock(), most_priority)
                if task is not None:
                    self._running[task] = self._clock()
                    self._changed.notify()  # another one sees whether there is more, and when
                    self._keep_watch()
                    return task
                self._wait(most_priority, room_at if most_priority == URGENT and self._queue.free_hosts() else _NEVER)

    def _wait(self, most_priority: int, room_at: float) -> None:
        """Until something changes; one of the threads also until the next host may be asked."""
        ready_at = self._queue.next_ready_at(most_priority)
        look_at = room_at if ready_at is None else min(ready_at, room_at)
        self._waiting += 1
        if look_at < self._watched_until:
            self._watched_until = look_at
            self._changed.wait(max(0.0, look_at - self._clock()))
            self._watched_until = _NEVER
        else:
            self._changed.wait()
        self._waiting -= 1

    def _result(self, task: _Task[Token]) -> Result:
        if task.cancelled.is_set():
            return _cancelled_before(task)
        try:
            return self._fetcher.fetch(task.url, task.validators, cancelled=task.cancelled)
        except Exception as error:  # noqa: BLE001 - the sync decides what to make of a bug; the other feeds go on
            return error

    def _end(self, task: _Task[Token]) -> None:
        with self._changed:
            if task not in self._running:  # it was dropped
                return
            del self._running[task]
            self._queue.done(task.host, self._clock())
            is_idle = not self._running and not len(self._queue)
        if is_idle:
            self._on_idle()


def _cancelled_before(task: _Task[Token]) -> FetchError:
    return FetchError(task.url, FetchProblem.CANCELLED, detail="before it began")
