"""A feed as its bytes say it, before anything is decided about it."""

from __future__ import annotations

from desktop_app.model.article import Seconds
from desktop_app.model.frozen import frozen


@frozen
class Enclosure:
    url: str
    type: str  # MIME type as given, "" when not


@frozen
class Entry:
    """One item of a feed. Text fields are plain text; ``summary`` and ``content`` are HTML as the feed has it.

    Nothing here is safe to show: ``extract`` makes a document of the HTML, and that is shown.
    """

    id: str  # guid or atom:id as given, "" when there is none
    url: str  # absolute; "" when there is none
    title: str
    published: Seconds | None  # None when the feed gives no date that can be read
    updated: Seconds | None
    summary: str
    content: str
    author: str
    language: str  # as the item says, "" when it does not
    images: tuple[str, ...]  # absolute addresses, best first
    enclosures: tuple[Enclosure, ...]
    base_url: str  # what relative links inside summary and content are relative to
    given_author: str = ""  # where the feed says more than a name: "desk@example.org (Ada Njeri)"
    given_link: str = ""  # where the feed's own link is not ``url``: a counting proxy's, or one that leads nowhere


@frozen
class ParsedFeed:
    title: str
    language: str
    homepage: str
    entries: tuple[Entry, ...]
    refresh_s: int | None = None  # how often the feed asks to be read (ttl, sy:update...), seconds
    is_cut: bool = False  # it had more entries than the cap, the rest was left out
    skip_hours: frozenset[int] = frozenset()  # 0 to 23, UTC: the feed asks not to be read then
    skip_days: frozenset[int] = frozenset()  # 0 is Monday; likewise
