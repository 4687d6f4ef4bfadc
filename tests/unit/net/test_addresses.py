from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.net.addresses import host_and_port, is_local_name, is_public, literal, may_connect, own_hosts


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("1.1.1.1", True),
        ("172.15.255.255", True),
        ("172.32.0.0", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("169.253.255.255", True),
        ("192.169.0.0", True),
        ("223.255.255.255", True),
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("100.127.255.255", False),
        ("127.0.0.1", False),
        ("127.255.255.254", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("172.31.255.255", False),
        ("192.0.0.8", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("192.168.1.1", False),
        ("198.18.0.1", False),
        ("198.19.255.255", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("224.0.0.1", False),
        ("239.255.255.255", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("2606:4700:4700::1111", True),
        ("2a00:1450:4001:828::200e", True),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("fd12:3456::1", False),
        ("ff02::1", False),
        ("100::1", False),
        ("5f00::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("2001::1", False),  # Teredo
        ("2001:2::1", False),  # benchmarks
        ("::ffff:127.0.0.1", False),  # mapped
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:0:127.0.0.1", False),  # translated
        ("::7f00:1", False),  # compatible
        ("64:ff9b::7f00:1", False),  # NAT64
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::808:808", False),  # a network's own NAT64
        ("2002:7f00:1::1", False),  # 6to4
        ("2002:c0a8:101::1", False),
        ("2002:808:808::1", True),
    ],
)
def test_public(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_a_disguised_address_is_judged_like_itself(address: IPv4Address) -> None:
    number = int(address)
    for disguise in (
        IPv6Address(number),
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0x64FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80 | 1),
    ):
        assert is_public(disguise) == is_public(address)


@given(st.ip_addresses(v=4))
def test_nothing_that_the_library_calls_private_is_public(address: IPv4Address) -> None:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(address)


@given(st.ip_addresses(v=6))
def test_no_local_ipv6_is_public(address: IPv6Address) -> None:
    carries_ipv4 = address.ipv4_mapped or address.sixtofour or int(address) >> 32 in {0, 0x64FF9B << 64}
    if address.is_private and not carries_ipv4:  # that one is judged by what it carries, see above
        assert not is_public(address)


def test_a_tunnels_stand_in_is_a_site_by_name_and_none_by_number() -> None:
    assert may_connect("news.example.com", ip_address("198.18.0.7"))
    assert not may_connect("198.18.0.7", ip_address("198.18.0.7"))
    assert not may_connect("news.example.com", ip_address("192.168.0.7"))


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("::1", "::1"), ("example.com", None), ("2130706433", None)],
)
def test_literal(host: str, expected: str | None) -> None:
    assert literal(host) == (ip_address(expected) if expected else None)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("a.localhost", True),
        ("printer", True),
        ("nas.local", True),
        ("metadata.google.internal", True),
        ("2130706433", True),
        ("0x7f.1", True),
        ("example.com", False),
        ("8.8.8.8", False),
        ("local.example", False),
    ],
)
def test_local_names(host: str, expected: bool) -> None:
    assert is_local_name(host) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.com/feed", ("example.com", 80)),
        ("HTTPS://example.com", ("example.com", 443)),
        ("http://user:secret@example.com:8080/", ("example.com", 8080)),
        ("http://[::1]:81/", ("::1", 81)),
    ],
)
def test_host_and_port(url: str, expected: tuple[str, int]) -> None:
    assert host_and_port(url) == expected


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.com/", "http:///path", "example.com", "", "http://a:b/", "data:,x"]
)
def test_no_host(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library raises it as well
        host_and_port(url)


def test_own_hosts_are_near_ones_at_their_port() -> None:
    is_own = own_hosts(
        [
            "http://127.0.0.1:8000/feed",
            "http://nas.local/rss",
            "http://evil.example.com/",
            "https://8.8.8.8/",
            "nothing",
        ]
    )
    assert is_own("127.0.0.1", 8000)
    assert is_own("nas.local", 80)
    assert not is_own("127.0.0.1", 22)
    assert not is_own("localhost", 8000)
    assert not is_own("evil.example.com", 80)  # else its owner could point it at this computer
    assert not is_own("8.8.8.8", 443)
