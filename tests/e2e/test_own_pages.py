"""Whose articles are read on pages of a server inside the user's own network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library.view import View
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched
from desktop_app.net.addresses import own_hosts
from desktop_app.net.fetcher import HttpFetcher
from desktop_app.own_network import OwnPages
from desktop_app.store import articles, catalog
from tests.support.cores import USER_AGENT
from tests.support.stores import NOW, connect, feed_id, new, outlet
from tests.support.web import Answer, Site, redirect, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site["/own"] = site["/theirs"] = Answer(b"<p>Hello", content_type="text/html")
        yield site


@pytest.fixture
def pages(tmp_path: Path, site: Site) -> Iterator[OwnPages]:
    """Own is the user's, on the user's own server; Nil is a stranger's feed that knows of that server."""
    database = tmp_path / "overview.db"
    with closing(connect(database)) as db:
        catalog.put_outlet(db, replace(outlet("CL/own", site.url("/feed")), origin="user"))
        articles.add(db, feed_id(db, "CL/own"), [new(1, url=site.url("/own"))], NOW)
        articles.add(db, feed_id(db, "EG/nil"), [new(2, url=site.url("/theirs"))], NOW)
    with closing(View(database, lambda: NOW)) as view:
        own_server = own_hosts(view.feed_urls(only_users=True))
    pages = OwnPages(HttpFetcher(user_agent=USER_AGENT, allow_private=own_server), database, is_catalog_own=False)
    yield pages
    pages.close()


def refusal(pages: OwnPages, url: str) -> FetchProblem:
    with pytest.raises(FetchError) as failed:
        pages.fetch(url, NO_VALIDATORS)
    return failed.value.problem


def test_a_page_of_the_own_source_is_fetched(pages: OwnPages, site: Site) -> None:
    fetched = pages.fetch(site.url("/own"), NO_VALIDATORS)
    assert isinstance(fetched, Fetched)
    assert fetched.body == b"<p>Hello"


def test_what_a_stranger_links_never_reaches_the_own_server(pages: OwnPages, site: Site) -> None:
    for path in ("/theirs", "/never-linked", "/own?turn=off"):
        assert refusal(pages, site.url(path)) is FetchProblem.FORBIDDEN
    assert site.requests == []


def test_nor_does_a_redirect_lead_to_another_one_there(pages: OwnPages, site: Site) -> None:
    with serve() as neighbour:
        site["/own"] = redirect(neighbour.url("/own"))
        assert refusal(pages, site.url("/own")) is FetchProblem.FORBIDDEN
        assert neighbour.requests == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "//a/b", "http://", "http://[::1"])
def test_what_is_no_address(pages: OwnPages, url: str) -> None:
    assert refusal(pages, url) is FetchProblem.FORBIDDEN


def test_a_fetch_that_is_cancelled_ends(pages: OwnPages, site: Site) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(FetchError) as failed:
        pages.fetch(site.url("/own"), NO_VALIDATORS, cancelled=cancelled)
    assert failed.value.problem is FetchProblem.CANCELLED
