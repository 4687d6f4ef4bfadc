"""The press of a country: its sources, who owns them, and how their feeds are doing; each can be switched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.model.article import Seconds
from desktop_app.model.outlet import FeedHealth, FeedState, Outlet, OutletKey
from desktop_app.model.translating import ALWAYS, NEVER, language_of_rule
from desktop_app.ui.bidi import in_line
from desktop_app.ui.reader.page import language_name
from desktop_app.ui.screens.words import moment
from desktop_app.ui.theme import tokens

_MARKS = {
    FeedState.HEALTHY: "ok",
    FeedState.QUIET: "ok",
    FeedState.FAILING: "warn",
    FeedState.GONE: "error",
}


CARD_MAX = 640  # px
NO_RULES: Mapping[OutletKey, str] = {}


class PressList(QScrollArea):
    """A card an outlet. It is given values and says what the user did."""

    switched = Signal(str, bool)  # OutletKey
    rule_chosen = Signal(str, str)  # OutletKey, and what to do with its language: model/translating.py
    site_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pressList")
        self.setAccessibleName("Sources of this country")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_press(
        self,
        outlets: Sequence[Outlet],
        health: Sequence[FeedHealth],
        now: Seconds,
        rules: Mapping[OutletKey, str] = NO_RULES,
    ) -> None:
        """Show these outlets; those that are on first. ``rules`` are what the user wants of their languages."""
        by_outlet: dict[OutletKey, list[FeedHealth]] = {}
        for feed in health:
            by_outlet.setdefault(feed.outlet, []).append(feed)
        position, focused = self.verticalScrollBar().value(), self._focused()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4)
        column.setSpacing(tokens.SPACE_3)
        if not outlets:
            column.addWidget(_label("The catalogue knows no press of this country or territory yet.", "secondary"))
        for outlet in sorted(outlets, key=lambda o: (not is_on(by_outlet.get(o.key, ())), o.name)):
            card = self._card(outlet, by_outlet.get(outlet.key, ()), now)
            column.addWidget(card)
            self._add_rule(card, outlet, rules.get(outlet.key, ""))
        column.addStretch(1)
        page.setMaximumWidth(CARD_MAX + 2 * tokens.SPACE_4)
        self.setWidget(page)
        self.verticalScrollBar().setValue(position)
        again = next((w for w in page.findChildren(QWidget) if focused and w.accessibleName() == focused), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> str:
        """The name of the control in a card that has the focus, "" for none."""
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _card(self, outlet: Outlet, feeds: Sequence[FeedHealth], now: Seconds) -> QWidget:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_3, tokens.SPACE_4, tokens.SPACE_3)
        column.setSpacing(tokens.SPACE_1)
        head = QHBoxLayout()
        head.addWidget(_label(in_line(outlet.name), "heading"), 1)
        switch = QCheckBox("Read")
        switch.setAccessibleName(f"Read {outlet.name}")
        switch.setChecked(is_on(feeds))
        switch.toggled.connect(partial(self.switched.emit, outlet.key))
        head.addWidget(switch)
        column.addLayout(head)
        languages = ", ".join(dict.fromkeys(language_name(feed.language) for feed in outlet.feeds if feed.language))
        kind = outlet.kind.value.capitalize()
        column.addWidget(_label(" · ".join(p for p in (kind, languages) if p), "secondary"))
        if outlet.ownership is not None:
            owner = outlet.ownership
            column.addWidget(_label(f"Classified as {owner.meaning} by {owner.edition}", "muted"))
        if outlet.note:
            column.addWidget(_label(outlet.note, "muted"))
        for feed in feeds:
            column.addWidget(_health_line(feed, now))
        if outlet.homepage:
            visit = QPushButton("Visit the site")
            visit.setProperty("look", "link")
            visit.setAccessibleName(f"Visit the site of {outlet.name}")
            visit.setCursor(Qt.CursorShape.PointingHandCursor)
            visit.clicked.connect(lambda _checked=False, url=outlet.homepage: self.site_opened.emit(url))
            column.addWidget(visit, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_rule(self, card: QWidget, outlet: Outlet, rule: str) -> None:
        """What to do with the language of its articles, where that is not English."""
        declared = [feed.language.partition("-")[0].lower() for feed in outlet.feeds]
        languages = [tag for tag in dict.fromkeys((*declared, language_of_rule(rule))) if tag and tag != "en"]
        column = card.layout()
        if column is None or not (languages or rule):
            return
        box = QComboBox()
        box.setAccessibleName(f"The language of {outlet.name}")
        box.addItem("Into English as I chose", "")
        box.addItem("Never into English", NEVER)
        box.addItem("Always into English", ALWAYS)
        for tag in languages:
            box.addItem(f"All of it is in {language_name(tag)}", tag)
        box.setCurrentIndex(max(0, box.findData(rule)))
        box.activated.connect(partial(self._on_rule, outlet.key, box))
        column.addWidget(box)
        column.setAlignment(box, Qt.AlignmentFlag.AlignLeft)

    def _on_rule(self, outlet: OutletKey, box: QComboBox, row: int) -> None:
        self.rule_chosen.emit(outlet, str(box.itemData(row)))


def is_on(feeds: Sequence[FeedHealth]) -> bool:
    return any(feed.state is not FeedState.OFF for feed in feeds)


def _health_line(feed: FeedHealth, now: Seconds) -> QLabel:
    words = [messages.feed_sentence(feed)]
    if feed.last_success is not None:
        words.append(f"Last read {moment(feed.last_success, now)}.")
    if feed.failing_since is not None:
        words.append(f"Failing since {moment(feed.failing_since, now)}.")
        if feed.last_attempt is not None and feed.last_attempt != feed.failing_since:
            words.append(f"Last tried {moment(feed.last_attempt, now)}.")
    if feed.next_attempt is not None and feed.state is FeedState.FAILING:
        words.append(f"It is asked again {moment(feed.next_attempt, now)}.")
    if feed.articles:
        words.append(messages.count(feed.articles, "article") + ".")
    if pace := messages.pace_sentence(feed):
        words.append(pace)
    if feed.next_attempt is not None and feed.state in {FeedState.HEALTHY, FeedState.QUIET}:
        words.append(f"Next read {moment(feed.next_attempt, now)}.")
    label = _label(" ".join(words), "error" if _MARKS.get(feed.state) in {"warn", "error"} else "muted")
    label.setToolTip(feed.url)
    return label


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
