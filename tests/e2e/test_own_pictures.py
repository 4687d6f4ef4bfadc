"""Whose pictures are fetched from a server inside the user's own network."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library.view import View
from desktop_app.model.document import Picture
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.addresses import own_hosts
from desktop_app.net.pictures import PictureFetcher
from desktop_app.own_network import OwnPictures
from desktop_app.store import articles, catalog
from tests.support.cores import USER_AGENT
from tests.support.stores import NOW, connect, feed_id, new, outlet
from tests.support.web import Answer, Site, redirect, serve

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        for name in ("lead", "inside", "secret"):
            site[f"/{name}.gif"] = Answer(GIF, content_type="image/gif")
        yield site


@pytest.fixture
def pictures(tmp_path: Path, site: Site) -> OwnPictures:
    """Own is the user's, on the user's own server; Nil is a stranger's feed that knows of that server."""
    database = tmp_path / "overview.db"
    with closing(connect(database)) as db:
        catalog.put_outlet(db, replace(outlet("CL/own", site.url("/feed")), origin="user"))
        shown = new(1, image=site.url("/lead.gif"), document=(Picture(site.url("/inside.gif")),))
        articles.add(db, feed_id(db, "CL/own"), [shown], NOW)
        foreign = new(2, image=site.url("/secret.gif"), document=(Picture(site.url("/secret.gif")),))
        articles.add(db, feed_id(db, "EG/nil"), [foreign], NOW)
    with closing(View(database, lambda: NOW)) as view:
        own_server = own_hosts(view.feed_urls(only_users=True))
    fetcher = PictureFetcher(user_agent=USER_AGENT, allow_private=own_server)
    return OwnPictures(fetcher, database, is_catalog_own=False)


@pytest.mark.parametrize("name", ["lead", "inside"])
def test_what_the_own_source_shows_is_fetched(pictures: OwnPictures, site: Site, name: str) -> None:
    assert pictures.fetch(site.url(f"/{name}.gif")) == GIF


def test_what_a_stranger_names_never_reaches_the_own_server(pictures: OwnPictures, site: Site) -> None:
    for path in ("/secret.gif", "/never-named.gif", "/lead.gif?turn=off"):
        with pytest.raises(FetchError) as failed:
            pictures.fetch(site.url(path))
        assert failed.value.problem is FetchProblem.FORBIDDEN
    assert site.requests == []


def test_nor_by_a_redirect_of_the_own_server_to_another(pictures: OwnPictures, site: Site) -> None:
    with serve() as neighbour:
        site["/lead.gif"] = redirect(neighbour.url("/lead.gif"))
        with pytest.raises(FetchError) as failed:
            pictures.fetch(site.url("/lead.gif"))
        assert failed.value.problem is FetchProblem.FORBIDDEN
        assert neighbour.requests == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "//a/b", "http://", "http://[::1"])
def test_what_is_no_address(pictures: OwnPictures, url: str) -> None:
    with pytest.raises(FetchError) as failed:
        pictures.fetch(url)
    assert failed.value.problem is FetchProblem.FORBIDDEN
