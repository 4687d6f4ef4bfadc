"""
HTTP, and nothing but HTTP: a URL to bytes, politely and safely.

What the bytes are, when to ask again and what to do about a failure is decided elsewhere.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from desktop_app.allocation import give_large_blocks_back
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.net.addresses import host_and_port, is_near, nobody
from desktop_app.net.exchange import FEED_LIMITS, Exchange, Limits
from desktop_app.net.headers import max_age_s, retry_after_s
from desktop_app.net.network import Network, SystemNetwork
from desktop_app.net.room import LARGE, Room
from desktop_app.net.unpack import OFFERED, Unpacked, unpack

if TYPE_CHECKING:  # slow to import: not before the first fetch
    import requests

    from desktop_app.net.transport import Transport

FEED_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.4"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.4"

_CHUNK = 1 << 16
_WORTH_DRAINING = 1 << 16  # bytes of an answer that nobody wants, read so that the connection can be kept
_LONGEST_VALIDATOR = 4096
_UNPACK_AT_ONCE = 4  # threads; what turns out to be large has taken its first megabyte twice by then
_SENDABLE = re.compile(r"\S[^\r\n]*")
_MOVED = {301, 302, 303, 307, 308}
_MOVED_FOR_GOOD = {301, 308}
_WITH_BODY = {200, 203}
_PROBLEMS = {
    204: FetchProblem.EMPTY,
    205: FetchProblem.EMPTY,
    401: FetchProblem.BLOCKED,
    403: FetchProblem.BLOCKED,
    404: FetchProblem.NOT_FOUND,
    410: FetchProblem.GONE,
    429: FetchProblem.BUSY,
    451: FetchProblem.BLOCKED,
    503: FetchProblem.BUSY,
}


_Headers = Callable[[str], Mapping[str, str]]  # those that a request to this address has beside the usual ones


class _Answer(Protocol):
    """The part of urllib3's response that is read here."""

    def read1(self, amt: int, decode_content: bool) -> bytes: ...
    def release_conn(self) -> None: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class _Route:
    """How the redirects of one fetch led from address to address."""

    url: str
    visited: set[str] = field(default_factory=set[str])
    is_permanent: bool = True
    was_downgraded: bool = False

    def permanent_url(self) -> str:
        """Not one without encryption in the place of one with it: such a move is made again each time, or ends."""
        return self.url if self.visited and self.is_permanent and not self.was_downgraded else ""


class HttpFetcher:
    """Fetches from the web. From any thread, any number at once; a fetch runs on the thread that asks for it.

    ``allow_private(host, port)`` says that the user's own source is there, and so an address that is not public may
    be connected to; it holds only for fetches that begin there, so that no stranger's redirect leads to it.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits = FEED_LIMITS,
        allow_private: Callable[[str, int], bool] = nobody,
        accept: str = FEED_ACCEPT,
        clock: Callable[[], float] = time.time,
        network: Network | None = None,
    ) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": accept, "Accept-Encoding": OFFERED}
        self._limits = limits
        self._allow_private = allow_private
        self._clock = clock
        self._network = network or SystemNetwork()
        self._room = Room()
        self._few_unpack = threading.Semaphore(_UNPACK_AT_ONCE)
        self._closing = threading.Event()
        self._lock = threading.Lock()  # guards the two below while they are made
        self._transports: tuple[Transport, Transport] | None = None
        self._proxies: dict[str, str] = {}

    def fetch(
        self, url: str, validators: Validators, *, cancelled: threading.Event | None = None, named_by: str = ""
    ) -> Fetched | NotModified:
        """Waits for the answer. Raises FetchError.

        ``named_by`` is the feed or page that named the URL: a private address is then only reached when that too is
        the user's own source.
        """
        route = _Route(url)
        with self._answer(route, lambda hop: _conditions(validators, hop), cancelled, named_by) as (response, exchange):
            return self._take(response, validators, route, exchange)

    def stream(
        self, url: str, headers: Mapping[str, str], *, cancelled: threading.Event | None = None
    ) -> AbstractContextManager[tuple[requests.Response, Exchange]]:
        """The answer to a request that has these headers too, its body still to be read. Raises FetchError."""
        return self._answer(_Route(url), lambda _hop: headers, cancelled, "")

    @contextmanager
    def _answer(
        self, route: _Route, more: _Headers, cancelled: threading.Event | None, named_by: str
    ) -> Iterator[tuple[requests.Response, Exchange]]:
        """Follows redirects."""
        exchange = self._exchange(route.url, cancelled)
        from desktop_app.net.transport import serving

        may_be_private = self._is_own(route.url) and (not named_by or self._is_own(named_by))
        with serving(exchange):
            while True:
                response = self._ask(route.url, more, exchange, may_be_private=may_be_private)
                if response.status_code not in _MOVED:
                    break
                self._follow(response, route, exchange)
            yield response, exchange

    @contextmanager
    def ask_once(
        self, url: str, headers: Mapping[str, str], body: bytes | None = None, *, cancelled: threading.Event
    ) -> Iterator[tuple[requests.Response, Exchange]]:
        """What this address answers, and no other: a redirect is an answer too. Raises FetchError.

        With a body it is a POST.
        """
        exchange = self._exchange(url, cancelled)
        from desktop_app.net.transport import serving

        with serving(exchange):
            yield self._ask(url, lambda _url: headers, exchange, may_be_private=self._is_own(url), body=body), exchange

    def _exchange(self, url: str, cancelled: threading.Event | None) -> Exchange:
        flags = (self._closing,) if cancelled is None else (self._closing, cancelled)
        exchange = Exchange(url, self._limits, flags)
        exchange.check()
        self._open()
        return exchange

    def rest(self) -> None:
        """Closes the connections that were kept for more requests. They are opened again when needed."""
        for transport in self._transports or ():
            transport.close()

    def close(self) -> None:
        """Ends what is running within a tenth of a second; every later fetch is CANCELLED."""
        self._closing.set()
        self.rest()

    def _open(self) -> None:
        with self._lock:
            if self._transports is not None:
                return
            from urllib.request import getproxies

            from desktop_app.net.transport import Transport

            give_large_blocks_back()
            # Two, since a connection that is kept must not serve one who could not have made it: public, and own.
            self._transports = Transport(self._network), Transport(self._network)
            self._proxies = getproxies()

    def _is_own(self, url: str) -> bool:
        try:
            return self._allow_private(*host_and_port(url))
        except ValueError:
            return False

    def _ask(
        self, url: str, more: _Headers, exchange: Exchange, *, may_be_private: bool, body: bytes | None = None
    ) -> requests.Response:
        """One request, to one address."""
        import requests

        from desktop_app.net.transport import problem_of

        try:
            request = requests.Request(
                "GET" if body is None else "POST", url, headers={**self._headers, **more(url)}, data=body
            ).prepare()
            host, _ = host_and_port(str(request.url))
            str(request.url).encode("ascii")  # requests leaves as it is what cannot be quoted
        except (ValueError, requests.RequestException) as error:
            raise exchange.error(FetchProblem.FORBIDDEN, detail=str(error)) from error
        is_own = may_be_private and self._is_own(url)
        exchange.is_private_allowed = is_own
        proxies = {} if is_own else self._proxies_for(str(request.url))
        exchange.is_proxied = bool(proxies)
        if proxies and is_near(host):  # whose request through a proxy we could not follow
            raise exchange.error(FetchProblem.FORBIDDEN, detail=f"{host} is not for a proxy to look up")

        transport = self._transport(own=is_own)
        for is_first_try in (True, False):
            exchange.has_connected = False
            try:
                return transport.ask(request, proxies)
            except requests.RequestException as error:
                exchange.check()
                problem = problem_of(error)
                if is_first_try and problem is FetchProblem.BROKEN and not exchange.has_connected:
                    continue  # the site closed the kept connection while we wrote to it (RFC 9112, 9.3.1)
                raise exchange.error(problem, detail=str(error)) from error
        raise AssertionError("the second try returns or raises")

    def _transport(self, *, own: bool) -> Transport:
        if self._transports is None:
            raise RuntimeError("not open")
        return self._transports[own]

    def _proxies_for(self, url: str) -> dict[str, str]:
        from requests.utils import select_proxy, should_bypass_proxies

        if not self._proxies or should_bypass_proxies(url, None) or not select_proxy(url, self._proxies):
            return {}
        return self._proxies

    def _follow(self, response: requests.Response, route: _Route, exchange: Exchange) -> None:
        """Moves ``route`` on to where a redirect leads."""
        _drain(response, exchange)
        location = _location(response)
        if not location:
            raise exchange.error(FetchProblem.REDIRECTS, status=response.status_code, detail="leads nowhere")
        try:
            target = urldefrag(urljoin(route.url, location)).url
        except ValueError as error:
            raise exchange.error(FetchProblem.FORBIDDEN, detail=str(error)) from error
        route.visited.add(urldefrag(route.url).url)
        if target in route.visited:
            raise exchange.error(FetchProblem.REDIRECTS, status=response.status_code, detail="a loop")
        host = urlsplit(target).netloc.lower()
        asked_before = sum(urlsplit(url).netloc.lower() == host for url in route.visited)
        if len(route.visited) > exchange.limits.redirects or asked_before >= exchange.limits.requests_to_host:
            raise exchange.error(FetchProblem.REDIRECTS, status=response.status_code, detail="too many")
        route.is_permanent &= response.status_code in _MOVED_FOR_GOOD
        route.was_downgraded |= route.url.lower().startswith("https:") and target.lower().startswith("http:")
        route.url = target

    def _take(
        self, response: requests.Response, validators: Validators, route: _Route, exchange: Exchange
    ) -> Fetched | NotModified:
        """The result that an answer stands for, when it is no redirect."""
        status, headers = response.status_code, response.headers
        fresh_s = max_age_s(headers, self._clock())
        if status == 304 and _conditions(validators, route.url):
            _drain(response, exchange)
            return NotModified(validators, exchange.received, fresh_s, route.permanent_url())
        if status not in _WITH_BODY:
            _drain(response, exchange)
            raise exchange.error(
                problem_of_status(status),
                status=status,
                retry_after_s=retry_after_s(headers, self._clock()),
            )

        packed, shortfall = read(response, exchange)
        encoding = headers.get("Content-Encoding", "")
        most = exchange.limits.unpacked_from(len(packed))
        with self._few_unpack:
            unpacked = unpack(packed, encoding, min(most, LARGE))
        if unpacked.shortfall is not FetchProblem.TOO_LARGE and len(unpacked.body) <= LARGE:
            return _fetched(response, route, exchange, unpacked, shortfall=shortfall, fresh_s=fresh_s)
        del unpacked  # nothing of it is held while many wait
        with self._room.place(exchange) as place:
            unpacked = unpack(packed, encoding, most)
            fetched = _fetched(response, route, exchange, unpacked, shortfall=shortfall, fresh_s=fresh_s)
            place.is_for(fetched)
            return fetched


def problem_of_status(status: int) -> FetchProblem:
    """What an answer means that brings no body."""
    return _PROBLEMS.get(status, FetchProblem.STATUS)


def _fetched(
    response: requests.Response,
    route: _Route,
    exchange: Exchange,
    unpacked: Unpacked,
    *,
    shortfall: FetchProblem | None,
    fresh_s: int | None,
) -> Fetched:
    """What came, when it is of any use. Raises FetchError."""
    status, headers = response.status_code, response.headers
    shortfall = shortfall or unpacked.shortfall
    if not unpacked.body or unpacked.body.isspace():
        raise exchange.error(shortfall or FetchProblem.EMPTY, status=status)
    if shortfall and not exchange.limits.takes_part:
        raise exchange.error(shortfall, status=status)
    ended_early = shortfall in {FetchProblem.BROKEN, FetchProblem.TIMEOUT}
    return Fetched(
        body=unpacked.body,
        url=route.url,
        content_type=headers.get("Content-Type", ""),
        validators=Validators(given_by=route.url) if ended_early else _validators(headers, route.url),
        received=exchange.received,
        permanent_url=route.permanent_url(),
        max_age_s=fresh_s,
        was_downgraded=route.was_downgraded,
        shortfall=shortfall,
    )


def _conditions(validators: Validators, url: str) -> dict[str, str]:
    """Both, when both came: a site may look at either. None for an address that did not give them."""
    if validators.given_by and urldefrag(validators.given_by).url != urldefrag(url).url:
        return {}
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if _is_sendable(value)}


def _validators(headers: Mapping[str, str], url: str) -> Validators:
    etag, last_modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Validators(
        etag if _is_sendable(etag) else "",
        last_modified if _is_sendable(last_modified) else "",
        given_by=url,
    )


def _is_sendable(value: str) -> bool:
    """Whether a value that came in a header can go out in one: requests refuses some that servers send."""
    return len(value) <= _LONGEST_VALIDATOR and _SENDABLE.fullmatch(value) is not None


def _location(response: requests.Response) -> str:
    """Header bytes come as Latin-1, and addresses in them are UTF-8 where they are not plain ASCII."""
    location = response.headers.get("Location", "").strip()
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _declared_length(response: requests.Response) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def read(response: requests.Response, exchange: Exchange) -> tuple[bytes, FetchProblem | None]:
    """The body as sent, or as much of it as comes, and why that is not all. Frees the connection."""
    from urllib3.exceptions import HTTPError

    most = exchange.limits.body
    raw: _Answer = response.raw
    if not exchange.limits.takes_part and (_declared_length(response) or 0) > most:
        raw.close()
        raise exchange.error(FetchProblem.TOO_LARGE, status=response.status_code)
    came = BytesIO()  # gives its bytes away without a second copy
    try:
        while chunk := raw.read1(_CHUNK, decode_content=False):
            came.write(chunk)
            exchange.received += len(chunk)
            if came.tell() > most:
                raw.close()
                came.truncate(most)
                return came.getvalue(), FetchProblem.TOO_LARGE
    except FetchError as error:
        raw.close()
        if error.problem is not FetchProblem.TIMEOUT or not came.tell():
            raise
        return came.getvalue(), FetchProblem.TIMEOUT
    except (HTTPError, OSError):
        raw.close()
        return came.getvalue(), FetchProblem.BROKEN
    raw.release_conn()
    return came.getvalue(), None


def _drain(response: requests.Response, exchange: Exchange) -> None:
    """Reads a body that nobody wants when it is short, so that the connection can be kept; else closes it."""
    from urllib3.exceptions import HTTPError

    raw: _Answer = response.raw
    length = 0 if response.status_code == 304 else _declared_length(response)
    try:
        if length is not None and length <= _WORTH_DRAINING:
            while chunk := raw.read1(_CHUNK, decode_content=False):
                exchange.received += len(chunk)
            raw.release_conn()
            return
    except FetchError as error:
        if error.problem is FetchProblem.CANCELLED:
            raise
    except (HTTPError, OSError):
        pass  # nobody wanted it
    finally:
        raw.close()
