"""Stories of our own writing."""

from __future__ import annotations

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryArticle

START = Seconds(1_700_000_000)


def article(
    number: int,
    country: str,
    title: str,
    text: str = "",
    *,
    is_state_controlled: bool = False,
    hours: float | None = None,
) -> StoryArticle:
    """The article of this number, ``hours`` (else as many as the number says) after the start."""
    after = number if hours is None else hours
    return StoryArticle(
        id=ArticleId(number),
        title=title,
        text=text,
        language="en",
        outlet=number,
        outlet_name=f"Outlet {number}",
        country=CountryCode(country),
        is_state_controlled=is_state_controlled,
        published=Seconds(START + int(after * 3600)),
        url=f"https://example.org/{number}",
    )


def river_dam() -> list[StoryArticle]:
    """Kenya opens a dam, and its neighbours have their say."""
    told = [
        ("FR", "Kenya opens giant dam on Tana river", "Kenya opened a giant dam on the Tana river on Monday."),
        ("GB", "Kenya opens giant dam on Tana river after ten years", "The giant dam took ten years to build."),
        ("US", "Giant dam on Tana river opened by Kenya", "Engineers from five countries built the giant dam."),
        (
            "SO",
            "Somalia condemns Kenya's Tana dam",
            "Somalia condemned the Tana dam as a threat to its farmers on Monday.",
        ),
        ("ET", "Somalia rejects Tana dam as Kenya opens it", "Somalia's president rejected the Tana dam outright."),
        ("DE", "Engineers build dam on Tana river", "Environmentalists warned of floods below the dam, again."),
        ("IN", "Farmers fear drought below Tana dam", "Farmers downstream fear drought once the dam is full."),
        ("TZ", "Tanzania welcomes Tana dam", "Tanzania welcomed the Tana dam, which will send it power."),
    ]
    return [article(number, *written) for number, written in enumerate(told, 1)]
