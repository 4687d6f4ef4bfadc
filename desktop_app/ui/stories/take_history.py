"""How The World's Current Take changed: its earlier states, folded away until somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.take import Quote, TakeState
from desktop_app.ui.reader.dates import moment_here
from desktop_app.ui.stories.quote_card import QuoteCard
from desktop_app.ui.theme import tokens


class TakeHistory(QWidget):
    """GUI thread only."""

    article_chosen = Signal(object)  # ArticleId

    def __init__(
        self, states: Sequence[TakeState], whose: Callable[[Quote], str], parent: QWidget | None = None
    ) -> None:
        """``states`` are the earlier ones, the latest first."""
        super().__init__(parent)
        self._states = tuple(states)
        self._whose = whose
        self.cards: list[QuoteCard] = []  # empty until it is unfolded first
        self.toggle = QPushButton(self)
        self.toggle.setProperty("look", "link")
        self.toggle.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._on_toggled)
        self._fold = QWidget(self)
        self._column = QVBoxLayout(self._fold)
        self._column.setContentsMargins(tokens.SPACE_4, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_2)
        self._fold.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fold)
        self._say(is_shown=False)

    def _say(self, *, is_shown: bool) -> None:
        number = messages.count(len(self._states), "earlier state")
        self.toggle.setText("Hide how the take changed" if is_shown else f"How the take changed ({number})")

    @Slot(bool)
    def _on_toggled(self, is_shown: bool) -> None:
        if is_shown and not self.cards:
            self._fill()
        self._fold.setVisible(is_shown)
        self._say(is_shown=is_shown)

    def _fill(self) -> None:
        for state in self._states:
            since = QLabel("" if state.since is None else f"From {moment_here(state.since, None)}")
            since.setProperty("look", "muted")
            since.setContentsMargins(0, tokens.SPACE_1, 0, 0)
            self._column.addWidget(since)
            for told in state.told:
                card = QuoteCard(told.quote, self._whose(told.quote), parent=self._fold)
                card.article_chosen.connect(self.article_chosen)
                self._column.addWidget(card)
                self.cards.append(card)
