"""The lists of words in ``resources/stories``: read once, when takes are first asked for."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from desktop_app import assets


def words(name: str) -> frozenset[str]:
    """The list of this name."""
    return frozenset(_lists()[name].split())


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lists: dict[str, str] = tomllib.loads(assets.path("stories", "words.toml").read_text("utf-8"))
    return lists
