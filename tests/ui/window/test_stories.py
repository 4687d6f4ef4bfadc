"""The screens about stories, in the demo world, with real clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop_app import settings as settings_file
from desktop_app.model.country import CountryCode
from desktop_app.model.events import FeedsChanged
from desktop_app.ui.screens.headline import HeadlineButton
from desktop_app.ui.screens.layers import STORY
from desktop_app.ui.stories.coverage_card import CoverageCard
from desktop_app.ui.stories.list import StoryList
from desktop_app.ui.stories.quote_card import QuoteCard
from desktop_app.ui.stories.screens import BlindSpotsScreen, EditionScreen
from desktop_app.ui.stories.story_chooser import StoryPanel
from desktop_app.ui.stories.story_view import StoryView
from tests.ui.window.desk import CALM, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


def listed(desk: Desk, name: str) -> StoryList:
    """The list of a screen, once it has its cards."""
    shown = desk.window.stories.screen(name).list
    desk.wait(lambda: shown.cards and not shown._waiting)
    return shown


def test_the_edition_is_read_to_its_end_and_left(desk: Desk) -> None:
    desk.key(Qt.Key.Key_2, CONTROL)
    assert desk.window.screen_name == "edition"
    cards = listed(desk, "edition").cards
    assert len(cards) == 12
    countries = [card.story.countries[0] for card in cards]
    assert max(countries.count(code) for code in countries) <= 4
    screen = desk.window.stories.screen("edition")
    assert isinstance(screen, EditionScreen)
    screen.list.area.ensureWidgetVisible(screen.done)
    desk.click(screen.done)
    assert desk.window.screen_name == "world"


def test_a_story_is_exported_with_its_takes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.core.paths.settings.parent / "treaty.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "Markdown (*.md)"))
    desk.key(Qt.Key.Key_3, CONTROL)
    treaty = next(card for card in listed(desk, "stories").cards if "Harbour Treaty" in card.story.title)
    treaty.setFocus()
    desk.key(Qt.Key.Key_Return)
    story = desk.window.stories.story()
    desk.wait(lambda: story.cards)

    desk.click(story.export)

    desk.wait(target.exists)
    desk.wait(lambda: "written to treaty.md" in desk.window.status.notice.text())
    told = target.read_text(encoding="utf-8")
    assert "### Nigeria Opposes Blue Harbour Treaty" in told and "## The World’s Current Take" in told


def test_from_the_list_to_a_story_to_an_article_and_back(desk: Desk) -> None:
    desk.key(Qt.Key.Key_3, CONTROL)
    cards = listed(desk, "stories").cards
    treaty = next(card for card in cards if "Harbour Treaty" in card.story.title)
    treaty.setFocus()
    desk.key(Qt.Key.Key_Return)
    story = desk.window.stories.story()
    desk.wait(lambda: story.cards)
    assert desk.window.screen_name == "story"
    assert story.title.text() == treaty.story.title
    labels = [card.label for card in story.cards if isinstance(card, QuoteCard) and card.label]
    assert labels == ["Nigeria Opposes Blue Harbour Treaty", "South Africa Welcomes Blue Harbour Treaty"]
    said = next(card for card in story.cards if isinstance(card, QuoteCard) and card.label)
    said.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.screen_name == "country")
    assert desk.shown().row.id == said.quote.article
    assert desk.shown().row.country == "NG"


def test_escape_goes_back_to_the_list_and_to_the_globe(desk: Desk) -> None:
    desk.window.show_screen("stories")
    shown = listed(desk, "stories")
    desk.click(shown.cards[0])
    desk.wait(lambda: desk.window.stories.story().cards)
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.screen_name == "stories"
    assert shown.focusWidget() is shown.cards[0]
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.screen_name == "world"


def test_takes_side_by_side(desk: Desk) -> None:
    desk.window.show_screen("stories")
    treaty = next(card for card in listed(desk, "stories").cards if "Harbour Treaty" in card.story.title)
    desk.click(treaty)
    story = desk.window.stories.story()
    desk.wait(lambda: story.compare is not None)
    desk.key("c")
    desk.wait(lambda: story.compared is not None and story.compared.isVisible())
    assert story.compared is not None
    assert [column.accessibleName() for column in story.compared.columns] == [
        "Nigeria Opposes Blue Harbour Treaty",
        "South Africa Welcomes Blue Harbour Treaty",
    ]
    assert not any(card.isVisible() for card in story.cards if isinstance(card, QuoteCard) and card.label)
    desk.key("c")
    assert not story.compared.isVisible()


def test_whose_blind_spots_is_chosen_and_remembered(desk: Desk) -> None:
    desk.key(Qt.Key.Key_4, CONTROL)
    screen = desk.window.stories.screen("blind-spots")
    assert isinstance(screen, BlindSpotsScreen)
    assert screen.chosen == "US"
    for card in listed(desk, "blind-spots").cards:
        assert CountryCode("US") not in card.story.countries
        assert card.story.remark.startswith(f"{len(card.story.countries)} countries, 0 of your 2 sources")
    screen.press.setCurrentIndex(screen.press.findData("FR"))
    desk.wait(lambda: screen.list.cards or screen.list.empty.isVisible())
    assert all("France" in card.story.remark for card in screen.list.cards)
    assert settings_file.load(desk.core.paths.settings).press == "FR"


def test_what_is_missing_elsewhere_by_click_and_key(desk: Desk) -> None:
    desk.window.show_screen("blind-spots")
    screen = desk.window.stories.screen("blind-spots")
    assert isinstance(screen, BlindSpotsScreen)
    assert [screen.kinds.tabText(n) for n in range(4)] == ["Blind spots", "Late here", "Only here", "Told by one"]
    listed(desk, "blind-spots")
    desk.click(screen.kinds, screen.kinds.tabRect(2).center())
    desk.wait(screen.list.empty.isVisible)
    assert screen.list.empty.accessibleName().startswith("United States: nothing that only its press tells.")
    assert screen.rule.text().startswith("The mirror")
    screen.kinds.setFocus()
    desk.key(Qt.Key.Key_Right)
    desk.wait(lambda: screen.list.cards or screen.list.empty.isVisible())
    assert not screen.press.isVisible()
    for card in screen.list.cards:
        assert len(card.story.countries) == 1 and "none in the" in card.story.remark
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.screen_name == "world"


def test_ones_own_press_may_be_that_of_a_region(desk: Desk) -> None:
    desk.window.show_screen("blind-spots")
    screen = desk.window.stories.screen("blind-spots")
    assert isinstance(screen, BlindSpotsScreen)
    screen.press.setCurrentIndex(screen.press.findText("All of Asia"))
    desk.wait(lambda: screen.list.cards or screen.list.empty.isVisible())
    assert all("in Asia" in card.story.remark for card in screen.list.cards)
    assert settings_file.load(desk.core.paths.settings).press == "Asia"
    story = next(s for s in desk.view.stories(60) if "JP" not in s.countries and len(s.countries) > 4)
    asian = desk.view.story(story.id, "Asia")
    assert asian is not None and ("in Asia" in asian.blind_spot or not asian.blind_spot)


def test_what_others_tell_about_a_country_and_its_stories(desk: Desk) -> None:
    desk.open_country("CL")
    tabs = desk.window.country_screen().tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["From Chile", "About Chile", "Stories", "Press"]
    desk.click(tabs, tabs.tabRect(1).center())
    desk.wait(lambda: desk.pane.model.rowCount() > 0)
    shown = (desk.pane.model.id_at(n) for n in range(desk.pane.model.rowCount()))
    rows = desk.view.rows([article for article in shown if article is not None])
    assert rows and all(row.country != "CL" for row in rows)
    desk.click(tabs, tabs.tabRect(2).center())
    stories = desk.window.country_screen().stories
    desk.wait(lambda: stories.cards and not stories._waiting)
    assert all(CountryCode("CL") in card.story.countries for card in stories.cards)
    desk.click(tabs, tabs.tabRect(0).center())
    desk.wait(lambda: desk.pane.model.rowCount() == len(desk.rows("CL")))


def test_why_nobody_tells_about_a_country_stays_said_while_its_sources_are_read(desk: Desk) -> None:
    desk.open_country("VC")
    tabs = desk.window.country_screen().tabs
    desk.click(tabs, tabs.tabRect(1).center())
    desk.wait(desk.pane.empty.isVisible)
    said = desk.pane.empty.accessibleName()
    assert said.startswith("No other press tells of")

    told: list[object] = []
    desk.context.bridge.feeds_changed.connect(told.append)
    desk.core.hub.publish(FeedsChanged(frozenset({CountryCode("VC")})))
    desk.wait(lambda: told)

    assert desk.pane.empty.accessibleName() == said


def test_blind_spots_are_those_of_the_press_that_was_chosen_elsewhere(desk: Desk) -> None:
    desk.window.show_screen("blind-spots")
    screen = desk.window.stories.screen("blind-spots")
    assert isinstance(screen, BlindSpotsScreen)
    listed(desk, "blind-spots")
    desk.window.apply(replace(CALM, home_country="FR"))
    assert screen.chosen == "FR"
    desk.wait(lambda: screen.list.cards or screen.list.empty.isVisible())
    assert all("France" in card.story.remark for card in screen.list.cards)


def test_what_is_not_the_same_story_is_taken_out_and_put_back(desk: Desk) -> None:
    desk.core._story_keeper.begin()
    desk.window.show_screen("stories")
    treaty = next(card for card in listed(desk, "stories").cards if "Harbour Treaty" in card.story.title)
    desk.click(treaty)
    story = desk.window.stories.story()

    def headlines() -> list[str]:
        cards = [card for card in story.cards if isinstance(card, CoverageCard)]
        return [button.accessibleName() for card in cards for button in card.buttons]

    desk.wait(headlines)
    before = headlines()
    last = [card for card in story.cards if isinstance(card, CoverageCard)][-1].buttons[-1]
    name = last.accessibleName()
    last.setFocus()
    desk.key(Qt.Key.Key_Delete)
    desk.wait(lambda: headlines() and name not in headlines())
    assert len(headlines()) == len(before) - 1
    assert "Taken out" in desk.window.status.notice.text()
    desk.click(desk.window.status.undo)
    desk.wait(lambda: name in headlines())
    assert sorted(headlines()) == sorted(before)


def open_treaty(desk: Desk) -> StoryView:
    desk.window.show_screen("stories")
    treaty = next(card for card in listed(desk, "stories").cards if "Harbour Treaty" in card.story.title)
    desk.click(treaty)
    story = desk.window.stories.story()
    desk.wait(lambda: story.cards)
    return story


def chooser(desk: Desk) -> StoryPanel:
    (shown,) = (found for found in desk.window.findChildren(StoryPanel) if found.isVisible())
    return shown


def titles(shown: StoryPanel) -> list[str]:
    return [shown.list.item(n).text().split("\n")[0] for n in range(shown.list.count())]


def test_a_story_that_nobody_else_told_yet_is_shown_when_somebody_does(desk: Desk) -> None:
    desk.key(Qt.Key.Key_3, CONTROL)
    listed(desk, "stories")
    alone, told = desk.view.alone(1)[0], desk.view.stories(1)[0]
    shown = desk.window.stories.story()
    desk.window.stories.open_of(alone)
    desk.wait(lambda: shown.is_empty)

    desk.core.library.put_in_story_of((alone.id,), desk.view.members(told.id)[0])  # as if it had been found out

    desk.wait(lambda: shown.cards)
    assert shown.title.text() == alone.title
    layers = desk.window.world.layers
    layers.choose(STORY)
    assert layers.name == STORY
    assert layers.words(alone.country) != "does not tell the story"


def test_an_article_is_put_into_another_story_and_back(desk: Desk) -> None:
    story = open_treaty(desk)
    row = story.findChildren(CoverageCard)[-1].buttons[-1]
    name, before = row.accessibleName(), len(story.findChildren(HeadlineButton))
    row.actions()[1].trigger()
    shown = chooser(desk)
    desk.wait(lambda: titles(shown))
    assert not any("Harbour Treaty" in title for title in titles(shown))
    assert not any("1 others" in shown.list.item(n).text() for n in range(shown.list.count()))
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: story.cards and name not in [b.accessibleName() for b in story.findChildren(HeadlineButton)])
    assert desk.window.status.notice.text() == "Put into that story"
    desk.click(desk.window.status.undo)
    desk.wait(lambda: story.cards and len(story.findChildren(HeadlineButton)) == before)


def test_two_stories_are_made_one_by_typing_the_other(desk: Desk) -> None:
    story = open_treaty(desk)
    own = {article for card in story.findChildren(CoverageCard) for article in card.coverage.articles}
    desk.click(story.same)
    shown = chooser(desk)
    shown.field.setText("zzzz")
    desk.wait(shown.nothing.isVisible)
    shown.field.setText("cable")
    desk.wait(lambda: titles(shown) and "able" in titles(shown)[0])
    chosen = shown.list.item(0).data(Qt.ItemDataRole.UserRole).story
    before = desk.view.story(chosen)
    assert before is not None
    desk.key(Qt.Key.Key_Return)

    def articles() -> int:
        found = desk.view.story(chosen)
        return found.summary.articles if found is not None else 0

    desk.wait(lambda: story.cards and story.told_by.isVisible() and articles() == len(own) + before.summary.articles)
    desk.click(desk.window.status.undo)
    desk.wait(lambda: articles() == before.summary.articles)
