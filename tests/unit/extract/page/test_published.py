"""Dates that a page only shows, as pages of several languages show them."""

from __future__ import annotations

import pytest

from desktop_app.extract.page.article_page import article_page

TEXT = "".join(f"<p>{'The council met again and nobody left before the lamps were lit. ' * 3}</p>" for _ in range(6))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ('<div class="author">谢若含<span class="date">2017-03-01 14:27:02</span></div>', "2017-03-01T14:27:00"),
        ('<p class="by">By Ana Rojas, 4 March 2024</p>', "2024-03-04"),
        ("<div>記者2024年3月4日</div>", "2024-03-04"),
        ("<div>Version 1.2.2024.3</div>", ""),
        ("<div>الجمعة 24 نيسان / أبريل 2020 09:22 مساءً</div>", "2020-04-24T21:22:00"),
        ('<div>by Ana, on <time datetime="2025-05-16T14:15:00Z">May 16th</time></div>', "2025-05-16T14:15:00+00:00"),
    ],
)  # fmt: skip
def test_near_the_title(line: str, published: str) -> None:
    page = f"<html><body><article><h1>The lamps of the council</h1>{line}{TEXT}</article></body></html>"
    assert article_page(page, "https://daily.example/lamps").published == published


def test_far_from_the_title_by_the_name_of_its_element() -> None:
    menus = "".join(f"<div><a href='/{n}'>Menu entry {n}</a></div>" for n in range(40))
    line = '<div class="row"><span>Sehernur Karsu</span> | <span class="tarih">05.04.2025 - Son</span></div>'
    page = f"<html><body><h1>The lamps of the council</h1>{menus}{line}<article>{TEXT}</article></body></html>"
    assert article_page(page, "https://daily.example/lamps").published == "2025-04-05"


def test_beside_the_title_before_those_that_are_named_for_it_elsewhere() -> None:
    newest = '<ul><li class="byline"><time datetime="2025-05-18T20:07:47Z">20:07</time> by a guest</li></ul>'
    line = '<div>by Ana, on <time datetime="2025-05-16T14:15:00Z">May 16th</time></div>'
    page = f"<html><body>{newest * 5}<article><h1>The lamps of the council</h1>{line}{TEXT}</article></body></html>"
    assert article_page(page, "https://daily.example/lamps").published == "2025-05-16T14:15:00+00:00"


def test_at_the_end_of_the_pages_title() -> None:
    head = "<head><title>The lamps of the council | Town | Daily | 28.04.2023</title></head>"
    box = '<h2>Lamps elsewhere <span class="date">24.04.2023</span></h2>'
    page = f"<html>{head}<body><h1>The lamps of the council</h1>{TEXT}{box}{TEXT}</body></html>"
    assert article_page(page, "https://daily.example/lamps").published == "2023-04-28"
