from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model.errors import UsageError
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, Ownership
from desktop_app.store import articles, catalog, feeds, press
from tests.support.stores import CL, COUNTRIES, EG, JP, NOW, OUTLETS, add, new, outlet, store

ALBA, NIL, ASAHI = (o.key for o in OUTLETS)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def read(db: sqlite3.Connection) -> list[str]:
    """The feeds that the sync reads."""
    return [f.url.removeprefix("https://") for f in feeds.to_read(db)]


def test_countries_and_outlets_come_back_as_they_were(db: sqlite3.Connection) -> None:
    rich = replace(
        outlet("CL/rico", "https://rico.example/a", "https://rico.example/b", language="es-CL", is_default=False),
        ownership=Ownership("SC", "state-controlled", "State Media Monitor, 2023"),
        note="Ñandú “quoted”",
        checked="2026-01-01",
        confidence=0.25,
    )
    catalog.put_catalog(db, COUNTRIES, [*OUTLETS, rich], "second")
    assert catalog.countries(db) == COUNTRIES
    assert catalog.outlets(db, CL) == (OUTLETS[0], rich)
    assert catalog.outlets(db, JP) == (OUTLETS[2],)
    assert catalog.fingerprint(db) == "second"


def test_taking_a_catalogue_twice_changes_nothing(db: sqlite3.Connection) -> None:
    add(db, new(1))
    before = [db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in ("outlet", "feed", "country", "article")]
    catalog.put_catalog(db, COUNTRIES, OUTLETS, "first")
    after = [db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in ("outlet", "feed", "country", "article")]
    assert after == before


def test_what_a_catalogue_drops_is_not_read_but_its_articles_stay(db: sqlite3.Connection) -> None:
    (article_id,) = add(db, new(1), key=NIL)
    catalog.put_catalog(db, COUNTRIES, [OUTLETS[0]], "second")
    assert read(db) == ["alba.example/feed"]
    assert catalog.outlets(db, EG) == ()
    assert [h.outlet for h in press.health(db, NOW)] == [ALBA]
    article = articles.article(db, article_id)
    assert article is not None and article.row.outlet == "Nil"
    catalog.put_catalog(db, COUNTRIES, OUTLETS, "third")
    assert len(read(db)) == 3


def test_a_feed_that_moved_within_its_outlet(db: sqlite3.Connection) -> None:
    moved = replace(OUTLETS[0], feeds=(FeedSource("https://alba.example/new", "es"),))
    catalog.put_catalog(db, COUNTRIES, [moved, *OUTLETS[1:]], "second")
    assert read(db) == ["nil.example/feed", "asahi.example/feed", "alba.example/new"]
    assert catalog.outlets(db, CL) == (moved,)


@pytest.mark.parametrize(
    ("is_default", "is_on", "is_paused", "is_read"),
    [
        (True, None, None, True),
        (False, None, None, False),
        (True, False, None, False),
        (False, True, None, True),
        (True, None, True, False),
        (True, True, True, False),
        (True, None, False, True),
        (False, None, False, False),
    ],
)
def test_choices_survive_a_new_catalogue(
    db: sqlite3.Connection, *, is_default: bool, is_on: bool | None, is_paused: bool | None, is_read: bool
) -> None:
    listed = [replace(OUTLETS[0], is_default=is_default)]
    catalog.put_catalog(db, COUNTRIES, listed, "second")
    if is_on is not None:
        catalog.switch(db, ALBA, is_on=is_on)
    if is_paused is not None:
        catalog.pause(db, ALBA, is_paused=is_paused)
    assert bool(read(db)) == is_read
    catalog.put_catalog(db, COUNTRIES, [], "third")
    assert read(db) == []
    catalog.put_catalog(db, COUNTRIES, listed, "fourth")
    assert bool(read(db)) == is_read


def own(key: str = "CL/mine", *urls: str) -> Outlet:
    return replace(outlet(key, *urls, is_default=False), origin="user")


def test_a_source_of_the_users_is_read_and_survives_catalogues(db: sqlite3.Connection) -> None:
    catalog.put_outlet(db, own())
    assert read(db)[-1] == "mine.example/feed"
    catalog.put_catalog(db, COUNTRIES, OUTLETS, "second")
    assert read(db)[-1] == "mine.example/feed"
    assert feeds.urls(db, only_users=True) == ("https://mine.example/feed",)
    assert len(feeds.urls(db, only_users=False)) == 4
    assert [h.is_user for h in press.health(db, NOW, CL)] == [False, True]


def test_a_catalogue_does_not_take_a_feed_from_the_user(db: sqlite3.Connection) -> None:
    catalog.put_outlet(db, own("CL/mine", "https://shared.example/feed"))
    theirs = outlet("CL/theirs", "https://shared.example/feed", is_default=False)
    catalog.put_catalog(db, COUNTRIES, [*OUTLETS, theirs], "second")
    assert read(db)[-1] == "shared.example/feed"
    assert [o.name for o in catalog.outlets(db, CL) if o.feeds] == ["Alba", "Mine"]
    catalog.remove_outlet(db, OutletKey("CL/mine"))
    catalog.put_catalog(db, COUNTRIES, [*OUTLETS, theirs], "third")
    assert [o.name for o in catalog.outlets(db, CL) if o.feeds] == ["Alba", "Theirs"]


def test_removing_a_source(db: sqlite3.Connection) -> None:
    catalog.put_outlet(db, own())
    (article_id,) = add(db, new(1), key="CL/mine")
    catalog.remove_outlet(db, OutletKey("CL/mine"))
    assert [o.key for o in catalog.outlets(db, CL)] == [ALBA]
    catalog.remove_outlet(db, ALBA)  # the catalogue's is only switched off
    assert [o.key for o in catalog.outlets(db, CL)] == [ALBA]
    assert read(db) == ["nil.example/feed", "asahi.example/feed"]
    assert articles.article(db, article_id) is not None
    catalog.put_outlet(db, own())
    catalog.switch(db, OutletKey("CL/mine"), is_on=True)
    assert "mine.example/feed" in read(db)


def test_following(db: sqlite3.Connection) -> None:
    for code, is_followed in [(CL, True), (JP, True), (CL, True), (JP, False), (EG, False)]:
        catalog.follow(db, code, is_followed=is_followed, now=NOW)
    assert catalog.followed(db) == {CL}


def test_choosing_what_is_not_there_does_nothing(db: sqlite3.Connection) -> None:
    catalog.switch(db, OutletKey("CL/nobody"), is_on=True)
    catalog.pause(db, OutletKey("CL/nobody"), is_paused=True)
    assert db.execute("SELECT count(*) FROM outlet_choice").fetchone()[0] == 0


def test_finding_a_source_by_key_name_or_address(db: sqlite3.Connection) -> None:
    for name in ("CL/alba", "Alba", "ALBA", "https://alba.example/feed"):
        assert catalog.find_outlet(db, name) == ALBA
    with pytest.raises(UsageError, match="No source is called 'Nobody'"):
        catalog.find_outlet(db, "Nobody")
    catalog.put_outlet(db, outlet("EG/alba", name="Alba"))
    with pytest.raises(UsageError, match="Name one of: CL/alba, EG/alba"):
        catalog.find_outlet(db, "Alba")
    assert catalog.find_outlet(db, "EG/alba") == "EG/alba"
