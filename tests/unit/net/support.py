"""What the tests of this package share."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path

from desktop_app.model.errors import FetchError
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, Validators
from desktop_app.net.addresses import IPAddress
from desktop_app.net.exchange import FEED_LIMITS, Limits
from desktop_app.net.fetcher import HttpFetcher

USER_AGENT = "Overview/1.0 (+https://example.org/overview)"
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>'

PEM = Path(__file__).parents[2] / "data" / "net" / "site.pem"  # of a TLS site; see the README beside it

QUICK = replace(FEED_LIMITS, connect_s=5, read_s=5, total_s=10)


@dataclass
class Names:
    """A network with names of our own making."""

    addresses: dict[str, list[str]] = field(default_factory=dict)
    is_online: bool = True
    looked_up: list[str] = field(default_factory=list)

    def look_up(self, host: str, port: int) -> list[IPAddress]:  # noqa: ARG002
        self.looked_up.append(host)
        if not self.is_online:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if host not in self.addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [ip_address(address) for address in self.addresses[host]]

    def has_route(self) -> bool:
        return self.is_online


def anybody(host: str, port: int) -> bool:  # noqa: ARG001
    return True


def fetcher(limits: Limits = QUICK, **more: object) -> HttpFetcher:
    """One for whom the loopback is the user's own."""
    settings: dict[str, object] = {"allow_private": anybody, "network": Names(), "clock": lambda: 1_700_000_000.0}
    return HttpFetcher(user_agent=USER_AGENT, limits=limits, **(settings | more))  # type: ignore[arg-type]


def got(fetcher: HttpFetcher, url: str, validators: Validators = NO_VALIDATORS) -> Fetched:
    result = fetcher.fetch(url, validators)
    assert isinstance(result, Fetched)
    return result


def failure(fetcher: HttpFetcher, url: str, validators: Validators = NO_VALIDATORS) -> FetchError:
    try:
        result = fetcher.fetch(url, validators)
    except FetchError as error:
        return error
    raise AssertionError(f"no FetchError, but {result}")
