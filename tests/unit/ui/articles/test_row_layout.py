"""The geometry of a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.articles import row_layout
from desktop_app.ui.articles.row_layout import Rect

LEAD_LINES = [
    ("one line of title", 1, False, 3),
    ("two lines of title", 2, False, 2),
    ("three lines of title", 3, False, 0),
    ("two lines and takes", 2, True, 1),
    ("one line and takes", 1, True, 2),
    ("no title", 0, False, 3),
]


@pytest.mark.parametrize(("_name", "title_lines", "has_takes", "expected"), LEAD_LINES)
def test_the_lead_gets_the_lines_that_are_left(_name: str, title_lines: int, has_takes: bool, expected: int) -> None:
    layout = row_layout.row_layout(400, 50, title_lines, has_picture=True, has_takes=has_takes)
    assert layout.lead_lines == expected


def test_without_a_picture_the_text_takes_the_width() -> None:
    with_picture = row_layout.row_layout(400, 50, 2, has_picture=True, has_takes=False)
    without = row_layout.row_layout(400, 50, 2, has_picture=False, has_takes=False)
    assert with_picture.title.width == 270
    assert without.title.width == 354
    assert without.picture.width == 0


def test_the_star_can_be_hit_beside_its_outline() -> None:
    layout = row_layout.row_layout(400, 50, 2, has_picture=True, has_takes=False)
    hit = row_layout.star_hit()
    assert hit.contains(layout.star.x - 4, layout.star.y - 4)
    assert not hit.contains(hit.right, hit.y)
    assert hit.width >= 24  # WCAG 2.2, 2.5.8


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
        and min(one.width, other.width, one.height, other.height) > 0
    )


@given(st.integers(200, 900), st.integers(0, 120), st.integers(0, 3), st.booleans(), st.booleans())
def test_nothing_overlaps_or_leaves_the_row(
    width: int, age_width: int, title_lines: int, has_picture: bool, has_takes: bool
) -> None:
    layout = row_layout.row_layout(width, age_width, title_lines, has_picture=has_picture, has_takes=has_takes)
    parts = [layout.source, layout.age, layout.title, layout.lead, layout.picture, layout.dot, layout.star]
    if has_takes:
        parts.append(layout.takes)
    for part in parts:
        if part.width and part.height:
            assert part.x >= 0
            assert part.right <= width
            assert part.bottom <= row_layout.ROW_HEIGHT
    for number, one in enumerate(parts):
        for other in parts[number + 1 :]:
            assert not overlap(one, other), (one, other)
