"""A short article of a feed, opened: the real parts fetch and read its page, and the store has its full text."""

from __future__ import annotations

import queue
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.app import PAGE_READER, real_world
from desktop_app.library.core import Core
from desktop_app.model.article import ArticleId
from desktop_app.model.document import Heading, Paragraph, plain
from desktop_app.model.events import Event, PageArrived
from desktop_app.model.page import PageOutcome
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.store import articles, catalog
from desktop_app.worker.host import WorkerHost
from tests.support.page_reader import loopback_pages
from tests.support.stores import NOW, connect, feed_id, new, outlet
from tests.support.web import Answer, Site, serve
from tests.support.world import FakeWorld

WAIT_S = 30
PARAGRAPHS = [
    f"In the {nth} valley of the province the water was shared by hours for as long as anybody remembers, "
    f"said Ana Rojas, who has farmed there for thirty years, and nobody had thought of a meter."
    for nth in ("first", "second", "third", "fourth", "fifth")
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Water by the hour | Alba</title>
<meta property="og:title" content="Water by the hour"><meta name="author" content="Ana Rojas"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav>
<article><h1>Water by the hour</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>What the law says</h2>
<p>{PARAGRAPHS[2]}</p><script>alert(1)</script><p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p></article>
<footer><p>Copyright Alba. All rights reserved. <a href="/privacy">Privacy</a></p></footer></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site["/water"] = Answer(PAGE.encode(), content_type="text/html; charset=utf-8")
        yield site


def test_the_real_parts_bring_the_full_text(tmp_path: Path, site: Site) -> None:
    places = in_profile(tmp_path)
    places.make()
    with closing(connect(places.database)) as db:
        catalog.put_outlet(db, replace(outlet("CL/alba", site.url("/feed")), origin="user"))
        (wanted,) = articles.add(db, feed_id(db), [new(1, "Water by the hour", url=site.url("/water"))], NOW)
    pages = replace(loopback_pages(WorkerHost()), extract=PAGE_READER)
    arrived: queue.Queue[ArticleId] = queue.Queue()
    core = Core(places, Settings(), replace(FakeWorld().world(), pages=pages), in_background=False)

    def hear(event: Event) -> None:
        if isinstance(event, PageArrived):
            arrived.put(event.article)

    core.hub.subscribe(hear)
    try:
        core._full_texts.begin()
        with closing(core.library.view()) as view:
            article = view.article(wanted)
            assert article is not None
            assert core.library.fetch_full_text(article)
            assert arrived.get(timeout=WAIT_S) == wanted
            article = view.article(wanted)
    finally:
        core.close()
    assert article is not None and article.page is not None
    assert article.page.outcome is PageOutcome.FULL_TEXT
    assert [plain(b.runs) for b in article.document if isinstance(b, Paragraph)] == PARAGRAPHS
    assert [plain(b.runs) for b in article.document if isinstance(b, Heading)] == ["What the law says"]
    assert article.byline == "Ana Rojas"
    assert site.asked == ["/water"]


def test_the_program_has_a_source_of_pages(tmp_path: Path) -> None:
    world = real_world(Namespace(catalog=None, clock=None), in_profile(tmp_path))
    assert world.pages is not None
    assert world.pages.extract == PAGE_READER
    pool, worker = world.pages.make_pool(lambda _article, _result: None), world.pages.make_worker()
    pool.close()
    worker.close()
    world.network.close()
