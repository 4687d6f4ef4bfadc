"""
Bodies out of their packing (Content-Encoding), with a cap on what may come out.

The packed bytes are all there before it starts, so the cap costs nothing to keep: 200 kB of gzip that would become
200 MB stop at the cap. Labels are often wrong, so the bytes are believed first: gzip is known by its first two, a
body that is called packed and is not is taken as it is, and one that ends early gives what it gave so far.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from desktop_app.model.errors import FetchProblem

OFFERED = "gzip, deflate, br"

GZIP_MAGIC = b"\x1f\x8b"
_MOST_LAYERS = 3  # "gzip, gzip" exists, by mistake of a server and a proxy
_TEXT_STARTS = (b"<", b"{", b"[", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_PIECE = 1 << 14
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib looks at the header
_RAW_DEFLATE = -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Unpacked:
    body: bytes
    shortfall: FetchProblem | None = None  # TOO_LARGE: cut at the cap; BROKEN: the packing ended early or is damaged


def unpack(packed: bytes, content_encoding: str, most: int) -> Unpacked:
    """At most ``most`` bytes of what is in ``packed``; the whole of it when nothing is packed.

    Nothing is raised: a body of which nothing can be unpacked is empty and BROKEN.
    """
    layers = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in layers if name in {"gzip", "x-gzip", "deflate", "br"}]
    if not layers and packed.startswith(GZIP_MAGIC):
        layers = ["gzip"]  # a .gz file, served as it lies there
    shortfall: FetchProblem | None = None
    body = packed
    for name in reversed(layers[-_MOST_LAYERS:]):  # the last one named was put on last
        result = _unbrotli(body, most) if name == "br" else _inflate(body, most)
        body, shortfall = result.body, shortfall or result.shortfall
    return Unpacked(body, shortfall)


def _inflate(packed: bytes, most: int) -> Unpacked:
    """gzip (of several members too), zlib or raw deflate, by their looks; anything else is given as it is."""
    if not packed.startswith(GZIP_MAGIC):
        return _inflate_bare(packed, most)
    out = BytesIO()
    rest = packed
    while rest.startswith(GZIP_MAGIC):
        shortfall, rest = _drain(_GZIP_OR_ZLIB, rest, out, most)
        if shortfall is not None:
            return Unpacked(out.getvalue(), shortfall)
    return Unpacked(out.getvalue())  # zeros or junk behind the last member are passed over, as gzip(1) does


def _inflate_bare(packed: bytes, most: int) -> Unpacked:
    if _looks_like_text(packed):
        return Unpacked(packed)
    best = Unpacked(b"", FetchProblem.BROKEN)
    for wbits in (_GZIP_OR_ZLIB, _RAW_DEFLATE):  # "deflate" should be zlib's form, and is often raw
        out = BytesIO()
        shortfall, _ = _drain(wbits, packed, out, most)
        if shortfall is not FetchProblem.BROKEN:
            return Unpacked(out.getvalue(), shortfall)
        if out.tell() > len(best.body):
            best = Unpacked(out.getvalue(), shortfall)
    return best


def _drain(wbits: int, packed: bytes, out: BytesIO, most: int) -> tuple[FetchProblem | None, bytes]:
    """Inflates one stream behind ``out``, up to ``most`` bytes in all. Gives what is missing, and what lies behind."""
    stream = zlib.decompressobj(wbits)
    for start in range(0, len(packed), _PIECE):
        piece = packed[start : start + _PIECE]
        while piece:
            room = most - out.tell()
            if room <= 0:
                return FetchProblem.TOO_LARGE, b""
            try:
                out.write(stream.decompress(piece, room))
            except zlib.error:
                out.write(_until_the_damage(wbits, packed, start, room))
                return FetchProblem.BROKEN, b""
            if stream.eof:
                return None, stream.unused_data + packed[start + _PIECE :]
            piece = stream.unconsumed_tail
    return FetchProblem.BROKEN, b""


def _until_the_damage(wbits: int, packed: bytes, start: int, most: int) -> bytes:
    """What the damaged piece at ``start`` gives, byte by byte: zlib keeps back all of a call that fails.

    The last kilobytes of a feed whose checksum alone is wrong are worth the second pass.
    """
    stream = zlib.decompressobj(wbits)
    stream.decompress(packed[:start])
    out = bytearray()
    for byte in packed[start : start + _PIECE]:
        try:
            out += stream.decompress(bytes((byte,)), max(1, most - len(out)))
        except zlib.error:
            break
        if len(out) >= most:
            break
    return bytes(out)


def _unbrotli(packed: bytes, most: int) -> Unpacked:
    import brotli

    library: Any = brotli  # has no types
    stream = library.Decompressor()
    out = BytesIO()
    try:
        for start in range(0, len(packed), _PIECE):
            more: bytes = stream.process(packed[start : start + _PIECE], output_buffer_limit=_PIECE)
            while more:
                out.write(more)
                if out.tell() > most:
                    out.truncate(most)
                    return Unpacked(out.getvalue(), FetchProblem.TOO_LARGE)
                more = stream.process(b"", output_buffer_limit=_PIECE)
        if stream.is_finished():
            return Unpacked(out.getvalue())
    except library.error:
        pass  # damaged, or no brotli at all; said below
    if not out.tell() and packed.startswith(GZIP_MAGIC):
        return _inflate(packed, most)
    if not out.tell() and _looks_like_text(packed):
        return Unpacked(packed)  # called packed, and is not
    return Unpacked(out.getvalue(), FetchProblem.BROKEN)


def _looks_like_text(body: bytes) -> bool:
    return body[:64].lstrip().startswith(_TEXT_STARTS)
