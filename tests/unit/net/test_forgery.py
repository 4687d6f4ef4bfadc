"""No feed makes this computer knock at doors that are not public."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from ipaddress import ip_address

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched
from desktop_app.net.addresses import IPAddress, connectable, nobody, own_hosts
from desktop_app.net.pictures import PictureFetcher
from tests.support.web import Answer, Site, redirect, serve
from tests.unit.net.support import QUICK, RSS, USER_AGENT, Names, failure, fetcher, got

NEAR = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "255.255.255.255", "224.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd12::1]", "[ff02::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:10.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2001::1]", "[0:0:0:0:0:ffff:7f00:0001]",
]  # fmt: skip


@pytest.mark.parametrize("host", NEAR)
def test_private_addresses_are_refused(site: Site, host: str) -> None:
    """To feeds and pages, to pictures, and to whom a redirect of the user's own source leads there."""
    http = fetcher(allow_private=nobody)
    assert failure(http, site.url("/", host)).problem is FetchProblem.FORBIDDEN
    http.close()
    pictures = PictureFetcher(user_agent=USER_AGENT, allow_private=nobody, network=Names())
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png", host))
    assert refused.value.problem is FetchProblem.FORBIDDEN
    pictures.close()
    assert not site.requests
    site["/feed"] = redirect(f"http://{host}:1/feed")
    own = fetcher(allow_private=own_hosts([site.url("/feed")]))
    assert failure(own, site.url("/feed")).problem is FetchProblem.FORBIDDEN
    own.close()
    assert site.asked == ["/feed"]


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.0.0.1",
        "017700000001",
        "0",
        "localhost",
        "127.0.0.1.",
        "localhost.",
        "a.localhost",
        "ip6-localhost",
        "router.lan",
        "127.0.0.1.nip.example",
    ],
)
def test_other_ways_to_write_them_are_judged_after_the_look_up(site: Site, host: str) -> None:
    names = Names({host: ["127.0.0.1"]})  # what the system makes of them
    http = fetcher(allow_private=nobody, network=names)
    assert failure(http, site.url("/", host)).problem is FetchProblem.FORBIDDEN
    http.close()
    assert names.looked_up == [host]
    assert not site.requests


def test_names_are_judged_by_where_they_lead(site: Site) -> None:
    names = Names({"evil.example": ["127.0.0.1"], "mapped.example": ["::ffff:127.0.0.1", "10.1.1.1"]})
    http = fetcher(allow_private=nobody, network=names)
    for host in names.addresses:
        assert failure(http, site.url("/", host)).problem is FetchProblem.FORBIDDEN
    http.close()
    assert not site.requests


def test_a_name_that_leads_elsewhere_the_second_time(site: Site) -> None:
    """Public when a redirect to it is judged, this computer when it is connected to: it is judged there."""
    site["/feed"] = redirect(site.url("/secret", "rebound.example"))

    class Rebinding(Names):
        def look_up(self, host: str, port: int) -> list[IPAddress]:
            self.addresses = {"rebound.example": ["8.8.8.8" if not self.looked_up else "127.0.0.1"]}
            return super().look_up(host, port)

    names = Rebinding(looked_up=["rebound.example"])
    http = fetcher(allow_private=own_hosts([site.url("/feed")]), network=names)
    assert failure(http, site.url("/feed")).problem is FetchProblem.FORBIDDEN
    http.close()
    assert site.asked == ["/feed"]


def test_the_address_that_was_judged_is_the_one_connected_to(site: Site) -> None:
    site["/feed"] = Answer(RSS)
    names = Names({"site.example": ["127.0.0.1"]})
    http = fetcher(network=names)
    got(http, site.url("/feed", "site.example"))
    got(http, site.url("/feed", "site.example"))
    http.close()
    assert names.looked_up == ["site.example"]  # once a connection; nothing else looks it up again


def test_a_private_address_beside_a_public_one_is_left_out() -> None:
    both = [ip_address("10.0.0.1"), ip_address("8.8.8.8"), ip_address("::1")]
    assert connectable("both.example", both) == [ip_address("8.8.8.8")]


def test_redirects_are_judged_too(site: Site) -> None:
    """From the user's own source on one port to what else listens on this computer."""
    with serve() as other:
        other["/secret"] = Answer(RSS)
        site["/feed"] = redirect(other.url("/secret"))
        http = fetcher(allow_private=own_hosts([site.url("/feed")]))
        assert failure(http, site.url("/feed")).problem is FetchProblem.FORBIDDEN
        http.close()
        assert not other.requests


def test_a_strangers_redirect_does_not_lead_to_the_users_own_source(site: Site) -> None:
    """Not even over a connection to it that is already there."""
    site["/feed"] = Answer(RSS)
    with serve() as stranger:
        stranger["/"] = redirect(site.url("/feed"))
        # Both listen on the loopback: what may be reached is told by what the fetch began with
        began: list[int] = []
        http = fetcher(allow_private=lambda _, port: port in began)
        began[:] = [site.port]
        got(http, site.url("/feed"))
        began[:] = [stranger.port]
        assert failure(http, stranger.url("/")).problem is FetchProblem.FORBIDDEN
        http.close()
    assert len(site.requests) == 1


def test_what_a_stranger_names_may_not_be_the_users_own(site: Site) -> None:
    site["/picture"] = Answer(RSS)
    http = fetcher(allow_private=own_hosts([site.url()]))
    with pytest.raises(FetchError) as refused:
        http.fetch(site.url("/picture"), NO_VALIDATORS, named_by="https://stranger.example/feed")
    assert refused.value.problem is FetchProblem.FORBIDDEN
    assert isinstance(http.fetch(site.url("/picture"), NO_VALIDATORS, named_by=site.url("/feed")), Fetched)
    with pytest.raises(FetchError):  # though a connection is open now
        http.fetch(site.url("/picture"), NO_VALIDATORS, named_by="https://stranger.example/feed")
    http.close()
    assert len(site.requests) == 1


# What else can go wrong on the way to a site


def test_an_unknown_name() -> None:
    http = fetcher(network=Names())
    assert failure(http, "http://nowhere.example/").problem is FetchProblem.DNS
    http.close()


def test_an_unknown_name_without_a_network() -> None:
    http = fetcher(network=Names(is_online=False))
    assert failure(http, "http://nowhere.example/").problem is FetchProblem.OFFLINE
    http.close()


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    http = fetcher()
    assert failure(http, f"http://127.0.0.1:{port}/").problem is FetchProblem.CONNECT
    http.close()


def test_the_next_address_is_tried(site: Site) -> None:
    site["/feed"] = Answer(RSS)
    http = fetcher(network=Names({"site.example": ["::1", "127.0.0.1"]}))  # nobody listens at the first
    assert got(http, site.url("/feed", "site.example")).body == RSS
    http.close()


def test_a_look_up_that_hangs_is_given_up() -> None:
    release = threading.Event()

    class Hanging(Names):
        def look_up(self, host: str, port: int) -> list[IPAddress]:  # noqa: ARG002
            release.wait()
            return []

    http = fetcher(replace(QUICK, connect_s=0.1), network=Hanging())
    try:
        assert failure(http, "http://slow.example/").problem is FetchProblem.TIMEOUT
    finally:
        release.set()
        http.close()
        for thread in threading.enumerate():
            if thread.name.startswith("look-up"):
                thread.join()
