"""Sources: by region and country, their health in words, and feeds of the reader's own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app import messages
from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import FeedHealth, FeedState, OutletKey
from desktop_app.ui.context import Context
from desktop_app.ui.screens.press import PressList
from desktop_app.ui.screens.reading import open_in_browser
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme

_CODE = Qt.ItemDataRole.UserRole


class _QuietDelegate(QStyledItemDelegate):
    """Text of the second rank."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        palette: QPalette = option.palette
        palette.setColor(QPalette.ColorRole.Text, current_theme().secondary)
        option.palette = palette


class SourcesScreen(QWidget):
    """GUI thread only."""

    add_pressed = Signal(str)  # the country that is selected, "" for none
    import_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._health: dict[CountryCode, list[FeedHealth]] = {}
        self._items: dict[CountryCode, QTreeWidgetItem] = {}  # those that are listed
        title = QLabel("Sources")
        title.setFont(text_font(tokens.TYPE_H2, 600))
        self.summary = QLabel()
        self.summary.setProperty("look", "secondary")
        self.summary.setWordWrap(True)
        self.only_attention = QCheckBox("Only those that need attention")
        self.tree = QTreeWidget()
        self.tree.setObjectName("sourcesTree")
        self.tree.setAccessibleName("Regions and countries")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setItemDelegateForColumn(1, _QuietDelegate(self.tree))
        self.tree.setIndentation(tokens.SPACE_4)
        self.tree.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.country = QLabel()
        self.country.setFont(text_font(tokens.TYPE_H2, 600))
        self.country.setTextFormat(Qt.TextFormat.PlainText)
        self.country.setWordWrap(True)
        self.tree.setUniformRowHeights(True)
        self.press = PressList(self)
        self.nothing = QLabel()
        self.nothing.setProperty("look", "secondary")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self._arrange(title)
        self.only_attention.toggled.connect(self._fill)
        self.tree.currentItemChanged.connect(self._show_country)
        self.press.switched.connect(self._on_switched)
        self.press.rule_chosen.connect(self._on_rule_chosen)
        self.press.site_opened.connect(open_in_browser)
        context.bridge.feeds_changed.connect(self._on_changed)
        context.bridge.catalog_changed.connect(self._on_changed)

    def _arrange(self, title: QLabel) -> None:
        side = QFrame()
        side.setProperty("look", "pane")
        buttons = QHBoxLayout()
        for text, pressed in (
            ("Add a feed…", self._on_add),
            ("Import OPML…", self.import_pressed.emit),
            ("Export OPML…", self.export_pressed.emit),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, do=pressed: do())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(title)
        column.addWidget(self.summary)
        column.addLayout(buttons)
        column.addWidget(self.only_attention)
        column.addWidget(self.nothing)
        column.addWidget(self.tree, 1)
        details = QWidget()
        beside = QVBoxLayout(details)
        beside.setContentsMargins(tokens.SPACE_2, tokens.SPACE_4, 0, 0)
        beside.setSpacing(0)
        name = QHBoxLayout()
        name.setContentsMargins(tokens.SPACE_4, 0, tokens.SPACE_4, 0)
        name.addWidget(self.country)
        beside.addLayout(name)
        beside.addWidget(self.press, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(details)
        splitter.setSizes([440, 700])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def show_sources(self) -> None:
        """Read how all of them are doing, and show it."""
        self._context.tasks.run(lambda view: view.health(), self._on_health, "sources")

    def _on_health(self, health: tuple[FeedHealth, ...]) -> None:
        before, self._health = self._health, {}
        for feed in health:
            self._health.setdefault(feed.country, []).append(feed)
        on = [h for h in health if h.state not in {FeedState.OFF, FeedState.PAUSED}]
        failing = sum(bool(h.problem) for h in on)
        words = f"{messages.count(len(on), 'feed')} read, of {len(health):,} known."
        needs = f" {failing} of them {'needs' if failing == 1 else 'need'} attention." if failing else ""
        self.summary.setText(words + needs)
        self._fill()
        chosen = self._chosen()
        if chosen is not None and self._health.get(chosen) != before.get(chosen):
            self._show_country()

    @Slot()
    def _fill(self) -> None:
        """List the countries. Where they are the same ones only their words change, and nothing moves."""
        listed = [code for code in self._health if self._failing(code) or not self.only_attention.isChecked()]
        if set(listed) != set(self._items):
            self._build_tree(listed)
        for code in listed:
            self._items[code].setText(1, self._words(code))
        self.nothing.setText("No source needs attention." if self._health else "There are no sources yet.")
        self.nothing.setVisible(not listed)
        for widget in (self.country, self.press):
            widget.setVisible(bool(listed))

    def _build_tree(self, listed: list[CountryCode]) -> None:
        """The chosen country stays so if it is listed; else the first one is chosen."""
        chosen = self._chosen()
        self.tree.clear()
        self._items = {}
        regions: dict[str, list[CountryCode]] = {}
        for code in listed:
            country = self._context.countries.get(code)
            regions.setdefault(country.region if country else "World", []).append(code)
        for region in sorted(regions, key=lambda name: (name == "World", name)):
            top = QTreeWidgetItem([region])
            for code in sorted(regions[region], key=self._context.countries.name):
                top.addChild(self._item(code))
            self.tree.addTopLevelItem(top)
            top.setExpanded(True)
        if self._items:
            item = self._items.get(chosen) if chosen else None
            self.tree.setCurrentItem(item or next(iter(self._items.values())))

    def _item(self, code: CountryCode) -> QTreeWidgetItem:
        item = QTreeWidgetItem([self._context.countries.name(code), ""])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _CODE, code)
        self._items[code] = item
        return item

    def _failing(self, code: CountryCode) -> int:
        """How many of its feeds fail, of those that are on."""
        return sum(bool(feed.problem) for feed in self._health[code] if feed.state is not FeedState.OFF)

    def _words(self, code: CountryCode) -> str:
        feeds, failing = self._health[code], self._failing(code)
        on = sum(feed.state is not FeedState.OFF for feed in feeds)
        needs = f"{failing} {'needs' if failing == 1 else 'need'} attention · " if failing else ""
        return f"{needs}{on} of {len(feeds)} on"

    def _chosen(self) -> CountryCode | None:
        item = self.tree.currentItem()
        code = item.data(0, _CODE) if item is not None else None
        return CountryCode(code) if code else None

    @Slot()
    def _show_country(self) -> None:
        code = self._chosen()
        if code is not None:
            self.country.setText(self._context.countries.name(code))
            view, health = self._context.view, self._health.get(code, ())
            self.press.show_press(view.outlets(code), health, self._context.now(), view.language_rules())

    @Slot()
    def _on_add(self) -> None:
        self.add_pressed.emit(self._chosen() or "")

    @Slot(str, str)
    def _on_rule_chosen(self, key: str, rule: str) -> None:
        self._context.library.set_language_rule(OutletKey(key), rule)

    @Slot(str, bool)
    def _on_switched(self, key: str, is_on: bool) -> None:
        self._context.library.switch(OutletKey(key), is_on=is_on)

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self.show_sources()
