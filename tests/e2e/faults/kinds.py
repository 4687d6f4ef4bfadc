"""What a kind of fault is. Their tables are in ``answers`` (how a site answers) and ``documents`` (what it says)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from desktop_app.model.article import ArticleRow
from tests.support.web import Page

NOON = 1_760_011_200  # Thursday, 9 October 2025, 12:00 UTC: the clock of these tests


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault. Its site is a host of its own, its feed is at ``/name``."""

    name: str  # of letters, digits and hyphens
    does: str  # what the server does
    takes: str  # what a careful reader can still take, "" for nothing
    pages: Mapping[str, Page]  # by path
    gives: tuple[str, ...] = ()  # the titles that are to be stored
    tells: tuple[str, ...] = ("",)  # what the reader is told of the source, one of these; "" when all is well
    passes: int = 1  # after so many passes, a day apart
    scheme: str = "http"
    host: str = ""  # where the name matters
    looks_right: Callable[[Sequence[ArticleRow]], bool] = field(default=lambda _: True)

    @property
    def hostname(self) -> str:
        return self.host or f"{self.name}.test"


def titles(name: str, number: int = 5) -> tuple[str, ...]:
    return tuple(f"{name} {i}" for i in range(number))


def item(title: str, key: str, *, text: str = "") -> str:
    """One item, as well-formed as its parts are."""
    return (
        f"<item><title>{title}</title><guid>{key}</guid><link>https://sites.example/{key}</link>"
        f"<pubDate>Thu, 09 Oct 2025 08:00:00 GMT</pubDate>"
        f"<description>{text or f'Of {key}.'}</description></item>"
    )


def channel(items: str, *, prolog: str = '<?xml version="1.0"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def rss(name: str, said: Sequence[str] = (), *, prolog: str = '<?xml version="1.0"?>', text: str = "") -> str:
    """A sound feed with an item for each title."""
    return channel(
        "".join(item(escape(title), f"{name}-{i}", text=text) for i, title in enumerate(said or titles(name))),
        prolog=prolog,
    )
