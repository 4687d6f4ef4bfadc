"""The names that a page's site goes by, and a title without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from desktop_app.extract.page.structured import Claims, members, text_of
from desktop_app.extract.page.title_text import DIVIDER, folded

_META = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "site_name",
    "al:android:app_name", "al:ios:app_name", "twitter:app:name:iphone", "twitter:app:name:googleplay", "copyright",
)  # fmt: skip
_SITES = re.compile(r"WebSite|Organization|NewsMedia|Corporation")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
_NO_NAMES = frozenset(("com", "org", "net", "news", "blog", "web", "www"))
_LONGEST = 50  # letters
_MORE = 12  # letters that may stand round a name: "BBC News", "news.orf.at"
_ENDS = 4  # names that a title may have at its ends


class SiteNames:
    """What a page says its site is called, and the address."""

    def __init__(self, claims: Claims, url: str) -> None:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        self._hosts = {name for name in _labels(host) if len(name) > 2} - _NO_NAMES
        said = {folded(name) for name in _said(claims)}
        self._names = {name for name in said if 0 < len(name) < _LONGEST} | self._hosts

    def has(self, text: str) -> bool:
        """Whether a piece of a title names the site; also what has no letter."""
        key = folded(text)
        if not key or key in self._names or _DOMAIN.fullmatch(text.strip().lower()):
            return True
        if any(_is_like(key, name) for name in self._names):
            return True
        words = re.findall(r"\w+", text)
        return len(words) > 2 and "".join(word[0] for word in words).lower() in self._hosts

    def taken_from(self, title: str) -> str:
        """The title without the names of the site at its ends."""
        for _ in range(_ENDS):
            cuts = list(DIVIDER.finditer(title))
            if not cuts:
                break
            head, tail = title[: cuts[-1].start()], title[cuts[0].end() :]
            if folded(head) and self.has(title[cuts[-1].end() :]):
                title = head
            elif folded(tail) and self.has(title[: cuts[0].start()]):
                title = tail
            else:
                break
        return title


def _said(claims: Claims) -> Iterator[str]:
    yield from claims.said(*_META)
    yield from map(text_of, claims.told("publisher", "isPartOf"))
    for node in claims.others:
        if any(_SITES.search(str(kind)) for kind in members(node.get("@type"))):
            yield text_of(node.get("name"))
        yield text_of(node.get("publisher"))


def _labels(host: str) -> Iterator[str]:
    """Of "news.example.org": each label but the last, and the ends of the whole."""
    labels = host.split(".")
    yield folded(host)
    for index, label in enumerate(labels[:-1]):
        yield folded(label)
        yield folded("".join(labels[index:]))


def _is_like(key: str, name: str) -> bool:
    if len(name) <= 3:
        return False
    return (name in key and len(key) <= len(name) + _MORE) or (
        len(key) > 3 and key in name and len(key) * 2 >= len(name)
    )
