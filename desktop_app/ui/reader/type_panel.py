"""How the text is set, as controls that show what they do: size, face, lines, width, edge, theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.reader.faces import typefaces
from desktop_app.ui.reader.keys import Command, command_of
from desktop_app.ui.reader.style import MEASURES_PX, SIZES_PX, Face, ReaderStyle, Spacing
from desktop_app.ui.theme import fonts, tokens
from desktop_app.ui.theme.tokens import THEMES
from desktop_app.ui.widgets.choices import Choice, Choices

PANEL_PX = 340
MEASURE_STEP_PX = 20
SYSTEM = "system"  # the theme that follows the computer's

_FACES = ((Face.SERIF, "Source Serif"), (Face.SANS, "Inter"), (Face.HYPERLEGIBLE, "Hyperlegible"))
_SPACINGS = ((Spacing.TIGHT, "Tight"), (Spacing.NORMAL, "Normal"), (Spacing.LOOSE, "Loose"))
_EDGES = ((False, "Ragged"), (True, "Straight"))
_SAMPLE_PX = 24


def _sample_font(face: Face) -> QFont:
    font = fonts.text_font(_SAMPLE_PX)
    font.setFamilies(list(typefaces(face).text))
    return font


def _faces() -> tuple[Choice, ...]:
    return tuple(Choice(face, words, sample="Ag", font=_sample_font(face)) for face, words in _FACES)


def _themes() -> tuple[Choice, ...]:
    letter = fonts.text_font(20)
    tiles = [Choice(SYSTEM, "System", "As the system", "A", letter)]
    for name, theme in THEMES.items():
        words = theme.label.rpartition(" ")[2].capitalize()  # "High contrast" has no room
        tiles.append(Choice(name, words, theme.label, "A", letter, (theme.bg, theme.text)))
    return tuple(tiles)


class TypePanel(QWidget):
    """Tells each change as a whole new value; who holds it applies it and shows it here again. GUI thread only."""

    style_chosen = Signal(object)  # ReaderStyle
    theme_chosen = Signal(str)  # SYSTEM or the name of a theme

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("typePanel")
        self._style = ReaderStyle()
        self.smaller = _letter("A", 13, "Smaller (Ctrl+-)", self)
        self.larger = _letter("A", 19, "Larger (Ctrl++)", self)
        self.size_steps = _slider("Size", 0, len(SIZES_PX) - 1, 1)
        self.size_words = _words()
        self.faces = Choices("Typeface", _faces(), self)
        self.spacing = Choices("Lines", [Choice(value, words) for value, words in _SPACINGS], self)
        steps = (MEASURES_PX[-1] - MEASURES_PX[0]) // MEASURE_STEP_PX
        self.measure = _slider("Width of the column", 0, steps, 2)
        self.measure_words = _words()
        self.edge = Choices("Edge", [Choice(value, words) for value, words in _EDGES], self)
        self.themes = Choices("Theme", _themes(), self)
        self.defaults = QPushButton("Back to the defaults", self)
        self.defaults.setProperty("look", "link")
        self._build()
        self._connect()
        self.show_values(self._style, SYSTEM)

    def _build(self) -> None:
        size = QHBoxLayout()
        size.setSpacing(tokens.SPACE_2)
        for widget in (self.smaller, self.size_steps, self.larger):
            size.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_1)
        self.setFixedWidth(PANEL_PX)
        for words, what in (
            (self.size_words, size),
            (_words("Typeface"), self.faces),
            (_words("Lines"), self.spacing),
            (self.measure_words, self.measure),
            (_words("Edge of the text"), self.edge),
            (_words("Theme"), self.themes),
        ):
            column.addWidget(words)
            if isinstance(what, QWidget):
                column.addWidget(what)
            else:
                column.addLayout(what)
            column.addSpacing(tokens.SPACE_2)
        column.addWidget(self.defaults, 0, Qt.AlignmentFlag.AlignLeft)
        order = (
            *(self.smaller, self.size_steps, self.larger, *self.faces.tiles, *self.spacing.tiles),
            *(self.measure, *self.edge.tiles, *self.themes.tiles, self.defaults),
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.smaller.clicked.connect(lambda: self._choose(self._style.smaller()))
        self.larger.clicked.connect(lambda: self._choose(self._style.larger()))
        self.size_steps.valueChanged.connect(self._on_size)
        self.measure.valueChanged.connect(self._on_measure)
        self.faces.chosen.connect(self._setter("face"))
        self.spacing.chosen.connect(self._setter("spacing"))
        self.edge.chosen.connect(self._setter("is_justified"))
        self.themes.chosen.connect(self._on_theme)
        self.defaults.clicked.connect(lambda: self._choose(ReaderStyle(first_mode=self._style.first_mode)))

    def _setter(self, name: str) -> Callable[[object], None]:
        """A slot that changes the value of this name of the style."""

        def change(value: object) -> None:
            self._choose(replace(self._style, **{name: value}))  # type: ignore[arg-type]  # names are checked by replace

        return change

    def show_values(self, style: ReaderStyle, theme: str) -> None:
        """Show these as chosen, telling nobody."""
        self._style = style
        nearest = min(range(len(SIZES_PX)), key=lambda step: abs(SIZES_PX[step] - style.size_px))
        _set(self.size_steps, nearest, f"{style.size_px} px")
        self.size_words.setText(f"Size  ·  {style.size_px} px")
        self.smaller.setEnabled(style.smaller() != style)
        self.larger.setEnabled(style.larger() != style)
        _set(self.measure, round((style.measure_px - MEASURES_PX[0]) / MEASURE_STEP_PX), f"{style.measure_px} px")
        self.measure_words.setText(f"Width  ·  {style.measure_px} px")
        self.faces.set_value(style.face)
        self.spacing.set_value(style.spacing)
        self.edge.set_value(style.is_justified)
        self.themes.set_value(theme)
        self.defaults.setEnabled(style != ReaderStyle(first_mode=style.first_mode))

    def _choose(self, style: ReaderStyle) -> None:
        if style != self._style:
            self.show_values(style, str(self.themes.value()))
            self.style_chosen.emit(style)

    @Slot(int)
    def _on_size(self, step: int) -> None:
        self._choose(replace(self._style, size_px=SIZES_PX[step]))

    @Slot(object)
    def _on_theme(self, theme: str) -> None:
        self.theme_chosen.emit(theme)

    @Slot(int)
    def _on_measure(self, step: int) -> None:
        self._choose(replace(self._style, measure_px=MEASURES_PX[0] + step * MEASURE_STEP_PX))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match command_of(event):
            case Command.LARGER:
                self._choose(self._style.larger())
            case Command.SMALLER:
                self._choose(self._style.smaller())
            case Command.DEFAULT_SIZE:
                self._choose(self._style.at_default_size())
            case _:
                super().keyPressEvent(event)


def _words(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "secondary")
    return label


def _letter(text: str, px: int, words: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setFixedSize(34, 34)
    button.setProperty("look", "quiet")
    button.setStyleSheet(f"font-size: {px}px; padding: 0;")  # the sheet sets one size for all buttons
    button.setToolTip(words)
    button.setAccessibleName(words.partition(" (")[0])
    return button


def _slider(name: str, low: int, high: int, page: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    slider.setPageStep(page)
    slider.setAccessibleName(name)
    return slider


def _set(slider: QSlider, step: int, spoken: str) -> None:
    slider.blockSignals(True)
    slider.setValue(step)
    slider.blockSignals(False)
    slider.setAccessibleDescription(spoken)
    slider.setToolTip(spoken)
