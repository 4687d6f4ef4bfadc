"""Which articles are taken for the same event, and which are not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.outlet import Outlet
from desktop_app.store import articles, catalog, related, search
from tests.support import stores
from tests.support.stores import DAY, NOW

PLACES = ("BR", "CN", "DE", "GB", "KE", "NG", "ZA")
# Other news of those days, so that words have a rarity
OTHER = (
    "Tram drivers repaint their depot",
    "Turtles return to the beach",
    "School orchestra loses its conductor",
    "Museum finds a forgotten portrait",
    "Orchard replaces a parking lot",
    "Ferry timetable baffles commuters",
    "Bakery wins a quarrel about flour",
    "Glacier measured from a kite",
)


def _outlet(key: str) -> Outlet:
    return stores.outlet(key, f"https://{key.replace('/', '-').lower()}.example/feed")


class Press:
    """A store with an outlet in each of seven countries, and a second one in Brazil."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._number = 0
        countries = tuple(stores.country(code, f"Country {code}") for code in PLACES)
        outlets = tuple(_outlet(key) for key in (*(f"{code}/daily" for code in PLACES), "BR/weekly"))
        catalog.put_catalog(db, countries, outlets, "seven")
        for number, title in enumerate(OTHER):
            self.tell(f"{PLACES[number % 7]}/daily", title, f"{title} in a quiet town by the river")

    def tell(self, key: str, title: str, lead: str = "", *, published: int | None = None) -> ArticleId:
        self._number += 1
        article = stores.new(self._number, title, lead=lead, document=(), published=published)
        return stores.add(self.db, article, key=key)[0]

    def translate(self, article: ArticleId, title: str, lead: str) -> None:
        articles.put_translation(self.db, article, Translation(title, lead, (), "Test 1"))

    def found(self, article: ArticleId) -> list[related.Related]:
        search.index_waiting(self.db, 1000)
        return related.find(self.db, article)

    def ids(self, article: ArticleId) -> list[ArticleId]:
        return [r.article for r in self.found(article)]


@pytest.fixture
def press() -> Iterator[Press]:
    with stores.store() as db:
        yield Press(db)


TREATY = ("Ports delay the harbour treaty", "Customs officers in Valdoria refuse to sign the harbour treaty.")
SAME = ("Valdoria customs officers refuse harbour treaty", "The treaty about the harbour was to begin this summer.")


def test_another_countrys_article_about_the_same_event(press: Press) -> None:
    ours = press.tell("BR/daily", *TREATY)
    theirs = press.tell("KE/daily", *SAME)
    (found,) = press.found(ours)
    assert found.article == theirs
    assert set(found.shared) <= {"harbour", "treaty", "Valdoria", "Customs", "officers", "refuse"}
    assert len(found.shared) == 5
    assert related.THRESHOLD <= found.similarity <= 1


def test_it_is_found_from_both_sides(press: Press) -> None:
    ours, theirs = press.tell("BR/daily", *TREATY), press.tell("KE/daily", *SAME)
    assert press.ids(ours) == [theirs]
    assert press.ids(theirs) == [ours]


def test_a_translation_is_what_is_compared(press: Press) -> None:
    ours = press.tell("BR/daily", *TREATY)
    theirs = press.tell("CN/daily", "海关官员拒绝签署港口条约", "条约")
    assert press.ids(ours) == []
    press.translate(theirs, *SAME)
    assert press.ids(ours) == [theirs]
    assert press.ids(theirs) == [ours]


@pytest.mark.parametrize(
    ("name", "title", "lead"),
    [
        ("nothing in common", "Comet crosses the southern sky", "Astronomers are delighted."),
        ("two words in common", "Harbour cafe opens", "A treaty between two cooks ended their quarrel about soup."),
        ("three words and no name", "Ports deny delay", "Harbour masters and the ferry companies blame the wind."),
        (
            "four words in long heads",
            "Valdoria football club buys a goalkeeper, a mascot and four thousand umbrellas",
            "Customs kept the umbrellas at the harbour for nine Sundays; fans threw sausages, officers ate mustard.",
        ),
        ("only common words", "New plan for the future", "They said that it would begin this year."),
    ],
)
def test_another_event_is_not_taken_for_the_same(press: Press, name: str, title: str, lead: str) -> None:
    ours = press.tell("BR/daily", *TREATY)
    press.tell("KE/daily", title, lead)
    assert press.ids(ours) == [], name


@pytest.mark.parametrize(("days", "is_found"), [(0, True), (3.9, True), (-3.9, True), (4.1, False), (-4.1, False)])
def test_only_the_days_around(press: Press, days: float, *, is_found: bool) -> None:
    ours = press.tell("BR/daily", *TREATY, published=NOW - 5 * DAY)
    press.tell("KE/daily", *SAME, published=NOW - 5 * DAY + int(days * DAY))
    assert bool(press.ids(ours)) is is_found


def test_the_outlets_own_articles_are_left_out(press: Press) -> None:
    ours = press.tell("BR/daily", *TREATY)
    press.tell("BR/daily", *SAME)
    neighbour = press.tell("BR/weekly", *SAME)
    assert press.ids(ours) == [neighbour]


def test_an_outlets_best_article_stands_for_it(press: Press) -> None:
    ours = press.tell("BR/daily", *TREATY)
    press.tell("KE/daily", *SAME)
    best = press.tell("KE/daily", *TREATY)
    assert press.ids(ours) == [best]


def test_the_most_similar_comes_first(press: Press) -> None:
    ours = press.tell("BR/daily", *TREATY)
    less = press.tell("KE/daily", *SAME)
    most = press.tell("NG/daily", *TREATY)
    found = press.found(ours)
    assert [r.article for r in found] == [most, less]
    assert found[0].similarity > found[1].similarity


COMET = (
    ("KE/daily", "Kenya darkens its streets for Comet Tamarind", "Lamps go out at nine."),
    ("DE/daily", "Comet Tamarind: useless glasses sold on the quays", "Police confiscated forty boxes."),
    ("GB/daily", "Hotels are full as Comet Tamarind nears", "Rooms cost three times the usual."),
)


def test_the_name_of_an_event_ties_titles_with_few_other_words(press: Press) -> None:
    told = [press.tell(*article) for article in COMET]
    found = press.found(told[0])
    assert {r.article for r in found} == set(told[1:])
    assert all(r.shared == ("Comet Tamarind",) for r in found)


def test_a_longer_name_is_told_as_one(press: Press) -> None:
    titles = (
        "Cape greets the Blue Harbour Treaty",
        "Blue Harbour Treaty worries skippers",
        "Blue Harbour Treaty signed",
    )
    told = [press.tell(f"{code}/daily", title) for code, title in zip(PLACES, titles, strict=False)]
    assert {r.shared[0] for r in press.found(told[0])} == {"Blue Harbour Treaty"}


def test_a_name_that_was_in_the_news_before_ties_nothing(press: Press) -> None:
    for day in range(10, 14):
        press.tell("ZA/daily", f"Visitors of Comet Tamarind number {day}", published=NOW - day * DAY)
    told = [press.tell(*article) for article in COMET]
    assert press.ids(told[0]) == []


def test_a_name_that_stands_in_many_bodies_ties_nothing(press: Press) -> None:
    for number in range(6):
        words = stores.text(f"Nothing like Comet Tamarind, said visitor {number}")
        stores.add(press.db, stores.new(500 + number, OTHER[number], document=words), key="ZA/daily")
    told = [press.tell(*article) for article in COMET]
    assert press.ids(told[0]) == []


@pytest.mark.parametrize(
    "title", ["", "!!!", "the of and", 'He said "AND" OR NOT (NEAR) -x* ^y', "ठ", "東", "\x00", "😀 " * 50, "a" * 5000]
)
def test_any_title_can_be_asked_about(press: Press, title: str) -> None:
    press.tell("KE/daily", *SAME)
    assert press.ids(press.tell("BR/daily", title)) == []


def test_an_article_that_is_gone(press: Press) -> None:
    assert press.found(ArticleId(9_999)) == []


def test_at_most_so_many(press: Press) -> None:
    outlets = tuple(_outlet(f"GB/paper{number}") for number in range(related.AT_MOST + 5))
    catalog.put_catalog(press.db, tuple(stores.country(c, c) for c in PLACES), (_outlet("BR/daily"), *outlets), "x")
    for number in range(60):  # so that the words are not in every article of the window
        press.tell("BR/daily", f"Quiet day number {number} among gardeners", f"Tulip{number}")
    ours = press.tell("BR/daily", *TREATY)
    for outlet in outlets:
        press.tell(outlet.key, *TREATY)
    assert len(press.ids(ours)) == related.AT_MOST
