"""The quiet strip below a list: whether a language may be installed, how that goes, and what else there is to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.library.languages import Language
from desktop_app.model.country import in_a_sentence
from desktop_app.model.outlet import Outlet
from desktop_app.model.translating import Install, InstallPhase
from desktop_app.ui.articles.row_layout import GUTTER
from desktop_app.ui.reader.page import language_name
from desktop_app.ui.theme import tokens

MB = 1_000_000


class InstallStrip(QFrame):
    """Hidden while there is nothing to say. GUI thread only."""

    install_pressed = Signal(str)  # the model's language
    pause_pressed = Signal(str)
    always_pressed = Signal(str)  # install it, and every other language that is met
    declined = Signal(str)
    source_pressed = Signal(object)  # Outlet

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("installStrip")
        self.setProperty("look", "pane")
        self._language = ""  # the model's
        self._asked = ""  # as the articles call it
        self._outlet: Outlet | None = None
        self._install: Install | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(tokens.SPACE_1)
        self.yes = QPushButton()
        self.always = QPushButton("Always for languages I meet")
        self.no = QPushButton("Not now")
        for button in (self.always, self.no):
            button.setProperty("look", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.yes.clicked.connect(self._on_yes)
        self.always.clicked.connect(self._on_always)
        self.no.clicked.connect(self._on_no)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_3)
        for button in (self.yes, self.always, self.no):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, tokens.SPACE_3, tokens.SPACE_4, tokens.SPACE_3)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(self.words)
        column.addWidget(self.progress)
        column.addLayout(row)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether it shows an installation that was asked for here, and has not ended well."""
        return not self.isHidden() and self._install is not None and self._install.phase is not InstallPhase.DONE

    def show_nothing(self) -> None:
        self._install = None
        self._language = ""
        self.hide()

    def ask(self, language: Language, place: str) -> None:
        """Whether this language may be installed; ``place`` is where the articles are from, "" where from many."""
        model = language.model
        self._language, self._asked, self._outlet, self._install = model.language, model.language, None, None
        what = f"{_some_of(place)} are in {model.name}."
        if not model.is_downloadable:
            self._say(f"{what} It can be installed from files at hand, in the settings.", yes="", always=False)
            return
        size = f"{model.download_size / MB:.0f} MB"
        self._say(f"{what} Install {model.name}, {size}, to read them in English?", yes="Install")

    def show_without_model(self, language: str, place: str, outlet: Outlet | None, engine: str) -> None:
        """Nothing that can be installed translates from this language; what helps where something does.

        That is an outlet of the country in English, and for what is opened the engine that the user chose, "" for none.
        """
        name = language_name(language) or language
        self._language, self._asked, self._outlet, self._install = "", language, outlet, None
        what = f"{_some_of(place)} are in {name}"
        words = f"{what}, from which there is no translation yet: they are shown as they are."
        if engine:
            words = f"{what}, from which nothing here translates. What you open goes to {engine}, which may know it."
        if outlet is not None:
            words += f" {outlet.name} writes in English."
        self._say(words, yes=f"Read {outlet.name}" if outlet is not None else "", always=False)

    @Slot(object)
    def show_install(self, install: Install) -> None:
        """How an installation goes, if it is of the language that is shown here."""
        if install.language != self._language and not (self.isHidden() and _is_open(install)):
            return
        self._language, self._asked, self._install = install.language, install.language, install
        name = language_name(install.language)
        match install.phase:
            case InstallPhase.WAITING | InstallPhase.RUNNING:
                done = f"{install.there / MB:.0f} of {install.size / MB:.0f} MB" if install.size else "beginning"
                self._say(f"Installing {name}: {done}", yes="Pause", always=False, no="")
                self.progress.setRange(0, max(1, install.size))
                self.progress.setValue(install.there)
                self.progress.show()
            case InstallPhase.PAUSED:
                self._say(f"{name} is paused; what has come is kept.", yes="Go on", always=False)
            case InstallPhase.FAILED:
                sentence = messages.error_sentence(install.error) if install.error else ""
                self._say(sentence, yes="Try again", always=False)
            case InstallPhase.DONE:
                self.show_nothing()

    def _say(self, words: str, *, yes: str, always: bool = True, no: str = "Not now") -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.yes.setText(yes)
        self.yes.setVisible(bool(yes))
        self.always.setVisible(always)
        self.no.setVisible(bool(no))
        self.progress.hide()
        self.show()

    @Slot()
    def _on_yes(self) -> None:
        if self._outlet is not None:
            self.source_pressed.emit(self._outlet)
        elif self._install is not None and _is_open(self._install):
            self.pause_pressed.emit(self._language)
        else:
            self.install_pressed.emit(self._language)

    @Slot()
    def _on_always(self) -> None:
        self.always_pressed.emit(self._language)

    @Slot()
    def _on_no(self) -> None:
        language = self._asked
        self.show_nothing()
        self.declined.emit(language)


def _is_open(install: Install) -> bool:
    return install.phase in (InstallPhase.WAITING, InstallPhase.RUNNING)


def _some_of(place: str) -> str:
    return f"Articles from {in_a_sentence(place)}" if place else "Some of these"
