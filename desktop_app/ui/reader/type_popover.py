"""The panel of the type in a popover over the reader."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.ui.reader.type_panel import TypePanel
from desktop_app.ui.widgets.popover import Popover


class TypePopover(Popover):
    """GUI thread only."""

    def __init__(self, window: QWidget) -> None:
        self.panel = TypePanel()
        super().__init__("Type and theme", self.panel, window)
