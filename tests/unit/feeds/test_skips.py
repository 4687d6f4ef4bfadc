from __future__ import annotations

import pytest

from desktop_app.feeds.parser import parse


@pytest.mark.parametrize(
    ("name", "inside", "hours", "days"),
    [
        ("nothing", "", set(), set()),
        ("hours", "<skipHours><hour>0</hour><hour> 07 </hour><hour>23</hour></skipHours>", {0, 7, 23}, set()),
        ("midnight by another name", "<skipHours><hour>24</hour></skipHours>", {0}, set()),
        ("days", "<skipDays><day>Sunday</day><day>monday</day></skipDays>", set(), {0, 6}),
        ("nonsense", "<skipHours><hour>25</hour><hour>-1</hour><hour>noon</hour><hour/></skipHours>", set(), set()),
        ("no day", "<skipDays><day>Caturday</day><hour>3</hour></skipDays>", set(), set()),
    ],
)
def test_when_a_feed_asks_not_to_be_read(name: str, inside: str, hours: set[int], days: set[int]) -> None:
    body = f'<rss version="2.0"><channel><title>t</title>{inside}<item><title>a</title></item></channel></rss>'
    parsed = parse(body.encode(), "https://a.example/feed", "")
    assert (set(parsed.skip_hours), set(parsed.skip_days)) == (hours, days), name
