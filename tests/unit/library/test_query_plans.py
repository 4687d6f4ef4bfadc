"""What the window asks while it draws is answered from an index, however many articles there are."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.store import articles, catalog, marks, pages, places, press, search
from tests.support.stores import store

PARAMETERS = {
    "published": 0, "id": 0, "limit": 50, "country": "CL", "outlet": "CL/alba", "tag": "t", "since": 0,
    "match": "water", "first": 0, "end": 1, "until": 1,
}  # fmt: skip

LISTS = {
    "country page": articles.COUNTRY_PAGE,
    "outlet page": articles.OUTLET_PAGE,
    "latest page": articles.LATEST_PAGE,
    "saved page": articles.SAVED_PAGE,
    "saved tag page": articles.SAVED_TAG_PAGE,
    "country ids": articles.COUNTRY_IDS,
    "outlet ids": articles.OUTLET_IDS,
    "latest ids": articles.LATEST_IDS,
    "saved ids": articles.SAVED_IDS,
    "saved tag ids": articles.SAVED_TAG_IDS,
    "hits": search.HITS.format(joins="", conditions=""),
    "hits of a country": search.HITS.format(joins=search.TO_ARTICLE, conditions="AND a.country IN (:country)"),
    "filtered": search.FILTERED.format(joins="", conditions=""),
    "filtered by country": search.FILTERED.format(joins="", conditions="AND a.country IN (:country)"),
}
OTHERS = {
    "one row": articles.ONE_ROW,
    "page": pages.OF_ARTICLE,
    "place": places.OF_ARTICLE,
    "activity": articles.ACTIVITY,
    "activity of a day": articles.ACTIVITY_BETWEEN,
    "oldest": articles.OLDEST,
    "new in country": articles.NEW_IN_COUNTRY,
    "tags": marks.TAGS,
    "read by country": marks.READ,
    "countries": catalog.COUNTRIES,
    "outlets": catalog.OUTLETS,
    "summary": press.SUMMARY,
    "counts": press.COUNTS,
}
# Walked from end to end in the order of an index that holds what is asked: the list itself is that long
WHOLE_LISTS = {"latest ids", "saved ids", "saved tag ids", "saved page", "saved tag page", "latest page", "filtered"}
GROWING = r"(article|a|mark|m|body|translation|t|tag|article_key|page|place|search_row|r)"


@pytest.fixture(scope="module", params=["fresh", "measured"])
def db(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """A store as it begins, and one of which SQLite has statistics, by which it may plan otherwise."""
    with store() as db:
        if request.param == "measured":
            fill(db, 3_000)
            db.execute("ANALYZE")
        yield db


def fill(db: sqlite3.Connection, number: int) -> None:
    db.executemany(
        """INSERT INTO article (outlet, feed, country, url, title, lead, byline, language, image, published,
                                fetched, text_hash) VALUES (1, 1, 'CL', '', '', '', '', '', '', ?, 0, 0)""",
        [(i,) for i in range(number)],
    )
    db.execute("INSERT INTO search_row (row, article, published) SELECT id, id, published FROM article")
    db.execute("INSERT INTO mark (article, starred_at) SELECT id, published FROM article")
    db.execute("INSERT INTO tag (tag, article) SELECT 't', id FROM article")


def plan(db: sqlite3.Connection, sql: str) -> list[str]:
    named = {name: value for name, value in PARAMETERS.items() if f":{name}" in sql}
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", named)]


@pytest.mark.parametrize("name", [*LISTS, *OTHERS])
def test_nothing_that_grows_is_walked(db: sqlite3.Connection, name: str) -> None:
    steps = plan(db, (LISTS | OTHERS)[name])
    walked = [step for step in steps if re.match(rf"SCAN {GROWING}\b", step)]
    if name in WHOLE_LISTS:  # by an index in the order of the list, so that LIMIT ends it
        walked = [step for step in walked if "INDEX article_latest" not in step and "INDEX mark_starred" not in step]
    if name == "tags":  # its own index, the primary key, is the answer
        walked = [step for step in walked if step != "SCAN tag"]
    assert not walked, steps


@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_sorted(db: sqlite3.Connection, name: str) -> None:
    steps = plan(db, LISTS[name])
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


def test_counting_activity_never_leaves_its_index(db: sqlite3.Connection) -> None:
    steps = plan(db, articles.ACTIVITY)
    assert steps[0] == "SEARCH article USING COVERING INDEX article_latest (published>?)", steps


def test_outlets_come_by_name_without_sorting(db: sqlite3.Connection) -> None:
    steps = plan(db, catalog.OUTLETS)
    assert "SEARCH o USING INDEX outlet_by_country (country=?)" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


def page_steps(db: sqlite3.Connection, name: str) -> int:
    """Instructions of SQLite for the first page, in hundreds."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(count, 100)
    named = {k: v for k, v in (PARAMETERS | {"published": 2**62}).items() if f":{k}" in LISTS[name]}
    db.execute(LISTS[name], named).fetchall()
    db.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("name", ["country page", "outlet page", "latest page", "saved page", "saved tag page"])
def test_a_page_costs_the_same_however_long_the_list(name: str) -> None:
    costs: list[int] = []
    for number in (100, 3_000):
        with store() as db:
            fill(db, number)
            costs.append(page_steps(db, name))
    assert costs[1] <= 1.5 * costs[0] + 2
