"""The model of the article list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.events import ArticlesChanged, MarksChanged
from desktop_app.model.listing import Found, FromCountry, FromOutlet, Latest, Listing, Saved
from desktop_app.model.outlet import OutletKey
from desktop_app.ui.models.article_list import BLOCK, CACHED_ROWS, FIRST_PAGE, ArticleListModel, Role
from tests.ui.articles.fakes import FAR, NOW, FakeBackground, FakePages

CHILE = CountryCode("CL")
ADDED = ArticlesChanged(frozenset({CHILE}), added=1)


class World:
    def __init__(self, articles: int, listing: Listing | None = None) -> None:
        self.pages = FakePages(range(articles, 0, -1))
        self.background = FakeBackground(self.pages)
        self.model = ArticleListModel(self.pages, self.background, lambda: NOW)
        self.waiting: list[int] = []
        self.model.new_waiting.connect(self.waiting.append)
        self.model.show(listing or FromCountry(CHILE))

    def number_at(self, position: int) -> int:
        article = self.model.id_at(position)
        assert article is not None
        return article - FAR


def test_the_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    world = World(200)
    qtmodeltester.check(world.model)  # type: ignore[no-untyped-call]  # it has no types
    world.background.finish()
    world.pages.put_on_top(201)
    world.model.on_articles_changed(ADDED)
    world.background.finish()
    world.model.take_new()
    del world.pages.rows_by_id[ArticleId(FAR + 100)]
    world.model.on_articles_changed(ArticlesChanged(frozenset(), 0, frozenset({ArticleId(FAR + 100)})))
    world.model.row_at(101)
    qtbot.waitUntil(lambda: world.model.rowCount() == 200)


def test_showing_costs_one_page_and_the_rest_grows_in_behind() -> None:
    world = World(100_000)
    assert world.model.rowCount() == FIRST_PAGE
    assert (world.pages.page_queries, world.pages.row_queries) == (1, 0)
    for position in range(FIRST_PAGE):
        world.model.row_at(position)
    assert world.pages.row_queries == 0

    world.background.finish()
    assert world.model.rowCount() == 100_000
    assert world.number_at(99_999) == 1
    assert world.pages.row_queries == 0


def test_scrolling_reads_a_block_at_a_time_and_keeps_a_bounded_number() -> None:
    world = World(100_000)
    world.background.finish()
    for position in range(50_048, 50_048 + 10 * BLOCK):  # 50,048 starts a block
        assert world.model.row_at(position) is not None
    assert world.pages.row_queries == 10
    for position in range(0, 100_000, BLOCK):
        world.model.row_at(position)
    assert len(world.model._rows) <= CACHED_ROWS


def test_a_short_list_asks_nothing_of_the_background() -> None:
    world = World(FIRST_PAGE - 1)
    assert world.model.rowCount() == FIRST_PAGE - 1
    assert not world.background.waiting


def test_an_answer_for_another_list_is_dropped() -> None:
    world = World(200)
    old = world.background.waiting.copy()
    world.model.show(FromOutlet(OutletKey("CL/la-tercera")))
    world.background.waiting = old
    world.background.finish()
    assert world.model.rowCount() == FIRST_PAGE


def test_new_articles_wait_until_they_are_taken() -> None:
    world = World(200)
    world.background.finish()
    resets: list[int] = []
    world.model.modelReset.connect(lambda: resets.append(1))
    world.pages.put_on_top(201)
    world.pages.put_on_top(202)
    world.model.on_articles_changed(ADDED)
    world.background.finish()
    assert world.model.rowCount() == 200
    assert world.waiting == [2]
    assert world.model.take_new() == 2
    assert [world.number_at(position) for position in range(3)] == [202, 201, 200]
    assert world.waiting == [2, 0]
    assert not resets


def test_a_new_article_of_an_older_date_gets_its_own_place() -> None:
    world = World(20)
    world.pages.order.insert(5, FAR + 1000)
    world.pages.rows_by_id[ArticleId(FAR + 1000)] = replace(
        world.pages.rows_by_id[ArticleId(FAR + 1)], id=ArticleId(FAR + 1000)
    )
    world.model.on_articles_changed(ADDED)
    world.background.finish()
    world.model.take_new()
    assert world.number_at(5) == 1000


def test_an_empty_list_fills_at_once() -> None:
    world = World(0)
    world.pages.put_on_top(1)
    world.model.on_articles_changed(ADDED)
    assert world.model.rowCount() == 1
    assert world.waiting == []


@pytest.mark.parametrize(
    ("_name", "listing", "country", "is_touched"),
    [
        ("its own country", FromCountry(CHILE), "CL", True),
        ("another country", FromCountry(CHILE), "PE", False),
        ("its own outlet's country", FromOutlet(OutletKey("CL/la-tercera")), "CL", True),
        ("another outlet's country", FromOutlet(OutletKey("CL/la-tercera")), "C", False),
        ("everything", Latest(), "PE", True),
        ("a search, before it can be found", Found("copper"), "PE", False),
        ("what is saved", Saved(), "CL", False),
    ],
)
def test_only_news_of_the_list_is_looked_for(_name: str, listing: Listing, country: str, is_touched: bool) -> None:
    world = World(20, listing)
    world.background.finish()
    world.model.on_articles_changed(ArticlesChanged(frozenset({CountryCode(country)}), added=3))
    assert bool(world.background.waiting) == is_touched


def test_a_search_looks_again_when_what_came_can_be_found() -> None:
    world = World(20, Found("copper"))
    world.background.finish()
    world.pages.put_on_top(21)
    world.model.on_search_indexed()
    world.background.finish()
    assert world.waiting == [1]
    other = World(20)
    other.model.on_search_indexed()
    assert not other.background.waiting


def test_a_search_looks_again_when_a_known_article_says_something_else() -> None:
    world = World(20, Found("copper"))
    world.background.finish()
    world.pages.put_on_top(21)
    world.model.on_articles_changed(ArticlesChanged(frozenset(), 0, frozenset({ArticleId(FAR + 18)})))
    world.background.finish()
    assert world.waiting == [1]


def test_a_changed_article_is_read_again_and_told_as_one_row() -> None:
    world = World(20)
    told: list[tuple[int, int]] = []
    world.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    article = ArticleId(FAR + 18)
    world.pages.rows_by_id[article] = replace(world.pages.rows_by_id[article], title="Corrected")
    world.model.on_articles_changed(ArticlesChanged(frozenset({CHILE}), 0, frozenset({article, ArticleId(FAR + 999)})))
    assert told == [(2, 2)]
    assert world.model.index(2).data() == "Corrected"


def test_many_changes_are_told_at_once() -> None:
    world = World(200)
    world.background.finish()
    for position in range(200):
        world.model.row_at(position)
    told: list[tuple[int, int]] = []
    world.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    world.model.on_marks_changed(MarksChanged(frozenset(world.pages.rows_by_id)))
    assert told == [(0, 199)]


def test_an_article_without_its_star_stays_in_saved_until_it_is_shown_again() -> None:
    world = World(20, Saved())
    article = ArticleId(FAR + 18)
    world.pages.order.remove(article)
    world.model.on_marks_changed(MarksChanged(frozenset({article})))
    world.background.finish()
    assert world.model.row_of(article) == 2
    world.model.show(Saved())
    assert world.model.row_of(article) is None


def test_a_new_star_comes_into_saved_at_once() -> None:
    world = World(20, Saved())
    world.pages.put_on_top(21)
    world.model.on_marks_changed(MarksChanged(frozenset({ArticleId(FAR + 21)})))
    world.background.finish()
    assert world.number_at(0) == 21
    assert world.waiting == []


def test_what_the_user_did_shows_before_the_store_has_it() -> None:
    world = World(20)
    world.model.show_mark(ArticleId(FAR + 20), is_starred=True)
    row = world.model.row_at(0)
    assert row is not None
    assert row.is_starred
    assert not row.is_read
    world.model.show_mark(ArticleId(FAR + 999), is_read=True)  # not in the list: nothing happens


def test_an_earlier_mark_does_not_bring_back_what_a_later_one_changed() -> None:
    world = World(20)
    article = ArticleId(FAR + 20)
    stored = [False]
    world.model.show_mark(article, is_read=True, is_stored=lambda: stored[0])
    world.model.show_mark(article, is_starred=True, is_stored=lambda: stored[0])
    world.model.on_marks_changed(MarksChanged(frozenset({article})))  # of something that was done before
    row = world.model.row_at(0)
    assert row is not None
    assert row.is_read and row.is_starred
    stored[0] = True
    world.model.on_marks_changed(MarksChanged(frozenset({article})))
    row = world.model.row_at(0)
    assert row is not None
    assert not row.is_read and not row.is_starred  # what the store says


def test_a_mark_that_is_stored_while_its_row_is_read_shows() -> None:
    world = World(20)
    article = ArticleId(FAR + 20)
    asked = world.pages.row_queries
    world.model.show_mark(article, is_starred=True, is_stored=lambda: world.pages.row_queries > asked)
    world.model.on_marks_changed(MarksChanged(frozenset({article})))  # of something that was done before
    row = world.model.row_at(0)
    assert row is not None and row.is_starred


def test_an_article_that_is_gone_leaves_the_list(qtbot: QtBot) -> None:
    world = World(200)
    world.background.finish()
    del world.pages.rows_by_id[ArticleId(FAR + 100)]
    assert world.model.row_at(100) is None
    assert world.model.index(100).data(Role.ROW) is None
    qtbot.waitUntil(lambda: world.model.rowCount() == 199)
    assert world.number_at(100) == 99


@pytest.mark.parametrize(
    ("_name", "position", "step", "expected"),
    [
        ("forward", 0, 1, 5),
        ("from one to the next", 5, 1, 10),
        ("back", 9, -1, 5),
        ("from before the first", -1, 1, 0),
        ("none behind the last", 195, 1, None),
        ("none before the first", 0, -1, None),
    ],
)
def test_next_unread(_name: str, position: int, step: int, expected: int | None) -> None:
    world = World(200)  # the articles at 0, 5, 10, ... are unread
    world.background.finish()
    assert world.model.next_unread(position, step) == expected


def test_roles() -> None:
    world = World(3)
    index = world.model.index(0)
    assert index.data(Role.ROW) == world.model.row_at(0)
    assert index.data() == world.pages.rows_by_id[ArticleId(FAR + 3)].title
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("La Tercera, ")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert world.model.row_at(-1) is None
    assert world.model.id_at(3) is None
