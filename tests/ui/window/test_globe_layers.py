"""The layers of the World screen's globe, by clicks and keys."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QRadioButton

from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import Gap
from desktop_app.ui.borders_page import BordersPage
from tests.ui.window.desk import Desk


def tile(desk: Desk, words: str) -> QRadioButton:
    (found,) = (t for t in desk.window.world.layers.chooser.findChildren(QRadioButton) if words in t.objectName())
    return found


def test_my_reading_is_a_layer_of_the_globe_and_said_in_words(desk: Desk) -> None:
    globe = desk.window.world.globe
    desk.wait(lambda: globe.loaded and not globe.moving)
    plain = globe.grab().toImage()
    tile(desk, "My reading").click()
    assert desk.window.world.layers.name == "reading"
    assert globe.spoken_name(CountryCode("EG")) == "Egypt, 6 new articles, 1 source, you read none of it in 30 days"
    empty = globe.grab().toImage()
    assert empty != plain
    desk.core.library.mark_read((desk.rows("EG")[0].id,), is_read=True).result()
    desk.wait(lambda: "you read 1 article of it in 30 days" in globe.spoken_name(CountryCode("EG")))
    desk.wait(lambda: globe.grab().toImage() != empty)
    tile(desk, "Activity").click()
    assert globe.spoken_name(CountryCode("EG")) == "Egypt, 6 new articles, 1 source"


def test_blind_spots_are_a_layer_of_the_globe(desk: Desk) -> None:
    globe, us = desk.window.world.globe, CountryCode("US")
    desk.wait(lambda: desk.view.missed((us,)))
    missed = desk.view.missed((us,))
    assert us not in missed
    spots = desk.view.gaps(Gap.BLIND_SPOT, us)
    told = {c for spot in spots for c in spot.summary.countries}
    assert missed.keys() == told
    globe.setFocus()
    desk.key("l")
    assert desk.window.world.layers.name == "blind-spots"
    code, count = max(missed.items(), key=lambda one: one[1])
    words = f"tells {count} {'story' if count == 1 else 'stories'} that your press does not"
    desk.wait(lambda: words in globe.spoken_name(code))
    assert globe.spoken_name(us).endswith("your press")
    silent = next(c.code for c in desk.context.countries.all() if c.code not in missed and desk.rows(c.code))
    assert "your press" not in globe.spoken_name(silent) or silent == us
    desk.key("l")
    desk.key("l")
    assert desk.window.world.layers.name == "activity"


def test_a_layer_that_nobody_looks_at_is_asked_again_when_somebody_does(desk: Desk) -> None:
    layers = desk.window.world.layers
    layers.choose("reading")
    desk.open_country("CL")
    desk.core.library.mark_read((desk.rows("JP")[0].id,), is_read=True).result()
    desk.wait(lambda: layers._is_stale)
    assert not layers._counts.get(CountryCode("JP"))
    desk.window.show_screen("world")
    desk.wait(lambda: layers._counts.get(CountryCode("JP")) == 1)


def test_the_help_has_a_page_about_borders(desk: Desk) -> None:
    desk.click(desk.window.world.borders, desk.window.world.borders.rect().center())
    page = desk.child("bordersPage")
    assert isinstance(page, BordersPage)
    words = page.words.text()
    for area in ("Aksai Chin", "Crimea", "Kosovo", "Northern Cyprus", "Taiwan", "Western Sahara"):
        assert f"<b>{area}</b>: " in words
    page.close()
    desk.key("?")
    button = next(b for b in desk.child("keysDialog").findChildren(QPushButton) if b.text() == "Borders on the map")
    button.click()
    pages = [page for page in desk.window.findChildren(BordersPage) if page.isVisible()]
    assert len(pages) == 1
    pages[0].close()
