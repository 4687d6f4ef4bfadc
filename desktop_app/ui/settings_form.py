"""What the pages of the settings are made of. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.ui.theme import tokens


def form_in(widget: QWidget, *, is_part: bool = False) -> QFormLayout:
    """Rows of names and fields; nearer together in a part of a page."""
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(tokens.SPACE_4 if is_part else tokens.SPACE_6)
    form.setVerticalSpacing(tokens.SPACE_2 if is_part else tokens.SPACE_4)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """A row in which fields and words have the room."""
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_2)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit | QLabel) else 0)
    return row


def secondary_words(text: str = "") -> QLabel:
    """A label for sentences."""
    label = QLabel(text)
    label.setProperty("look", "secondary")
    label.setWordWrap(True)
    return label
