"""
What a page holds and does not show, by the names that style sheets everywhere give to it: offers to subscribe that
wait for a script, words for programs that read pages aloud, and cards that open over the page.
"""

from __future__ import annotations

import re

from lxml import html

_NAMES = frozenset((
    "hidden", "is-hidden", "u-hidden", "hide", "d-none", "display-none", "visually-hidden", "visuallyhidden", "sr-only",
    "screen-reader-text",
))  # fmt: skip
_OVER_THE_PAGE = frozenset(("dialog", "alertdialog", "tooltip"))
# Beside such a name: it is shown in a window that is wide enough ("md:block", "d-lg-flex").
_SHOWN_WIDE = re.compile(
    r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl|tablet|desktop):(?!hidden)|d-(?:sm|md|lg|xl|xxl)-(?!none)|visible)"
)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether the element or one round it is named as something that is not shown."""
    return _is_named_so(element) or any(map(_is_named_so, element.iterancestors()))


def _is_named_so(element: html.HtmlElement) -> bool:
    if element.get("role") in _OVER_THE_PAGE or element.get("popover") is not None:
        return True
    names = element.get("class")
    return bool(names) and not _NAMES.isdisjoint(names.split()) and not _SHOWN_WIDE.search(names)
