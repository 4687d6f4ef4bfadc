"""The article list under mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.events import ArticlesChanged
from desktop_app.model.listing import FromCountry
from desktop_app.ui.articles import row_layout
from desktop_app.ui.articles.row_text import is_right_to_left, set_text
from desktop_app.ui.articles.view import ArticleListView
from desktop_app.ui.models.article_list import ArticleListModel
from desktop_app.ui.theme import fonts
from tests.ui.articles.fakes import FAR, NOW, FakeBackground, FakePages

CHILE = CountryCode("CL")
Key = Qt.Key


class Screen:
    """A list of articles 200 to 1 at positions 0 to 199; those at 0, 5, 10... are unread."""

    def __init__(self, qtbot: QtBot, articles: int = 200) -> None:
        self.pages = FakePages(range(articles, 0, -1))
        self.background = FakeBackground(self.pages)
        self.model = ArticleListModel(self.pages, self.background, lambda: NOW)
        self.view = ArticleListView(self.model, lambda: NOW)
        qtbot.addWidget(self.view)
        self.chosen: list[int] = []
        self.opened: list[int] = []
        self.starred: list[int] = []
        self.toggled: list[int] = []
        self.view.article_chosen.connect(self.chosen.append)
        self.view.article_opened.connect(self.opened.append)
        self.view.star_pressed.connect(self.starred.append)
        self.view.read_toggled.connect(self.toggled.append)
        self.view.resize(400, 600)
        self.view.show()
        self.model.show(FromCountry(CHILE))
        self.background.finish()

    def place(self, position: int, x: int = 200, y: int = 60) -> QPoint:
        return self.view.visualRect(self.model.index(position)).topLeft() + QPoint(x, y)


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    return Screen(qtbot)


def test_a_click_chooses(screen: Screen) -> None:
    QTest.mouseClick(screen.view.viewport(), Qt.MouseButton.LeftButton, pos=screen.place(2))
    assert screen.chosen == [FAR + 198]
    assert screen.view.current_article() == FAR + 198


def test_a_double_click_opens(screen: Screen) -> None:
    QTest.mouseDClick(screen.view.viewport(), Qt.MouseButton.LeftButton, pos=screen.place(1))
    assert screen.opened == [FAR + 199]


def test_the_star_is_pressed_without_choosing(screen: Screen) -> None:
    hit = row_layout.star_hit()
    place = screen.place(3, hit.x + 2, hit.y + 2)
    QTest.mouseClick(screen.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.starred == [FAR + 197]
    assert screen.chosen == []


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Key.Key_J], [200]),
        ([Key.Key_J, Key.Key_J, Key.Key_K], [200, 199, 200]),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Up], [200, 199, 200]),
        ([Key.Key_N, Key.Key_N, Key.Key_P], [200, 195, 200]),
        ([Key.Key_J, Key.Key_End, Key.Key_J], [200, 1]),
        ([Key.Key_J, Key.Key_End, Key.Key_Home, Key.Key_K], [200, 1, 200]),
        ([Key.Key_J, Key.Key_PageDown], [200, 196]),
    ],
)
def test_keys_step_through_the_list(screen: Screen, keys: list[Qt.Key], chosen: list[int]) -> None:
    for key in keys:
        QTest.keyClick(screen.view, key)
    assert [article - FAR for article in screen.chosen] == chosen


def test_keys_act_on_the_selected_article(screen: Screen) -> None:
    for key in (Key.Key_S, Key.Key_J, Key.Key_Return, Key.Key_S, Key.Key_M, Key.Key_O):
        QTest.keyClick(screen.view, key)
    article = FAR + 200
    assert (screen.opened, screen.starred, screen.toggled) == ([article, article], [article], [article])


def test_other_keys_are_left_to_the_window(screen: Screen) -> None:
    for key, modifier in (
        (Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(screen.view, key, modifier)
    assert (screen.chosen, screen.starred) == ([], [])


def test_selecting_by_program_tells_nothing_and_shows_the_row(screen: Screen) -> None:
    assert screen.view.select(ArticleId(FAR + 100))
    assert screen.chosen == []
    assert 100 in screen.view.visible_rows()
    assert not screen.view.select(ArticleId(5))


def arrive(screen: Screen, *numbers: int) -> None:
    for number in numbers:
        screen.pages.put_on_top(number)
    screen.model.on_articles_changed(ArticlesChanged(frozenset({CHILE}), added=len(numbers)))
    screen.background.finish()


def test_new_articles_above_do_not_move_what_is_in_view(screen: Screen) -> None:
    screen.view.select(ArticleId(FAR + 190))
    screen.view.verticalScrollBar().setValue(1234)
    before = screen.model.id_at(screen.view.indexAt(QPoint(50, 50)).row())
    arrive(screen, 201, 202, 203)
    screen.model.take_new()
    assert screen.model.id_at(screen.view.indexAt(QPoint(50, 50)).row()) == before
    assert screen.view.verticalScrollBar().value() == 1234 + 3 * row_layout.ROW_HEIGHT
    assert screen.view.current_article() == FAR + 190


def test_the_pill_shows_the_new_ones_at_the_top(screen: Screen) -> None:
    screen.view.verticalScrollBar().setValue(1234)
    arrive(screen, 201)
    screen.view.show_new()
    assert screen.model.id_at(screen.view.indexAt(QPoint(50, 50)).row()) == FAR + 201


def test_a_removal_above_does_not_move_what_is_in_view(qtbot: QtBot, screen: Screen) -> None:
    del screen.pages.rows_by_id[ArticleId(FAR + 149)]
    screen.view.verticalScrollBar().setValue(9000)
    before = screen.model.id_at(screen.view.indexAt(QPoint(50, 50)).row())
    screen.model.row_at(51)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 199)
    assert screen.model.id_at(screen.view.indexAt(QPoint(50, 50)).row()) == before


def test_a_long_list_is_painted_from_few_queries(qtbot: QtBot) -> None:
    screen = Screen(qtbot, 100_000)
    screen.view.grab()
    assert (screen.pages.page_queries, screen.pages.row_queries) == (1, 0)
    assert screen.view.verticalScrollBar().maximum() == 100_000 * row_layout.ROW_HEIGHT - 600
    for value in range(0, 200 * row_layout.ROW_HEIGHT, 40):
        screen.view.verticalScrollBar().setValue(value)
        screen.view.grab()
    assert screen.pages.row_queries <= 5  # 206 rows in blocks of 64
    QTest.keyClick(screen.view, Key.Key_J)
    QTest.keyClick(screen.view, Key.Key_End)
    assert screen.chosen[-1] == FAR + 1


class OnePicture:
    def __init__(self) -> None:
        self.picture = QPixmap(72, 72)
        self.picture.fill(QColor("#00FF00"))
        self.is_there = False

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:  # noqa: ARG002  # it has one
        return self.picture if self.is_there else None

    def is_missing(self, url: str) -> bool:
        return url.endswith("missing")


def green(image: QImage) -> int:
    return sum(image.pixelColor(x, 70) == QColor("#00FF00") for x in range(image.width()))


@pytest.mark.parametrize(("image", "expected"), [("https://x/1", True), ("https://x/missing", False), ("", False)])
def test_the_picture_is_painted_when_it_is_there(qtbot: QtBot, image: str, expected: bool) -> None:
    pages = FakePages([1])
    article, only = next(iter(pages.rows_by_id.items()))
    pages.rows_by_id[article] = replace(only, image=image)
    pictures = OnePicture()
    model = ArticleListModel(pages, FakeBackground(pages), lambda: NOW)
    view = ArticleListView(model, lambda: NOW, pictures)
    qtbot.addWidget(view)
    view.resize(400, 200)
    model.show(FromCountry(CHILE))
    assert green(view.grab().toImage()) == 0
    pictures.is_there = True
    view.on_picture_arrived(image)
    assert (green(view.grab().toImage()) > 60) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Chile", False), ("القاهرة", True), ("12 הארץ", True), ("", False), ("2026", False)]
)
def test_direction_of_a_text(text: str, expected: bool) -> None:
    assert is_right_to_left(text) == expected


@pytest.mark.parametrize(
    ("_name", "text", "most", "lines", "ends"),
    [
        ("short", "Ports reopen", 2, 1, "reopen"),
        ("long", "Ports reopen after the strike " * 9, 2, 2, "…"),
        ("no spaces", "x" * 300, 2, 2, "…"),
        ("outside of the basic plane", "😀 " * 200, 2, 2, "…"),
        ("newlines", "Ports\n\nreopen", 2, 1, "Ports reopen"),
        ("nothing", "", 2, 0, ""),
        ("no lines", "Ports", 0, 0, ""),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_text_is_set_in_so_many_lines(_name: str, text: str, most: int, lines: int, ends: str) -> None:
    layout, count = set_text(text, fonts.ui_font(15), 200, 20, most)
    assert count == lines == layout.lineCount()
    assert layout.text().endswith(ends)
    for number in range(count):
        assert layout.lineAt(number).naturalTextWidth() <= 200


def test_every_theme_paints(screen: Screen, themed: Callable[[str], None]) -> None:
    grounds = set()
    for name in ("paper", "ink", "sepia", "contrast"):
        themed(name)
        screen.view.show_countries({CHILE: "Chile"})
        screen.view.select(ArticleId(FAR + 199))
        grounds.add(screen.view.grab().toImage().pixelColor(390, 590).name())
    assert len(grounds) == 4
