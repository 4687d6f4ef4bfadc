"""``overview sources``."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.library.view import View
from tests.support.world import FakeWorld, outlet, rss
from tests.unit.cli.conftest import Shell

GOOD, BAD, OFF = "https://good.example/feed", "https://bad.example/feed", "https://off.example/feed"
OWN = "https://www.own.example/rss"


@pytest.fixture
def filled(shell: Shell) -> Shell:
    shell.world = FakeWorld(
        [outlet("CL", "Good", GOOD), outlet("CL", "Bad", BAD), outlet("FR", "Off", OFF, is_default=False)],
        {GOOD: rss("One"), OWN: rss("Own news"), OFF: rss("Off news")},
    )
    return shell


def names(shell: Shell, *argv: str) -> list[str]:
    return [row["source"] for row in shell("sources", "list", "--json", *argv).json]


def synced(shell: Shell) -> set[str]:
    return {s["source"] for s in shell("sync", "--json").json["sources"]}


def test_list(filled: Shell) -> None:
    assert names(filled) == ["Bad", "Good"]
    assert names(filled, "--all") == ["Bad", "Good", "Off"]
    assert names(filled, "--all", "--country", "FR") == ["Off"]
    good = filled("sources", "list", "--json").json[1]
    assert good == {
        "source": "Good",
        "key": "CL/good",
        "country": "CL",
        "kind": "other",
        "homepage": "https://CL/good.example/",
        "feeds": [{"url": GOOD, "language": "en"}],
        "on": True,
        "paused": False,
        "articles": 0,
        "origin": "catalogue",
        "ownership": None,
    }
    said = filled("sources", "list")
    assert said.lines == ["CL/bad   never  other  Bad", "CL/good  never  other  Good"]


def test_check(filled: Shell) -> None:
    filled("sync")
    bad, good = filled("sources", "check", "--json").json
    assert bad | {"status": 0} == {
        "source": "Bad",
        "country": "CL",
        "feed": BAD,
        "state": "failing",
        "outcome": "There is no feed at this address any more (HTTP 404).",
        "last_success": None,
        "last_attempt": "2026-03-14T12:00:00Z",
        "next": bad["next"],
        "error": "There is no feed at this address any more (HTTP 404).",
        "status": 0,
        "failing_since": "2026-03-14T12:00:00Z",
        "articles": 0,
        "articles_per_week": None,
        "average_delay_s": None,
        "is_unencrypted": False,
        "moved_from": None,
    }
    assert "2026-03-14T12:27:00Z" <= bad["next"] <= "2026-03-14T12:33:00Z"  # half an hour, and a little by chance
    assert good["articles_per_week"] is not None
    assert (good["state"], good["error"], good["last_success"]) == ("healthy", None, "2026-03-14T12:00:00Z")
    said = filled("sources", "check")
    assert said.lines[0] == "CL  Bad   failing  There is no feed at this address any more (HTTP 404)."
    assert said.err == "1 of 2 feeds need attention.\n"


def test_a_source_of_ones_own(filled: Shell) -> None:
    assert filled("sources", "add", OWN, "--country", "FR", "--name", "Le Mien", "--language", "fr").code == 0
    own = next(row for row in filled("sources", "list", "--json").json if row["source"] == "Le Mien")
    assert (own["key"], own["origin"], own["feeds"]) == ("FR/le-mien", "user", [{"url": OWN, "language": "fr"}])
    assert synced(filled) == {"Bad", "Good", "Le Mien"}
    assert filled("list", "--country", "FR", "--json").json[0]["language"] == "fr"
    assert filled("sources", "remove", "Le Mien").code == 0
    assert names(filled, "--all") == ["Bad", "Good", "Off"]
    assert len(filled("list", "--country", "FR", "--json").json) == 1
    assert filled("sources", "add", OWN, "--country", "FR", "--name", "Le Mien").code == 0
    assert names(filled) == ["Bad", "Good", "Le Mien"]


def test_without_a_name_it_is_called_by_its_site(filled: Shell) -> None:
    filled("sources", "add", OWN, "--country", "FR")
    filled("sources", "add", OWN + "?2", "--country", "FR")
    assert names(filled, "--country", "FR") == ["own.example", "own.example (own.example/rss)"]


@pytest.mark.parametrize(
    ("url", "country", "problem"),
    [
        ("ftp://own.example/rss", "FR", "not a web address"),
        ("own.example", "FR", "not a web address"),
        (OWN, "QQ", "No country has the code QQ"),
        (GOOD, "CL", "one of Good already"),
        (OFF, "FR", "overview sources on FR/off"),
    ],
)
def test_what_cannot_be_added(filled: Shell, url: str, country: str, problem: str) -> None:
    said = filled("sources", "add", url, "--country", country)
    assert said.code == 1 and problem in said.err
    assert names(filled) == ["Bad", "Good"]


def test_on_off_pause_resume(filled: Shell) -> None:
    filled("sources", "on", "Off")
    filled("sources", "off", "CL/bad")
    assert synced(filled) == {"Good", "Off"}
    filled("sources", "pause", GOOD)
    assert synced(filled) == {"Off"}
    assert {row["source"]: row["paused"] for row in filled("sources", "list", "--json").json} == {
        "Good": True,
        "Off": False,
    }
    filled("sources", "resume", "good")
    assert synced(filled) == {"Good", "Off"}
    said = filled("sources", "pause", "Nobody")
    assert said.code == 1 and "No source is called 'Nobody'" in said.err


OPML = f"""<opml version="2.0"><body>
<outline text="France"><outline text="Mien" xmlUrl="{OWN}"/><outline text="Off" xmlUrl="{OFF}"/></outline>
<outline text="Good" xmlUrl="{GOOD}"/>
<outline text="Stray" xmlUrl="https://stray.example/rss"/>
<outline text="Odd" xmlUrl="ftp://odd.example/rss"/>
</body></opml>"""


@pytest.fixture
def opml_file(tmp_path: Path) -> str:
    file = tmp_path / "list.opml"
    file.write_text(OPML, encoding="utf-8")
    return str(file)


def test_opml_dry_run_changes_nothing(filled: Shell, opml_file: str) -> None:
    said = filled("sources", "import", opml_file, "--dry-run", "--json")
    assert [(r["source"], r["country"], r["action"]) for r in said.json] == [
        ("Mien", "FR", "added"),
        ("Off", "FR", "on"),
        ("Good", "CL", "known"),
        ("Stray", None, "left out"),
        ("Odd", None, "left out"),
    ]
    assert said.code == 1 and "would be added" in said.err
    assert names(filled) == ["Bad", "Good"]


def test_opml_import(filled: Shell, opml_file: str) -> None:
    said = filled("sources", "import", opml_file)
    assert said.code == 1
    assert said.err.splitlines() == [
        "https://stray.example/rss: Nothing tells its country: name one with --country XX, or use folders.",
        "ftp://odd.example/rss: Nothing tells its country: name one with --country XX, or use folders.",
        "1 added, 1 switched on, 1 known, 2 left out.",
    ]
    assert names(filled) == ["Bad", "Good", "Mien", "Off"]
    said = filled("sources", "import", opml_file, "--country", "DE", "--json")
    assert [r["action"] for r in said.json] == ["known", "known", "known", "added", "left out"]
    assert "not a web address" in said.json[-1]["reason"]
    assert names(filled) == ["Bad", "Good", "Stray", "Mien", "Off"]


def test_opml_goes_out_and_comes_back(filled: Shell, tmp_path: Path) -> None:
    filled("sources", "add", OWN, "--country", "FR", "--name", "Mien", "--language", "fr")
    assert filled("sources", "export", str(tmp_path / "out.opml")).code == 0
    other = Shell(tmp_path / "other", filled.capture)
    said = other("sources", "import", str(tmp_path / "out.opml"), "--json")
    assert said.code == 0
    assert {(r["source"], r["country"], r["feed"]) for r in said.json} == {
        ("Good", "CL", GOOD), ("Bad", "CL", BAD), ("Mien", "FR", OWN),
    }  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), [(b"hello", "not OPML"), (None, "cannot be read")])
def test_what_is_no_opml(filled: Shell, tmp_path: Path, content: bytes | None, problem: str) -> None:
    if content is not None:
        (tmp_path / "x.opml").write_bytes(content)
    said = filled("sources", "import", str(tmp_path / "x.opml"))
    assert said.code == 1 and problem in said.err


@pytest.mark.parametrize(("rule", "kept"), [("never", "never"), ("always", "always"), ("pt", "pt"), ("auto", None)])
def test_what_to_do_with_the_language_of_a_source(filled: Shell, rule: str, kept: str | None) -> None:
    assert filled("sources", "language", GOOD, rule).code == 0
    with closing(View(filled.places.database, time.time)) as view:
        assert list(view.language_rules().values()) == ([kept] if kept else [])


def test_a_language_that_is_none_is_wrong_use(filled: Shell) -> None:
    said = filled("sources", "language", GOOD, "klingonisch")
    assert said.code == 1
    assert "neither never, always, auto nor" in said.err
