"""The real program as processes: from a site to the store, out of it again, with exit codes as promised."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.web import Answer, Site, serve
from tests.support.world import rss

PATIENCE_S = 60


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site["/good.xml"] = Answer(rss("Rain", "Snow"), etag='"1"')
        yield site


@pytest.fixture
def catalog(tmp_path: Path, site: Site) -> Path:
    file = tmp_path / "sources.csv"
    rows = [f"CL,Good,{site.url('/good.xml')}", f"FR,Bad,{site.url('/bad.xml')}"]
    file.write_text("\n".join(["iso2,source_name,feed_url", *rows]), encoding="utf-8")
    return file


class Program:
    """Overview with a profile and a catalogue of its own."""

    def __init__(self, profile: Path, catalog: Path) -> None:
        self.profile = profile
        self._command = [sys.executable, "-m", "desktop_app", "--profile", str(profile), "--catalog", str(catalog)]

    def start(self, *argv: str, **details: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*self._command, *argv], **details)

    def __call__(self, *argv: str, expected: int = 0) -> str:
        done = subprocess.run([*self._command, *argv], capture_output=True, timeout=PATIENCE_S, check=False)
        assert done.returncode == expected, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return (done.stdout or done.stderr).decode()


@pytest.fixture
def overview(tmp_path: Path, catalog: Path) -> Program:
    return Program(tmp_path / "profile", catalog)


def test_from_a_site_to_a_bookmark(overview: Program, site: Site, tmp_path: Path) -> None:
    report = json.loads(overview("sync", "--json"))
    assert (report["new"], report["failed"]) == (2, 1)
    assert {s["source"]: s["status"] for s in report["sources"]} == {"Good": None, "Bad": 404}
    rain = next(row for row in json.loads(overview("list", "--json")) if row["title"] == "Rain")
    overview("star", str(rain["id"]))
    kept = json.loads((overview.profile / "user.jsonl").read_text(encoding="utf-8"))
    assert (kept["title"], kept["starred"], kept["body"]) == ("Rain", True, "What Rain is about.")
    assert [row["id"] for row in json.loads(overview("search", "is:starred", "--json"))] == [rain["id"]]
    overview("export", "--starred", "--format", "html", "-o", str(tmp_path / "out.html"))
    assert "What Rain is about." in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert json.loads(overview("sync", "--country", "CL", "--json"))["sources"][0]["outcome"] == "unchanged"
    assert site.requests[-1].headers["if-none-match"] == '"1"'


def test_a_story_goes_out_with_its_takes(overview: Program, tmp_path: Path) -> None:
    titles = {
        "CL": "Kenya opens giant dam on Tana river",
        "PE": "Giant dam on Tana river opened by Kenya",
        "AR": "Kenya opens Tana river dam after ten years",
        "TZ": "Tanzania welcomes giant Tana river dam",
    }
    rows = [{"title": title, "country": code, "source": f"Paper {code}"} for code, title in titles.items()]
    given, made = tmp_path / "dam.jsonl", tmp_path / "dam.md"
    given.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    overview("import", str(given))
    story = json.loads(overview("stories", "--json"))[0]
    assert story["articles"] == 4

    overview("export", "--story", str(story["id"]), "--format", "md", "-o", str(made))

    told = made.read_text(encoding="utf-8")
    assert "### Tanzania Welcomes" in told
    assert told.count("\n---\n") == 4  # the story, and after it each article
    overview("export", "--story", "999", "--format", "md", "-o", str(made), expected=1)
    member = str(story["members"][0])
    assert "Alternative Takes" in overview("export", "--id", member, "--format", "md", "-o", "-")


def test_it_fails_when_every_site_fails(overview: Program, site: Site) -> None:
    site["/good.xml"] = Answer(b"", 500)
    overview("sync", expected=1)


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("show", "nothing"), 1, "overview: No article has the id nothing."),
        (("nonsense",), 2, "invalid choice"),
        (("list", "--limit", "-1"), 2, "whole number above 0"),
        (("import", "/no/such/file"), 1, "overview: /no/such/file cannot be read"),
        (("parse-feed", "/no/such/file"), 1, "overview: /no/such/file cannot be read"),
    ],
)
def test_an_error_is_one_line(overview: Program, argv: tuple[str, ...], code: int, said: str) -> None:
    told = overview(*argv, expected=code)
    assert said in told and told.count("\n") == 1


def test_a_reader_that_leaves_is_no_trouble(overview: Program, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = ({"id": n, "title": f"{n} " + "x" * 500, "body": "", "country": "CL"} for n in range(1, 1001))
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    overview("import", str(file))
    listing = overview.start("list", "--limit", "1000", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert listing.stdout is not None and listing.stderr is not None
    with listing.stdout, listing.stderr:
        assert listing.stdout.readline()
        listing.stdout.close()
        assert listing.wait(PATIENCE_S) == 1
        assert listing.stderr.read() == b""


@pytest.mark.skipif(os.name != "posix", reason="there Ctrl+C reaches a whole group of processes")
def test_ctrl_c_ends_a_sync_soon(overview: Program, site: Site) -> None:
    site["/bad.xml"] = Answer(b"<rss>", declared=1000, is_hanging=True)
    running = overview.start("sync", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    site.wait_for(2)
    until = time.monotonic() + 10
    while not stored(overview) and time.monotonic() < until:
        site.closing.wait(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 130, err.decode()
    assert {s["source"]: s["outcome"] for s in json.loads(out)["sources"]} == {"Good": "new", "Bad": "skipped"}
    assert b"Traceback" not in err


def stored(overview: Program) -> bool:
    log = overview.profile / "overview.db-wal"
    return log.exists() and b"What Rain is about" in log.read_bytes()


def imported(profile: Path, catalog: Path, commands: Sequence[Sequence[str]], unwanted: Sequence[str]) -> str:
    """What of the unwanted is there after which of the commands, "" for nothing; one process runs them all."""
    program = (
        "import json, sys; from desktop_app.app import run; told = sys.stderr\n"
        "common, commands, unwanted = json.loads(sys.argv[1])\n"
        "for argv in commands:\n"
        "    run([*common, *argv])\n"
        "    found = sorted(m for m in sys.modules if m.startswith(tuple(unwanted)))\n"
        "    print('AFTER', json.dumps([argv, found]), file=told)\n"
    )
    common = ["--profile", str(profile), "--catalog", str(catalog)]
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps([common, commands, unwanted])],
        capture_output=True,
        timeout=PATIENCE_S,
        check=True,
    )
    told = [line.removeprefix(b"AFTER ") for line in done.stderr.splitlines() if line.startswith(b"AFTER ")]
    assert [json.loads(line)[0] for line in told] == [list(argv) for argv in commands]
    return next((f"{argv}: {found}" for argv, found in map(json.loads, told) if found), "")


def test_no_command_needs_a_window(tmp_path: Path, catalog: Path) -> None:
    commands = ("sync", "list", "search rain", "sources check", "doctor", "export -o -", "backup")
    split = [command.split() for command in commands]
    assert imported(tmp_path / "profile", catalog, split, ["PySide6", "shiboken6", "numpy"]) == ""


def test_quick_commands_import_nothing_slow(tmp_path: Path, catalog: Path) -> None:
    commands = [["list"], ["star", "1"], ["sources", "list"]]
    assert imported(tmp_path / "profile", catalog, commands, ["lxml", "feedparser"]) == ""


def test_a_clock_that_a_test_moves(overview: Program, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for hours in (0, 1, 23):  # no turn comes twice within a day of the first: the feed is years old
        monkeypatch.setenv("OVERVIEW_NOW", str(1_800_000_000 + hours * 3_600))
        overview("sync", "--country", "CL")
        (checked,) = json.loads(overview("sources", "check", "--country", "CL", "--json"))
        assert datetime.fromisoformat(checked["last_attempt"]).timestamp() // 60 == 30_000_000 + hours * 60
    assert len(site.requests) == 3
