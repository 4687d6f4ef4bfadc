from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story_page import ArticleTakes
from desktop_app.model.take import Quote, Take
from desktop_app.ui.models.coverage import UNKNOWN_REGION, RegionCoverage, by_country, by_region
from desktop_app.ui.reader.takes import take_lines
from desktop_app.ui.reader.takes_box import MOST_LINES

NOW = 1_000_000


def row(number: int, country: str, outlet: str = "") -> ArticleRow:
    return ArticleRow(
        id=ArticleId(number),
        country=CountryCode(country),
        outlet=outlet or f"Paper {number}",
        title=f"Title {number}",
        original_title=f"Title {number}",
        lead="",
        language="en",
        url="",
        image="",
        published=NOW - 7200,
        is_read=False,
        is_starred=False,
        is_translated=False,
    )


def related(number: int, country: str, similarity: float, *shared: str, outlet: str = "") -> RelatedArticle:
    return RelatedArticle(row(number, country, outlet), shared or ("harbour",), similarity)


def country_of(code: CountryCode) -> Country | None:
    known = {"BR": ("Brazil", "Americas"), "KE": ("Kenya", "Africa"), "NG": ("Nigeria", "Africa")}
    if code not in known:
        return None
    name, region = known[code]
    return Country(code, name, (), (), "", region, "", 0.0, 0.0, "", ())


FOUND = (
    related(2, "KE", 0.3),
    related(3, "NG", 0.5),
    related(4, "NG", 0.4),
    related(5, "BR", 0.35),
    related(6, "QQ", 0.9),
)


def test_the_own_country_is_first_then_those_with_most_articles() -> None:
    coverages = by_country(row(1, "BR"), FOUND, country_of)
    assert [(c.name, c.outlets) for c in coverages] == [("Brazil", 2), ("Nigeria", 2), ("QQ", 1), ("Kenya", 1)]
    assert [c.opened is not None for c in coverages] == [True, False, False, False]
    assert [r.row.id for r in coverages[1].articles] == [3, 4]


def test_an_outlet_counts_once() -> None:
    coverages = by_country(row(1, "BR", "Paper"), [related(2, "BR", 0.5, outlet="Paper")], country_of)
    assert [c.outlets for c in coverages] == [1]


def test_the_shared_words_of_a_country_are_told_once() -> None:
    found = [related(2, "KE", 0.5, "Blue Harbour", "ports"), related(3, "KE", 0.4, "Ports", "a", "b", "c", "d")]
    assert by_country(row(1, "BR"), found, country_of)[1].shared == ("Blue Harbour", "ports", "a", "b", "c")


def test_regions_with_most_countries_first() -> None:
    coverages = by_country(row(1, "BR"), FOUND, country_of)
    assert by_region(coverages) == (
        RegionCoverage("Africa", 2, 3),
        RegionCoverage("Americas", 1, 2),
        RegionCoverage(UNKNOWN_REGION, 1, 1),
    )


def box(found: Sequence[RelatedArticle], *takes: Take) -> ArticleTakes:
    return ArticleTakes(takes, tuple(r.row for r in sorted(found, key=lambda r: -r.similarity)))


def take(number: int, label: str) -> Take:
    quote = Quote(f"{label}, they say.", ArticleId(number), f"Paper {number}", CountryCode("KE"), NOW, "", False)
    return Take(label, quote, (quote.article,), (quote.country,), 1)


def test_one_take_of_each_other_country_the_best_first() -> None:
    lines = take_lines(box(FOUND), row(1, "BR"), str, NOW)
    assert [(line.country_name, line.article_id) for line in lines] == [("QQ", 6), ("NG", 3), ("KE", 2)]
    assert {line.age for line in lines} == {"2 h"}
    assert (lines[1].outlet, lines[1].title) == ("Paper 3", "Title 3")


def test_named_takes_come_first_and_no_article_twice() -> None:
    lines = take_lines(box(FOUND, take(2, "Doubts"), take(1, "Own Doubts")), row(1, "BR"), str, NOW)
    assert [(line.title, line.sentence) for line in lines[:1]] == [("Doubts", "Doubts, they say.")]
    assert [line.article_id for line in lines] == [2, 6, 3]


def test_no_more_takes_than_the_box_has_room_for() -> None:
    many = [related(number, f"X{number}", 0.5) for number in range(9)]
    assert len(take_lines(box(many), row(1, "BR"), str, NOW)) == MOST_LINES
    named = [take(number, f"Take {number}") for number in range(2, 9)]
    lines = take_lines(box(many, *named), row(1, "BR"), str, NOW)
    assert [bool(line.sentence) for line in lines] == [True, True, True, False, False]


def test_no_takes() -> None:
    assert take_lines(box([related(2, "BR", 0.5)]), row(1, "BR"), str, NOW) == ()
    assert take_lines(None, row(1, "BR"), str, NOW) == ()
