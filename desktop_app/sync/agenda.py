"""Which feeds a pass asks, in which order, and when the next pass in the background is. Belongs to the sync thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import FeedId
from desktop_app.store import catalog, feeds
from desktop_app.store.connection import Connection
from desktop_app.store.feeds import StoredFeed
from desktop_app.sync import schedule
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.slow_start import LOOK_S, WAVE_S, SlowStart

log = logging.getLogger(__name__)

TICK_S = 5 * 60  # between two passes: what is due meanwhile is asked for together
SETTLE_S = 10  # after sleep, for the network to come back
OFFLINE_AGAIN_S = 2 * 60  # without a network, until a few feeds are asked again
SPARING = 4  # times the interval while the computer asks to be spared
COUNTRIES_LOOKED_AT = 3  # the last ones; they go first


_AT_LEAST_S = {Eagerness.OPENED: 5 * 60, Eagerness.ASKED: schedule.AGAIN_AT_ONCE_S, Eagerness.ALL: 0}
_PATIENCE_S = {Eagerness.OPENED: schedule.HOUR_S, Eagerness.ASKED: schedule.HOUR_S, Eagerness.ALL: schedule.DAY_S}


class Priority:
    """Whose feeds go first: lower numbers."""

    LOOKED_AT = 0
    FOLLOWED = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """That somebody asks for a pass over these countries' feeds, or over all."""

    countries: frozenset[CountryCode] | None
    eagerness: int


@dataclass(frozen=True, slots=True)
class Plan:
    ask: list[tuple[StoredFeed, int]]  # with their priorities, the most important first
    skip: list[StoredFeed]  # that are to be told as skipped


class Agenda:
    def __init__(self, is_sparing: Callable[[], bool]) -> None:
        self.next_pass = 0.0  # by the wall's clock
        self._is_sparing = is_sparing
        self._was_sparing = False
        self._slow_start = SlowStart()
        self._looked_at: deque[CountryCode] = deque(maxlen=COUNTRIES_LOOKED_AT)

    def patience(self, now: float, interval_s: int) -> float:
        """How long to wait before looking at the clock again."""
        self.next_pass = min(self.next_pass, now + interval_s)  # the clock may have been set back
        return min(max(0.0, self.next_pass - now), LOOK_S)

    def look(self, now: float) -> None:
        """To be called whenever the thread has waited, for a minute at most."""
        if self._slow_start.look(now):
            log.info("sync after sleep")
            self.next_pass = now + SETTLE_S

    def plan(self, db: Connection, wanted: Wanted, asked: Collection[FeedId], now: Seconds, interval_s: int) -> Plan:
        """Of the feeds that this pass has not asked yet, those to ask."""
        if wanted.eagerness == Eagerness.DUE:
            self.next_pass = now + TICK_S  # even if the store cannot be read now
        self._looked_at.extend(wanted.countries or ())
        priorities = dict.fromkeys(catalog.followed(db), Priority.FOLLOWED)
        priorities |= dict.fromkeys(self._looked_at, Priority.LOOKED_AT)
        known = [f for f in feeds.to_read(db, wanted.countries) if f.id not in asked]
        # those that failed last of all: what hangs is asked when the others have their answers
        known.sort(key=lambda f: (priorities.get(f.country, Priority.OTHER), f.failures > 0))
        if wanted.eagerness == Eagerness.DUE:
            chosen = self._in_background(known, now, interval_s)
        else:
            at_least_s, patience_s = _AT_LEAST_S[wanted.eagerness], _PATIENCE_S[wanted.eagerness]
            chosen = [f for f in known if schedule.may_be_asked(f, now, at_least_s=at_least_s, patience_s=patience_s)]
        ids = {feed.id for feed in chosen}
        skipped = [f for f in known if f.id not in ids] if wanted.eagerness == Eagerness.ALL else []
        return Plan([(feed, priorities.get(feed.country, Priority.OTHER)) for feed in chosen], skipped)

    def _in_background(self, known: list[StoredFeed], now: Seconds, interval_s: int) -> list[StoredFeed]:
        """Those of a pass that nobody asked for; sets when the next one is."""
        is_sparing = self._is_sparing()
        if is_sparing != self._was_sparing:
            self._was_sparing = is_sparing
            log.info("sync sparing=%s", is_sparing)
        due = [feed for feed in known if schedule.is_due(feed, now)]
        if is_sparing:
            since = now - SPARING * interval_s
            due = [feed for feed in due if feed.last_attempt is None or feed.last_attempt <= since]
        chosen = self._slow_start.take(due)
        later = (f.next_attempt for f in known if f.next_attempt is not None and f.next_attempt > now)
        soonest = max(now + TICK_S, min(later, default=now + TICK_S)) if len(chosen) == len(due) else now + WAVE_S
        self.next_pass = min(soonest, now + schedule.SHORTEST_S)
        return chosen

    def ended(self, now: float, *, is_offline: bool, is_answered: bool) -> None:
        """A pass ended. ``is_answered``: somebody was there."""
        if is_offline:
            self._slow_start.begin()
            self.next_pass = now + OFFLINE_AGAIN_S
        elif is_answered:
            self._slow_start.answered()
