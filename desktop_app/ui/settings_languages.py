"""The settings' page about languages: which are read, which can be put into English, and when that is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.library.languages import Language
from desktop_app.library.library import Library
from desktop_app.model.errors import OverviewError
from desktop_app.model.translating import Install, InstallPhase
from desktop_app.settings import Settings
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.screens.languages import LanguageBox
from desktop_app.ui.settings_engine import EnginePart
from desktop_app.ui.settings_form import secondary_words
from desktop_app.ui.settings_wording import WordingPart
from desktop_app.ui.theme import tokens

MB = 1_000_000
_NAME, _STATE, _SIZE, _VERSION = range(4)
_ARCHIVES = "Archives (*.zip *.tar *.tar.gz *.tgz *.tar.xz *.txz *.tar.bz2);;All files (*)"
_SOURCES_PX = 52
_TABLE_PX = 172  # its head and four rows
_LANGUAGE = Qt.ItemDataRole.UserRole
_OPEN = (InstallPhase.WAITING, InstallPhase.RUNNING)


class LanguagesPage(QWidget):
    """Tells each change as a whole new value. GUI thread only."""

    changed = Signal(object)  # Settings

    def __init__(
        self,
        settings: Settings,
        of_press: Iterable[str],
        library: Library,
        bridge: EventBridge,
        parent: QWidget | None = None,
    ) -> None:
        """``of_press`` are the languages that the press writes in."""
        super().__init__(parent)
        self._settings = settings
        self._languages = languages = library.languages
        self._engines = engines = library.engines
        self._by_tag: dict[str, Language] = {}
        column = self._scrolled()
        column.addLayout(self._reading(of_press))
        if languages.is_possible:
            self._add_models(column)
            bridge.install_changed.connect(self._on_install)
            bridge.languages_changed.connect(self.show_languages)
            self.show_languages()
        else:
            column.addWidget(_words("Here every language comes with its English; none can be installed."))
        if engines.is_possible:
            self.engine = EnginePart(settings, engines, bridge)
            self.wording = WordingPart(settings, engines, library.wording_state, bridge)
            for part in (self.engine, self.wording):
                part.changed.connect(self._on_part)
                column.addWidget(part)
        column.addLayout(self._choices())
        column.addStretch(0)

    def _scrolled(self) -> QVBoxLayout:
        """What the page is laid out in: all of an engine elsewhere is more than a small window shows."""
        inside = QWidget()
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the focus
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.SPACE_1, 0)
        column.setSpacing(tokens.SPACE_3)
        return column

    def _reading(self, of_press: Iterable[str]) -> QHBoxLayout:
        self.reads = LanguageBox(self._settings.languages)
        self.reads.show_languages(of_press)
        self.reads.languages_chosen.connect(self._on_read)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(QLabel("I read"))
        row.addWidget(self.reads)
        row.addWidget(_words("Articles in these stay as they are."), 1)
        return row

    def _add_models(self, column: QVBoxLayout) -> None:
        self.table = QTreeWidget()
        self.table.setObjectName("languageTable")
        self.table.setAccessibleName("Languages that can be put into English")
        self.table.setMinimumHeight(_TABLE_PX)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHeaderLabels(["Into English from", "", "Size", "Version"])
        self.table.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.install = QPushButton("Install")
        self.install.clicked.connect(self._on_install_pressed)
        self.remove = QPushButton("Remove")
        self.remove.clicked.connect(self._on_remove_pressed)
        self.from_files = QPushButton("From files")
        self.from_files.setToolTip("Install it from a folder or an archive that has its files")
        menu = QMenu(self.from_files)
        menu.addAction("A folder…", self._ask_folder)
        menu.addAction("An archive…", self._ask_archive)
        self.from_files.setMenu(menu)
        self.said = _words("")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_2)
        for button in (self.install, self.remove, self.from_files):
            row.addWidget(button)
        row.addWidget(self.said, 1)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_2)
        self.ahead = QCheckBox("Put what I star into English at once, not when I open it")
        self.ahead.setChecked(self._settings.translate_ahead != "never")
        self.ahead.toggled.connect(self._on_ahead)
        self.edition = QCheckBox("And the stories of the Edition")
        self.edition.setChecked(self._settings.translate_ahead == "edition")
        self.edition.setEnabled(self.ahead.isChecked())
        self.edition.toggled.connect(self._on_ahead)
        self.battery = QCheckBox("On battery only what I look at")
        self.battery.setChecked(self._settings.spare_battery)
        self.battery.toggled.connect(self._on_battery)
        self.always = QCheckBox("Install languages that I meet without asking")
        self.always.setChecked(self._settings.install_languages == "always")
        self.always.toggled.connect(self._on_always)
        for box in (self.ahead, self.edition, self.battery, self.always):
            column.addWidget(box)
        self.always.setVisible(self._languages.is_possible)
        if self._languages.is_possible:
            engine, licence, address = self._languages.origin
            column.addWidget(_words(f"Translated on this computer. Models: {engine}, {licence}, {address}"))
            self.sources = QPlainTextEdit("\n".join(self._settings.model_sources))
            self.sources.setAccessibleName("Where languages are downloaded from, an address a line")
            self.sources.setPlaceholderText("\n".join(self._languages.shipped_sources))
            self.sources.setFixedHeight(_SOURCES_PX)
            self.sources.setTabChangesFocus(True)
            self.sources.textChanged.connect(self._on_sources)
            column.addWidget(_words("Downloaded from, an address a line; where it is empty, from these:"))
            column.addWidget(self.sources)
        return column

    # What is shown

    def take(self, settings: Settings) -> None:
        """Change these from now on, which were changed elsewhere."""
        self._settings = settings
        if self._engines.is_possible:
            self.engine.take(settings)
            self.wording.take(settings)

    @Slot()
    def show_languages(self) -> None:
        """Every language, and what is installed of it; those that are come first."""
        chosen = self._chosen()
        languages = sorted(self._languages.all(), key=lambda it: it.installed is None)
        self._by_tag = {it.model.language: it for it in languages}
        self.table.clear()
        for language in languages:
            model = language.model
            size = f"{model.download_size / MB:.0f} MB"
            version = language.installed.version if language.installed else model.version
            item = QTreeWidgetItem(self.table, [model.name, self._state(language), size, version])
            item.setData(_NAME, _LANGUAGE, model.language)
            if model.language == chosen:
                self.table.setCurrentItem(item)
        self._show_buttons()

    def _state(self, language: Language) -> str:
        state = self._languages.state(language.model.language)
        if state is not None and state.phase is not InstallPhase.DONE:
            return _in_words(state)
        if language.installed is None:
            return "" if language.model.is_downloadable else "only from files"
        return f"installed; {language.model.version} is there" if language.has_update else "installed"

    def _chosen(self) -> str:
        item = self.table.currentItem()
        return str(item.data(_NAME, _LANGUAGE)) if item is not None and item.isSelected() else ""

    @Slot()
    def _show_buttons(self) -> None:
        language = self._by_tag.get(self._chosen())
        state = self._languages.state(language.model.language) if language is not None else None
        is_open = state is not None and state.phase in _OPEN
        is_installed = language is not None and language.installed is not None
        words = "Install"
        if is_open:
            words = "Pause"
        elif state is not None and state.phase is InstallPhase.PAUSED:
            words = "Go on"
        elif language is not None and language.has_update:
            words = "Update"
        self.install.setText(words)
        can = language is not None and language.model.is_downloadable and (not is_installed or language.has_update)
        self.install.setEnabled(is_open or can)
        self.remove.setEnabled(is_installed and not is_open)
        self.from_files.setEnabled(language is not None and not is_open)

    @Slot(object)
    def _on_install(self, install: Install) -> None:
        language = self._by_tag.get(install.language)
        for number in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(number)
            if item is not None and language is not None and item.data(_NAME, _LANGUAGE) == install.language:
                item.setText(_STATE, self._state(language))
        is_failed = install.phase is InstallPhase.FAILED and install.error is not None
        self.said.setText(messages.error_sentence(install.error) if is_failed and install.error else "")
        self._show_buttons()

    # What the user does

    @Slot(object)
    def _on_part(self, settings: Settings) -> None:
        self._settings = settings
        self.changed.emit(settings)

    def _change(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]  # names are checked by replace
        self.changed.emit(self._settings)

    @Slot(tuple)
    def _on_read(self, chosen: tuple[str, ...]) -> None:
        self._change(languages=chosen)

    @Slot(bool)
    def _on_ahead(self, is_on: bool) -> None:
        del is_on  # which of the two boxes it is
        self.edition.setEnabled(self.ahead.isChecked())
        with_edition = "edition" if self.edition.isChecked() else "starred"
        self._change(translate_ahead=with_edition if self.ahead.isChecked() else "never")

    @Slot(bool)
    def _on_battery(self, is_on: bool) -> None:
        self._change(spare_battery=is_on)

    @Slot(bool)
    def _on_always(self, is_on: bool) -> None:
        self._change(install_languages="always" if is_on else "ask")

    @Slot()
    def _on_install_pressed(self) -> None:
        language = self._chosen()
        state = self._languages.state(language)
        if state is not None and state.phase in _OPEN:
            self._languages.pause(language)
        elif language:
            self._languages.install(language)

    @Slot()
    def _on_remove_pressed(self) -> None:
        try:
            self._languages.remove(self._chosen())
        except OverviewError as e:
            self.said.setText(messages.error_sentence(e))

    @Slot()
    def _ask_archive(self) -> None:
        archive, _ = QFileDialog.getOpenFileName(self, "The archive with the files of the language", "", _ARCHIVES)
        if archive:
            self.install_from(archive)

    @Slot()
    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "The folder with the files of the language")
        if folder:
            self.install_from(folder)

    def install_from(self, source: str) -> None:
        """Install the chosen language from its files, in a folder or an archive."""
        self._languages.install(self._chosen(), Path(source))

    @Slot()
    def _on_sources(self) -> None:
        given = tuple(self.sources.toPlainText().split())
        if all(address.startswith(("https://", "http://")) for address in given):
            self._change(model_sources=given)


def _in_words(state: Install) -> str:
    match state.phase:
        case InstallPhase.WAITING:
            return "waits for its turn"
        case InstallPhase.RUNNING:
            return f"{state.there / MB:.0f} of {state.size / MB:.0f} MB"
        case InstallPhase.PAUSED:
            return "paused"
        case InstallPhase.FAILED:
            return "not installed"
        case InstallPhase.DONE:
            return "installed"


def _words(text: str) -> QLabel:
    label = secondary_words(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
