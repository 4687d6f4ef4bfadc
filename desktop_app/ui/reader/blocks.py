"""The blocks of a document as the reader's HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from desktop_app.model.document import (
    Block,
    Code,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)
from desktop_app.model.frozen import frozen
from desktop_app.ui.reader.markup import (
    Look,
    Setting,
    block,
    body,
    clean,
    escape,
    family,
    host_of,
    link,
    runs_block,
    safe_address,
    small,
    state,
)
from desktop_app.ui.reader.scripts import is_right_to_left
from desktop_app.ui.reader.style import Pictures
from desktop_app.ui.theme import tokens

# Beyond these a table is a data set, not reading matter, and laying it out would hold the window up.
MAX_ROWS = 120
MAX_COLUMNS = 10
MAX_CELL_LETTERS = 400
_NARROW_PX = 480  # of the column
_LINE_LETTERS = 72  # of a table's type, in a column of the usual width
_MOST_WORD = 16  # letters that a column is wide for one word's sake
_MOST_LINE = 60  # letters of a cell that count for its column
_HELD_WORDS = re.compile(r"(?<=[^\W\d])\u00a0(?=[^\W\d])")
_MANY_COLUMNS = 7  # from which on a table is set smaller
_BESIDE_CELL = 3  # letters that the room beside a cell takes

PARTS = 1000  # keys that a block of the document may use for its parts (items, paragraphs of a quote)
TWIN = 1 << 30  # added to the key of an original that stands below its translation

_HEADING_SIZES = {2: tokens.TYPE_H2, 3: 20, 4: 18}
SMALLEST_PICTURE = 32  # px; what is smaller is a spacer or a counter
_UNKNOWN_SHAPE = 2 / 3  # height to width reserved for a picture that does not say


@frozen
class PlacedPicture:
    """A picture of the page and the room that is kept for it, logical px. Its place in ``Page.pictures`` names it."""

    url: str
    alt: str  # the caption where the page does not say
    width: int
    height: int
    caption: str = ""


@frozen
class PictureLinks:
    """How the page names one of its pictures."""

    source: str
    target: str  # to see it in full


PlacePicture = Callable[[PlacedPicture], PictureLinks | None]  # remembers the picture; None for one that is none


def picture_size(picture: Picture, column_px: int) -> tuple[int, int]:
    """Room for the picture: the column's width if it has at least half of it, never higher than wide is allowed."""
    if picture.width <= 0 or picture.height <= 0:
        return column_px, round(column_px * _UNKNOWN_SHAPE)
    width = column_px if picture.width >= column_px / 2 else picture.width
    height = round(width * picture.height / picture.width)
    if height > column_px:  # upright: as high as the column is wide
        width, height = round(width * column_px / height), column_px
    return max(width, 1), max(height, 1)


def picture(shown: Picture, place: PlacePicture, look: Look, *, key: int, language: str) -> str:
    """A picture with its caption; "" for one that cannot or need not be shown."""
    is_web = safe_address(shown.url).lower().startswith("http")
    only_caption = runs_block((Run(shown.caption),), small(look, below=look.style.gap_px), look, language=language)
    if not is_web or 0 < min(shown.width, shown.height) < SMALLEST_PICTURE:
        return only_caption
    if look.style.pictures is Pictures.NEVER:
        return _unshown(shown, look, key=key) + only_caption
    width, height = picture_size(shown, look.column_px)
    caption = clean(shown.caption).strip()
    links = place(PlacedPicture(shown.url, clean(shown.alt or shown.caption), width, height, caption))
    if links is None:
        return only_caption
    has_caption = bool(caption)
    # No line height here: a fixed one cuts the picture off.
    margins = f"margin:{tokens.SPACE_2}px 0 {tokens.SPACE_2 if has_caption else look.style.gap_px + tokens.SPACE_2}px 0"
    image = f'<img src="{links.source}" alt="{escape(shown.alt)}" width="{width}" height="{height}">'
    html = f'<p style="{margins};{state(key)}">{link(links.target, image, look, is_underlined=False)}</p>\n'
    below = small(look, below=look.style.gap_px + tokens.SPACE_2)
    return html + runs_block((Run(shown.caption),), below, look, key=key + 1, language=language)


def _unshown(shown: Picture, look: Look, *, key: int) -> str:
    """That there is a picture, for who wants none."""
    alt = clean(shown.alt).strip()
    said = f"Picture: {alt}" if alt else "A picture is not shown here."
    return block(escape(said), said, small(look, below=look.style.gap_px), look, key=key)


def table(rows: str, look: Look, *, is_rtl: bool = False) -> str:
    """A table with room around it. The margin of a block before a table counts for nothing in Qt, so it has its own."""
    gap = look.style.gap_px
    return (
        f'<table dir="{"rtl" if is_rtl else "ltr"}" width="100%" cellspacing="0" cellpadding="0" '
        f'style="margin-top:{gap}px;margin-bottom:{gap}px">{rows}</table>\n'
    )


def joined(pieces: list[str], look: Look) -> str:
    """Pieces of HTML one below the other; between two tables the room is kept only once."""
    html: list[str] = []
    for piece in filter(None, pieces):
        follows_table = bool(html) and html[-1].endswith("</table>\n") and piece.startswith("<table")
        html.append(piece.replace(f"margin-top:{look.style.gap_px}px", "margin-top:0px", 1) if follows_table else piece)
    return "".join(html)


def bar_card(inner: str, look: Look, *, is_rtl: bool) -> str:
    """Blocks behind a bar in the accent's colour, for a quotation."""
    side = "right" if is_rtl else "left"
    cell = f"border-{side}:3px solid {look.theme.accent};padding-{side}:20px;padding-top:2px;padding-bottom:2px"
    return table(f'<tr><td style="{cell}">{inner}</td></tr>', look, is_rtl=is_rtl)


def ground_card(inner: str, look: Look) -> str:
    """Blocks on a raised ground, for code and embedded things."""
    cell = f"background-color:{look.theme.raised};padding:12px 16px 12px 16px"
    return table(f'<tr><td style="{cell}">{inner}</td></tr>', look)


def _quote(quote: Quote, look: Look, setting: Setting, *, key: int, language: str) -> str:
    shown = [runs for runs in quote.paragraphs if clean(plain(runs)).strip()]
    if not shown:
        return ""
    between = look.style.gap_px // 2
    paragraphs = "".join(
        runs_block(
            runs,
            replace(setting, is_italic=False, below=between if index + 1 < len(shown) else 0),
            look,
            key=key + min(index, PARTS - 1),
            language=language,
        )
        for index, runs in enumerate(shown)
    )
    return bar_card(paragraphs, look, is_rtl=is_right_to_left(clean(plain(shown[0]))))


def _list(listed: ListBlock, look: Look, setting: Setting, *, key: int, language: str) -> str:
    items = [runs for runs in listed.items if clean(plain(runs)).strip()]
    if not items:
        return ""
    tag = "ol" if listed.is_ordered else "ul"
    between = look.style.gap_px // 3
    html = "".join(
        runs_block(
            runs,
            replace(setting, below=between if index + 1 < len(items) else setting.below, is_justified=False),
            look,
            key=key + min(index, PARTS - 1),
            language=language,
            tag="li",
        )
        for index, runs in enumerate(items)
    )
    rtl = is_right_to_left(clean(plain(items[0])))
    first = f' start="{listed.start}"' if listed.is_ordered and listed.start != 1 else ""
    return f'<{tag}{first} dir="{"rtl" if rtl else "ltr"}" style="margin:0;-qt-list-indent:1">{html}</{tag}>\n'


def _cut(runs: Runs) -> Runs:
    """Runs up to the cap of a cell; words that must not part would be broken in their middle, figures stay whole."""
    left = MAX_CELL_LETTERS
    kept: list[Run] = []
    for run in runs:
        if left <= 0:
            return (*kept, Run("…"))
        text = _HELD_WORDS.sub(" ", run.text)
        kept.append(replace(run, text=text[:left] + ("…" if len(text) > left else "")))
        left -= len(run.text)
    return tuple(kept)


def column_shares(rows: Sequence[Sequence[Runs]]) -> list[int]:
    """How wide the columns of equally long rows are, in percent: words are kept whole where they can be, and long cells
    have the rest. Letters are counted, which is near enough: Qt would give a column of empty cells as much."""
    longest, whole = ([1] * len(rows[0]) for _ in range(2))
    for row in rows:
        for column, cell in enumerate(row):
            text = clean(plain(cell))
            words = max((len(word) for word in text.split()), default=0)
            longest[column] = max(longest[column], min(words, _MOST_WORD))
            whole[column] = max(whole[column], min(len(text), _MOST_LINE))
    needs = [words + _BESIDE_CELL for words in longest]
    spare = max(0, _LINE_LETTERS - sum(needs))
    wishes = [line - words for line, words in zip(whole, longest, strict=True)]
    wish = max(sum(wishes), 1)
    widths = [need + min(more, spare * more / wish) for need, more in zip(needs, wishes, strict=True)]
    shares = [max(1, int(100 * width / sum(widths))) for width in widths]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares


def _cell(runs: Runs, look: Look, *, is_header: bool, language: str, share: int, size: int) -> str:
    setting = small(look, size=size, colour=look.theme.text, weight=600 if is_header else 400)
    inner = runs_block(_cut(runs), setting, look, language=language) or block("&nbsp;", "", setting, look)
    line = f"border-bottom:1px solid {look.theme.secondary if is_header else look.theme.border}"
    return f'<td width="{share}%" style="{line};padding:7px 12px 7px 0;vertical-align:top">{inner}</td>'


def _table(shown: Table, look: Look, *, language: str) -> str:
    rows = [row[:MAX_COLUMNS] for row in shown.rows[:MAX_ROWS] if row]
    columns = max(map(len, rows), default=0)
    if not columns:
        return ""
    is_cut = len(shown.rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in shown.rows)
    padded = [(*row, *((),) * (columns - len(row))) for row in rows]
    shares = column_shares(padded)
    size = 12 if columns >= _MANY_COLUMNS else 13 if look.column_px < _NARROW_PX else 14
    html: list[str] = []
    for index, row in enumerate(padded):
        is_header = shown.has_header and index == 0
        cells = zip(row, shares, strict=True)
        html.append(
            "<tr>"
            + "".join(
                _cell(c, look, is_header=is_header, language=language, share=share, size=size) for c, share in cells
            )
            + "</tr>"
        )
    rtl = is_right_to_left(clean(" ".join(plain(cell) for cell in rows[0])))
    more = "The table goes on in the original."
    note = small(look, below=look.style.gap_px)
    return table("".join(html), look, is_rtl=rtl) + (block(more, more, note, look) if is_cut else "")


def _code(code: Code, look: Look) -> str:
    text = clean(code.text).strip("\n")
    if not text.strip():
        return ""
    size = round(look.style.size_px * 0.79)
    inner = escape(text).replace("\t", "    ").replace("\n", "<br>")
    style = (
        f"{family(look.faces.mono)};font-size:{size}px;color:{look.theme.text};white-space:pre-wrap;"
        f"line-height:{round(size * 1.5)}px;-qt-line-height-type:fixed;margin:0"
    )
    return ground_card(f'<p dir="ltr" style="{style}">{inner}</p>', look)


def _embed(embed: Embed, look: Look, *, language: str) -> str:
    address = safe_address(embed.url)
    title = clean(embed.title).strip() or address
    if not title:
        return ""
    heading = small(look, size=15, colour=look.theme.text, weight=500)
    shown = link(address, escape(title), look, is_underlined=False) if address else escape(title)
    html = block(shown, title, heading, look, language=language)
    if address:
        where = f"Opens in the browser · {host_of(address) or 'mail'}"
        html += block(escape(where), where, small(look), look)
    return ground_card(html, look)


def heading_setting(level: int, look: Look) -> Setting:
    size = round(_HEADING_SIZES[min(max(level, 2), 4)] * look.style.size_px / tokens.TYPE_BODY)
    return Setting(
        size=size,
        line=round(size * 1.25),
        colour=look.theme.text,
        families=look.faces.display if size >= tokens.TYPE_H2 else look.faces.text,
        weight=600,
        above=round(look.style.gap_px * 1.7),
        below=round(look.style.gap_px * 0.6),
    )


def block_html(
    shown: Block, look: Look, place: PlacePicture, *, key: int, language: str, setting: Setting | None = None
) -> str:
    """A block of the document. ``setting`` is of running text where it is not the usual one."""
    text = setting or body(look)
    match shown:
        case Paragraph(runs):
            return runs_block(runs, text, look, key=key, language=language)
        case Heading(level, runs):
            heading = (
                heading_setting(level, look) if setting is None else replace(setting, weight=600, is_justified=False)
            )
            return runs_block(runs, heading, look, key=key, language=language)
        case ListBlock():
            return _list(shown, look, text, key=key, language=language)
        case Quote():
            return _quote(shown, look, text, key=key, language=language)
        case Picture():
            return picture(shown, place, look, key=key, language=language)
        case Table():
            return _table(shown, look, language=language)
        case Code():
            return _code(shown, look)
        case Embed():
            return _embed(shown, look, language=language)
        case _:
            assert_never(shown)
