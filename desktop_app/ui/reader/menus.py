"""The reader's menu: what else can be done with an article."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget


def more_menu(actions: tuple[tuple[str, Callable[[], None], bool], ...], parent: QWidget) -> QMenu:
    """Actions of (name, what to do, whether it can be done)."""
    menu = QMenu(parent)
    for name, do, is_possible in actions:
        menu.addAction(name, do).setEnabled(is_possible)
    return menu
