"""
Outlets and their feeds: who publishes, where it can be read, and how that goes.

The user's word for an outlet is "source"; in the code it is an outlet, because a feed is a source of something too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen

OutletKey = NewType("OutletKey", str)  # "CL/la-tercera": country, slash, slug of the name; stable over releases
FeedId = NewType("FeedId", int)


class OutletKind(StrEnum):
    """What sort of outlet it is. A closed list, so that it can be shown and filtered."""

    NATIONAL_DAILY = "national daily"
    REGIONAL = "regional"
    WEEKLY = "weekly/magazine"
    BUSINESS = "business"
    NEWS_AGENCY = "news agency"
    PUBLIC_BROADCASTER = "public broadcaster"
    PRIVATE_BROADCASTER = "private broadcaster"
    STATE_MEDIA = "state media"
    INDEPENDENT = "independent"
    OTHER = "other"


@frozen
class Ownership:
    """Who says that an outlet is owned or run by whom. Never our own judgement."""

    code: str  # State Media Monitor's typology: SC, CaPu, CaPr, ISFM, ISF, ISM, IP
    meaning: str  # "state-controlled"
    edition: str  # "State Media Monitor, 2023"


@frozen
class FeedSource:
    """A feed as the catalogue, or the user, names it."""

    url: str
    language: str  # BCP 47, "" when unknown


@frozen
class Outlet:
    """A newspaper, a broadcaster, an agency: who publishes."""

    key: OutletKey
    country: CountryCode
    name: str
    kind: OutletKind
    homepage: str
    feeds: tuple[FeedSource, ...]
    is_default: bool  # on at the first start
    confidence: float = 0.5  # 0 to 1, a prior that the feed is alive; see resources/catalog/README.md
    ownership: Ownership | None = None
    note: str = ""
    checked: str = ""  # ISO date when somebody last saw the feed alive, "" when never
    origin: str = "catalogue"  # or "user"


class FeedState(StrEnum):
    """How a feed is doing, in one word. ``ui/messages.py`` and ``cli`` make sentences of it."""

    NEVER = "never"  # not asked yet
    HEALTHY = "healthy"
    QUIET = "quiet"  # answers, but has had nothing new for a week
    FAILING = "failing"  # the last attempt failed; it is tried again
    GONE = "gone"  # the site said it is gone for good (410)
    PAUSED = "paused"  # by the user
    OFF = "off"  # in the catalogue, not switched on


@frozen
class FeedHealth:
    """How a feed has been doing. ``messages.feed_sentence`` says it in words."""

    feed: FeedId
    outlet: OutletKey
    outlet_name: str
    country: CountryCode
    url: str  # where it is read: not the catalogue's when it has moved
    state: FeedState
    last_success: Seconds | None
    last_attempt: Seconds | None
    next_attempt: Seconds | None
    failing_since: Seconds | None
    problem: str  # a FetchProblem or ParseProblem, "" when the last attempt succeeded
    status: int | None  # the HTTP status of the last attempt, None when there was no answer
    articles: int  # stored of it
    is_user: bool = False  # added by the user, not in the catalogue
    moved_from: str = ""  # the address that the catalogue, or the user, gave; "" when that is where it is read
    articles_per_week: float | None = None  # over the last 30 days; None when nothing is known
    is_unencrypted: bool = False  # its address is https, but the site led from there to http
    average_delay_s: int | None = None  # from its date to our reading it: the median of 30 days; None when not known
