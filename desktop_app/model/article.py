"""
What the program knows about an article. Plain immutable values, no behaviour that needs the world.

Instants are whole seconds since the epoch in UTC (``Seconds``): cheap to store, sort and compare; they become dates
with a zone only where they are shown.
"""

from __future__ import annotations

from typing import NewType

from desktop_app.model.country import CountryCode
from desktop_app.model.document import Document, Picture
from desktop_app.model.frozen import frozen
from desktop_app.model.page import SitePage

ArticleId = NewType("ArticleId", int)
Seconds = int  # since the epoch, UTC


@frozen
class ArticleRow:
    """As much of an article as a list shows. The body stays in the store."""

    id: ArticleId
    country: CountryCode
    outlet: str  # the outlet's name, as shown
    title: str  # in English where a translation is stored, else the original
    original_title: str
    lead: str  # the same rule as for the title
    language: str  # of the original, BCP 47 primary tag in lower case, "" when unknown
    url: str
    image: str  # address of the lead picture, "" when there is none
    published: Seconds
    is_read: bool
    is_starred: bool
    is_translated: bool  # title and lead are a translation
    story: int | None = None  # model/story.py: StoryId; None while it was not looked for
    other_takes: int = 0  # articles of other countries that tell the same story


# The sentences of a text: where each begins and ends in the English, and where in the original
Sentences = tuple[tuple[int, int, int, int], ...]


@frozen
class Translation:
    """An article in English, and who made it."""

    title: str
    lead: str
    document: Document  # () while only title and lead are translated
    engine: str  # name and model version, as shown to the reader
    # Of the title, the lead and each of ``document.paragraphs``, in this order; () where nobody knows
    sentences: tuple[Sentences, ...] = ()
    is_whole: bool = True  # the document is of the article's text as it stands


@frozen
class Provenance:
    """Why the reader sees an article."""

    feed_url: str
    fetched: Seconds  # when the feed brought it first
    changed: Seconds | None  # when the feed last changed what it says, if it did


@frozen
class Article:
    """A whole article, for the reader, the exports and ``show``."""

    row: ArticleRow
    public_id: str | int  # the id the user sees; an imported article keeps its own
    byline: str
    original_lead: str
    document: Document  # the original text: the site's own page's where that gave it, else what the feed says
    translation: Translation | None
    provenance: Provenance
    tags: tuple[str, ...] = ()
    note: str = ""
    page: SitePage | None = None  # None: never asked
    from_feed: Document | None = None  # what the feed says, where ``document`` is the page's

    @property
    def feed_document(self) -> Document:
        """What the feed says."""
        return self.document if self.from_feed is None else self.from_feed


def picture_urls(article: Article) -> tuple[str, ...]:
    """Every picture of an article, the lead picture first."""
    inside = (block.url for block in article.document if isinstance(block, Picture))
    return tuple(dict.fromkeys(url for url in (article.row.image, *inside) if url))


@frozen
class Version:
    """What an article said before its feed changed it."""

    at: Seconds  # when the feed brought it so
    title: str  # the original, as are the two below
    lead: str
    document: Document


@frozen
class PageEnd:
    """Where a page of a list stopped, so that the next one can go on from there."""

    published: Seconds
    id: ArticleId


@frozen
class NewArticle:
    """An article on its way into the store: everything decided, nothing left to compute but the SQL."""

    keys: tuple[int, ...]  # identities, signed 64-bit, strongest first; see sync/identity.py
    url: str
    title: str
    lead: str
    byline: str
    language: str
    image: str
    published: Seconds
    document: Document
    text_hash: int  # 64 bits over all that the feed gave, to see that it changed
    public_id: str | int | None = None  # given by an import
    is_dated: bool = True  # False: ``published`` is when it came, since nobody says when that was
    packed: bytes = b""  # the document as the store keeps it, where whoever made the article has made that too
