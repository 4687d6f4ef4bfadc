"""A part of the settings' page about languages: whether a language model near by may word the names of takes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.library.engines import Engines, wording_of
from desktop_app.model.engines import CHAT, EnginePhase, EngineState, WordingState, host_of
from desktop_app.settings import Settings
from desktop_app.ui.bridge import EventBridge
from desktop_app.ui.settings_engine import show_said, where_it_goes
from desktop_app.ui.settings_form import form_in, secondary_words, side_by_side
from desktop_app.ui.theme import tokens

_ADDRESS = "http://localhost:11434/v1"  # Ollama's


class WordingPart(QWidget):
    """Tells each change as a whole new value. GUI thread only."""

    changed = Signal(object)  # Settings

    def __init__(
        self,
        settings: Settings,
        engines: Engines,
        state: WordingState,
        bridge: EventBridge,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._engines = engines
        self.allow = QCheckBox("A language model near by may word the names of takes")
        self.allow.setObjectName("wordingChoice")
        self.allow.setChecked(settings.take_wording)
        self.address, self.model = QLineEdit(settings.wording_address), QLineEdit(settings.wording_model)
        self.test = QPushButton("Try it")
        self.warning, self.said, self.report = secondary_words(), secondary_words(), secondary_words()
        self._details = self._make_details()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(self.allow)
        column.addWidget(self._details)
        self.allow.toggled.connect(self._on_allow)
        bridge.engine_told.connect(self._on_tried)
        bridge.wording_told.connect(self._on_told)
        self._show_fields()
        show_said(self.said, "", "")
        self._on_told(state)

    def _make_details(self) -> QWidget:
        self.warning.setObjectName("wordingWarning")
        self.report.setObjectName("wordingReport")
        self.model.setPlaceholderText("as in gemma3:4b")
        self.address.setPlaceholderText(f"as in {_ADDRESS}")
        self.address.editingFinished.connect(self._on_place)
        self.model.editingFinished.connect(self._on_place)
        self.test.clicked.connect(self._on_test)
        details = QWidget()
        form = form_in(details, is_part=True)
        form.addRow(self.warning)
        for label, field in (("Address", self.address), ("Model", self.model)):
            field.setAccessibleName(f"{label} of what words takes")
            form.addRow(label, field)
        form.addRow("", side_by_side(self.test, self.said))
        form.addRow(self.report)
        return details

    def take(self, settings: Settings) -> None:
        """Change these from now on, which were changed elsewhere."""
        self._settings = settings

    # What is shown

    def _show_fields(self) -> None:
        self._details.setVisible(self._settings.take_wording)
        where = where_it_goes(host_of(self._settings.wording_address))
        self.warning.setText(
            f"Of each take the beginnings of its articles, in English, {where}. Only a place on this computer or in "
            "your own network is asked. A name is taken from it only where each word of it stands in those articles."
        )

    @Slot(object)
    def _on_tried(self, state: EngineState) -> None:
        if state.choice != wording_of(self._settings):
            return
        self.test.setEnabled(state.phase is not EnginePhase.ASKING)
        if state.phase is EnginePhase.ASKING:
            show_said(self.said, f"Asking {host_of(state.choice.address) or 'it'}\u2026", "")
        elif state.error is not None:
            show_said(self.said, messages.error_sentence(state.error), "error")
        elif state.report is not None:
            show_said(self.said, messages.engine_report(state.report), "ok")
        else:
            show_said(self.said, "", "")

    @Slot(object)
    def _on_told(self, state: WordingState) -> None:
        show_said(self.report, messages.wording_report(state), "error" if state.error is not None else "ok")

    # What the user does

    def _change(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]  # names are checked by replace
        self.changed.emit(self._settings)
        show_said(self.said, "", "")
        self._show_fields()

    @Slot(bool)
    def _on_allow(self, is_on: bool) -> None:
        """The model that translates what is opened is proposed, where there is one."""
        settings = self._settings
        if is_on and not settings.wording_address:
            is_there = settings.engine == CHAT
            self.address.setText(settings.engine_address if is_there else _ADDRESS)
            self.model.setText(settings.engine_model if is_there else "")
        self._change(
            take_wording=is_on,
            wording_address=self.address.text().strip(),
            wording_model=self.model.text().strip(),
        )

    @Slot()
    def _on_place(self) -> None:
        address, model = self.address.text().strip(), self.model.text().strip()
        if (address, model) != (self._settings.wording_address, self._settings.wording_model):
            self._change(wording_address=address, wording_model=model)

    @Slot()
    def _on_test(self) -> None:
        self._on_place()
        self._engines.try_out(wording_of(self._settings))
