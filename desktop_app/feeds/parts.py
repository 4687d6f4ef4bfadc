"""
A feed that is too large for one tree -> parts, each of which is a feed with the same beginning.

A tree takes ten to fifty times the bytes of its text, so what a tree is made of has a bound and not only what is
fetched. Few feeds are that large: nearly all are one part, which is the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WHOLE = 1_500_000  # characters that are read as one; hardly any press feed has more
PART = 300_000  # of a larger one, about

_ENTRY = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)([A-Za-z_][\w.:-]*)[^<>]*?(/?)>", re.DOTALL)
_MOST_TAGS = 250_000  # of what is read as one: "<a/>" takes eighty times its own size


def parts(xml: str) -> Iterator[str]:
    """The text itself, or documents of some entries each. What is too large even for one of them is cut."""
    if len(xml) <= WHOLE and xml.count("<") <= _MOST_TAGS:
        yield xml
        return
    first = _ENTRY.search(xml, 0, PART)
    if first is None:
        yield xml[:PART]
        return
    head = xml[: first.start()]
    tail = "".join(f"</{name}>" for name in reversed(_open_tags(head)))
    start = first.start()
    while start < len(xml):
        following = _ENTRY.search(xml, start + PART)
        end = following.start() if following else len(xml)
        if end - start <= 2 * PART:
            yield f"{head}{xml[start:end]}{tail if following else ''}"
        else:  # there is one entry that is larger than all the others together
            yield head + xml[start : start + 2 * PART]
        start = end


def _open_tags(head: str) -> list[str]:
    names: list[str] = []
    for match in _TAG.finditer(head):
        closing, name, empty = match.groups()
        if closing and name in names:
            del names[len(names) - 1 - names[::-1].index(name) :]
        elif name and not closing and not empty:
            names.append(name)
    return names
