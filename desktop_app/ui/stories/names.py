"""Names in words: of many countries, and whose a sentence is."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.take import Quote

NAMED = 3  # by name, and how many more


def joined_names(names: Sequence[str], named: int = NAMED) -> str:
    """The first names in words, the others by number: "Chile, Egypt, France and 3 more"."""
    shown = list(names if len(names) == named + 1 else names[:named])
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def whose(quote: Quote, country: str) -> str:
    """Outlet and country, and whether a state controls the outlet."""
    state = "state-controlled" if quote.is_state_controlled else ""
    return " · ".join(part for part in (quote.outlet_name, country, state) if part)
