from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger("desktop_app")
    level, propagate = root.level, root.propagate
    yield
    logs.tear_down()
    root.setLevel(level)
    root.propagate = propagate


log = logging.getLogger("desktop_app.somewhere")


def test_a_line_reaches_the_file_and_the_ring(tmp_path: Path) -> None:
    ring = logs.set_up(tmp_path)
    log.info("event key=%s", "wert ü")
    log.debug("not at this level")
    logs.tear_down()
    text = (tmp_path / "overview.log").read_text(encoding="utf-8")
    assert text.strip() == ring.text()
    assert "INFO MainThread desktop_app.somewhere: event key=wert ü" in text
    assert "not at this level" not in text


def test_setting_up_twice_writes_once(tmp_path: Path) -> None:
    logs.set_up(tmp_path)
    logs.set_up(tmp_path, level="DEBUG")
    log.debug("once")
    logs.tear_down()
    assert (tmp_path / "overview.log").read_text(encoding="utf-8").count("once") == 1


def test_the_ring_keeps_the_last_lines(tmp_path: Path) -> None:
    ring = logs.set_up(tmp_path)
    for i in range(logs.RING_LINES + 10):
        log.info("line %d.", i)
    lines = ring.text().splitlines()
    assert len(lines) == logs.RING_LINES
    assert lines[0].endswith("line 10.")


def test_the_ring_may_be_read_while_others_write(tmp_path: Path) -> None:
    ring = logs.set_up(tmp_path)
    stop = threading.Event()

    def chatter() -> None:
        while not stop.is_set():
            log.info("chatter")

    threads = [threading.Thread(target=chatter) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(300):
        ring.text()
    stop.set()
    for thread in threads:
        thread.join()


def test_a_folder_that_cannot_be_written_leaves_the_console(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = logs.set_up(tmp_path / "nowhere")
    log.warning("still here")
    assert "still here" in ring.text()
    error = capsys.readouterr().err
    assert error == "WARNING desktop_app.somewhere: still here\n"
