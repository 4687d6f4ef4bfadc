"""Which articles of the window likely tell of the same event: found when it is first asked for, then remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.model.article import ArticleId
from desktop_app.stories.grouping.window import Arrival, Window

FAINT = 0.1  # likelihood below which articles have nothing to do with each other
STALE = 1.4  # growth of the window after which a likelihood is asked for again ...
SETTLED = 5_000  # ... until it has so many articles: then words are as rare as they were


class Near:
    """The window, and who is near to whom in it. Not for several threads."""

    def __init__(self) -> None:
        self._window = Window()
        self._near: dict[ArticleId, dict[ArticleId, float]] = {}
        self._asked_at: dict[ArticleId, int] = {}  # how many articles there were

    def __len__(self) -> int:
        return len(self._window)

    def __contains__(self, article: ArticleId) -> bool:
        return article in self._window

    def add(self, arrival: Arrival) -> None:
        """Take an article in, in place of what it said before."""
        self._forget(arrival.id)
        self._window.add(arrival)

    def remove(self, article: ArticleId) -> None:
        self._forget(article)
        self._window.remove(article)

    def ask(self, articles: Iterable[ArticleId]) -> None:
        """Find what is near to each of these, before they are compared with one another: both ways then agree."""
        for article in articles:
            self.of(article)

    def of(self, article: ArticleId) -> Mapping[ArticleId, float]:
        """The articles that are near to this one, and how likely each tells of its event."""
        if self.is_fresh(article):
            return self._near[article]
        near = self._near.setdefault(article, {})
        for other in [other for other in near if not self.is_fresh(other)]:
            del near[other], self._near[other][article]
        self._asked_at[article] = len(self._window)
        for other, likely in self._window.like(article, FAINT).items():
            near[other] = likely
            self._near.setdefault(other, {})[article] = likely
        return near

    def overlap(self, one: ArticleId, other: ArticleId) -> tuple[int, int]:
        """How many terms both have, and how many either has."""
        return self._window.overlap(one, other)

    def is_fresh(self, article: ArticleId) -> bool:
        """Whether what is near to it was asked for when words were about as rare as now."""
        asked_at = self._asked_at.get(article)
        return asked_at is not None and (asked_at >= SETTLED or len(self._window) <= STALE * asked_at)

    def _forget(self, article: ArticleId) -> None:
        self._asked_at.pop(article, None)
        for other in self._near.pop(article, {}):
            del self._near[other][article]
