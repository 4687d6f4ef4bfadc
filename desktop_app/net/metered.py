"""
Whether the connection is paid for by the byte, as far as the system tells.

Told on Linux by NetworkManager, over the system's D-Bus, and on Windows 10 (2004 or newer) by
GetNetworkConnectivityHint. macOS tells it only to programs with a run loop of its own kind, so it is not asked there.
What is not known is no reason to be sparing.

The few messages that D-Bus needs for one question are written out here (D-Bus specification, "Message Protocol"): every
library for it is larger than all of this package, and Qt's belongs to the window.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

BUS = Path("/run/dbus/system_bus_socket")
PATIENCE_S = 0.5  # for each answer; they take a millisecond

_CALL, _RETURN, _ERROR = 1, 2, 3
_DO_NOT_START = 2  # flag: a service that does not run is not started for us
_MOST_BYTES = 1 << 16  # of one message; what we ask for takes a hundred
_PATH, _INTERFACE, _MEMBER, _DESTINATION, _SIGNATURE = 1, 2, 3, 6, 8
_YES, _GUESSED_YES = 1, 3  # NMMetered
_FIXED, _VARIABLE = 2, 3  # NL_NETWORK_CONNECTIVITY_COST_HINT


def is_metered() -> bool:
    """Quick; never raises."""
    try:
        if sys.platform == "win32":
            return _on_windows()
        return sys.platform == "linux" and on_linux(BUS)
    except (OSError, AttributeError, ValueError, struct.error):
        return False


def on_linux(bus: Path) -> bool:
    """What NetworkManager says. Raises OSError, ValueError or struct.error where there is nobody to say it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.settimeout(PATIENCE_S)
        sock.connect(str(bus))
        sock.sendall(b"\0AUTH EXTERNAL %s\r\n" % str(os.getuid()).encode().hex().encode())
        if not _line(sock).startswith(b"OK"):
            return False
        sock.sendall(b"BEGIN\r\n")
        names = {_PATH: "/org/freedesktop/DBus", _DESTINATION: "org.freedesktop.DBus"}
        _ask(sock, 1, names | {_INTERFACE: "org.freedesktop.DBus", _MEMBER: "Hello"})
        manager = "org.freedesktop.NetworkManager"
        names = {_PATH: "/org/freedesktop/NetworkManager", _DESTINATION: manager}
        names |= {_INTERFACE: "org.freedesktop.DBus.Properties", _MEMBER: "Get"}
        return _number(*_ask(sock, 2, names, manager, "Metered")) in {_YES, _GUESSED_YES}


def _ask(sock: socket.socket, serial: int, names: dict[int, str], *given: str) -> tuple[str, bytes]:
    """The byte order and the body of the answer to a call. Raises ValueError for an error."""
    sock.sendall(call(serial, names, *given))
    while True:
        start = _exactly(sock, 16)
        order = "<" if start[:1] == b"l" else ">"
        body, _, fields = struct.unpack_from(f"{order}III", start, 4)
        if body + fields > _MOST_BYTES:
            raise ValueError("too long")
        rest = _exactly(sock, fields + -fields % 8 + body)
        if start[1] == _ERROR:
            raise ValueError("refused")
        if start[1] == _RETURN:  # else a signal: that we have a name now
            return order, rest[len(rest) - body :]


def call(serial: int, names: dict[int, str], *given: str) -> bytes:
    """A message that calls a method with strings."""
    body = b""
    for text in given:
        body += bytes(-len(body) % 4) + _string(text)
    fields = b""
    for code, name in sorted(names.items()):
        kind = b"o" if code == _PATH else b"s"
        fields += bytes(-len(fields) % 8) + bytes((code, 1)) + kind + b"\0" + _string(name)
    if given:
        kinds = b"s" * len(given)
        fields += bytes(-len(fields) % 8) + bytes((_SIGNATURE, 1)) + b"g\0" + bytes((len(kinds),)) + kinds + b"\0"
    start = struct.pack("<cBBBIII", b"l", _CALL, _DO_NOT_START, 1, len(body), serial, len(fields))
    return start + fields + bytes(-len(fields) % 8) + body


def _string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("ascii") + b"\0"


def _number(order: str, body: bytes) -> int:
    """A variant that is an unsigned number."""
    if body[:3] != b"\x01u\0":
        raise ValueError("no number")
    number: int = struct.unpack_from(f"{order}I", body, 4)[0]
    return number


def _line(sock: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\r\n") and len(line) < _MOST_BYTES:
        line += _exactly(sock, 1)
    return line


def _exactly(sock: socket.socket, number: int) -> bytes:
    came = b""
    while len(came) < number:
        piece = sock.recv(number - len(came))
        if not piece:
            raise ConnectionError("the bus hung up")
        came += piece
    return came


class _Connectivity(ctypes.Structure):
    """NL_NETWORK_CONNECTIVITY_HINT."""

    _fields_ = (
        ("level", ctypes.c_int),
        ("cost", ctypes.c_int),
        ("is_near_its_limit", ctypes.c_ubyte),
        ("is_over_its_limit", ctypes.c_ubyte),
        ("is_roaming", ctypes.c_ubyte),
    )


def _on_windows() -> bool:
    hint = _Connectivity()
    if ctypes.CDLL("iphlpapi").GetNetworkConnectivityHint(ctypes.byref(hint)):
        return False
    return hint.cost in {_FIXED, _VARIABLE} or bool(hint.is_roaming)
