"""The proxy that the system names is used, and is no way round the rules."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from desktop_app.model.errors import FetchProblem
from desktop_app.net.addresses import nobody, own_hosts
from tests.support.web import Answer, Site, serve
from tests.unit.net.support import PEM, RSS, failure, fetcher, got


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


@contextmanager
def tunnel(port: int) -> Iterator[str]:
    """A proxy that leads every CONNECT to this port of the loopback."""

    def pump(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def lead() -> None:
        client, _ = listener.accept()
        with client, socket.create_connection(("127.0.0.1", port)) as site:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += client.recv(1)
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(site, client))
            back.start()
            pump(client, site)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lead)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


def test_encrypted_through_a_tunnel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is the site's, and is checked as without a proxy."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    for host, problem in (("site.example", None), ("other.example", FetchProblem.TLS)):
        with serve(context) as site, tunnel(site.port) as proxy:
            site["/feed"] = Answer(RSS, encoding="gzip")
            monkeypatch.setenv("https_proxy", proxy)
            http = fetcher(allow_private=nobody)
            if problem:
                assert failure(http, f"https://{host}/feed").problem is problem
            else:
                assert got(http, f"https://{host}/feed").body == RSS
            http.close()
