"""What a shown list lacks."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.models.news import Run, compare


def ids(*numbers: int) -> array[int]:
    return array("q", numbers)


CASES = [
    ("nothing is new", ids(3, 2, 1), ids(3, 2, 1), ()),
    ("the first list", ids(), ids(3, 2), (Run(None, ids(3, 2)),)),
    ("the rest", ids(5, 4), ids(5, 4, 3, 2), (Run(None, ids(3, 2)),)),
    ("two on top", ids(2, 1), ids(4, 3, 2, 1), (Run(2, ids(4, 3)),)),
    ("one in between, and the rest", ids(5, 3), ids(5, 4, 3, 1), (Run(3, ids(4)), Run(None, ids(1)))),
    ("one is gone", ids(3, 2, 1), ids(4, 3, 1), (Run(3, ids(4)),)),
    ("the last is gone", ids(3, 1), ids(3, 0), (Run(None, ids(0)),)),
    ("larger than 32 bits", ids(1 << 40), ids(1 << 41, 1 << 40), (Run(1 << 40, ids(1 << 41)),)),
]


@pytest.mark.parametrize(("_name", "known", "fresh", "expected"), CASES)
def test_compare(_name: str, known: array[int], fresh: array[int], expected: tuple[Run, ...]) -> None:
    assert compare(known, fresh) == expected


@given(st.lists(st.integers(0, 60), unique=True), st.sets(st.integers(0, 60)))
def test_putting_the_runs_in_gives_the_list_as_it_is(fresh: list[int], kept: set[int]) -> None:
    known = [article for article in fresh if article in kept]
    shown = list(known)
    for run in compare(array("q", known), array("q", fresh)):
        place = len(shown) if run.before is None else shown.index(run.before)
        shown[place:place] = run.ids
    assert shown == fresh
