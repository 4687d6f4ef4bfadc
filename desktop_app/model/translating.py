"""What is translated, and what is not: the rules; and how the installation of a language goes. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from desktop_app.model.errors import OverviewError
from desktop_app.model.frozen import frozen

# A source's rule: "" as its articles say, these two, or the language that all of them are in
NEVER, ALWAYS = "never", "always"


def language_of_rule(rule: str) -> str:
    """The language that a source's articles are in by the user's word; "" where the user has not said."""
    return "" if rule in ("", NEVER, ALWAYS) else rule


def is_wanted(language: str, rule: str, read: Collection[str]) -> bool:
    """Whether the user wants English in the place of a text in this language, of a source with this rule."""
    if not language or language == "en" or rule == NEVER:
        return False
    return rule == ALWAYS or language not in read


class InstallPhase(Enum):
    WAITING = auto()
    RUNNING = auto()
    PAUSED = auto()  # goes on where it stopped
    FAILED = auto()
    DONE = auto()


@frozen
class Install:
    """How the installation of a language goes."""

    language: str
    phase: InstallPhase
    there: int = 0  # bytes downloaded
    size: int = 0  # of all, about
    error: OverviewError | None = None
