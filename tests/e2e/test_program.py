"""The real program as a process with its window, in the demo world: what one start does, the next one finds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 120
NOON = "2026-03-14T12:00Z"
PNG = b"\x89PNG\r\n\x1a\n"
QT_SAYS = ("This plugin does not support", "qt.text.font.db")  # of the platform and its fonts


class Program:
    """Overview in the demo world, with a profile of its own."""

    def __init__(self, profile: Path, **environment: str) -> None:
        self.profile = profile
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "desktop_app", "--demo", "--clock", NOON, "--profile", str(self.profile)]
        return subprocess.run(
            [*command, *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )

    def window(self, *arguments: str) -> None:
        """One start of the window, to its end."""
        done = self.run(*arguments, "--quit-after", "ready")
        said = [line for line in done.stderr.splitlines() if not line.startswith(QT_SAYS)]
        assert (done.returncode, said) == (0, []), done.stderr

    def json(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def articles(self, *arguments: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json("list", *arguments)
        return found


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Started once, so that there is something to read."""
    program = Program(tmp_path_factory.mktemp("program") / "profile")
    program.window()
    return program


def test_one_start_reads_the_whole_demo_world(read: Program) -> None:
    articles = read.articles("--limit", "1000")
    assert len(articles) > 150
    assert len({article["country"] for article in articles}) == 24


def test_a_star_set_in_the_window_is_there_at_the_next_start(read: Program, tmp_path: Path) -> None:
    chile = read.articles("--country", "CL")[1]
    read.window("--country", "CL", "--article", str(chile["id"]), "--key", "s")
    (starred,) = read.articles("--starred")
    assert starred["id"] == chile["id"]
    assert starred["read"]
    assert str(chile["title"]) in (read.profile / "user.jsonl").read_text(encoding="utf-8")
    picture = tmp_path / "saved.png"
    read.window("--screen", "saved", "--grab", str(picture))
    assert picture.read_bytes().startswith(PNG)
    read.window("--country", "CL", "--article", str(chile["id"]), "--key", "s")
    assert read.articles("--starred") == []


def test_keys_go_where_the_focus_is(read: Program) -> None:
    third = read.articles("--country", "EG")[2]
    assert not third["read"]
    read.window("--country", "EG", "--key", "j", "--key", "j", "--key", "j")
    assert read.articles("--country", "EG")[2]["read"]


@pytest.mark.parametrize(
    ("screen", "theme"), [("world", "paper"), ("saved", "ink"), ("search", "paper"), ("sources", "ink")]
)
def test_every_screen_is_painted(read: Program, tmp_path: Path, screen: str, theme: str) -> None:
    picture = tmp_path / f"{screen}.png"
    read.window("--screen", screen, "--theme", theme, "--size", "960x600", "--grab", str(picture))
    assert picture.stat().st_size > 8_000  # one colour would be far smaller


def test_a_picture_for_a_test_does_not_change_where_the_user_was(read: Program, tmp_path: Path) -> None:
    read.window("--country", "JP")
    before = (read.profile / "window.json").read_text(encoding="utf-8")
    read.window("--country", "FR", "--grab", str(tmp_path / "x.png"))
    assert (read.profile / "window.json").read_text(encoding="utf-8") == before
    assert json.loads(before)["country"] == "JP"


def test_an_article_that_is_not_there_is_one_line(read: Program) -> None:
    done = read.run("--article", "987654321", "--quit-after", "ready")
    assert done.returncode == 0
    assert "overview: there is no article 987654321" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--country", "XYZ"),
        ("--theme", "pink"),
        ("--size", "big"),
        ("--clock", "noon"),
        ("--nonsense",),
        ("frobnicate",),
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_two(tmp_path: Path, arguments: Sequence[str]) -> None:
    done = Program(tmp_path / "profile").run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "profile").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_it_says_what_to_do(tmp_path: Path) -> None:
    program = Program(tmp_path / "profile")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        program.environment.pop(name, None)
    done = program.run("--quit-after", "ready")
    assert done.returncode == 1
    assert done.stderr.startswith("overview: There is no display.")
    assert len(done.stderr.splitlines()) == 1


def test_a_profile_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = Program(tmp_path / "file" / "profile").run("--quit-after", "ready")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("overview: ")


def test_a_damaged_store_is_one_line_and_keeps_the_file(tmp_path: Path) -> None:
    program = Program(tmp_path / "profile")
    program.profile.mkdir()
    store = program.profile / "overview.db"
    store.write_bytes(b"this is not a database" * 500)
    done = program.run("--quit-after", "ready")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert store.read_bytes().startswith(b"this is not a database")
