"""How long an article takes to read, in scripts that divide words and in those that do not."""

from __future__ import annotations

import pytest

from desktop_app.model.document import Paragraph, Run
from desktop_app.ui.reader.texts import minutes_to_read


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Nothing.", 1),
        ("word " * 880, 4),
        ("слово " * 880, 4),
        ("港" * 1000, 2),
        ("ความ" * 1100, 4),  # Thai: 4,400 letters
        ("ຄວາມ" * 1100, 4),
        ("ភាសា" * 1100, 4),
        ("စကား" * 1100, 4),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert minutes_to_read((Paragraph((Run(text),)),)) == minutes
