"""Which take of a story each country's press holds. Pure."""

from __future__ import annotations

from collections import Counter

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.story_page import StoryPage


@frozen
class ToldBy:
    """A row of the legend: a take, or what tells the story with no take of its own."""

    take: int | None  # its number in the story, from 0
    label: str  # of the take; "" for none
    countries: tuple[CountryCode, ...]


def take_of_each(story: StoryPage) -> dict[CountryCode, int | None]:
    """For each country that tells the story the take that most of its articles hold, the more told one of equals;
    None where its press holds none."""
    country_of = {row.id: row.country for row in story.rows}
    held: Counter[tuple[CountryCode, int]] = Counter(
        (country_of[article], number)
        for number, take in enumerate(story.takes)
        for article in take.members
        if article in country_of
    )
    result: dict[CountryCode, int | None] = {one.country: None for one in story.coverage}
    for country in result:
        numbers = [number for number in range(len(story.takes)) if held[country, number]]
        result[country] = min(numbers, key=lambda number: (-held[country, number], number), default=None)
    return result


def told_by(story: StoryPage) -> tuple[ToldBy, ...]:
    """The takes that are painted somewhere, in the story's order, then those who hold none."""
    of_each = take_of_each(story)
    numbers: list[int | None] = [*range(len(story.takes)), None]
    rows = (
        ToldBy(
            number,
            "" if number is None else story.takes[number].label,
            tuple(country for country, take in of_each.items() if take == number),
        )
        for number in numbers
    )
    return tuple(row for row in rows if row.countries)
