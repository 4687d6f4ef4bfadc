"""What holds for the tests of the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000  # pytest-qt's own five seconds are too few on a machine that has much else to do


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """What is waited for has half a minute to come, where a test does not say otherwise."""
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
        wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}
