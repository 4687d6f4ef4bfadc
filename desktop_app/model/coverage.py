"""Who covers a story and who does not: plain immutable values."""

from __future__ import annotations

from enum import Enum

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryId, StorySummary


@frozen
class Carried:
    """An outlet carries the story: one of its articles."""

    outlet: int  # key of the outlet
    country: CountryCode  # whose press the outlet is
    published: Seconds


@frozen
class CoveredStory:
    """A story, as far as who covers it is asked."""

    id: StoryId
    carried: tuple[Carried, ...]


@frozen
class PressHealth:
    """The outlets of a country's press that the reader asks for news."""

    country: CountryCode
    region: str  # one of the UN M49 regions
    healthy: frozenset[int]  # keys of outlets that were read in the last 24 hours
    down: frozenset[int]  # keys of those that were not: whether they carry a story is unknown


@frozen
class CountryCoverage:
    """How much of a country's press carries a story."""

    country: CountryCode
    carrying: int  # outlets
    healthy: int  # outlets that were read in the last 24 hours, or carry the story
    down: int  # outlets of which nobody knows
    first: Seconds  # when the first of its articles was published

    @property
    def share(self) -> float | None:
        """Of the outlets of which it is known; None where none is known."""
        return self.carrying / self.healthy if self.healthy else None


@frozen
class BlindSpot:
    """A story that the world's press carries and one's own does not, with the arithmetic."""

    story: StoryId
    press: tuple[CountryCode, ...]  # one's own: a country, or those of a region
    countries: int  # others whose press carries it
    regions: int  # of those countries
    outlets: int  # of those countries, that carry it
    press_sources: int  # one's own outlets that were read in the last 24 hours
    press_down: int  # and those that were not: they do not count as silent
    carrying: int  # of one's own outlets
    p: float  # how likely so few of one's own would be if all outlets were as likely to carry it


@frozen
class OnlyOurs:
    """The mirror: a story that only one's own press carries."""

    story: StoryId
    press: tuple[CountryCode, ...]
    carrying: int  # of one's own outlets
    outlets: int  # of all others, that carry it
    others: int  # outlets of other countries that were read in the last 24 hours
    p: float  # how likely so few of the others would be


@frozen
class ToldByOne:
    """A story that the press of one country alone tells."""

    story: StoryId
    country: CountryCode
    outlets: int
    other_countries: int  # whose press was read in the last 24 hours and does not carry it


@frozen
class Late:
    """A story that one's own press began to carry long after the first one abroad."""

    story: StoryId
    press: tuple[CountryCode, ...]
    first_abroad: Seconds
    country: CountryCode  # where it was first
    first_at_home: Seconds


class Gap(Enum):
    """What of the world's coverage is missing somewhere."""

    BLIND_SPOT = "blind spots"
    LATE = "late"
    ONLY_OURS = "only ours"
    TOLD_BY_ONE = "told by one"


@frozen
class GapStory:
    """A story that is missing somewhere, for a list, and its arithmetic."""

    summary: StorySummary  # with the arithmetic in a sentence as remark
    figures: BlindSpot | Late | OnlyOurs | ToldByOne
