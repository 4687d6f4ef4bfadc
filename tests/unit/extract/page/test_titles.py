"""The headline among all that a page calls its title, on pages of many makes; and titles without their site's name."""

from __future__ import annotations

import json

import pytest

from desktop_app.extract.page.article_page import article_page
from desktop_app.extract.page.site_names import SiteNames
from desktop_app.extract.page.structured import Claims
from desktop_app.extract.page.title_text import folded, parts_of

TEXT = "".join(f"<p>{'The council met again and nobody left before the lamps were lit. ' * 3}</p>" for _ in range(6))
URL = "https://www.daily-lamp.example/town/lamps-of-the-council-are-lit"


def page(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def card(title: str, site: str = "The Daily Lamp") -> str:
    return f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'


@pytest.mark.parametrize(
    ("name", "source", "title"),
    [
        (
            "the site's name at the end",
            page(
                "<title>Lamps are lit in the old town - The Daily Lamp</title>"
                + card("Lamps are lit in the old town - The Daily Lamp"),
                TEXT,
            ),
            "Lamps are lit in the old town",
        ),
        (
            "the site's name at the front, in Greek",
            page(
                "<title>ΕΦΗΜΕΡΙΔΑ : Καμιά αναμονή για τους φανούς</title>",
                f'<div class="ArticleTitle">Καμιά αναμονή για τους φανούς</div>{TEXT}',
            ),
            "Καμιά αναμονή για τους φανούς",
        ),
        (
            "sections after low lines, in Chinese",
            page(
                "<title>古城路灯今晚全部点亮_中外新闻_灯报网</title>",
                f"<h2 class='title'>古城路灯今晚全部点亮</h2>{TEXT}",
            ),
            "古城路灯今晚全部点亮",
        ),
        (
            "a section is the h1",
            page(
                "<title>Why the lamps of the old town were lit again</title>",
                "<div><h1>Town and Country Centre</h1></div>"
                f"<h2>Why the lamps of the old town were lit again</h2>{TEXT}",
            ),
            "Why the lamps of the old town were lit again",
        ),
        (
            "an advertiser stands in the h1",
            page(
                "<title>Lamps of the old town are lit in May - Town - Lamp Today</title>",
                "<h1 class='headline'><span>Sponsored by</span> Lamps of the old town are lit in May</h1>" + TEXT,
            ),
            "Lamps of the old town are lit in May",
        ),
        (
            "the headline of news against a card that is cut off",
            page(
                '<script type="application/ld+json">'
                + json.dumps({"@type": "NewsArticle", "headline": "Council votes: the lamps of the town stay lit"})
                + "</script><title>Council votes: the lamps of the town stay lit | The Daily Lamp</title>"
                + card("Council votes: the lamps of the…"),
                f"<article><h1>Council votes: the lamps of the town stay lit</h1>{TEXT}</article>",
            ),
            "Council votes: the lamps of the town stay lit",
        ),
        ("nothing but a title", page("<title>Lamps are lit tonight</title>", TEXT), "Lamps are lit tonight"),
        ("nothing at all", page("", "<p>Lamps.</p>"), ""),
    ],
)  # fmt: skip
def test_the_headline(name: str, source: str, title: str) -> None:
    assert article_page(source, URL).title == title, name


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("Lamps are lit | The Daily Lamp", "Lamps are lit"),
        ("Lamps are lit - daily-lamp.example", "Lamps are lit"),
        ("Lamps are lit – Daily Lamp Online", "Lamps are lit"),
        ("The Daily Lamp » Lamps are lit", "Lamps are lit"),
        ("The Daily Lamp : Lamps are lit - The Daily Lamp", "Lamps are lit"),
        ("Lamps are lit - why it matters", "Lamps are lit - why it matters"),
        ("The Daily Lamp", "The Daily Lamp"),
        ("", ""),
    ],
)
def test_without_the_sites_name(title: str, without: str) -> None:
    names = SiteNames(Claims(meta={"og:site_name": "The Daily Lamp"}), URL)
    assert names.taken_from(title) == without


def test_names_of_json_ld() -> None:
    claims = Claims(
        articles=[{"@type": "NewsArticle", "publisher": {"name": "Lantern Press"}}],
        others=[{"@type": ["WebSite"], "name": "Abendlicht"}, {"@type": "Person", "name": "Ana Rojas"}],
    )
    names = SiteNames(claims, "")
    assert [names.has(text) for text in ("Lantern Press", "Abendlicht", "Ana Rojas", "Lamps")] == [
        True,
        True,
        False,
        False,
    ]


def test_initials_of_the_host_name_the_site() -> None:
    names = SiteNames(Claims(), "https://odl.example/lamps")
    assert names.has("Our Daily Lamp")
    assert not names.has("Their Nightly Lamp")


@pytest.mark.parametrize(
    ("whole", "texts"),
    [
        ("Lamps are lit", []),
        ("Lamps - Town", ["Lamps", "Town"]),
        ("Lamps - Town | Paper", ["Lamps - Town", "Lamps", "Town | Paper", "Town", "Paper"]),
        ("灯亮了_新闻_灯报", ["灯亮了_新闻", "灯亮了", "新闻_灯报", "新闻", "灯报"]),
        ("Well-known e-lamps", []),
    ],
)
def test_parts(whole: str, texts: list[str]) -> None:
    assert [part.text for part in parts_of(whole)] == texts


def test_folded() -> None:
    assert folded("“Lamps”, lit_at ７: ÄRGER!") == "lampslitat7ärger"
