"""
The smallest pieces of the reader's HTML: text made safe, addresses let through or not, runs, paragraphs. Pure.

It is the HTML that QTextDocument reads, which is not a browser's: no classes, no boxes but tables, and a line height
that must be said in pixels with its type, or Qt takes it for a minimum and a tall glyph pushes its line away. The
line height goes on blocks of text only: one on a picture's block would cut the picture off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import urlsplit

from desktop_app.model.document import Mark, Runs, plain
from desktop_app.model.frozen import frozen
from desktop_app.ui.reader.scripts import Script, has_spaces, is_right_to_left, script_of
from desktop_app.ui.reader.style import ReaderStyle
from desktop_app.ui.theme.tokens import Theme

# Not text: control characters, halves of surrogate pairs, and the non-characters, of which QTextDocument uses U+FDD0
# and U+FDD1 for the borders of its frames and U+FFFC for pictures: text with them would break its structure.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])\S*\Z", re.IGNORECASE)

_ARABIC_MORE_PX = 2  # the script is small on its body
_SCRIPT_LINE = {Script.ARABIC: 1.7, Script.CJK: 1.75, Script.TALL: 1.7}  # of the size


@frozen
class Typefaces:
    """Names of font families, best first, all of them present on this computer."""

    text: tuple[str, ...]
    display: tuple[str, ...]  # for 24 px and more
    ui: tuple[str, ...]
    mono: tuple[str, ...]
    # By language, before the others: Han characters look different in Japanese, Chinese and Korean.
    by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@frozen
class Look:
    """Everything that the pieces need to know of how the page looks."""

    style: ReaderStyle
    theme: Theme
    faces: Typefaces
    column_px: int  # width of the text


def clean(text: str) -> str:
    """The text without what is none; every kind of line break is a newline."""
    return _NOT_TEXT.sub("", _BREAK.sub("\n", text))


def escape(text: str) -> str:
    """The text for use between tags and in quoted attributes."""
    return html.escape(clean(text), quote=True)


def host_of(address: str) -> str:
    """The host's name without "www.", "" where there is none."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.")
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def safe_address(address: str) -> str:
    """The address if it is an absolute http, https or mailto one, else ""."""
    if not _SAFE_ADDRESS.match(address):
        return ""
    return address if address[:7].lower() == "mailto:" or host_of(address) else ""


def family(names: tuple[str, ...]) -> str:
    """A font-family declaration."""
    if not names:
        return ""
    return "font-family:" + ",".join("'" + escape(name).replace("'", "") + "'" for name in names)


def link(address: str, inner: str, look: Look, *, is_underlined: bool = True) -> str:
    """``inner`` (HTML) as a link; ``address`` must have been found safe, or be one of ours."""
    decoration = "underline" if is_underlined else "none"
    return f'<a href="{escape(address)}" style="color:{look.theme.accent};text-decoration:{decoration}">{inner}</a>'


def inline(runs: Runs, look: Look) -> str:
    """Runs as HTML."""
    parts: list[str] = []
    for run in runs:
        piece = escape(run.text).replace("\n", "<br>")
        if not piece:
            continue
        if run.marks & Mark.CODE:
            mono = family(look.faces.mono)
            piece = f'<span style="{mono};font-size:{round(look.style.size_px * 0.86)}px">{piece}</span>'
        if run.marks & Mark.BOLD:  # not <b>: its 700 would be the 600 of our face, smeared
            piece = f'<span style="font-weight:600">{piece}</span>'
        for mark, tag in ((Mark.ITALIC, "i"), (Mark.SUB, "sub"), (Mark.SUP, "sup")):
            if run.marks & mark:
                piece = f"<{tag}>{piece}</{tag}>"
        if run.marks & Mark.KEPT:
            piece = f'<span style="background-color:{look.theme.raised};color:{look.theme.secondary}">{piece}</span>'
        if run.href and safe_address(run.href):
            piece = link(run.href, piece, look)
        parts.append(piece)
    return "".join(parts)


@frozen
class Setting:
    """How a block of text is set. In px; size and line are those of Latin, other scripts get their own."""

    size: int
    line: int
    colour: str
    families: tuple[str, ...]
    weight: int = 400
    is_italic: bool = False
    above: int = 0
    below: int = 0
    left: int = 0
    right: int = 0
    is_justified: bool = False


def body(look: Look, *, below: int | None = None, colour: str = "") -> Setting:
    """The running text."""
    style = look.style
    return Setting(
        size=style.size_px,
        line=style.line_px,
        colour=colour or look.theme.text,
        families=look.faces.text,
        below=style.gap_px if below is None else below,
        is_justified=style.is_justified,
    )


def small(
    look: Look, *, size: int = 13, colour: str = "", weight: int = 400, above: int = 0, below: int = 0
) -> Setting:
    """The interface's face, for captions and what we say ourselves. Grows with the user's size, by half as much."""
    grown = size + max(0, (look.style.size_px - 19) // 2)
    return Setting(
        size=grown,
        line=round(grown * 1.5),
        colour=colour or look.theme.muted,
        families=look.faces.ui,
        weight=weight,
        above=above,
        below=below,
    )


def _size_and_line(setting: Setting, text: str) -> tuple[int, int]:
    script = script_of(text)
    size = setting.size + (_ARABIC_MORE_PX if script is Script.ARABIC else 0)
    share = _SCRIPT_LINE.get(script)
    if share is None:
        return size, setting.line
    is_title = setting.line < setting.size * 1.3  # set tight in Latin: stay tighter than running text
    return size, max(setting.line, round(size * (share - 0.3 if is_title else share)))


def css(setting: Setting, text: str, look: Look, language: str = "") -> str:
    """The style of a block of text."""
    size, line = _size_and_line(setting, text)
    families = (*look.faces.by_language.get(language, ()), *setting.families)
    italic = ";font-style:italic" if setting.is_italic else ""
    return (
        f"{family(families)};font-size:{size}px;font-weight:{setting.weight}{italic};color:{setting.colour};"
        f"line-height:{line}px;-qt-line-height-type:fixed;"
        f"margin:{setting.above}px {setting.right}px {setting.below}px {setting.left}px"
    )


def direction(text: str) -> str:
    """A dir attribute for the text, with a space before it."""
    return ' dir="rtl"' if is_right_to_left(text) else ' dir="ltr"'


def state(key: int) -> str:
    """A declaration that gives a block its key, by which the view finds it again when the page is made anew."""
    return f"-qt-user-state:{key}"


def block(
    inner: str, text: str, setting: Setting, look: Look, *, key: int = -1, language: str = "", tag: str = "p"
) -> str:
    """A block of text: ``inner`` is its HTML, ``text`` the same as plain text, which decides direction and script."""
    edges = ' align="justify"' if setting.is_justified and has_spaces(text) else ""
    return f'<{tag}{direction(text)}{edges} style="{css(setting, text, look, language)};{state(key)}">{inner}</{tag}>\n'


def runs_block(runs: Runs, setting: Setting, look: Look, *, key: int = -1, language: str = "", tag: str = "p") -> str:
    """Runs as a block of text; "" where there is nothing to see."""
    text = clean(plain(runs))
    if not text.strip():
        return ""
    return block(inline(runs, look), text, setting, look, key=key, language=language, tag=tag)
