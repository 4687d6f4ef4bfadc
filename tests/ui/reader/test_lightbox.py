"""Pictures in full: opened, gone through, zoomed and left, by mouse and keys; and what stands where none is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.model.article import Article, ArticleId
from desktop_app.model.document import Picture
from desktop_app.ui.reader.blocks import PARTS
from desktop_app.ui.reader.lightbox import Lightbox
from desktop_app.ui.reader.style import Pictures, ReaderStyle
from desktop_app.ui.reader.view import ReaderView
from tests.ui.reader.conftest import FakePictures
from tests.ui.reader.test_reader_view import scroll_to, y_of
from tests.unit.ui.reader.articles import article, paragraphs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
ONE = Picture("https://x/one.jpg", "A bridge. Photo: Ana Rojas", "A bridge over a river", 1200, 800)
TWO = Picture("https://x/two.jpg", "", "Two boats", 1200, 800)
THREE = Picture("https://x/three.jpg", "A chart", "", 1200, 800)


def illustrated() -> Article:
    text = tuple(f"Párrafo {i}. " + "Las palabras siguen. " * 20 for i in range(30))
    blocks = paragraphs(*text)
    return article((ONE, *blocks[:10], TWO, *blocks[10:20], THREE, *blocks[20:]))


@pytest.fixture
def shown(reader: ReaderView, pictures: FakePictures) -> ReaderView:
    for url, colour in ((ONE.url, "#c00000"), (TWO.url, "#00c000"), (THREE.url, "#0000c0")):
        pictures.arrive(url, colour)
    reader.resize(900, 700)
    reader.show_article(illustrated())
    reader.activateWindow()
    reader.text.setFocus()
    return reader


def click_on_picture(view: ReaderView, key: int) -> None:
    scroll_to(view, key, 10)
    QTest.mouseClick(view.text.viewport(), LEFT, pos=QPoint(view.width() // 2, 200))


@pytest.fixture
def box(shown: ReaderView) -> Lightbox:
    click_on_picture(shown, PARTS * 11)
    box = shown._sheet.lightbox
    assert box is not None and box.isVisible() and box.current == 1
    return box


def test_a_click_opens_it_over_the_whole_window(shown: ReaderView, box: Lightbox) -> None:
    assert box.geometry() == shown.rect() and QApplication.focusWidget() is box
    assert box.grab().toImage().pixelColor(box.width() // 2, box.height() // 2).name() == "#00c000"
    assert box.accessibleName() == "Picture 2 of 3: Two boats"
    shown.resize(700, 600)
    assert box.geometry() == shown.rect()


def test_it_goes_with_the_article_that_it_is_of(shown: ReaderView, box: Lightbox) -> None:
    shown.show_article(replace(illustrated(), row=replace(illustrated().row, id=ArticleId(77))))
    assert box.isHidden() and shown._sheet.lightbox is box
    click_on_picture(shown, PARTS * 11)
    assert box.isVisible()
    shown.show_article(replace(illustrated(), row=replace(illustrated().row, id=ArticleId(77))))  # its page has come
    assert box.isVisible()
    shown._sheet.hide()
    assert box.isHidden()
    shown._sheet.show()
    click_on_picture(shown, PARTS * 11)
    shown.clear(is_anything_listed=True)
    assert box.isHidden()


def test_enter_opens_it_too_and_escape_leads_back(shown: ReaderView) -> None:
    QTest.keyClick(shown.text, Qt.Key.Key_Tab)  # to the first link, which is the lead picture
    QTest.keyClick(shown.text, Qt.Key.Key_Return)
    box = shown._sheet.lightbox
    assert box is not None and box.isVisible() and box.current == 0
    assert box.caption.text() == ONE.caption and box.accessibleDescription() == ONE.caption
    QTest.keyClick(box, Qt.Key.Key_T)  # nothing for the reader
    assert box.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible() and QApplication.focusWidget() is shown.text
    assert shown.article_id == 1


def test_from_one_to_the_next_and_no_farther(box: Lightbox) -> None:
    for key, expected in (
        (Qt.Key.Key_Right, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1), (Qt.Key.Key_P, 0), (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_N, 2),
    ):  # fmt: skip
        QTest.keyClick(box, key)
        assert box.current == expected
    assert not box.next.isEnabled() and box.count.text() == "3 of 3"
    QTest.mouseClick(box.previous, LEFT)
    assert box.current == 1
    QTest.mouseClick(box.next, LEFT)
    assert box.current == 2 and box.accessibleName() == "Picture 3 of 3: A chart"


def wheel(box: Lightbox, at: QPointF, notches: int) -> None:
    none = QPoint(0, 0)
    event = QWheelEvent(
        at, QPointF(box.mapToGlobal(at.toPoint())), none, QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)


def test_zoomed_by_wheel_and_keys_and_moved(box: Lightbox) -> None:
    assert box.zoom is not None and box.zoom.factor == 1
    wheel(box, QPointF(300, 300), 2)
    assert box.zoom.factor == pytest.approx(1.25**2)
    QTest.keyClick(box, Qt.Key.Key_Plus)
    assert box.zoom.factor == pytest.approx(1.25**3)
    at = box.zoom.x
    QTest.keyClick(box, Qt.Key.Key_Left)  # moves while it is larger, and does not turn to another picture
    assert box.zoom.x > at and box.current == 1
    at = box.zoom.x
    middle = box.rect().center()
    QTest.mousePress(box, LEFT, pos=middle)
    QTest.mouseMove(box, middle - QPoint(50, 0))
    QTest.mouseRelease(box, LEFT, pos=middle - QPoint(50, 0))
    assert box.zoom.x == pytest.approx(at - 50)
    QTest.keyClick(box, Qt.Key.Key_0)
    assert (box.zoom.factor, box.zoom.x) == (1, 0)
    QTest.mouseDClick(box, LEFT, pos=middle)
    assert box.zoom.factor > 2
    QTest.mouseDClick(box, LEFT, pos=middle)
    assert box.zoom.factor == 1


def test_words_and_buttons_can_be_seen_over_a_bright_picture_that_is_zoomed(
    shown: ReaderView, pictures: FakePictures
) -> None:
    pictures.arrive(ONE.url, "#ffffff")
    shown._sheet.open_picture(0)
    box = shown._sheet.lightbox
    assert box is not None
    for _ in range(6):
        QTest.keyClick(box, Qt.Key.Key_Plus)
    seen = box.grab().toImage()
    dpr = seen.devicePixelRatio()
    for part in (box.caption, box.count, box.next, box.close_button):
        ground = part.geometry()
        at = QPointF(ground.left() + 6, ground.center().y()) * dpr  # beside what is written or drawn on it
        assert seen.pixelColor(at.toPoint()).lightness() < 110
    assert seen.pixelColor(round(60 * dpr), round(200 * dpr)).lightness() > 200  # the picture lies under them


def test_a_click_beside_the_picture_closes_it(box: Lightbox) -> None:
    QTest.mouseClick(box, LEFT, pos=box.rect().center())
    assert box.isVisible()
    QTest.mouseClick(box, LEFT, pos=QPoint(5, box.height() - 5))
    assert not box.isVisible()


def test_tab_stays_inside(box: Lightbox) -> None:
    seen = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [box.previous, box.next, box.close_button, box]
    QTest.keyClick(box, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is box.close_button
    QTest.keyClick(box.close_button, Qt.Key.Key_Space)
    assert not box.isVisible()


def test_a_picture_that_comes_later_is_shown_when_it_is_there(reader: ReaderView, pictures: FakePictures) -> None:
    reader.show_article(article((ONE, *paragraphs("Uno."))))
    reader._sheet.open_picture(0)
    box = reader._sheet.lightbox
    assert box is not None and box.isVisible() and not box.next.isVisible()
    assert box.grab().toImage().pixelColor(box.rect().center()).name() != "#c00000"
    pictures.arrive(ONE.url, "#c00000")
    assert box.grab().toImage().pixelColor(box.rect().center()).name() == "#c00000"


# Fewer pictures


def test_on_click_the_room_is_kept_and_a_click_fetches(reader: ReaderView, pictures: FakePictures) -> None:
    pictures.withheld = {ONE.url, TWO.url, THREE.url}
    reader.resize(900, 700)
    reader.show_article(illustrated())
    scroll_to(reader, PARTS * 11, 10)
    there = reader.text.verticalScrollBar().value()
    click_on_picture(reader, PARTS * 11)
    assert pictures.fetched == [TWO.url] and (reader._sheet.lightbox is None or not reader._sheet.lightbox.isVisible())
    pictures.withheld.discard(TWO.url)
    pictures.arrive(TWO.url, "#00c000")
    assert reader.text.verticalScrollBar().value() == there
    assert abs(y_of(reader, PARTS * 11) - 10) <= 2
    reader._sheet.open_picture(1)
    assert reader._sheet.lightbox is not None and reader._sheet.lightbox.isVisible()


def test_none_at_all_says_what_there_would_be(reader: ReaderView, pictures: FakePictures) -> None:
    reader.set_style(replace(ReaderStyle(), pictures=Pictures.NEVER))
    reader.show_article(illustrated())
    text = reader.text.toPlainText()
    assert (
        "Picture: Two boats" in text and "A bridge. Photo: Ana Rojas" in text and "A picture is not shown here." in text
    )
    assert not pictures.asked


def test_a_counter_of_readers_is_taken_out_without_moving_the_text(reader: ReaderView, pictures: FakePictures) -> None:
    reader.resize(900, 700)
    reader.show_article(illustrated())
    scroll_to(reader, PARTS * 18, 30)
    pictures.trifles.add(TWO.url)
    pictures.missing.add(TWO.url)
    pictures.arrived.emit(TWO.url)
    assert abs(y_of(reader, PARTS * 18) - 30) <= 2
    there = reader.text.block_of(PARTS * 11)
    assert there is None or there.userState() != PARTS * 11
