"""
What a picture is by its bytes, before anybody decodes it: kind, size, and what decoding it would take. Pure.

Names and labels lie; the first bytes do not. JPEG, PNG, GIF and WebP are known, and nothing else is a picture: SVG is
a program. 100 kB can say that they are 900 megapixels, or that they are to be gone through ten thousand times.
"""

from __future__ import annotations

import re
import struct

from desktop_app.model.frozen import frozen

MOST_PIXELS = 50_000_000
MOST_BYTES = 64 << 20  # that a decoder may take
MOST_SCANS = 100  # of a JPEG; programs make a dozen. Each goes over the whole picture, however little is in it

# JPEG: the markers that begin a frame and hold its size (ISO 10918-1, table B.1), and those that stand alone
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_IN_ONE_GO = {0xC0, 0xC1}  # row by row; all others are kept whole until the last scan
_JPEG_ALONE = {0x01, *range(0xD0, 0xD9)}
_JPEG_END, _JPEG_SCAN = 0xD9, 0xDA
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # the next one within the data of a scan
_MOST_JPEG_MARKERS = 10_000  # real files have a few dozen


@frozen
class PictureHeader:
    kind: str  # "jpeg", "png", "gif" or "webp", as Qt calls them
    width: int
    height: int
    bytes_to_decode: int  # about; of a picture that is decoded to a far smaller size
    scans: int = 1  # how often it is gone through

    @property
    def is_bearable(self) -> bool:
        """Whether decoding it costs no more memory and time than a picture may."""
        is_small = self.width * self.height <= MOST_PIXELS and self.bytes_to_decode <= MOST_BYTES
        return is_small and self.scans <= MOST_SCANS


def picture_header(picture: bytes) -> PictureHeader | None:
    """None when it is none of the four kinds, or has no size."""
    try:
        header = _header(picture)
    except (struct.error, IndexError):  # it ends early
        return None
    return header if header and header.width and header.height else None


def _header(picture: bytes) -> PictureHeader | None:
    if picture.startswith(b"\x89PNG\r\n\x1a\n") and picture[12:16] == b"IHDR":
        width, height, depth = struct.unpack_from(">IIB", picture, 16)
        return PictureHeader("png", width, height, width * height * (8 if depth == 16 else 4))
    if picture.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", picture, 6)
        return PictureHeader("gif", width, height, width * height * 4)
    if picture.startswith(b"\xff\xd8\xff"):
        return _jpeg(picture)
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        width, height = _webp_size(picture)
        return PictureHeader("webp", width, height, width * height * 4)
    return None


def _jpeg(picture: bytes) -> PictureHeader | None:
    """Goes from marker to marker until the picture ends; what is appended behind it does not count."""
    frame = scans = 0  # where the frame's marker is
    at = 2
    for _ in range(_MOST_JPEG_MARKERS):
        if frame and not _JPEG_MARKER.match(picture, at):  # behind a scan's data; decoders look for the next marker too
            following = _JPEG_MARKER.search(picture, at)
            at = following.start() if following else len(picture)
        marker = picture[at + 1] if picture[at : at + 1] == b"\xff" and at + 1 < len(picture) else _JPEG_END
        if marker == _JPEG_END:
            return _jpeg_frame(picture, frame, scans) if frame else None
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _JPEG_ALONE:
            at += 2
        else:
            frame = frame or (at if marker in _JPEG_FRAMES else 0)
            at += 2 + struct.unpack_from(">H", picture, at + 2)[0]
            scans += marker == _JPEG_SCAN
    return None


def _jpeg_frame(picture: bytes, at: int, scans: int) -> PictureHeader:
    """Baseline is decoded row by row; of the others all coefficients are kept, two bytes each."""
    height, width, components = struct.unpack_from(">HHB", picture, at + 5)
    if picture[at + 1] in _JPEG_IN_ONE_GO and scans <= 1:
        return PictureHeader("jpeg", width, height, width * 64 * 4)
    samplings = [picture[at + 11 + 3 * number] for number in range(components)]  # across in four bits, down in four
    areas = [(sampling >> 4) * (sampling & 15) for sampling in samplings]
    across, down = (max((s >> shift & 15 for s in samplings), default=0) or 1 for shift in (4, 0))
    coefficients = width * height * sum(areas) // (across * down)
    return PictureHeader("jpeg", width, height, 2 * coefficients, scans)


def _webp_size(picture: bytes) -> tuple[int, int]:
    """The first chunk is lossy, lossless, or the extended header (RFC 9649, 2.5 to 2.7)."""
    match picture[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", picture, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = struct.unpack_from("<I", picture, 21)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width = int.from_bytes(picture[24:27], "little") + 1
            return width, int.from_bytes(picture[27:30], "little") + 1 if len(picture) >= 30 else 0
        case _:
            return 0, 0
