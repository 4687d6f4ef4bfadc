"""The World screen by clicks and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.model.country import CountryCode
from desktop_app.settings import Settings
from desktop_app.ui.screens import country_tabs
from desktop_app.ui.screens.headline import HeadlineButton
from tests.ui.window.conftest import Demo, OpenDesk
from tests.ui.window.desk import Desk

NAMES = ("globe", "countryPanel", "countrySearch", "syncStatus")


def button(desk: Desk, word: str) -> QPushButton:
    """The visible button of this word in the panel."""
    (found,) = (b for b in desk.window.world.panel.findChildren(QPushButton) if b.text() == word and b.isVisible())
    return found


def words(desk: Desk) -> list[str]:
    """What the panel says."""
    return [label.text() for label in desk.window.world.panel.findChildren(QLabel) if label.isVisible()]


def headlines(desk: Desk) -> list[HeadlineButton]:
    return [b for b in desk.window.world.panel.findChildren(HeadlineButton) if b.isVisible()]


def test_everything_has_the_name_that_assistive_tools_look_for(desk: Desk) -> None:
    assert desk.window.objectName() == "mainWindow"
    desk.open_country("CL")
    desk.window.show_screen("search")
    desk.window.show_settings()
    for name in (*NAMES, "articleList", "reader", "searchField", "settingsDialog"):
        assert desk.child(name).objectName() == name
    desk.child("settingsDialog").close()


def test_takes_box_has_its_name(desk: Desk) -> None:
    desk.open_country("CL")
    assert desk.child("takesBox") is not None


def test_a_click_on_a_country_shows_it_in_the_panel(desk: Desk) -> None:
    desk.click_country("EG")
    assert desk.window.world.selected == "EG"
    assert "Egypt" in words(desk)
    assert any("in Cairo" in text and "6 new" in text and "1 source" in text for text in words(desk))
    assert len(headlines(desk)) == 3
    assert desk.window.world.list.currentIndex().data() == "Egypt"


def test_the_selected_country_is_in_view_in_the_list(desk: Desk) -> None:
    desk.click_country("EG")
    rows = desk.window.world.list.visible_rows()
    assert desk.window.world.list.currentIndex().row() in rows


def test_a_country_without_press_says_so(desk: Desk) -> None:
    desk.click_country("LY")
    assert "Libya" in words(desk)
    assert not headlines(desk)
    assert any("knows no press here yet" in text for text in words(desk))


def test_typing_finds_a_country_and_enter_opens_it(desk: Desk) -> None:
    desk.window.world.search.setFocus()
    desk.type("chil")
    assert desk.window.world.selected == "CL"
    desk.key(Qt.Key.Key_Return)
    assert desk.window.screen_name == "country"
    assert desk.window.country_screen().code == "CL"
    assert desk.pane.model.rowCount() == len(desk.rows("CL")) == 5


@pytest.mark.parametrize(
    ("text", "code"), [("usa", "US"), ("日本", "JP"), ("burma", "MM"), ("مصر", "EG"), ("cote divoire", "CI")]
)
def test_other_names_find_a_country_too(desk: Desk, text: str, code: str) -> None:
    desk.window.world.search.setFocus()
    desk.window.world.search.setText(text)
    assert desk.window.world.selected == code


def test_a_name_of_nothing_is_told(desk: Desk) -> None:
    desk.window.world.search.setFocus()
    desk.type("qqqq")
    assert any("is called “qqqq”" in text for text in words(desk))
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.world.search.text() == ""
    assert not any("is called" in text for text in words(desk))


def test_arrows_in_the_search_step_through_what_was_found(desk: Desk) -> None:
    desk.window.world.search.setFocus()
    desk.type("united")
    first = desk.window.world.selected
    desk.key(Qt.Key.Key_Down)
    second = desk.window.world.selected
    assert first != second
    desk.key(Qt.Key.Key_Up)
    assert desk.window.world.selected == first


def test_a_headline_is_shown_in_the_list_whatever_was_shown_of_its_country(desk: Desk) -> None:
    desk.open_country("JP")
    country = desk.window.country_screen()
    country.tabs.setCurrentIndex(country_tabs.PRESS)
    article = desk.rows("JP")[0].id
    desk.window.show_screen("world")
    desk.window.open_headline(article)
    assert country.tabs.currentIndex() == country_tabs.FROM
    assert desk.list.hasFocus()
    assert desk.pane.reader.article_id == article


def test_the_keys_are_for_what_stands_in_the_place_of_an_empty_list(desk: Desk) -> None:
    desk.open_country("VC")
    assert desk.pane.empty.hasFocus()


def test_a_headline_opens_its_article_in_its_country(desk: Desk) -> None:
    desk.click_country("EG")
    first = desk.rows("EG")[0]
    desk.click(headlines(desk)[0])
    assert desk.window.country_screen().code == "EG"
    assert desk.pane.reader.article_id == first.id
    desk.wait(lambda: desk.article(first.id).row.is_read)


def test_following_a_country_puts_it_on_top(desk: Desk) -> None:
    desk.click_country("EG")
    desk.click(button(desk, "Follow"))
    desk.wait(lambda: "EG" in desk.view.followed())
    desk.wait(lambda: desk.window.world.list.model().index(0, 0).data() == "Egypt")
    desk.click(button(desk, "Following"))
    desk.wait(lambda: "EG" not in desk.view.followed())


def test_surprise_is_a_country_with_news(desk: Desk) -> None:
    desk.click(button(desk, "Surprise me"))
    desk.wait(lambda: desk.window.world.selected is not None)
    assert desk.window.world.selected in desk.view.activity()


def test_enter_on_the_globe_opens_and_escape_comes_back(desk: Desk) -> None:
    desk.click_country("EG")
    desk.window.world.globe.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert desk.window.screen_name == "country"
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.screen_name == "world"


def test_a_country_opened_by_name_is_under_the_reticle_afterwards(desk: Desk) -> None:
    desk.open_country("NZ")
    desk.window.show_screen("world")
    longitude, latitude, _zoom = desk.window.world.globe.state()
    zealand = desk.context.countries.get(CountryCode("NZ"))
    assert zealand is not None
    assert (longitude, latitude) == pytest.approx((zealand.longitude, zealand.latitude), abs=0.5)


def test_the_country_nearest_to_the_reticle_is_chosen_when_nobody_chose(
    open_desk: OpenDesk, profile: Path, demo: Demo
) -> None:
    desk = open_desk(demo(), profile=profile)
    desk.window.world.globe.center_on(31.0, 26.0)
    desk.window.world.read_activity()
    desk.wait(lambda: desk.window.world.selected == "EG")


def test_a_choice_of_the_user_stays(open_desk: OpenDesk, profile: Path, demo: Demo) -> None:
    desk = open_desk(demo(), profile=profile)
    desk.window.world.globe.center_on(31.0, 26.0)
    desk.window.world.globe.select(CountryCode("LY"))
    desk.window.world._pick_nearest()
    assert desk.window.world.selected == "LY"


def test_the_globe_is_painted(desk: Desk) -> None:
    desk.wait(lambda: not desk.window.world.globe.moving)
    picture: QImage = desk.window.world.globe.grab().toImage()
    colours = {picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 7)}
    assert len(colours) > 10


def test_a_small_window_has_a_narrower_panel(desk: Desk) -> None:
    wide = desk.window.world.panel.width()
    desk.window.resize(960, 600)
    desk.wait(lambda: desk.window.world.panel.width() < wide)
    assert desk.window.world.globe.width() > desk.window.world.panel.width()


# The strip of the first start

FIRST = Settings(theme="paper", reduced_motion=True)


def test_the_welcome_is_there_until_it_is_dismissed(open_desk: OpenDesk, profile: Path, demo: Demo) -> None:
    desk = open_desk(demo(), FIRST, profile=profile)
    assert desk.child("welcomeStrip").isVisible()
    desk.window.world.globe.setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.world.welcome is None
    saved = desk.core.paths.settings.read_text(encoding="utf-8")
    assert "is_welcomed = true" in saved


def test_a_choice_in_the_welcome_is_in_force_at_once_and_kept(open_desk: OpenDesk, profile: Path, demo: Demo) -> None:
    desk = open_desk(demo(), FIRST, profile=profile)
    strip = desk.window.world.welcome
    assert strip is not None
    strip.theme.setCurrentIndex(strip.theme.findData("ink"))
    strip.home.setCurrentIndex(strip.home.findData("CL"))
    assert desk.theme.theme.name == "ink"
    desk.window.world.globe.setFocus()
    desk.key(Qt.Key.Key_Home)
    assert desk.window.world.selected == "CL"
    saved = desk.core.paths.settings.read_text(encoding="utf-8")
    assert 'theme = "ink"' in saved and 'home_country = "CL"' in saved


def test_the_welcome_knows_the_languages_of_the_press(open_desk: OpenDesk, profile: Path, demo: Demo) -> None:
    desk = open_desk(demo(), FIRST, profile=profile)
    strip = desk.window.world.welcome
    assert strip is not None
    desk.wait(lambda: {"Arabic", "Chinese", "Spanish"} <= {a.text() for a in strip.languages.choices()})
    (spanish,) = (a for a in strip.languages.choices() if a.text() == "Spanish")
    spanish.trigger()
    assert strip.languages.currentText() == "English, Spanish"
    assert 'languages = ["en", "es"]' in desk.core.paths.settings.read_text(encoding="utf-8")


def test_who_was_welcomed_is_not_again(desk: Desk) -> None:
    assert desk.window.world.welcome is None


def test_back_from_a_country_the_panel_shows_it(desk: Desk) -> None:
    desk.click_country("EG")
    desk.open_country("CL")
    desk.window.show_screen("world")
    assert "Chile" in words(desk)
    assert "Egypt" not in words(desk)
    assert desk.window.world.list.currentIndex().data() == "Chile"
    desk.click_country("CL")
    assert desk.window.world.selected == "CL"


def test_a_country_shows_its_list_first_and_its_facts_soon(desk: Desk) -> None:
    desk.open_country("EG")
    screen = desk.window.country_screen()
    at_first, height = screen.facts.text(), screen.facts.height()
    desk.wait(lambda: screen.facts.text() != at_first)
    assert screen.facts.text() == f"{at_first} · 6 new · 1 source"
    assert screen.facts.height() == height


def test_who_passes_by_a_country_does_not_ask_its_sources(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(desk.context.library, "open_country", asked.append)
    for code in ("EG", "CL"):
        desk.window.open_country(code)
    desk.wait(lambda: asked)
    assert asked == ["CL"]


def test_a_long_name_does_not_push_tabs_out_of_sight(desk: Desk) -> None:
    desk.window.open_country("VC")
    tabs = desk.window.country_screen().tabs
    desk.wait(lambda: tabs.width() > 100)
    assert [tabs.tabText(n) for n in range(4)] == ["From here", "About it", "Stories", "Press"]
    assert tabs.accessibleTabName(0) == "From Saint Vincent and the Grenadines"
    assert tabs.tabRect(3).right() <= tabs.width()
    tabs.resize(tabs.width() + 600, tabs.height())
    assert tabs.tabText(1) == "About Saint Vincent and the Grenadines"
