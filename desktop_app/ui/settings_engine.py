"""A part of the settings' page about languages: which engine puts what is opened into English, and whether it works."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.library.engines import Engines, choice_of
from desktop_app.model.engines import (
    CHAT,
    DEEPL,
    LIBRETRANSLATE,
    NAMES,
    NONE,
    EngineChoice,
    EnginePhase,
    EngineState,
    host_of,
    is_here,
)
from desktop_app.settings import Settings
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.settings_form import form_in, secondary_words, side_by_side
from desktop_app.ui.theme import tokens

_KINDS = (
    (NONE, "This computer, with the languages above"),
    (LIBRETRANSLATE, NAMES[LIBRETRANSLATE]),
    (DEEPL, NAMES[DEEPL]),
    (CHAT, "A language model (Ollama, OpenAI's protocol)"),
)
_ADDRESSES = {
    LIBRETRANSLATE: "https://libretranslate.com",
    DEEPL: "",
    CHAT: "http://localhost:11434/v1",
}
_EXAMPLES = {DEEPL: "api-free.deepl.com or api.deepl.com, as the key is", CHAT: "as in http://localhost:11434/v1"}
_OF_DEEPL = "DeepL"


class EnginePart(QWidget):
    """Tells each change as a whole new value. GUI thread only."""

    changed = Signal(object)  # Settings

    def __init__(
        self, settings: Settings, engines: Engines, bridge: EventBridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._engines = engines
        self._state: EngineState | None = None
        self.kind = QComboBox()
        self.kind.setObjectName("engineChoice")
        # its words may be cut where there is little room: as wide as the longest of them the page would be scrolled
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(20)
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind.setAccessibleName("What puts the articles that I open into English")
        for kind, words in _KINDS:
            self.kind.addItem(words, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(settings.engine)))
        self.warning = secondary_words()
        self.warning.setObjectName("engineWarning")
        self.address, self.model, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.said = secondary_words()
        self.said.setObjectName("engineSaid")
        self._details = self._make_details()
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(QLabel("What I open is put into English by"))
        row.addWidget(self.kind, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        column.addLayout(row)
        column.addWidget(self._details)
        self.kind.currentIndexChanged.connect(self._on_kind)
        bridge.engine_told.connect(self._on_told)
        self._show_fields()
        self._look()

    def _make_details(self) -> QWidget:
        details = QWidget()
        self.address.setText(self._settings.engine_address)
        self.model.setText(self._settings.engine_model)
        self.model.setPlaceholderText("as in gemma3:4b")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QPushButton("Keep")
        self.forget = QPushButton("Remove")
        self.test = QPushButton("Try it")
        self.address.editingFinished.connect(self._on_place)
        self.model.editingFinished.connect(self._on_place)
        self.key.textChanged.connect(self._show_buttons)
        self.key.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.forget.clicked.connect(self._on_forget)
        self.test.clicked.connect(self._on_test)
        self._form = form = form_in(details, is_part=True)
        form.addRow(self.warning)
        for label, field in (("Address", self.address), ("Model", self.model)):
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.key.setAccessibleName("Key")
        form.addRow("Key", side_by_side(self.key, self.keep, self.forget))
        form.addRow("", side_by_side(self.test, self.said))
        return details

    @property
    def choice(self) -> EngineChoice:
        return choice_of(self._settings)

    def take(self, settings: Settings) -> None:
        """Change these from now on, which were changed elsewhere."""
        self._settings = settings

    # What is shown

    def _show_fields(self) -> None:
        choice = self.choice
        self._details.setVisible(choice.kind != NONE)
        self._form.setRowVisible(self.model, choice.kind == CHAT)
        self.address.setPlaceholderText(_EXAMPLES.get(choice.kind, "as in https://translate.example.org"))
        where = where_it_goes(host_of(choice.address) or (_OF_DEEPL if choice.kind == DEEPL else ""))
        self.warning.setText(f"The text of each article that you open {where}. Lists are always put into English here.")
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        state = self._state
        has_key = state is not None and state.has_key
        self.keep.setEnabled(bool(self.key.text().strip()))
        self.forget.setEnabled(has_key)
        self.test.setEnabled(state is None or state.phase is not EnginePhase.ASKING)
        words = "" if self.choice.kind == DEEPL else "where one is wanted"
        if has_key and state is not None:
            words = (
                "There is one, in the system's keyring" if state.is_key_kept else "There is one, until Overview ends"
            )
        self.key.setPlaceholderText(words)

    @Slot(object)
    def _on_told(self, state: EngineState) -> None:
        if state.choice != self.choice:
            return
        self._state = state
        if state.phase is EnginePhase.ASKING:
            self._say(f"Asking {host_of(state.choice.address) or 'it'}\u2026", "")
        elif state.error is not None:
            self._say(messages.error_sentence(state.error), "error")
        elif state.report is not None:
            self._say(messages.engine_report(state.report), "ok")
        elif not state.is_key_kept:
            self._say(messages.NO_KEYRING, "warn")
        else:
            self._say("", "")
        self._show_buttons()

    def _say(self, words: str, kind: str) -> None:
        show_said(self.said, words, kind)

    # What the user does

    def _look(self) -> None:
        """Ask whether there is a key."""
        self._state = None
        if self.choice.kind != NONE:
            self._engines.look(self.choice)

    def _change(self, **values: str) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]  # names are checked by replace
        self.changed.emit(self._settings)
        self._say("", "")
        self._show_fields()
        self._look()

    @Slot(int)
    def _on_kind(self, row: int) -> None:
        kind = str(self.kind.itemData(row))
        self.address.setText(_ADDRESSES.get(kind, ""))
        self.key.clear()
        self._change(engine=kind, engine_address=self.address.text())

    @Slot()
    def _on_place(self) -> None:
        address, model = self.address.text().strip(), self.model.text().strip()
        if (address, model) != (self._settings.engine_address, self._settings.engine_model):
            self._change(engine_address=address, engine_model=model)

    @Slot()
    def _on_keep(self) -> None:
        self._on_place()
        key = self.key.text().strip()
        if key:
            self.key.clear()
            self._engines.keep_key(self.choice, key)

    @Slot()
    def _on_forget(self) -> None:
        self._engines.keep_key(self.choice, "")

    @Slot()
    def _on_test(self) -> None:
        self._on_keep()
        self._engines.try_out(self.choice)


def where_it_goes(host: str) -> str:
    """What happens to a text that is sent there, as the end of a sentence."""
    if not host:
        return "goes to the address below"
    if is_here(host):
        return f"is handed to the program at {host} on this computer, which may send it on"
    return f"leaves this computer and goes to {host}"


def show_said(label: QLabel, words: str, kind: str) -> None:
    """What came of it: "error", "ok", "warn", each with its sign; nothing where there are no words."""
    sign = {"error": "\u2717 ", "ok": "\u2713 ", "warn": "! "}.get(kind, "")
    label.setText(f"{sign}{words}" if words else "")
    label.setAccessibleName(words)
    label.setVisible(bool(words))
