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
