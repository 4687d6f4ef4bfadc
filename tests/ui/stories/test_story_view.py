"""The story view with real clicks and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import assets
from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.coverage import CountryCoverage
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StoryId, StorySummary
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import Quote, Take, TakeState, Told, Wording
from desktop_app.ui.map.projection import unit
from desktop_app.ui.reader.dates import moment_here
from desktop_app.ui.stories.coverage_card import CoverageCard
from desktop_app.ui.stories.quote_card import QuoteCard
from desktop_app.ui.stories.side import StorySide
from desktop_app.ui.stories.story_view import StoryView
from desktop_app.ui.theme import fonts
from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES

NOW = 1_000_000
KNOWN = {"BR": ("Brazil", "Americas"), "KE": ("Kenya", "Africa"), "NG": ("Nigeria", "Africa"), "JP": ("Japan", "Asia")}
Make = Callable[..., StoryView]


def row(number: int, country: str, title: str = "", **more: object) -> ArticleRow:
    made = ArticleRow(
        id=ArticleId(number),
        country=CountryCode(country),
        outlet=f"Paper {number}",
        title=title or f"The harbour treaty, part {number}",
        original_title="",
        lead="",
        language="en",
        url="",
        image="",
        published=NOW - 7200,
        is_read=False,
        is_starred=False,
        is_translated=False,
    )
    return replace(made, **more)  # type: ignore[arg-type]


OPENED = row(1, "BR", "Brazil's ports await the treaty")
FOUND = (
    RelatedArticle(row(2, "KE"), ("harbour", "treaty"), 0.3),
    RelatedArticle(row(3, "NG"), ("Blue Harbour", "treaty"), 0.524),
    RelatedArticle(row(4, "NG"), ("treaty", "ports"), 0.41),
    RelatedArticle(row(5, "JP", language="ja", is_translated=True), ("harbour",), 0.29),
)


def page_of(
    found: tuple[RelatedArticle, ...] = FOUND, told: tuple[Told, ...] = (), takes: tuple[Take, ...] = (), spot: str = ""
) -> StoryPage:
    own = RelatedArticle(OPENED, ("treaty",), 0.5)
    rows = [related.row for related in (own, *found)]
    codes = tuple(dict.fromkeys(r.country for r in rows))
    summary = StorySummary(
        StoryId(1), "The harbour treaty", len(rows), len(rows), codes, NOW - 7200, NOW - 3600, "", ()
    )
    coverage = tuple(CountryCoverage(code, 1, 3, 0, NOW - 7200 + 60 * n) for n, code in enumerate(codes))
    return StoryPage(summary, (own, *found), told, takes, coverage, spot)


def quote(number: int, country: str, sentence: str, *, is_state: bool = False) -> Quote:
    return Quote(sentence, ArticleId(number), f"Paper {number}", CountryCode(country), NOW, "", is_state)


NG = CountryCode("NG")
TOLD = (
    Told(quote(2, "KE", "The treaty was signed on Tuesday."), (CountryCode("NG"), CountryCode("JP"))),
    Told(quote(5, "JP", "It divides the strait into three zones."), ()),
)
TAKES = (
    Take("Fishermen's Doubts over Treaty", quote(3, "NG", "Nobody asked us."), (ArticleId(3),), (NG,), 1),
    Take(
        "Japanese Warning on Quotas", quote(5, "JP", "Tokyo may go to the court.", is_state=True),
        (ArticleId(4), ArticleId(5)), (CountryCode("JP"), CountryCode("NG")), 2,
    ),
)  # fmt: skip


def country_of(code: CountryCode) -> Country | None:
    if code not in KNOWN:
        return None
    name, region = KNOWN[code]
    return Country(code, name, (), (), "", region, "", 0.0, 0.0, "", ())


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    fonts.load_fonts()

    def made(theme: str = "paper", width: int = 900, height: int = 700) -> StoryView:
        apply_theme(qapp, THEMES[theme])
        view = StoryView(country_of, StorySide(assets.path("map"), tuple))
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        qtbot.waitExposed(view)
        return view

    return made


def coverage_cards(view: StoryView) -> list[CoverageCard]:
    return [card for card in view.cards if isinstance(card, CoverageCard)]


def test_who_tells_it(make: Make) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    assert view.title.text() == OPENED.title
    assert view.origin.text() == "Paper 1 · Brazil · 2 h"
    assert view.told_by.text() == "Told by 4 countries, 5 sources"
    assert view.side.regions.accessibleName().startswith("Africa: 2 countries, 3 sources; ")
    assert [card.accessibleName() for card in view.cards] == [
        "Brazil, 1 source",
        "Nigeria, 2 sources",
        "Kenya, 1 source",
        "Japan, 1 source",
    ]


def test_why_it_is_there(make: Make) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    own, nigeria, kenya, _ = coverage_cards(view)
    assert own.why.isHidden()
    assert nigeria.why.text() == "Why these? Shared: Blue Harbour, treaty, ports. Similarity 41 to 52 %."
    assert kenya.why.text() == "Why this? Shared: harbour, treaty. Similarity 30 %."


def test_a_click_on_a_headline_chooses_it(make: Make, qtbot: QtBot) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    QApplication.processEvents()
    button = coverage_cards(view)[1].buttons[1]
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    assert told.args == [4]


def test_a_click_on_back(make: Make, qtbot: QtBot) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    with qtbot.waitSignal(view.back_pressed):
        QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)


def test_the_keyboard_goes_from_card_to_card_and_opens(make: Make, qtbot: QtBot) -> None:
    view = make(height=400)
    view.show_story(page_of(), OPENED, NOW)
    QApplication.processEvents()
    view.setFocus()
    for number in (0, 1, 2, 3, 3):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.focusWidget() is view.cards[number]
    QApplication.processEvents()
    top = view.cards[3].mapTo(view.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < view.area.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.keyClick(view.cards[2], Qt.Key.Key_Return)
    assert told.args == [2]


def test_enter_opens_the_headline_that_has_the_focus(make: Make, qtbot: QtBot) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    button = coverage_cards(view)[1].buttons[1]
    button.setFocus()
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert told.args == [4]


def test_tab_reaches_the_headlines_and_j_goes_on_from_there(make: Make) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    view.cards[1].setFocus()
    QTest.keyClick(view.cards[1], Qt.Key.Key_Tab)
    assert view.focusWidget() is coverage_cards(view)[1].buttons[0]
    QTest.keyClick(coverage_cards(view)[1].buttons[0], Qt.Key.Key_J)
    assert view.focusWidget() is view.cards[2]


def test_escape_goes_back_from_anywhere(make: Make, qtbot: QtBot) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    for place in (view.cards[2], coverage_cards(view)[2].buttons[0], view):
        with qtbot.waitSignal(view.back_pressed):
            QTest.keyClick(place, Qt.Key.Key_Escape)


def test_loading_then_the_story(make: Make) -> None:
    view = make()
    view.show_loading(OPENED, NOW)
    assert view._spinner.is_turning() and not view.told_by.isVisible() and not view.cards
    view.show_story(page_of(), OPENED, NOW)
    assert not view._spinner.is_turning() and view.told_by.isVisible() and view.cards[0].isVisible()


def test_nothing_found(make: Make) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    view.show_story(None, OPENED, NOW)
    assert view.empty.isVisible() and not view.told_by.isVisible() and not view.cards
    assert view.empty.accessibleName().startswith("No other press in the store tells this yet.")
    assert view.title.text() == OPENED.title


def test_a_story_is_exported_by_button_and_key_while_it_is_shown(make: Make) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    asked: list[StoryId] = []
    view.export_requested.connect(asked.append)
    QTest.mouseClick(view.export, Qt.MouseButton.LeftButton)
    QTest.keyClick(view, Qt.Key.Key_E)
    view.show_story(None, OPENED, NOW)
    QTest.keyClick(view, Qt.Key.Key_E)
    assert asked == [StoryId(1), StoryId(1)]
    assert not view.export.isVisible()


def test_a_failure_is_told(make: Make) -> None:
    view = make()
    view.show_loading(OPENED, NOW)
    view.show_failure("The store is damaged.")
    assert view.empty.isVisible() and not view._spinner.is_turning()
    assert "The store is damaged." in view.empty.accessibleName()


def test_another_story_replaces_the_first_and_begins_at_its_top(make: Make) -> None:
    view = make(height=300)
    view.show_story(page_of(), OPENED, NOW)
    QApplication.processEvents()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.area.verticalScrollBar().value() > 0
    view.show_story(page_of(FOUND[:1]), OPENED, NOW)
    assert [card.coverage.name for card in coverage_cards(view)] == ["Brazil", "Kenya"]
    assert view.area.verticalScrollBar().value() == 0


@pytest.mark.parametrize("title", ["wide " * 80, "W" * 300, "توقع الموانئ المعاهدة " * 12, "港" * 200])
def test_a_long_title_fits_a_narrow_window(make: Make, title: str) -> None:
    view = make(width=560)
    long = tuple(replace(found, row=replace(found.row, title=title, outlet="Outlet " * 30)) for found in FOUND)
    view.show_story(page_of(long), replace(OPENED, title=title, outlet="Outlet " * 30), NOW)
    QApplication.processEvents()
    room = view.area.viewport().width()
    for card in view.cards:
        assert card.mapTo(view.area.viewport(), QPoint(card.width(), 0)).x() <= room


def test_a_title_from_right_to_left_stands_at_the_right(make: Make) -> None:
    view = make()
    view.show_story(page_of(), replace(OPENED, title="الموانئ تنتظر المعاهدة"), NOW)
    assert view.title.alignment() & Qt.AlignmentFlag.AlignRight
    view.show_story(page_of(), OPENED, NOW)
    assert view.title.alignment() & Qt.AlignmentFlag.AlignLeft


def test_markup_in_a_title_is_text(make: Make) -> None:
    view = make()
    view.show_story(page_of(), replace(OPENED, title="<b>Ports</b> & <script>"), NOW)
    assert view.title.textFormat() is Qt.TextFormat.PlainText


def test_the_theme_can_change_while_it_is_shown(make: Make, qapp: QApplication) -> None:
    view = make()
    view.show_story(page_of(), OPENED, NOW)
    seen = set()
    for theme in THEMES.values():
        apply_theme(qapp, theme)
        QApplication.processEvents()
        picture = view.side.regions.grab().toImage()
        seen.add(picture.pixelColor(picture.width() // 4, 12 * round(picture.devicePixelRatio())).name())
        assert seen >= {theme.accent.lower()}
    apply_theme(qapp, THEMES["paper"])


def test_forty_articles_are_not_too_many_widgets(make: Make) -> None:
    view = make()
    many = tuple(RelatedArticle(row(number, f"X{number % 20}"), ("treaty",), 0.4) for number in range(2, 42))
    view.show_story(page_of(many), OPENED, NOW)
    assert sum(len(card.buttons) for card in coverage_cards(view)) == 41


def test_why_says_how_alike_they_are_in_meaning(make: Make) -> None:
    view = make()
    alike = tuple(replace(one, meaning=likeness) for one, likeness in zip(FOUND, (0.83, 0.1, 0.65, None), strict=True))
    view.show_story(page_of(alike), OPENED, NOW)
    said = [card.why.text() for card in coverage_cards(view)]
    assert "Why this? Shared: harbour, treaty. In meaning nearly the same. Similarity 30 %." in said
    assert any("In meaning much the same. Similarity 41 to 52 %." in words for words in said)
    assert any(words.endswith("Shared: harbour. Similarity 29 %.") for words in said)


def test_a_take_that_a_model_has_worded_says_so(make: Make) -> None:
    view = make()
    worded = replace(TAKES[0], label="Fishermen Doubt Treaty", wording=Wording(TAKES[0].label, "m at localhost:1"))
    refused = replace(TAKES[1], wording=Wording(TAKES[1].label, "m at localhost:1"))
    view.show_story(page_of(takes=(worded, refused)), OPENED, NOW)
    said = [card.accessibleName() for card in view.cards if isinstance(card, QuoteCard)]
    assert said[0].startswith("Fishermen Doubt Treaty. Nobody asked us.")
    assert said[0].endswith("1 voice in Nigeria · name worded by m at localhost:1, of words of its articles")
    assert "worded" not in said[1]


def test_the_current_take_and_the_takes_word_for_word_with_whose_they_are(make: Make) -> None:
    view = make()
    view.show_story(page_of(told=TOLD, takes=TAKES), OPENED, NOW)
    said = [card.accessibleName() for card in view.cards if isinstance(card, QuoteCard)]
    assert said == [
        "The treaty was signed on Tuesday. Paper 2 · Kenya · also in the press of Nigeria and Japan",
        "It divides the strait into three zones. Paper 5 · Japan",
        "Fishermen's Doubts over Treaty. Nobody asked us. Paper 3 · Nigeria · 1 voice in Nigeria",
        (
            "Japanese Warning on Quotas. Tokyo may go to the court. Paper 5 · Japan · state-controlled"
            " · 2 voices in Japan and Nigeria"
        ),
    ]
    assert len(coverage_cards(view)) == 4


def test_a_take_leads_to_its_article(make: Make, qtbot: QtBot) -> None:
    view = make()
    view.show_story(page_of(takes=TAKES), OPENED, NOW)
    QApplication.processEvents()
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.mouseClick(view.cards[1], Qt.MouseButton.LeftButton)
    assert told.args == [5]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_J)
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.keyClick(view.cards[0], Qt.Key.Key_Return)
    assert told.args == [3]


def test_a_story_by_itself_has_its_own_title_and_no_opened_article(make: Make) -> None:
    view = make()
    view.show_loading(None, NOW)
    view.show_story(page_of(), None, NOW)
    assert view.title.text() == "The harbour treaty"
    assert view.told_by.text() == "Told by 4 countries, 5 sources"
    assert all(card.coverage.opened is None for card in coverage_cards(view))


def test_beside_it_where_there_is_room_and_below_the_title_where_not(make: Make) -> None:
    view = make(width=1300)
    view.show_story(page_of(spot="14 countries, 0 of 12 US sources"), OPENED, NOW)
    QApplication.processEvents()
    assert view.side.globe.isVisible() and view.side.timeline.isVisible()
    assert view.side.blind_spot.text() == "14 countries, 0 of 12 US sources"
    assert view.side.mapTo(view, QPoint(0, 0)).x() > view.title.mapTo(view, QPoint(view.title.width(), 0)).x()
    view.resize(700, 700)
    QApplication.processEvents()
    assert not view.side.globe.isVisible() and view.side.regions.isVisible()
    assert view.side.mapTo(view, QPoint(0, 0)).y() > view.title.mapTo(view, QPoint(0, 0)).y()


def test_the_first_reports_by_country(make: Make) -> None:
    view = make(width=1300)
    view.show_story(page_of(), OPENED, NOW)
    assert view.side.timeline.accessibleName() == "BR: first; KE: 1 min later; NG: 2 min later; JP: 3 min later"


def test_the_globe_is_painted_by_take_and_its_legend_says_who_holds_which(make: Make) -> None:
    view = make(width=1200)
    view.show_story(page_of(takes=TAKES), OPENED, NOW)
    legend = view.side.legend
    assert legend.isVisible()
    words = [label.text() for label in legend.findChildren(QLabel) if label.text() and not label.isHidden()]
    assert words == [
        *("Fishermen's Doubts over Treaty", "NG"),  # this side knows no names of countries
        *("Japanese Warning on Quotas", "JP"),
        *("Tell it with no take of their own", "BR and KE"),
    ]
    assert not any(patch.pixmap().isNull() for patch, _ in legend._swatches)
    view.show_story(page_of(), OPENED, NOW)
    assert not legend.isVisible()


def test_how_the_take_changed_is_folded_away_until_asked_for(make: Make, qtbot: QtBot) -> None:
    view = make()
    old = quote(9, "NG", "Talks are to begin on Monday.")
    earlier = (TakeState(NOW - 9000, (Told(old, ()),)), TakeState(NOW - 90_000, TOLD[:1]))
    view.show_story(replace(page_of(told=TOLD), take_changed=NOW - 7200, earlier=earlier), None, NOW)
    QApplication.processEvents()
    words = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert any(text.endswith("agrees on. Last changed 2 h ago.") for text in words)
    assert view.history is not None and not view.history.cards
    assert view.history.toggle.text() == "How the take changed (2 earlier states)"
    before = len(view.cards)
    QTest.mouseClick(view.history.toggle, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [card.quote.sentence for card in view.history.cards] == [old.sentence, TOLD[0].quote.sentence]
    times = [label.text() for label in view.history.findChildren(QLabel) if label.isVisible()]
    assert times == [f"From {moment_here(since, None)}" for since in (NOW - 9000, NOW - 90_000)]
    assert len(view.cards) == before
    with qtbot.waitSignal(view.article_chosen) as told:
        QTest.mouseClick(view.history.cards[0], Qt.MouseButton.LeftButton)
    assert told.args == [9]
    QTest.mouseClick(view.history.toggle, Qt.MouseButton.LeftButton)
    assert not view.history.cards[0].isVisible()


def test_a_take_that_never_changed_has_no_history(make: Make) -> None:
    view = make()
    view.show_story(page_of(told=TOLD), None, NOW)
    assert view.history is None


def test_lines_lead_to_the_country_that_the_story_is_about(make: Make) -> None:
    view = make(width=1200)
    places = [
        Country(CountryCode(code), name, (), (), "", "", "", longitude, latitude, "", ())
        for code, name, longitude, latitude in (("BR", "Brazil", -50, -10), ("KE", "Kenya", 38, 0), ("NG", "N", 8, 9))
    ]
    view.side._countries = lambda: places
    view.show_story(replace(page_of(), about=CountryCode("KE")), OPENED, NOW)
    assert view.side.about.text() == "The lines lead to Kenya, which it is about."
    assert view.side.about.isVisible()
    arcs = view.side.globe._canvas._arcs
    assert len(arcs) == 2  # of Japan nobody knows the place here, and Kenya is told about
    assert {told for _, told in arcs} == {unit(38, 0)}
    view.show_story(page_of(), OPENED, NOW)
    assert not view.side.globe._canvas._arcs
    assert not view.side.about.isVisible()


def test_a_card_that_is_squeezed_is_painted_without_a_word_of_qt(qtbot: QtBot) -> None:
    card = QuoteCard(quote(1, "KE", "The goal never was."), "The Gazette", label="Kenya Protests", kind=1)
    qtbot.addWidget(card)
    card.resize(480, 10)  # as while a window is laid out that is too small
    assert not card.grab().isNull()


class Windows(QObject):
    """Which widgets became windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_of_a_story_is_a_window_for_a_moment(make: Make, qapp: QApplication) -> None:
    """Such a window flashes up, and takes the keyboard from the window that it should have been a part of."""
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        view = make()
        view.show_story(page_of(takes=TAKES, told=TOLD), OPENED, NOW)
    finally:
        qapp.removeEventFilter(windows)
    assert windows.shown == ["StoryView"]


def test_a_headline_of_one_line_leaves_no_room_below_it(make: Make) -> None:
    long = row(7, "KE", "The harbour treaty and what the masters of forty-six small ports make of it. " * 2)
    view = make()
    view.show_story(page_of((FOUND[0], RelatedArticle(long, ("harbour",), 0.3))), OPENED, NOW)
    view.grab()  # lays it out

    opened, both = coverage_cards(view)
    heights = {button.toolTip(): button.height() for button in both.buttons}
    assert heights[long.title] - heights[FOUND[0].row.title] >= 15
    assert opened.height() <= opened.sizeHint().height()
