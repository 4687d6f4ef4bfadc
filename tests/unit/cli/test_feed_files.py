"""``overview parse-feed``."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from tests.support.world import rss
from tests.unit.cli.conftest import Shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.xml").write_bytes(rss("One", "Two"))
    (tmp_path / "sub" / "b.xml.gz").write_bytes(gzip.compress(rss("Three")))
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8b broken")
    (tmp_path / "page.html").write_bytes(b"<html><body>no feed</body></html>")
    return tmp_path


def test_one(shell: Shell, folder: Path) -> None:
    said = shell("parse-feed", str(folder / "a.xml"), "--url", "https://a.example/feed", "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json["title"] == "News"
    assert [entry["title"] for entry in said.json["entries"]] == ["One", "Two"]
    assert {"id", "title", "url", "published", "summary", "content", "image", "language", "author"} <= said.json[
        "entries"
    ][0].keys()
    assert shell("parse-feed", str(folder / "sub" / "b.xml.gz"), "--json").json["entries"][0]["title"] == "Three"


def test_one_for_people(shell: Shell, folder: Path) -> None:
    said = shell("parse-feed", str(folder / "a.xml"))
    assert said.err == "News (language unknown), 2 entries\n"
    assert said.lines == ["2026-03-14T12:00:00+00:00  One", "2026-03-14T11:00:00+00:00  Two"]


def test_from_a_pipe(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rss("Piped"))))
    assert shell("parse-feed", "-", "--json").json["entries"][0]["title"] == "Piped"


def test_many_in_order_and_each_trouble_its_own(shell: Shell, folder: Path) -> None:
    rows = [
        {"file": "a.xml", "url": "https://a.example/feed", "other": 1},
        {"file": "none.xml", "url": ""},
        {"file": "page.html"},
        {"file": "broken.gz"},
        {"file": "sub/b.xml.gz", "url": None},
        {"url": "https://a.example/"},
        [],
    ]
    (folder / "m.jsonl").write_text("\n".join([*map(json.dumps, rows), "", "not json"]), encoding="utf-8")
    said = shell("parse-feed", "--manifest", str(folder / "m.jsonl"), "--json")
    made = [json.loads(line) for line in said.lines]
    assert [one.get("entries", [{}])[0].get("title") for one in made] == [
        "One",
        None,
        None,
        None,
        "Three",
        None,
        None,
        None,
    ]
    assert [sorted(one) == ["error"] for one in made] == [False, True, True, True, False, True, True, True]
    assert said.code == 0 and said.err == "6 of 8 files failed.\n"


def test_it_fails_when_nothing_can_be_read(shell: Shell, folder: Path) -> None:
    (folder / "m.jsonl").write_text('{"file": "none"}', encoding="utf-8")
    assert shell("parse-feed", "--manifest", str(folder / "m.jsonl")).code == 1
    for argv, problem in (
        (("--manifest", str(folder / "none")), "cannot be read"),
        ((str(folder / "none"),), "cannot be read"),
        ((str(folder / "page.html"),), "not a feed"),
        ((), "Name one FILE"),
        (("a", "--manifest", "b"), "Name one FILE"),
    ):
        said = shell("parse-feed", *argv)
        assert said.code == 1 and problem in said.err and said.out == ""
