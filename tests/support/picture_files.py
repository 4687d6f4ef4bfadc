"""Pictures of few bytes that say much of themselves."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, depth: int = 8) -> bytes:
    """The beginning of one: there is nothing behind the header."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def png_of_one_colour(width: int, height: int) -> bytes:
    """A whole one, a bit a pixel: a thousandth of what it becomes."""
    parts = [b"\x89PNG\r\n\x1a\n"]
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    for kind, content in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", data),
        (b"IEND", b""),
    ):
        parts += [struct.pack(">I", len(content)), kind, content, struct.pack(">I", zlib.crc32(kind + content))]
    return b"".join(parts)


def jpeg(
    width: int, height: int, before: bytes = b"", *, frame: int = 0xC0, sampling: int = 0x11, behind: bytes = b""
) -> bytes:
    """A frame of three components, and what the test puts before and behind it."""
    components = bytes((1, 0x22, 0, 2, sampling, 0, 3, sampling, 0))
    size = struct.pack(">HH", height, width)
    return b"\xff\xd8" + before + bytes((0xFF, frame)) + b"\x00\x11\x08" + size + b"\x03" + components + behind


def scan(data: bytes = b"\x01\xff\x00\x02") -> bytes:
    """A scan of a JPEG."""
    return b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + data
