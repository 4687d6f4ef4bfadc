"""Fonts, icons and the dress of the application."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app import assets
from desktop_app.ui.theme import fonts, icons
from desktop_app.ui.theme.sheet import style_sheet
from desktop_app.ui.theme.style import ThemeFollower, apply_theme, current_theme, system_theme
from desktop_app.ui.theme.tokens import THEMES

ICONS = sorted(path.stem for path in assets.path("icons").glob("*.svg"))


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setStyleSheet("")
    qapp.setProperty("overviewTheme", None)
    qapp.setPalette(qapp.style().standardPalette())


@pytest.mark.usefixtures("app")
def test_the_shipped_fonts_load_with_their_weights() -> None:
    assert fonts.load_fonts() == ()
    assert set(QFontDatabase.styles(fonts.UI_FAMILY)) == {"Regular", "Medium", "SemiBold"}
    for weight in (400, 500, 600):
        info = QFontInfo(fonts.ui_font(15, weight))
        assert (info.family(), info.weight(), info.pixelSize()) == (fonts.UI_FAMILY, weight, 15)
    assert QFontInfo(fonts.text_font(19)).family() == fonts.TEXT_FAMILY
    assert QFontInfo(fonts.text_font(19, is_italic=True)).italic()
    assert QFontInfo(fonts.text_font(34, 600)).family() == fonts.DISPLAY_FAMILY


def test_the_fonts_are_small_and_have_their_licences() -> None:
    folder = assets.path("fonts")
    assert sum(path.stat().st_size for path in folder.glob("*.ttf")) <= 2 * 1024 * 1024
    for licence in ("Inter-OFL.txt", "SourceSerif4-OFL.txt", "AtkinsonHyperlegibleNext-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (folder / licence).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in ICONS if "-on-" not in name])
@pytest.mark.usefixtures("app")
def test_an_icon_is_drawn_in_its_colour_and_size(name: str) -> None:
    drawn = icons.pixmap(name, "#FF0000", 24, 2.0)
    image = drawn.toImage()
    assert (image.width(), image.height(), drawn.devicePixelRatio()) == (48, 48, 2.0)
    colours = {
        image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250
    }
    assert colours == {"#ff0000"}


@pytest.mark.usefixtures("app")
def test_icons_are_kept_and_a_wrong_name_is_told() -> None:
    assert icons.icon("star", "#FF0000") is icons.icon("star", "#FF0000")
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#FF0000", 24)


def test_the_sheet_is_filled_in_and_its_pictures_exist() -> None:
    for each in THEMES.values():
        sheet = style_sheet(each)
        assert "%(" not in sheet
        assert sheet.count("{") == sheet.count("}")
        pictures = re.findall(r'url\("([^"]+)"\)', sheet)
        assert pictures
        assert all(Path(picture).is_file() for picture in pictures)


def test_a_theme_dresses_the_application(app: QApplication) -> None:
    assert current_theme().name == "paper"
    apply_theme(app, THEMES["ink"])
    assert current_theme().name == "ink"
    assert app.palette().color(QPalette.ColorRole.Base).name().upper() == THEMES["ink"].surface


def test_the_follower_wears_the_choice_and_tells_changes(app: QApplication) -> None:
    follower = ThemeFollower(app, "sepia")
    told: list[object] = []
    follower.changed.connect(told.append)
    assert follower.theme.name == "sepia"
    follower.choose("sepia")
    assert told == []
    follower.choose("ink")
    assert told == [THEMES["ink"]]
    follower.choose("system")
    assert follower.theme.name == system_theme(app)
    follower._on_scheme_changed(Qt.ColorScheme.Unknown)
    assert follower.theme.name == system_theme(app)


def test_the_theme_imports_nothing_slow() -> None:
    code = (
        "import sys, desktop_app.ui.theme.style, desktop_app.ui.theme.icons, desktop_app.ui.articles.view, "
        "desktop_app.ui.pictures; "
        "slow = {'PySide6.QtSvg', 'PySide6.QtNetwork', 'PySide6.QtTest', 'numpy', 'requests', 'lxml', 'feedparser'}; "
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
