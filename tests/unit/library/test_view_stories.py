from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.library.view import View
from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import ToldAbout
from desktop_app.store import search, stories
from desktop_app.sync.grouping import group_waiting
from tests.support import stores

TOLD = "Customs officers in Santiago refuse the harbour treaty of Chile"
CL, JP, EG = (CountryCode(code) for code in ("CL", "JP", "EG"))


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    database = tmp_path / "overview.db"
    with stores.store(database) as db:
        stores.add(db, stores.new(1, TOLD), key="CL/alba")
        for number, key in ((2, "JP/asahi"), (3, "EG/nil")):
            stores.add(db, stores.new(number, TOLD if number == 2 else "Turtles return to the beach"), key=key)
        search.index_waiting(db, 9)
    grouped = group_waiting(str(database), stores.NOW, 10)
    assert grouped is not None
    with stores.store(database) as db:
        assert stories.keep(db, grouped, stores.NOW)
    with closing(View(database, lambda: stores.NOW)) as view:
        yield view


def test_the_story_of_an_article(view: View) -> None:
    page = view.story_of(ArticleId(1))
    assert page is not None
    assert {row.id for row in page.rows} == {1, 2}
    assert all(related.shared and 0.28 <= related.similarity <= 1 for related in page.articles)
    assert set(page.summary.countries) == {CL, JP}
    assert view.story(page.summary.id) == page


def test_what_nobody_else_tells_is_no_story(view: View) -> None:
    assert view.story_of(ArticleId(3)) is None
    assert view.story_of(ArticleId(99)) is None


def test_stories_of_a_press(view: View) -> None:
    (story,) = view.stories()
    assert view.stories(press=JP) == view.stories(press=CL) == (story,)
    assert view.stories(press=EG) == ()


def test_what_is_told_about_a_country_by_all_and_by_others(view: View) -> None:
    everybodys, others = ToldAbout(CL), ToldAbout(CL, is_others_only=True)
    assert {row.id for row in view.page(everybodys, None)} == set(view.ids(everybodys)) == {1, 2}
    assert [row.country for row in view.page(others, None)] == [JP]
    assert list(view.ids(others)) == [2]
    assert view.page(ToldAbout(EG), None) == ()


def test_search_by_what_is_told_about(view: View) -> None:
    assert set(view.search("about:cl", 9)) == {1, 2}
    assert view.search("treaty about:cl country:jp", 9) == [2]
    assert view.search("turtles about:cl", 9) == []


def test_an_article_of_each_story_to_choose_by(view: View) -> None:
    (story,) = view.stories()
    assert [row.story for row in view.representatives("", 9)] == [story.id]
    assert view.representatives("", 9, story.id) == ()
    assert [row.id for row in view.representatives("turtles", 9)] == [3]
    (treaty,) = view.representatives("customs", 9)
    assert treaty.story == story.id
    assert view.representatives("customs", 9, story.id) == view.representatives("nothing like it", 9) == ()
