"""Settings take effect at once and last; the window comes back as it was left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from desktop_app import settings as settings_file
from desktop_app.model.country import CountryCode
from desktop_app.settings import Settings
from desktop_app.ui.screens.world import WorldScreen
from desktop_app.ui.settings_dialog import SettingsDialog
from tests.ui.window.conftest import Demo, OpenDesk, Start
from tests.ui.window.desk import CALM, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(desk: Desk) -> SettingsDialog:
    """The settings, which go with the window."""
    desk.key(Qt.Key.Key_Comma, CONTROL)
    dialog = desk.child("settingsDialog")
    assert isinstance(dialog, SettingsDialog) and dialog.isVisible()
    return dialog


def choice(dialog: SettingsDialog, name: str) -> QComboBox:
    box = dialog.findChild(QComboBox, name)
    assert isinstance(box, QComboBox)
    return box


def stored(desk: Desk) -> Settings:
    return settings_file.load(desk.core.paths.settings)


def tile(dialog: QWidget, name: str) -> QRadioButton:
    found = dialog.findChild(QRadioButton, name)
    assert found is not None
    return found


def test_another_theme_is_worn_at_once_and_kept(desk: Desk, dialog: SettingsDialog) -> None:
    for name in ("Ink", "Sepia", "Contrast", "Paper"):
        QTest.mouseClick(tile(dialog, f"Theme: {name}"), Qt.MouseButton.LeftButton)
        assert desk.theme.theme.name == name.lower()
        assert stored(desk).theme == name.lower()


def test_the_specimen_shows_each_choice_of_type(desk: Desk, dialog: SettingsDialog) -> None:
    specimen = dialog.appearance.specimen
    for name in ("Typeface: Hyperlegible", "Lines: Loose", "Edge: Straight", "Theme: Ink"):
        before = specimen.grab().toImage()
        QTest.mouseClick(tile(dialog, name), Qt.MouseButton.LeftButton)
        assert specimen.grab().toImage() != before, name
    kept = stored(desk)
    assert (kept.text_face, kept.text_spacing, kept.text_justified, kept.theme) == (
        "hyperlegible",
        "loose",
        True,
        "ink",
    )


def test_pages_of_the_settings_know_what_was_chosen_on_the_others(desk: Desk, dialog: SettingsDialog) -> None:
    QTest.mouseClick(tile(dialog, "Lines: Loose"), Qt.MouseButton.LeftButton)
    box = choice(dialog, "fullTextChoice")
    box.setCurrentIndex(box.findData("never"))
    home = choice(dialog, "homeChoice")
    home.setCurrentIndex(home.findData("NZ"))
    QTest.mouseClick(dialog.appearance.panel.larger, Qt.MouseButton.LeftButton)
    kept = stored(desk)
    assert (kept.text_spacing, kept.full_text, kept.home_country, kept.text_size_px) == ("loose", "never", "NZ", 20)


def test_what_is_fetched_ahead_is_a_choice(desk: Desk, dialog: SettingsDialog) -> None:
    for name in ("aheadStarred", "aheadFollowed"):
        box = dialog.findChild(QCheckBox, name)
        assert box is not None and box.accessibleName().startswith("Fetch ahead: ")
        box.click()
    kept = stored(desk)
    assert (kept.ahead_starred, kept.ahead_followed) == (False, True)


def test_fewer_pictures_take_effect_at_once(desk: Desk, dialog: SettingsDialog) -> None:
    box = choice(dialog, "picturesChoice")
    box.setCurrentIndex(box.findData("never"))
    assert stored(desk).pictures == "never"
    assert desk.context.pictures.is_missing("https://anything.example/1.jpg")


def test_a_theme_of_the_reader_is_that_of_all(desk: Desk) -> None:
    desk.open_country("CL")
    desk.key("j")
    desk.pane.reader.show_type_popover()
    QTest.mouseClick(tile(desk.window, "Theme: Sepia"), Qt.MouseButton.LeftButton)
    assert desk.theme.theme.name == "sepia" and stored(desk).theme == "sepia"
    assert desk.pane.reader.type_popover.isVisible()


def test_my_country_is_where_the_home_key_goes(desk: Desk, dialog: SettingsDialog) -> None:
    box = choice(dialog, "homeChoice")
    box.setCurrentIndex(box.findData("NZ"))
    dialog.close()
    desk.window.activateWindow()
    desk.window.world.globe.setFocus()
    desk.key(Qt.Key.Key_Home)
    assert desk.window.world.selected == "NZ"
    assert stored(desk).home_country == "NZ"


def test_the_home_key_goes_by_the_clock_where_no_country_was_chosen(
    starts: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    for _ in ("first start", "second start"):
        with starts() as desk:
            desk.window.world.globe.select(CountryCode("CL"))
            desk.window.world.globe.setFocus()
            desk.key(Qt.Key.Key_Home)
            assert desk.window.world.selected == "JP"
    with starts(replace(CALM, home_country="NZ")) as desk:
        desk.window.apply(CALM)
        desk.window.world.globe.setFocus()
        desk.key(Qt.Key.Key_Home)
        assert desk.window.world.selected == "JP"


def test_every_page_of_the_settings_opens(dialog: SettingsDialog) -> None:
    for row in range(dialog.topics.count()):
        dialog.topics.setCurrentRow(row)
        assert dialog.pages.currentIndex() == row
        page = dialog.pages.currentWidget()
        assert page is not None and not page.grab().isNull()


def test_larger_text_is_larger_in_an_open_article_and_kept(desk: Desk) -> None:
    desk.open_country("CL")
    desk.key("j")
    before = desk.pane.reader.style_of_reading.size_px
    desk.key(Qt.Key.Key_Plus, CONTROL)
    assert desk.pane.reader.style_of_reading.size_px > before
    assert stored(desk).text_size_px == desk.pane.reader.style_of_reading.size_px


def test_all_readers_have_the_same_type(desk: Desk) -> None:
    desk.open_country("CL")
    desk.window.show_screen("saved")
    desk.window.apply(Settings(text_size_px=24))
    assert {pane.reader.style_of_reading.size_px for pane in desk.window.panes()} == {24}


def test_a_theme_for_this_time_only_outlasts_other_settings(desk: Desk) -> None:
    desk.theme.choose("ink")  # as --theme does
    desk.window.apply(replace(CALM, text_size_px=22))
    assert desk.theme.theme.name == "ink"
    desk.window.apply(replace(CALM, theme="sepia"))
    assert desk.theme.theme.name == "sepia"


def test_an_article_survives_every_theme(desk: Desk) -> None:
    desk.open_country("EG")
    desk.key("j")
    article = desk.pane.reader.article_id
    for name in ("ink", "sepia", "contrast", "paper"):
        desk.theme.choose(name)
        assert desk.pane.reader.article_id == article


def test_every_screen_is_painted_in_every_theme(desk: Desk) -> None:
    for name in ("ink", "sepia", "contrast", "paper"):
        desk.theme.choose(name)
        for screen in ("world", "saved", "search", "sources"):
            desk.window.show_screen(screen)
            picture = desk.window.grab().toImage()
            lines = range(0, picture.height(), 9)
            colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 9) for y in lines}
            assert desk.theme.theme.bg.lower() in colours, (name, screen)
            assert len(colours) > 10, (name, screen)


# From one start to the next


def test_the_window_comes_back_as_it_was_left(starts: Start) -> None:
    with starts() as desk:
        desk.window.world.globe.select(CountryCode("EG"))
        desk.open_country("EG")
        desk.key("j")
        desk.key("j")
        desk.window.resize(960, 640)  # the screen of the tests is small, and a window is restored onto its screen
        desk.wait(lambda: desk.window.height() == 640)
        desk.pane.set_list_width(350)
        article, globe = desk.pane.reader.article_id, desk.window.world.globe.state()
    with starts() as desk:
        assert desk.window.screen_name == "country"
        assert desk.window.country_screen().code == "EG"
        assert desk.pane.reader.article_id == article
        assert desk.list.current_article() == article
        assert desk.pane.list_width() == pytest.approx(350, abs=2)
        assert (desk.window.width(), desk.window.height()) == (960, 640)
        assert desk.window.world.globe.state() == pytest.approx(globe, abs=0.01)


def test_an_article_is_opened_where_it_was_left_another_day(starts: Start) -> None:
    with starts() as desk:
        desk.window.apply(replace(CALM, text_size_px=30))
        desk.open_country("CL")
        desk.key("j")
        first = desk.pane.reader.article_id
        desk.pane.reader.restore_position(0.7)
        desk.key("j")
        desk.pane.reader.restore_position(0.5)
        second = desk.pane.reader.article_id
        places = [desk.view.place(first), desk.pane.reader.text.place()] if first else []
    with starts(replace(CALM, text_size_px=30)) as desk:
        assert first is not None and second is not None
        assert desk.pane.reader.article_id == second
        assert [desk.view.place(first), desk.view.place(second)][1] == places[1]
        desk.pane.open_article(first)
        assert desk.pane.reader.position() > 0.3


@pytest.mark.parametrize("name", ["saved", "search", "sources", "world"])
def test_the_screen_comes_back(starts: Start, name: str) -> None:
    with starts() as desk:
        desk.window.show_screen(name)
    with starts() as desk:
        assert desk.window.screen_name == name
        assert desk.window.rail.current() == name


def test_the_first_keys_are_for_the_globe(starts: Start) -> None:
    with starts() as desk:
        assert desk.window.world.globe.hasFocus()


def test_the_selected_country_comes_back(starts: Start) -> None:
    with starts() as desk:
        desk.window.world.globe.select(CountryCode("JP"))
    with starts() as desk:
        assert desk.window.world.selected == "JP"
        assert desk.window.world.list.currentIndex().data() == "Japan"


def test_the_globes_layer_and_the_flat_map_come_back(starts: Start) -> None:
    with starts() as desk:
        desk.window.world.layers.choose_next()
        desk.window.world.shape.tiles[1].click()
        assert desk.window.world.globe.is_flat
    with starts() as desk:
        assert desk.window.world.globe.is_flat
        assert desk.window.world.shape.value() is True
        assert desk.window.world.layers.name == "blind-spots"
        assert desk.window.world.layers.chooser.value() == "blind-spots"
        desk.window.world.layers.choose("no such layer")
        assert desk.window.world.layers.name == "activity"


def test_the_theme_comes_back(starts: Start) -> None:
    with starts(replace(CALM, theme="sepia")) as desk:
        assert desk.theme.theme.name == "sepia"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"geometry": 3}',
        '{"geometry": "zz", "screen": "?", "country": "?", "article": 9, "globe": [1e9, -1e9, 0], "list_width": -5}',
    ],
)
def test_a_broken_state_is_the_first_start(open_desk: OpenDesk, profile: Path, text: str, demo: Demo) -> None:
    (profile / "window.json").write_text(text, encoding="utf-8")
    desk = open_desk(demo(), profile=profile)
    assert desk.window.screen_name == "world"
    assert desk.window.world.globe.grab().width() > 0


def test_an_article_that_went_away_meanwhile_is_no_trouble(starts: Start) -> None:
    with starts() as desk:
        desk.open_country("CL")
        desk.key("j")
        state = desk.core.paths.window_state
    text = state.read_text(encoding="utf-8")
    article = str(text).split('"article": ')[1].split(",")[0]
    state.write_text(text.replace(f'"article": {article}', '"article": 987654321'), encoding="utf-8")
    with starts() as desk:
        assert desk.window.country_screen().code == "CL"
        desk.list.setFocus()
        desk.key("j")
        assert desk.pane.reader.article_id is not None


def map_of(desk: Desk) -> QImage:
    """What the globe paints, without the buttons on it."""
    globe = desk.window.world.globe
    image = QImage(globe.size(), QImage.Format.Format_RGB32)
    globe.render(image, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return image


def test_the_globe_comes_back_at_once_as_it_looked(starts: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    with starts():
        pass  # from the second start on the window has the size that the screen has room for
    with starts() as desk:
        globe = desk.window.world.globe
        desk.wait(lambda: globe.is_finished)
        before = map_of(desk)
    monkeypatch.setattr(WorldScreen, "load_map", lambda _screen: None)
    with starts() as desk:
        assert not desk.window.world.globe.loaded and map_of(desk) == before
    with starts() as desk:
        desk.theme.choose("ink")
        assert map_of(desk) != before
