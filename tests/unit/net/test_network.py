from __future__ import annotations

import errno
import socket
import sys
from dataclasses import replace
from ipaddress import ip_address

import pytest
import requests.exceptions as of_requests

from desktop_app.model.errors import FetchProblem
from desktop_app.net.network import SystemNetwork
from desktop_app.net.transport import _why_not_connected, problem_of
from tests.unit.net.support import QUICK, Names, failure, fetcher


def test_the_system_looks_names_up() -> None:
    found = SystemNetwork().look_up("localhost", 80)
    assert found
    assert len(set(found)) == len(found)
    assert set(found) <= {ip_address("127.0.0.1"), ip_address("::1")}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say the same of a name without a network")
def test_a_name_that_does_not_exist() -> None:
    http = fetcher(network=SystemNetwork())
    assert failure(http, "http://nowhere.invalid/").problem is FetchProblem.DNS
    http.close()


@pytest.mark.parametrize(
    ("reachable", "expected"), [({"192.0.2.1"}, True), ({"2001:db8::1"}, True), (set[str](), False)]
)
def test_a_way_out(monkeypatch: pytest.MonkeyPatch, reachable: set[str], expected: bool) -> None:
    def connect(sock: socket.socket, address: tuple[str, int]) -> None:
        assert sock.type is socket.SOCK_DGRAM  # nothing is sent
        if address[0] not in reachable:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert SystemNetwork().has_route() is expected


@pytest.mark.parametrize(
    ("error", "is_online", "expected"),
    [
        (OSError(errno.ENETUNREACH, ""), False, FetchProblem.OFFLINE),
        (OSError(errno.ENETUNREACH, ""), True, FetchProblem.CONNECT),
        (OSError(errno.EHOSTUNREACH, ""), True, FetchProblem.CONNECT),
        (OSError(errno.ECONNREFUSED, ""), False, FetchProblem.CONNECT),
        (TimeoutError(), True, FetchProblem.TIMEOUT),
    ],
)
def test_why_there_is_no_connection(error: OSError, is_online: bool, expected: FetchProblem) -> None:
    assert _why_not_connected(error, Names(is_online=is_online)) is expected


@pytest.mark.skipif(sys.platform != "linux", reason="a full backlog is refused elsewhere")
def test_a_host_that_drops_what_comes() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for sock in waiting:  # fill the backlog
            sock.setblocking(False)
            sock.connect_ex(server.getsockname())
        http = fetcher(replace(QUICK, connect_s=0.2))
        assert failure(http, f"http://127.0.0.1:{server.getsockname()[1]}/").problem is FetchProblem.TIMEOUT
        http.close()
        for sock in waiting:
            sock.close()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (of_requests.SSLError(), FetchProblem.TLS),
        (of_requests.InvalidURL(), FetchProblem.FORBIDDEN),
        (of_requests.ProxyError(), FetchProblem.CONNECT),
        (of_requests.InvalidSchema(), FetchProblem.CONNECT),
        (of_requests.ReadTimeout(), FetchProblem.TIMEOUT),
        (of_requests.ConnectTimeout(), FetchProblem.TIMEOUT),
        (of_requests.ConnectionError(), FetchProblem.BROKEN),
        (of_requests.InvalidHeader(), FetchProblem.BROKEN),
    ],
)
def test_what_errors_of_requests_mean(error: Exception, expected: FetchProblem) -> None:
    assert problem_of(error) is expected
