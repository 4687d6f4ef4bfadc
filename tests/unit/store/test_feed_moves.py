"""A feed that moved is one feed, whoever names it by which address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model.fetch import Validators
from desktop_app.model.outlet import Outlet
from desktop_app.store import catalog, feeds, press
from desktop_app.store.feeds import NO_MOVE, Failure, Move, Success
from tests.support.stores import CL, COUNTRIES, NOW, OUTLETS, feed, feed_id, outlet, store

OLD, NEW = "https://alba.example/feed", "https://new.example/feed"


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def put(db: sqlite3.Connection, move: Move, key: str = "CL/alba") -> None:
    feeds.put_success(db, feed_id(db, key), Success(NOW, Validators('"1"'), b"hash", NOW + 9, 0, move=move))


def take(db: sqlite3.Connection, *outlets: Outlet) -> None:
    catalog.put_catalog(db, COUNTRIES, outlets, "next")


def urls(db: sqlite3.Connection) -> list[str]:
    return [h.url for h in press.health(db, NOW, CL)]


def test_what_was_said_once_is_asked_but_not_shown(db: sqlite3.Connection) -> None:
    put(db, Move("", NEW))
    assert (feed(db).address, feed(db).url, urls(db)) == (NEW, OLD, [OLD])


def test_what_is_confirmed_is_shown_and_the_old_address_stays_known(db: sqlite3.Connection) -> None:
    put(db, Move(NEW))
    (health,) = press.health(db, NOW, CL)
    assert (feed(db).address, health.url, health.moved_from) == (NEW, NEW, OLD)
    assert catalog.find_outlet(db, OLD) == catalog.find_outlet(db, NEW) == "CL/alba"


def test_a_failure_may_end_it(db: sqlite3.Connection) -> None:
    put(db, Move(NEW))
    feeds.put_failure(db, feed_id(db), Failure(NOW, "gone", 410, NOW + 9, move=NO_MOVE))
    assert feed(db).address == OLD


def test_the_same_catalogue_again_makes_no_second_feed(db: sqlite3.Connection) -> None:
    put(db, Move(NEW))
    before = feed(db)
    take(db, *OUTLETS)
    assert feed(db) == before


def test_a_catalogue_with_the_new_address_means_the_same_feed(db: sqlite3.Connection) -> None:
    put(db, Move(NEW))
    before = feed(db)
    take(db, outlet("CL/alba", NEW), *OUTLETS[1:])
    assert feed(db) == replace(before, url=NEW, move=NO_MOVE)
    assert urls(db) == [NEW]


@pytest.mark.parametrize("both", [(OLD, NEW), (NEW, OLD)])
def test_a_catalogue_with_both_has_both(db: sqlite3.Connection, both: tuple[str, str]) -> None:
    put(db, Move(NEW))
    take(db, outlet("CL/alba", *both))
    assert sorted(f.url for f in feeds.to_read(db, [CL])) == sorted(both)


@pytest.mark.parametrize("move", [Move("", NEW), Move(NEW)])
def test_nobody_moves_where_somebody_is(db: sqlite3.Connection, move: Move) -> None:
    take(db, *OUTLETS, outlet("CL/sur", NEW))
    put(db, move)
    assert feed(db).address == OLD


def test_nor_where_somebody_went(db: sqlite3.Connection) -> None:
    put(db, Move(NEW), "EG/nil")
    put(db, Move("", NEW))
    assert feed(db).address == OLD


def test_an_own_source_is_exported_by_its_new_address(db: sqlite3.Connection) -> None:
    catalog.put_outlet(db, replace(outlet("CL/mine", "https://mine.example/feed"), origin="user"))
    put(db, Move("https://mine.example/new"), "CL/mine")
    put(db, Move(NEW))
    assert [f.url for o in catalog.outlets(db, CL) for f in o.feeds] == [OLD, "https://mine.example/new"]
