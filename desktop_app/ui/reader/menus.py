"""The reader's two menus: the type, and what else can be done with an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.reader.faces import has_hyperlegible
from desktop_app.ui.reader.style import MEASURES_PX, Face, ReaderStyle, Spacing

_Choice = TypeVar("_Choice")

_FACES = {Face.SERIF: "Serif", Face.SANS: "Sans", Face.HYPERLEGIBLE: "Hyperlegible"}
_SPACINGS = {Spacing.TIGHT: "Tight lines", Spacing.NORMAL: "Normal lines", Spacing.LOOSE: "Loose lines"}
_MEASURES = dict(zip(MEASURES_PX, ("Very narrow", "Narrow", "Normal width", "Wide", "Very wide"), strict=True))


def _choices(menu: QMenu, names: Mapping[_Choice, str], chosen: _Choice, choose: Callable[[_Choice], None]) -> None:
    group = QActionGroup(menu)
    for value, name in names.items():
        action = QAction(name, menu, checkable=True, checked=value == chosen)
        action.triggered.connect(partial(choose, value))
        group.addAction(action)
        menu.addAction(action)
    menu.addSeparator()


def type_menu(style: ReaderStyle, choose: Callable[[ReaderStyle], None], parent: QWidget) -> QMenu:
    """Size, face, lines and width; ``choose`` gets the new style."""
    menu = QMenu(parent)
    for name, other in (
        ("Larger\tCtrl++", style.larger()),
        ("Smaller\tCtrl+-", style.smaller()),
        ("Default size\tCtrl+0", style.at_default_size()),
    ):
        action = menu.addAction(name)
        action.triggered.connect(partial(choose, other))
        action.setEnabled(other != style)
    menu.addSeparator()
    faces = {face: name for face, name in _FACES.items() if face is not Face.HYPERLEGIBLE or has_hyperlegible()}
    _choices(menu, faces, style.face, lambda face: choose(replace(style, face=face)))
    _choices(menu, _SPACINGS, style.spacing, lambda spacing: choose(replace(style, spacing=spacing)))
    _choices(menu, _MEASURES, style.measure_px, lambda measure: choose(replace(style, measure_px=measure)))
    return menu


def more_menu(actions: tuple[tuple[str, Callable[[], None], bool], ...], parent: QWidget) -> QMenu:
    """Actions of (name, what to do, whether it can be done)."""
    menu = QMenu(parent)
    for name, do, is_possible in actions:
        menu.addAction(name, do).setEnabled(is_possible)
    return menu
