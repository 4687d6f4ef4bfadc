"""
Dresses the application, which is made with Qt's Fusion style: a palette and one style sheet from a theme's tokens.

GUI thread only. Whatever paints by itself asks ``current_theme()`` while it paints: the theme in force is a property of
the application, as its palette is. What it made of the theme beforehand (icons, caches) it makes again at
``theme_changed``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.theme.sheet import style_sheet
from desktop_app.ui.theme.tokens import THEMES, Theme


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's colour roles."""
    role = QPalette.ColorRole
    made = QPalette()
    for colour_role, colour in (
        (role.Window, theme.bg),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, theme.surface),
        (role.Midlight, theme.raised),
        (role.Mid, theme.border),
        (role.Dark, theme.border),
        (role.Shadow, "#000000"),
    ):
        made.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(theme.muted))
    return made


_PROPERTY = "overviewTheme"


class _Changes(QObject):
    changed = Signal()


_changes = _Changes()
theme_changed = _changes.changed  # after the application wears it; a changeEvent would make every class of Qt's events


def current_theme() -> Theme:
    """The theme that the application wears; Paper as long as it wears none."""
    app = QApplication.instance()
    name = app.property(_PROPERTY) if app is not None else None
    return THEMES.get(str(name), THEMES["paper"])


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application. Call after ``fonts.load_fonts``, and again whenever the theme changes."""
    app.setProperty(_PROPERTY, theme.name)
    app.setPalette(palette(theme))
    app.setFont(fonts.ui_font(tokens.TYPE_UI))
    app.setStyleSheet(style_sheet(theme))
    theme_changed.emit()


def system_theme(app: QApplication) -> str:
    """The theme that goes with the system's light or dark: "ink" or "paper" (also where the system does not say)."""
    return "ink" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "paper"


class ThemeFollower(QObject):
    """Keeps the application in the theme that the user chose, or in the system's."""

    changed = Signal(object)  # the Theme now in force, after the application wears it

    def __init__(self, app: QApplication, choice: str = "system", parent: QObject | None = None) -> None:
        """``choice`` is "system" or the name of a theme; an unknown name counts as "system"."""
        super().__init__(parent)
        self._app = app
        self._choice = choice
        self._theme = self._wanted()
        apply_theme(app, self._theme)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        app.screenAdded.connect(self._on_screen_added)

    @property
    def theme(self) -> Theme:
        return self._theme

    def choose(self, choice: str) -> None:
        """Follow another choice from now on."""
        self._choice = choice
        self._refresh()

    def _wanted(self) -> Theme:
        return THEMES.get(self._choice) or THEMES[system_theme(self._app)]

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted == self._theme:
            return
        self._theme = wanted
        apply_theme(self._app, wanted)
        self.changed.emit(wanted)

    @Slot()
    def _on_screen_added(self) -> None:
        """It may be a finer one: each icon is made again for it."""
        icons.forget()
        apply_theme(self._app, self._theme)

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._refresh()
