"""
Where everything is in a row of the article list. Pure geometry in logical pixels, relative to the row's corner: no Qt.

    |gutter| source, country .............. ES · 2 h |
    | dot  | title, two lines        +-------------+ |
    | star | lead, two lines         |   picture   | |
    |      | 5 other takes           +-------------+ |

Every row has the same height, so that the view need not ask 100,000 times. A title of one line leaves its second line
to the lead; without a lead the title may have three.
"""

from __future__ import annotations

from desktop_app.model.frozen import frozen

ROW_HEIGHT = 120
GUTTER = 30  # holds the dot and the star
GUTTER_MIDDLE = 17
MARGIN_RIGHT = 16
MARGIN_TOP = 12
INSET = 5  # of the selection's ground, from the sides
META_HEIGHT = 16
TITLE_LINE = 20
LEAD_LINE = 18
TITLE_TOP = MARGIN_TOP + META_HEIGHT + 4
TEXT_HEIGHT = 2 * TITLE_LINE + 2 * LEAD_LINE
PICTURE = 72
PICTURE_GAP = 12
AGE_GAP = 8
DOT = 8
STAR = 16
STAR_HIT = 28


@frozen
class Rect:
    """In logical pixels, from the corner of the row."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom


@frozen
class RowLayout:
    """The rectangles of a row. What has no room, or nothing to show, has no width or no lines."""

    ground: Rect  # of selection and hover
    source: Rect
    age: Rect
    title: Rect
    lead: Rect
    lead_lines: int
    takes: Rect
    picture: Rect
    dot: Rect
    star: Rect
    separator: Rect


def title_lines_at_most(*, has_lead: bool) -> int:
    return 2 if has_lead else 3


def text_width(width: int, *, has_picture: bool) -> int:
    """What the title and the lead have, of a row of ``width``."""
    taken = GUTTER + MARGIN_RIGHT + (PICTURE + PICTURE_GAP if has_picture else 0)
    return max(0, width - taken)


def star_hit() -> Rect:
    """Where a press means the star: the same in every row, and larger than the star."""
    star = _star()
    grow = (STAR_HIT - STAR) // 2
    return Rect(star.x - grow, star.y - grow, STAR_HIT, STAR_HIT)


def _star() -> Rect:
    return Rect(GUTTER_MIDDLE - STAR // 2, TITLE_TOP + (TITLE_LINE - STAR) // 2, STAR, STAR)


def row_layout(width: int, age_width: int, title_lines: int, *, has_picture: bool, has_takes: bool) -> RowLayout:
    """Lay out a row of ``width`` whose age is ``age_width`` wide and whose title came to so many lines."""
    text = text_width(width, has_picture=has_picture)
    age_x = max(GUTTER, width - MARGIN_RIGHT - age_width)
    title = Rect(GUTTER, TITLE_TOP, text, max(1, title_lines) * TITLE_LINE)
    takes_lines = 1 if has_takes else 0
    lead_lines = max(0, (TEXT_HEIGHT - title.height) // LEAD_LINE - takes_lines)
    lead_y = title.bottom + 2
    takes_y = TITLE_TOP + TEXT_HEIGHT - LEAD_LINE + 2
    return RowLayout(
        ground=Rect(INSET, 2, max(0, width - 2 * INSET), ROW_HEIGHT - 5),
        source=Rect(GUTTER, MARGIN_TOP, max(0, age_x - AGE_GAP - GUTTER), META_HEIGHT),
        age=Rect(age_x, MARGIN_TOP, max(0, width - MARGIN_RIGHT - age_x), META_HEIGHT),
        title=title,
        lead=Rect(GUTTER, lead_y, text, lead_lines * LEAD_LINE),
        lead_lines=lead_lines,
        takes=Rect(GUTTER, takes_y, text if has_takes else 0, LEAD_LINE),
        picture=Rect(width - MARGIN_RIGHT - PICTURE, TITLE_TOP + 4, PICTURE if has_picture else 0, PICTURE),
        dot=Rect(GUTTER_MIDDLE - DOT // 2, MARGIN_TOP + (META_HEIGHT - DOT) // 2, DOT, DOT),
        star=_star(),
        separator=Rect(GUTTER, ROW_HEIGHT - 1, max(0, width - GUTTER - MARGIN_RIGHT), 1),
    )
