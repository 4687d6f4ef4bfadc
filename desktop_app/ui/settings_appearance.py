"""The settings' page about the look: type and theme, with a page in small beside them, and motion."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.reader.settings import style_of, with_style
from desktop_app.ui.reader.specimen import Specimen
from desktop_app.ui.reader.style import ReaderStyle
from desktop_app.ui.reader.type_panel import TypePanel
from desktop_app.ui.theme import tokens


class AppearancePage(QWidget):
    """Tells each change as a whole new value. GUI thread only."""

    changed = Signal(object)  # Settings

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.panel = TypePanel(self)
        self.specimen = Specimen(self)
        self.motion = QCheckBox("Jump instead of gliding", self)
        self.motion.setAccessibleName("Motion: jump instead of gliding")
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.panel)
        left.addStretch(1)
        right.setSpacing(tokens.SPACE_3)
        right.addWidget(self.specimen, 1)
        right.addWidget(self.motion)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_6)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.show_settings(settings)
        self.panel.style_chosen.connect(self._on_style)
        self.panel.theme_chosen.connect(self._on_theme)
        self.motion.toggled.connect(self._on_motion)

    def show_settings(self, settings: Settings) -> None:
        """Show these as chosen."""
        self._settings = settings
        self.panel.show_values(style_of(settings), settings.theme)
        self.specimen.show_style(style_of(settings))
        self.motion.setChecked(settings.reduced_motion)

    def _tell(self, settings: Settings) -> None:
        self._settings = settings
        self.changed.emit(settings)

    @Slot(object)
    def _on_style(self, style: ReaderStyle) -> None:
        self.specimen.show_style(style)
        self._tell(with_style(self._settings, style))

    @Slot(str)
    def _on_theme(self, theme: str) -> None:
        self._tell(replace(self._settings, theme=theme))

    @Slot(bool)
    def _on_motion(self, is_reduced: bool) -> None:
        self._tell(replace(self._settings, reduced_motion=is_reduced))
