"""What other outlets tell of the event that an article tells of."""

from __future__ import annotations

from desktop_app.model.article import ArticleRow
from desktop_app.model.frozen import frozen


@frozen
class RelatedArticle:
    """An article about the same event, and why it is taken for one."""

    row: ArticleRow
    shared: tuple[str, ...]  # names and words that both heads have, the most telling first, as they are written
    similarity: float  # 0 to 1; see stories/grouping
    meaning: float | None = None  # -1 to 1: how alike the directions are in which their words point; None: not known
