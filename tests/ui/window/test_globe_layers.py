"""The layers of the World screen's globe, by clicks and keys."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from desktop_app.library.importing import import_file
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import Gap
from desktop_app.ui.borders_page import BordersPage
from desktop_app.ui.map.layer import Palette
from desktop_app.ui.screens.headline import HeadlineButton
from desktop_app.ui.screens.layers import NO_STORY
from tests.ui.window.conftest import Demo, OpenDesk
from tests.ui.window.desk import CALM, Desk

EG = CountryCode("EG")


def tile(desk: Desk, words: str) -> QRadioButton:
    (found,) = (t for t in desk.window.world.layers.chooser.findChildren(QRadioButton) if words in t.objectName())
    return found


def test_my_reading_is_a_layer_of_the_globe_and_said_in_words(desk: Desk) -> None:
    globe = desk.window.world.globe
    desk.wait(lambda: globe.loaded and not (globe.moving or globe.is_redrawing))
    plain = globe.grab().toImage()
    tile(desk, "My reading").click()
    assert desk.window.world.layers.name == "reading"
    assert globe.spoken_name(EG).startswith("Egypt, 6 new articles, 1 source, you read none of it in 30 days, ")
    empty = globe.grab().toImage()
    assert empty != plain
    desk.core.library.mark_read((desk.rows("EG")[0].id,), is_read=True).result()
    desk.wait(lambda: "you read 1 article of it in 30 days" in globe.spoken_name(CountryCode("EG")))
    desk.wait(lambda: globe.grab().toImage() != empty)
    tile(desk, "Activity").click()
    assert globe.spoken_name(EG).startswith("Egypt, 6 new articles, 1 source, leading story: ")


def test_blind_spots_are_a_layer_of_the_globe(desk: Desk) -> None:
    globe, us = desk.window.world.globe, CountryCode("US")
    desk.wait(lambda: desk.view.missed((us,)))
    missed = desk.view.missed((us,))
    assert us not in missed
    told = {country for spot in desk.view.gaps(Gap.BLIND_SPOT, "US") for country in spot.summary.countries}
    assert missed.keys() == told
    globe.setFocus()
    desk.key("l")
    assert desk.window.world.layers.name == "blind-spots"
    code, count = max(missed.items(), key=lambda one: one[1])
    words = f"tells {count} {'story' if count == 1 else 'stories'} that your press does not"
    desk.wait(lambda: words in globe.spoken_name(code))
    assert ", your press" in globe.spoken_name(us)
    silent = next(c.code for c in desk.context.countries.all() if c.code not in {*missed, us} and desk.rows(c.code))
    assert "your press" not in globe.spoken_name(silent)
    desk.key("l")
    desk.key("l")
    assert desk.window.world.layers.name == "activity"


def test_a_layer_that_nobody_looks_at_is_asked_again_when_somebody_does(desk: Desk) -> None:
    layers = desk.window.world.layers
    desk.wait(lambda: desk.window.world.globe.loaded)
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


def test_the_globe_says_what_a_country_leads_with(desk: Desk) -> None:
    first = desk.rows("EG")[0].title
    assert desk.window.world.globe.spoken_name(EG) == f"Egypt, 6 new articles, 1 source, leading story: {first}"
    libya = desk.window.world.globe.spoken_name(CountryCode("LY"))
    assert "leading" not in libya


def old_news(desk: Desk, days_ago: float, title: str) -> None:
    line = {"title": title, "body": "So it was.", "country": "EG", "source": "The Old Paper", "lang": "en"}
    at = datetime.fromtimestamp(desk.context.now() - days_ago * 86_400, UTC)
    file = io.BytesIO(
        json.dumps(line | {"published": at.isoformat(), "url": f"https://old.example/{days_ago}"}).encode()
    )
    import_file(desk.core.library, file, desk.core.paths.user_copy, print)


def test_a_slider_replays_what_countries_led_with_day_by_day(desk: Desk) -> None:
    world = desk.window.world
    world.replay.show_days(desk.context.now() - 1000, desk.context.now())
    assert not world.replay.isVisible()  # all that is there is of one day
    old_news(desk, 24.5, "The bridge opens")
    old_news(desk, 25.2, "The bridge is tested")
    desk.wait(lambda: world.replay.slider.minimum() == -25)
    assert world.replay.isVisible()
    desk.click_country("EG")
    desk.wait(lambda: not world.globe.is_redrawing and not world.globe.is_draft)
    today = world.globe.grab().toImage()
    world.replay.slider.setFocus()
    world.replay.slider.setValue(-23)
    desk.key(Qt.Key.Key_Left)
    assert world.replay.days_ago == 24
    desk.wait(lambda: shown(desk) == ["The bridge opens"])
    facts = " ".join(label.text() for label in world.card.findChildren(QLabel))
    assert f"1 on {world.replay.words.text()}" in facts
    assert world.globe.spoken_name(EG).endswith("leading story: The bridge opens")
    desk.wait(lambda: world.globe.grab().toImage() != today)
    desk.key(Qt.Key.Key_Home)
    desk.wait(lambda: shown(desk) == ["The bridge is tested"])
    desk.key(Qt.Key.Key_End)
    desk.wait(lambda: len(shown(desk)) == 3)
    assert world.replay.words.text() == "Last 24 hours"


def shown(desk: Desk) -> list[str]:
    buttons = desk.window.world.card.findChildren(HeadlineButton)
    return [button.toolTip() for button in buttons if button.isVisible()]


def test_the_replay_goes_by_itself_to_the_last_day_and_stops(desk: Desk) -> None:
    replay = desk.window.world.replay
    old_news(desk, 9.5, "The bridge opens")
    desk.wait(lambda: replay.slider.minimum() == -9)
    replay._steps.setInterval(1)
    desk.click(replay.play, replay.play.rect().center())
    assert 0 < replay.days_ago <= 9
    desk.wait(lambda: not replay.is_playing)
    assert replay.days_ago == 0
    desk.click(replay.play, replay.play.rect().center())
    desk.open_country("CL")
    assert not replay.is_playing
    desk.window.show_screen("world")
    tile(desk, "Blind spots").click()  # another layer is of now
    assert replay.days_ago == 0


def test_rings_spread_where_a_pass_brought_news_when_it_is_over(open_desk: OpenDesk, demo: Demo) -> None:
    desk = open_desk(demo(), replace(CALM, reduced_motion=False), sync_at_once=True)
    finished: list[object] = []
    desk.context.bridge.sync_finished.connect(finished.append)
    pulses = desk.window.world.globe.pulses
    while not finished:
        assert not pulses.active
        desk.bot.wait(5)
    desk.wait(lambda: pulses.active)


def test_the_story_that_was_opened_last_is_a_layer_of_the_globe(desk: Desk) -> None:
    world, ng, za = desk.window.world, CountryCode("NG"), CountryCode("ZA")
    this_story = tile(desk, "This story")
    desk.wait(lambda: world.globe.loaded)
    assert not this_story.isEnabled()
    assert this_story.accessibleDescription() == this_story.toolTip() == NO_STORY
    for expected in ("blind-spots", "reading", "activity"):
        world.layers.choose_next()
        assert world.layers.name == expected
    open_treaty(desk)
    desk.window.show_screen("world")
    assert this_story.isEnabled()
    assert this_story.toolTip() != NO_STORY
    plain = world.globe.grab().toImage()
    desk.click(this_story, this_story.rect().center())
    assert world.layers.name == "story"
    assert ", tells the story, with the take South Africa Welcomes Blue Harbour Treaty" in world.globe.spoken_name(za)
    assert ", tells the story, with the take Nigeria Opposes Blue Harbour Treaty" in world.globe.spoken_name(ng)
    told = world.globe._canvas._layer.classes
    silent = next(c.code for c in desk.context.countries.all() if c.code not in told and desk.rows(c.code))
    assert ", does not tell the story" in world.globe.spoken_name(silent)
    desk.wait(lambda: not (world.globe.moving or world.globe.is_redrawing))
    assert world.globe.grab().toImage() != plain
    layer = world.globe._canvas._layer
    assert layer.palette is Palette.TAKES
    assert layer.swatches[0].words == "Nigeria Opposes Blue Harbour Treaty (1 country)"
    world.globe.setFocus()
    desk.key("l")
    assert world.layers.name == "activity"
    assert not world.globe._canvas._arcs
    for _ in range(3):
        desk.key("l")
    assert world.layers.name == "story"


def open_treaty(desk: Desk) -> None:
    desk.window.show_screen("stories")
    shown = desk.window.stories.screen("stories").list
    desk.wait(lambda: shown.cards and not shown._waiting)
    desk.click(next(card for card in shown.cards if "Harbour Treaty" in card.story.title))
    desk.wait(lambda: desk.window.stories.story().cards)


def test_without_a_story_its_remembered_layer_is_the_activity(desk: Desk) -> None:
    desk.window.world.layers.choose("story")
    assert desk.window.world.layers.name == "activity"
