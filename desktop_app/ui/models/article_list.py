"""
A list of articles as a Qt model: the ids of the whole list, and the rows that somebody looks at.

Showing a list costs one page of 50 rows. All other ids come from the background, when these have had the time to be
painted, so that the scroll bar is true at 100,000 articles; and rows are read in blocks of 64 when they are asked for.
Nothing moves under the reader: what is new waits until ``take_new``, and no change is a reset. GUI thread only.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from desktop_app.model.article import ArticleId, ArticleRow, PageEnd, Seconds
from desktop_app.model.events import ArticlesChanged, MarksChanged
from desktop_app.model.frozen import frozen
from desktop_app.model.listing import Found, FromCountry, FromOutlet, Listing, Saved
from desktop_app.ui.models.news import Run, compare
from desktop_app.ui.models.words import spoken_row

T = TypeVar("T")

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

FIRST_PAGE = 50  # rows: fills the tallest screen
BLOCK = 64  # rows read at once when one of them is asked for
CACHED_ROWS = 32 * BLOCK
UNREAD_REACH = 1024  # rows that the search for the next unread one looks through: 16 queries at most
GROUP = "article list"


class Role(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole  # the ArticleRow, or None when the article is gone


class Pages(Protocol):
    """Where the articles come from."""

    def page(self, listing: Listing, after: PageEnd | None, limit: int) -> tuple[ArticleRow, ...]:
        """The next rows of a list, in its order. Quick."""
        ...

    def ids(self, listing: Listing) -> array[int]:
        """All ids of a list, in its order. Takes 50 ms at 100,000: for the background only."""
        ...

    def rows(self, ids: Sequence[ArticleId]) -> tuple[ArticleRow, ...]:
        """The rows of at most 64 ids, in any order; articles that are gone are left out. Quick."""
        ...


class Background(Protocol):
    """Who does slow reads on another thread."""

    def run(
        self, work: Callable[[Pages], T], success: Callable[[T], None], group: str, *, is_urgent: bool = True
    ) -> None:
        """Do ``work`` there, give its result to ``success`` here; a newer run of the group cancels the older. What is
        not urgent leaves the screen the time to be painted first.
        """
        ...


@frozen
class _Mark:
    """What the user did with an article a moment ago; None where nothing was done."""

    is_read: bool | None
    is_starred: bool | None
    is_over: Callable[[], bool]

    def on(self, row: ArticleRow) -> ArticleRow:
        return replace(
            row,
            is_read=row.is_read if self.is_read is None else self.is_read,
            is_starred=row.is_starred if self.is_starred is None else self.is_starred,
        )

    def after(self, former: _Mark | None) -> _Mark:
        """This one together with one that was still on its way."""
        if former is None or former.is_over():
            return self
        return replace(
            self,
            is_read=former.is_read if self.is_read is None else self.is_read,
            is_starred=former.is_starred if self.is_starred is None else self.is_starred,
        )


class ArticleListModel(QAbstractListModel):
    """The articles of one listing at a time."""

    new_waiting = Signal(int)  # so many new articles wait for take_new(); 0 when none do any more

    def __init__(
        self, pages: Pages, background: Background, now: Callable[[], Seconds], parent: QObject | None = None
    ) -> None:
        """``now`` is the clock that ages are counted from."""
        super().__init__(parent)
        self._pages = pages
        self._background = background
        self._now = now
        self._listing: Listing | None = None
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, ArticleRow] = OrderedDict()  # least recently used first
        self._waiting: tuple[Run, ...] = ()
        self._gone: set[int] = set()
        self._marks: dict[int, _Mark] = {}  # of the user's, on their way into the store
        self._removal = QTimer(self, singleShot=True, interval=0)
        self._removal.timeout.connect(self._remove_gone)

    @property
    def listing(self) -> Listing | None:
        return self._listing

    @property
    def waiting(self) -> int:
        """How many new articles wait for ``take_new``."""
        return sum(len(run.ids) for run in self._waiting)

    def show(self, listing: Listing) -> None:
        """Show another list, or the same one afresh."""
        marks = self._marks_on_their_way()
        first = self._pages.page(listing, None, FIRST_PAGE)
        self.beginResetModel()
        self._listing = listing
        self._rows.clear()
        self._gone.clear()
        self._ids = array("q", (row.id for row in first))
        self._keep(first, marks)
        self.endResetModel()
        self._wait_with(())
        if isinstance(listing, Found):  # it has no quick first page
            self._compare_in_background()
        elif len(first) == FIRST_PAGE:
            self._compare_in_background(is_urgent=False)

    def take_new(self) -> int:
        """Put the new articles where they belong; gives their number. Selection and rows in view stay as they are."""
        runs = self._waiting
        self._wait_with(())
        for run in runs:
            self._insert(run)
        return sum(len(run.ids) for run in runs)

    def row_of(self, article: ArticleId) -> int | None:
        """The position of an article, None when the list does not have it (yet)."""
        try:
            return self._ids.index(article)
        except ValueError:
            return None

    def id_at(self, position: int) -> ArticleId | None:
        return ArticleId(self._ids[position]) if 0 <= position < len(self._ids) else None

    def row_at(self, position: int) -> ArticleRow | None:
        """The article at a position; None outside of the list, and for an article that is gone."""
        if not 0 <= position < len(self._ids):
            return None
        article = self._ids[position]
        row = self._rows.get(article)
        if row is not None:
            self._rows.move_to_end(article)
            return row
        if article in self._gone:
            return None
        self._read_block(position)
        return self._rows.get(article)

    def next_unread(self, position: int, step: int = 1) -> int | None:
        """The nearest unread article after a position (before it with ``step`` -1), at most 1,024 rows away."""
        for distance in range(1, UNREAD_REACH + 1):
            there = position + step * distance
            if not 0 <= there < len(self._ids):
                return None
            row = self.row_at(there)
            if row is not None and not row.is_read:
                return there
        return None

    def show_mark(
        self,
        article: ArticleId,
        *,
        is_read: bool | None = None,
        is_starred: bool | None = None,
        is_stored: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show what the user just did, before the store has it; the store's event corrects it.

        Until ``is_stored`` the row is shown so even when it is read again, because of an earlier mark for instance.
        """
        row, position = self._rows.get(article), self.row_of(article)
        if row is None or position is None:
            return
        mark = _Mark(is_read, is_starred, is_stored)
        self._rows[article] = mark.on(row)
        mark = mark.after(self._marks.get(article))
        self._marks = self._marks_on_their_way() | {article: mark}
        self._tell_changed(position, position)

    @Slot(object)
    def on_articles_changed(self, event: ArticlesChanged) -> None:
        """Look for new articles, which then wait; show known ones as they are now."""
        self._forget(event.updated)
        if event.updated and isinstance(self._listing, Found):  # they may say what is searched for now
            self._compare_in_background()
        if not event.added or not self._is_touched(event):
            return
        if not self._ids and self._listing is not None:
            marks = self._marks_on_their_way()
            first = self._pages.page(self._listing, None, FIRST_PAGE)
            self._keep(first, marks)
            self._insert(Run(None, array("q", (row.id for row in first))))
            if len(first) < FIRST_PAGE:
                return
        self._compare_in_background()

    @Slot()
    def on_search_indexed(self) -> None:
        """Look for what a search finds now."""
        if isinstance(self._listing, Found):
            self._compare_in_background()

    @Slot()
    def on_stories_changed(self) -> None:
        """Show how many others tell of each article as it is now."""
        self._forget(frozenset(map(ArticleId, self._rows)))

    @Slot(object)
    def on_marks_changed(self, event: MarksChanged) -> None:
        """Show the marks as they are now. An article without its star stays in Saved until that is shown again."""
        self._forget(event.articles)
        if isinstance(self._listing, Saved):
            self._compare_in_background()

    # Reading

    def _marks_on_their_way(self) -> dict[int, _Mark]:
        """To be asked before rows are read: a mark may be stored right after them, and they know nothing of it."""
        return {article: mark for article, mark in self._marks.items() if not mark.is_over()}

    def _keep(self, rows: Iterable[ArticleRow], marks: Mapping[int, _Mark]) -> None:
        """Rows as they were read, with the marks that were on their way when that began."""
        for row in rows:
            mark = marks.get(row.id)
            self._rows[row.id] = row if mark is None else mark.on(row)
        while len(self._rows) > CACHED_ROWS:
            self._rows.popitem(last=False)

    def _read_block(self, position: int) -> None:
        start = position - position % BLOCK
        wanted = [ArticleId(i) for i in self._ids[start : start + BLOCK] if i not in self._rows and i not in self._gone]
        marks = self._marks_on_their_way()
        found = self._pages.rows(wanted)
        self._keep(found, marks)
        missing = set(wanted).difference(row.id for row in found)
        if missing:
            self._gone.update(missing)
            self._removal.start()  # not now: the view is asking for data

    def _forget(self, articles: frozenset[ArticleId]) -> None:
        """Have these articles read again when they are painted next."""
        known = [article for article in articles if self._rows.pop(article, None) is not None]
        if len(known) > BLOCK:
            self._tell_changed(0, len(self._ids) - 1)
            return
        for article in known:
            position = self.row_of(article)
            if position is not None:
                self._tell_changed(position, position)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    # Growing and shrinking

    def _is_touched(self, event: ArticlesChanged) -> bool:
        match self._listing:
            case None | Saved() | Found():
                return False
            case FromCountry(country):
                return country in event.countries
            case FromOutlet(outlet):
                return any(outlet.startswith(f"{country}/") for country in event.countries)
            case _:
                return True

    def _compare_in_background(self, *, is_urgent: bool = True) -> None:
        listing = self._listing
        if listing is None:
            return
        known = self._ids[:]

        def work(pages: Pages) -> tuple[Run, ...]:
            return compare(known, pages.ids(listing))

        def success(runs: tuple[Run, ...]) -> None:
            if listing == self._listing:
                self._on_compared(runs)

        self._background.run(work, success, GROUP, is_urgent=is_urgent)

    def _on_compared(self, runs: tuple[Run, ...]) -> None:
        """Older articles are the rest of the list and go in at its end; others are new and wait."""
        at_once = isinstance(self._listing, Saved)  # a new star is the user's own doing
        waiting: list[Run] = []
        for run in runs:
            if run.before is None or at_once:
                self._insert(run)
            else:
                waiting.append(run)
        self._wait_with(tuple(waiting))

    def _wait_with(self, runs: tuple[Run, ...]) -> None:
        before = self.waiting
        self._waiting = runs
        if self.waiting != before:
            self.new_waiting.emit(self.waiting)

    def _insert(self, run: Run) -> None:
        if not run.ids:
            return
        position = None if run.before is None else self.row_of(ArticleId(run.before))
        if position is None:
            position = len(self._ids)
        self.beginInsertRows(_ROOT, position, position + len(run.ids) - 1)
        self._ids[position:position] = run.ids
        self.endInsertRows()

    @Slot()
    def _remove_gone(self) -> None:
        for article in self._gone:
            position = self.row_of(ArticleId(article))
            if position is not None:
                self.beginRemoveRows(_ROOT, position, position)
                del self._ids[position]
                self.endRemoveRows()
        self._gone.clear()

    # Qt's names from here on

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Role.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if role == Role.ROW or row is None:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else spoken_row(row, self._now())
