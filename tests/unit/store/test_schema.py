from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.model.fetch import Validators
from desktop_app.model.listing import SearchQuery, Term
from desktop_app.store import feeds, schema, search
from desktop_app.store.connection import open_reader, open_writer, store_errors
from desktop_app.store.writer import Writer
from tests.support import older
from tests.support.stores import check_index, store


def test_a_new_file_gets_the_newest_shape(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as db:
        assert schema.version(db) == len(schema.MIGRATIONS)
        assert db.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as db:
        before = db.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
        schema.migrate(db)
        assert db.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (done INTEGER)")
        raise RuntimeError

    with store(tmp_path / "a.db") as db:
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
        with pytest.raises(RuntimeError):
            schema.migrate(db)
        assert schema.version(db) == len(schema.MIGRATIONS) - 1
        assert db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half'").fetchone() is None


@pytest.mark.parametrize("old", range(1, len(schema.MIGRATIONS)))
def test_an_older_store_becomes_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: int) -> None:
    path = tmp_path / "a.db"
    with monkeypatch.context() as patch, closing(open_writer(path)) as db:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:old])
        schema.migrate(db)
        db.execute("INSERT INTO outlet VALUES (7, 'CL/a', 'CL', 'A', 'daily', '', 1, 1, 'catalog', '{}')")
        db.execute(
            "INSERT INTO feed (outlet, url, language, in_catalog, etag) VALUES (7, 'https://a/', '', 1, '\"1\"')"
        )
    with closing(schema.open_store(path)) as db:
        assert schema.version(db) == len(schema.MIGRATIONS)
        (feed,) = feeds.to_read(db)
        assert feed.validators == Validators('"1"')
    with store(tmp_path / "new.db") as new, closing(open_reader(path)) as db:
        for table in ("feed", "article", "outlet"):
            columns = f"SELECT name, type FROM pragma_table_info('{table}') ORDER BY name"
            assert db.execute(columns).fetchall() == new.execute(columns).fetchall()


def test_an_index_of_spans_is_filled_anew_by_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    older.make(path, indexed=30, waiting=3)
    with closing(schema.open_store(path)) as db:
        check_index(db)
        while search.index_waiting(db, 10):
            pass
        check_index(db)
        assert search.find(db, SearchQuery((Term("water"), Term("ice"))), 99) == [*range(1, 34)]


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (a)")
        db.commit()


def from_the_future(path: Path) -> None:
    with store(path) as db:
        db.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 1000)


def torn(path: Path) -> None:
    with store(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (foreign, StoreProblem.NOT_OURS),
        (from_the_future, StoreProblem.TOO_NEW),
        (no_database, StoreProblem.DAMAGED),
        (torn, StoreProblem.DAMAGED),
        (a_folder, StoreProblem.UNREADABLE),
    ],
)
def test_what_cannot_be_opened_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], problem: StoreProblem
) -> None:
    path = tmp_path / "a.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError) as e:
        Writer(path, lambda _: None)
    assert e.value.problem is problem
    assert e.value.__cause__ is not None or problem in {StoreProblem.NOT_OURS, StoreProblem.TOO_NEW}
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_folder_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as e:
        Writer(tmp_path / "nowhere" / "a.db", lambda _: None)
    assert e.value.problem is StoreProblem.UNREADABLE


def open_once(path: str) -> None:
    Writer(Path(path), lambda _: None).close()


def test_programs_that_start_at_once_make_one_store(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=open_once, args=(str(path),)) for _ in range(4)]
    for process in others:
        process.start()
    for process in others:
        process.join()
    assert [process.exitcode for process in others] == [0] * 4
    with closing(open_reader(path)) as db:
        assert schema.version(db) == len(schema.MIGRATIONS)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with store(tmp_path / "a.db"), closing(open_reader(tmp_path / "a.db")) as db:
        with pytest.raises(StoreError) as e, store_errors():
            db.execute("DELETE FROM article")
        assert e.value.problem is StoreProblem.READ_ONLY


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as e, store_errors():
        open_reader(tmp_path / "a.db").execute("SELECT 1 FROM article")
    assert e.value.problem is StoreProblem.UNREADABLE
    assert list(tmp_path.iterdir()) == []


def test_names_with_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    path = tmp_path / "100% ours?#1 ü 日本.db"
    with store(path), closing(open_reader(path)) as db:
        assert schema.version(db) == len(schema.MIGRATIONS)


def test_our_own_mistakes_are_not_the_disks(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as db, pytest.raises(sqlite3.OperationalError), store_errors():
        db.execute("SELECT nothing FROM nowhere")


def test_a_reader_never_waits_for_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path), closing(open_writer(path)) as writer, closing(open_reader(path)) as reader:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        assert reader.execute("SELECT count(*) FROM meta").fetchone()[0] == 1  # the catalogue's fingerprint
        writer.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM meta").fetchone()[0] == 2
