from __future__ import annotations

from desktop_app.library.hub import EventHub
from desktop_app.model.events import CatalogChanged, Event, SyncStarted


def test_each_subscriber_hears_what_is_published_while_it_is_one() -> None:
    hub, first, second = EventHub(), list[Event](), list[Event]()
    hub.publish(CatalogChanged())
    hub.subscribe(first.append)
    hub.publish(SyncStarted(1))
    hub.subscribe(second.append)
    hub.publish(SyncStarted(2))
    hub.unsubscribe(first.append)
    hub.unsubscribe(first.append)
    hub.publish(SyncStarted(3))
    assert first == [SyncStarted(1), SyncStarted(2)]
    assert second == [SyncStarted(2), SyncStarted(3)]


def test_a_subscriber_may_leave_while_it_is_told() -> None:
    hub, heard = EventHub(), list[Event]()

    def once(event: Event) -> None:
        heard.append(event)
        hub.unsubscribe(once)

    hub.subscribe(once)
    hub.subscribe(heard.append)
    hub.publish(SyncStarted(1))
    hub.publish(SyncStarted(2))
    assert heard == [SyncStarted(1), SyncStarted(1), SyncStarted(2)]
