from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.article import ArticleId, NewArticle
from desktop_app.model.feed import Entry
from desktop_app.store.articles import Known
from desktop_app.sync.decide import Intents, decide
from desktop_app.sync.identity import hash64, keys_of
from tests.support.entries import entry
from tests.support.stores import new

ONE, TWO = ArticleId(1), ArticleId(2)


def item(*keys: int, text: int = 0) -> NewArticle:
    return new(0, keys=keys, text_hash=text)


def test_what_is_not_known_is_added() -> None:
    a, b = item(1, 2), item(3)
    assert decide([a, b], {}) == Intents((a, b), (), ())
    assert decide([], {}) == Intents((), (), ())


def test_what_is_known_and_says_the_same_is_left_alone() -> None:
    assert decide([item(1, text=5)], {1: Known(ONE, 5)}) == Intents((), (), ())


def test_what_changed_is_updated() -> None:
    changed = item(1, text=6)
    assert decide([changed], {1: Known(ONE, 5)}) == Intents((), ((ONE, changed),), ())


def test_new_identities_are_remembered() -> None:
    assert decide([item(1, 2, 3, text=5)], {2: Known(ONE, 5)}) == Intents((), (), ((ONE, (1, 3)),))


def test_what_was_pruned_does_not_come_back() -> None:
    assert decide([item(1, 2, text=6)], {1: Known(None, 0)}) == Intents((), (), ())
    assert decide([item(1, 2, text=6)], {2: Known(None, 0)}) == Intents((), (), ())


def test_the_strongest_identity_counts() -> None:
    changed = item(1, 2, text=6)
    known = {1: Known(ONE, 5), 2: Known(TWO, 6)}
    assert decide([changed], known).update == ((ONE, changed),)


def test_an_item_that_is_twice_in_a_body_is_added_once() -> None:
    a = item(1, 2)
    assert decide([a, a, item(2)], {}).add == (a,)


def test_two_items_that_are_one_article_do_not_fight() -> None:
    """Else each pass would tell it the other way."""
    same, other = item(1, text=5), item(2, 9, text=6)
    assert decide([same, other], {1: Known(ONE, 5), 2: Known(ONE, 5)}) == Intents((), (), ())


# Over many passes


class Shop:
    """A store in ten lines: what decide says, done."""

    def __init__(self) -> None:
        self.owners: dict[int, ArticleId] = {}
        self.texts: dict[ArticleId, int] = {}
        self.arrived: list[str] = []
        self.updates = 0

    def take(self, entries: Sequence[Entry], names: dict[str, str]) -> None:
        """``names`` tells by its summary which article an entry really is."""
        items = [
            new(0, keys=keys, text_hash=hash64(e.title, e.summary), title=e.summary)
            for e, keys in zip(entries, keys_of(entries, 1, 1), strict=True)
        ]
        intents = decide(items, {key: Known(a, self.texts[a]) for key, a in self.owners.items()})
        self.updates += len(intents.update)
        for a in intents.add:
            self.arrived.append(names[a.title])
            article = ArticleId(len(self.arrived))
            self.texts[article] = a.text_hash
            self.owners |= dict.fromkeys(a.keys, article)
        for article, keys in intents.remember:
            self.owners |= dict.fromkeys(keys, article)
        for article, a in intents.update:
            self.texts[article] = a.text_hash


HABITS = st.fixed_dictionaries(
    {
        "guid": st.sampled_from(["kept", "changed at each edit", "new each time", "one for all", "none"]),
        "link": st.sampled_from(["kept", "tracked", "home page", "one for all", "none"]),
    }
)


def listed(article: int, turn: int, edits: int, habits: dict[str, str]) -> Entry:
    guid = {
        "kept": f"g{article}", "changed at each edit": f"g{article}.{edits}", "new each time": f"g{article}.{turn}",
        "one for all": "g", "none": "",
    }[habits["guid"]]  # fmt: skip
    link = {
        "kept": f"https://a.example/{article}", "tracked": f"https://a.example/{article}?utm_source=t{turn}",
        "home page": "https://a.example/", "one for all": "https://a.example/news", "none": "",
    }[habits["link"]]  # fmt: skip
    is_known_by_title = habits["guid"] in {"one for all", "none"} or habits["link"] not in {"kept", "tracked"}
    title = f"Title {article}" + ("" if is_known_by_title else f" v{edits}")
    return entry(article, id=guid, url=link, title=title, summary=f"{article}/{edits}")


@given(habits=HABITS, seed=st.integers(0, 10_000))
def test_an_article_arrives_once_whatever_the_habits_of_its_feed(habits: dict[str, str], seed: int) -> None:
    if habits["guid"] == "new each time" and habits["link"] not in {"kept", "tracked"}:
        return  # such a feed says with each body that all of it is new
    if habits["guid"] == "changed at each edit" and habits["link"] not in {"kept", "tracked"}:
        return
    chance = random.Random(seed)
    shop, edits, names = Shop(), dict.fromkeys(range(12), 0), {}
    newest = seen = 4
    for turn in range(8):
        window = list(range(max(0, newest - 5), newest))
        chance.shuffle(window)
        for article in window:
            edits[article] += chance.random() < 0.2
            names[f"{article}/{edits[article]}"] = str(article)
        body = [listed(article, turn, edits[article], habits) for article in window]
        body += chance.sample(body, chance.randrange(2))  # an item twice
        shop.take(body, names)
        shop_updates = shop.updates
        shop.take(body, names)
        if habits["guid"] != "new each time":
            assert shop.updates == shop_updates, "a body that says the same changed something"
        seen = newest
        newest = min(12, newest + chance.randrange(3))
    assert sorted(shop.arrived, key=int) == [str(i) for i in range(seen)]
