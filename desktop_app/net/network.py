"""The computer's way out: names looked up, and whether there is a way out at all."""

from __future__ import annotations

import socket
import sys
import threading
from ipaddress import ip_address
from typing import Protocol

from desktop_app.model.errors import FetchProblem
from desktop_app.net.addresses import IPAddress, literal
from desktop_app.net.exchange import SLICE_S, Exchange


class Network(Protocol):
    """From any thread."""

    def look_up(self, host: str, port: int) -> list[IPAddress]:
        """The addresses of a name, best first. Raises socket.gaierror; may take long."""
        ...

    def has_route(self) -> bool:
        """Whether there is a way out of this computer. Quick, and sends nothing."""
        ...


class SystemNetwork:
    def look_up(self, host: str, port: int) -> list[IPAddress]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        families = (socket.AF_INET, socket.AF_INET6)
        addresses = [ip_address(str(sockaddr[0])) for family, *_, sockaddr in found if family in families]
        return list(dict.fromkeys(addresses))

    def has_route(self) -> bool:
        # "Connecting" a datagram socket only asks the routing table. The addresses are documentation's own.
        for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
            try:
                with socket.socket(family, socket.SOCK_DGRAM) as probe:
                    probe.connect((address, 9))
            except OSError:
                continue
            return True
        return False


class Lookup:
    """A look-up that can be given up: the system's own cannot be, and may take half a minute."""

    def __init__(self, network: Network, host: str, port: int) -> None:
        self._network, self._host, self._port = network, host, port
        self._done = threading.Event()
        self._addresses: list[IPAddress] = []
        self._error: OSError | UnicodeError | None = None

    def addresses(self, exchange: Exchange) -> list[IPAddress]:
        """Raises FetchError."""
        address = literal(self._host)
        if address is not None:
            return [address]
        patience = exchange.patience(exchange.limits.connect_s, "name look-up")
        threading.Thread(target=self._run, name=f"look-up {self._host}", daemon=True).start()
        while not self._done.wait(SLICE_S):
            patience.check()
        if self._error is not None or not self._addresses:
            is_offline = not _is_certain(self._error) and not self._network.has_route()
            problem = FetchProblem.OFFLINE if is_offline else FetchProblem.DNS
            raise exchange.error(problem, detail=str(self._error or "no address")) from self._error
        return self._addresses

    def _run(self) -> None:
        try:
            self._addresses = self._network.look_up(self._host, self._port)
        except (OSError, UnicodeError) as error:  # UnicodeError: what cannot be a name ("a..b")
            self._error = error
        finally:
            self._done.set()


def _is_certain(error: OSError | UnicodeError | None) -> bool:
    """Whether a name server said that there is no such name. Other systems than Linux say so without a network too."""
    if isinstance(error, UnicodeError):
        return True
    return sys.platform == "linux" and error is not None and error.errno == socket.EAI_NONAME
