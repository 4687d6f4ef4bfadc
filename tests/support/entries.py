"""Feeds as a parser gives them."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.model.feed import Entry, ParsedFeed


def entry(number: int | str, **more: object) -> Entry:
    """An entry of its own by number."""
    made = Entry(
        id=f"guid-{number}",
        url=f"https://alba.example/{number}",
        title=f"Title {number}",
        published=None,
        updated=None,
        summary=f"<p>Body {number}</p>",
        content="",
        author="",
        language="",
        images=(),
        enclosures=(),
        base_url="https://alba.example/feed",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def parsed(*entries: Entry, language: str = "", refresh_s: int | None = None) -> ParsedFeed:
    return ParsedFeed("Alba", language, "https://alba.example/", entries, refresh_s)
