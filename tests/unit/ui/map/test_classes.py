from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.map.classes import CLASSES, FIRST_BOUNDS, bounds, class_of, round_down


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, 1), (1.9, 1), (2.5, 2), (7, 6), (9.99, 8), (10, 10), (19, 15), (99, 80), (100, 100), (1999, 1500)],
)
def test_round_down(number: float, expected: int) -> None:
    assert round_down(number) == expected


@given(st.lists(st.integers(0, 5000), max_size=200))
def test_bounds_rise_from_one(counts: list[int]) -> None:
    found = bounds(counts)
    assert found[0] == 1
    assert list(found) == sorted(set(found))
    assert len(found) <= CLASSES


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=100))
def test_more_articles_never_look_like_fewer(counts: list[int]) -> None:
    limits = bounds(counts)
    classes = [class_of(count, limits) for count in sorted(counts)]
    assert classes == sorted(classes)
    assert all(0 <= one <= CLASSES for one in classes)
    assert all((count > 0) == (class_of(count, limits) > 0) for count in counts)


@pytest.mark.parametrize(
    ("name", "counts", "expected"),
    [
        ("nothing yet", [], FIRST_BOUNDS),
        ("none at all", [0, 0], FIRST_BOUNDS),
        ("one each", [1, 1, 1], (1,)),
        ("a usual day", [1, 2, 3, 5, 8, 12, 20, 35, 60, 120], (1, 2, 4, 10, 20, 50)),
    ],
)
def test_bounds(name: str, counts: list[int], expected: tuple[int, ...]) -> None:
    assert bounds(counts) == expected, name


@pytest.mark.parametrize(
    ("count", "limits", "expected"),
    [
        (0, (1,), 0), (4, (1,), 3), (1, (1, 5), 1), (5, (1, 5), CLASSES), (1, FIRST_BOUNDS, 1), (49, FIRST_BOUNDS, 5),
        (50, FIRST_BOUNDS, 6), (9000, FIRST_BOUNDS, 6),
    ],
)  # fmt: skip
def test_class_of(count: int, limits: tuple[int, ...], expected: int) -> None:
    assert class_of(count, limits) == expected
