"""Reading a country's press by keys and clicks."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QTabBar

from desktop_app.store.connection import Connection
from desktop_app.store.writer import Urgency
from desktop_app.ui.reader.style import Mode
from tests.ui.window.conftest import Browser
from tests.ui.window.desk import Desk

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def egypt(desk: Desk) -> Desk:
    desk.open_country("EG")
    assert desk.list.hasFocus()
    return desk


def position(desk: Desk) -> int:
    return desk.list.currentIndex().row()


def test_j_and_k_go_through_the_list_and_show_each(egypt: Desk) -> None:
    rows = egypt.rows("EG")
    for n in range(3):
        egypt.key("j")
        assert egypt.pane.reader.article_id == rows[n].id
    egypt.key("k")
    assert egypt.pane.reader.article_id == rows[1].id
    egypt.wait(lambda: [r.is_read for r in egypt.rows("EG")[:4]] == [True, True, True, False])


def test_n_and_p_skip_what_is_read(egypt: Desk) -> None:
    egypt.key("j")
    egypt.key("j")
    egypt.key("j")  # three are read
    egypt.key("m")  # and the third is not any more
    egypt.wait(lambda: not egypt.rows("EG")[2].is_read)
    egypt.key("k")
    egypt.key("k")
    egypt.key("n")
    assert position(egypt) == 2
    egypt.key("n")
    assert position(egypt) == 3
    egypt.wait(lambda: egypt.pane.model.next_unread(3, -1) is None)
    egypt.key("p")
    assert position(egypt) == 3  # all before it are read now


def test_what_is_unread_on_the_screen_is_read_when_it_is_opened(egypt: Desk) -> None:
    egypt.key("j")
    egypt.wait(lambda: egypt.rows("EG")[0].is_read)
    gate = threading.Event()

    def wait_at_gate(db: Connection) -> tuple[()]:
        del db
        gate.wait(10)
        return ()

    egypt.core._writer.submit(wait_at_gate, Urgency.USER)
    egypt.key("m")  # unread again, which the store does not know yet
    egypt.key("j")
    egypt.key("k")
    gate.set()
    egypt.wait(lambda: egypt.rows("EG")[1].is_read)
    egypt.wait(lambda: egypt.rows("EG")[0].is_read)


def test_a_click_shows_an_article(egypt: Desk) -> None:
    egypt.click_row(1)
    assert egypt.pane.reader.article_id == egypt.rows("EG")[1].id
    egypt.wait(lambda: egypt.rows("EG")[1].is_read)


def test_s_stars_and_takes_the_star_again(egypt: Desk) -> None:
    egypt.key("j")
    egypt.key("s")
    egypt.wait(lambda: egypt.rows("EG")[0].is_starred)
    egypt.wait(egypt.pane.reader.actions_bar.star.isChecked)
    egypt.key("s")
    egypt.wait(lambda: not egypt.rows("EG")[0].is_starred)
    egypt.wait(lambda: not egypt.pane.reader.actions_bar.star.isChecked())


def test_the_star_in_a_row_and_the_star_of_the_reader_are_one(egypt: Desk) -> None:
    egypt.key("j")
    egypt.click_star(0)
    egypt.wait(lambda: egypt.rows("EG")[0].is_starred)
    egypt.wait(egypt.pane.reader.actions_bar.star.isChecked)
    egypt.click(egypt.pane.reader.actions_bar.star)
    egypt.wait(lambda: not egypt.rows("EG")[0].is_starred)


def test_m_marks_as_unread_again(egypt: Desk) -> None:
    egypt.key("j")
    egypt.wait(lambda: egypt.rows("EG")[0].is_read)
    egypt.key("m")
    egypt.wait(lambda: not egypt.rows("EG")[0].is_read)


def test_space_reads_on_and_goes_to_the_next_unread_at_the_end(egypt: Desk) -> None:
    egypt.key(Qt.Key.Key_Space)
    first = egypt.pane.reader.article_id
    assert first == egypt.rows("EG")[0].id
    for _ in range(40):
        egypt.key(Qt.Key.Key_Space)
        if egypt.pane.reader.article_id != first:
            break
    assert egypt.pane.reader.article_id == egypt.rows("EG")[1].id


def test_escape_goes_from_the_article_to_the_list_to_the_world(egypt: Desk) -> None:
    egypt.key("j")
    egypt.key(Qt.Key.Key_Return)
    assert egypt.pane.reader.isAncestorOf(egypt.window.focusWidget())
    egypt.key(Qt.Key.Key_Escape)
    assert egypt.list.hasFocus()
    egypt.key(Qt.Key.Key_Escape)
    assert egypt.window.screen_name == "world"


@pytest.mark.parametrize("is_in_reader", [False, True], ids=["from the list", "from the article"])
def test_t_goes_through_translation_both_and_original(egypt: Desk, *, is_in_reader: bool) -> None:
    egypt.key("j")
    if is_in_reader:
        egypt.key(Qt.Key.Key_Return)
    assert egypt.pane.reader.mode is Mode.TRANSLATED
    for expected in (Mode.BILINGUAL, Mode.ORIGINAL, Mode.TRANSLATED):
        egypt.key("t")
        assert egypt.pane.reader.mode is expected


@pytest.mark.parametrize("is_in_reader", [False, True], ids=["from the list", "from the article"])
def test_b_opens_the_original_in_the_browser(egypt: Desk, browser: Browser, *, is_in_reader: bool) -> None:
    egypt.key("j")
    if is_in_reader:
        egypt.key(Qt.Key.Key_Return)
    egypt.key("b")
    assert browser.visited == [egypt.shown().row.url]


@pytest.mark.parametrize("key", ["j", "k", "n", "s", "m"])
def test_keys_of_the_list_work_in_the_article_too(egypt: Desk, key: str) -> None:
    rows = egypt.rows("EG")
    egypt.key("j")
    egypt.key("j")
    egypt.key(Qt.Key.Key_Return)
    egypt.key(key)
    match key:
        case "j" | "n":
            assert egypt.pane.reader.article_id == rows[2].id
        case "k":
            assert egypt.pane.reader.article_id == rows[0].id
        case "s":
            egypt.wait(lambda: egypt.rows("EG")[1].is_starred)
        case _:
            egypt.wait(lambda: not egypt.rows("EG")[1].is_read)


def test_brackets_go_through_the_countries_with_news(egypt: Desk) -> None:
    with_news = sorted(egypt.view.activity(), key=egypt.context.countries.name)
    here = with_news.index("EG")  # type: ignore[arg-type]
    egypt.key("]")
    assert egypt.window.country_screen().code == with_news[here + 1]
    egypt.key("[")
    egypt.key("[")
    assert egypt.window.country_screen().code == with_news[here - 1]


def test_f6_goes_round_the_panes(egypt: Desk) -> None:
    egypt.key("j")
    been = []
    for _ in range(3):
        egypt.key(Qt.Key.Key_F6)
        focus = egypt.window.focusWidget()
        been.append(
            next(
                name
                for name, part in (
                    ("rail", egypt.window.rail),
                    ("list", egypt.list),
                    ("reader", egypt.pane.reader),
                )
                if part is focus or part.isAncestorOf(focus)
            )
        )
    assert been == ["reader", "rail", "list"]


def test_f6_on_the_world(desk: Desk) -> None:
    desk.window.world.globe.setFocus()
    desk.key(Qt.Key.Key_F6)
    assert desk.window.world.search.hasFocus()
    desk.key(Qt.Key.Key_F6)
    assert desk.window.world.list.hasFocus()


@pytest.mark.parametrize("name", ["edition", "stories", "blind-spots", "saved", "search", "sources"])
def test_f6_comes_back_from_the_rail_on_every_screen(desk: Desk, name: str) -> None:
    desk.window.show_screen(name)
    desk.window.rail.setFocus()
    desk.key(Qt.Key.Key_F6)
    focus, shown = desk.window.focusWidget(), desk.window._stack.currentWidget()
    assert shown is not None
    assert shown is focus or shown.isAncestorOf(focus)
    for _ in range(4):
        desk.key(Qt.Key.Key_F6)
        if desk.window.rail.isAncestorOf(desk.window.focusWidget()) or desk.window.rail.hasFocus():
            break
    else:
        raise AssertionError("the rail is not reached")


def test_ctrl_k_and_slash_go_to_the_search(egypt: Desk) -> None:
    egypt.key(Qt.Key.Key_K, CONTROL)
    assert egypt.window.search_screen().field.hasFocus()
    egypt.key(Qt.Key.Key_1, CONTROL)
    assert egypt.window.screen_name == "world"
    egypt.key("/")
    assert egypt.window.search_screen().field.hasFocus()


def test_shift_a_marks_all_as_read_and_undo_takes_it_back(egypt: Desk) -> None:
    egypt.key("j")
    egypt.wait(lambda: egypt.rows("EG")[0].is_read)
    egypt.key(Qt.Key.Key_A, SHIFT)
    egypt.wait(lambda: all(row.is_read for row in egypt.rows("EG")))
    assert egypt.window.status.undo.isVisible()
    egypt.click(egypt.window.status.undo)
    egypt.wait(lambda: sum(row.is_read for row in egypt.rows("EG")) == 1)
    assert not egypt.window.status.undo.isVisible()


def test_question_mark_shows_the_keys_and_escape_closes_them(egypt: Desk) -> None:
    egypt.key("?")
    sheet = egypt.window.findChild(QDialog, "keysDialog")
    assert sheet is not None and sheet.isVisible()
    sheet.close()


def test_letters_typed_into_a_field_are_letters(desk: Desk) -> None:
    desk.window.world.search.setFocus()
    desk.type("snj?/[b")
    assert desk.window.world.search.text() == "snj?/[b"
    assert desk.window.screen_name == "world"
    assert desk.window.findChild(QDialog, "keysDialog") is None


def test_the_press_tab_says_how_the_sources_are(egypt: Desk) -> None:
    tabs = egypt.window.country_screen().findChild(QTabBar, "countryTabs")
    assert tabs is not None
    tabs.setCurrentIndex(tabs.count() - 1)
    assert egypt.child("pressList").isVisible()
    texts = [label.text() for label in egypt.child("pressList").findChildren(type(egypt.window.status.status))]
    assert any("Works. Last read at 12:00." in text for text in texts)
    assert "National daily · Arabic" in texts


def test_an_arabic_original_reads_from_the_right(egypt: Desk) -> None:
    egypt.key("j")
    egypt.pane.reader.set_mode(Mode.ORIGINAL)
    document = egypt.pane.reader.text.document()
    title = next(b for b in _blocks(document) if b.text().startswith(egypt.shown().row.original_title[:10]))
    assert title.textDirection() == Qt.LayoutDirection.RightToLeft


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_tab_goes_all_round_the_window_and_is_caught_nowhere(egypt: Desk, modifier: Qt.KeyboardModifier) -> None:
    egypt.key("j")
    key = Qt.Key.Key_Backtab if modifier else Qt.Key.Key_Tab
    on_the_way: list[str] = []
    for _ in range(60):
        egypt.key(key, modifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        on_the_way.append(focused.objectName())
        if focused is egypt.list:
            break
    assert on_the_way[-1] == "articleList"
    assert {"readerText", "readerStar", "readerExport", "countryTabs"} <= set(on_the_way)
