"""The takes of a story: what some of its press says and the rest does not. Plain immutable values."""

from __future__ import annotations

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen

FEWEST_ARTICLES, FEWEST_COUNTRIES = 4, 2  # of a story that may have named takes


@frozen
class Quote:
    """A sentence of an article, word for word, and whose it is."""

    sentence: str  # stands so in the article's title or text (in English where a translation is stored)
    article: ArticleId
    outlet_name: str
    country: CountryCode  # whose press the outlet is
    published: Seconds
    url: str
    is_state_controlled: bool


@frozen
class Wording:
    """That a language model near by was asked to word a take's label."""

    own: str  # the label that is cut out of the coverage; still the take's where the proposal was refused
    by: str  # the model and where it is: "gemma3:4b at localhost:11434"


@frozen
class Take:
    """A named take: a group of a story's articles that tell what the others do not."""

    label: str  # 2 to 6 words of the coverage's own, in title case; unique within the story
    quote: Quote  # the sentence that says it best
    members: tuple[ArticleId, ...]  # all articles that tell it, copies of agencies too, in the order of their ids
    countries: tuple[CountryCode, ...]  # of the members' press, in alphabetical order
    voices: int  # members, copies of one text counted once
    wording: Wording | None = None  # None: nobody was asked

    @property
    def worded_by(self) -> str:
        """The model that worded the label; "" where it was cut out of the coverage."""
        return self.wording.by if self.wording is not None and self.wording.own != self.label else ""


@frozen
class ComparedLine:
    """A headline of a take's article, and where the words stand in it that only its side uses."""

    quote: Quote
    marked: tuple[tuple[int, int], ...]  # slices of the sentence


@frozen
class ComparedTake:
    """A take beside others."""

    take: Take
    lines: tuple[ComparedLine, ...]  # the sentence that says it best, then headlines, each article once


@frozen
class Told:
    """A sentence of The World's Current Take."""

    quote: Quote
    also: tuple[CountryCode, ...]  # whose press tells the same in other words, in alphabetical order


@frozen
class StoryTakes:
    """What is told of a story, as it was made of its articles at one time."""

    takes: tuple[Take, ...]  # the most told first
    current: tuple[Told, ...]  # The World's Current Take


@frozen
class TakeState:
    """The World's Current Take as it was from a time on."""

    since: Seconds | None  # None: it was read only now
    told: tuple[Told, ...]


@frozen
class KeptTakes:
    """What is told of a story, and what was told of it before."""

    takes: tuple[Take, ...]
    states: tuple[TakeState, ...]  # of The World's Current Take, the latest first; none has no sentence but the latest
