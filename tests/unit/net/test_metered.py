"""A system bus of our own, with somebody on it who knows of the network, or nobody."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.net import metered

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such sockets")

RETURN, ERROR, SIGNAL = 2, 3, 4
CALLS = (b"Hello\0", b"Metered\0")


def message(kind: int, body: bytes = b"", order: str = "<") -> bytes:
    """With a field of seven bytes, so that there is something to pad."""
    field = b"\x08\x01g\0\x01u\0"
    start = struct.pack(f"{order}cBBBIII", b"l" if order == "<" else b"B", kind, 1, 1, len(body), 1, len(field))
    return start + field + b"\0" + body


def number(value: int, order: str = "<") -> bytes:
    return b"\x01u\0\0" + struct.pack(f"{order}I", value)


@contextmanager
def bus(path: Path, *answers: bytes, welcome: bytes = b"OK 1234\r\n") -> Iterator[list[bytes]]:
    """Lets in who asks, and gives an answer to each call. What it was asked comes out."""
    asked = [b""]
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            sock, _ = listener.accept()
            with sock, contextlib.suppress(OSError):  # who asks may have heard enough
                asked[0] += sock.recv(1_000)
                sock.sendall(welcome)
                for answer, call in zip(answers, CALLS, strict=False):
                    while call not in asked[0]:
                        asked[0] += sock.recv(1_000)
                    for byte in answer:  # as slowly as can be
                        sock.sendall(bytes((byte,)))

        thread = threading.Thread(target=serve)
        thread.start()
        yield asked
        thread.join()


@pytest.mark.parametrize(("value", "expected"), [(0, False), (1, True), (2, False), (3, True), (4, False)])
@pytest.mark.parametrize("order", "<>")
def test_what_the_network_manager_says(tmp_path: Path, value: int, order: str, *, expected: bool) -> None:
    hello = message(SIGNAL, b"s" * 9) + message(RETURN, b"\x04\0\0\0:1.7\0")
    answer = message(SIGNAL) + message(RETURN, number(value, order), order)
    with bus(tmp_path / "bus", hello, answer) as asked:
        assert metered.on_linux(tmp_path / "bus") is expected
    assert asked[0].startswith(b"\0AUTH EXTERNAL ")
    assert b"\r\nBEGIN\r\nl\x01" in asked[0]
    assert b"org.freedesktop.NetworkManager\0" in asked[0]


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("nobody of that name", (message(RETURN), message(ERROR, b"no"))),
        ("another kind of answer", (message(RETURN), message(RETURN, b"\x01s\0\0abcd"))),
        ("it ends early", (message(RETURN), message(RETURN, number(1))[:-3])),
        ("it is huge", (message(RETURN), message(RETURN)[:4] + b"\xff" * 12)),
        ("no bus at all", (b"HTTP/1.1 400 Bad Request\r\n\r\n",)),
    ],
)
def test_what_nobody_knows_is_no_reason_to_be_sparing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, answers: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(metered, "BUS", tmp_path / "bus")
    monkeypatch.setattr(sys, "platform", "linux")
    with bus(tmp_path / "bus", *answers):
        assert not metered.is_metered(), name


def test_who_is_not_let_in(tmp_path: Path) -> None:
    with bus(tmp_path / "bus", welcome=b"REJECTED\r\n"):
        assert not metered.on_linux(tmp_path / "bus")


def test_a_system_without_a_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metered, "BUS", tmp_path / "nothing")
    assert not metered.is_metered()


def test_it_can_be_asked_everywhere() -> None:
    assert metered.is_metered() in {True, False}
