"""The reader's choices of type, as families that this computer has. GUI thread only."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.ui.reader.markup import Typefaces
from desktop_app.ui.reader.style import Face
from desktop_app.ui.theme import fonts

_MONO = ("JetBrains Mono", "SF Mono", "Menlo", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono")

# Serif faces of Windows, macOS and the Noto fonts. Without a family of its own, Qt may set Japanese in Chinese forms.
_BY_LANGUAGE = {
    "ja": ("Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "Noto Sans CJK JP", "Yu Gothic"),
    "zh": ("Noto Serif CJK SC", "Songti SC", "SimSun", "Noto Sans CJK SC", "Microsoft YaHei"),
    "ko": ("Noto Serif CJK KR", "AppleMyungjo", "Batang", "Noto Sans CJK KR", "Malgun Gothic"),
    "ar": ("Noto Naskh Arabic", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic"),
    "fa": ("Noto Naskh Arabic", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic"),
    # No Nastaliq for Urdu, though its readers would rather have it: Qt 6.11 sets its letters out of place.
    "ur": ("Noto Naskh Arabic", "Geeza Pro", "Noto Sans Arabic"),
    "he": ("Noto Serif Hebrew", "New Peninim MT", "David", "Noto Sans Hebrew"),
    "hi": ("Noto Serif Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Devanagari"),
    "bn": ("Noto Serif Bengali", "Kohinoor Bangla", "Nirmala UI", "Noto Sans Bengali"),
    "ta": ("Noto Serif Tamil", "Tamil MN", "Nirmala UI", "Noto Sans Tamil"),
    "th": ("Noto Serif Thai", "Thonburi", "Leelawadee UI", "Noto Sans Thai"),
}
_SANS_MARKS = ("Sans", "Gothic", "YaHei", "Nirmala", "Leelawadee", "Kohinoor", "Geeza", "Thonburi")


@lru_cache(maxsize=1)
def _present() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def _kept(names: tuple[str, ...]) -> tuple[str, ...]:
    """A name that is not there would make Qt search all fonts for an alias of it."""
    return tuple(name for name in names if name in _present())


@lru_cache(maxsize=4)
def typefaces(face: Face) -> Typefaces:
    """Families for a choice of face; call after the shipped fonts are loaded."""
    legible: tuple[str, ...] = ()
    if face is Face.HYPERLEGIBLE and not fonts.load_legible():
        _present.cache_clear()
        legible = _kept((fonts.LEGIBLE_FAMILY,))
    ui = _kept(tuple(fonts.ui_font().families()))
    serif = _kept(tuple(fonts.text_font().families()))
    display = _kept((fonts.DISPLAY_FAMILY, *serif))
    by_language = {language: _kept(names) for language, names in _BY_LANGUAGE.items()}
    if face is Face.SERIF:
        return Typefaces(serif, display, ui, _kept(_MONO), by_language)
    text = (*legible, *ui)
    sans = {
        language: tuple(sorted(names, key=lambda name: not any(mark in name for mark in _SANS_MARKS)))
        for language, names in by_language.items()
    }
    return Typefaces(text, text, ui, _kept(_MONO), sans)


def base_font(face: Face, size_px: int) -> QFont:
    """The font that a page starts from."""
    font = fonts.text_font(size_px)
    font.setFamilies(list(typefaces(face).text) or font.families())
    return font
