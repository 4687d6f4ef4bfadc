"""A world of many hosts, which are all on the loopback: each is asked one thing at a time, all of them at once."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address

from desktop_app.library.core import World
from desktop_app.net.addresses import IPAddress
from desktop_app.net.exchange import Limits
from desktop_app.net.fetcher import HttpFetcher
from tests.e2e.faults.kinds import NOON
from tests.support.cores import QUICK, USER_AGENT, Source, pools, web


class OneComputer:
    """A network in which all names lead to the loopback, but for the one that is not known."""

    def look_up(self, host: str, port: int) -> list[IPAddress]:  # noqa: ARG002 - the shape of a network
        if host == "unknown.test":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [ip_address("127.0.0.1")]

    def has_route(self) -> bool:
        return True


@dataclass
class Clock:
    now: float = NOON

    def __call__(self) -> float:
        return self.now


def is_under_test(host: str, _port: int) -> bool:
    return host.endswith((".test", ".example"))


def many_hosts(source: Source, limits: Limits = QUICK, clock: Callable[[], float] = time.time) -> World:
    fetcher = HttpFetcher(user_agent=USER_AGENT, limits=limits, allow_private=is_under_test, network=OneComputer())
    return replace(web(source, clock=clock), make_pool=pools(fetcher), network=fetcher)
