"""
A picture drawn column by column, and its PNG: pure Python, no Qt, no numpy.

A landscape is made of things that stand on a line, so nearly every stroke is "this column from here down": one slice of
bytes. Rows, which PNG wants, are taken out at the end with strided slices, at the speed of C.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

Colour = tuple[int, int, int]
Column = bytes  # a column's colours from top to bottom, three bytes a pixel

_PNG = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB = (8, 2, 0, 0, 0)  # depth, colour type, compression, filter, no interlace


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """``a`` with a share of ``b``, 0 to 1."""
    share = min(1.0, max(0.0, share))
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


@lru_cache(maxsize=1024)  # a quarter of a kilobyte each; glows ask for the same ones in every picture
def _lightened(keep: float, more: float) -> bytes:
    """What becomes of each value of a channel."""
    return bytes(int(value * keep + more) for value in range(256))


class Canvas:
    """Coordinates are pixels from the upper left, fractions are smoothed. What lies outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._columns = [bytearray(height * 3) for _ in range(width)]

    def gradient(self, stops: Sequence[tuple[float, Colour]]) -> Column:
        """A column whose colours change between stops (y, colour), in order of y."""
        made = bytearray()
        following = 0
        for y in range(self.height):
            while following < len(stops) and stops[following][0] <= y:
                following += 1
            if following == 0:
                made += bytes(stops[0][1])
            elif following == len(stops):
                made += bytes(stops[-1][1])
            else:
                (y0, c0), (y1, c1) = stops[following - 1], stops[following]
                made += bytes(mix(c0, c1, (y - y0) / (y1 - y0)))
        return bytes(made)

    def plain(self, colour: Colour) -> Column:
        return bytes(colour) * self.height

    def blended(self, column: Column, colour: Colour, share: float) -> Column:
        """The column with a share of a colour in every pixel."""
        keep, add = 1 - share, [part * share + 0.5 for part in colour]
        made = bytearray(column)
        for channel, more in enumerate(add):
            made[channel::3] = made[channel::3].translate(_lightened(keep, more))
        return bytes(made)

    def paint_all(self, column: Column) -> None:
        for own in self._columns:
            own[:] = column

    def fill(self, x: int, top: float, bottom: float, column: Column) -> None:
        """Paint one column from ``top`` to ``bottom``; edges within a pixel are mixed in by their share."""
        if not 0 <= x < self.width:
            return
        if top < 0:  # noqa: PLR1730 max() and min() take longer than all the rest
            top = 0
        if bottom > self.height:  # noqa: PLR1730
            bottom = self.height
        first, last = math.ceil(top), math.floor(bottom)
        if first > last:
            return
        own = self._columns[x]
        own[first * 3 : last * 3] = column[first * 3 : last * 3]
        if first > top:
            self._mix_in(own, first * 3 - 3, column, first - top)
        if last < bottom:
            self._mix_in(own, last * 3, column, bottom - last)

    @staticmethod
    def _mix_in(own: bytearray, at: int, column: Column, share: float) -> None:
        red, green, blue = own[at : at + 3]
        own[at] = red + int((column[at] - red) * share)
        own[at + 1] = green + int((column[at + 1] - green) * share)
        own[at + 2] = blue + int((column[at + 2] - blue) * share)

    def below(self, line: Callable[[float], float], column: Column, left: int = 0, right: int | None = None) -> None:
        """Everything from a line down."""
        for x in range(max(0, left), self.width if right is None else min(self.width, right)):
            self.fill(x, line(x), self.height, column)

    def box(self, x: float, y: float, width: float, height: float, column: Column) -> None:
        for at in range(round(x), round(x + width)):
            self.fill(at, y, y + height, column)

    def disc(self, x: float, y: float, radius: float, column: Column, squash: float = 1.0) -> None:
        """A disc, or an ellipse whose height is ``squash`` times its width."""
        for at in range(math.ceil(x - radius), math.floor(x + radius) + 1):
            half = math.sqrt(max(0.0, radius * radius - (at - x) ** 2)) * squash
            self.fill(at, y - half, y + half, column)

    def faint_disc(self, x: float, y: float, radius: float, column: Column) -> None:
        """A disc whose edge nobody sees, because it hardly differs from what is below: quicker."""
        squared = radius * radius
        for at in range(max(0, math.ceil(x - radius)), min(self.width - 1, math.floor(x + radius)) + 1):
            rest = squared - (at - x) ** 2
            half = math.sqrt(rest) if rest > 0 else 0.0
            first, last = int(y - half) * 3, int(y + half) * 3 + 3
            if first < 0:  # noqa: PLR1730 as above
                first = 0
            if first < last:
                self._columns[at][first:last] = column[first:last]

    def lighten_disc(self, x: float, y: float, radius: float, column: Column) -> None:
        """A disc that only brightens what is below. Slow: every byte is compared."""
        for at in range(max(0, math.ceil(x - radius)), min(self.width - 1, math.floor(x + radius)) + 1):
            half = math.sqrt(max(0.0, radius * radius - (at - x) ** 2))
            first, last = max(0, int(y - half)) * 3, max(0, min(self.height, int(y + half) + 1)) * 3
            own = self._columns[at]
            own[first:last] = bytes(map(max, own[first:last], column[first:last]))

    def polygon(self, points: Sequence[tuple[float, float]], column: Column) -> None:
        """A convex shape."""
        left = max(0, math.ceil(min(p[0] for p in points)))
        right = min(self.width - 1, math.floor(max(p[0] for p in points)))
        tops, bottoms = [math.inf] * (right - left + 1), [-math.inf] * (right - left + 1)
        for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
            if x0 == x1:
                continue
            slope = (y1 - y0) / (x1 - x0)
            for x in range(max(left, math.ceil(min(x0, x1))), min(right, math.floor(max(x0, x1))) + 1):
                y, at = y0 + slope * (x - x0), x - left
                tops[at] = min(tops[at], y)
                bottoms[at] = max(bottoms[at], y)
        for at, top in enumerate(tops):
            if top < bottoms[at]:
                self.fill(left + at, top, bottoms[at], column)

    def png(self) -> bytes:
        """24 bits a pixel, no filter: rows of sky are runs, which deflate likes best as they are."""
        pixels = b"".join(self._columns)
        stride = self.height * 3
        row = bytearray(1 + self.width * 3)  # the first byte names the row's filter: 0, none
        packer = zlib.compressobj(6)
        data = bytearray()
        for y in range(self.height):
            for channel in range(3):
                row[1 + channel :: 3] = pixels[y * 3 + channel :: stride]
            data += packer.compress(bytes(row))
        data += packer.flush()
        header = struct.pack(">II5B", self.width, self.height, *_EIGHT_BIT_RGB)
        return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", bytes(data)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
