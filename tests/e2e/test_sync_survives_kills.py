"""The process is killed at any moment, as by a power cut or an impatient user. Nothing is lost, nothing is twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app.model.country import CountryCode
from desktop_app.model.listing import FromCountry, SearchQuery, Term
from desktop_app.paths import in_profile
from desktop_app.store import search
from desktop_app.store.connection import open_reader
from desktop_app.store.schema import open_store, version
from tests.support import older
from tests.support.cores import Source, rss, running, web
from tests.support.stores import check_index, outlet
from tests.support.web import Answer, Request, Site, serve

KILLS = int(os.environ.get("OVERVIEW_TEST_KILLS", "12"))  # of each kind
NAMES = [f"o{i}" for i in range(8)]
ARTICLES = 60  # in each feed at the end


@contextmanager
def process(project: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.crashing", *arguments], cwd=project, stdout=subprocess.PIPE, text=True
    )
    try:
        assert started.stdout is not None
        assert started.stdout.readline() == "began\n"
        yield started
    finally:
        started.kill()  # SIGKILL: no handler, no clean-up
        started.wait()
        assert started.stdout is not None
        started.stdout.close()


def check_whole(database: Path) -> None:
    with closing(open_store(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        check_index(db)


class Growing:
    """Feeds that list more each time they are asked, up to an end. Their validators tell the state."""

    def __init__(self, site: Site) -> None:
        self.listed = dict.fromkeys(NAMES, 5)
        for name in NAMES:
            site[f"/{name}"] = self.answer

    def answer(self, request: Request) -> Answer:
        name = request.path.strip("/")
        number = self.listed[name]
        self.listed[name] = min(ARTICLES, number + 3)
        return Answer(rss(name, range(number), text=f"<p>{'text ' * 300}</p>"), etag=f'"{number}"')

    def is_at_its_end(self) -> bool:
        return set(self.listed.values()) == {ARTICLES}


def test_a_sync_that_is_killed(project: Path, tmp_path: Path) -> None:
    chance = random.Random(20)
    paths = in_profile(tmp_path)
    with serve() as site:
        growing = Growing(site)
        seen: set[str] = set()
        for _ in range(KILLS):
            before = len(site.requests)
            with process(project, "sync", str(tmp_path), site.base, *NAMES):
                site.wait_for(before + chance.randrange(1, 2 * len(NAMES)))
                threading.Event().wait(chance.random() * 0.05)
            check_whole(paths.database)
            stored = titles(paths.database)
            assert seen <= set(stored), "what was stored is lost"
            seen = set(stored)
        growing.listed = dict.fromkeys(NAMES, ARTICLES)
        where = Source([outlet(f"CL/{name}", site.url(f"/{name}")) for name in NAMES])
        with running(tmp_path, web(where)) as at:
            report = at.sync()
            assert report.failed == 0
            assert at.sync().added == 0
        assert growing.is_at_its_end()
    check_whole(paths.database)
    assert Counter(titles(paths.database)) == Counter(f"{name} {i}" for name in NAMES for i in range(ARTICLES))


def titles(database: Path) -> list[str]:
    with closing(open_store(database)) as db:
        return [t for (t,) in db.execute("SELECT title FROM article")]


def test_marks_that_were_acknowledged(project: Path, tmp_path: Path) -> None:
    chance = random.Random(30)
    paths = in_profile(tmp_path)
    with serve() as site:
        names = [f"alba{i}" for i in range(1 + KILLS * 12 // 1_000)]  # as many articles as can be marked
        for name in names:
            site[f"/{name}"] = Answer(rss(name, range(1_000)))
        with running(tmp_path, web(Source([outlet(f"CL/{name}", site.url(f"/{name}")) for name in names]))) as at:
            assert at.sync().added == 1_000 * len(names)
    acknowledged: set[int] = set()
    for _ in range(KILLS):
        with process(project, "star", str(tmp_path)) as marking:
            assert marking.stdout is not None
            for _ in range(chance.randrange(1, 12)):
                acknowledged.add(int(marking.stdout.readline()))
            marking.kill()
            acknowledged |= {int(line) for line in marking.stdout if line.endswith("\n")}
        check_whole(paths.database)
        assert acknowledged <= fully_marked(paths.database)
    assert acknowledged
    with running(tmp_path, web(Source([]))):
        pass  # the plain copy catches up
    kept = {}
    for line in paths.user_copy.read_bytes().splitlines():
        values = json.loads(line)
        kept[values["id"]] = values
    assert acknowledged <= {i for i, v in kept.items() if v["starred"] and v["read"] and v["note"] == f"note {i}"}
    assert set(kept) - acknowledged <= set(range(1, 1_000 * len(names) + 1))


def fully_marked(database: Path) -> set[int]:
    with closing(open_store(database)) as db:
        return {
            i
            for (i,) in db.execute(
                """SELECT article FROM mark
                   WHERE starred_at IS NOT NULL AND read_at IS NOT NULL AND note = 'note ' || article"""
            )
        }


def test_the_articles_of_a_killed_sync_are_listed(project: Path, tmp_path: Path) -> None:
    """What a country showed before is shown after, to the program itself."""
    with serve() as site:
        Growing(site)
        with process(project, "sync", str(tmp_path), site.base, *NAMES):
            site.wait_for(3 * len(NAMES))
        with running(tmp_path, web(Source([]))) as at, closing(at.library.view()) as view:
            rows = view.page(FromCountry(CountryCode("CL")), None, 1_000)
            assert len(rows) >= 5 and len({row.url for row in rows}) == len(rows)
            assert {row.id for row in rows} == set(view.ids(FromCountry(CountryCode("CL"))))


def test_an_older_store_whose_taking_over_is_killed(project: Path, tmp_path: Path) -> None:
    """Again and again, each time a step later; then it is the older one as a whole, or the newer one."""
    chance = random.Random(40)
    path = tmp_path / "a.db"
    older.make(path, indexed=2_000, waiting=20)

    def take_over(store: Path, last_step: int) -> str:
        command = [sys.executable, "-m", "tests.e2e.crashing", "take over", str(store), str(last_step)]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout

    whole = tmp_path / "whole.db"
    shutil.copy(path, whole)
    steps = int(take_over(whole, 0))
    assert steps > 100
    for last_step in sorted(chance.sample(range(1, steps), KILLS)):
        assert take_over(path, last_step) == ""
        with closing(open_reader(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert version(db) == older.VERSION
            assert db.execute("SELECT count(*) FROM search WHERE search MATCH 'ice'").fetchone()[0] == 2_000
    check_whole(path)
    with closing(open_store(path)) as db:
        while search.index_waiting(db, 1_000):
            pass
        found = search.find(db, SearchQuery((Term("water"), Term("ice"))), 9_999)
        assert found == [*range(1, 2_021)]
    check_whole(path)
