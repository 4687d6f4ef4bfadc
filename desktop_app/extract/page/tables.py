"""Tables that tabulate, and tables that only arrange a page, as was the habit once and is in newsletters still."""

from __future__ import annotations

from lxml import html

_LONGEST_CELL = 500  # characters
_MOST_PARAGRAPHS = 2  # in one cell


def arranges(table: html.HtmlElement) -> bool:
    """The table is the page's frame: it holds tables, a title, or cells that are texts of their own."""
    if next(table.iterdescendants("table", "h1", "article"), None) is not None:
        return True
    return any(
        len(" ".join("".join(cell.itertext()).split())) > _LONGEST_CELL
        or sum(1 for _ in cell.iterdescendants("p")) > _MOST_PARAGRAPHS
        for cell in table.iterdescendants("td")
    )
