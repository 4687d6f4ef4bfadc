"""What the owner of a site sees of us: every rule by the requests that came to a site on the loopback."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from email.utils import formatdate
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop_app import CONTACT, __version__, app
from desktop_app.library.core import Core
from desktop_app.model.country import CountryCode
from desktop_app.model.events import Event, SyncFinished, SyncStarted
from desktop_app.model.outlet import FeedHealth, FeedState, Outlet
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.report import SyncReport
from tests.support.cores import PATIENCE_S, Source, rss, web
from tests.support.stores import DAY, NOW, outlet
from tests.support.web import Answer, Page, Site, redirect, serve

MINUTE, HOUR = 60, 3_600
NOWHERE = frozenset({CountryCode("ZZ")})


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


class Program:
    """The program, with a clock that the test sets. ``start`` begins it anew on the same files."""

    def __init__(self, profile: Path) -> None:
        self.now = float(NOW)
        self._profile = profile

    @contextmanager
    def start(self, *outlets: Outlet) -> Iterator[Run]:
        world = web(Source(outlets), clock=lambda: self.now)
        core = Core(in_profile(self._profile), Settings(), world, in_background=True)
        run = Run(core)
        try:
            core.start(sync_at_once=False)
            yield run
        finally:
            core.close()


class Run:
    def __init__(self, core: Core) -> None:
        self.core = core
        self.library = core.library
        self._events: queue.SimpleQueue[SyncStarted | SyncFinished] = queue.SimpleQueue()
        core.hub.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, SyncStarted | SyncFinished):
            self._events.put(event)

    def background(self) -> None:
        """A pass that nobody asked for; it may find nothing to do, and then tells nobody.

        So a second one is asked for, of a country without press, that tells of itself alone or with the first.
        """
        self.core._engine.request(None, Eagerness.DUE)
        self.core._engine.request(NOWHERE, Eagerness.ASKED)
        starts = 0
        while True:
            event = self._events.get(timeout=PATIENCE_S)
            if isinstance(event, SyncStarted):
                starts += 1
            elif event.feeds == 0 or starts == 2:
                return
            else:
                starts = 0

    def all(self) -> SyncReport:
        """As the command line asks."""
        self.library.sync_all(None)
        return self._finished()

    def now(self) -> SyncReport:
        """As the button asks."""
        self.library.sync_now()
        return self._finished()

    def _finished(self) -> SyncReport:
        while not isinstance(self._events.get(timeout=PATIENCE_S), SyncFinished):
            pass
        assert self.core.report is not None
        return self.core.report

    def health(self) -> dict[str, FeedHealth]:
        with closing(self.library.view()) as view:
            return {h.outlet_name: h for h in view.health()}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def at(site: Site, *keys: str) -> list[Outlet]:
    """An outlet for each key, whose feed is the page of its name."""
    return [outlet(key, site.url(f"/{key.partition('/')[2]}")) for key in keys]


def dated(name: str, dates: Sequence[float], inside: str = "") -> bytes:
    items = "".join(
        f"<item><guid>{name}-{d}</guid><title>{name} {d}</title><pubDate>{formatdate(d, usegmt=True)}</pubDate></item>"
        for d in dates
    )
    return f'<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>{name}</title>\
{inside}{items}</channel></rss>'.encode()


# What is sent


def test_what_is_sent(site: Site, program: Program) -> None:
    names = ["alba", "nil", "asahi", "sur"]
    for name in names:
        site[f"/{name}"] = Answer(rss(name, range(3)), headers=(("Set-Cookie", "id=1; Path=/"),), encoding="gzip")
    with program.start(*at(site, "CL/alba", "EG/nil", "JP/asahi", "CL/sur")) as run:
        run.all()
        run.all()
    assert sorted(site.asked) == sorted(f"/{name}" for name in names * 2)  # one request a feed, nothing else
    assert {r.method for r in site.requests} == {"GET"}
    assert site.most_at_once == 1  # at a time, all being of one host
    sent = [r.headers for r in site.requests]
    assert not [h for h in sent if {"cookie", "referer", "pragma", "cache-control"} & h.keys()]
    assert {h["accept-encoding"] for h in sent} == {"gzip, deflate, br"}
    assert len({r.connection for r in site.requests}) <= 2  # kept from one request to the next within a pass


def test_who_we_say_we_are() -> None:
    name, _, about = app.USER_AGENT.partition(" ")
    assert name == f"Overview/{__version__}"
    assert about.endswith(f"; +{CONTACT})")
    assert urlsplit(CONTACT).scheme == "https" and urlsplit(CONTACT).hostname
    assert not {"Mozilla", "Chrome", "python"} & set(app.USER_AGENT.replace("/", " ").split())


# When we come back


ASKED_FOR: list[tuple[str, Answer, int]] = [
    ("max-age", Answer(dated("alba", [NOW]), headers=(("Cache-Control", "public, max-age=7200"),)), 2 * HOUR),
    ("Expires", Answer(dated("alba", [NOW]), headers=(("Expires", formatdate(NOW + 7_200, usegmt=True)),
                                                      ("Date", formatdate(NOW, usegmt=True)))), 2 * HOUR),
    ("ttl", Answer(dated("alba", [NOW], "<ttl>180</ttl>"), etag='"1"'), 3 * HOUR),
    ("sy", Answer(dated("alba", [NOW], "<sy:updatePeriod>daily</sy:updatePeriod>"
                                       "<sy:updateFrequency>4</sy:updateFrequency>")), 6 * HOUR),
    ("more than a day", Answer(dated("alba", [NOW], "<ttl>99999</ttl>")), DAY),
    ("skipHours", Answer(dated("alba", [NOW], f"<skipHours><hour>{NOW // HOUR % 24 + 1}</hour></skipHours>")),
     2 * HOUR - NOW % HOUR),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answer", "wait"), ASKED_FOR)
def test_what_site_and_feed_ask_for_is_kept(site: Site, program: Program, name: str, answer: Answer, wait: int) -> None:
    site["/alba"] = answer
    feeds = at(site, "CL/alba")
    with program.start(*feeds) as run:
        run.background()
        assert len(site.requests) == 1
    program.now = NOW + max(wait, 30 * MINUTE) - 1
    with program.start(*feeds) as run:  # a restart changes nothing
        run.background()
        assert len(site.requests) == 1, name
        if name != "skipHours":  # which is meant for programs that come by themselves
            run.all()
            run.now()
            assert len(site.requests) == 1, name
        program.now = NOW + min(1.1 * max(wait, 30 * MINUTE), DAY) + 1
        run.background()
        assert len(site.requests) == 2, name


def test_a_site_that_asks_for_hours_is_read_when_its_turn_comes(site: Site, program: Program) -> None:
    """Who asks for less than the usual half an hour does not mind a user who wants to know now."""
    old = dated("alba", [NOW - 3 * DAY])
    site["/patient"] = Answer(old, headers=(("Cache-Control", "max-age=3600"),), etag='"p"')
    site["/usual"] = Answer(old, headers=(("Cache-Control", "max-age=300"),), etag='"u"')
    with program.start(*at(site, "CL/patient", "CL/usual")) as run:
        for hour in range(4):
            program.now = NOW + hour * HOUR + 60
            run.all()
            run.now()
        assert site.asked.count("/patient") == 1
        assert site.asked.count("/usual") == 4
        program.now = NOW + 10 * HOUR  # an eighth of its silence
        run.background()
        assert site.asked.count("/patient") == 2


def test_a_site_that_asks_for_less_than_its_due_is_left_alone_for_a_quarter_of_an_hour(
    site: Site, program: Program
) -> None:
    site["/alba"] = Answer(dated("alba", [NOW], "<ttl>1</ttl>"), headers=(("Cache-Control", "max-age=0, no-store"),))
    with program.start(*at(site, "CL/alba")) as run:
        for _ in range(16):
            run.background()
            program.now += MINUTE
    assert len(site.requests) == 1


def test_a_feed_is_asked_as_often_as_it_publishes(site: Site, program: Program) -> None:
    """A day of passes every quarter of an hour: a daily, a weekly, and one that never rests."""
    site["/daily"] = lambda _: Answer(
        dated("daily", [NOW + DAY * d for d in range(-20, 2) if NOW + DAY * d <= program.now])
    )
    site["/weekly"] = Answer(dated("weekly", [NOW - 7 * DAY * w for w in range(5)]), etag='"w"')
    site["/agency"] = lambda _: Answer(dated("agency", [program.now - 5 * MINUTE * i for i in range(9)]))
    with program.start(*at(site, "CL/daily", "CL/weekly", "CL/agency")) as run:
        for _ in range(96):
            run.background()
            program.now += 15 * MINUTE
        health = run.health()
    number = {name: site.asked.count(f"/{name}") for name in ("daily", "weekly", "agency")}
    assert 3 <= number["daily"] <= 8
    assert 1 <= number["weekly"] <= 2
    assert 30 <= number["agency"] <= 48  # the user's half an hour is the least
    assert round(health["Daily"].articles_per_week or 0) == 7
    assert (health["Agency"].articles_per_week or 0) > 200
    assert (health["Agency"].average_delay_s or 0) <= 30 * MINUTE


def test_now_asks_nobody_twice_within_a_minute(site: Site, program: Program) -> None:
    site["/alba"] = Answer(dated("alba", [NOW]), etag='"1"')
    with program.start(*at(site, "CL/alba")) as run:
        for later, number in ((0, 1), (1, 1), (58, 1), (1, 2)):
            program.now += later
            run.now()
            assert len(site.requests) == number
    assert [r.headers.get("if-none-match") for r in site.requests] == [None, '"1"']


# Trouble


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_date", [False, True])
def test_retry_after(site: Site, program: Program, status: int, *, is_date: bool) -> None:
    retry = formatdate(NOW + 4 * HOUR, usegmt=True) if is_date else str(4 * HOUR)
    busy = Answer(b"slow", status, (("Retry-After", retry), ("Date", formatdate(NOW, usegmt=True))))
    site["/alba"] = [busy, Answer(dated("alba", [NOW]))]
    with program.start(*at(site, "CL/alba")) as run:
        run.background()
        program.now = NOW + 4 * HOUR - 1
        run.background()
        run.all()
        run.now()
        assert len(site.requests) == 1
        program.now = NOW + 10 * HOUR - 1  # with some hours more than it asked for
        run.all()
        assert len(site.requests) == 1
        program.now = NOW + 11 * HOUR + 1
        run.background()
        assert len(site.requests) == 2
        assert run.health()["Alba"].state is FeedState.HEALTHY


@pytest.mark.parametrize(
    ("retry", "least", "most"),
    [
        ("0", 27 * MINUTE, 33 * MINUTE),
        ("-5", 27 * MINUTE, 33 * MINUTE),
        ("soon", 27 * MINUTE, 33 * MINUTE),
        ("1.5", 27 * MINUTE, 33 * MINUTE),
        (formatdate(NOW - DAY, usegmt=True), 27 * MINUTE, 33 * MINUTE),
        ("600", HOUR, 1.1 * HOUR),
        ("999999999999", 7 * DAY, 7.1 * DAY),
        ("9" * 40, 27 * MINUTE, 33 * MINUTE),
    ],
)
def test_whatever_retry_after_says(site: Site, program: Program, retry: str, least: float, most: float) -> None:
    site["/alba"] = Answer(b"slow", 429, (("Retry-After", retry), ("Date", formatdate(NOW, usegmt=True))))
    with program.start(*at(site, "CL/alba")) as run:
        run.background()
        next_attempt = run.health()["Alba"].next_attempt
    assert next_attempt is not None and least <= next_attempt - NOW <= most


@pytest.mark.parametrize(
    ("name", "headers", "wait"),
    [
        ("no-cache", {"Cache-Control": "no-cache"}, 0),
        ("always to be confirmed", {"Cache-Control": "private, must-revalidate, max-age=0"}, 0),
        ("another's", {"Cache-Control": "s-maxage=7200"}, 0),
        ("in any case", {"Cache-Control": 'Public, Max-Age="7200"'}, 2 * HOUR),
        ("some of it is over", {"Cache-Control": "max-age=7200", "Age": "3600"}, HOUR),
        ("all of it is over", {"Cache-Control": "max-age=3600", "Age": "7200"}, 0),
        ("an age that is none", {"Cache-Control": "max-age=3600", "Age": "old"}, HOUR),
        ("max-age goes before Expires", {"Cache-Control": "max-age=0", "Expires": formatdate(NOW + DAY)}, 0),
        ("expired", {"Expires": "0"}, 0),
        ("expired", {"Expires": "-1"}, 0),
        ("expired long ago", {"Expires": "Thu, 19 Nov 1981 08:52:00 GMT"}, 0),
        ("a year", {"Cache-Control": "max-age=31536000, immutable"}, DAY),
        ("for whom it may vary", {"Cache-Control": "max-age=3600", "Vary": "User-Agent, Accept-Encoding"}, HOUR),
        ("broken", {"Cache-Control": "max-age=soon"}, 0),
    ],
)
def test_how_long_an_answer_is_fresh(
    site: Site, program: Program, name: str, headers: dict[str, str], wait: int
) -> None:
    site["/alba"] = Answer(dated("alba", [NOW]), headers=(*headers.items(), ("Date", formatdate(NOW, usegmt=True))))
    with program.start(*at(site, "CL/alba")) as run:
        run.background()
        next_attempt = run.health()["Alba"].next_attempt
    least = max(wait, 30 * MINUTE)
    assert next_attempt is not None and least <= next_attempt - NOW <= min(1.1 * least + 1, DAY), name


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_refusals_are_asked_more_and_more_rarely_and_never_given_up(site: Site, program: Program, status: int) -> None:
    site["/alba"] = Answer(b"no", status)
    site["/nil"] = Answer(dated("nil", [NOW]))
    with program.start(*at(site, "CL/alba", "EG/nil")) as run:
        for _ in range(3 * 24 * 2):
            run.background()
            program.now += 30 * MINUTE
        in_three_days = site.asked.count("/alba")
        assert 7 <= in_three_days <= 9
        run.all()  # the command line keeps the pause too
        assert site.asked.count("/alba") == in_three_days
        program.now += 1.1 * DAY
        site["/alba"] = Answer(dated("alba", [program.now]))
        run.background()
        alba = run.health()["Alba"]
        assert alba.problem == ""
        assert (
            alba.next_attempt is not None and alba.next_attempt - program.now <= 33 * MINUTE
        )  # as if nothing had been


def test_what_is_gone_is_not_asked_for_again(site: Site, program: Program) -> None:
    site["/alba"] = Answer(b"gone", 410)
    with program.start(*at(site, "CL/alba")) as run:
        for _ in range(3):
            run.background()
            run.all()
            run.now()
            program.now += 40 * DAY
        assert run.health()["Alba"].state is FeedState.GONE
    assert len(site.requests) == 1


# Moves


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_moved_is_read_where_it_is(site: Site, program: Program, status: int) -> None:
    site["/alba"] = redirect("/new", status)
    site["/new"] = Answer(dated("alba", [NOW]), etag='"n"')
    feeds = at(site, "CL/alba")
    with program.start(*feeds) as run:
        run.all()
        assert (run.health()["Alba"].url, run.health()["Alba"].moved_from) == (site.url("/alba"), "")  # said once
        run.all()
        assert (run.health()["Alba"].url, run.health()["Alba"].moved_from) == (site.url("/new"), site.url("/alba"))
    with program.start(*feeds) as run:
        run.all()
        with closing(run.library.view()) as view:
            assert len(view.health()) == 1
    assert site.asked == ["/alba", "/new", "/new", "/new"]
    assert [r.headers.get("if-none-match") for r in site.requests] == [None, None, '"n"', '"n"']


@pytest.mark.parametrize("statuses", [(302,), (303,), (307,), (302, 301), (301, 302), (301, 307, 308)])
def test_what_is_moved_for_a_while_stays(site: Site, program: Program, statuses: tuple[int, ...]) -> None:
    places = ["/alba", *(f"/hop{i}" for i in range(1, len(statuses))), "/new"]
    for place, target, status in zip(places, places[1:], statuses, strict=False):
        site[place] = redirect(target, status)
    site["/new"] = Answer(dated("alba", [NOW]))
    with program.start(*at(site, "CL/alba")) as run:
        for _ in range(3):
            run.all()
        assert run.health()["Alba"].url == site.url("/alba")
    assert site.asked == places * 3


@pytest.mark.parametrize("answer", [Answer(b"no", 404), Answer(b"<html>hello</html>", content_type="text/html")])
def test_a_move_that_leads_nowhere_is_forgotten(site: Site, program: Program, answer: Answer) -> None:
    feed = Answer(dated("alba", [NOW]))
    site["/alba"] = [redirect("/new", 301), feed]
    site["/new"] = [feed, answer]
    with program.start(*at(site, "CL/alba")) as run:
        run.all()
        run.all()
        assert run.health()["Alba"].state is FeedState.FAILING
        program.now += 17 * MINUTE  # soon, since the old address may well be right
        run.background()
        assert (run.health()["Alba"].url, run.health()["Alba"].problem) == (site.url("/alba"), "")
    assert site.asked == ["/alba", "/new", "/new", "/alba"]


def test_nobody_is_asked_with_anothers_validators(site: Site, program: Program) -> None:
    """The feed moves, and moves back, over restarts; each place counts its versions from one."""
    site["/alba"] = [redirect("/new", 301), Answer(dated("alba", [NOW - 9, NOW]), etag='"1"')]
    site["/new"] = [Answer(dated("alba", [NOW]), etag='"1"'), Answer(b"no", 404)]
    feeds = at(site, "CL/alba")
    articles = 0
    for _ in range(4):
        with program.start(*feeds) as run:
            run.background()
            articles = run.health()["Alba"].articles
        program.now += HOUR
    assert site.asked == ["/alba", "/new", "/new", "/alba", "/alba"]
    assert [r.headers.get("if-none-match") for r in site.requests] == [None, None, '"1"', None, '"1"']
    assert articles == 2


def test_a_move_to_a_page_is_none(site: Site, program: Program) -> None:
    """What hotels' networks do with every request."""
    site["/alba"] = redirect("/welcome", 301)
    site["/welcome"] = Answer(b"<html>please log in</html>", content_type="text/html")
    with program.start(*at(site, "CL/alba")) as run:
        run.all()
        run.all()
    assert site.asked == ["/alba", "/welcome"] * 2


def test_a_feed_that_moves_where_another_one_is_stays(site: Site, program: Program) -> None:
    site["/alba"] = redirect("/nil", 301)
    site["/nil"] = Answer(dated("nil", [NOW]))
    with program.start(*at(site, "CL/alba", "CL/nil")) as run:
        for _ in range(3):
            run.all()
        assert sorted(h.url for h in run.health().values()) == [site.url("/alba"), site.url("/nil")]
        assert all(h.articles <= 1 for h in run.health().values())


def test_the_catalogue_learns_of_a_move_too(site: Site, program: Program) -> None:
    site["/alba"] = redirect("/new", 301)
    site["/new"] = Answer(dated("alba", [NOW]), etag='"n"')
    with program.start(*at(site, "CL/alba")) as run:
        run.all()
        run.all()
    with program.start(outlet("CL/alba", site.url("/new"))) as run:
        run.all()
        (alba,) = run.health().values()
        assert (alba.url, alba.moved_from, alba.articles) == (site.url("/new"), "", 1)
    assert site.requests[-1].headers["if-none-match"] == '"n"'  # it is the same feed, and all that is known of it


# After sleep


def test_after_sleep_a_few_are_asked_first(site: Site, program: Program) -> None:
    number = 20
    sites: list[Page] = [Answer(dated(str(i), [NOW])) for i in range(number)]
    for i, page in enumerate(sites):
        site[f"/s{i}"] = page
    with program.start(*at(site, *(f"CL/s{i}" for i in range(number)))) as run:
        run.background()
        assert len(site.requests) == number  # the start is no awakening
        program.now += 9 * HOUR
        waves: list[int] = []
        for _ in range(4):
            before = len(site.requests)
            run.background()
            waves.append(len(site.requests) - before)
            program.now += 31
        assert waves == [1, 12, 7, 0]  # a probe a host, and all here are of one
