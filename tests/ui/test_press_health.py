from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.model.errors import FetchProblem
from desktop_app.model.outlet import FeedHealth, FeedId, FeedState
from desktop_app.ui.screens.press import PressList
from tests.support.stores import CL, NOW, outlet

WELL = FeedHealth(
    FeedId(1), outlet("CL/alba").key, "Alba", CL, "https://alba.example/feed", FeedState.HEALTHY, NOW - 60, NOW - 60,
    NOW + 1_800, None, "", None, 12, articles_per_week=42.4, average_delay_s=720,
)  # fmt: skip
ILL = replace(
    WELL, state=FeedState.FAILING, problem=FetchProblem.NOT_FOUND, status=404, failing_since=NOW - 9, articles=0,
    articles_per_week=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("health", "words", "not_said"),
    [
        (WELL, "Works. Last read at 08:52. 12 articles.", "tried"),
        (WELL, "after their date. Next read at 09:23.", "asked again"),
        (replace(ILL, failing_since=NOW - 7_200), "Failing since at 06:53. Last tried at 08:52.", "Next read"),
        (WELL, "12 articles. About 42 articles a week, read 12 min after their date.", "asked again"),
        (ILL, "It is asked again at 09:23.", "a week"),
        (replace(ILL, state=FeedState.GONE, next_attempt=None), "no feed at this address", "asked again"),
    ],
)
def test_how_a_feed_is_doing(qtbot: QtBot, health: FeedHealth, words: str, not_said: str) -> None:
    press = PressList()
    qtbot.addWidget(press)
    press.show_press([outlet("CL/alba")], [health], NOW)
    said = " ".join(label.text() for label in press.findChildren(QLabel))
    assert words in said
    assert not_said not in said
