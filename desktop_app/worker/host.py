"""
Runs what computes for long in a process of its own, so that the window's thread never waits for the interpreter.

A request is a function, named by where it is imported from, and arguments that can be pickled. The process is started
for the first request and ended when it was idle for a while. Requests run one at a time, the more urgent first. One
that takes too long, eats too much memory or takes the process down with it fails alone: the next one gets a new
process. A host has one process; who wants two things at a time makes two hosts.

multiprocessing keeps a small helper of its own beside the first process, which ends with the program.
"""

from __future__ import annotations

import heapq
import itertools
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from desktop_app.model.errors import WorkerError, WorkerProblem

if TYPE_CHECKING:  # multiprocessing is imported for the first request
    from desktop_app.worker.child import Bell, Child

IDLE_S = 60.0
LIMIT_S = 30.0
MEMORY_BYTES = 2 * 1024**3
CANCEL_GRACE_S = 0.3  # for a request that runs to hear of its cancellation; a new process costs more than that


class Priority(IntEnum):
    """Which request is next; equals come in the order in which they were made."""

    NOW = 0  # somebody waits for it
    SOON = 1
    LATER = 2


PartCallback = Callable[[Any], object]


@dataclass(order=True)
class _Request:
    priority: int
    number: int
    packed: bytes = field(compare=False)
    limit_s: float = field(compare=False)
    on_part: PartCallback | None = field(compare=False)
    future: Future[Any] = field(compare=False)
    is_settled: bool = field(compare=False, default=False)

    def settle(self, result: Any = None, error: BaseException | None = None) -> None:
        """The answer; the first one counts. Whoever waits for a cancelled one is told as well."""
        if self.is_settled:
            return
        self.is_settled = True
        if not self.future.set_running_or_notify_cancel():
            return
        if error is None:
            self.future.set_result(result)
        else:
            self.future.set_exception(error)


class WorkerHost:
    """Owns the process and the thread that speaks with it. Everything public may be called from any thread."""

    def __init__(self, *, idle_s: float = IDLE_S, memory_bytes: int = MEMORY_BYTES) -> None:
        """Starts nothing yet. ``memory_bytes``: the most the process may allocate (Linux), 0 for no limit."""
        self._idle_s = idle_s
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()  # guards the five below
        self._waiting: list[_Request] = []  # a heap
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._bell: Bell | None = None
        self._is_closed = False
        self._child: Child | None = None  # the thread's own

    def submit(
        self,
        function: str,
        *arguments: Any,
        priority: Priority = Priority.SOON,
        limit_s: float = LIMIT_S,
        on_part: PartCallback | None = None,
    ) -> Future[Any]:
        """
        Asks for ``function`` ("module:name") to be run with the arguments; they are pickled here, and what cannot be
        raises here.

        The future gets the function's result, or what it raised, or a WorkerError. A function that is a generator
        gives its items one by one to ``on_part``, on the host's thread, and its return value to the future.
        ``limit_s`` is the longest silence: from the beginning to the first item, between items, to the result;
        importing the function's module is not counted. ``future.cancel()`` works while the request waits and while it
        runs; a cancelled request gives no more parts once the host has noticed.
        """
        packed = pickle.dumps(("run", function, arguments), pickle.HIGHEST_PROTOCOL)
        future: Future[Any] = Future()
        with self._lock:
            request = _Request(priority, next(self._numbers), packed, limit_s, on_part, future)
            if self._is_closed:
                request.settle(error=WorkerError(WorkerProblem.CLOSED))
                return future
            heapq.heappush(self._waiting, request)
            bell = self._want_thread()
        future.add_done_callback(lambda _: bell.ring())  # cancelled: the thread is to look
        bell.ring()
        return future

    def warm_up(self, *modules: str) -> None:
        """Starts the process and imports modules there, ahead of the request that will need them."""
        self.submit("desktop_app.worker.serving:imported", *modules, priority=Priority.NOW)

    def close(self) -> None:
        """Ends the process, whatever it does, and waits for that; all requests that are open fail. May be repeated."""
        with self._lock:
            self._is_closed = True
            thread, bell = self._thread, self._bell
        if thread is not None and bell is not None:
            bell.ring()
            thread.join()
            bell.close()

    def _want_thread(self) -> Bell:
        if self._bell is None:
            from desktop_app.worker.child import Bell

            self._bell = Bell()
            self._thread = threading.Thread(target=self._work, args=(self._bell,), name="worker-host", daemon=True)
            self._thread.start()
        return self._bell

    # On the host's thread.

    def _work(self, bell: Bell) -> None:
        while not self._is_closed:
            request = self._next()
            if request is None:
                self._wait(bell)
            elif request.future.cancelled():
                request.settle()
            else:
                self._run(request, bell)
        self._end_child()
        for request in self._waiting:
            request.settle(error=WorkerError(WorkerProblem.CLOSED))
        self._waiting.clear()

    def _next(self) -> _Request | None:
        with self._lock:
            return heapq.heappop(self._waiting) if self._waiting else None

    def _wait(self, bell: Bell) -> None:
        """Until there is something to do. The process ends when that takes long, or by its own fault."""
        if self._child is None:
            bell.connection.poll(None)
            bell.silence()
            return
        try:
            self._child.message(time.monotonic() + self._idle_s)
        except WorkerError:  # nothing to do for so long, or it is gone
            self._end_child()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _run(self, request: _Request, bell: Bell) -> None:
        try:
            if self._child is not None and not self._child.is_alive():
                self._end_child()
            child = self._child = self._child or self._started(bell)
            child.run(request.packed)
            self._listen(child, request)
        except WorkerError as error:
            if self._child is not None:  # it hangs, or is dead, or nobody needs it
                self._child.kill()
                self._child = None
            request.settle(error=error)

    def _started(self, bell: Bell) -> Child:
        from desktop_app.worker.child import START_LIMIT_S, Child

        child = Child(self._memory_bytes, bell)
        until = time.monotonic() + START_LIMIT_S
        try:
            while child.message(until) is None and not self._is_closed:
                pass
        except WorkerError:
            child.kill()
            raise
        return child

    def _listen(self, child: Child, request: _Request) -> None:
        """Until the request is answered. Raises WorkerError when the process is to be killed."""
        from desktop_app.worker.child import START_LIMIT_S

        limit_s = START_LIMIT_S
        is_given_up = False
        until = time.monotonic() + limit_s
        while True:
            message = child.message(until)
            if message is None:
                if self._is_closed:
                    raise WorkerError(WorkerProblem.CLOSED)
                if is_given_up or not request.future.cancelled():
                    continue
                is_given_up = True
                child.cancel()
                limit_s = CANCEL_GRACE_S
            elif message[0] not in ("began", "item"):
                _settle(request, message)
                return
            elif not is_given_up:
                limit_s = request.limit_s
                if message[0] == "item":
                    _hand_on(request, message[1])
            else:
                continue
            until = time.monotonic() + limit_s


def _settle(request: _Request, message: tuple[Any, ...]) -> None:
    """The last message about a request. Raises WorkerError when the process should not go on."""
    match message:
        case ("done", result):
            request.settle(result)
        case ("failed", error, story):
            if story:
                error.add_note(f"in the worker: {story}")
            if isinstance(error, WorkerError):
                raise error
            request.settle(error=error)
        case _:  # cancelled
            request.settle()


def _hand_on(request: _Request, item: Any) -> None:
    """Raises WorkerError."""
    if request.on_part is None or request.future.cancelled():
        return
    try:
        request.on_part(item)
    except Exception as e:  # boundary: what the receiver of a part raises goes into the future
        request.settle(error=e)
        raise WorkerError(WorkerProblem.FAILED, "the receiver of a part failed") from e
