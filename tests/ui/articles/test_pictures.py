"""The picture loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import pictures
from desktop_app.ui.pictures import PictureLoader, decode_cover
from tests.support.picture_files import png, png_of_one_colour
from tests.ui.articles.fakes import FakePictureStore

SIZE = QSize(72, 72)


def make_picture(path: Path, width: int = 300, height: int = 200, middle: str = "#FF0000") -> None:
    """Black, with the middle third in a colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    painter.fillRect(width // 3, 0, width // 3, height, QColor(middle))
    painter.end()
    drawn = path.with_suffix(".png")
    image.save(str(drawn))
    drawn.rename(path)


@pytest.fixture
def store(tmp_path: Path) -> FakePictureStore:
    return FakePictureStore(tmp_path)


@pytest.fixture
def loader(qapp: QApplication, store: FakePictureStore) -> Iterator[PictureLoader]:
    made = PictureLoader(store, qapp)
    yield made
    made.close()


def test_a_picture_arrives_cut_to_its_place(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    make_picture(store.folder / "a.jpg")  # the name lies about the format
    with qtbot.waitSignal(loader.arrived) as arrived:
        assert loader.pixmap("https://x/a.jpg", SIZE, 2.0) is None
    assert arrived.args == ["https://x/a.jpg"]
    pixmap = loader.pixmap("https://x/a.jpg", SIZE, 2.0)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height(), pixmap.devicePixelRatio()) == (144, 144, 2.0)
    assert pixmap.toImage().pixelColor(72, 72).red() > 200
    assert pixmap.toImage().pixelColor(2, 72).red() < 50
    assert not store.requested


def test_what_is_not_there_is_asked_for_once(store: FakePictureStore, loader: PictureLoader) -> None:
    for _ in range(3):
        assert loader.pixmap("https://x/b", SIZE, 1.0) is None
    assert store.requested == ["https://x/b"]


def test_a_picture_that_cannot_be_had_is_remembered(store: FakePictureStore, loader: PictureLoader) -> None:
    told: list[str] = []
    loader.arrived.connect(told.append)
    loader.pixmap("https://x/b", SIZE, 1.0)
    loader.on_picture_arrived("https://x/b")
    assert told == ["https://x/b"]
    assert loader.is_missing("https://x/b")
    loader.pixmap("https://x/b", SIZE, 1.0)
    assert len(store.requested) == 1
    loader.try_missing_again()
    assert told == ["https://x/b"] * 2  # so that it is asked for again where it is shown
    loader.pixmap("https://x/b", SIZE, 1.0)
    assert len(store.requested) == 2


def test_a_picture_that_was_fetched_is_decoded(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    loader.pixmap("https://x/c", SIZE, 1.0)
    make_picture(store.folder / "c")
    loader.on_picture_arrived("https://x/c")
    with qtbot.waitSignal(loader.arrived):
        loader.pixmap("https://x/c", SIZE, 1.0)
    assert loader.pixmap("https://x/c", SIZE, 1.0) is not None


def test_no_picture_at_all_is_missing(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    (store.folder / "d").write_bytes(b"<html>no picture</html>")
    with qtbot.waitSignal(loader.arrived):
        loader.pixmap("https://x/d", SIZE, 1.0)
    assert loader.is_missing("https://x/d")


def test_the_memory_is_bounded(
    qtbot: QtBot, store: FakePictureStore, loader: PictureLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "KEPT_BYTES", 2 * 72 * 72 * 4)
    for name in "efg":
        make_picture(store.folder / name)
        with qtbot.waitSignal(loader.arrived):
            loader.pixmap(f"https://x/{name}", SIZE, 1.0)
    assert loader.pixmap("https://x/g", SIZE, 1.0) is not None
    assert len(loader._kept) == 2


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
USES = b"".join(
    b'<g id="g%d">%b</g>' % (i, b'<use xlink:href="#g%d"/>' % (i - 1) * 10 if i else b'<rect width="1" height="1"/>')
    for i in range(12)
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("more pixels than can be borne", png_of_one_colour(30_000, 1_000)),
        ("a format of Qt's", b"P1\n300 200\n" + b"1 " * 60_000),
        ("a program", SVG + b'<image href="file:///etc/hostname" width="9" height="9"/></svg>'),
        ("a program that never ends", SVG + USES + b'<use xlink:href="#g11"/></svg>'),
        ("nothing behind the header", png(300, 200)),
        ("a line that would become a wall", png_of_one_colour(16_000_000, 1)),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_hostile_pictures_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    assert decode_cover(path, 72, 72) is None, name


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "lie.jpg"
    path.write_bytes(png_of_one_colour(300, 200))
    assert decode_cover(path, 72, 72) is not None


def test_one_that_was_thrown_away_meanwhile(tmp_path: Path) -> None:
    assert decode_cover(tmp_path / "gone", 72, 72) is None


@pytest.mark.parametrize(("width", "height"), [(300, 200), (200, 300), (10, 10), (4000, 10), (1, 1)])
@pytest.mark.usefixtures("qapp")
def test_any_shape_covers_its_place(tmp_path: Path, width: int, height: int) -> None:
    make_picture(tmp_path / "x", width, height)
    image = decode_cover(tmp_path / "x", 72, 72)
    assert image is not None
    assert (image.width(), image.height()) == (72, 72)


def test_closing_twice_and_asking_afterwards_do_no_harm(store: FakePictureStore, loader: PictureLoader) -> None:
    make_picture(store.folder / "h")
    loader.pixmap("https://x/h", SIZE, 1.0)
    loader.close()
    loader.close()
    assert loader.pixmap("https://x/i", SIZE, 1.0) is None
    assert not store.requested


def test_while_held_nothing_is_got_and_then_whoever_asked_is_told(
    store: FakePictureStore, loader: PictureLoader
) -> None:
    loader.hold()
    for name in ("c", "c", "d"):
        assert loader.pixmap(f"https://x/{name}", SIZE, 1.0) is None
    assert not store.requested
    told: list[str] = []
    loader.arrived.connect(told.append)
    loader.resume()
    assert told == ["https://x/c", "https://x/d"]
    assert loader.pixmap("https://x/c", SIZE, 1.0) is None
    assert store.requested == ["https://x/c"]
