from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.document import loads
from desktop_app.store import articles, marks, transfer, user_copy
from tests.support.stores import NOW, add, new, store, text


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "user.jsonl"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(db: sqlite3.Connection, file: Path) -> int:
    """As the writer runs it."""
    db.execute("BEGIN IMMEDIATE")
    written = user_copy.write_waiting(db, file)
    db.execute("COMMIT")
    return written


def test_what_the_user_keeps_is_written_whole(db: sqlite3.Connection, file: Path) -> None:
    given = new(1, "Agua", byline="A. Rojas", image="https://alba.example/a.jpg", document=text("Uno", "日本\u2028語"))
    (kept,) = add(db, given)
    articles.put_translation(db, kept, Translation("Water", "Lead", text("One"), "engine 1"))
    marks.set_starred(db, [kept], NOW)
    marks.set_tag(db, kept, "water", is_set=True)
    marks.set_note(db, kept, "line one\nline two")
    write(db, file)
    raw = file.read_bytes()
    assert raw.count(b"\n") == 1
    (line,) = [json.loads(raw)]
    assert line.pop("blocks") is not None
    assert line == {
        "id": kept,
        "url": given.url,
        "title": "Agua",
        "lang": "es",
        "country": "CL",
        "source": "Alba",
        "published": "2025-10-09T08:53:19Z",
        "image": "https://alba.example/a.jpg",
        "starred": True,
        "read": False,
        "tags": ["water"],
        "note": "line one\nline two",
        "byline": "A. Rojas",
        "lead": "Lead 1",
        "body": "Uno\n日本\u2028語",
        "english": {"title": "Water", "lead": "Lead", "blocks": [["p", "One"]], "engine": "engine 1"},
    }
    assert loads(json.dumps(json.loads(raw)["blocks"])) == given.document


def test_what_was_only_read_is_written_short(db: sqlite3.Connection, file: Path) -> None:
    (one,) = add(db, new(1))
    marks.set_read(db, [one], NOW)
    write(db, file)
    (line,) = lines(file)
    assert line["read"] is True and line["starred"] is False
    assert "blocks" not in line and "body" not in line


def test_the_last_line_tells_how_it_is(db: sqlite3.Connection, file: Path) -> None:
    (one,) = add(db, new(1))
    for at in (NOW, None, NOW + 1):
        marks.set_starred(db, [one], at)
        assert write(db, file) == 1
    assert write(db, file) == 0
    assert [line["starred"] for line in lines(file)] == [True, False, True]


def test_a_kill_between_writing_and_commit_loses_nothing(db: sqlite3.Connection, file: Path) -> None:
    (one,) = add(db, new(1))
    marks.set_starred(db, [one], NOW)
    db.execute("BEGIN IMMEDIATE")
    user_copy.write_waiting(db, file)
    db.execute("ROLLBACK")  # what the kill does
    assert write(db, file) == 1
    assert [line["id"] for line in lines(file)] == [one, one]


def test_a_disk_that_is_full_loses_nothing(db: sqlite3.Connection, tmp_path: Path, file: Path) -> None:
    (one,) = add(db, new(1))
    marks.set_starred(db, [one], NOW)
    db.execute("BEGIN IMMEDIATE")
    with pytest.raises((IsADirectoryError, PermissionError)):
        user_copy.write_waiting(db, tmp_path)
    db.execute("ROLLBACK")
    assert write(db, file) == 1


@pytest.mark.parametrize("tail", [b'{"id": 7, "url": "https://b', b"\xe6\x97", b"{}"])
def test_a_line_that_a_kill_broke_spoils_no_other(db: sqlite3.Connection, file: Path, tail: bytes) -> None:
    one, two = add(db, new(1), new(2))
    marks.set_starred(db, [one], NOW)
    write(db, file)
    with file.open("ab") as f:
        f.write(tail)
    marks.set_starred(db, [two], NOW)
    write(db, file)
    first, broken, second = file.read_bytes().splitlines()
    assert (json.loads(first)["id"], broken, json.loads(second)["id"]) == (one, tail, two)


def test_more_than_one_job_takes(db: sqlite3.Connection, file: Path) -> None:
    ids = add(db, *(new(i) for i in range(25)))
    marks.set_read(db, ids, NOW)
    db.execute("DELETE FROM article WHERE id <= ?", (ids[9],))
    steps = 0
    while user_copy.write_waiting(db, file, limit=10):
        steps += 1
    assert steps == 3  # the first ten are gone, which is no reason to stop
    assert [line["id"] for line in lines(file)] == ids[10:]
    assert db.execute("SELECT count(*) FROM user_copy_todo").fetchone()[0] == 0


def fill(db: sqlite3.Connection, file: Path, ids: list[ArticleId], times: int) -> None:
    for turn in range(times):
        marks.set_read(db, ids, NOW if turn % 2 == 0 else None)
        while user_copy.write_waiting(db, file):
            pass


def test_compacting_keeps_a_line_an_article(
    db: sqlite3.Connection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_copy, "COMPACT_ABOVE_LINES", 20)
    ids = add(db, *(new(i) for i in range(6)))
    starred, tagged, noted, read, *nothing = ids
    marks.set_starred(db, [starred], NOW)
    marks.set_tag(db, tagged, "t", is_set=True)
    marks.set_note(db, noted, "n")
    fill(db, file, ids, 4)
    marks.set_read(db, [read], NOW)
    fill(db, file, [], 1)
    assert len(lines(file)) > 20
    user_copy.compact(db, file)
    assert sorted(line["id"] for line in lines(file)) == sorted([starred, tagged, noted, read])
    assert not set(nothing) & {line["id"] for line in lines(file)}
    before = file.read_bytes()
    user_copy.compact(db, file)
    assert file.read_bytes() == before
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_no_compacting_while_it_is_small(db: sqlite3.Connection, file: Path) -> None:
    user_copy.compact(db, file)
    assert not file.exists()
    (one,) = add(db, new(1))
    fill(db, file, [one], 10)
    before = file.read_bytes()
    user_copy.compact(db, file)
    assert file.read_bytes() == before


def test_a_store_that_begins_anew_does_not_forget_what_the_file_has(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged store was put away; its stars are in the plain copy only, until they are imported."""
    monkeypatch.setattr(user_copy, "COMPACT_ABOVE_LINES", 20)
    with store() as lost:
        one, two, three = add(lost, new(1, "One"), new(2, "Two"), new(3, "Three"))
        marks.set_starred(lost, [one, two], NOW)
        fill(lost, file, [one, two, three], 12)
        marks.set_starred(lost, [two], None)
        fill(lost, file, [], 1)
        user_copy.write_waiting(lost, file)
    with store() as fresh:
        (same_id,) = add(fresh, new(9, "Nine"))
        marks.set_starred(fresh, [same_id], NOW)
        user_copy.write_waiting(fresh, file)
        with file.open("a", encoding="utf-8") as f:
            f.write("broken\n[]\n")
        assert same_id == one
        user_copy.compact(fresh, file)
    assert [(line["title"], line["starred"]) for line in lines(file)] == [("One", True), ("Nine", True)]


def test_dates_have_a_zone() -> None:
    assert [transfer.iso(t) for t in (0, NOW, -1, 2**33)] == [
        "1970-01-01T00:00:00Z", "2025-10-09T08:53:20Z", "1969-12-31T23:59:59Z", "2242-03-16T12:56:32Z",
    ]  # fmt: skip


def test_an_article_that_is_gone_has_no_line(db: sqlite3.Connection) -> None:
    assert transfer.user_line(db, ArticleId(99)) is None
