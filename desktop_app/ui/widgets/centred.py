"""A column of a page in the middle of the room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

_ALL = 1_000  # of the room that there is, beside the 1 of either margin: the column grows first


def centred(column: QWidget, width: int) -> QHBoxLayout:
    """The column, ``width`` px at most, between margins that are alike."""
    column.setMaximumWidth(width)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(column, _ALL)
    row.addStretch(1)
    return row
