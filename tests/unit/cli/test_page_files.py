"""``overview extract``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from desktop_app.cli import page_files
from tests.support.known_pages import ARTICLES, SITE, page
from tests.unit.cli.conftest import Shell

KNOWN = ARTICLES[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.html").write_bytes(page("wordpress", KNOWN))
    (tmp_path / "sub" / "b.html.gz").write_bytes(gzip.compress(page("amp", ARTICLES[1])))
    return tmp_path


def test_one(shell: Shell, folder: Path) -> None:
    said = shell("extract", str(folder / "a.html"), "--url", f"{SITE}/a", "--json")
    assert (said.code, said.err) == (0, "")
    made = said.json
    assert (made["title"], made["byline"], made["published"]) == (KNOWN.title, KNOWN.author, KNOWN.published)
    assert (made["language"], made["image"]) == ("en", f"{SITE}/media/2026/quay-1200.jpg")
    assert (made["image_caption"], made["wall"]) == (KNOWN.caption, None)
    assert made["text"].startswith(KNOWN.paragraphs[0])
    assert KNOWN.caption not in made["text"]
    assert f'<h2 dir="auto">{KNOWN.heading}</h2>' in made["html"]
    assert ["ul", *([item] for item in KNOWN.items)] in made["blocks"]


def test_one_for_people(shell: Shell, folder: Path) -> None:
    said = shell("extract", str(folder / "a.html"), "--url", f"{SITE}/a")
    assert said.err == f"{KNOWN.title}\n{KNOWN.author} · {KNOWN.published} · en\n"
    assert KNOWN.paragraphs[0] in said.lines


def test_many_in_order_and_each_trouble_its_own(shell: Shell, folder: Path) -> None:
    rows = [
        {"file": "sub/b.html.gz", "url": f"{SITE}/b"},
        {"file": "none.html", "url": ""},
        {"file": "a.html", "url": None},
        {"url": f"{SITE}/"},
    ]
    (folder / "m.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said = shell("extract", "--manifest", str(folder / "m.jsonl"), "--json")
    made = [json.loads(line) for line in said.lines]
    assert [one.get("title") for one in made] == [ARTICLES[1].title, None, KNOWN.title, None]
    assert ["error" in one for one in made] == [False, True, False, True]
    assert (said.code, said.err) == (0, "2 of 4 files failed.\n")


def test_a_page_of_nothing_gives_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    made = shell("extract", str(tmp_path / "empty.html"), "--json").json
    assert (made["title"], made["html"], made["blocks"]) == (None, "", [])


def test_a_page_that_takes_too_long_is_stopped_and_said(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_files, "LIMIT_S", 0.0)
    said = shell("extract", str(folder / "a.html"), "--json")
    assert (said.code, said.out) == (1, "")
    assert "This took too long, so it was stopped." in said.err


def test_wrong_use(shell: Shell) -> None:
    said = shell("extract")
    assert said.code == 1
    assert "--manifest" in said.err
