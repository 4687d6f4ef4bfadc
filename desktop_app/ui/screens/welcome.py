"""The strip of the first start: three choices that are worth making early, none of which has to be made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.model.country import Country
from desktop_app.settings import Settings
from desktop_app.ui.screens.languages import LanguageBox
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme, theme_changed
from desktop_app.ui.theme.tokens import THEMES

CHOICE_PX = 150  # width of a choice, at least
ICON_PX = 16


class WelcomeStrip(QFrame):
    """It is given values and says what the user chose; each choice takes effect at once."""

    chosen = Signal(str, object)  # the setting's name and its new value
    dismissed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomeStrip")
        self.setProperty("look", "pane")
        self.setAccessibleName("Welcome")
        title = QLabel("Welcome to Overview")
        title.setProperty("look", "heading")
        hint = QLabel("Turn the globe, pick a country, read its press. All of this can be changed under Settings.")
        hint.setProperty("look", "secondary")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.languages = LanguageBox(settings.languages)
        self.home = QComboBox()
        self.home.setObjectName("welcomeHome")
        self.home.setAccessibleName("My press")
        self.home.setToolTip("The country whose press the others are compared with, and where the Home key goes")
        self.theme = QComboBox()
        self.theme.setObjectName("welcomeTheme")
        self.theme.setAccessibleName("Theme")
        self.theme.addItem("As the system", "system")
        for name, theme in THEMES.items():
            self.theme.addItem(theme.label, name)
        self.close_button = QToolButton()
        self.close_button.setProperty("look", "quiet")
        self.close_button.setToolTip("Dismiss (Esc)")
        self.close_button.setAccessibleName("Dismiss")
        self.close_button.setIconSize(QSize(ICON_PX, ICON_PX))
        self._arrange(title, hint)
        self.show_settings(settings)
        self._dress()
        theme_changed.connect(self._dress)
        self.languages.languages_chosen.connect(self._on_languages)
        self.home.currentIndexChanged.connect(self._on_home)
        self.theme.currentIndexChanged.connect(self._on_theme)
        self.close_button.clicked.connect(self.dismissed)

    def _arrange(self, title: QLabel, hint: QLabel) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_3)
        top.addWidget(title)
        top.addWidget(hint, 1)
        top.addWidget(self.close_button)
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_2)
        for word, widget in (("I read", self.languages), ("My press", self.home), ("Theme", self.theme)):
            label = QLabel(word)
            label.setProperty("look", "secondary")
            label.setBuddy(widget)
            widget.setMinimumWidth(CHOICE_PX)
            below.addWidget(label)
            below.addWidget(widget)
            below.addSpacing(tokens.SPACE_4)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_6, tokens.SPACE_2, tokens.SPACE_3, tokens.SPACE_4)
        column.setSpacing(tokens.SPACE_2)
        column.addLayout(top)
        column.addLayout(below)

    @Slot()
    def _dress(self) -> None:
        self.close_button.setIcon(icons.icon("close", current_theme().secondary, ICON_PX, self.devicePixelRatioF()))

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen now, without telling."""
        self.languages.show_chosen(settings.languages)
        for box, value in ((self.home, settings.home_country), (self.theme, settings.theme)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)

    def show_countries(self, countries: Sequence[Country], home: str) -> None:
        """The countries whose press may be the user's own."""
        self.home.blockSignals(True)
        self.home.clear()
        self.home.addItem("By the time zone", "")
        for country in sorted(countries, key=lambda c: c.name):
            self.home.addItem(country.name, country.code)
        self.home.setCurrentIndex(max(0, self.home.findData(home)))
        self.home.blockSignals(False)

    def show_languages(self, languages: Iterable[str]) -> None:
        self.languages.show_languages(languages)

    @Slot(tuple)
    def _on_languages(self, languages: tuple[str, ...]) -> None:
        self.chosen.emit("languages", languages)

    @Slot()
    def _on_home(self) -> None:
        self.chosen.emit("home_country", str(self.home.currentData() or ""))

    @Slot()
    def _on_theme(self) -> None:
        self.chosen.emit("theme", str(self.theme.currentData()))

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)
