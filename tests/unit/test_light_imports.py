"""The window is there at once because what it does not need yet is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# seen to cost a tenth of a second or more together with what they pull in
SLOW = {"requests", "urllib3", "lxml", "feedparser", "numpy", "ssl", "http.client", "email.message"}
QT = {"PySide6", "shiboken6"}


def imported(project: Path, module: str) -> set[str]:
    """The modules that are there once this one was imported, in a process of its own."""
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(project)!r}); {program}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "desktop_app.__main__",
        "desktop_app.app",
        "desktop_app.ui.start",
        "desktop_app.ui.window",
        "desktop_app.ui.bridge",
        "desktop_app.ui.tasks",
        "desktop_app.library.core",
        "desktop_app.library.view",
        "desktop_app.sync.engine",
        "desktop_app.store.writer",
    ],
)
def test_nothing_slow_before_the_first_paint(project: Path, module: str) -> None:
    assert imported(project, module) & SLOW == set()


@pytest.mark.parametrize(
    "module",
    [
        "desktop_app.app",
        "desktop_app.cli.commands",
        "desktop_app.library.core",
        "desktop_app.sync.articles",
        "desktop_app.feeds.parser",
        "desktop_app.net.fetcher",
    ],
)
def test_the_core_does_not_know_qt(project: Path, module: str) -> None:
    assert imported(project, module) & QT == set()
