"""The viewport of a scroll area that is asked about it in Python."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def plain_viewport(area: QAbstractScrollArea) -> QWidget:
    """For ``setViewport``: the same as a scroll area makes for itself, but known to Python from its beginning.

    The first time that Python is handed a widget which Qt made by itself, PySide looks for the widget's class among all
    that there are, and so makes every one of them: measured as a twentieth of the program's start.
    """
    viewport = QWidget(area)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    return viewport
