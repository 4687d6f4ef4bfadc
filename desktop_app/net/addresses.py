"""
Which addresses a feed or a page may send us to.

What strangers write must not make this computer knock at its own doors or its neighbours': the router, a printer, a
cloud's metadata service. So an IP address must be public, and it is judged where the connection is made, after the
name was looked up: a name can be given any address, and a different one the next time it is asked for.

The networks are those of the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its
updates); ``ipaddress.is_global`` is not used, since its answers changed between Python 3.11 and 3.13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

IPAddress = IPv4Address | IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a provider's translation (CGNAT)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # all that has been given out; the rest is local, multicast or nobody's
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_CARRIES_4 = (  # (network, how many bits stand behind the IPv4 address in it)
    (IPv6Network("::/96"), 0),  # IPv4-compatible
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)

# Programs that tunnel all traffic (Clash, sing-box) answer every lookup with a stand-in from the benchmark network.
# A name that leads there is an ordinary site for their users; the bare address is none.
_STAND_INS = IPv4Network("198.18.0.0/15")


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the public Internet; for one that carries an IPv4 address, whether that does."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    for network, shift in _CARRIES_4:
        if address in network:
            return is_public(IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def may_connect(host: str, address: IPAddress) -> bool:
    """Whether ``address``, found for ``host``, may be connected to."""
    if is_public(address):
        return True
    return address in _STAND_INS and literal(host) is None


def connectable(host: str, addresses: Iterable[IPAddress]) -> list[IPAddress]:
    """Those of a host's addresses that may be connected to."""
    return [address for address in addresses if may_connect(host, address)]


def literal(host: str) -> IPAddress | None:
    """The address that ``host`` is, with or without brackets; None when it is a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def is_local_name(host: str) -> bool:
    """Whether a name means something near by, by its look alone.

    For requests through a proxy, which looks the name up itself: "localhost", names of one word, and the suffixes
    of RFC 6761, RFC 6762 and RFC 8375 and ICANN's "internal".
    """
    name = host.rstrip(".").lower()
    if literal(name) is not None:
        return False
    last = name.rpartition(".")[2]
    return "." not in name or last in {"localhost", "local", "internal", "lan", "home", "corp"} or last.isdigit()


def is_near(host: str) -> bool:
    """Whether a host, by its name or number alone, is on this computer or in the user's own network."""
    address = literal(host)
    return is_local_name(host) if address is None else not may_connect(host, address)


def host_and_port(url: str) -> tuple[str, int]:
    """Who a URL talks to: the host in lower case without brackets, and the port.

    Raises ValueError when the URL is not http or https, or names no host.
    """
    parts = urlsplit(url)
    host, scheme = parts.hostname, parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        raise ValueError(f"not an http(s) address: {url!r}")
    return host.lower(), parts.port or DEFAULT_PORTS[scheme]


def own_hosts(urls: Iterable[str]) -> Callable[[str, int], bool]:
    """``allow_private`` for the hosts of sources that the user chose: each for its own host and port only.

    A source whose host is a name of the public kind is not among them: else whoever owns that name could point it at
    this computer.
    """
    own: set[tuple[str, int]] = set()
    for url in urls:
        try:
            host, port = host_and_port(url)
        except ValueError:
            continue
        address = literal(host)
        if is_local_name(host) or (address is not None and not is_public(address)):
            own.add((host, port))
    return lambda host, port: (host, port) in own


def nobody(host: str, port: int) -> bool:  # noqa: ARG001 - the shape of allow_private
    """``allow_private`` for one who has no source of their own near by."""
    return False
