"""From sites on the loopback into the store, through everything in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app import messages
from desktop_app.library.view import View
from desktop_app.model import document as documents
from desktop_app.model.country import CountryCode
from desktop_app.model.events import CatalogChanged
from desktop_app.model.listing import FromCountry, Latest
from desktop_app.model.outlet import FeedState, Outlet
from desktop_app.sync.report import Outcome
from tests.support.cores import QUICK, Running, Source, by_name, rss, running, web
from tests.support.stores import outlet
from tests.support.web import Answer, Page, Raw, Site, serve

CL, JP, EG = CountryCode("CL"), CountryCode("JP"), CountryCode("EG")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def source(site: Site, *keys: str) -> Source:
    """An outlet for each key, whose feed is the page of its name."""
    return Source([outlet_at(site, key) for key in keys])


def outlet_at(site: Site, key: str) -> Outlet:
    return outlet(key, site.url(f"/{key.partition('/')[2]}"))


def titles(at: Running) -> list[str]:
    with closing(at.library.view()) as view:
        return sorted(row.title for row in view.page(Latest(), None, 1_000))


def test_the_first_pass_brings_all_and_the_second_costs_nothing(site: Site, tmp_path: Path) -> None:
    site["/alba"] = Answer(rss("alba", range(30)), etag='"a,1"')
    site["/nil"] = Answer(rss("nil", range(5)), last_modified="Thu, 09 Oct 2025 08:00:00 GMT", encoding="gzip")
    site["/asahi"] = Answer(rss("asahi", range(3)), etag='W/"x"', last_modified="yesterday or so")
    where = source(site, "CL/alba", "EG/nil", "JP/asahi")
    with running(tmp_path, web(where)) as at:
        first = at.sync()
        assert {n: o.added for n, o in by_name(first).items()} == {"Alba": 30, "Nil": 5, "Asahi": 3}
        sent = site.bytes_sent
        second = at.sync()
        assert {o.outcome for o in second.outcomes} == {Outcome.UNCHANGED}
        assert sum(o.received for o in second.outcomes) == 0
        assert len(titles(at)) == 38
    with running(tmp_path, web(where)) as at:  # and over a restart
        third = at.sync()
        assert ({o.outcome for o in third.outcomes}, third.added) == ({Outcome.UNCHANGED}, 0)
        assert len(titles(at)) == 38
    assert where.loads == 1  # the catalogue is read once, too
    assert site.bytes_sent - sent < 6 * 300  # six heads
    asked = [r.headers for r in site.requests if r.path == "/asahi"]
    assert [r.get("if-none-match") for r in asked] == [None, 'W/"x"', 'W/"x"']
    assert [r.get("if-modified-since") for r in asked] == [None, "yesterday or so", "yesterday or so"]


def test_an_article_is_stored_as_the_feed_told_it(site: Site, tmp_path: Path) -> None:
    site["/alba"] = Answer(
        """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
           xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Alba</title><language>es-cl</language>
           <item><guid>g1</guid><title>Sequía &amp; agua</title><link>/nota/1</link><dc:creator>A. Rojas</dc:creator>
           <pubDate>Thu, 09 Oct 2025 05:53:20 -0300</pubDate><description>La sequía sigue.</description>
           <content:encoded><![CDATA[<p>La sequía <b>sigue</b>.</p><script>bad()</script><p>Y más.</p>
           <img src="/foto.jpg">]]></content:encoded></item></channel></rss>""".encode()
    )
    with running(tmp_path, web(source(site, "CL/alba"))) as at:
        at.sync()
        at.settle()
        with closing(at.library.view()) as view:
            (row,) = view.page(FromCountry(CL))
            article = view.article(row.id)
            assert view.search("sequia", 10) == [row.id]
    assert (row.title, row.lead, row.language, row.published) == (
        "Sequía & agua",
        "La sequía sigue.",
        "es",
        1_760_000_000,
    )
    assert (row.url, row.image) == (site.url("/nota/1"), site.url("/foto.jpg"))
    assert article is not None
    assert article.byline == "A. Rojas"
    assert documents.text(article.document) == "La sequía sigue.\nY más."


BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
<rss version="2.0"><channel><title>t</title><item><title>&f;</title><guid>bomb-1</guid></item></channel></rss>"""
NO_FEED = {"not a feed", "not readable"}
BAD: list[tuple[str, Page, set[str]]] = [
    ("empty", Answer(b""), {"empty"}),
    ("page", Answer(b"<!doctype html><html><body><h1>Hello</h1></body></html>", content_type="text/html"), NO_FEED),
    ("text", Answer(b"nothing to see here", content_type="text/plain"), NO_FEED),
    ("picture", Answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, content_type="image/png"), NO_FEED),
    ("zeros", Answer(bytes(4_000)), NO_FEED | {"empty"}),
    ("missing", Answer(b"no", 404), {"not found"}),
    ("gone", Answer(b"no", 410), {"gone"}),
    ("refused", Answer(b"no", 403), {"blocked"}),
    ("busy", Answer(b"no", 429, (("Retry-After", "7200"),)), {"busy"}),
    ("crash", Answer(b"no", 500), {"status"}),
    ("loop", Answer(b"", 302, (("Location", "/loop"),)), {"redirects"}),
    ("garbled", Raw(b"\x00\x01\x02 what is this"), {"broken"}),
    ("silent", Raw(b"", is_hanging=True), {"timeout"}),
    ("slow", Answer(rss("slow", range(500)), piece=20, pause_s=0.05), {"timeout"}),
    ("endless", Answer(b"<rss><channel>" + b" " * 65_536, is_endless=True), NO_FEED | {"too large"}),
    ("notgzip", Answer(b"\x1f\x8b" + b"junk" * 99, 200, (("Content-Encoding", "gzip"),)), {"broken"}),
]  # fmt: skip


def test_bad_neighbours(site: Site, tmp_path: Path) -> None:
    """Each is told by its own problem; the good ones do not notice."""
    small = replace(QUICK, body=2_000_000, unpacked=4_000_000)
    for name, page, _ in BAD:
        site[f"/{name}"] = page
    for good in ("alba", "nil"):
        site[f"/{good}"] = Answer(rss(good, range(20)))
    where = source(site, "CL/alba", *(f"EG/{name}" for name, _, _ in BAD), "JP/nil")
    with running(tmp_path, web(where, small)) as at:
        report = at.sync()
        outcomes = by_name(report)
        for name, _, problems in BAD:
            outcome = outcomes[name.title()]
            assert (outcome.outcome, outcome.problem in problems) == (Outcome.FAILED, True), outcome
        assert (outcomes["Alba"].added, outcomes["Nil"].added, report.is_offline) == (20, 20, False)
        assert {t for t in titles(at) if not t.startswith("slow")} == {
            f"{g} {i}" for g in ("alba", "nil") for i in range(20)
        }
        with closing(at.library.view()) as view:
            sentences = {h.outlet_name: messages.feed_sentence(h) for h in view.health(EG)}
            states = {h.outlet_name: h.state for h in view.health(EG)}
    assert all(s and "unexpected" not in s for s in sentences.values()), sentences
    assert {s for n, s in states.items() if n != "Gone"} == {FeedState.FAILING}
    assert states["Gone"] is FeedState.GONE


def test_a_bomb_of_entities_does_not_go_off(site: Site, tmp_path: Path) -> None:
    site["/bomb"] = Answer(BOMB)
    site["/alba"] = Answer(rss("alba", range(3)))
    with running(tmp_path, web(source(site, "CL/alba", "EG/bomb"))) as at:
        report = at.sync()
        assert by_name(report)["Alba"].added == 3
        with closing(at.library.view()) as view:
            assert all(len(row.title) < 10_000 for row in view.page(FromCountry(EG)))


@pytest.mark.parametrize(
    ("name", "body", "content_type"),
    [
        ("said in the header", "windows-1251", "application/rss+xml; charset=windows-1251"),
        ("wrong in the header", "utf-8", "application/rss+xml; charset=iso-8859-1"),
        ("said by a mark", "utf-16", "application/rss+xml"),
    ],
)
def test_character_sets(site: Site, tmp_path: Path, name: str, body: str, content_type: str) -> None:
    text = rss("alba", [1]).decode().replace("alba 1", "Выборы в Москве").replace(' version="1.0"?', ' version="1.0"?')
    site["/alba"] = Answer(text.encode(body), content_type=content_type)
    with running(tmp_path, web(source(site, "CL/alba"))) as at:
        at.sync()
        assert titles(at) == ["Выборы в Москве"], name


def test_what_is_stored_survives_its_feeds_death(site: Site, tmp_path: Path) -> None:
    site["/alba"] = [Answer(rss("alba", range(3))), Answer(b"<html>we have moved</html>"), Answer(b"", 410)]
    with running(tmp_path, web(source(site, "CL/alba"))) as at:
        for problem in ("", "not a feed", "gone"):
            assert by_name(at.sync())["Alba"].problem == problem
            assert titles(at) == ["alba 0", "alba 1", "alba 2"]


def test_an_answer_that_breaks_off_gives_what_came_and_then_the_rest(site: Site, tmp_path: Path) -> None:
    whole = rss("alba", range(40), text="x" * 500)
    site["/alba"] = [Answer(whole, etag='"1"', cut_after=len(whole) // 2), Answer(whole, etag='"1"')]
    with running(tmp_path, web(source(site, "CL/alba"))) as at:
        first = by_name(at.sync())["Alba"]
        assert (first.outcome, first.problem) == (Outcome.FAILED, "broken")
        assert 10 < first.added < 30
        assert by_name(at.sync())["Alba"].added == 40 - first.added
        assert len(titles(at)) == 40
    assert "if-none-match" not in site.requests[1].headers


def test_two_feeds_of_an_outlet_share_their_articles(site: Site, tmp_path: Path) -> None:
    site["/top"] = Answer(rss("alba", range(5)))
    site["/all"] = Answer(rss("alba", range(8)).replace(b"<guid>alba", b"<guid>other"))
    both = outlet("CL/alba", site.url("/top"), site.url("/all"))
    with running(tmp_path, web(Source([both]))) as at:
        assert at.sync().added == 8
        assert len(titles(at)) == 8


def test_a_new_catalogue_is_taken_at_the_next_start(site: Site, tmp_path: Path) -> None:
    site["/alba"] = Answer(rss("alba", [1]))
    site["/nil"] = Answer(rss("nil", [1]))
    with running(tmp_path, web(source(site, "CL/alba"))) as at:
        assert [o.outlet_name for o in at.sync().outcomes] == ["Alba"]
    with running(tmp_path, web(source(site, "EG/nil"))) as at:
        heard: list[object] = []
        at.core.hub.subscribe(heard.append)
        assert [o.outlet_name for o in at.sync().outcomes] == ["Nil"]
        assert titles(at) == ["alba 1", "nil 1"]
        assert heard.count(CatalogChanged()) <= 1


def test_nobody_there(tmp_path: Path) -> None:
    with serve() as closed:
        where = source(closed, "CL/alba", "EG/nil", "JP/asahi")
    with running(tmp_path, web(where)) as at:
        report = at.sync()
        assert report.is_offline
        with closing(at.library.view()) as view:
            assert isinstance(view, View) and view.is_empty()
            assert {h.state for h in view.health()} == {FeedState.NEVER}
