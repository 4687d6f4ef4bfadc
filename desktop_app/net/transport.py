"""
requests, made to keep the rules of this package where it meets the sockets.

* A connection is made only to an address that may be connected to, and to the very address that was judged.
* Every wait of a socket is a wait of the exchange (``exchange.py``).
* All hosts share one TLS context: requests as it comes reads the certificates anew for each host, which made a first
  sync of 150 hosts ten times dearer.

This module imports requests, urllib3 and ssl (0.3 s of CPU): the first fetch imports it, and nothing else does.
"""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address
from typing import Any, TypeVar

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_write

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.addresses import IPAddress, connectable
from desktop_app.net.exchange import SLICE_S, Exchange
from desktop_app.net.network import Lookup, Network

T = TypeVar("T")

# Connections are kept for as many hosts. Fewer than macOS lets a program open files (256), by a wide margin; more
# than hosts are asked within a few seconds, which is as long as a connection is worth keeping.
_HOSTS = 128
_MOST_ADDRESSES = 4  # of one name; the rest would only lengthen the wait
_EARLIER_ADDRESS_S = 3.0  # patience with an address while there is another one: IPv6 often leads nowhere
_ENOUGH_AUTHORITIES = 100
_UNREACHABLE = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH}


# It warns when two connections to a host were needed, as where two feeds redirect to one: nothing to tell the user
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


class _Current(threading.local):
    """The exchange that this thread is making. A socket outlives it, and has to know which one it serves."""

    exchange: Exchange | None = None


_current = _Current()


@contextmanager
def serving(exchange: Exchange) -> Iterator[None]:
    """Sockets that this thread uses serve ``exchange``."""
    _current.exchange = exchange
    try:
        yield
    finally:
        _current.exchange = None


def _served() -> Exchange:
    if _current.exchange is None:
        raise RuntimeError("a socket of this package is used outside a fetch")
    return _current.exchange


def _in_slices(wait: Callable[[], T], doing: str) -> T:
    """Waits on a socket whose own time-out is a slice."""
    exchange = _served()
    patience = exchange.patience(exchange.limits.read_s, doing)
    while True:
        try:
            return wait()
        except TimeoutError:
            patience.check()


class _Socket(socket.socket):
    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        receive = super().recv_into
        return _in_slices(lambda: receive(buffer, nbytes, flags), "answer")


class _TLSSocket(ssl.SSLSocket):
    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        receive = super().recv_into
        return _in_slices(lambda: receive(buffer, nbytes, flags), "answer")

    def do_handshake(self, block: bool = False) -> None:
        shake_hands = super().do_handshake
        try:
            _in_slices(lambda: shake_hands(block), "TLS handshake")
        except FetchError:
            self.close()  # ssl does so itself only for errors of its own
            raise


def _connect(host: str, port: int, network: Network) -> socket.socket:
    """A connection to ``host``, at an address that may be connected to. Raises FetchError."""
    exchange = _served()
    exchange.has_connected = True
    found = Lookup(network, host, port).addresses(exchange)
    may_be_any = exchange.is_private_allowed or exchange.is_proxied
    addresses = (found if may_be_any else connectable(host, found))[:_MOST_ADDRESSES]
    if not addresses:
        raise exchange.error(FetchProblem.FORBIDDEN, detail=f"{host} is at {found[0]}")
    error: OSError = OSError("no address")
    for address in addresses:
        seconds = exchange.limits.connect_s
        if address is not addresses[-1]:
            seconds = min(seconds, _EARLIER_ADDRESS_S)
        try:
            return _connect_to(address, port, seconds)
        except OSError as e:
            error = e
    raise exchange.error(_why_not_connected(error, network), detail=str(error)) from error


def _connect_to(address: IPAddress, port: int, seconds: float) -> socket.socket:
    exchange = _served()
    until = time.monotonic() + seconds
    sock = _Socket(socket.AF_INET6 if isinstance(address, IPv6Address) else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)
        try:
            sock.connect((str(address), port))
        except BlockingIOError:
            while not wait_for_write(sock, SLICE_S):
                exchange.check()
                if time.monotonic() >= until:
                    raise TimeoutError(f"no connection after {seconds:g} s") from None
            error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                raise OSError(error, f"no connection to {address}") from None
        sock.settimeout(SLICE_S)
    except BaseException:
        sock.close()
        raise
    return sock


def _why_not_connected(error: OSError, network: Network) -> FetchProblem:
    if isinstance(error, TimeoutError):
        return FetchProblem.TIMEOUT
    if error.errno in _UNREACHABLE and not network.has_route():
        return FetchProblem.OFFLINE
    return FetchProblem.CONNECT


class Transport(HTTPAdapter):
    """Sends requests and keeps connections. From any thread that is ``serving`` an exchange."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._context: ssl.SSLContext | None = None
        self._context_lock = threading.Lock()  # 24 threads want the context at the same time, and it is dear
        self._pools = self._pool_classes()
        super().__init__(pool_connections=_HOSTS, pool_maxsize=1, max_retries=0)

    def ask(self, request: requests.PreparedRequest, proxies: dict[str, str]) -> requests.Response:
        """The answer's status and headers; its body is still to be read. No redirects, no cookies, no retries."""
        return self.send(request, stream=True, timeout=(SLICE_S, SLICE_S), proxies=proxies)

    def _pool_classes(self) -> dict[str, type[HTTPConnectionPool]]:
        transport = self

        class Connection(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(self._dns_host, self.port, transport._network)

        class TLSConnection(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return _connect(self._dns_host, self.port, transport._network)

            def connect(self) -> None:
                self.ssl_context = transport._tls_context()
                super().connect()

        class Pool(HTTPConnectionPool):
            ConnectionCls: Any = Connection  # urllib3's protocols do not fit its own classes

        class TLSPool(HTTPSConnectionPool):
            ConnectionCls: Any = TLSConnection

        return {"http": Pool, "https": TLSPool}

    def _tls_context(self) -> ssl.SSLContext:
        with self._context_lock:
            if self._context is None:
                self._context = _new_tls_context()
            return self._context

    # requests' hooks

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **proxy_kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing: the shared context verifies, and knows whom to trust."""


def _new_tls_context() -> ssl.SSLContext:
    """Trusts whom the system trusts (a company's own authority, say).

    Where the system names few, Mozilla's list is added: Windows learns authorities only when its own programs meet
    them, and a frozen program on macOS finds none at all.
    """
    context = ssl.create_default_context()
    context.sslsocket_class = _TLSSocket
    if context.cert_store_stats()["x509_ca"] < _ENOUGH_AUTHORITIES:
        context.load_verify_locations(certifi.where())
    return context


def problem_of(error: Exception) -> FetchProblem:
    """What an exception of requests or urllib3 means."""
    match error:
        case requests.exceptions.SSLError():
            return FetchProblem.TLS
        case requests.exceptions.InvalidURL() | requests.exceptions.MissingSchema():
            return FetchProblem.FORBIDDEN
        case requests.exceptions.ProxyError() | requests.exceptions.InvalidSchema():
            return FetchProblem.CONNECT  # InvalidSchema: a proxy of a kind that we do not speak to
        case requests.exceptions.Timeout():
            return FetchProblem.TIMEOUT
        case _:
            return FetchProblem.BROKEN
