"""
Web sites on the loopback, as well or as badly behaved as a test wants.

    with serve() as site:
        site["/feed.xml"] = Answer(b"<rss/>", etag='"1"')
        fetch(site.url("/feed.xml"))
        assert site.requests[0].headers["accept-encoding"] == "gzip"

A page is an ``Answer``, a list of answers (given in turn, the last one for good), a ``Raw`` piece of wire, or a
function of the request. All waiting of a server is on ``site.closing``, so a test that is done never waits for one.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from http.client import parse_headers

import brotli


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    method: str
    path: str  # with the query; a whole URL when the client took the site for a proxy
    headers: dict[str, str]  # names in lower case
    at: float  # time.monotonic
    connection: int  # which of the site's connections it came by, counted from 1
    at_once: int  # requests that the site was answering at that moment, this one included
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """A well-formed answer, unless it is told otherwise. Conditional requests get 304 when a validator matches."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()  # sent as they are; one of these replaces one made here
    content_type: str = "application/rss+xml"
    etag: str = ""
    last_modified: str = ""
    encoding: str = ""  # gzip, deflate, br: the body is packed so
    is_chunked: bool = False
    declared: int | None = None  # Content-Length, true or not; -1: none, the body ends with the connection
    cut_after: int | None = None  # bytes of the packed body, then the connection is shut
    piece: int = 0  # bytes sent at a time, 0 for all
    pause_s: float = 0.0  # before each piece
    header_pause_s: float = 0.0  # before each byte of the header
    is_hanging: bool = False  # after what is sent, silence until the site or the client closes
    is_endless: bool = False  # the body is sent again and again


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes sent as they are; then the connection is shut."""

    wire: bytes
    is_hanging: bool = False
    is_reset: bool = False  # it ends by a reset, as that of a process that died


Page = Answer | Raw | list["Answer | Raw"] | Callable[[Request], "Answer | Raw"]


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(b"moved", status, (("Location", location),))


@dataclass(slots=True)
class Site:
    """Pages by path, and what was asked for."""

    port: int = 0
    scheme: str = "http"
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _asked: Counter[str] = field(default_factory=Counter)
    _now: int = 0
    _sockets: set[socket.socket] = field(default_factory=set)
    _bytes_sent: int = 0

    @property
    def base(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """``host`` may be a made-up name, for a fetcher whose network knows it."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def __setitem__(self, path: str, page: Page) -> None:
        self.pages[path] = page

    @property
    def asked(self) -> list[str]:
        """The paths, in the order they were asked for."""
        return [request.path for request in self.requests]

    @property
    def most_at_once(self) -> int:
        return max((request.at_once for request in self.requests), default=0)

    @property
    def bytes_sent(self) -> int:
        return self._bytes_sent

    def wait_for(self, requests: int) -> None:
        """Until so many requests have come; fails after ten seconds."""
        until = time.monotonic() + 10
        while len(self.requests) < requests:
            assert time.monotonic() < until, f"{len(self.requests)} of {requests} requests came"
            self.closing.wait(0.005)

    # on the server's threads

    def _answer_to(self, request: Request) -> Answer | Raw:
        page = self.pages.get(request.path)
        if page is None:
            return Answer(b"no such page", 404)
        if isinstance(page, list):
            with self._lock:
                turn = self._asked[request.path]
                self._asked[request.path] += 1
            return page[min(turn, len(page) - 1)]
        return page if isinstance(page, Answer | Raw) else page(request)

    def _serve(self, sock: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError, ssl.SSLError, ValueError), sock, sock.makefile("rb") as reader:
            while line := reader.readline(65537):
                method, path, _ = line.decode("latin-1").split(" ", 2)
                headers = {name.lower(): value for name, value in parse_headers(reader).items()}
                body = reader.read(int(headers.get("content-length", 0)))
                with self._lock:
                    self._now += 1
                    request = Request(method, path, headers, time.monotonic(), number, self._now, body)
                    self.requests.append(request)
                try:
                    answer = self._answer_to(request)
                    is_kept = self._send(sock, request, answer)
                finally:
                    with self._lock:
                        self._now -= 1
                if not is_kept:
                    break
        with self._lock:
            self._sockets.discard(sock)

    def _write(self, sock: socket.socket, data: bytes) -> None:
        sock.sendall(data)
        self._bytes_sent += len(data)

    def _send(self, sock: socket.socket, request: Request, answer: Answer | Raw) -> bool:
        """Whether the connection can be used again."""
        if isinstance(answer, Raw):
            self._write(sock, answer.wire)
            if answer.is_hanging:
                self._hang(sock)
            if answer.is_reset:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if _matches(request, answer):
            answer = Answer(b"", 304, answer.headers, etag=answer.etag, last_modified=answer.last_modified)
        body = _packed(answer)
        for piece in _pieces(_head(answer, len(body)), 1 if answer.header_pause_s else 0):
            if self.closing.wait(answer.header_pause_s):
                return False
            self._write(sock, piece)
        if answer.status in {204, 304} or request.method == "HEAD":
            return True
        if not self._send_body(sock, answer, body[: answer.cut_after]):
            return False
        if answer.is_hanging:
            self._hang(sock)
        return answer.cut_after is None and answer.declared is None and not answer.is_hanging

    def _send_body(self, sock: socket.socket, answer: Answer, body: bytes) -> bool:
        """Whether all of it was sent."""
        is_first = True
        while is_first or answer.is_endless:
            is_first = False
            for piece in _pieces(body, answer.piece):
                if self.closing.wait(answer.pause_s):
                    return False
                self._write(sock, b"%x\r\n%b\r\n" % (len(piece), piece) if answer.is_chunked else piece)
        if answer.is_chunked and answer.cut_after is None and not answer.is_hanging:
            self._write(sock, b"0\r\n\r\n")
        return True

    def _hang(self, sock: socket.socket) -> None:
        sock.settimeout(0.02)
        while not self.closing.is_set():
            try:
                if not sock.recv(1):
                    return
            except TimeoutError:
                continue


def _matches(request: Request, answer: Answer) -> bool:
    """If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
    if "if-none-match" in request.headers:
        return bool(answer.etag) and request.headers["if-none-match"] == answer.etag
    return bool(answer.last_modified) and request.headers.get("if-modified-since") == answer.last_modified


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    step = size or len(data) or 1
    return (data[start : start + step] for start in range(0, len(data), step))


def _packed(answer: Answer) -> bytes:
    match answer.encoding:
        case "gzip":
            return gzip.compress(answer.body, 6, mtime=0)
        case "deflate":
            return zlib.compress(answer.body)
        case "br":
            return brotli.compress(answer.body)  # type: ignore[no-any-return]
        case _:
            return answer.body


def _head(answer: Answer, length: int) -> bytes:
    made = {"Date": formatdate(usegmt=True), "Content-Type": answer.content_type}
    if answer.etag:
        made["ETag"] = answer.etag
    if answer.last_modified:
        made["Last-Modified"] = answer.last_modified
    if answer.encoding:
        made["Content-Encoding"] = answer.encoding
    if answer.is_chunked:
        made["Transfer-Encoding"] = "chunked"
    elif answer.status not in {204, 304} and answer.declared != -1 and not answer.is_endless:
        made["Content-Length"] = str(length if answer.declared is None else answer.declared)
    given = {name.lower() for name, _ in answer.headers}
    lines = [f"{name}: {value}" for name, value in made.items() if name.lower() not in given]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    reason = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else "Odd"
    return "\r\n".join([f"HTTP/1.1 {answer.status} {reason}", *lines, "", ""]).encode("latin-1")


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site, until the block ends; then all its threads have ended too. ``tls`` is a server's context."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    site = Site(listener.getsockname()[1], "https" if tls else "http")
    threads: list[threading.Thread] = []

    def converse(sock: socket.socket, number: int) -> None:
        try:
            talking = tls.wrap_socket(sock, server_side=True) if tls else sock
        except OSError:  # the client did not like our certificate
            sock.close()
            return
        with site._lock:
            site._sockets.discard(sock)
            site._sockets.add(talking)
        site._serve(talking, number)

    def accept() -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            if site.closing.is_set():
                sock.close()
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else header and body are 40 ms apart
            with site._lock:
                site.connections += 1
                site._sockets.add(sock)
                number = site.connections
            thread = threading.Thread(target=converse, args=(sock, number), name=f"site-{site.port}-{number}")
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept, name=f"site-{site.port}")
    accepting.start()
    try:
        yield site
    finally:
        site.closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", site.port), 1).close()  # wakes accept, on every system
        accepting.join()
        listener.close()
        with site._lock:
            sockets = list(site._sockets)
        for sock in sockets:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
