"""list, search, show, star, unstar, note, tag."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.document import Paragraph, Run
from desktop_app.model.events import Event
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.store import pages
from desktop_app.store.connection import Connection
from tests.support.world import NOON, FakeWorld, a_core, outlet, rss
from tests.unit.cli.conftest import Shell

CHILE, FRANCE = "https://chile.example/feed", "https://france.example/feed"
IMAGE = "https://france.example/p.jpg"
ROW_KEYS = {
    "id", "title", "original_title", "lead", "language", "country", "source", "url", "published", "image", "story",
    "starred", "read",
}  # fmt: skip


@pytest.fixture
def synced(shell: Shell) -> Shell:
    shell.world = FakeWorld(
        [outlet("CL", "Prensa", CHILE, language="es"), outlet("FR", "Jour", FRANCE)],
        {
            CHILE: rss("Rain in Chile", "Snow in Chile", site="https://chile.example"),
            FRANCE: rss("Rain in France", site="https://france.example"),
        },
    )
    assert shell("sync").code == 0
    return shell


def titles(shell: Shell, *argv: str) -> list[str]:
    said = shell(*argv, "--json")
    assert said.code == 0
    return [row["title"] for row in said.json]


def id_of(shell: Shell, title: str) -> str:
    return next(str(row["id"]) for row in shell("list", "--json").json if row["title"] == title)


def test_rows_have_the_promised_fields(synced: Shell) -> None:
    rows = synced("list", "--json").json
    assert all(row.keys() == ROW_KEYS for row in rows)
    snow = next(row for row in rows if row["title"] == "Snow in Chile")
    assert snow | {"id": 0} == {
        "id": 0,
        "title": "Snow in Chile",
        "original_title": "Snow in Chile",
        "lead": "What Snow in Chile is about.",
        "language": "es",
        "country": "CL",
        "source": "Prensa",
        "url": "https://chile.example/1",
        "published": "2026-03-14T11:00:00Z",
        "image": None,
        "story": None,
        "starred": False,
        "read": False,
    }


def test_lists(synced: Shell) -> None:
    everything = {"Rain in Chile", "Snow in Chile", "Rain in France"}
    assert set(titles(synced, "list")) == everything
    assert titles(synced, "list")[-1] == "Snow in Chile"
    assert titles(synced, "list", "--country", "cl") == ["Rain in Chile", "Snow in Chile"]
    assert titles(synced, "list", "--limit", "1", "--country", "CL") == ["Rain in Chile"]
    assert titles(synced, "list", "--source", "jour") == ["Rain in France"]
    assert titles(synced, "list", "--source", "CL/prensa", "--country", "FR") == []
    assert titles(synced, "list", "--starred") == []
    synced("star", id_of(synced, "Snow in Chile"), id_of(synced, "Rain in France"))
    assert set(titles(synced, "list", "--starred")) == {"Snow in Chile", "Rain in France"}
    assert titles(synced, "list", "--starred", "--country", "CL") == ["Snow in Chile"]
    assert titles(synced, "list", "--starred", "--source", "Jour") == ["Rain in France"]
    assert len(titles(synced, "list", "--unread")) == 3


def test_what_was_read_is_not_unread(shell: Shell) -> None:
    lines = [{"id": n, "title": f"{n}", "country": "CL", "source": "A", "body": "", "read": n == 1} for n in (1, 2)]
    file = shell.profile.parent / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    shell("import", str(file))
    assert titles(shell, "list", "--unread") == ["2"]


def test_a_long_list_has_every_row_once(shell: Shell) -> None:
    lines = [
        {"id": n, "title": f"{n}", "country": "CL", "source": "A", "body": "", "starred": True} for n in range(1, 451)
    ]
    file = shell.profile.parent / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    shell("import", str(file))
    for which in ([], ["--starred"], ["--country", "CL"]):
        assert sorted(map(int, titles(shell, "list", "--limit", "1000", *which))) == list(range(1, 451))


def test_a_list_for_people(synced: Shell) -> None:
    synced("star", id_of(synced, "Snow in Chile"))
    said = synced("list", "--country", "CL")
    assert [line.split(maxsplit=1)[1] for line in said.lines] == [
        "now  CL  Prensa  Rain in Chile",
        "1 h  CL  Prensa  ★ Snow in Chile",
    ]


def test_an_empty_list_says_what_to_do(shell: Shell) -> None:
    said = shell("list")
    assert (said.code, said.out) == (0, "") and "overview sync" in said.err
    assert shell("list", "--json").json == []


def test_what_was_read_on_the_articles_own_page_is_shown(synced: Shell) -> None:
    wanted = id_of(synced, "Snow in Chile")
    words = "What Snow in Chile is about, and how the passes were closed."
    page = SitePage(PageOutcome.FULL_TEXT, NOON, byline="Ana Rojas", document=(Paragraph((Run(words),)),))

    def put(db: Connection) -> tuple[Event, ...]:
        pages.put(db, ArticleId(int(wanted)), page)
        return ()

    with a_core(synced.profile, synced.world) as core:
        core.library.run_job(put).result()
    assert words in synced("show", wanted).out
    assert words in synced("show", wanted, "--format", "md").out
    assert words in synced("show", wanted, "--format", "html").out
    said = synced("show", wanted, "--json").json
    assert (said["text"], said["byline"], said["why"]["page"]) == (words, "Ana Rojas", "full text")
    assert words in synced("export", "--id", wanted, "--format", "jsonl", "-o", "-").out


def test_search(synced: Shell) -> None:
    assert set(titles(synced, "search", "rain")) == {"Rain in Chile", "Rain in France"}
    assert titles(synced, "search", "rain", "country:chile") == ["Rain in Chile"]
    assert titles(synced, "search", "rain country:fr") == ["Rain in France"]
    assert titles(synced, "search", "nothingofthekind") == []
    assert "Nothing was found" in synced("search", "nothingofthekind").err


def test_show_as_json(synced: Shell) -> None:
    wanted = id_of(synced, "Snow in Chile")
    synced("note", wanted, "cold")
    synced("tag", wanted, "weather")
    said = synced("show", wanted, "--json").json
    assert said.keys() == ROW_KEYS | {"byline", "blocks", "text", "changed", "versions", "tags", "note", "why"}
    assert str(said["id"]) == wanted
    assert said["blocks"] == [["p", "What Snow in Chile is about."]]
    assert said["text"] == "What Snow in Chile is about."
    assert (said["changed"], said["versions"]) == (None, [])
    assert (said["tags"], said["note"], said["byline"]) == (["weather"], "cold", None)
    came = {"feed": CHILE, "fetched": "2026-03-14T12:00:00Z", "page": None, "story": None, "translator": None}
    assert said["why"] == came


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "Snow in Chile\n\nPrensa · Chile"), ("md", "# Snow in Chile\n"), ("html", "<!DOCTYPE html>")],
)
def test_show_for_people(synced: Shell, form: str, start: str) -> None:
    said = synced("show", id_of(synced, "Snow in Chile"), "--format", form)
    assert said.code == 0 and said.out.startswith(start) and "What Snow in Chile is about." in said.out


def translated() -> dict[str, Any]:
    return {
        "id": "t", "title": "Lluvia", "body": "Llueve.", "lang": "es", "country": "CL", "source": "A",
        "english": {"title": "Rain", "lead": "It rains.", "blocks": [["p", "It rains."]], "engine": "engine 1"},
    }  # fmt: skip


def test_the_original_when_it_is_asked_for(shell: Shell) -> None:
    file = shell.profile.parent / "a.jsonl"
    file.write_text(json.dumps(translated()), encoding="utf-8")
    shell("import", str(file))
    english, original = shell("show", "t", "--json").json, shell("show", "t", "--json", "--original").json
    assert [english[k] for k in ("title", "original_title", "text")] == ["Rain", "Lluvia", "It rains."]
    assert [original[k] for k in ("title", "original_title", "text")] == ["Lluvia", "Lluvia", "Llueve."]
    assert (english["why"]["translator"], original["why"]["translator"]) == ("engine 1", None)


@pytest.mark.parametrize(
    "argv", [("show", "999"), ("show", "no such"), ("star", "999"), ("note", "x", "y"), ("tag", "-1", "y")]
)
def test_an_unknown_id_is_told(shell: Shell, argv: tuple[str, ...]) -> None:
    said = shell(*argv[:1], "--", *argv[1:])
    assert said.code == 1 and f"No article has the id {argv[1]}" in said.err


def test_marks_reach_the_disk_and_the_plain_copy(synced: Shell) -> None:
    wanted = id_of(synced, "Snow in Chile")
    assert synced("star", wanted).code == 0
    assert synced("tag", wanted, " big   lake ").code == 0
    assert synced("note", wanted, "cold").code == 0
    last = json.loads(synced.places.user_copy.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["starred"], last["tags"], last["note"]) == (True, ["big lake"], "cold")
    assert last["body"] == "What Snow in Chile is about."
    assert synced("unstar", wanted).code == 0
    assert synced("tag", "--remove", wanted, "big lake").code == 0
    assert synced("note", wanted, "").code == 0
    last = json.loads(synced.places.user_copy.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["starred"], last["tags"], last["note"]) == (False, [], "")


def test_a_tag_needs_a_name(synced: Shell) -> None:
    said = synced("tag", id_of(synced, "Snow in Chile"), "  ")
    assert (said.code, said.err) == (1, "A tag needs a name.")


def test_a_star_brings_the_pictures(shell: Shell) -> None:
    file = shell.profile.parent / "a.jsonl"
    article = {"id": "p", "title": "P", "country": "CL", "source": "A", "image": IMAGE}
    article["html"] = f'<p>a</p><img src="{IMAGE}2"><img src="{IMAGE}-gone">'
    file.write_text(json.dumps(article), encoding="utf-8")
    shell.world.pages = {IMAGE: b"\xff\xd8\xff", f"{IMAGE}2": b"\xff\xd8\xff2"}
    shell("import", str(file))
    assert shell("star", "p").code == 0
    kept = sorted(f.read_bytes() for f in shell.places.pictures.rglob("*") if f.is_file())
    assert kept == [b"\xff\xd8\xff", b"\xff\xd8\xff2"]
    assert shell("export", "--id", "p", "--format", "html", "-o", "-").out.count("data:image/jpeg") == 2


def test_text_for_people_cannot_command_the_terminal(shell: Shell) -> None:
    file = shell.profile.parent / "a.jsonl"
    evil = {"id": "e", "title": "a\x1b]0;x\x07\u202eb", "body": "c\x1b[2Jd", "country": "CL", "source": "A\r\nB"}
    file.write_text(json.dumps(evil), encoding="utf-8")
    shell("import", str(file))
    for said in (shell("list"), shell("show", "e"), shell("search", "d")):
        assert not set("\x1b\x07\u202e\r") & set(said.out)
    assert len(shell("list").lines) == 1
