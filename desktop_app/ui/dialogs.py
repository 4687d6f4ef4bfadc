"""What asks the user for a file or a few words: exports, a feed of one's own, OPML, the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app import assets, messages
from desktop_app.library import exporting, opml
from desktop_app.library.view import View
from desktop_app.model.article import Article, ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import OverviewError
from desktop_app.model.listing import Saved
from desktop_app.model.outlet import FeedState, Outlet
from desktop_app.model.story import StoryId
from desktop_app.model.story_page import StoryPage
from desktop_app.ui.context import Context
from desktop_app.ui.theme import tokens

_FORMS = {"Web page (*.html)": "html", "Markdown (*.md)": "md", "Articles as JSON lines (*.jsonl)": "jsonl"}
_OFFERED = "html"

IdsOf = Callable[[View], tuple[ArticleId, ...]]
StoryOf = Callable[[View], StoryPage | None]


def as_form(path: Path, chosen: str) -> tuple[Path, str]:
    """Where an export goes, and its form: what was chosen in the dialog ("" where it does not tell), or what another
    ending that was typed names. The ending that was offered makes way for the chosen form's, which a name without any
    gets too.
    """
    typed = path.suffix.lower().removeprefix(".")
    if typed in _FORMS.values() and (typed != _OFFERED or not chosen):
        return path, typed
    kind = chosen or _OFFERED
    return (path.with_suffix(f".{kind}") if typed in {"", _OFFERED} else path), kind


def _no_story(_view: View) -> None:
    """The story of articles that are no story's."""


KEYS = (
    ("Space", "Read on; at the end, the next unread article"),
    ("j / k", "Next / former article"),
    ("n / p", "Next / former unread article"),
    ("Enter", "Open a country, or go into the article"),
    ("Esc", "Back to the list, back to the world"),
    ("s", "Star: keep for ever"),
    ("m", "Mark as read or unread"),
    ("Shift+A", "Mark all of a country as read (with Undo)"),
    ("t", "Translation, both, original"),
    ("v / c", "How others tell it / the whole coverage"),
    ("b", "Open the original in the browser"),
    ("[ / ]", "Former / next country with news"),
    ("/ or Ctrl+K", "Search"),
    ("F5", "Read the sources now"),
    ("F6", "Next pane"),
    ("Ctrl+F", "Find in the article"),
    ("Ctrl + / Ctrl -", "Larger / smaller text"),
    ("Arrows", "On the globe: the neighbouring country"),
    ("R", "On the globe: any country with news"),
    ("Home", "On the globe: my country"),
    ("PgUp / PgDn", "On the globe: nearer / farther"),
    ("1 to 8", "On the globe: regions"),
    ("f", "The flat map, and the globe again"),
    ("l", "On the globe: the next layer"),
)


class Dialogs(QObject):
    """GUI thread only."""

    said = Signal(str)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    # Exports

    @Slot(object)
    def export_article(self, article_id: ArticleId) -> None:
        """One article as a page of its own."""
        self._export("article", lambda _view: (article_id,))

    @Slot()
    def export_saved(self) -> None:
        """Everything that is kept."""
        self._export("saved", lambda view: tuple(ArticleId(i) for i in view.ids(Saved())))

    @Slot(object)
    def export_story(self, story: StoryId) -> None:
        """What the world makes of a story, and all its articles."""
        press = self._context.library.own_press
        self._export("story", lambda view: tuple(view.members(story)), lambda view: view.story(story, press))

    def _export(self, name: str, ids_of: IdsOf, story_of: StoryOf = _no_story) -> None:
        path, form = QFileDialog.getSaveFileName(self._window, "Export", f"{name}.{_OFFERED}", ";;".join(_FORMS))
        if not path:
            return
        target, kind = as_form(Path(path), _FORMS.get(form, ""))
        if target != Path(path) and target.exists() and not self._may_replace(target):
            return
        library = self._context.library
        names = {str(c.code): c.name for c in self._context.countries.all()}

        def work(view: View) -> str:
            ids, story = ids_of(view), story_of(view)
            articles = (a for a in (view.article(i) for i in ids) if a is not None)
            takes_of = view.takes_of if story is None else exporting.nobodys
            exporter, parts = exporting.Exporter(names, library.picture_path, takes_of), list[Article]()
            with exporting.whole_file(target) as file:
                file.writelines(exporting.pages(exporter, exporting.in_part(articles, parts), kind, story))
            said = f"{messages.count(len(ids), 'article')} written to {target.name}"
            return f"{said}; the text of {len(parts)} was not in English yet" if parts else said

        self._context.tasks.run(
            work,
            self.said.emit,
            "export",
            lambda error: self._complain("The export failed", error),
        )

    def _may_replace(self, target: Path) -> bool:
        """The file dialog asked about another name."""
        ask = QMessageBox.StandardButton
        words = f"{target.name} is there already. Replace it?"
        return QMessageBox.question(self._window, "Export", words, ask.Yes | ask.No, ask.No) == ask.Yes

    # Sources

    @Slot(str)
    def add_source(self, country: str) -> None:
        """Ask for a feed of the user's own and read it from now on."""
        dialog = _AddFeed(self._context, country, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self._on_added)
        dialog.open()

    @Slot(str)
    def _on_added(self, name: str) -> None:
        self.said.emit(f"{name} is read from now on")

    @Slot()
    def import_opml(self) -> None:
        """Take over the feeds of another reader, after a look at what that would be."""
        path, _form = QFileDialog.getOpenFileName(self._window, "Import OPML", "", "OPML (*.opml *.xml);;All files (*)")
        if not path:
            return
        countries = self._context.countries.all()
        try:
            placed = opml.place(opml.read(Path(path).read_bytes()), countries, None)
        except (OSError, OverviewError) as e:
            self._complain("The file could not be read", e)
            return
        found = [(p.feed, p.country) for p in placed if p.country is not None]
        words = f"{messages.count(len(found), 'feed')} can be taken over."
        if len(found) < len(placed):
            words += f" {len(placed) - len(found)} are left out, since no folder names their country."
        ask = QMessageBox.StandardButton
        if not found or QMessageBox.question(self._window, "Import OPML", words, ask.Ok | ask.Cancel) != ask.Ok:
            self.said.emit(words)
            return
        self._take_over(found)

    def _take_over(self, found: Sequence[tuple[opml.ListedFeed, CountryCode]]) -> None:
        taken = {o.key: o for code in {code for _, code in found} for o in self._context.view.outlets(code)}
        left_out = 0
        for feed, code in found:
            try:
                outlet = opml.outlet(feed, code, taken)
            except OverviewError:
                left_out += 1
                continue
            taken[outlet.key] = outlet
            self._context.library.add_source(outlet)
        self.said.emit(f"{messages.count(len(found) - left_out, 'feed')} taken over")
        self._context.library.sync_now()

    @Slot()
    def export_opml(self) -> None:
        """The sources that are on, for another reader."""
        path, _form = QFileDialog.getSaveFileName(self._window, "Export OPML", "overview.opml", "OPML (*.opml)")
        if not path:
            return
        view = self._context.view
        read = {h.outlet for h in view.health() if h.state is not FeedState.OFF}
        codes = sorted({CountryCode(key.split("/")[0]) for key in read})
        groups = [
            (self._context.countries.name(code), [o for o in view.outlets(code) if o.key in read]) for code in codes
        ]
        try:
            Path(path).write_bytes(opml.write("Overview", groups))
        except OSError as e:
            self._complain("The file could not be written", e)
            return
        self.said.emit(f"Written to {Path(path).name}")

    # Help

    @Slot()
    def show_keys(self) -> None:
        """The sheet of keys."""
        dialog = QDialog(self._window)
        dialog.setObjectName("keysDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_6)
        grid.setVerticalSpacing(tokens.SPACE_2)
        half = (len(KEYS) + 1) // 2
        for number, (key, words) in enumerate(KEYS):
            name = QLabel(key)
            name.setProperty("look", "heading")
            grid.addWidget(name, number % half, 2 * (number // half))
            grid.addWidget(QLabel(words), number % half, 2 * (number // half) + 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(dialog.accept)
        borders = close.addButton("Borders on the map", QDialogButtonBox.ButtonRole.HelpRole)
        borders.clicked.connect(dialog.accept)
        borders.clicked.connect(self.show_borders)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(*(tokens.SPACE_6,) * 4)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(grid)
        column.addWidget(close)
        dialog.open()

    @Slot()
    def show_borders(self) -> None:
        """What is drawn how on the map, and why."""
        from desktop_app.ui.borders_page import BordersPage  # noqa: PLC0415 it reads the map, with numpy

        try:
            page = BordersPage(assets.path("map"), self._context.countries.name, self._window)
        except OSError as e:
            self._complain("The map cannot be read", e)
            return
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.open()

    def _complain(self, title: str, error: Exception) -> None:
        words = messages.error_sentence(error) if isinstance(error, OverviewError) else str(error)
        QMessageBox.warning(self._window, title, words)


class _AddFeed(QDialog):
    """A feed's address and country."""

    added = Signal(str)

    def __init__(self, context: Context, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add a feed")
        self.setMinimumWidth(440)
        self._context = context
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://…/feed")
        self.name = QLineEdit()
        self.country = QComboBox()
        for one in sorted(context.countries.all(), key=lambda c: c.name):
            self.country.addItem(one.name, one.code)
        self.country.setCurrentIndex(max(0, self.country.findData(country)))
        self.problem = QLabel()
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        form = QFormLayout()
        form.addRow("Address of the feed", self.url)
        form.addRow("Name", self.name)
        form.addRow("Country or territory", self.country)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_6,) * 4)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def _add(self) -> None:
        code = CountryCode(str(self.country.currentData()))
        try:
            outlet = self._outlet(code)
        except OverviewError as e:
            self.problem.setText(messages.error_sentence(e))
            self.problem.show()
            return
        self._context.library.add_source(outlet)
        self._context.library.read_country(code)
        self.added.emit(outlet.name)
        self.accept()

    def _outlet(self, code: CountryCode) -> Outlet:
        taken = {o.key: o for o in self._context.view.outlets(code)}
        feed = opml.ListedFeed(self.url.text().strip(), self.name.text().strip(), homepage="", language="", folders=())
        return opml.outlet(feed, code, taken)
