"""
The application's style sheet, made from a theme's tokens.

It dresses what every screen uses. What a widget paints by itself it takes from the theme. There is no rule for plain
QWidget, since such a rule makes Qt compute a style for every widget.

Classes by property ``look``: a button may be "primary" (the one action of a place), "quiet" (no frame until it is
hovered), "link", "chip", "pill" or "rail"; a label "title", "heading", "secondary", "muted" or "error"; a frame "card",
"banner" or "pane".
"""

from __future__ import annotations

from desktop_app import assets
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.tokens import Theme, mixed

_SHEET = """
QMainWindow, QDialog { background: %(bg)s; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: %(pane_title)dpx; font-weight: 600; }
QLabel[look="heading"] { font-size: %(list_title)dpx; font-weight: 600; }
QLabel[look="secondary"] { color: %(secondary)s; font-size: %(caption)dpx; }
QLabel[look="muted"] { color: %(muted)s; font-size: %(meta)dpx; }
QLabel[look="error"] { color: %(error)s; font-size: %(caption)dpx; }

QFrame[look="card"] { background: %(surface)s; border: %(border_px)dpx solid %(border)s; border-radius: %(card)dpx; }
QFrame[look="banner"] { background: %(raised)s; border: none; border-radius: %(control)dpx; }
QFrame[look="pane"] { background: %(surface)s; border: none; }
#installStrip { border-top: %(border_px)dpx solid %(border)s; }

QPushButton, QToolButton {
  background: %(raised)s; color: %(text)s; border: %(border_px)dpx solid %(border)s; border-radius: %(control)dpx;
  padding: 6px 14px; font-weight: 500; font-size: %(caption)dpx;
}
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, QTabBar { outline: 0; }
QToolButton { padding: 6px; }
QPushButton:hover, QToolButton:hover { background: %(hover)s; }
QPushButton:pressed, QToolButton:pressed { background: %(pressed)s; }
QPushButton:checked, QToolButton:checked { background: %(selection)s; border-color: %(accent)s; }
QPushButton:disabled, QToolButton:disabled { color: %(muted)s; background: transparent; }
QPushButton[look="primary"] { background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; }
QPushButton[look="primary"]:hover { background: %(accent_hover)s; border-color: %(accent_hover)s; }
QPushButton[look="primary"]:disabled { background: %(raised)s; color: %(muted)s; border-color: %(border)s; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent; border-color: transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: %(raised)s; }
QPushButton[look="quiet"]:pressed, QToolButton[look="quiet"]:pressed { background: %(hover)s; }
QToolButton[look="quiet"]:checked, QPushButton[look="quiet"]:checked { background: %(selection)s; }
QPushButton[look="link"] {
  background: transparent; border: none; color: %(accent)s; padding: 2px 0; text-align: left;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QToolButton[look="rail"] {
  background: transparent; border: none; color: %(muted)s; font-size: %(chip)dpx; font-weight: 500;
  padding: 7px 0 5px 0; border-radius: 8px;
}
QToolButton[look="rail"]:hover { background: %(hover)s; color: %(text)s; }
QToolButton[look="rail"]:checked { background: %(selection)s; color: %(accent)s; }
QPushButton[look="pill"] {
  background: %(accent)s; color: %(on_accent)s; border: none; border-radius: 15px; padding: 0 14px;
  min-height: 30px; max-height: 30px; font-size: %(meta)dpx; font-weight: 600;
}
QPushButton[look="pill"]:hover { background: %(accent_hover)s; }
QPushButton[look="chip"] {
  background: %(raised)s; color: %(secondary)s; border: %(border_px)dpx solid %(border)s; border-radius: 12px;
  padding: 0 10px; min-height: 22px; max-height: 22px; font-size: %(meta)dpx; font-weight: 500;
}
QPushButton[look="chip"]:hover { background: %(hover)s; color: %(text)s; }
QPushButton[look="chip"]:checked { background: %(selection)s; color: %(accent)s; border-color: %(accent)s; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox {
  background: %(surface)s; color: %(text)s; border: %(border_px)dpx solid %(field)s; border-radius: %(control)dpx;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QLineEdit { padding: 0 9px; min-height: 34px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid %(accent)s; }
QLineEdit:focus { padding: 0 8px; min-height: 32px; }
QLineEdit:disabled { color: %(muted)s; background: %(bg)s; }
QComboBox { padding: 0 10px; min-height: 32px; }
QComboBox:hover { background: %(raised)s; }
QComboBox:focus { border-color: %(accent)s; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("%(chevron)s"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
  background: %(surface)s; border: %(border_px)dpx solid %(border)s; outline: 0; padding: 4px;
  selection-background-color: %(selection)s; selection-color: %(text)s;
}

QSpinBox, QDoubleSpinBox, QTimeEdit {
  background: %(surface)s; border: %(border_px)dpx solid %(field)s; border-radius: %(control)dpx;
  min-height: 32px;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; padding: 0 8px; min-height: 0; background: transparent;
}
QSpinBox:focus, QDoubleSpinBox:focus, QTimeEdit:focus { border-color: %(accent)s; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
  subcontrol-origin: border; border: none; width: 22px; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("%(chevron_up)s"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("%(chevron)s"); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid %(muted)s; background: %(surface)s;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: %(accent)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url("%(check)s"); }
QRadioButton::indicator:checked {
  width: 8px; height: 8px; border: 4px solid %(accent)s; background: %(on_accent)s;
}
QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %(border)s; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: %(accent)s; }
QSlider::handle:horizontal {
  width: 16px; height: 16px; margin: -7px 0; border-radius: 9px; background: %(surface)s; border: 2px solid %(accent)s;
}

QAbstractItemView { background: %(surface)s; border: none; outline: 0; }
QListView::item, QTreeView::item, QTableView::item { padding: 6px 8px; border-radius: %(control)dpx; }
QListView::item:hover, QTreeView::item:hover { background: %(raised)s; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
  background: %(selection)s; color: %(text)s;
}
QTreeView::item { border-radius: 0; }
QHeaderView::section {
  background: %(bg)s; color: %(secondary)s; border: none; border-bottom: %(border_px)dpx solid %(border)s;
  padding: 6px 8px; font-weight: 500; font-size: %(meta)dpx;
}

QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: %(thumb)s; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip {
  background: %(surface)s; color: %(text)s; border: %(border_px)dpx solid %(border)s; padding: 4px 6px;
  font-size: %(meta)dpx;
}
QMenu { background: %(surface)s; border: %(border_px)dpx solid %(border)s; padding: 4px; font-size: %(caption)dpx; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: %(selection)s; color: %(text)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(border)s; margin: 4px 8px; }
QMenuBar { background: %(bg)s; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: %(raised)s; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
  color: %(secondary)s; background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: 8px 2px; margin-right: 20px; font-weight: 500; font-size: %(caption)dpx;
}
QTabBar::tab:hover { color: %(text)s; }
QTabBar::tab:selected { color: %(text)s; border-bottom-color: %(accent)s; }
QTabBar::tab:focus { color: %(accent)s; }

QSplitter::handle { background: %(border)s; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: %(bg)s; color: %(secondary)s; font-size: %(meta)dpx; }
QStatusBar::item { border: none; }
QProgressBar { background: %(raised)s; border: none; border-radius: 2px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: %(accent)s; border-radius: 2px; }
"""


def style_sheet(theme: Theme) -> str:
    """The whole style sheet of a theme."""
    ground = "dark" if theme.is_dark else "light"
    return _SHEET % {
        "bg": theme.bg,
        "surface": theme.surface,
        "raised": theme.raised,
        "hover": mixed(theme.raised, theme.text, 0.06),
        "pressed": mixed(theme.raised, theme.text, 0.12),
        "text": theme.text,
        "secondary": theme.secondary,
        "muted": theme.muted,
        "border": theme.border,
        "field": mixed(theme.border, theme.text, 0.12),
        "thumb": mixed(theme.border, theme.text, 0.15),
        "accent": theme.accent,
        "accent_hover": mixed(theme.accent, theme.text, 0.15),
        "on_accent": theme.on_accent,
        "selection": theme.selection,
        "error": theme.error,
        "border_px": theme.border_px,
        "card": tokens.RADIUS_CARD,
        "control": tokens.RADIUS_CONTROL,
        "chip": tokens.TYPE_CHIP,
        "meta": tokens.TYPE_META,
        "caption": tokens.TYPE_CAPTION,
        "list_title": tokens.TYPE_LIST_TITLE,
        "pane_title": tokens.TYPE_PANE_TITLE,
        "chevron": assets.path("icons", f"chevron-on-{ground}.svg").as_posix(),
        "chevron_up": assets.path("icons", f"chevron-up-on-{ground}.svg").as_posix(),
        "check": assets.path("icons", f"check-on-accent-{ground}.svg").as_posix(),
    }
