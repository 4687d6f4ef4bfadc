from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Dresses the application, and undresses it afterwards."""
    yield lambda name: apply_theme(qapp, THEMES[name])
    qapp.setStyleSheet("")
    qapp.setProperty("overviewTheme", None)
    qapp.setPalette(qapp.style().standardPalette())
