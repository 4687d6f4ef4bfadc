"""The picture loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import pictures
from desktop_app.ui.decoding import decode_cover
from desktop_app.ui.pictures import PictureLoader
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


# All of it


def arrive(qtbot: QtBot, loader: PictureLoader, url: str) -> None:
    with qtbot.waitSignal(loader.arrived):
        loader.whole(url)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((300, 200), (300, 200)),
        ((3600, 1800), (3000, 1500)),
        ((700, 6000), (700, 6000)),  # a chart that is read from top to bottom: its words stay words
        ((5000, 500), (5000, 500)),
        ((2000, 8000), (1000, 4000)),
        ((90, 15_000), (72, 12_000)),
    ],
)
def test_all_of_a_picture(
    qtbot: QtBot, store: FakePictureStore, loader: PictureLoader, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    make_picture(store.folder / "w", *size)
    arrive(qtbot, loader, "https://x/w")
    whole = loader.whole("https://x/w")
    assert whole is not None and (whole.width(), whole.height()) == shown
    assert loader.pixmap("https://x/w", SIZE, 1.0) is None  # another cut is another picture


def test_a_drawing_without_a_ground_lies_on_white(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    drawing = QImage(40, 30, QImage.Format.Format_ARGB32)
    drawing.fill(Qt.GlobalColor.transparent)
    drawing.setPixelColor(5, 5, QColor("#102030"))
    drawing.save(str(store.folder / "drawing"), "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    arrive(qtbot, loader, "https://x/drawing")
    shown = loader.whole("https://x/drawing")
    assert shown is not None
    assert (shown.toImage().pixelColor(5, 5).name(), shown.toImage().pixelColor(20, 20).name()) == (
        "#102030",
        "#ffffff",
    )
    assert not shown.hasAlpha()


def test_spacers_and_counters_are_known_by_their_size(
    qtbot: QtBot, store: FakePictureStore, loader: PictureLoader
) -> None:
    make_picture(store.folder / "pixel", 1, 1)
    make_picture(store.folder / "line", 600, 3)
    for name in ("pixel", "line"):
        with qtbot.waitSignal(loader.arrived):
            loader.pixmap(f"https://x/{name}", SIZE, 1.0)
    assert set(loader.trifles) == {"https://x/pixel", "https://x/line"}
    assert loader.is_missing("https://x/pixel") and loader.pixmap("https://x/pixel", SIZE, 1.0) is None


# Who wants fewer of them


def test_on_click_only_what_is_here_is_shown(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    make_picture(store.folder / "here")
    loader.choose(shows=True, fetches=False)
    arrive(qtbot, loader, "https://x/here")
    assert loader.whole("https://x/here") is not None
    with qtbot.waitSignal(loader.arrived):
        assert loader.pixmap("https://x/far", SIZE, 1.0) is None
    assert loader.is_withheld("https://x/far") and loader.is_missing("https://x/far") and not store.requested
    told: list[str] = []
    loader.arrived.connect(told.append)
    loader.fetch("https://x/far")
    assert told == ["https://x/far"] and not loader.is_missing("https://x/far")
    loader.pixmap("https://x/far", SIZE, 1.0)
    assert store.requested == ["https://x/far"]


def test_who_wants_none_sees_none(qtbot: QtBot, store: FakePictureStore, loader: PictureLoader) -> None:
    make_picture(store.folder / "here")
    arrive(qtbot, loader, "https://x/here")
    told: list[str] = []
    loader.arrived.connect(told.append)
    loader.choose(shows=False, fetches=False)
    assert told == ["https://x/here"] and loader.whole("https://x/here") is None
    assert loader.is_missing("https://x/here") and loader.is_missing("https://x/far")
    loader.pixmap("https://x/far", SIZE, 1.0)
    assert not store.requested
    loader.choose(shows=True, fetches=True)
    assert loader.whole("https://x/here") is not None and not loader.is_missing("https://x/far")
