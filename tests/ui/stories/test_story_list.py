"""Lists of stories with real clicks and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryId, StorySummary
from desktop_app.ui.stories.card import StoryCard
from desktop_app.ui.stories.list import AT_ONCE, StoryList
from desktop_app.ui.stories.names import joined_names
from desktop_app.ui.stories.painted_card import Line, Text, set_below
from desktop_app.ui.theme import fonts
from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES

NOW = 1_000_000
Make = Callable[..., StoryList]


class Pictures(QObject):
    """Answers as the loader does."""

    arrived = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.missing: set[str] = set()

    def pixmap(self, url: str, size: QSize, dpr: float) -> QPixmap | None:
        del size, dpr
        self.asked.append(url)
        return None

    def is_missing(self, url: str) -> bool:
        return url in self.missing


def story(number: int, title: str = "", **more: object) -> StorySummary:
    countries = tuple(CountryCode(code) for code in ("KE", "NG", "JP", "BR", "CL"))
    made = StorySummary(
        StoryId(number), title or f"Story {number}", 12, 9, countries, NOW - 9000, NOW - 7200, "", ("A Take",)
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    fonts.load_fonts()
    apply_theme(qapp, THEMES["paper"])

    def made(width: int = 900, height: int = 600) -> StoryList:
        listed = StoryList(Pictures(), str)  # type: ignore[arg-type]  # it asks for no more
        qtbot.addWidget(listed)
        listed.resize(width, height)
        listed.show()
        qtbot.waitExposed(listed)
        return listed

    return made


def shown(listed: StoryList, qtbot: QtBot, *stories: StorySummary) -> list[StoryCard]:
    listed.show_stories(stories, NOW)
    qtbot.waitUntil(lambda: len(listed.cards) == len(stories))
    QApplication.processEvents()
    return listed.cards


def test_a_card_says_who_tells_it_and_how_much(make: Make, qtbot: QtBot) -> None:
    listed = make()
    (card,) = shown(listed, qtbot, story(1, remark="0 of your 12 sources"))
    assert card.accessibleName() == "Story 1. 5 countries · 12 articles · 2 h. 0 of your 12 sources"
    assert card.accessibleDescription() == "Told by KE, NG, JP and 2 more. Takes: A Take"


def test_many_are_made_a_few_at_a_time(make: Make, qtbot: QtBot) -> None:
    listed = make()
    listed.show_stories([story(n) for n in range(60)], NOW)
    assert len(listed.cards) == AT_ONCE
    qtbot.waitUntil(lambda: len(listed.cards) == 60)
    assert [card.story.id for card in listed.cards] == list(range(60))


def test_the_same_stories_again_move_nothing(make: Make, qtbot: QtBot) -> None:
    listed = make()
    before = list(shown(listed, qtbot, story(1), story(2)))
    listed.show_stories((story(1), story(2)), NOW + 60)
    assert listed.cards == before
    assert shown(listed, qtbot, story(2)) != before


def test_a_click_chooses(make: Make, qtbot: QtBot) -> None:
    listed = make()
    cards = shown(listed, qtbot, story(1), story(2))
    with qtbot.waitSignal(listed.story_chosen) as told:
        QTest.mouseClick(cards[1], Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert told.args == [2]


def test_keys_go_from_card_to_card_open_and_leave(make: Make, qtbot: QtBot) -> None:
    listed = make(height=300)
    cards = shown(listed, qtbot, *(story(n) for n in range(6)))
    listed.focus_first()
    for number in (1, 2, 3):
        QTest.keyClick(listed.focusWidget(), Qt.Key.Key_J)
        assert listed.focusWidget() is cards[number]
    top = cards[3].mapTo(listed.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < listed.area.viewport().height()
    QTest.keyClick(cards[3], Qt.Key.Key_K)
    with qtbot.waitSignal(listed.story_chosen) as told:
        QTest.keyClick(cards[2], Qt.Key.Key_Return)
    assert told.args == [2]
    with qtbot.waitSignal(listed.left):
        QTest.keyClick(cards[2], Qt.Key.Key_Escape)


@pytest.mark.parametrize("title", ["wide " * 80, "W" * 400, "توقع الموانئ المعاهدة " * 12, "港" * 200])
def test_a_long_title_fits_a_narrow_window(make: Make, qtbot: QtBot, title: str) -> None:
    listed = make(width=420)
    takes = ("A Label That Is Longer Than Any Window Is Wide " * 3,)
    (card,) = shown(listed, qtbot, story(1, title, takes=takes, image="a"))
    assert card.width() <= listed.area.viewport().width()
    assert card.height() < 260
    placed = card._arrange(card.width())
    assert placed.picture is None and all(chip.rect.right() <= card.width() for chip in placed.chips)


def test_a_picture_that_cannot_be_had_gives_its_room_to_the_words(make: Make, qtbot: QtBot) -> None:
    listed = make()
    (card,) = shown(listed, qtbot, story(1, image="picture"))
    pictures = card._pictures
    assert isinstance(pictures, Pictures)
    assert "picture" in pictures.asked and card._arrange(card.width()).picture is not None
    pictures.missing.add("picture")
    pictures.arrived.emit("picture")
    assert card._arrange(card.width()).picture is None


def test_loading_nothing_and_something(make: Make, qtbot: QtBot) -> None:
    listed = make()
    listed.show_loading()
    assert listed._spinner.is_turning()
    listed.show_empty("stories", "No stories yet", "Why")
    assert listed.empty.isVisible() and not listed._spinner.is_turning()
    shown(listed, qtbot, story(1))
    assert listed.area.isVisible() and not listed.empty.isVisible()
    listed.show_loading()  # what is shown stays meanwhile
    assert listed.area.isVisible()


@pytest.mark.parametrize(
    ("names", "words"),
    [("", ""), ("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCD", "A, B, C and D"),
     ("ABCDE", "A, B, C and 2 more")],
)  # fmt: skip
def test_names_in_words(names: str, words: str) -> None:
    assert joined_names(list(names)) == words


def test_the_text_of_a_card_is_set_once_for_each_width_that_a_layout_asks_for(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make()
    shown.show_stories([story(1)], NOW)
    (card,) = shown.cards
    set_for: list[float] = []

    def setting(lines: Iterable[Line], at: QPointF, room: float, gap: int) -> tuple[tuple[Text, ...], float]:
        set_for.append(room)
        return set_below(lines, at, room, gap)

    monkeypatch.setattr("desktop_app.ui.stories.card.set_below", setting)
    heights = [card.heightForWidth(width) for width in (500, 600, 700) * 3]
    assert heights[:3] * 3 == heights
    assert len(set_for) == 3
