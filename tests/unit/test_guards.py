"""The guards of conftest.py catch what they are there for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BAD_TESTS = """
import logging
import multiprocessing
import socket
import threading
import time
import warnings

import pytest
from PySide6.QtWidgets import QWidget


def test_bad_connect():
    with socket.socket() as out:
        out.connect(("192.0.2.1", 80))


def test_bad_connect_swallowed():
    try:
        socket.create_connection(("192.0.2.1", 80))
    except BaseException:
        pass


def test_bad_name():
    socket.getaddrinfo("site.example", 80)


def test_bad_datagram():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(b"", ("192.0.2.1", 53))


def test_bad_thread(monkeypatch):
    monkeypatch.setitem(globals(), "end", threading.Event())
    threading.Thread(target=end.wait, args=(20,), name="stray", daemon=True).start()


def test_bad_process():
    multiprocessing.get_context("fork").Process(target=time.sleep, args=(20,), daemon=True).start()


def test_bad_log():
    logging.getLogger("desktop_app.sync").warning("something is wrong")


def test_bad_warning():
    warnings.warn("old", DeprecationWarning)


def test_bad_slot(qtbot):
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)


def test_bad_window(qapp):
    global window
    window = QWidget()
    window.show()


def test_good_window(qtbot):
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()


def test_good_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        assert socket.getaddrinfo("127.0.0.1", 80)
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nowhere.invalid", 80)


def test_good_thread():
    threading.Thread(target=time.sleep, args=(0.05,)).start()


@pytest.mark.usefixtures("expect_logs")
def test_good_expected_log():
    logging.getLogger("desktop_app.sync").warning("something is wrong")


def test_good_read_log(logged_warnings):
    logging.getLogger("desktop_app.sync").warning("%s is wrong", "something")
    assert logged_warnings.messages == ["something is wrong"]
"""


def test_each_bad_test_fails_and_no_good_one(project: Path, tmp_path: Path) -> None:
    (tmp_path / "test_bad.py").write_text(BAD_TESTS)
    options = ["-p", "tests.conftest", "-p", "no:randomly", "-p", "no:cacheprovider", "-q", "--no-header", "--tb=short"]
    settings = ["-c", str(project / "pyproject.toml"), "--rootdir", str(tmp_path), "-rA"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *settings, str(tmp_path / "test_bad.py")],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = re.findall(r"^(PASSED|FAILED|ERROR) \S*::test_(\w+)", done.stdout, re.MULTILINE)
    caught = {name for outcome, name in outcomes if outcome != "PASSED"}
    assert caught == set(re.findall(r"def test_(bad_\w+)", BAD_TESTS)), done.stdout + done.stderr
    passed = {name for outcome, name in outcomes if outcome == "PASSED"} - caught
    assert passed == set(re.findall(r"def test_(good_\w+)", BAD_TESTS))
