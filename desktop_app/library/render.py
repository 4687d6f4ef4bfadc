"""
Documents as plain text, Markdown and HTML, for the exports and the command line. Pure.

What is written ends up in other programs, so everything is escaped for them: a title with ``<script>`` or ``**`` in it
looks there as it looks here. An address that is not http, https or mailto is left out, wherever it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from desktop_app.extract.addresses import is_safe_href
from desktop_app.model import document as documents
from desktop_app.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Heading,
    ListBlock,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)

# Plain text


def text(document: Document) -> str:
    """The document to be read as it stands: blank lines between blocks, bullets, quotes indented."""
    return "\n\n".join(block for block in map(_block_text, document) if block)


def _block_text(block: Block) -> str:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return documents.plain(runs).strip()
        case ListBlock():
            return "\n".join(f"{sign} {documents.plain(item)}" for sign, item in _signed(block))
        case Quote(paragraphs):
            return "\n\n".join(_indented(documents.plain(runs)) for runs in paragraphs)
        case Picture(_, caption, alt):
            words = caption or alt
            return f"[{words}]" if words else ""
        case Table(rows):
            return "\n".join(" | ".join(documents.plain(cell) for cell in row) for row in rows)
        case Code(source):
            return _indented(source)
        case Embed(url, title):
            return f"{title} {url}".strip()


def _signed(listed: ListBlock) -> Iterator[tuple[str, Runs]]:
    for number, item in enumerate(listed.items, listed.start):
        yield f"{number}." if listed.is_ordered else "-", item


def _indented(lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines.split("\n"))


# Markdown (CommonMark, with the tables of GitHub)

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|]")
_LINE_START = re.compile(r"^(\s*)(?:([#+=-])|(\d{1,9})([.)]))", re.MULTILINE)


def markdown_text(plain: str) -> str:
    """Plain text for Markdown, so that none of it is taken for markup; a newline is a line break."""
    escaped = _SPECIAL.sub(r"\\\g<0>", plain)
    escaped = _LINE_START.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), escaped)
    return "\\\n".join(line.strip() for line in escaped.strip("\n").split("\n"))


def markdown(document: Document) -> str:
    return "\n\n".join(block for block in map(_block_markdown, document) if block)


def _block_markdown(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _runs_markdown(runs)
        case Heading(level, runs):
            return f"{'#' * level} {_one_line(runs)}"
        case ListBlock():
            signed = _signed(block)
            return "\n".join(f"{sign} {_hanging(_runs_markdown(item), len(sign) + 1)}" for sign, item in signed)
        case Quote(paragraphs):
            inside = "\n\n".join(map(_runs_markdown, paragraphs))
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        case Picture(url, caption, alt):
            picture = f"![{markdown_text(alt).replace(chr(10), ' ')}]({markdown_url(url)})" if is_safe_href(url) else ""
            return "\n\n".join(filter(None, (picture, f"*{markdown_text(caption)}*" if caption else "")))
        case Table(rows, has_header):
            return _table_markdown(rows, has_header=has_header)
        case Code(source):
            fence = "`" * max(3, 1 + max((len(m) for m in re.findall("`+", source)), default=0))
            return f"{fence}\n{source}\n{fence}"
        case Embed(url, title):
            return _link_markdown(markdown_text(title or url), url)


def _hanging(text_: str, by: int) -> str:
    return text_.replace("\n", "\n" + " " * by)


def _one_line(runs: Runs) -> str:
    return _runs_markdown(tuple(Run(run.text.replace("\n", " "), run.marks, run.href) for run in runs))


def _table_markdown(rows: tuple[tuple[Runs, ...], ...], *, has_header: bool) -> str:
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    cells = [[_one_line(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not has_header:
        cells.insert(0, [""] * width)
    cells.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _runs_markdown(runs: Runs) -> str:
    return "".join(_run_markdown(run, is_first=number == 0) for number, run in enumerate(runs))


def _run_markdown(run: Run, *, is_first: bool) -> str:
    inner = run.text.strip()
    if not inner:
        return run.text
    before, after = run.text.split(inner, 1)
    if Mark.CODE in run.marks:
        made = _code_markdown(inner)
    else:
        # what begins a line only matters at the beginning of one
        made = markdown_text(inner) if is_first else markdown_text("x" + inner)[1:]
    for mark, opening, closing in _MARKDOWN_MARKS:
        if mark in run.marks:
            made = f"{opening}{made}{closing}"
    return before + (_link_markdown(made, run.href) if run.href else made) + after


_MARKDOWN_MARKS = (
    (Mark.ITALIC, "*", "*"),
    (Mark.BOLD, "**", "**"),
    (Mark.SUB, "<sub>", "</sub>"),
    (Mark.SUP, "<sup>", "</sup>"),
)


def _code_markdown(source: str) -> str:
    fence = "`" * (1 + max((len(m) for m in re.findall("`+", source)), default=0))
    space = " " if source.startswith("`") or source.endswith("`") else ""
    return f"{fence}{space}{source}{space}{fence}"


def _link_markdown(shown: str, url: str) -> str:
    return f"[{shown}]({markdown_url(url)})" if is_safe_href(url) else shown


def markdown_url(url: str) -> str:
    """An address between the brackets of a link."""
    return url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")


# HTML

SourceOf = Callable[[str], str]  # the address of a picture -> what stands in its src


def html(document: Document, source_of: SourceOf = str) -> str:
    """The document as HTML blocks, without the page round them."""
    return "\n".join(block for block in (_block_html(b, source_of) for b in document) if block)


def _block_html(block: Block, source_of: SourceOf) -> str:
    match block:
        case Paragraph(runs):
            return f'<p dir="auto">{_runs_html(runs)}</p>'
        case Heading(level, runs):
            return f'<h{level} dir="auto">{_runs_html(runs)}</h{level}>'
        case ListBlock(is_ordered, items, start):
            tag = "ol" if is_ordered else "ul"
            first = f' start="{start}"' if is_ordered and start != 1 else ""
            return f'<{tag}{first} dir="auto">{"".join(f"<li>{_runs_html(item)}</li>" for item in items)}</{tag}>'
        case Quote(paragraphs):
            inside = "".join(f'<p dir="auto">{_runs_html(runs)}</p>' for runs in paragraphs)
            return f"<blockquote>{inside}</blockquote>"
        case Picture(url, caption, alt):
            return figure(url, caption, alt, source_of)
        case Table(rows, has_header):
            return _table_html(rows, has_header=has_header)
        case Code(source):
            return f"<pre><code>{escape(source)}</code></pre>"
        case Embed(url, title):
            return f'<p dir="auto">{_link_html(escape(title or url), url)}</p>'


def figure(url: str, caption: str, alt: str, source_of: SourceOf) -> str:
    """A picture with its caption; without an address that may be shown, the caption alone."""
    picture = f'<img src="{escape(source_of(url))}" alt="{escape(alt)}">' if is_safe_href(url) else ""
    words = f'<figcaption dir="auto">{escape(caption)}</figcaption>' if caption else ""
    return f"<figure>{picture}{words}</figure>" if picture or words else ""


def _table_html(rows: tuple[tuple[Runs, ...], ...], *, has_header: bool) -> str:
    lines: list[str] = []
    for number, row in enumerate(rows):
        tag = "th" if has_header and number == 0 else "td"
        lines.append("<tr>" + "".join(f'<{tag} dir="auto">{_runs_html(cell)}</{tag}>' for cell in row) + "</tr>")
    return f"<table>{''.join(lines)}</table>"


_HTML_MARKS = ((Mark.CODE, "code"), (Mark.SUB, "sub"), (Mark.SUP, "sup"), (Mark.ITALIC, "i"), (Mark.BOLD, "b"))


def _runs_html(runs: Runs) -> str:
    return "".join(map(_run_html, runs))


def _run_html(run: Run) -> str:
    made = escape(run.text).replace("\n", "<br>")
    for mark, tag in _HTML_MARKS:
        if mark in run.marks:
            made = f"<{tag}>{made}</{tag}>"
    return _link_html(made, run.href) if run.href else made


def _link_html(shown: str, url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>' if is_safe_href(url) else shown
