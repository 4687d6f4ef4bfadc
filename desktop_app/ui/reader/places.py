"""Where each article was left, and in which of its texts: for this run of the program, and from the store beyond it."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.model.article import ArticleId
from desktop_app.model.frozen import frozen
from desktop_app.model.place import Place
from desktop_app.ui.reader.style import Mode

_KEPT = 500  # articles


@frozen
class Left:
    """How an article was left."""

    mode: Mode
    place: Place | None  # None: at its top


class Places:
    """Knows as many articles as anybody reads in a day; ``stored`` is asked for the others. GUI thread only."""

    def __init__(self, stored: Callable[[ArticleId], Place | None]) -> None:
        self._stored = stored
        self._left: dict[ArticleId, Left] = {}

    def of(self, article: ArticleId, first_mode: Mode) -> Left:
        """How the article was left; ``first_mode`` is of one that was not open in this run."""
        left = self._left.get(article)
        return left if left is not None else Left(first_mode, self._stored(article))

    def remember(self, article: ArticleId, left: Left) -> None:
        self._left.pop(article, None)
        self._left[article] = left
        while len(self._left) > _KEPT:
            del self._left[next(iter(self._left))]
