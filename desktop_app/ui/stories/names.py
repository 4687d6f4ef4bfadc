"""Lists of names in words."""

from __future__ import annotations

from collections.abc import Sequence

NAMED = 3  # by name, and how many more


def joined_names(names: Sequence[str], named: int = NAMED) -> str:
    """The first names in words, the others by number: "Chile, Egypt, France and 3 more"."""
    shown = list(names if len(names) == named + 1 else names[:named])
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
