"""Articles from memory, in the order of a list, and a background that runs when the test says so."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.model.article import ArticleId, ArticleRow, PageEnd
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import Listing
from desktop_app.ui.models.article_list import Pages

NOW = 1_790_000_000
FAR = 1 << 40  # ids beyond 32 bits

ROW = ArticleRow(
    id=ArticleId(0),
    country=CountryCode("CL"),
    outlet="La Tercera",
    title="Copper ports reopen after a two-week strike as dockworkers accept a wage deal",
    original_title="",
    lead="Union leaders said members voted by a narrow margin to return to work on Monday.",
    language="es",
    url="",
    image="",
    published=NOW,
    is_read=False,
    is_starred=False,
    is_translated=True,
)


def row(number: int) -> ArticleRow:
    """The article of this number; a higher number is newer. Numbers that 5 divides are unread, the others read."""
    return replace(
        ROW,
        id=ArticleId(FAR + number),
        title=f"{number} {ROW.title}",
        published=NOW - 10_000_000 + 60 * number,
        is_read=number % 5 != 0,
    )


class FakePages:
    """Counts its queries. ``rows_by_id`` is the store, ``order`` the list."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.order = array("q", (FAR + number for number in numbers))
        self.rows_by_id = {ArticleId(FAR + number): row(number) for number in numbers}
        self.page_queries = 0
        self.row_queries = 0

    def put_on_top(self, number: int) -> None:
        self.order.insert(0, FAR + number)
        self.rows_by_id[ArticleId(FAR + number)] = row(number)

    def page(self, listing: Listing, after: PageEnd | None, limit: int) -> tuple[ArticleRow, ...]:  # noqa: ARG002  # one list
        self.page_queries += 1
        return tuple(self.rows_by_id[ArticleId(i)] for i in self.order[:limit])

    def ids(self, listing: Listing) -> array[int]:  # noqa: ARG002  # there is one list
        return self.order[:]

    def rows(self, ids: Sequence[ArticleId]) -> tuple[ArticleRow, ...]:
        assert len(ids) <= 64
        self.row_queries += 1
        return tuple(self.rows_by_id[i] for i in ids if i in self.rows_by_id)


class FakeBackground:
    """Keeps the newest work of a group until ``finish``."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.waiting: dict[str, tuple[Callable[[Pages], Any], Callable[[Any], None]]] = {}

    def run(
        self, work: Callable[[Pages], Any], success: Callable[[Any], None], group: str, *, is_urgent: bool = True
    ) -> None:
        del is_urgent
        self.waiting[group] = (work, success)

    def finish(self) -> None:
        waiting, self.waiting = self.waiting, {}
        for work, success in waiting.values():
            success(work(self.pages))


class FakePictureStore:
    """A folder with pictures named by the last part of their address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requested: list[str] = []

    def path(self, url: str) -> Path:
        return self.folder / url.rsplit("/", 1)[-1]

    def request(self, url: str) -> None:
        self.requested.append(url)
