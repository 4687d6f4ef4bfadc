from __future__ import annotations

from collections.abc import Mapping

from desktop_app.stories.grouping import linkage

LIKE: Mapping[int, Mapping[int, float]] = {
    1: {2: 0.9, 3: 0.8},
    2: {1: 0.9, 3: 0.8},
    3: {1: 0.8, 2: 0.8, 4: 0.9},
    4: {3: 0.9, 5: 0.7},
    5: {4: 0.7},
}


def alone(*names: int) -> dict[int, set[int]]:
    return {name: {name} for name in names}


def test_the_most_alike_are_joined_first() -> None:
    joined = linkage.joined(alone(1, 2, 3, 4, 5), LIKE.__getitem__, 0.6, lambda *_: True)
    assert joined == {1: {1, 2}, 3: {3, 4}, 5: {5}}  # 3 and 4 are .9; that of 1, 2 with 3, 4 is .4 on the average


def test_the_order_does_not_matter() -> None:
    one = linkage.joined(alone(1, 2, 3, 4, 5), LIKE.__getitem__, 0.3, lambda *_: True)
    other = linkage.joined(alone(5, 4, 3, 2, 1), LIKE.__getitem__, 0.3, lambda *_: True)
    assert one == other


def test_groups_that_must_not_join_stay_apart() -> None:
    joined = linkage.joined(alone(1, 2), LIKE.__getitem__, 0.3, lambda one, other: not {1, 2} <= one | other)
    assert joined == {1: {1}, 2: {2}}


def test_a_name_stays_with_the_larger_part() -> None:
    new = iter((90, 91))
    groups = [{1, 2, 3}, {4}, {5}]
    named = linkage.renamed(groups, {1: 7, 2: 7, 3: 8, 4: 7, 5: 8}, lambda: next(new))
    assert named == {7: {1, 2, 3}, 8: {5}, 90: {4}}
