"""The contrast of every theme."""

from __future__ import annotations

import pytest

from desktop_app.ui.theme.tokens import THEMES, Theme, contrast, mixed

GROUNDS = ("bg", "surface", "raised", "selection")
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def test_known_contrasts() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@each_theme
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", ["text", "secondary", "muted", "accent"])
def test_text_can_be_read(theme: Theme, colour: str, ground: str) -> None:
    assert contrast(getattr(theme, colour), getattr(theme, ground)) >= 4.5


@each_theme
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", ["star", "ok", "warn", "error"])
def test_icons_can_be_seen(theme: Theme, colour: str, ground: str) -> None:
    assert contrast(getattr(theme, colour), getattr(theme, ground)) >= 3


@each_theme
def test_text_on_the_accent_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_a_mixed_colour_lies_between() -> None:
    assert mixed("#000000", "#FFFFFF", 0) == "#000000"
    assert mixed("#000000", "#FF8000", 0.5) == "#804000"
    assert mixed("#102030", "#FFFFFF", 1) == "#FFFFFF"
