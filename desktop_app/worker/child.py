"""The worker process as its owner sees it: started, asked, listened to, ended."""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import threading
import time
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from desktop_app.model.errors import WorkerError, WorkerProblem
from desktop_app.worker.serving import Channel, serve

START_LIMIT_S = (
    60.0  # until it has imported itself, or a request's module; slow disks and virus scanners take their time
)
END_GRACE_S = 1.0


class Bell:
    """Wakes one thread that waits for connections, which a condition cannot. Rung from any thread."""

    def __init__(self) -> None:
        self._reader, self._writer = Pipe(duplex=False)
        self._lock = threading.Lock()  # guards the two below
        self._is_rung = False
        self._is_closed = False

    @property
    def connection(self) -> Connection:
        """What to wait for."""
        return self._reader

    def ring(self) -> None:
        with self._lock:
            if not self._is_rung and not self._is_closed:
                self._is_rung = True
                self._writer.send_bytes(b"!")

    def silence(self) -> None:
        with self._lock:
            if self._is_rung:
                self._reader.recv_bytes()
                self._is_rung = False

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            self._reader.close()
            self._writer.close()


class Child:
    """A process that serves. For one thread, which gives it one request at a time."""

    def __init__(self, memory_bytes: int, bell: Bell) -> None:
        """Starts it. Raises WorkerError."""
        context = multiprocessing.get_context("spawn")  # a fork would copy threads, locks and windows in mid-air
        ours, theirs = context.Pipe()
        self._connection = ours
        self._channel = Channel(ours)
        self._bell = bell
        self._process = context.Process(target=serve, args=(theirs, memory_bytes), name="overview-worker", daemon=True)
        try:
            self._process.start()
        except OSError as e:
            ours.close()
            raise WorkerError(WorkerProblem.START, str(e)) from e
        finally:
            theirs.close()

    @property
    def connection(self) -> Connection:
        return self._connection

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def run(self, packed: bytes) -> None:
        """Gives it a request, packed as ``Channel.send`` packs it. Raises WorkerError."""
        try:
            self._connection.send_bytes(packed)
        except OSError as e:
            raise WorkerError(WorkerProblem.CRASHED) from e

    def cancel(self) -> None:
        """Asks it to stop what it does, which it hears between two items."""
        try:
            self._channel.send("cancel")
        except OSError:
            return  # it is gone, and whoever listens will notice

    def message(self, until: float) -> tuple[Any, ...] | None:
        """The next message, or None when the bell rang. Raises WorkerError when it is gone or nothing came in time."""
        while True:
            left = until - time.monotonic()
            ready = wait([self._connection, self._bell.connection], max(0.0, left))
            if self._connection in ready:
                message = self._received()
                if message[0] == "log":
                    logging.getLogger(message[1]).log(message[2], "in the worker: %s", message[3])
                    continue
                return message
            if ready:
                self._bell.silence()
                return None
            if left <= 0:
                raise WorkerError(WorkerProblem.TIMEOUT)

    def _received(self) -> tuple[Any, ...]:
        try:
            return self._channel.receive()
        except (EOFError, OSError, pickle.UnpicklingError) as e:
            self._process.join(END_GRACE_S)
            raise WorkerError(WorkerProblem.CRASHED, f"exit code {self._process.exitcode}") from e

    def end(self) -> None:
        """Lets it end by itself, which it does when it serves nobody; kills it when that takes too long."""
        self._connection.close()
        self._process.join(END_GRACE_S)
        self.kill()

    def kill(self) -> None:
        self._connection.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()
