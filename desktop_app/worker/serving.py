"""
What runs in the worker process: it takes requests from a connection, runs them one after the other, and answers.

It serves at lowered priority, with a cap on its memory where the system allows one (Linux), and ends when whoever
started it ends. What is logged here at WARNING and up is told to the other side, which has the log. Messages are
tuples that begin with a word: ``run`` and ``cancel`` come in; ``ready``, ``began``, ``item``, ``done``, ``failed``,
``cancelled`` and ``log`` go out.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from desktop_app import ONE_THREAD
from desktop_app.model.errors import WorkerError, WorkerProblem

NICENESS = 10


class Channel:
    """The connection, for the messages of several threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()  # guards sending: what is logged may come from any thread

    def send(self, *message: Any) -> None:
        """Raises whatever pickling raises, before anything is sent."""
        packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        with self._lock:
            self._connection.send_bytes(packed)

    def receive(self) -> tuple[Any, ...]:
        """Waits. Raises EOFError when the other side is gone."""
        message: tuple[Any, ...] = pickle.loads(self._connection.recv_bytes())  # noqa: S301 our own process
        return message

    def has_message(self) -> bool:
        return self._connection.poll()


class _Forwarded(logging.Handler):
    """Tells the other side what was logged."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(logging.WARNING)
        self._channel = channel

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            self._channel.send("log", record.name, record.levelno, record.getMessage())


def serve(connection: Connection, memory_bytes: int) -> None:
    """The process, from its start to its end. ``memory_bytes`` is the most it may allocate, 0 for no limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the program, which ends us
    sys.stdout = sys.stderr  # what the program prints is nobody else's to print into
    _be_modest(memory_bytes)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    channel = Channel(connection)
    logging.getLogger().addHandler(_Forwarded(channel))
    with suppress(EOFError, OSError):  # the other side is gone, and nobody waits for an answer
        channel.send("ready")
        while True:
            message = channel.receive()
            if message[0] == "run":  # anything else is a cancellation that came after the end
                _run(channel, *message[1:])


def _be_modest(memory_bytes: int) -> None:
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if memory_bytes and sys.platform.startswith("linux"):
        import resource

        # not RLIMIT_AS: mapped files and the reserved ranges of allocators are no memory
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))


def _end_with_parent() -> None:
    """Between requests the closed connection says it; this is for a parent that was killed while we compute."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(channel: Channel, path: str, arguments: tuple[Any, ...]) -> None:
    """One request. Whatever the function raises is an answer."""
    try:
        function = _function(path)
        channel.send("began")
        made: Any = function(*arguments)
        if isinstance(made, Generator):
            _stream(channel, cast("Generator[Any, None, Any]", made))
        else:
            channel.send("done", made)
    except (EOFError, BrokenPipeError):
        raise
    except MemoryError:
        channel.send("failed", WorkerError(WorkerProblem.MEMORY, path), "")
    except Exception as e:  # noqa: BLE001 boundary: the exception goes into the request's future
        channel.send("failed", _as_sent(e), traceback.format_exc())


def _function(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _stream(channel: Channel, items: Generator[Any, None, Any]) -> None:
    """An item a message; the generator's own return value is the result. Stops between two items when told to."""
    while True:
        try:
            item = next(items)
        except StopIteration as end:
            channel.send("done", end.value)
            return
        if channel.has_message():  # while a request runs only its cancellation is sent
            channel.receive()
            items.close()
            channel.send("cancelled")
            return
        channel.send("item", item)


def _as_sent(error: Exception) -> Exception:
    """The error itself if it survives the journey, else one that tells of it."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 what was packed a moment ago
    except Exception:  # noqa: BLE001 boundary: any constructor may do anything
        return WorkerError(WorkerProblem.FAILED, repr(error))
    return again if type(again) is type(error) else WorkerError(WorkerProblem.FAILED, repr(error))


def imported(*modules: str) -> None:
    """A request that only gets modules ready for those that follow."""
    for name in modules:
        import_module(name)
