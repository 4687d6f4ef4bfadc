"""Stories: articles that tell the same event, and what the world's press makes of it. Plain immutable values."""

from __future__ import annotations

from typing import NewType

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen

StoryId = NewType("StoryId", int)


@frozen
class StoryArticle:
    """As much of an article as stories are made of."""

    id: ArticleId
    title: str  # in English where a translation is stored, else the original
    text: str  # lead and the beginning of the body, plain; in English where a translation is stored
    language: str  # of title and text as they stand here: "en" where they are a translation; "" when unknown
    outlet: int  # key of the outlet
    outlet_name: str
    country: CountryCode  # whose press the outlet is
    is_state_controlled: bool  # its sentences never become the world's current take
    published: Seconds
    url: str


@frozen
class StorySummary:
    """A story as lists of stories show it: ``View.stories``, ``View.edition``, ``View.blind_spots``."""

    id: StoryId
    title: str  # the headline in the story's middle, in English where there is a translation
    articles: int
    outlets: int
    countries: tuple[CountryCode, ...]  # whose press tells it, those with the most articles first
    first_seen: Seconds  # when its first article was published
    updated: Seconds  # when its last article was
    image: str  # address of a picture of one of its articles, "" when there is none
    takes: tuple[str, ...] = ()  # labels, the most told first
    remark: str = ""  # why it is in this list, in a sentence: the arithmetic of a blind spot
