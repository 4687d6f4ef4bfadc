"""The fictional press is as varied as it has to be."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import UTC, datetime

import pytest
from lxml import etree, html

from desktop_app.demo.world import DEMO_CLOCK, DemoWorld
from tests.unit.demo.feed_reading import Item, fetched, items, items_of, rows

ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1251", "windows-1256", "gb18030", "shift_jis"}


@pytest.fixture(scope="module")
def press(world: DemoWorld) -> list[Item]:
    return items(world)


def test_many_countries_and_languages(world: DemoWorld) -> None:
    catalogue = rows(world)
    assert len({row.country for row in catalogue}) >= 16
    assert len({row.language for row in catalogue}) >= 10
    assert len({row.url for row in catalogue}) == len(catalogue)


def test_addresses_belong_to_nobody(world: DemoWorld, press: list[Item]) -> None:
    addresses = [a for row in rows(world) for a in (row.url, row.homepage)]
    addresses += [a for item in press for a in (item.url, item.image) if a]
    assert all(a.split("/")[0] == "https:" and a.split("/")[2].endswith(".example") for a in addresses)


def test_many_articles(press: list[Item]) -> None:
    assert len(press) >= 170
    assert len({item.url for item in press}) == len(press)
    assert len({item.title for item in press}) == len(press)
    assert min(Counter(item.row.country for item in press).values()) >= 5


def test_many_scripts(press: list[Item]) -> None:
    scripts = {unicodedata.name(c).split()[0] for item in press for c in item.title if c.isalpha()}
    wanted = {"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
    assert wanted <= scripts


def test_titles_are_short_and_long(press: list[Item]) -> None:
    lengths = [len(item.title) for item in press]
    assert min(lengths) < 20
    assert max(lengths) > 100


def test_some_lack_a_picture_or_a_date(press: list[Item]) -> None:
    without_picture = sum(not item.image for item in press)
    without_date = sum(item.date is None for item in press)
    assert 5 <= without_picture <= len(press) // 4
    assert 1 <= without_date <= 10


def test_most_is_of_the_last_day(press: list[Item]) -> None:
    now = datetime.fromtimestamp(DEMO_CLOCK, UTC)
    ages = [(now - item.date).total_seconds() / 3600 for item in press if item.date]
    assert min(ages) > 0
    assert max(ages) < 100
    assert sum(age < 24 for age in ages) > 0.75 * len(ages)
    assert sum(age < 3 for age in ages) >= 10


def test_feeds_say_that_they_are_fictional(world: DemoWorld) -> None:
    notices = {"en": "fictional", "es": "ficticia", "ar": "خيالية", "zh": "虚构", "ru": "Вымышленная"}
    for row in rows(world):
        if row.language in notices and not row.url.endswith(".json"):
            text = " ".join(map(str, etree.fromstring(fetched(world, row.url).body).itertext())).lower()
            assert notices[row.language].lower() in text, row.url


def test_feeds_are_of_all_formats_and_in_old_encodings(world: DemoWorld) -> None:
    formats: set[str] = set()
    encodings: set[str] = set()
    for row in rows(world):
        answer = fetched(world, row.url)
        assert items_of(row, answer.body), row.url
        formats.add(answer.content_type)
        if not row.url.endswith(".json"):
            docinfo = etree.ElementTree(etree.fromstring(answer.body)).docinfo
            encodings.add((docinfo.encoding or "").lower())
    assert len(formats) == 4
    assert encodings >= ENCODINGS


def test_every_article_has_a_page_of_three_to_eight_paragraphs(world: DemoWorld, press: list[Item]) -> None:
    kinds: Counter[str] = Counter()
    for item in press:
        page = html.document_fromstring(fetched(world, item.url).body, parser=html.HTMLParser(encoding="utf-8"))
        article = page.find(".//article")
        assert article is not None
        assert article.findtext("h1") == item.title
        paragraphs = [p for p in article.iter("p") if p.get("class") != "byline"]
        assert 3 <= len(paragraphs) <= 9, item.url  # the last is a link to another article
        kinds.update(str(e.tag) for e in article.iter("h2", "blockquote", "li", "figcaption", "a"))
        link = article.find(".//a")
        assert link is not None
        assert fetched(world, link.get("href") or "").content_type.startswith("text/html")
    assert all(kinds[kind] >= 5 for kind in ("h2", "blockquote", "li", "figcaption", "a"))


def test_stories_are_told_by_three_to_nine_countries(world: DemoWorld, press: list[Item]) -> None:
    country = {item.url: item.row.country for item in press}
    stories = world.stories()
    assert len(stories) >= 8
    for name, story in stories.items():
        countries = {country[url] for url in story["articles"]}
        assert sorted(countries) == story["countries"], name
        assert 3 <= len(countries) <= 9, name
        assert len(story["articles"]) == len(set(story["articles"]))
    told = [url for story in stories.values() for url in story["articles"]]
    assert len(told) == len(set(told))
    assert len(press) - len(told) > 60


def test_the_largest_stories_are_told_in_many_languages(world: DemoWorld, press: list[Item]) -> None:
    language = {item.url: item.row.language for item in press}
    spread = [len({language[url] for url in story["articles"]}) for story in world.stories().values()]
    assert max(spread) >= 6
    assert min(spread) >= 2
