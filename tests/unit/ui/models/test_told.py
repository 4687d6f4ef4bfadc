from __future__ import annotations

from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import CountryCoverage
from desktop_app.model.related import RelatedArticle
from desktop_app.model.story import StoryId, StorySummary
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import Quote, Take
from desktop_app.ui.models.told import ToldBy, take_of_each, told_by

US, RU, CN, FR = (CountryCode(code) for code in ("US", "RU", "CN", "FR"))
PRESS = {1: US, 2: US, 3: US, 4: RU, 5: CN, 6: CN, 7: FR}


def take(label: str, *members: int) -> Take:
    quote = Quote("So.", ArticleId(members[0]), "Paper", PRESS[members[0]], 0, "", is_state_controlled=False)
    countries = tuple(sorted({PRESS[number] for number in members}))
    return Take(label, quote, tuple(map(ArticleId, members)), countries, len(members))


def story(*takes: Take) -> StoryPage:
    rows = [
        ArticleRow(ArticleId(number), country, "Paper", "", "", "", "en", "", "", 0, False, False, False)
        for number, country in PRESS.items()
    ]
    return StoryPage(
        StorySummary(StoryId(1), "", 7, 7, (), 0, 0, "", ()),
        tuple(RelatedArticle(row, (), 0.5) for row in rows),
        (),
        takes,
        tuple(CountryCoverage(country, 1, 1, 0, 0) for country in (US, CN, RU, FR)),
    )


def test_a_country_holds_the_take_of_most_of_its_articles() -> None:
    takes = take("Denial", 1, 4), take("Support", 2, 3, 5), take("Warning", 6)
    assert take_of_each(story(*takes)) == {US: 1, CN: 1, RU: 0, FR: None}


def test_the_legend_leaves_out_what_is_painted_nowhere() -> None:
    takes = take("Denial", 1), take("Support", 2, 3, 4), take("Warning", 5, 6)
    assert told_by(story(*takes)) == (
        ToldBy(1, "Support", (US, RU)),
        ToldBy(2, "Warning", (CN,)),
        ToldBy(None, "", (FR,)),
    )


def test_an_article_that_the_page_does_not_show_counts_for_nobody() -> None:
    gone = Take("Gone", take("", 1).quote, (ArticleId(99),), (US,), 1)
    assert take_of_each(story(gone)) == dict.fromkeys((US, CN, RU, FR))


def test_without_takes_everybody_only_tells_it() -> None:
    assert told_by(story()) == (ToldBy(None, "", (US, CN, RU, FR)),)
