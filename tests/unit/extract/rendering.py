"""A document as plain HTML, for the properties "there and back" and "nothing active left"."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

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

TAGS = ((Mark.CODE, "code"), (Mark.SUP, "sup"), (Mark.SUB, "sub"), (Mark.ITALIC, "i"), (Mark.BOLD, "b"))


def html_of(document: Document) -> str:
    return "".join(map(_block, document))


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    for mark, tag in TAGS:
        if run.marks & mark:
            text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _each(tag: str, parts: Iterable[Runs]) -> str:
    return "".join(f"<{tag}>{_runs(runs)}</{tag}>" for runs in parts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_runs(runs)}</p>"
        case Heading(level, runs):
            return f"<h{level}>{_runs(runs)}</h{level}>"
        case ListBlock(is_ordered, items, start):
            tag = "ol" if is_ordered else "ul"
            first = f' start="{start}"' if start != 1 else ""
            return f"<{tag}{first}>{_each('li', items)}</{tag}>"
        case Quote(paragraphs):
            return f"<blockquote>{_each('p', paragraphs)}</blockquote>"
        case Picture(url, caption, alt, width, height):
            size = (f' width="{width}"' if width else "") + (f' height="{height}"' if height else "")
            below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
            return f'<figure><img src="{escape(url)}" alt="{escape(alt)}"{size}>{below}</figure>'
        case Table(rows, has_header):
            tags = ["th" if has_header and not number else "td" for number in range(len(rows))]
            lines = (f"<tr>{_each(tag, row)}</tr>" for tag, row in zip(tags, rows, strict=True))
            return f"<table>{''.join(lines)}</table>"
        case Code(text):
            return f"<pre>{escape(text)}</pre>"
        case Embed(url, title):
            return f'<iframe src="{escape(url)}" title="{escape(title)}"></iframe>'


ALLOWED = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "figure",
        "img",
        "figcaption",
        "table",
        "tr",
        "th",
        "td",
        "pre",
        "a",
        "b",
        "i",
        "sub",
        "sup",
        "code",
        "br",
        "iframe",
    ]
)


class Reading(HTMLParser):
    """Notes the elements and attributes in HTML, as a second parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, "", ""))
        self.seen += [(tag, name, value or "") for name, value in attrs]


def active_parts(html: str) -> list[tuple[str, str, str]]:
    """Elements, attributes and addresses that a document's HTML may not have."""
    reading = Reading()
    reading.feed(html)
    return [
        (tag, name, value)
        for tag, name, value in reading.seen
        if tag not in ALLOWED
        or name not in ("", "href", "src", "alt", "title", "width", "height")
        or (name in ("href", "src") and not value.startswith(("http://", "https://", "mailto:")))
    ]
