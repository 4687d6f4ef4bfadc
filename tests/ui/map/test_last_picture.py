"""Until the map is read, the globe shows the picture of last time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.last_picture import MOST, PIXEL, LastPicture
from desktop_app.ui.map.layer import Palette, shaded
from desktop_app.ui.map.reading import read_map
from desktop_app.ui.map.style import PAPER
from tests.ui.map.conftest import MAP, country, make_globe

# of 255: when Qt has put a font away and takes it out again, it measures some letters a 64th of a pixel narrower
SLIGHT = 24


def written() -> None:
    for thread in threading.enumerate():
        if thread.name == "globe-picture":
            thread.join(10)


class Seen:
    """What a globe shows. Equal are two of which no colour of a pixel differs by more than SLIGHT."""

    def __init__(self, globe: GlobeWidget) -> None:
        picture = globe.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        self._size = picture.size()
        self._pixels = bytes(picture.constBits())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Seen) or self._size != other._size:
            return NotImplemented
        if self._pixels == other._pixels:
            return True
        pairs = zip(self._pixels, other._pixels, strict=True)
        return all(abs(one - another) <= SLIGHT for one, another in pairs)

    __hash__ = None  # type: ignore[assignment]  # equal ones need not be the same


def image(globe: GlobeWidget) -> Seen:
    return Seen(globe)


def finish(globe: GlobeWidget) -> None:
    for _ in range(500):
        if globe.is_finished:
            return
        QTest.qWait(10)
    raise AssertionError


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Callable[[], GlobeWidget]:
    """A globe on the screen without its map, as a start shows it."""

    def started() -> GlobeWidget:
        globe = make_globe()
        qtbot.addWidget(globe)
        globe.keep_pictures(tmp_path / "globe.picture")
        globe.show()
        qtbot.waitExposed(globe)
        return globe

    return started


@pytest.fixture
def kept(start: Callable[[], GlobeWidget], tmp_path: Path) -> tuple[Seen, Path]:
    """The finished picture that the first start has left, and its file."""
    globe = start()
    globe.load()
    finish(globe)
    globe.keep_picture()
    written()
    return image(globe), tmp_path / "globe.picture"


def test_the_next_start_shows_it_and_the_live_globe_comes_without_a_jump(
    start: Callable[[], GlobeWidget], kept: tuple[Seen, Path]
) -> None:
    globe = start()
    assert not globe.loaded and image(globe) == kept[0]
    QTest.qWait(200)  # the view has settled
    assert image(globe) == kept[0]
    globe.show_map(read_map(MAP))
    assert not globe.is_finished and image(globe) == kept[0]
    while not globe.is_finished:
        QTest.qWait(1)
        assert image(globe) == kept[0]


def test_it_stays_when_the_map_comes_at_once(start: Callable[[], GlobeWidget], kept: tuple[Seen, Path]) -> None:
    globe = start()
    assert globe.moving and image(globe) == kept[0]  # it was just turned there
    globe.show_map(read_map(MAP))
    assert image(globe) == kept[0]


def test_new_counts_are_drawn_when_the_map_is_there(start: Callable[[], GlobeWidget], kept: tuple[Seen, Path]) -> None:
    globe = start()
    globe.set_activity({CountryCode("ET"): 90, CountryCode("KE"): 2})
    assert image(globe) == kept[0]  # a little old, for a moment
    globe.load()
    finish(globe)
    assert image(globe) != kept[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda globe: globe.set_style(PAPER),
        lambda globe: globe.resize(610, 600),
        lambda globe: globe.restore(21, 10, 1),
        lambda globe: globe.restore(20, 10, 1.1),
        lambda globe: globe.set_flat(True, at_once=True),
        lambda globe: globe.select(CountryCode("KE"), fly=False),
        lambda globe: globe.set_layer(shaded("Read", Palette.READ, {})),
        lambda globe: globe.setFont(QFont(globe.font().family(), 20)),
        lambda globe: globe.set_countries([country("KE", "Kenia", 37.9, 0.5, "")]),
    ],
)
def test_a_picture_of_anything_else_is_not_shown(
    start: Callable[[], GlobeWidget], kept: tuple[Seen, Path], change: Callable[[GlobeWidget], None]
) -> None:
    globe, bare = start(), start()
    bare.keep_pictures(kept[1].with_name("none"))
    assert image(globe) == kept[0] != image(bare)
    change(globe)
    change(bare)
    assert image(globe) == image(bare)


def damaged(kept: bytes) -> dict[str, bytes]:
    at = len(kept) - 9
    return {
        "empty": b"",
        "short": kept[:-1],
        "shorter": kept[:40],
        "changed": kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :],
        "foreign": b"\x89PNG" * 10_000,
        "too large": kept[:20] + b"\xff" * 8 + kept[28:],
        "key too long": kept[:16] + b"\xff" * 4 + kept[20:],
    }


@pytest.mark.parametrize("kind", list(damaged(bytes(60))))
def test_a_damaged_file_is_no_picture(start: Callable[[], GlobeWidget], kept: tuple[Seen, Path], kind: str) -> None:
    kept[1].write_bytes(damaged(kept[1].read_bytes())[kind])
    bare = start()
    assert image(bare) != kept[0]
    bare.load()
    finish(bare)
    assert image(bare) == kept[0]
    bare.keep_picture()  # in the place of the damaged one
    written()
    assert image(start()) == kept[0]


def test_where_it_cannot_be_written_the_log_says_so(
    start: Callable[[], GlobeWidget], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    globe = start()
    globe.keep_pictures(tmp_path / "no folder" / "globe.picture")
    globe.load()
    finish(globe)
    globe.keep_picture()
    written()
    assert not (tmp_path / "no folder").exists()
    assert "picture of the globe not stored" in caplog.text


def test_what_is_not_finished_is_not_kept(start: Callable[[], GlobeWidget], tmp_path: Path) -> None:
    globe = start()
    globe.keep_picture()
    globe.load()
    image(globe)
    globe.keep_picture()
    written()
    assert list(tmp_path.iterdir()) == []


def test_without_a_map_the_globe_is_bare(start: Callable[[], GlobeWidget], kept: tuple[Seen, Path]) -> None:
    globe = start()
    assert image(globe) == kept[0]
    globe.show_map(None)
    assert image(globe) != kept[0]


@pytest.mark.usefixtures("qapp")
def test_too_large_a_picture_is_not_kept(tmp_path: Path) -> None:
    pixmap = QPixmap(4096, MOST // PIXEL // 4096 + 1)
    LastPicture(tmp_path / "large").keep("", pixmap)
    written()
    assert list(tmp_path.iterdir()) == []
