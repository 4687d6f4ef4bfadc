from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.model.errors import CatalogError, FetchProblem, ParseError, ParseProblem, StoreProblem
from desktop_app.model.events import ArticlesChanged, FeedsChanged, SyncFinished, SyncProgress, SyncStarted
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, Validators
from desktop_app.model.outlet import FeedHealth, FeedState, Outlet
from desktop_app.store import articles, press
from desktop_app.store.connection import open_writer
from desktop_app.store.writer import Urgency
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.engine import BODIES_WAITING, NAMELESS, FetchResult, SyncOptions
from desktop_app.sync.report import Outcome
from tests.support.entries import entry, parsed
from tests.support.stores import CL, DAY, EG, JP, NOW, outlet
from tests.support.syncs import Asked, World, by_outlet, failed, fetched, not_modified, world

ALBA, NIL, ASAHI = (f"https://{name}.example/feed" for name in ("alba", "nil", "asahi"))
HOUR = 3600


@pytest.fixture
def sync(tmp_path: Path) -> Iterator[World]:
    """Three feeds: one with two articles, one with one, one with nothing new."""
    with world(tmp_path) as made:
        made.parser.feeds = {
            b"alba": parsed(entry("a1"), entry("a2")),
            b"nil": parsed(entry("n1", url="https://nil.example/1")),
            b"more": parsed(entry("a0"), entry("a1"), entry("a2", title="Changed")),
        }
        made.sites.answers = {ALBA: fetched(b"alba", '"1"'), NIL: fetched(b"nil"), ASAHI: not_modified()}
        yield made


def health(sync: World) -> dict[str, FeedHealth]:
    with sync.reading() as db:
        return {h.outlet_name: h for h in press.health(db, int(sync.now))}


def test_a_pass_tells_what_came_of_each_feed(sync: World) -> None:
    report = sync.sync()
    outcomes = by_outlet(report)
    assert {n: (o.outcome, o.added) for n, o in outcomes.items()} == {
        "Alba": (Outcome.NEW, 2), "Nil": (Outcome.NEW, 1), "Asahi": (Outcome.UNCHANGED, 0),
    }  # fmt: skip
    assert (outcomes["Alba"].received, outcomes["Alba"].country, outcomes["Alba"].url) == (4, CL, ALBA)
    assert (report.added, report.failed, report.is_cancelled, report.is_offline) == (3, 0, False, False)
    assert sorted(sync.titles()) == ["Title a1", "Title a2", "Title n1"]
    assert {h.state for h in health(sync).values()} == {FeedState.HEALTHY, FeedState.QUIET}


def test_what_is_told_meanwhile(sync: World) -> None:
    sync.sync()
    started, *rest, finished = sync.heard
    assert started == SyncStarted(3)
    assert finished == SyncFinished(3, 3, 0)
    assert [(e.done, e.feeds) for e in rest if isinstance(e, SyncProgress)] == [(1, 3), (2, 3), (3, 3)]
    assert {c: e.added for e in rest if isinstance(e, ArticlesChanged) for c in e.countries} == {CL: 2, EG: 1}
    assert {c for e in rest if isinstance(e, FeedsChanged) for c in e.countries} == {CL, EG, JP}


def test_only_the_countries_asked_for(sync: World) -> None:
    assert [o.country for o in sync.sync(EG).outcomes] == [EG]
    assert sync.sites.urls == [NIL]


def test_the_second_pass_adds_what_is_new_and_changes_what_changed(sync: World) -> None:
    sync.sync()
    sync.heard.clear()
    sync.sites.answers[ALBA] = fetched(b"more")
    sync.now += HOUR
    report = sync.sync()
    assert (report.added, by_outlet(report)["Alba"].added) == (1, 1)
    assert sorted(sync.titles()) == ["Changed", "Title a0", "Title a1", "Title n1"]
    (changed,) = [e for e in sync.heard if isinstance(e, ArticlesChanged)]
    assert (changed.added, len(changed.updated)) == (1, 1)


def test_of_articles_of_the_same_second_the_feeds_first_comes_first(sync: World) -> None:
    sync.parser.feeds[b"alba"] = parsed(*(entry(i, published=NOW - 5) for i in range(4)))
    sync.sync(CL)
    with sync.reading() as db:
        listed = db.execute("SELECT title FROM article ORDER BY published DESC, id DESC").fetchall()
    assert [t for (t,) in listed] == [f"Title {i}" for i in range(4)]


# What need not be done


def test_validators_are_sent_as_they_came(sync: World) -> None:
    given = Validators('W/"x"', "Thu, 01 Jan 1970 00:00:00 GMT")
    sync.sites.answers[ALBA] = fetched(b"alba", validators=given)
    sync.sync(CL)
    sync.sites.answers[ALBA] = not_modified(given)
    for _ in range(2):
        assert by_outlet(sync.sync(CL))["Alba"].outcome is Outcome.UNCHANGED
    assert [a.validators for a in sync.sites.asked] == [NO_VALIDATORS, given, given]
    assert sync.parser.parsed == [b"alba"]


def test_the_same_body_is_not_parsed_again(sync: World) -> None:
    sync.sync(CL)
    sync.sites.answers[ALBA] = fetched(b"alba", '"2"')
    assert by_outlet(sync.sync(CL))["Alba"].outcome is Outcome.UNCHANGED
    assert sync.parser.parsed == [b"alba"]
    sync.sync(CL)
    assert sync.sites.asked[-1].validators == Validators('"2"')  # of the newest answer, though its body was known


@pytest.mark.usefixtures("expect_logs")
def test_validators_and_articles_are_one_transaction(sync: World) -> None:
    """A write that fails must not leave validators behind: the site would say "not modified" for ever."""
    with sync.reading() as db:
        size = db.execute("PRAGMA page_count").fetchone()[0]
    sync.write(lambda db: db.execute(f"PRAGMA max_page_count = {size}"))
    sync.parser.feeds[b"alba"] = parsed(*(entry(i, content=f"<p>{i * 7_919**99}</p>" * 9) for i in range(500)))
    report = sync.sync(CL)
    assert (by_outlet(report)["Alba"].outcome, by_outlet(report)["Alba"].problem) == (Outcome.FAILED, StoreProblem.FULL)
    assert by_outlet(report)["Alba"].added == 0
    assert sync.titles() == []
    sync.write(lambda db: db.execute("PRAGMA max_page_count = 100000"))
    assert sync.sync(CL).added == 500
    assert sync.sites.asked[-1].validators == NO_VALIDATORS


# When to ask


@pytest.mark.parametrize(
    ("eagerness", "later_s", "is_asked"),
    [
        (Eagerness.ALL, 0, True),
        (Eagerness.ASKED, 59, False),
        (Eagerness.ASKED, 60, True),
        (Eagerness.OPENED, 299, False),
        (Eagerness.OPENED, 300, True),
        (Eagerness.DUE, 30 * 60 - 1, False),
        (Eagerness.DUE, 33 * 60, True),
    ],
)
def test_how_soon_again(sync: World, eagerness: int, later_s: int, *, is_asked: bool) -> None:
    sync.sync(CL)
    sync.now += later_s
    sync.engine.request((CL,), eagerness)
    sync.sync(EG)  # whatever came of it, it came before this
    assert sync.sites.urls.count(ALBA) == 1 + is_asked


def test_a_pass_with_nothing_to_do_is_told_to_who_asked(sync: World) -> None:
    sync.sync()
    report = sync.sync(eagerness=Eagerness.ASKED)
    assert report.outcomes == ()
    assert sync.heard[-1] == SyncFinished(0, 0, 0)


def test_a_site_that_asks_for_patience_has_it(sync: World) -> None:
    sync.sites.answers[ALBA] = failed(FetchProblem.BUSY, status=429, retry_after_s=2 * HOUR)
    assert by_outlet(sync.sync(CL))["Alba"].status == 429
    next_attempt = health(sync)["Alba"].next_attempt
    assert next_attempt is not None and 8 * HOUR <= next_attempt - NOW <= 8.8 * HOUR
    sync.now = next_attempt - 1
    for eagerness in (Eagerness.ALL, Eagerness.ASKED):
        report = sync.sync(CL, eagerness=eagerness)
        assert {o.outcome for o in report.outcomes} <= {Outcome.SKIPPED}
    assert len(sync.sites.asked) == 1
    sync.now += 1
    sync.sites.answers[ALBA] = fetched(b"alba")
    assert sync.sync(CL).added == 2


def test_a_feed_that_is_gone_is_not_asked_again(sync: World) -> None:
    sync.sites.answers[ALBA] = failed(FetchProblem.GONE, status=410)
    sync.sync(CL)
    assert health(sync)["Alba"].state is FeedState.GONE
    sync.now += 99 * DAY
    assert by_outlet(sync.sync(CL))["Alba"].outcome is Outcome.SKIPPED
    assert len(sync.sites.asked) == 1


def test_site_and_feed_may_ask_to_be_read_more_rarely(sync: World) -> None:
    sync.sites.answers[ALBA] = fetched(b"alba", max_age_s=2 * HOUR)
    sync.parser.feeds[b"nil"] = parsed(entry("n1"), refresh_s=3 * HOUR)
    sync.sync()
    least = {"Alba": 2 * HOUR, "Nil": 3 * HOUR, "Asahi": HOUR / 2}
    for name, h in health(sync).items():
        assert least[name] <= (h.next_attempt or 0) - NOW <= 1.1 * least[name], name
    sync.now += HOUR
    assert [o.outlet_name for o in sync.sync(eagerness=Eagerness.ASKED).outcomes] == ["Asahi"]  # by the user neither


# Trouble


@pytest.mark.parametrize(
    ("answer", "problem", "status"),
    [
        (failed(FetchProblem.NOT_FOUND, status=404), "not found", 404),
        (failed(FetchProblem.TLS), "tls", None),
        (failed(FetchProblem.DNS), "dns", None),
        (fetched(b"page"), "not a feed", None),
        (fetched(b"bug"), "unexpected", None),
        (RuntimeError("a bug of the fetcher"), "unexpected", None),
    ],
)
@pytest.mark.usefixtures("expect_logs")
def test_trouble_stays_with_its_feed(sync: World, answer: FetchResult, problem: str, status: int | None) -> None:
    sync.parser.feeds |= {b"page": ParseError(ParseProblem.NOT_A_FEED), b"bug": ZeroDivisionError()}
    sync.sites.answers[ALBA] = answer
    report = sync.sync()
    outcome = by_outlet(report)["Alba"]
    assert (outcome.outcome, outcome.problem, outcome.status) == (Outcome.FAILED, problem, status)
    assert (report.added, report.failed, report.is_offline) == (1, 1, False)
    h = health(sync)["Alba"]
    assert (h.state, h.problem, h.failing_since) == (FeedState.FAILING, problem, NOW)
    assert health(sync)["Nil"].problem == ""
    sync.sites.answers[ALBA] = fetched(b"alba")
    sync.now += HOUR
    assert sync.sync().added == 2
    assert health(sync)["Alba"].state is FeedState.HEALTHY


def test_only_a_bug_is_an_error_in_the_log(sync: World, caplog: pytest.LogCaptureFixture) -> None:
    sync.parser.feeds |= {b"page": ParseError(ParseProblem.NOT_A_FEED), b"bug": ZeroDivisionError()}
    sync.sites.answers |= {ALBA: fetched(b"page"), NIL: failed(FetchProblem.TLS), ASAHI: fetched(b"bug")}
    sync.sync()
    errors = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert [r.getMessage() for r in errors] == [f"feed failed url={ASAHI}"]
    assert errors[0].exc_info is not None


def test_failures_wait_longer_and_longer(sync: World) -> None:
    sync.sites.answers[ALBA] = failed(FetchProblem.NOT_FOUND, status=404)
    waits = []
    for _ in range(4):
        sync.sync(CL)
        next_attempt = health(sync)["Alba"].next_attempt
        assert next_attempt is not None
        waits.append(next_attempt - sync.now)
        sync.now = next_attempt
    for wait, plain in zip(waits, [1800, 3600, 7200, 14_400], strict=True):
        assert 0.9 * plain <= wait <= 1.1 * plain


def test_a_body_that_ended_early_gives_what_it_has(sync: World) -> None:
    sync.sites.answers[ALBA] = fetched(b"alba", shortfall=FetchProblem.BROKEN)
    report = sync.sync(CL)
    outcome = by_outlet(report)["Alba"]
    assert (outcome.outcome, outcome.added, outcome.problem) == (Outcome.FAILED, 2, "broken")
    assert sorted(sync.titles()) == ["Title a1", "Title a2"]
    assert (health(sync)["Alba"].problem, health(sync)["Alba"].articles) == ("broken", 2)
    assert 0.9 * 900 <= (health(sync)["Alba"].next_attempt or 0) - NOW <= 1.1 * 900
    sync.sites.answers[ALBA] = fetched(b"alba")  # the same bytes, but now they are the whole
    sync.now += HOUR
    assert by_outlet(sync.sync(CL))["Alba"].outcome is Outcome.UNCHANGED
    assert health(sync)["Alba"].problem == ""


def test_a_piece_that_is_no_feed_is_told_by_what_cut_it(sync: World) -> None:
    sync.parser.feeds[b"half"] = ParseError(ParseProblem.NOT_READABLE)
    sync.sites.answers[ALBA] = fetched(b"half", shortfall=FetchProblem.TOO_LARGE)
    assert by_outlet(sync.sync(CL))["Alba"].problem == "too large"


def test_a_body_that_ended_early_does_not_bring_back_what_was_pruned(sync: World) -> None:
    sync.sync(CL)
    sync.write(lambda db: articles.prune(db, NOW + 1, 10))
    sync.parser.feeds[b"half"] = parsed(entry("a1"))
    sync.sites.answers[ALBA] = fetched(b"half", shortfall=FetchProblem.BROKEN)
    assert sync.sync(CL).added == 0
    sync.sites.answers[ALBA] = fetched(b"alba", '"3"')
    assert sync.sync(CL).added == 0
    assert sync.titles() == []


# The network


@pytest.mark.parametrize(
    "problem", [FetchProblem.DNS, FetchProblem.CONNECT, FetchProblem.TIMEOUT, FetchProblem.OFFLINE]
)
def test_when_nobody_answers_it_is_the_network(sync: World, problem: FetchProblem) -> None:
    sync.all_answer(failed(problem))
    report = sync.sync()
    assert report.is_offline
    assert {o.problem for o in report.outcomes} == {"offline"}
    assert sync.heard[-1] == SyncFinished(3, 0, 3, is_offline=True)
    assert {h.state for h in health(sync).values()} == {FeedState.NEVER}  # no feed is to blame
    sync.all_answer(not_modified())
    assert len(sync.sync(eagerness=Eagerness.ASKED).outcomes) == 3  # and each may be asked again at once


def test_one_that_answers_shows_that_the_others_do_not(sync: World) -> None:
    sync.sites.answers = {ALBA: failed(FetchProblem.DNS), NIL: failed(FetchProblem.TIMEOUT), ASAHI: not_modified()}
    report = sync.sync()
    assert not report.is_offline
    assert {n: o.problem for n, o in by_outlet(report).items()} == {"Alba": "dns", "Nil": "timeout", "Asahi": ""}
    assert {n: h.problem for n, h in health(sync).items()} == {"Alba": "dns", "Nil": "timeout", "Asahi": ""}


@pytest.mark.parametrize("problem", [FetchProblem.NOT_FOUND, FetchProblem.TLS, FetchProblem.BUSY])
def test_a_refusal_is_an_answer_too(sync: World, problem: FetchProblem) -> None:
    sync.all_answer(failed(FetchProblem.DNS))
    sync.sites.answers[ASAHI] = failed(problem)
    report = sync.sync()
    assert not report.is_offline
    assert report.failed == 3
    assert {h.state for h in health(sync).values()} == {FeedState.FAILING}


def test_one_silent_site_is_that_sites_trouble(sync: World) -> None:
    sync.sites.answers[ALBA] = failed(FetchProblem.DNS)
    report = sync.sync(CL)
    assert not report.is_offline
    assert health(sync)["Alba"].problem == "dns"


def test_one_site_and_no_network_at_all(sync: World) -> None:
    sync.sites.answers[ALBA] = failed(FetchProblem.OFFLINE)
    assert sync.sync(CL).is_offline
    assert health(sync)["Alba"].state is FeedState.NEVER


# Requests that meet


def test_a_country_that_is_opened_goes_first(sync: World) -> None:
    sync.sites.is_held = True
    sync.engine.request(None, Eagerness.DUE)
    assert sync.wait_for(SyncStarted) == SyncStarted(3)
    sync.engine.request((EG,), Eagerness.OPENED)
    assert sync.wait_for(SyncStarted) == SyncStarted(3)  # it joined the pass
    nil = next(a.feed for a in sync.sites.asked if a.url == NIL)
    assert sync.sites.promoted == [(nil, 0)]
    sync.sites.go_on()
    assert len(sync.finished().outcomes) == 3
    assert sync.sites.urls == [ALBA, NIL, ASAHI]


def test_a_feed_is_asked_once_a_pass(sync: World) -> None:
    """Whether it waits to be fetched, to be written, or for news of the network."""
    hold, held = threading.Event(), threading.Event()

    def wait(_db: object) -> tuple[()]:
        held.set()
        assert hold.wait(20)
        return ()

    sync.sites.answers[NIL] = failed(FetchProblem.DNS)
    sync.writer.submit(wait, Urgency.USER)
    assert held.wait(20)
    sync.engine.request(None, Eagerness.ALL)
    sync.wait_for(SyncStarted)
    while sync.parser.parsed != [b"alba"]:
        threading.Event().wait(0.001)
    for _ in range(3):
        sync.engine.request(None, Eagerness.ALL)
        sync.wait_for(SyncStarted)
    hold.set()
    report = sync.finished()
    assert sorted(sync.sites.urls) == sorted([ALBA, NIL, ASAHI])
    assert len(report.outcomes) == 3


def test_cancelling(sync: World) -> None:
    sync.sites.is_held = True
    sync.engine.request(None, Eagerness.ALL)
    sync.wait_for(SyncStarted)
    sync.engine.cancel()
    report = sync.finished()
    assert report.is_cancelled and not report.is_offline
    assert {(o.outcome, o.problem) for o in report.outcomes} == {(Outcome.SKIPPED, "cancelled")}
    assert sync.heard[-1] == SyncFinished(3, 0, 0, is_cancelled=True)
    assert {h.state for h in health(sync).values()} == {FeedState.NEVER}
    sync.sites.go_on()
    assert sync.sync().added == 3


def test_cancelling_when_nothing_runs(sync: World) -> None:
    sync.engine.cancel()
    assert sync.sync().added == 3


def test_a_pass_that_is_cancelled_before_anybody_answered_says_nothing_of_the_network(sync: World) -> None:
    sync.sites.answers |= {ALBA: failed(FetchProblem.TIMEOUT), NIL: failed(FetchProblem.TIMEOUT)}
    answered = threading.Event()

    def hang(_asked: Asked) -> FetchResult:
        answered.set()
        assert go_on.wait(20)
        return failed(FetchProblem.CANCELLED)

    go_on = threading.Event()
    sync.sites.answers[ASAHI] = hang
    sync.engine.request(None, Eagerness.ALL)
    assert answered.wait(20)
    sync.engine.cancel()
    go_on.set()
    report = sync.finished()
    assert report.is_cancelled and not report.is_offline
    assert {h.state for h in health(sync).values()} == {FeedState.NEVER}


def test_without_a_network_the_rest_is_not_waited_for(tmp_path: Path) -> None:
    outlets = [outlet(f"CL/o{i:02}") for i in range(NAMELESS + 30)]
    dropped = threading.Event()

    def hang(_asked: Asked) -> FetchResult:
        assert dropped.wait(20)
        return failed(FetchProblem.CANCELLED)

    with world(tmp_path, outlets) as sync:
        addresses = [o.feeds[0].url for o in outlets]
        sync.sites.answers |= dict.fromkeys(addresses, failed(FetchProblem.DNS))
        sync.sites.answers[addresses[NAMELESS]] = hang
        sync.sites.on_cancel = dropped.set
        report = sync.sync()
    assert report.is_offline and not report.is_cancelled
    assert report.failed == NAMELESS


# The thread


def test_a_body_is_let_go_of_before_the_next_one_comes(sync: World) -> None:
    """The fetcher has room for one large body at a time."""
    bodies: list[weakref.ref[Fetched]] = []

    def give(_asked: Asked) -> FetchResult:
        made = fetched(b"alba")
        bodies.append(weakref.ref(made))
        return made

    gate = threading.Event()
    sync.sites.answers[ALBA] = give
    sync.submit(lambda _: gate.wait(20))
    sync.engine.request((CL,), Eagerness.ALL)
    until = time.monotonic() + 10
    while (not bodies or bodies[0]() is not None) and time.monotonic() < until:
        threading.Event().wait(0.002)
    assert bodies[0]() is None
    gate.set()
    assert sync.finished().added == 2


def test_stopping_while_bodies_wait(tmp_path: Path) -> None:
    outlets = [outlet(f"CL/o{i}") for i in range(3 * BODIES_WAITING)]
    gate = threading.Event()
    with world(tmp_path, outlets) as sync:
        answer_all(sync, outlets)
        sync.submit(lambda _: gate.wait(20))
        sync.engine.request(None, Eagerness.ALL)
        sync.wait_for(SyncStarted)
        while len(sync.parser.parsed) < 3:
            threading.Event().wait(0.001)
        stopper = threading.Thread(target=sync.engine.stop)
        stopper.start()
        gate.set()
        stopper.join(20)
        assert not stopper.is_alive()
    with world(tmp_path, outlets) as again:
        answer_all(again, outlets)
        again.sync()
        assert sorted(again.titles()) == sorted(f"Title {o.key}" for o in outlets)


def answer_all(sync: World, outlets: list[Outlet]) -> None:
    for o in outlets:
        sync.sites.answers[o.feeds[0].url] = fetched(o.key.encode())
        sync.parser.feeds[o.key.encode()] = parsed(entry(o.key))


@pytest.mark.usefixtures("expect_logs")
def test_a_store_that_cannot_be_read_ends_the_pass_and_not_the_thread(tmp_path: Path) -> None:
    with world(tmp_path, in_background=True) as sync:
        sync.prepared = lambda: spoil(sync.database)
        sync.engine.start(at_once=False)
        for _ in range(2):
            assert sync.sync().outcomes == ()


def spoil(database: Path) -> None:
    with closing(open_writer(database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def test_stopping_what_never_started(tmp_path: Path) -> None:
    with world(tmp_path, in_background=True):
        pass


@pytest.mark.usefixtures("expect_logs")
def test_without_a_catalogue_it_goes_on_with_what_it_has(tmp_path: Path) -> None:
    def fail() -> None:
        raise CatalogError("sources.toml, line 3: no")

    with world(tmp_path, in_background=True) as sync:
        sync.prepared = fail
        sync.engine.start(at_once=False)
        sync.all_answer(not_modified())
        assert len(sync.sync().outcomes) == 3


def test_in_the_background_it_begins_by_itself(tmp_path: Path) -> None:
    with world(tmp_path, in_background=True) as sync:
        sync.all_answer(not_modified())
        sync.engine.start(at_once=True)
        assert len(sync.finished().outcomes) == 3


def test_a_clock_that_was_set_back_does_not_silence_it(tmp_path: Path) -> None:
    with world(tmp_path, in_background=True) as sync:
        sync.engine.options = SyncOptions(interval_s=1_800)
        sync.now += 99 * DAY
        sync.engine._agenda.next_pass = sync.now + 1_800
        sync.now -= 98 * DAY
        patience = sync.engine._patience()
        assert patience is not None and 0 < patience <= 1_800


def test_tidying_is_asked_for_twice_a_day(tmp_path: Path) -> None:
    with world(tmp_path, in_background=True) as sync:
        sync.all_answer(not_modified())
        sync.engine.start(at_once=True)
        sync.finished()
        for hours in (11, 1, 12):
            sync.now += hours * HOUR
            sync.sync(eagerness=Eagerness.DUE)
        assert [(at - NOW) / HOUR + 90 * 24 for at in sync.tidied] == [0, 12, 24]


def test_new_articles_are_searched_soon(sync: World) -> None:
    sync.sync()
    sync.write(lambda _: None, Urgency.CLOSE)
    with sync.reading() as db:
        assert db.execute("SELECT count(*) FROM search_todo").fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM search WHERE search MATCH 'title'").fetchone()[0] == 3
