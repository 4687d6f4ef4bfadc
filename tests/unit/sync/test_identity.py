from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.feed import Entry
from desktop_app.sync.identity import hash64, keys_of
from tests.support.entries import entry

HOME = "https://alba.example/"


def keys(*entries: Entry, feed: int = 1, outlet: int = 1) -> list[tuple[int, ...]]:
    return keys_of(entries, feed, outlet)


def is_same(a: Entry, b: Entry, *, feeds: tuple[int, int] = (1, 1), outlets: tuple[int, int] = (1, 1)) -> bool:
    """Whether two entries, each alone in its body, are known by each other."""
    (one,), (other,) = keys(a, feed=feeds[0], outlet=outlets[0]), keys(b, feed=feeds[1], outlet=outlets[1])
    return not set(one).isdisjoint(other)


@pytest.mark.parametrize(
    ("name", "a", "b", "expected"),
    [
        ("the same", entry(1), entry(1), True),
        ("another", entry(1), entry(2), False),
        ("edited", entry(1), entry(1, title="Other", summary="other"), True),
        ("another guid, the same link", entry(1), entry(1, id="new"), True),
        ("the same guid, another link", entry(1), entry(1, url="https://alba.example/moved"), True),
        ("a tracking fragment", entry(1, id=""), entry(1, id="", url="https://alba.example/1#xtor=RSS-1"), True),
        ("a tracking parameter", entry(1), entry(1, id="n", url="https://alba.example/1?utm_source=a&fbclid=b"), True),
        ("a parameter that matters", entry(1, id=""), entry(1, id="", url="https://alba.example/1?page=2"), False),
        ("a fragment", entry(1, id=""), entry(1, id="", url="https://alba.example/1#comments"), True),
        ("no guid", entry(1, id=""), entry(1, id=""), True),
        ("no link", entry(1, url=""), entry(1, url=""), True),
        ("neither, the same title", entry(1, id="", url=""), entry(1, id="", url=""), True),
        ("neither, another title", entry(1, id="", url=""), entry(1, id="", url="", title="Other"), False),
        ("no address at all", entry(1, id="", url="http://[broken"), entry(2, id="", url="http://[broken"), True),
        ("the home page says nothing", entry(1, url=HOME), entry(2, url=HOME), False),
        ("the home page without a slash", entry(1, url=HOME[:-1]), entry(2, url=HOME[:-1]), False),
        ("a query says something", entry(1, id="", url=HOME + "?p=1"), entry(1, id="x", url=HOME + "?p=1"), True),
    ],
)  # fmt: skip
def test_known_again(name: str, a: Entry, b: Entry, *, expected: bool) -> None:
    assert is_same(a, b) == expected, name


def test_a_guid_is_somebody_else_in_another_feed() -> None:
    a, b = entry(1, id="1234", url=""), entry(2, id="1234", url="")
    assert is_same(a, b)
    assert not is_same(a, b, feeds=(1, 2))


def test_an_address_is_the_same_in_every_feed_of_an_outlet() -> None:
    a, b = entry(1), entry(1, id="other")
    assert is_same(a, b, feeds=(1, 2))
    assert not is_same(a, b, feeds=(1, 2), outlets=(1, 2))


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("one guid for all", [entry(i, id="same") for i in range(5)]),
        ("one link for all", [entry(i, url=HOME + "news") for i in range(5)]),
        ("one guid and one link for all", [entry(i, id="same", url=HOME) for i in range(5)]),
        ("nothing but titles", [entry(i, id="", url="") for i in range(5)]),
        ("nothing but texts", [entry(0, id="", url="", title="", summary=f"Text {i}") for i in range(5)]),
        ("one guid and one link, no titles", [entry(0, title="", content=f"Text {i}") for i in range(5)]),
        ("places in a page", [entry(0, id="", url=f"{HOME}all#{i}") for i in range(5)]),
        ("guids of links", [entry(i, id="", url=f"{HOME}{i}") for i in range(5)]),
    ],
)
def test_entries_of_a_body_are_told_apart(name: str, entries: list[Entry]) -> None:
    found = keys(*entries)
    flat = [key for own in found for key in own]
    assert len(flat) == len(set(flat)), name
    assert all(found)


def test_the_very_same_item_twice_is_one() -> None:
    first, second, other = keys(entry(1), entry(1), entry(2))
    assert first == second
    assert set(first).isdisjoint(other)


ENTRIES = st.lists(
    st.builds(
        lambda guid, url, title: entry(0, id=guid, url=url, title=title),
        st.sampled_from(["", "a", "b", "c", "d", "e"]),
        st.sampled_from(["", HOME, HOME + "1", HOME + "1?utm_source=x", HOME + "2", HOME + "3", "not a link"]),
        st.sampled_from(["", "One", "Two", "Three"]),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_every_entry_has_an_identity_and_shares_none_with_another(entries: list[Entry]) -> None:
    found = keys(*entries)
    assert all(found)
    assert all(-(2**63) <= key < 2**63 for own in found for key in own)
    for a, own in zip(entries, found, strict=True):
        for b, others in zip(entries, found, strict=True):
            assert own == others or set(own).isdisjoint(others), (a, b)


@given(ENTRIES, st.randoms())
def test_the_order_of_a_body_does_not_matter(entries: list[Entry], chance: random.Random) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    before = {(e.id, e.url, e.title): own for e, own in zip(entries, keys(*entries), strict=True)}
    after = {(e.id, e.url, e.title): own for e, own in zip(shuffled, keys(*shuffled), strict=True)}
    assert before == after


def test_hashes_do_not_run_together() -> None:
    assert hash64("ab", "c") != hash64("a", "bc")
    assert hash64("\ud800") != hash64("\ud801")


def test_hashes_are_the_same_in_every_release() -> None:
    """Another hash would bring every article again."""
    text, guid, address = keys(entry(1))[0]
    assert text == hash64("text", "1", "guid-1", "https://alba.example/1", "Title 1")
    assert guid == hash64("guid", "1", "guid-1") == 2_723_204_406_517_136_129
    assert address == hash64("url", "1", "https://alba.example/1")
