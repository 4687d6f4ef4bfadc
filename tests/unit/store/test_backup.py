from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.store import articles, backup, schema
from desktop_app.store.connection import open_reader, open_writer
from tests.support.stores import add, new, store, tables


def titles(path: Path) -> list[str]:
    with closing(open_reader(path)) as db:
        return [t for (t,) in db.execute("SELECT title FROM article ORDER BY id")]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "overview.db"
    with store(path) as db:
        add(db, new(1), new(2))
    return path


def test_a_copy_made_while_the_store_is_written_to(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "deep" / "b.db"
    with closing(open_writer(database)) as db:
        db.execute("BEGIN IMMEDIATE")
        add(db, new(3))
        size = backup.back_up(database, target)
        db.execute("COMMIT")
        before = tables(db)
    assert size == target.stat().st_size > 0
    assert titles(target) == ["Title 1", "Title 2"]
    backup.check(target)
    backup.back_up(database, target)  # in the place of the older one
    with closing(open_reader(target)) as copy:
        assert tables(copy) == before
    assert [p.name for p in target.parent.iterdir()] == ["b.db"]


def test_a_backup_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as e:
        backup.back_up(tmp_path / "nothing.db", tmp_path / "b.db")
    assert e.value.problem is StoreProblem.UNREADABLE
    assert not (tmp_path / "b.db").exists()


def test_a_backup_that_cannot_be_written_leaves_the_older_one(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    backup.back_up(database, target)
    older = target.read_bytes()
    (tmp_path / "b.db.new").mkdir()
    with pytest.raises(StoreError):
        backup.back_up(database, target)
    assert target.read_bytes() == older


def test_a_backup_below_a_file(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as e:
        backup.back_up(database, tmp_path / "file" / "b.db")
    assert e.value.problem is StoreProblem.UNREADABLE


def test_restoring(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    backup.back_up(database, copy)
    with store(database) as db:
        add(db, new(3))
    backup.restore(copy, database)
    assert titles(database) == ["Title 1", "Title 2"]
    kept = tmp_path / "overview.db.before-restore"
    assert titles(kept) == ["Title 1", "Title 2", "Title 3"]
    with store(database) as db:  # and it goes on from there
        add(db, new(4))
        assert articles.total(db) == 3
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_restoring_where_nothing_was(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    backup.back_up(database, copy)
    fresh = tmp_path / "elsewhere" / "overview.db"
    fresh.parent.mkdir()
    backup.restore(copy, fresh)
    assert titles(fresh) == ["Title 1", "Title 2"]
    assert [p.name for p in fresh.parent.iterdir()] == ["overview.db"]


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_no_restoring_under_somebodys_feet(
    database: Path, tmp_path: Path, opened: Callable[[Path], sqlite3.Connection]
) -> None:
    copy = tmp_path / "b.db"
    backup.back_up(database, copy)
    with closing(opened(database)) as db:
        db.execute("SELECT count(*) FROM article").fetchone()
        with pytest.raises(StoreError) as e:
            backup.restore(copy, database)
        assert e.value.problem is StoreProblem.BUSY
    with store(database) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert articles.total(db) == 2


def damage(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(whole)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("not a database at all " * 500)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (a)")


def missing(path: Path) -> None:
    path.unlink()


def too_new(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (damage, StoreProblem.DAMAGED),
        (cut, StoreProblem.DAMAGED),
        (empty, StoreProblem.NOT_OURS),
        (text, StoreProblem.DAMAGED),
        (foreign, StoreProblem.NOT_OURS),
        (missing, StoreProblem.UNREADABLE),
        (too_new, StoreProblem.TOO_NEW),
    ],
)
def test_a_copy_that_is_no_good_is_refused(
    database: Path, tmp_path: Path, spoil: Callable[[Path], None], problem: StoreProblem
) -> None:
    copy = tmp_path / "b.db"
    backup.back_up(database, copy)
    spoil(copy)
    with pytest.raises(StoreError) as e:
        backup.restore(copy, database)
    assert e.value.problem is problem
    assert titles(database) == ["Title 1", "Title 2"]
    assert not (tmp_path / "overview.db.before-restore").exists()


def test_a_damaged_store_can_be_restored(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "b.db"
    backup.back_up(database, copy)
    text(database)
    damaged = database.read_bytes()
    with pytest.raises(StoreError):
        backup.check(database)
    backup.restore(copy, database)
    assert titles(database) == ["Title 1", "Title 2"]
    assert (tmp_path / "overview.db.before-restore").read_bytes() == damaged
