"""Who wrote an article, as pages of many makes say it."""

from __future__ import annotations

import pytest

from desktop_app.extract.page.article_page import article_page

TEXT = "".join(f"<p>{'The council met again and nobody left before the lamps were lit. ' * 3}</p>" for _ in range(6))
URL = "https://www.daily-lamp.example/lamps"


def byline(line: str, head: str = "") -> str:
    page = (
        f"<html><head>{head}</head><body><article><h1>The lamps of the council</h1>{line}{TEXT}</article></body></html>"
    )
    return article_page(page, URL).byline


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('<p class="byline">By Ana Rojas</p>', "Ana Rojas"),
        ("<p>Written by Ana Rojas</p>", "Ana Rojas"),
        ('<div><a href="/author/ana-rojas">Ana Rojas</a></div>', "Ana Rojas"),
        ('<div><a href="/autor/ana/">Ana Rojas</a>, <a href="/autor/bo/">Bo Lind</a></div>', "Ana Rojas, Bo Lind"),
        ('<div class="author"><b>Ana Rojas</b><span>December 4, 2024</span></div>', "Ana Rojas"),
        ('<div class="author">August 28</div>', ""),
        ('<div class="author">Last Updated: 4 May</div>', ""),
        ('<div class="author">Twitter Facebook</div>', ""),
        ('<figure><img src="/a.jpg"><span class="author">Bo Lind/Agency</span></figure>', ""),
    ],
)
def test_on_the_page(line: str, name: str) -> None:
    assert byline(line) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta name="author" content="Lamp House"><meta property="article:author" content="Ana Rojas">', "Ana Rojas"),
        ('<meta name="lamp_authors" content="Ana Rojas">', "Ana Rojas"),
        ('<meta name="author" content="daily-lamp.example">', "daily-lamp.example"),
        ('<meta property="article:author" content="https://social.example/lamp">', ""),
    ],
)
def test_in_what_it_tells_machines(head: str, name: str) -> None:
    assert byline("", head) == name


def test_a_person_goes_before_the_site() -> None:
    head = '<meta name="author" content="daily-lamp.example">'
    assert (
        byline('<p class="author">von <a href="mailto:ana@daily-lamp.example">Ana Rojas</a></p>', head) == "Ana Rojas"
    )
