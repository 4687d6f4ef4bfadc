"""
What a site changed in an article since it was first read, as a page of the reader. Pure.

New words are underlined, those that are gone are struck through: the colours only help.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from desktop_app.model import document as documents
from desktop_app.model.article import Article, Version
from desktop_app.model.difference import Change, Piece, Pieces, counts, difference
from desktop_app.ui.reader.dates import moment_here
from desktop_app.ui.reader.markup import Look, Setting, block, body, escape, link, small
from desktop_app.ui.reader.page import SHOW_ARTICLE, Page, Surroundings
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.theme import tokens

_HEADING_KEYS = 100  # the first of them
_GAP = " "  # between what is gone and what is there instead


def changes_page(article: Article, versions: Sequence[Version], look: Look, around: Surroundings) -> Page:
    """All edits of the article, the latest first. ``versions`` are what it said before, the latest first."""
    came = article.provenance
    now = Version(
        came.changed or came.fetched, article.row.original_title, article.original_lead, article.feed_document
    )
    steps = list(pairwise([now, *versions]))
    back = link(SHOW_ARTICLE, "← Back to the article", look) + " (Esc)"
    html = [block(back, "", small(look, size=14, below=tokens.SPACE_4), look)]
    html.append(_heading("What changed", tokens.TYPE_H2 + 4, look, key=_HEADING_KEYS))
    html.append(block(escape(_summary(article, len(steps))), "", _quiet(look), look))
    headings = {_HEADING_KEYS: 1}
    for number, (new, old) in enumerate(steps, 1):
        key = _HEADING_KEYS + number
        headings[key] = 2
        html.append(
            _heading(f"Updated {moment_here(new.at, around.local_zone)}", tokens.TYPE_PANE_TITLE, look, key=key)
        )
        html.append(_step(new, old, article.row.language, look))
    first = f"First read {moment_here(came.fetched, around.local_zone)}."
    html.append(block(escape(first), "", small(look, above=tokens.SPACE_6, below=tokens.SPACE_3), look))
    whole = f'<html><body style="color:{look.theme.text}">{"".join(html)}</body></html>'
    return Page(whole, (), headings, Mode.ORIGINAL)


def _summary(article: Article, steps: int) -> str:
    if not steps:
        return "What the article said before is not kept any more."
    times = {1: "once", 2: "twice"}.get(steps, f"{steps} times")
    return (
        f"{article.row.outlet} changed this article {times} since it was first read. "
        "Words that are underlined are new, words that are struck through are gone."
    )


def _quiet(look: Look) -> Setting:
    return small(look, size=14, colour=look.theme.secondary, below=tokens.SPACE_4)


def _heading(text: str, size: int, look: Look, *, key: int) -> str:
    setting = Setting(
        size=size,
        line=round(size * 1.35),
        colour=look.theme.text,
        families=look.faces.display,
        weight=600,
        above=tokens.SPACE_4,
        below=tokens.SPACE_2,
    )
    return block(escape(text), text, setting, look, key=key)


def _step(new: Version, old: Version, language: str, look: Look) -> str:
    headline = difference([old.title], [new.title]) if new.title.split() != old.title.split() else ()
    paragraphs = difference(_paragraphs(old), _paragraphs(new))
    added, removed = counts([*headline, *paragraphs])
    html = [block(_counted(added, removed), "", small(look, below=tokens.SPACE_3), look)]
    heavier = Setting(
        size=tokens.TYPE_PANE_TITLE,
        line=28,
        colour=look.theme.text,
        families=look.faces.display,
        weight=600,
        below=tokens.SPACE_3,
    )
    html += [_paragraph(pieces, heavier, language, look) for pieces in headline]
    for is_same, group in groupby(paragraphs, _is_same):
        texts = list(group)
        if is_same:
            said = "1 paragraph unchanged" if len(texts) == 1 else f"{len(texts)} paragraphs unchanged"
            html.append(block(f"· · · &nbsp;{said}", "", small(look, below=look.style.gap_px), look))
        else:
            html += [_paragraph(pieces, body(look), language, look) for pieces in texts]
    return "".join(html)


def _counted(added: int, removed: int) -> str:
    parts = [
        f"{number} {'word' if number == 1 else 'words'} {what}"
        for number, what in ((added, "added"), (removed, "removed"))
        if number
    ]
    return ", ".join(parts) or "Signs and spaces only"


def _paragraphs(version: Version) -> list[str]:
    lines = (" ".join(line.split()) for line in documents.text(version.document).split("\n"))
    return [line for line in lines if line]


def _is_same(pieces: Pieces) -> bool:
    return all(piece.change is Change.SAME for piece in pieces)


def _paragraph(pieces: Pieces, setting: Setting, language: str, look: Look) -> str:
    text = "".join(piece.text for piece in pieces)
    html = ""
    for before, piece in pairwise([Piece(Change.SAME, ""), *pieces]):
        html += _GAP if before.change is Change.REMOVED and piece.change is Change.ADDED else ""
        html += _piece(piece, look)
    return block(html, text, setting, look, language=language)


def _piece(piece: Piece, look: Look) -> str:
    text = piece.text.strip()
    if not text or piece.change is Change.SAME:
        return escape(piece.text)
    before, _, after = piece.text.partition(text)  # a line through space looks like a mistake
    if piece.change is Change.ADDED:
        style = f"text-decoration:underline;background-color:{look.theme.selection}"
    else:
        style = f"text-decoration:line-through;color:{look.theme.muted}"
    return f'{before}<span style="{style}">{escape(text)}</span>{after}'
