from __future__ import annotations

import pytest

from desktop_app.model.article import Article, ArticleId, ArticleRow, Provenance
from desktop_app.model.country import CountryCode
from desktop_app.model.document import Document, Paragraph, Run
from desktop_app.model.errors import FetchProblem
from desktop_app.model.full_text import (
    RETRY_S,
    WHOLE_WORDS,
    is_missing,
    is_wanted,
    is_whole,
    judged,
    may_be_asked,
    number_of_words,
)
from desktop_app.model.page import PageOutcome, PageText, SitePage

NOW = 1_760_000_000
LONG = "word " * WHOLE_WORDS
URL = "https://alba.example/news/1"


def text(*paragraphs: str) -> Document:
    return tuple(Paragraph((Run(p),)) for p in paragraphs)


def article(
    document: Document = (), lead: str = "", url: str = URL, page: SitePage | None = None, changed: int | None = None
) -> Article:
    row = ArticleRow(
        ArticleId(1), CountryCode("CL"), "Alba", "T", "T", lead, "es", url, "", NOW, False, False, False
    )  # fmt: skip
    return Article(row, 1, "", lead, document, None, Provenance("https://alba.example/feed", NOW, changed), page=page)


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        (LONG, True),
        (LONG + "and so it ended.", True),
        ("word " * (WHOLE_WORDS - 1), False),
        ("", False),
        (LONG + "and then…", False),
        (LONG + "and then [...]", False),
        (LONG + "and then [&#8230;]".replace("&#8230;", "…"), False),
        (LONG + "and then... Read more »", False),
        (LONG + "Continue reading →", False),
        (LONG + "Continue reading the main story.", False),
        (LONG + "[+2345 chars]", False),
        (LONG + "Lire la suite", False),
        (LONG + "Leer más", False),
        (LONG + "Weiterlesen", False),
        (LONG + "Читать далее", False),
        (LONG + "阅读全文", False),
        (LONG + "اقرأ المزيد", False),
        (LONG + "she could read. More of it came later, he said.", True),
        ("字" * 2 * WHOLE_WORDS, True),
        ("字" * WHOLE_WORDS, False),
        ("ข่าว" * WHOLE_WORDS, True),
    ],
)
def test_what_a_feed_gives_in_full(said: str, is_it: bool) -> None:
    assert is_whole(text(said), "") is is_it


def test_a_text_that_is_its_lead_is_a_summary() -> None:
    assert not is_whole(text(LONG), LONG)
    assert is_whole(text(LONG, "End."), LONG)


@pytest.mark.parametrize(
    ("said", "number"), [("", 0), ("one two", 2), ("één twee", 2), ("水資源の", 2), ("a 水水 b", 3)]
)
def test_words_are_counted_in_every_script(said: str, number: int) -> None:
    assert number_of_words(said) == number


@pytest.mark.parametrize(
    "outcome", [PageOutcome.PAYWALL, PageOutcome.BOT_WALL, PageOutcome.NO_TEXT, PageOutcome.FAILED]
)
def test_what_gave_nothing_is_left_alone_for_a_day(outcome: PageOutcome) -> None:
    page = SitePage(outcome, NOW, FetchProblem.TIMEOUT if outcome is PageOutcome.FAILED else "")
    assert not may_be_asked(page, None, NOW)
    assert not may_be_asked(page, NOW + 5, NOW + RETRY_S - 1)
    assert may_be_asked(page, None, NOW + RETRY_S)
    assert may_be_asked(page, None, NOW - 60)  # of the future: the clock was wrong


def test_a_page_is_asked_when_it_never_was_and_when_there_was_no_network() -> None:
    assert may_be_asked(None, None, NOW)
    assert may_be_asked(SitePage(PageOutcome.FAILED, NOW, FetchProblem.OFFLINE), None, NOW)


def test_a_full_text_is_asked_again_only_when_the_feed_has_changed_since() -> None:
    page = SitePage(PageOutcome.FULL_TEXT, NOW, document=text("All of it."))
    assert not may_be_asked(page, None, NOW + 10 * RETRY_S)
    assert not may_be_asked(page, NOW - 60, NOW + 10 * RETRY_S)
    assert may_be_asked(page, NOW + 60, NOW + 90)


@pytest.mark.parametrize(
    ("url", "document", "is_it"),
    [
        (URL, text("Short."), True),
        ("HTTP://alba.example/1", (), True),
        (URL, text(LONG), False),
        ("", text("Short."), False),
        ("ftp://alba.example/1", text("Short."), False),
        ("file:///etc/passwd", (), False),
        ("javascript:alert(1)", (), False),
    ],
)
def test_only_a_page_of_the_web_is_asked_and_only_where_the_feed_is_short(
    url: str, document: Document, is_it: bool
) -> None:
    assert is_missing(article(document, url=url)) is is_it
    assert is_wanted(article(document, url=url), NOW) is is_it


def test_a_page_that_was_asked_is_not_wanted_again() -> None:
    assert not is_wanted(article(page=SitePage(PageOutcome.PAYWALL, NOW)), NOW + 60)
    assert is_wanted(article(page=SitePage(PageOutcome.PAYWALL, NOW)), NOW + RETRY_S)


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (PageText(text("Everything that the feed says and more.")), PageOutcome.FULL_TEXT),
        (PageText(text("What the feed says")), PageOutcome.FULL_TEXT),
        (PageText(text("Less.")), PageOutcome.NO_TEXT),
        (PageText(), PageOutcome.NO_TEXT),
        (PageText(text("Everything that the feed says and more."), wall=PageOutcome.PAYWALL), PageOutcome.PAYWALL),
        (PageText(wall=PageOutcome.BOT_WALL), PageOutcome.BOT_WALL),
    ],
)
def test_a_page_is_judged_beside_the_feed(read: PageText, outcome: PageOutcome) -> None:
    assert judged(read, article(text("What the feed says.")), URL) is outcome
    assert judged(read, article(lead="What the feed says."), URL) is outcome


@pytest.mark.parametrize("home", ["https://alba.example", "https://alba.example/", "https://alba.example/?from=1"])
def test_a_page_that_leads_to_the_sites_front_is_gone(home: str) -> None:
    read = PageText(text("Everything that the front of a site says."))
    assert judged(read, article(), home) is PageOutcome.NO_TEXT
    assert judged(read, article(url=home), home) is PageOutcome.FULL_TEXT
    assert judged(read, article(), "https://[broken") is PageOutcome.FULL_TEXT
