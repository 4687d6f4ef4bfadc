"""``overview sync``."""

from __future__ import annotations

import signal
import sys
import threading

import pytest

from desktop_app.model.errors import FetchProblem
from tests.support.world import FakeWorld, outlet, rss
from tests.unit.cli.conftest import Shell

GOOD, BAD, FAR = "https://good.example/feed", "https://bad.example/feed", "https://far.example/feed"


def world() -> FakeWorld:
    return FakeWorld(
        [
            outlet("CL", "Good", GOOD),
            outlet("CL", "Bad", BAD),
            outlet("FR", "Far", FAR),
            outlet("FR", "Off", "https://off.example/", is_default=False),
        ],
        {GOOD: rss("One", "Two"), FAR: rss("Three")},
    )


def test_each_source_is_told(shell: Shell) -> None:
    shell.world = world()
    said = shell("sync", "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json.keys() == {"new", "failed", "seconds", "sources"}
    assert (said.json["new"], said.json["failed"]) == (3, 1)
    assert said.json["sources"] == [
        {
            "source": "Bad", "country": "CL", "feed": BAD, "outcome": "failed", "new": 0, "bytes": 0, "status": 404,
            "error": "There is no feed at this address any more (HTTP 404).",
        },
        {
            "source": "Good", "country": "CL", "feed": GOOD, "outcome": "new", "new": 2,
            "bytes": len(rss("One", "Two")), "status": None, "error": None,
        },
        {
            "source": "Far", "country": "FR", "feed": FAR, "outcome": "new", "new": 1, "bytes": len(rss("Three")),
            "status": None, "error": None,
        },
    ]  # fmt: skip


def test_again_at_once_asks_again(shell: Shell) -> None:
    shell.world = world()
    shell("sync")
    said = shell("sync", "--json")
    assert [s["outcome"] for s in said.json["sources"]] == ["skipped", "unchanged", "unchanged"]
    assert len(shell.world.asked) == 5  # who said no is not asked again at once
    assert "Bad" in shell("sync").out and "Not asked again yet. There is no feed" in shell("sync").out


def test_some_countries_only(shell: Shell) -> None:
    shell.world = world()
    said = shell("sync", "--country", "fr", "--json")
    assert [s["source"] for s in said.json["sources"]] == ["Far"]
    assert shell.world.asked == [FAR]
    assert len(shell("sync", "--country", "FR", "--country", "CL", "--json").json["sources"]) == 3


def test_what_asks_for_patience_is_skipped(shell: Shell) -> None:
    shell.world = world()
    shell.world.pages[BAD] = FetchProblem.BUSY
    shell("sync")
    said = shell("sync", "--json").json
    assert {s["source"]: s["outcome"] for s in said["sources"]} == {
        "Bad": "skipped",
        "Good": "unchanged",
        "Far": "unchanged",
    }
    assert said["sources"][0]["error"] == "The site asks us to come back later."
    assert said["failed"] == 0


def test_it_fails_when_everything_fails(shell: Shell) -> None:
    shell.world = world()
    shell.world.pages = {}
    assert shell("sync", "--json").code == 1
    said = shell("sync")
    assert said.code == 1 and said.out.count("Not asked again yet.") == 3


def test_without_a_network(shell: Shell) -> None:
    shell.world = world()
    shell.world.pages = dict.fromkeys((GOOD, BAD, FAR), FetchProblem.OFFLINE)
    said = shell("sync")
    assert said.code == 1 and "There is no network connection." in said.err


def test_for_people(shell: Shell) -> None:
    shell.world = world()
    said = shell("sync")
    assert said.lines == [
        "CL  Bad   There is no feed at this address any more (HTTP 404).",
        "CL  Good  2 new",
        "FR  Far   1 new",
    ]
    assert said.err == "3 new articles from 3 sources in 0 s, 1 failed.\n"


def test_a_country_without_sources(shell: Shell) -> None:
    shell.world = world()
    said = shell("sync", "--country", "JP")
    assert said.code == 0 and "No source of JP is on" in said.err
    assert shell("sync", "--country", "JP", "--json").json["sources"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="a signal cannot be sent to a thread there")
def test_ctrl_c_keeps_what_came(shell: Shell) -> None:
    shell.world = world()

    def interrupt(url: str) -> None:
        if url == FAR:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    shell.world.on_request = interrupt
    assert shell("sync", "--json").code == 130
    assert {row["source"] for row in shell("list", "--json").json} >= {"Good"}
