"""The page of the help about borders: what is drawn how on the map, and what is said of disputed ground."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.disputed import read_disputed
from desktop_app.ui.theme import tokens

SIZE = 620, 640  # px
TITLE = "Borders on the map"
POLICY = """
The map shows who holds which ground. It does not say to whom it ought to belong: that is for nobody who makes a news
reader to decide. Its lines are those of Natural Earth, a public domain map of the world.

Ground that another state than its holder claims today, or that many states do not recognise as its holder's, is
hatched and its borders are dashed, however large it is and however good anybody's case. It keeps the colour of whose
press writes there. The claims are those that Natural Earth lists, without what was settled since.

Ground whose taking the United Nations' General Assembly or Security Council has declared void (Crimea, the Golan
Heights), land that governs itself and is recognised by hardly anybody, and land that nobody holds have no country's
colour. Western Sahara, which the United Nations list as not self-governing, is shown as one territory. The zones along
the armistice lines of Korea, Cyprus and the Golan Heights are hatched too.

Whoever has a press of their own can be chosen, whatever others think of their status: that is why the list says
“country or territory”.

The front line of a war under way is not drawn: it would be wrong the month after. So Ukraine has the borders that most
states recognise, though Russia's army holds large parts of its regions of Donetsk, Luhansk, Zaporizhzhia and Kherson
and Russia claims the whole of them; only Crimea, held since 2014, is apart.

Not drawn either are the claims to Antarctica, which the treaty of 1959 sets aside, claims to water, and rocks too small
for this map (Liancourt Rocks). Leased ground goes with its owner (Guantanamo Bay, Baikonur). Outlines that no public
map has were drawn by hand: they show where a place is, not where its border runs.
"""


class BordersPage(QDialog):
    """GUI thread only."""

    def __init__(self, map_folder: Path, name_of: Callable[[CountryCode], str], parent: QWidget | None = None) -> None:
        """Reads the map's list of areas. Raises OSError where it cannot be read."""
        super().__init__(parent)
        self.setObjectName("bordersPage")
        self.setWindowTitle(TITLE)
        self.resize(*SIZE)
        rows = read_disputed(map_folder / "disputed.json").said(name_of)
        listed = "".join(f"<li><b>{escape(name)}</b>: {escape(note)}</li>" for name, note in rows)
        paragraphs = "".join(f"<p>{escape(words)}</p>" for words in POLICY.strip().split("\n\n"))
        self.words = QLabel(f"{paragraphs}<p>Hatched on the map:</p><ul>{listed}</ul>")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(0, 0, tokens.SPACE_4, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.words)
        area.viewport().setAutoFillBackground(False)
        self.words.setAutoFillBackground(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.accept)
        title = QLabel(TITLE)
        title.setProperty("look", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(tokens.SPACE_6,) * 4)
        column.setSpacing(tokens.SPACE_3)
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addWidget(close)
