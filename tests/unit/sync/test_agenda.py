from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.model.country import CountryCode
from desktop_app.model.fetch import NO_VALIDATORS
from desktop_app.store import catalog, feeds
from desktop_app.store.feeds import Failure, Success
from desktop_app.sync.agenda import OFFLINE_AGAIN_S, SPARING, TICK_S, Agenda, Priority, Wanted
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.slow_start import LOOK_S, PROBES, WAVE_S
from tests.support.stores import CL, COUNTRIES, EG, JP, NOW, feed_id, outlet, store

INTERVAL_S = 1_800
DUE = Wanted(None, Eagerness.DUE)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


class Power:
    is_low = False

    def __call__(self) -> bool:
        return self.is_low


def plan(agenda: Agenda, db: sqlite3.Connection, wanted: Wanted = DUE, now: int = NOW) -> list[tuple[str, int]]:
    made = agenda.plan(db, wanted, (), now, INTERVAL_S)
    return [(feed.country, priority) for feed, priority in made.ask]


def opened(*countries: CountryCode) -> Wanted:
    return Wanted(frozenset(countries), Eagerness.OPENED)


def many(db: sqlite3.Connection, number: int) -> None:
    catalog.put_catalog(db, COUNTRIES, [outlet(f"CL/o{i}") for i in range(number)], "many")


def read(db: sqlite3.Connection, key: str, at: int, next_attempt: int) -> None:
    feeds.put_success(db, feed_id(db, key), Success(at, NO_VALIDATORS, None, next_attempt, 0))


def test_countries_looked_at_go_first_and_followed_ones_next(db: sqlite3.Connection) -> None:
    agenda = Agenda(bool)
    assert plan(agenda, db) == [(CL, Priority.OTHER), (EG, Priority.OTHER), (JP, Priority.OTHER)]
    catalog.follow(db, EG, is_followed=True, now=NOW)
    assert plan(agenda, db) == [(EG, Priority.FOLLOWED), (CL, Priority.OTHER), (JP, Priority.OTHER)]
    assert plan(agenda, db, opened(JP)) == [(JP, Priority.LOOKED_AT)]
    assert plan(agenda, db) == [(JP, Priority.LOOKED_AT), (EG, Priority.FOLLOWED), (CL, Priority.OTHER)]


def test_what_failed_waits_until_the_others_were_asked(db: sqlite3.Connection) -> None:
    feeds.put_failure(db, feed_id(db, "CL/alba"), Failure(NOW - 999, "timeout", None, NOW))
    agenda = Agenda(bool)
    assert plan(agenda, db) == [(EG, Priority.OTHER), (JP, Priority.OTHER), (CL, Priority.OTHER)]
    assert plan(agenda, db, opened(CL)) == [(CL, Priority.LOOKED_AT)]
    assert plan(agenda, db)[0] == (CL, Priority.LOOKED_AT)


def test_the_next_pass_is_when_the_first_feed_is_due(db: sqlite3.Connection) -> None:
    agenda = Agenda(bool)
    for key, wait in (("CL/alba", 700), ("EG/nil", 500), ("JP/asahi", 9_999)):
        read(db, key, NOW, NOW + wait)
    assert plan(agenda, db) == []
    assert agenda.next_pass == NOW + 500
    assert plan(agenda, db, now=NOW + 490) == []
    assert agenda.next_pass == NOW + 490 + TICK_S  # those due meanwhile are asked for together
    assert plan(agenda, db, now=NOW + 790) == [(CL, Priority.OTHER), (EG, Priority.OTHER)]


def test_a_clock_that_was_set_back_does_not_silence_it() -> None:
    agenda = Agenda(bool)
    agenda.next_pass = NOW + 99 * 86_400
    assert agenda.patience(NOW, INTERVAL_S) == LOOK_S
    assert agenda.next_pass == NOW + INTERVAL_S


def test_it_waits_no_longer_than_to_the_next_pass() -> None:
    agenda = Agenda(bool)
    agenda.next_pass = NOW + 5
    assert (agenda.patience(NOW, INTERVAL_S), agenda.patience(NOW + 9, INTERVAL_S)) == (5, 0)


def test_a_low_battery_stretches_the_interval_in_the_background_only(
    db: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    power = Power()
    agenda = Agenda(power)
    for key in ("CL/alba", "EG/nil", "JP/asahi"):
        read(db, key, NOW, NOW + INTERVAL_S)
    power.is_low = True
    assert plan(agenda, db, now=NOW + SPARING * INTERVAL_S - 1) == []
    assert len(plan(agenda, db, opened(CL), NOW + INTERVAL_S)) == 1
    assert len(plan(agenda, db, now=NOW + SPARING * INTERVAL_S)) == 3
    power.is_low = False
    assert len(plan(agenda, db, now=NOW + INTERVAL_S)) == 3
    assert [r.getMessage() for r in caplog.records] == ["sync sparing=True", "sync sparing=False"]


def test_without_a_network_a_few_are_asked_now_and_then(db: sqlite3.Connection) -> None:
    many(db, 50)
    agenda = Agenda(bool)
    assert len(plan(agenda, db)) == 50
    agenda.ended(NOW, is_offline=True, is_answered=False)
    assert agenda.next_pass == NOW + OFFLINE_AGAIN_S
    for _ in range(3):
        assert len(plan(agenda, db)) == PROBES
        agenda.ended(NOW, is_offline=True, is_answered=False)
    plan(agenda, db)
    agenda.ended(NOW, is_offline=False, is_answered=True)
    assert len(plan(agenda, db)) == 4 * PROBES
    assert agenda.next_pass == NOW + WAVE_S


def test_after_sleep_the_network_has_a_moment_to_come_back(db: sqlite3.Connection) -> None:
    many(db, 50)
    agenda = Agenda(bool)
    agenda.look(NOW)
    agenda.look(NOW + 28_800)
    assert NOW + 28_800 < agenda.next_pass <= NOW + 28_800 + LOOK_S
    assert len(plan(agenda, db, now=NOW + 28_811)) == PROBES
    assert len(plan(agenda, db, Wanted(None, Eagerness.ASKED))) == 50  # but the user is not kept waiting


@pytest.mark.parametrize(("eagerness", "number"), [(Eagerness.ALL, 1), (Eagerness.ASKED, 0)])
def test_who_asks_for_all_is_told_what_is_left_out(db: sqlite3.Connection, eagerness: int, number: int) -> None:
    feeds.put_success(db, feed_id(db), Success(NOW - 999, NO_VALIDATORS, None, NOW + 999, 0, not_before=NOW + 999))
    made = Agenda(bool).plan(db, Wanted(None, eagerness), (), NOW, INTERVAL_S)
    assert [feed.country for feed in made.skip] == [CL] * number
    assert [feed.country for feed, _ in made.ask] == [EG, JP]
