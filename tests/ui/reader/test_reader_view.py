from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.article import Article, ArticleId
from desktop_app.model.document import ListBlock, Mark, Paragraph, Picture, Quote, Run
from desktop_app.ui.reader.blocks import PARTS
from desktop_app.ui.reader.page import TAKES_END_KEY, TAKES_KEY
from desktop_app.ui.reader.style import Mode, ReaderStyle
from desktop_app.ui.reader.takes_box import TakeLine
from desktop_app.ui.reader.text_view import ReaderText
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES
from tests.ui.reader.conftest import CHILE, FakePictures
from tests.unit.ui.reader.articles import article, paragraph, paragraphs

# The offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

IMAGE = QTextDocument.ResourceType.ImageResource.value
SHORT = article(paragraphs("Uno.", "Dos."))


def long_article(number: int = 1, count: int = 40) -> Article:
    """Spanish paragraphs are longer than the English ones, as a translation often is the other way round."""
    spanish = paragraphs(*(f"Párrafo {i}. " + "Las palabras del original siguen. " * 12 for i in range(count)))
    english = paragraphs(*(f"Paragraph {i}. " + "Words of the text. " * 14 for i in range(count)))
    return article(spanish, english, id=ArticleId(number))


def scroll_to(view: ReaderView, key: int, y: int) -> None:
    block = view.text.block_of(key)
    assert block is not None
    view.text.document().size()
    view.text.verticalScrollBar().setValue(round(view.text.top_of(block) - y))


def y_of(view: ReaderView, key: int) -> float:
    block = view.text.block_of(key)
    assert block is not None and block.userState() == key
    return view.text.top_of(block) - view.text.verticalScrollBar().value()


def child(view: QWidget, name: str) -> QToolButton:
    found = view.findChild(QToolButton, name)
    assert found is not None
    return found


def test_it_begins_empty_and_says_what_to_do(reader: ReaderView) -> None:
    assert reader.article_id is None and not reader.text.isVisible()
    assert reader.actions_bar.isHidden()
    message = reader.findChild(QWidget, "readerMessage")
    assert message is not None and message.isVisible() and "Pick an article" in message.accessibleName()


def test_an_article_is_shown(reader: ReaderView) -> None:
    reader.show_article(replace(SHORT, byline="By Ana"))
    assert reader.article_id == 1 and reader.text.isVisible()
    text = reader.text.toPlainText()
    for part in ("La Tercera", "Chile", "Título", "By Ana", "09:30 in Santiago · 12:30 here", "Uno.", "Dos."):
        assert part in text


def test_error_and_clear_take_the_article_away(reader: ReaderView) -> None:
    reader.show_article(SHORT)
    reader.show_error("The disk is full.")
    assert reader.article_id is None and not reader.text.isVisible()
    reader.show_article(SHORT)
    reader.clear()
    assert reader.article_id is None and not reader.text.isVisible()


def test_loading_is_said_only_when_it_takes_long(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(SHORT)
    reader.show_loading()
    assert reader.text.isVisible()
    message = reader.findChild(QWidget, "readerMessage")
    assert message is not None
    qtbot.waitUntil(message.isVisible)
    assert "Opening" in message.accessibleName()
    reader.show_article(SHORT)
    assert reader.text.isVisible()


@pytest.mark.parametrize("y", [0, 7, 100, 250])
@pytest.mark.parametrize("presses", [1, 2, 3])
def test_changing_the_language_does_not_move_the_paragraph_one_reads(reader: ReaderView, y: int, presses: int) -> None:
    reader.show_article(long_article())
    key = PARTS * 18
    scroll_to(reader, key, y)
    place = reader.text.place()
    assert place is not None and place.key <= key
    before = y_of(reader, place.key)
    for _ in range(presses):
        QTest.keyClick(reader.text, Qt.Key.Key_T)
    assert reader.mode is list(Mode)[presses % 3]
    assert abs(y_of(reader, place.key) - before) <= 2


def test_the_size_changes_without_moving_the_text(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    scroll_to(reader, PARTS * 20, 40)
    with qtbot.waitSignal(reader.style_changed) as changed:
        QTest.keyClick(reader.text, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert changed.args == [ReaderStyle(size_px=20)]
    assert abs(y_of(reader, PARTS * 20) - 40) <= 2
    QTest.keyClick(reader.text, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.text, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert reader.style_of_reading.size_px == 18
    QTest.keyClick(reader.text, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert reader.style_of_reading == ReaderStyle()
    assert abs(y_of(reader, PARTS * 20) - 40) <= 2


def test_a_narrower_window_keeps_the_place(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    scroll_to(reader, PARTS * 20, 30)
    reader.resize(520, 600)
    qtbot.waitUntil(lambda: reader.text.document().rootFrame().frameFormat().rightMargin() < 40)
    qtbot.waitUntil(lambda: abs(y_of(reader, PARTS * 20) - 30) <= 2)


def test_the_same_article_again_keeps_the_place(reader: ReaderView) -> None:
    shown = long_article()
    reader.show_article(replace(shown, translation=None))
    scroll_to(reader, PARTS * 10, 20)
    reader.show_article(shown)  # its translation has come
    assert abs(y_of(reader, PARTS * 10) - 20) <= 2


def test_each_article_is_found_where_it_was_left(reader: ReaderView) -> None:
    reader.show_article(long_article(1))
    QTest.keyClick(reader.text, Qt.Key.Key_T)
    scroll_to(reader, PARTS * 15, 12)
    left = reader.position()
    reader.show_article(long_article(2))
    assert (reader.position(), reader.mode) == (0, Mode.TRANSLATED)
    reader.show_article(long_article(1))
    assert reader.mode == Mode.BILINGUAL and abs(reader.position() - left) < 0.01
    reader.restore_position(0.5)
    assert abs(reader.position() - 0.5) < 0.01


def test_space_reads_on_and_goes_to_the_next_unread(reader: ReaderView) -> None:
    reader.show_article(long_article(count=12))
    asked: list[bool] = []
    ended: list[object] = []
    reader.next_unread_requested.connect(lambda: asked.append(True))
    reader.read_to_end.connect(ended.append)
    scroll = reader.text.verticalScrollBar()
    QTest.keyClick(reader.text, Qt.Key.Key_Space)
    assert scroll.value() == reader.text.viewport().height() - 2 * 30
    QTest.keyClick(reader.text, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert scroll.value() == 0 and not ended
    for _ in range(40):
        if reader.text.is_at_end:
            break
        QTest.keyClick(reader.text, Qt.Key.Key_Space)
    assert not asked and ended == [1]
    QTest.keyClick(reader.text, Qt.Key.Key_Space)
    assert asked == [True] and ended == [1]


def test_space_leaves_a_short_article_at_once(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(article(paragraphs("x"), lead=""))
    with qtbot.waitSignals([reader.next_unread_requested, reader.read_to_end]):
        QTest.keyClick(reader.text, Qt.Key.Key_Space)


def test_motion_comes_to_the_same_place(make_reader: Callable[..., ReaderView], qtbot: QtBot) -> None:
    reader = make_reader()
    reader.set_reduced_motion(False)
    reader.show_article(long_article())
    QTest.keyClick(reader.text, Qt.Key.Key_Space)
    QTest.keyClick(reader.text, Qt.Key.Key_Space)  # while the first one is still moving
    expected = 2 * reader.text.page_px()
    qtbot.waitUntil(lambda: reader.text.verticalScrollBar().value() == expected)


def test_the_star_is_told(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(SHORT)
    star = child(reader, "readerStar")
    assert star.accessibleName() == "Save" and "(s)" in star.toolTip()
    with qtbot.waitSignal(reader.star_toggled) as told:
        QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    assert told.args == [1] and star.isChecked() and "Saved" in star.accessibleName()
    with qtbot.waitSignal(reader.star_toggled):
        QTest.keyClick(reader.text, Qt.Key.Key_S)
    assert not star.isChecked()


def test_every_button_names_itself(reader: ReaderView) -> None:
    for button in reader.actions_bar.findChildren(QAbstractButton):
        assert button.accessibleName() and button.toolTip() and min(button.width(), button.height()) >= 32


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_B, "original_opened"), (Qt.Key.Key_E, "export_requested")])
def test_keys_that_are_told(reader: ReaderView, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    reader.show_article(SHORT)
    with qtbot.waitSignal(getattr(reader, name)) as told:
        QTest.keyClick(reader.text, key)
    assert told.args in (["https://example.org/story"], [1])


def test_keys_do_nothing_without_an_article(reader: ReaderView) -> None:
    for signal in (reader.original_opened, reader.star_toggled, reader.next_unread_requested, reader.export_requested):
        signal.connect(lambda *_args: pytest.fail("told"))
    for key in (Qt.Key.Key_B, Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_Space, Qt.Key.Key_V, Qt.Key.Key_E):
        QTest.keyClick(reader, key)


def test_unknown_keys_go_on_to_the_window(reader: ReaderView, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    got: list[int] = []
    window.keyPressEvent = lambda event: got.append(event.key())  # type: ignore[method-assign]
    reader.setParent(window)
    reader.show_article(SHORT)
    for key in (Qt.Key.Key_J, Qt.Key.Key_M, Qt.Key.Key_Escape):
        QTest.keyClick(reader.text, key)
    assert got == [Qt.Key.Key_J, Qt.Key.Key_M, Qt.Key.Key_Escape]
    reader.setParent(None)


def test_a_bad_address_is_not_opened(reader: ReaderView) -> None:
    reader.show_article(article(paragraphs("x"), url="javascript:alert(1)"))
    reader.original_opened.connect(lambda _url: pytest.fail("opened"))
    QTest.keyClick(reader.text, Qt.Key.Key_B)
    assert not child(reader, "readerOriginal").isEnabled()


def test_links_are_told_and_nothing_else_is(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(article((Paragraph((Run("here it is", Mark.NONE, "https://example.org/rice"),)),)))
    text = reader.text
    block = text.block_of(PARTS)
    assert block is not None
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, 3)
    spot = text.cursorRect(cursor).center()
    assert text.anchorAt(spot) == "https://example.org/rice"
    with qtbot.waitSignal(reader.link_opened) as told:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == ["https://example.org/rice"]
    assert "here it is" in text.toPlainText()  # it did not go there
    reader.link_opened.connect(lambda _url: pytest.fail("opened"))
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "overview:article/2", "#top"):
        text.anchorClicked.emit(QUrl(bad))
    with qtbot.waitSignal(reader.original_opened):
        text.anchorClicked.emit(QUrl("overview:original"))


@pytest.mark.parametrize("kind", [IMAGE, QTextDocument.ResourceType.StyleSheetResource.value, 1, 99])
def test_nothing_is_loaded(reader: ReaderView, tmp_path: Path, kind: int) -> None:
    secret = QImage(3, 3, QImage.Format.Format_RGB32)
    secret.fill(0xFF123456)
    path = tmp_path / "secret.png"
    assert secret.save(str(path))
    reader.show_article(SHORT)
    for url in (
        QUrl.fromLocalFile(str(path)),
        QUrl(str(path)),
        QUrl("http://127.0.0.1/x.png"),
        QUrl("https://example.org/x.png"),
        QUrl("qrc:/x.png"),
        QUrl("overview-picture:99"),
        QUrl("overview-picture:-1"),
        QUrl("overview-picture:x"),
    ):
        got = reader.text.document().resource(kind, url)
        if kind == IMAGE:
            assert isinstance(got, QImage) and (got.width(), got.height()) == (1, 1)
        else:
            assert bytes(got) == b" "


def colour_in(view: ReaderView, number: int) -> tuple[str, QImage]:
    image = view.text.document().resource(IMAGE, QUrl(f"overview-picture:{number}"))
    assert isinstance(image, QImage)
    return image.pixelColor(image.width() // 2, image.height() // 2).name(), image


def test_pictures_come_into_the_room_that_is_kept(reader: ReaderView, pictures: FakePictures) -> None:
    url = "https://example.org/a.jpg"
    reader.show_article(article((paragraph("Uno."), Picture(url, "Caption", "", 1200, 600), paragraph("Dos."))))
    dpr = reader.devicePixelRatioF()
    reader.grab()
    assert (url, reader.text.column) in [(asked, size.width()) for asked, size in pictures.asked]
    colour, image = colour_in(reader, 0)
    assert colour == THEMES["paper"].raised.lower()
    below = y_of(reader, PARTS * 3)
    pictures.arrive(url, "#336699")
    colour, arrived = colour_in(reader, 0)
    assert colour == "#336699" and arrived.size() == image.size()
    assert image.width() == round(reader.text.column * dpr)
    assert arrived.pixelColor(0, 0).alpha() == 0  # round corners
    assert y_of(reader, PARTS * 3) == below
    pictures.arrive("https://example.org/of-no-page.jpg", "#000000")


def test_pictures_far_below_are_fetched_too(reader: ReaderView, qtbot: QtBot, pictures: FakePictures) -> None:
    url = "https://example.org/below.jpg"
    reader.show_article(article((*long_article().document, Picture(url))))
    qtbot.waitUntil(lambda: url in [asked for asked, _size in pictures.asked])


def test_a_lost_picture_says_so(reader: ReaderView, pictures: FakePictures) -> None:
    url = "https://example.org/a.jpg"
    reader.show_article(article((Picture(url, "", "A canal", 1200, 600), paragraph("Dos."))))
    before = colour_in(reader, 0)[1]
    pictures.missing.add(url)
    pictures.arrived.emit(url)
    assert colour_in(reader, 0)[1] != before


def test_copying_says_where_it_is_from(reader: ReaderView) -> None:
    reader.show_article(article((Picture("https://example.org/a.jpg"), paragraph("Uno."))))
    QTest.keyClick(reader.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "Uno." in copied and "\ufffc" not in copied
    assert copied.endswith("\n\n— La Tercera, “Título”, https://example.org/story\n")
    QTest.keyClick(reader.text, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "https://example.org/story"


def test_the_column_stays_within_the_measure(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    assert reader.text.column == 640
    reader.set_style(ReaderStyle(measure_px=520))
    assert reader.text.column == 520
    reader.resize(1400, 600)
    qtbot.waitUntil(lambda: reader.text.margin > 400)
    frame = reader.text.document().rootFrame().frameFormat()
    assert frame.leftMargin() == reader.text.margin


def test_themes_colour_the_page(reader: ReaderView) -> None:
    reader.show_article(SHORT)
    for theme in THEMES.values():
        reader.set_theme(theme)
        assert reader.text.grab().toImage().pixelColor(4, 300).name() == theme.bg.lower()
        assert theme.accent in reader.text.toHtml().upper() or theme.accent.lower() in reader.text.toHtml()


def test_headings_are_headings_to_assistive_tools(reader: ReaderView) -> None:
    reader.show_article(SHORT)
    levels = {block_level(reader, text): text for text in ("Título", "Uno.")}
    assert levels == {1: "Título", 0: "Uno."}


def block_level(view: ReaderView, text: str) -> int:
    return view.text.document().find(text).block().blockFormat().headingLevel()


def test_quotes_and_lists_in_pairs_are_shown(reader: ReaderView) -> None:
    spanish = (Quote(((Run("cita"),),)), Quote(((Run("otra"),),)), ListBlock(False, ((Run("uno"),), (Run("dos"),))))
    english = (Quote(((Run("quote"),),)), Quote(((Run("other"),),)), ListBlock(False, ((Run("one"),), (Run("two"),))))
    reader.show_article(article(spanish, english))
    reader.set_mode(Mode.BILINGUAL)
    text = reader.text.toPlainText()
    assert text.index("quote") < text.index("cita") < text.index("other") < text.index("otra") < text.index("one")


# Takes

TAKES = tuple(TakeLine("Egypt", "Al-Ahram", f"Take {i}", ArticleId(50 + i), "2 h") for i in range(7))


def lines_of(box: QWidget) -> list[QAbstractButton]:
    return [b for b in box.findChildren(QAbstractButton) if b.isVisibleTo(box) and b.objectName() != "takesAll"]


def test_the_whole_coverage_is_asked_for(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    reader.set_takes(TAKES[:3])
    with qtbot.waitSignal(reader.coverage_requested):
        reader.takes.box.all.click()


def test_the_takes_stand_in_the_text(reader: ReaderView, qtbot: QtBot) -> None:
    reader.resize(800, 900)
    reader.show_article(long_article())
    box = reader.findChild(QWidget, "takesBox")
    assert box is not None and not box.isVisible() and not child(reader, "readerTakes").isVisible()
    reader.set_takes(TAKES)
    assert len(lines_of(box)) == 5
    assert box.isVisible() and child(reader, "readerTakes").isVisible()
    assert abs(box.y() - y_of(reader, TAKES_KEY)) <= 1 and box.x() == reader.text.margin
    assert y_of(reader, PARTS * 3) >= box.y() + box.height()
    before = box.y()
    reader.text.verticalScrollBar().setValue(100)
    assert box.y() == before - 100
    with qtbot.waitSignal(reader.take_chosen) as told:
        QTest.mouseClick(lines_of(box)[1], Qt.MouseButton.LeftButton)
    assert told.args == [51]
    reader.set_takes(())
    assert not box.isVisible()


def test_the_takes_stand_at_the_end_too(reader: ReaderView) -> None:
    reader.show_article(long_article())
    reader.set_takes(TAKES[:2])
    reader.restore_position(1.0)
    box = reader.takes.box_at_end
    assert box.isVisible() and abs(box.y() - y_of(reader, TAKES_END_KEY)) <= 1
    assert 0 < box.y() < reader.text.viewport().height()


def test_the_takes_have_keys(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    reader.set_takes(TAKES[:3])
    reader.activateWindow()
    qtbot.waitActive(reader)
    reader.restore_position(0.7)
    QTest.keyClick(reader.text, Qt.Key.Key_V)
    lines = lines_of(reader.takes.box)
    assert lines[0].hasFocus() and 0 <= reader.takes.box.y() < reader.text.viewport().height()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    assert lines[1].hasFocus()
    with qtbot.waitSignal(reader.take_chosen) as told:
        QTest.keyClick(lines[1], Qt.Key.Key_Return)
    assert told.args == [51]
    assert lines[1].accessibleName() == "Take 1. Egypt · Al-Ahram · 2 h"


def test_another_article_has_no_takes_of_the_one_before(reader: ReaderView) -> None:
    reader.show_article(long_article(1))
    reader.set_takes(TAKES)
    reader.show_article(long_article(2))
    assert not reader.takes.box.isVisible() and "How others" not in reader.text.toPlainText()


def test_the_text_ignores_where_it_has_no_page(make_reader: Callable[..., ReaderView]) -> None:
    text = make_reader().text
    assert isinstance(text, ReaderText) and text.place() is None and text.scroll_ratio() == 0
    assert text.anchorAt(QPoint(5, 5)) == ""


def test_it_wears_the_theme_of_the_application(reader: ReaderView, dressed: QApplication) -> None:
    reader.show_article(SHORT)
    try:
        apply_theme(dressed, THEMES["ink"])
        assert reader.text.grab().toImage().pixelColor(4, 300).name() == THEMES["ink"].bg.lower()
    finally:
        apply_theme(dressed, THEMES["paper"])
    assert reader.text.grab().toImage().pixelColor(4, 300).name() == THEMES["paper"].bg.lower()


def test_more_can_be_done(reader: ReaderView) -> None:
    reader.show_article(SHORT)
    QTest.mouseClick(child(reader, "readerMore"), Qt.MouseButton.LeftButton)
    menu = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    names = [action.text().partition("\t")[0] for action in menu.actions()]
    assert names == ["Copy link", "Find in this article", "Print…", "Save as PDF…"]
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "https://example.org/story"
    menu.close()
    reader.show_article(article(paragraphs("x"), id=ArticleId(2), url=""))
    QTest.mouseClick(child(reader, "readerMore"), Qt.MouseButton.LeftButton)
    menu = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    assert not menu.actions()[0].isEnabled()
    menu.close()


@pytest.mark.parametrize("zone", ["", "No/Such_Zone", "../etc/passwd"])
def test_without_zone_data_the_date_is_ours(qtbot: QtBot, dressed: QApplication, zone: str) -> None:  # noqa: ARG001
    view = ReaderView(country_of=lambda _code: replace(CHILE, time_zone=zone), local_zone=UTC)
    qtbot.addWidget(view)
    view.show_article(SHORT)
    assert "Sat 14 March 2026, 12:30" in view.text.toPlainText()
    assert "Santiago" not in view.text.toPlainText()
