from __future__ import annotations

import weakref

from desktop_app.feeds.tolerant import tolerant_feed


class Large:
    """Something that a caller holds."""


def test_nothing_of_the_caller_is_kept() -> None:
    """A body that is too broken for anybody would else live until the next collection, and with it all its bytes."""

    def call() -> weakref.ref[Large]:
        held = Large()
        tolerant_feed("<rss><channel><title>b</title><item><title>A", "https://a.example/feed")
        return weakref.ref(held)

    assert call()() is None
