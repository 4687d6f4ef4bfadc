"""Who wants to know what happened. No queue, no thread: a subscriber is called where the event was published."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop_app.model.events import Event

Subscriber = Callable[[Event], None]


class EventHub:
    """From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # guards the replacement of the tuple, not the calls
        self._subscribers: tuple[Subscriber, ...] = ()

    def subscribe(self, subscriber: Subscriber) -> None:
        with self._lock:
            self._subscribers += (subscriber,)

    def unsubscribe(self, subscriber: Subscriber) -> None:
        with self._lock:
            self._subscribers = tuple(s for s in self._subscribers if s != subscriber)

    def publish(self, event: Event) -> None:
        for subscriber in self._subscribers:
            subscriber(event)
