"""
Feeds that moved: what an answer says about where to ask next. Pure.

A permanent redirect (301, 308) whose target is a feed is followed by asking the target itself the next time. When that
too is a feed, the move is confirmed; when it is not, the feed is asked for at its old address again, as if nothing
had been said. So a mistake of a site, or of a hotel's network, moves nobody, and each pass costs one request.
"""

from __future__ import annotations

from desktop_app.model.errors import FetchProblem, ParseProblem
from desktop_app.store.feeds import NO_MOVE, Move, StoredFeed

_NOT_THERE = {FetchProblem.NOT_FOUND, FetchProblem.GONE, ParseProblem.NOT_A_FEED}


def after_success(feed: StoredFeed, permanent_url: str) -> Move:
    """A valid feed came. ``permanent_url`` is where permanent redirects led, "" when none did."""
    if permanent_url == feed.url:  # it has moved back
        return NO_MOVE
    if permanent_url and permanent_url != feed.address:
        return Move(feed.move.moved_to, moving_to=permanent_url)
    return Move(feed.move.moving_to or feed.move.moved_to)


def after_failure(feed: StoredFeed, problem: str) -> Move:
    """No feed came. A move that was only said is forgotten; a confirmed one when there is no feed any more."""
    if feed.move.moving_to:
        return Move(feed.move.moved_to)
    return NO_MOVE if problem in _NOT_THERE else feed.move
