"""What the tests ask a worker process to do."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.worker.host import WorkerHost

LOG = logging.getLogger("tests.worker")


def process_id() -> int:
    return os.getpid()


def doubled(number: int) -> int:
    return 2 * number


def append(file: str, word: str) -> None:
    with Path(file).open("a", encoding="utf-8") as opened:
        opened.write(word + " ")


def hang(file: str = "") -> NoReturn:
    """Until it is killed. Tells where it can be seen that it began."""
    if file:
        Path(file).write_text(str(os.getpid()))
    threading.Event().wait()
    raise AssertionError


def crash() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    time.sleep(60)
    raise AssertionError


def fetch_failure() -> NoReturn:
    raise FetchError("https://a.example", FetchProblem.BUSY, status=503, retry_after_s=60)


def bug() -> NoReturn:
    raise ZeroDivisionError("a bug")


class AwkwardError(Exception):
    """Cannot be unpickled: its constructor wants more than it keeps."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(one + two)


def awkward() -> NoReturn:
    raise AwkwardError(1, 2)


def unspeakable() -> Any:
    return threading.Lock()


def much(size: int) -> int:
    return len(bytearray(size))


def countdown(start: int) -> Generator[int, None, str]:
    yield from range(start, 0, -1)
    return "lift-off"


def endless() -> Generator[int, None, None]:
    number = 0
    while True:
        number += 1
        yield number


def stalling() -> Generator[int, None, None]:
    yield 1
    hang()


def talkative() -> str:
    print("to nobody")
    LOG.warning("careful: %s", "hot")
    LOG.info("not told")
    return "said"


def modesty() -> int:
    return os.nice(0)


def own_host_then_die(file: str) -> None:
    """A program with a worker that computes, killed without a chance to tidy up."""
    host = WorkerHost()
    host.submit("tests.support.worker_requests:busy", file, limit_s=600)
    while not (Path(file).exists() and Path(file).read_text()):
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)


def busy(file: str) -> NoReturn:
    Path(file).write_text(str(os.getpid()))
    while True:
        sum(range(1000))


if __name__ == "__main__":
    own_host_then_die(sys.argv[1])
