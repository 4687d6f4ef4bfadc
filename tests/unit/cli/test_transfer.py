"""import, export, backup, restore, doctor."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.support.world import a_core
from tests.unit.cli.conftest import Shell

LINES = [
    {"id": "a", "url": "https://a.example/1", "title": "Rain", "body": "It rains.", "country": "CL", "source": "Paper",
     "published": "2026-03-01T10:00:00Z", "starred": True, "tags": ["x"], "note": "n"},
    {"id": 7, "url": "https://a.example/7", "title": "Snow", "html": "<p>It <b>snows</b>.</p>", "country": "FR",
     "source": "Jour", "published": "2026-03-02T10:00:00Z"},
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    return file


def test_import_tells_what_came(shell: Shell, file: Path) -> None:
    said = shell("import", str(file))
    assert (said.code, said.out, said.err) == (0, "", "2 new articles, 0 updated, 0 known already.\n")
    assert shell("import", str(file), "--json").json == {"new": 0, "updated": 0, "skipped": 2, "failed": 0}
    assert [row["title"] for row in shell("search", "snows", "--json").json] == ["Snow"]


def test_import_from_a_pipe(shell: Shell, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert shell("import", "-", "--json").json["new"] == 2


def test_import_of_nothing_but_bad_lines_fails(shell: Shell, file: Path) -> None:
    file.write_text("bad\n" * 30, encoding="utf-8")
    said = shell("import", str(file))
    assert said.code == 1
    assert said.err.splitlines()[0].startswith("line 1: it is not JSON")
    assert "... and 10 lines more." in said.err
    file.write_text("", encoding="utf-8")
    assert shell("import", str(file)).code == 0
    said = shell("import", str(file.with_name("none")))
    assert said.code == 1 and "cannot be read: No such file" in said.err


def test_export_comes_back_the_same(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", str(file))
    said = shell("export", "-o", str(tmp_path / "out.jsonl"))
    assert (said.code, said.out) == (0, "") and "2 articles written" in said.err
    other = Shell(tmp_path / "other", shell.capture)
    assert other("import", str(tmp_path / "out.jsonl"), "--json").json["new"] == 2
    assert other("export", "-o", "-").out == (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    first = json.loads(other("export", "-o", "-", "--id", "a").out)
    assert {name: first[name] for name in LINES[0]} == LINES[0]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [(("--starred",), ["a"]), (("--id", "7"), [7]), (("--id", "7", "--id", "a"), [7, "a"]), ((), [7, "a"])],
)
def test_export_of_some(shell: Shell, file: Path, argv: tuple[str, ...], expected: list[object]) -> None:
    shell("import", str(file))
    assert [json.loads(line)["id"] for line in shell("export", "-o", "-", *argv).lines] == expected


def test_export_for_people(shell: Shell, file: Path) -> None:
    shell("import", str(file))
    assert shell("export", "--id", "7", "--format", "md", "-o", "-").out.startswith(
        "# Snow\n\n*Jour · France · 2 March 2026"
    )
    assert "It **snows**." in shell("export", "--id", "7", "--format", "md", "-o", "-").out
    assert '<p dir="auto">It <b>snows</b>.</p>' in shell("export", "--format", "html", "-o", "-").out


def test_an_export_that_fails_leaves_nothing(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", str(file))
    target = tmp_path / "out.jsonl"
    assert shell("export", "--id", "none", "-o", str(target)).code == 1
    assert not target.exists()
    said = shell("export", "-o", str(tmp_path / "no" / "out.jsonl"))
    assert said.code == 1 and "cannot be written" in said.err


def test_backup_and_restore(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", str(file))
    assert shell("backup", str(tmp_path / "copy.db")).code == 0
    shell("unstar", "a")
    said = shell("restore", str(tmp_path / "copy.db"))
    assert said.code == 0 and "overview.db.before-restore" in said.err
    assert [row["id"] for row in shell("list", "--starred", "--json").json] == ["a"]


def test_backup_has_a_place_of_its_own(shell: Shell, tmp_path: Path) -> None:
    shell("list")
    assert shell("backup").code == 0
    assert [f.name for f in shell.places.backups.iterdir()] == ["overview-20260314-120000.db"]
    assert shell("backup", str(tmp_path)).code == 0
    assert (tmp_path / "overview-20260314-120000.db").is_file()
    said = shell("backup", str(shell.places.database))
    assert said.code == 1 and "Name another file" in said.err


def test_restore_of_what_is_no_backup(shell: Shell, file: Path) -> None:
    shell("import", str(file))
    for name, problem in ((str(file), "damaged"), (str(file) + "x", "There is no file")):
        said = shell("restore", name)
        assert said.code == 1 and problem in said.err
    assert len(shell("list", "--json").json) == 2


def test_restore_waits_for_nobody(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("import", str(file))
    shell("backup", str(tmp_path / "copy.db"))
    with a_core(shell.profile):
        said = shell("restore", str(tmp_path / "copy.db"))
    assert said.code == 1 and "Another program is using" in said.err


def test_doctor(shell: Shell, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    shell("import", str(file))
    said = shell("doctor", "--json")
    assert all(check.keys() == {"check", "ok", "detail", "remedy"} for check in said.json)
    assert [check["check"] for check in said.json if not check["ok"]] == ["backups"]
    assert said.code == 1
    shell("backup")
    said = shell("doctor")
    assert said.code == 0 and said.err == "All is well.\n"
    assert said.lines[0].startswith("ok    sqlite          SQLite 3.")


@pytest.mark.usefixtures("expect_logs")
def test_doctor_of_a_damaged_store(shell: Shell, file: Path) -> None:
    shell("import", str(file))
    shell.places.database.write_bytes(b"no database at all " * 100)
    said = shell("doctor", "--json")
    assert said.code == 1
    (store,) = (check for check in said.json if check["check"] == "store")
    assert not store["ok"] and "overview restore" in store["remedy"]
    assert shell("list").code == 1
