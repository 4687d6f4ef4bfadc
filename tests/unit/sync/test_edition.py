"""What the Edition is made of is got ready before it is opened: its texts in English, and its articles' pages."""

from __future__ import annotations

from desktop_app.model.article import ArticleId
from desktop_app.model.events import StoriesChanged
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.settings import Settings
from desktop_app.store import pages
from desktop_app.sync.ahead import Choice, choice_of
from desktop_app.sync.edition import ARTICLES_OF_A_STORY, articles_of_edition
from desktop_app.sync.translating import TranslatingOptions
from tests.support import stores
from tests.support.stores import DAY, NOW, tell_one_story
from tests.support.translating import MakeDesk, of

WITH_EDITION = TranslatingOptions(is_ahead=True, is_edition_ahead=True)


def test_the_most_similar_articles_of_each_story_are_its() -> None:
    with stores.store() as db:
        for number in range(1, ARTICLES_OF_A_STORY + 3):
            stores.add(db, stores.new(number), key="CL/alba" if number % 2 else "EG/nil")
        assert articles_of_edition(db, NOW) == []
        tell_one_story(db, *(ArticleId(n) for n in range(2, ARTICLES_OF_A_STORY + 3)))
        assert articles_of_edition(db, NOW) == list(range(2, ARTICLES_OF_A_STORY + 2))
        assert articles_of_edition(db, NOW + 3 * DAY) == []


def test_its_texts_are_translated_ahead_where_that_is_wanted(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2), of(3))
    desk.write(lambda db: tell_one_story(db, desk.ids[0], desk.ids[1]))
    desk.translating.apply(TranslatingOptions(is_ahead=True))
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2", "TITULO 3"])
    assert [asked for asked in desk.upper.asked if "el texto" in asked] == []
    desk.translating.apply(WITH_EDITION)
    desk.until(lambda: desk.is_whole(0) and desk.is_whole(1))
    assert not desk.is_whole(2)


def test_an_edition_that_comes_later_is_translated_when_it_does(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2), options=WITH_EDITION)
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])
    desk.write(lambda db: tell_one_story(db, *desk.ids))
    desk.translating.on_event(StoriesChanged(frozenset(desk.ids)))
    desk.until(lambda: desk.is_whole(0) and desk.is_whole(1))


def test_pages_that_were_never_reached_are_wanted() -> None:
    with stores.store() as db:
        ids = [stores.add(db, stores.new(n))[0] for n in range(1, 4)]
        pages.put(db, ids[0], SitePage(PageOutcome.FAILED, NOW, problem="offline"))
        pages.put(db, ids[1], SitePage(PageOutcome.NO_TEXT, NOW))
        assert pages.without(db, ids) == [ids[0], ids[2]]


def test_its_pages_are_fetched_ahead_by_choice_only() -> None:
    assert choice_of(Settings()) == Choice(starred=True)
    assert choice_of(Settings(ahead_edition=True)) == Choice(edition=True)
    assert choice_of(Settings(ahead_edition=True, full_text="never")) == Choice(starred=False)
