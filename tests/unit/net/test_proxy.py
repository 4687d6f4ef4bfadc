"""The proxy that the system names is used, and is no way round the rules."""

from __future__ import annotations

import pytest

from desktop_app.model.errors import FetchProblem
from desktop_app.net.addresses import nobody, own_hosts
from tests.support.web import Answer, Site
from tests.unit.net.support import RSS, failure, fetcher, got


@pytest.fixture
def proxy(site: Site, monkeypatch: pytest.MonkeyPatch, no_proxies: None) -> Site:  # noqa: ARG001 - before this one
    monkeypatch.setenv("http_proxy", site.base)
    monkeypatch.setenv("https_proxy", site.base)
    monkeypatch.setenv("no_proxy", "direct.example")
    return site


def test_the_proxy_is_asked_and_looks_the_name_up(proxy: Site) -> None:
    proxy["http://news.example/feed"] = Answer(RSS, etag='"1"')
    http = fetcher(allow_private=nobody)
    assert got(http, "http://news.example/feed").body == RSS
    http.close()
    assert proxy.asked == ["http://news.example/feed"]


def test_encrypted_through_a_proxy_that_refuses(proxy: Site) -> None:
    http = fetcher(allow_private=nobody)
    assert failure(http, "https://news.example/feed").problem is FetchProblem.CONNECT
    http.close()
    assert [request.method for request in proxy.requests] == ["CONNECT"]


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "localhost", "printer", "2130706433", "nas.local"])
def test_it_is_not_asked_for_what_is_near(proxy: Site, host: str) -> None:
    http = fetcher(allow_private=nobody)
    assert failure(http, f"http://{host}/").problem in {FetchProblem.FORBIDDEN, FetchProblem.DNS}
    http.close()
    assert not proxy.requests


def test_exceptions_and_own_sources_go_straight(proxy: Site) -> None:
    proxy["/feed"] = Answer(RSS)
    http = fetcher(allow_private=own_hosts([proxy.url()]))
    assert got(http, proxy.url("/feed")).body == RSS
    assert failure(http, "http://direct.example/").problem is FetchProblem.DNS
    http.close()
    assert proxy.asked == ["/feed"]
