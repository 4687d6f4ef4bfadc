"""Entries of a feed to articles for the store: cleaned, dated, identified. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.extract.html_document import document_from_html
from desktop_app.extract.lead import lead_from
from desktop_app.model import document as documents
from desktop_app.model.article import NewArticle, Seconds
from desktop_app.model.document import Document, Picture
from desktop_app.model.feed import Entry, ParsedFeed
from desktop_app.store.feeds import StoredFeed
from desktop_app.store.packing import pack_json
from desktop_app.sync.identity import hash64, keys_of

UNTITLED_LENGTH = 80
FUTURE_S = 0  # a date in the future is the date of fetching: else the article would stay on top for good
OLDEST: Seconds = 0  # 1970: whatever claims to be older has no date


def new_articles(
    parsed: ParsedFeed, feed: StoredFeed, now: Seconds, give_way: Callable[[], None] = lambda: None
) -> list[NewArticle]:
    """The articles of a body in the feed's order. ``now`` is when the body was fetched.

    An entry without a date that can be read has the date of its fetching; so that the feed's order stays visible, each
    is a second older than the one before it. ``give_way`` is called between two articles.
    """
    keys = keys_of(parsed.entries, feed.id, feed.outlet_id)
    language = feed.language or parsed.language
    made: list[NewArticle] = []
    for position, (entry, own) in enumerate(zip(parsed.entries, keys, strict=True)):
        give_way()
        if entry.title or entry.content or entry.summary:
            made.append(_article(entry, own, language, _date(entry, now, position)))
    return made


def _date(entry: Entry, now: Seconds, position: int) -> Seconds:
    claimed = entry.published if entry.published is not None else entry.updated
    if claimed is None or claimed <= OLDEST:
        return now - position
    return min(claimed, now + FUTURE_S)


def _article(entry: Entry, keys: Sequence[int], feed_language: str, published: Seconds) -> NewArticle:
    document = document_from_html(entry.content or entry.summary, entry.base_url)
    image = entry.images[0] if entry.images else _first_picture(document)
    summary = entry.summary if entry.summary and entry.content else ""
    lead = (lead_from(summary, title=entry.title) if summary else "") or lead_from(document, title=entry.title)
    title = entry.title or _made_title(document) or entry.url
    language = _language(entry.language, feed_language)
    packed = documents.dumps(document)
    return NewArticle(
        keys=tuple(keys),
        url=entry.url,
        title=title,
        lead=lead,
        byline=entry.author,
        language=language,
        image=image,
        published=published,
        document=document,
        text_hash=hash64(title, lead, image, entry.author, packed),
        packed=pack_json(packed),
    )


def _language(of_item: str, of_feed: str) -> str:
    """The item's own word, else the catalogue's or the feed's; the primary tag only."""
    return (of_item or of_feed).replace("_", "-").split("-")[0].lower()


def _first_picture(document: Document) -> str:
    return next((block.url for block in document if isinstance(block, Picture)), "")


def _made_title(document: Document) -> str:
    """An item without a title (a short message) is called by its first words."""
    text = documents.text(document).strip().split("\n")[0]
    if len(text) <= UNTITLED_LENGTH:
        return text
    return text[:UNTITLED_LENGTH].rsplit(" ", 1)[0] + "…"
