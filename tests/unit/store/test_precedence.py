from __future__ import annotations

import threading
import time

from desktop_app.store.precedence import AT_MOST_S, Precedence


def test_who_computes_waits_for_who_draws() -> None:
    precedence = Precedence()
    precedence.give_way()  # at once
    precedence.take()
    passed = threading.Event()

    def compute() -> None:
        precedence.give_way()
        passed.set()

    thread = threading.Thread(target=compute)
    thread.start()
    assert not passed.wait(AT_MOST_S / 5)
    precedence.release()
    assert passed.wait(5)
    thread.join()


def test_not_for_ever() -> None:
    precedence = Precedence()
    precedence.take()
    started = time.monotonic()
    for _ in range(20):
        precedence.give_way()
    assert AT_MOST_S / 2 < time.monotonic() - started < 20 * AT_MOST_S  # once, not twenty times
