"""The worker process: what it answers, and that whatever happens in it stays with the request that did it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import psutil
import pytest

from desktop_app.model.errors import FetchError, WorkerError, WorkerProblem
from desktop_app.worker.host import Priority, WorkerHost

HERE = "tests.support.worker_requests:"
SOON_S = 30.0  # for anything to happen on a busy machine


@pytest.fixture(scope="module")
def shared() -> Iterator[WorkerHost]:
    """For requests that leave the process as it was."""
    host = WorkerHost(memory_bytes=1024**3)
    yield host
    host.close()


@pytest.fixture(autouse=True)
def nothing_left_running(shared: WorkerHost) -> Iterator[None]:
    """In the place of the guard of the same name: the shared host's thread and process stay for the next test."""
    shared.submit(f"{HERE}process_id").result(SOON_S)
    threads, processes = set(threading.enumerate()), workers()
    yield
    assert set(threading.enumerate()) <= threads
    assert len(workers()) <= len(processes)


@pytest.fixture
def host() -> Iterator[WorkerHost]:
    host = WorkerHost()
    yield host
    host.close()


def workers() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())}


def until(is_so: Callable[[], bool]) -> None:
    """Polls, since processes give no signal."""
    end = time.monotonic() + SOON_S
    while not is_so():
        assert time.monotonic() < end
        threading.Event().wait(0.01)


def test_a_function_runs_in_another_process(shared: WorkerHost) -> None:
    first, second = (shared.submit(f"{HERE}process_id").result(SOON_S) for _ in range(2))
    assert first == second != os.getpid()
    assert shared.submit(f"{HERE}doubled", 21).result(SOON_S) == 42


def test_nothing_is_started_before_it_is_needed() -> None:
    before = set(threading.enumerate()), workers()
    host = WorkerHost()
    assert (set(threading.enumerate()), workers()) == before
    host.close()


def test_an_expected_error_arrives_with_its_data(shared: WorkerHost) -> None:
    with pytest.raises(FetchError) as caught:
        shared.submit(f"{HERE}fetch_failure").result(SOON_S)
    assert (caught.value.status, caught.value.retry_after_s) == (503, 60)


def test_a_bug_arrives_with_the_place_where_it_happened(shared: WorkerHost) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        shared.submit(f"{HERE}bug").result(SOON_S)
    assert "in bug" in caught.value.__notes__[0]


def test_what_cannot_travel_is_told_of(host: WorkerHost) -> None:
    for name, words in (("awkward", "AwkwardError"), ("no_such_function", "no_such_function")):
        with pytest.raises((WorkerError, AttributeError), match=words):
            host.submit(HERE + name).result(SOON_S)
    with pytest.raises(TypeError, match="pickle"):
        host.submit(f"{HERE}unspeakable").result(SOON_S)
    with pytest.raises(TypeError, match="pickle"):
        host.submit(f"{HERE}doubled", threading.Lock())
    assert host.submit(f"{HERE}doubled", 2).result(SOON_S) == 4


def test_a_generators_items_come_one_by_one(shared: WorkerHost) -> None:
    parts: list[int] = []
    assert shared.submit(f"{HERE}countdown", 3, on_part=parts.append).result(SOON_S) == "lift-off"
    assert parts == [3, 2, 1]
    assert shared.submit(f"{HERE}countdown", 3).result(SOON_S) == "lift-off"


def test_the_more_urgent_comes_first(shared: WorkerHost, tmp_path: Path) -> None:
    file = str(tmp_path / "order")
    gate = threading.Event()
    shared.submit(f"{HERE}countdown", 1, on_part=lambda _: gate.wait(SOON_S))
    order = [("d", Priority.LATER), ("b", Priority.SOON), ("a", Priority.NOW), ("c", Priority.SOON)]
    futures = [shared.submit(f"{HERE}append", file, word, priority=priority) for word, priority in order]
    gate.set()
    wait(futures, SOON_S)
    assert Path(file).read_text() == "a b c d "


def test_a_hanging_request_is_ended_and_the_next_one_runs(host: WorkerHost) -> None:
    before = host.submit(f"{HERE}process_id").result(SOON_S)
    hanging = host.submit(f"{HERE}hang", limit_s=0.05)
    after = host.submit(f"{HERE}process_id")
    with pytest.raises(WorkerError) as caught:
        hanging.result(SOON_S)
    assert caught.value.problem is WorkerProblem.TIMEOUT
    assert after.result(SOON_S) != before
    assert not psutil.pid_exists(before)


def test_silence_between_two_items_is_a_hang_too(host: WorkerHost) -> None:
    parts: list[int] = []
    with pytest.raises(WorkerError, match="too long"):
        host.submit(f"{HERE}stalling", limit_s=0.05, on_part=parts.append).result(SOON_S)
    assert parts == [1]


def test_a_crash_costs_its_own_request_only(host: WorkerHost) -> None:
    crashing = host.submit(f"{HERE}crash")
    after = host.submit(f"{HERE}doubled", 4)
    with pytest.raises(WorkerError) as caught:
        crashing.result(SOON_S)
    assert caught.value.problem is WorkerProblem.CRASHED
    assert after.result(SOON_S) == 8


def test_a_process_that_dies_while_idle_is_not_missed(host: WorkerHost) -> None:
    first = host.submit(f"{HERE}process_id").result(SOON_S)
    psutil.Process(first).kill()
    until(lambda: first not in workers())
    assert host.submit(f"{HERE}process_id").result(SOON_S) != first


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no other system limits what is used")
def test_memory_has_a_limit(shared: WorkerHost) -> None:
    with pytest.raises(WorkerError) as caught:
        shared.submit(f"{HERE}much", 2 * 1024**3).result(SOON_S)
    assert caught.value.problem is WorkerProblem.MEMORY
    assert shared.submit(f"{HERE}much", 1024**2).result(SOON_S) == 1024**2


def test_idle_for_a_while_ends_the_process_but_not_the_host() -> None:
    host = WorkerHost(idle_s=0.05)
    first = host.submit(f"{HERE}process_id").result(SOON_S)
    until(lambda: not psutil.pid_exists(first))
    assert host.submit(f"{HERE}process_id").result(SOON_S) != first
    host.close()


def test_a_waiting_request_can_be_cancelled(shared: WorkerHost, tmp_path: Path) -> None:
    gate = threading.Event()
    shared.submit(f"{HERE}countdown", 1, on_part=lambda _: gate.wait(SOON_S))
    waiting = shared.submit(f"{HERE}append", str(tmp_path / "file"), "word")
    assert waiting.cancel()
    gate.set()
    assert shared.submit(f"{HERE}doubled", 1).result(SOON_S) == 2
    assert not (tmp_path / "file").exists()


def test_a_running_generator_stops_when_cancelled_and_the_process_stays(shared: WorkerHost) -> None:
    process = shared.submit(f"{HERE}process_id").result(SOON_S)
    began = threading.Event()
    endless = shared.submit(f"{HERE}endless", on_part=lambda _: began.set())
    assert began.wait(SOON_S)
    assert endless.cancel()
    assert shared.submit(f"{HERE}process_id").result(SOON_S) == process


def test_a_running_function_that_does_not_listen_is_killed_when_cancelled(host: WorkerHost, tmp_path: Path) -> None:
    file = tmp_path / "began"
    hanging = host.submit(f"{HERE}hang", str(file), limit_s=600)
    until(lambda: file.exists() and bool(file.read_text()))
    assert hanging.cancel()
    with pytest.raises(CancelledError):
        hanging.result(SOON_S)
    assert host.submit(f"{HERE}process_id").result(SOON_S) != int(file.read_text())


def test_closing_ends_what_runs_and_fails_what_waits(tmp_path: Path) -> None:
    host = WorkerHost()
    file = tmp_path / "began"
    futures = [host.submit(f"{HERE}hang", str(file), limit_s=600), host.submit(f"{HERE}doubled", 1)]
    until(lambda: file.exists() and bool(file.read_text()))
    host.close()
    host.close()
    for future in [*futures, host.submit(f"{HERE}doubled", 1)]:
        with pytest.raises(WorkerError) as caught:
            future.result(0)
        assert caught.value.problem is WorkerProblem.CLOSED
    assert not psutil.pid_exists(int(file.read_text()))


def test_what_the_receiver_of_a_part_raises_comes_back(host: WorkerHost) -> None:
    def receive(_: int) -> None:
        raise KeyError("receiver")

    with pytest.raises(KeyError, match="receiver"):
        host.submit(f"{HERE}endless", on_part=receive).result(SOON_S)
    assert host.submit(f"{HERE}doubled", 3).result(SOON_S) == 6


def test_warnings_in_the_worker_are_in_our_log(
    shared: WorkerHost, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    assert shared.submit(f"{HERE}talkative").result(SOON_S) == "said"
    assert [r.getMessage() for r in caplog.records] == ["in the worker: careful: hot"]
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no niceness")
def test_the_process_gives_way_to_others(shared: WorkerHost) -> None:
    assert shared.submit(f"{HERE}modesty").result(SOON_S) > os.nice(0)


def test_modules_can_be_got_ready(shared: WorkerHost) -> None:
    shared.warm_up("json", "tests.support.worker_requests")
    assert shared.submit(f"{HERE}doubled", 1).result(SOON_S) == 2


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_the_process_ends_with_a_program_that_is_killed(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "pid"
    subprocess.run([sys.executable, "-m", "tests.support.worker_requests", str(file)], cwd=project, check=False)
    until(lambda: not psutil.pid_exists(int(file.read_text())))
