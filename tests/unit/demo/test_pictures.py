from __future__ import annotations

import re
import struct
import zlib

import pytest

from desktop_app.demo import pictures
from desktop_app.demo.canvas import Canvas, mix
from desktop_app.demo.scenes import SCENES
from desktop_app.demo.world import DemoPictures, DemoWorld
from tests.unit.demo.feed_reading import items


def decoded(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the rows of a PNG, every checksum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, []
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        chunks.append((kind, data))
        at += 12 + length
    assert [kind for kind, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *form = struct.unpack(">II5B", chunks[0][1])
    assert form == [8, 2, 0, 0, 0]
    rows = zlib.decompress(chunks[1][1])
    assert len(rows) == height * (1 + 3 * width)
    return width, height, rows


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_draws_in_both_formats(scene: str) -> None:
    for width, height in ((180, 120), (90, 120)):
        asked = pictures.named(f"{scene}-7-{width}x{height}.png")
        assert asked
        drawn = decoded(pictures.png(asked))
        assert drawn[:2] == (width, height)
        assert len(set(drawn[2])) > 20, "nothing but a flat colour"


def test_a_name_always_gives_the_same_picture() -> None:
    names = [f"city-{seed}-120x80.png" for seed in (11, 21, 11)]
    first, other, again = [pictures.png(asked) for asked in map(pictures.named, names) if asked]
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    "name",
    [
        "comet-1-960x640.jpg",
        "nothing-1-960x640.png",
        "comet-1-9600x6400.png",
        "comet-1-2001x100.png",
        "comet-x-9x9.png",
    ],
)
def test_other_names_are_no_pictures(name: str) -> None:
    assert pictures.named(name) is None


def test_every_picture_of_the_press_can_be_drawn(world: DemoWorld) -> None:
    press = items(world)
    addresses = {item.image for item in press if item.image}
    addresses |= {found for item in press for found in re.findall(r'<img src="([^"]+)"', item.body)}
    assert len(addresses) > 150
    shapes = set()
    for address in addresses:
        asked = pictures.named(address.rpartition("/")[2])
        assert asked, address
        shapes.add(asked.width > asked.height)
    assert shapes == {True, False}, "some are upright, some are wide"


def test_a_picture_of_the_press_has_the_size_in_its_name(world: DemoWorld) -> None:
    address = next(item.image for item in items(world) if item.image)
    assert decoded(DemoPictures(world).fetch(address))[:2] == (960, 640)


def test_what_lies_outside_is_left_out() -> None:
    canvas = Canvas(4, 3)
    red = canvas.plain((255, 0, 0))
    canvas.disc(-50, 1, 5, red)
    canvas.faint_disc(2, -9, 3, red)
    canvas.polygon([(10, 0), (12, 2), (14, 0)], red)
    canvas.box(0, 5, 9, 9, red)
    canvas.fill(1, 2.5, 9, red)
    rows = decoded(canvas.png())[2]
    pixel = 2 * 13 + 1 + 3  # third row, second column
    assert rows[pixel : pixel + 3] == b"\x7f\x00\x00"
    assert sum(rows) == 0x7F


def test_mix() -> None:
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert mix((0, 0, 0), (200, 100, 50), 7) == (200, 100, 50)
