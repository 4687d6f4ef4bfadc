from __future__ import annotations

from dataclasses import replace

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.layer import TOLD, Palette, Swatch
from desktop_app.ui.models.story_layer import PaintedStory, story_layer
from tests.unit.ui.models.test_told import CN, FR, RU, US, story, take

NAMES = {US: "United States", RU: "Russia", CN: "China", FR: "France"}
TAKES = take("Denial", 1, 4), take("Support", 2, 3, 5, 6)
JP = CountryCode("JP")


def painted(about: CountryCode | None = None) -> PaintedStory:
    page = replace(story(*TAKES), about=about)
    return PaintedStory(replace(page, summary=replace(page.summary, title="Talks begin")))


def test_a_story_is_painted_by_take_with_a_legend_that_names_takes_and_story() -> None:
    layer = painted().layer(NAMES.__getitem__)
    assert layer.palette is Palette.TAKES
    assert layer.title == "Talks begin"
    assert layer.classes == {US: 2, CN: 2, RU: 1, FR: TOLD}
    assert layer.swatches == (
        Swatch(1, "Denial (1 country)"),
        Swatch(2, "Support (2 countries)"),
        Swatch(TOLD, "With no take of their own (1 country)"),
    )
    assert not layer.arcs and not layer.note


def test_lines_lead_from_those_who_tell_it_to_the_country_that_it_is_about() -> None:
    layer = painted(about=FR).layer(NAMES.__getitem__)
    assert layer.arcs == ((US, FR), (CN, FR), (RU, FR))
    assert layer.note == "Lines lead to France, which it is about"


def test_without_takes_it_is_painted_by_sources() -> None:
    page = story()
    layer = PaintedStory(replace(page, summary=replace(page.summary, title="Talks"))).layer(NAMES.__getitem__)
    assert layer.palette is Palette.ACTIVITY
    assert layer.title == "Sources: Talks"
    assert set(layer.classes) == {US, CN, RU, FR}
    assert story_layer(page).title == "Sources"


def test_what_is_said_of_a_country() -> None:
    assert painted().said_of(US) == "tells the story, with the take Support"
    assert painted().said_of(FR) == "tells the story, with no take of its own"
    assert painted().said_of(JP) == "does not tell the story"
    assert painted().in_short() == "Talks begin, told by 4 countries with 2 takes"
    assert PaintedStory(story()).in_short() == ", told by 4 countries"


def test_takes_that_share_a_colour_are_others() -> None:
    """There are five colours; a story with seven takes in seven countries has two that stand for several."""
    many = [take(f"Take {number}", number) for number in range(1, 8)]
    press = {number: CountryCode(code) for number, code in enumerate(("US", "RU", "CN", "FR", "JP", "KE", "BR"), 1)}
    page = story(*many)
    articles = tuple(replace(one, row=replace(one.row, country=press[int(one.row.id)])) for one in page.articles)
    coverage = tuple(replace(page.coverage[0], country=code) for code in press.values())
    layer = PaintedStory(replace(page, articles=articles, coverage=coverage)).layer(str)
    assert [swatch.words for swatch in layer.swatches] == [
        *(f"Take {number} (1 country)" for number in range(1, 5)),
        "Other takes (3 countries)",
    ]
