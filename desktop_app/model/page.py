"""What the page of an article on its site gave. Plain values; when to ask for it is in ``model/full_text.py``."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.model.document import Document
from desktop_app.model.frozen import frozen


class PageOutcome(StrEnum):
    """A closed list: each but the first has its sentence in ``messages.py``."""

    FULL_TEXT = "full text"
    PAYWALL = "paywall"  # the site shows the whole article to subscribers only
    BOT_WALL = "bot wall"  # the site sent a test for programs in its place
    NO_TEXT = "no text"  # no article on it, or no more of it than the feed says
    FAILED = "failed"  # it could not be fetched


@frozen
class PageText:
    """What was read on a page."""

    document: Document = ()
    byline: str = ""
    image: str = ""  # address of the lead picture, http or https, "" when there is none
    wall: PageOutcome | None = None  # PAYWALL or BOT_WALL where the page keeps its article from the reader


@frozen
class SitePage:
    """What an article's own page gave when it was asked last. All but the first four are of a full text."""

    outcome: PageOutcome
    fetched: int  # seconds since the epoch, UTC
    problem: str = ""  # the FetchProblem of one that failed
    status: int | None = None  # of HTTP, where one came
    byline: str = ""
    image: str = ""
    document: Document = ()
