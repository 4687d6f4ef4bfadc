from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchProblem
from desktop_app.net import transport
from tests.support.web import Answer, Raw, Site, redirect, serve
from tests.unit.net.support import PEM, QUICK, RSS, Names, failure, fetcher, got


@pytest.fixture
def secure() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with serve(context) as site:
        yield site


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts the site's certificate, as it may trust a company's own authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))


def test_a_certificate_that_nobody_vouches_for(secure: Site) -> None:
    secure["/feed"] = Answer(RSS)
    http = fetcher()
    error = failure(http, secure.url("/feed"))
    http.close()
    assert error.problem is FetchProblem.TLS
    assert "self-signed" in error.detail or "self signed" in error.detail
    assert not secure.requests


@pytest.mark.usefixtures("trusted")
def test_a_trusted_one(secure: Site) -> None:
    secure["/feed"] = Answer(RSS, encoding="gzip")
    http = fetcher()
    for _ in range(3):
        assert got(http, secure.url("/feed")).body == RSS
    http.close()
    assert secure.connections == 1


@pytest.mark.usefixtures("trusted")
def test_a_trusted_one_of_somebody_else(secure: Site) -> None:
    http = fetcher(network=Names({"other.example": ["127.0.0.1"]}))
    assert failure(http, secure.url("/feed", "other.example")).problem is FetchProblem.TLS
    http.close()
    assert not secure.requests


@pytest.mark.usefixtures("trusted")
def test_hosts_share_one_context(secure: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ssl.SSLContext] = []
    make = transport._new_tls_context

    def counted() -> ssl.SSLContext:
        made.append(make())
        return made[-1]

    monkeypatch.setattr(transport, "_new_tls_context", counted)
    secure["/feed"] = Answer(RSS)
    http = fetcher(network=Names({"site.example": ["127.0.0.1"]}))
    for host in ("127.0.0.1", "localhost", "site.example"):
        http._network.addresses.setdefault(host, ["127.0.0.1"])  # type: ignore[attr-defined]
        got(http, secure.url("/feed", host))
    http.close()
    assert secure.connections == 3
    assert len(made) == 1
    assert made[0].verify_mode is ssl.CERT_REQUIRED
    assert made[0].check_hostname


@pytest.mark.usefixtures("trusted")
def test_a_redirect_to_no_encryption_is_marked_and_not_for_good(secure: Site, site: Site) -> None:
    secure["/feed"] = redirect(site.url("/feed"), 301)
    site["/feed"] = redirect(secure.url("/end"), 301)
    secure["/end"] = Answer(RSS)
    http = fetcher()
    down = got(http, secure.url("/feed"))
    assert (down.was_downgraded, down.permanent_url) == (True, "")
    up = got(http, site.url("/feed"))
    assert (up.was_downgraded, up.permanent_url) == (False, secure.url("/end"))
    http.close()


@pytest.mark.usefixtures("trusted")
def test_limits_hold_inside_the_encryption(secure: Site) -> None:
    http = fetcher(replace(QUICK, read_s=0.2))
    secure["/silent"] = Raw(b"HTTP/1.1 200 OK\r\n", is_hanging=True)
    secure["/half"] = Answer(RSS, cut_after=50)
    assert failure(http, secure.url("/silent")).problem is FetchProblem.TIMEOUT
    assert got(http, secure.url("/half")).shortfall is FetchProblem.BROKEN
    http.close()


@contextmanager
def answering(wire: bytes) -> Iterator[str]:
    """The address of a server that says this to whoever comes, and then nothing."""
    done = threading.Event()

    def answer() -> None:
        sock, _ = server.accept()
        with sock:
            sock.recv(1)
            sock.sendall(wire)
            done.wait()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/"
        done.set()
        thread.join()


def test_a_handshake_that_never_ends() -> None:
    http = fetcher(replace(QUICK, read_s=0.2))
    with answering(b"") as url:
        error = failure(http, url)
    http.close()
    assert error.problem is FetchProblem.TIMEOUT
    assert "handshake" in error.detail


def test_a_site_that_speaks_no_tls() -> None:
    http = fetcher()
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url:
        error = failure(http, url)
    http.close()
    assert error.problem is FetchProblem.TLS
