"""Where a reader is in a text, so that it is found again: after a change of its type, in another text, another day."""

from __future__ import annotations

from desktop_app.model.frozen import frozen


@frozen
class Place:
    """A paragraph, by its number on the page and its first words, and how far its top lies below the view's top, px.

    The words count: what else is on the page (a full text for a summary, a translation) changes the numbers.
    """

    key: int
    y: float
    words: str = ""
