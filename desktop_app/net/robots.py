"""
What a site lets programs read that come by themselves: its robots.txt, by RFC 9309.

It is asked where nobody waits for the page. What a reader opens is fetched as their browser would.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from desktop_app.model.errors import FetchError
from desktop_app.model.frozen import frozen

log = logging.getLogger(__name__)

KEPT_S = 86_400  # RFC 9309, 2.4: not longer than a day
UNREACHABLE_FOR_S = 3_600
MOST_SITES = 300
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so many are read


@frozen
class _Known:
    rules: Protego | None  # None: the site could not be reached, so nothing may be read
    until: float


class Robots:
    """For one thread."""

    def __init__(self, fetch: Callable[[str], bytes], agent: str, clock: Callable[[], float]) -> None:
        """``fetch`` gives the body of an address and raises FetchError; ``agent`` is the name that rules go by."""
        self._fetch = fetch
        self._agent = agent
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def may_read(self, url: str) -> bool:
        rules = self._rules(url)
        return rules is not None and bool(rules.can_fetch(url, self._agent))

    def delay_s(self, url: str) -> float:
        """How long the site asks to wait between two pages, 0 where it does not."""
        rules = self._rules(url)
        delay = rules.crawl_delay(self._agent) if rules is not None else None
        return float(delay or 0.0)

    def _rules(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or known.until <= self._clock():
            known = self._known[site] = self._asked(site)
            while len(self._known) > MOST_SITES:
                self._known.popitem(last=False)
        return known.rules

    def _asked(self, site: str) -> _Known:
        try:
            body = self._fetch(f"{site}/robots.txt")
        except FetchError as e:
            if e.status is not None and 400 <= e.status < 500:  # there is none, so all may be read
                return _Known(Protego.parse(""), self._clock() + KEPT_S)
            log.info("robots unreachable site=%s error=%s", site, e)
            return _Known(None, self._clock() + UNREACHABLE_FOR_S)
        return _Known(Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace")), self._clock() + KEPT_S)
