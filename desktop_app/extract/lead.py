"""The few words under a title: the first sentences of a text that say something."""

from __future__ import annotations

import html as html_entities
import re
import unicodedata
from collections.abc import Iterator

from desktop_app.extract.boilerplate import is_foot
from desktop_app.extract.runs import readable
from desktop_app.model.document import Document, ListBlock, Paragraph, Quote, plain

_ACTIVE = re.compile(
    r"<(script|style|noscript|template|svg|math|head|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|figure|figcaption|section|article|header"
    r"|footer|aside|main|address|center|form)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>?")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'»”’)]*(?=\s)|[。！？]+[」』”]*|[।؟۔](?=\s)")
_NO_LETTER = re.compile(r"[\W_]+")
_SHORT = 25  # characters: a line without an end that is shorter is a label ("Photo: ...", "Advertisement")
_ENOUGH = 140  # characters, after which no further paragraph is added


def plain_text(html: str) -> str:
    """The text of HTML, a block a line, by patterns only: several times faster than parsing, good for short texts.

    Linear in time; the result is for reading and searching, not for showing as HTML.
    """
    if "<" in html:
        html = _COMMENT.sub("", _ACTIVE.sub(" ", html)) if "<!--" in html else _ACTIVE.sub(" ", html)
        html = _TAG.sub("", _BREAK.sub("\n", " ".join(html.split())))
    else:
        html = html.replace("\r", "\n")
    if "&" in html:
        html = html_entities.unescape(html)
    lines = (" ".join(readable(line).split()) for line in html.split("\n"))
    return "\n".join(line for line in lines if line)


def lead_from(source: Document | str, limit: int = 300, title: str = "") -> str:
    """At most ``limit`` characters from the start of a document or of HTML, on one line.

    Lines that only repeat the title, or are labels, are passed over. A text that goes on is ended at a sentence where
    one ends late enough, else at a word, with an ellipsis. "" when there is no text.
    """
    known = _folded(title)
    useful: list[str] = []
    spare = ""
    length = 0
    for line in _lines(source):
        text = _without_title(line, title, known)
        if not text or is_foot(text):
            continue
        if len(text) < _SHORT and not _SENTENCE_END.search(text + " "):
            spare = spare or text
            continue
        useful.append(text)
        length += len(text) + 1
        if length > _ENOUGH:
            break
    return _cut(" ".join(useful) or spare, limit)


def _lines(source: Document | str) -> Iterator[str]:
    if isinstance(source, str):
        yield from plain_text(source[:50_000]).split("\n")
        return
    for block in source:
        match block:
            case Paragraph(runs):
                yield " ".join(plain(runs).split())
            case Quote(parts) | ListBlock(_, parts):
                yield from (" ".join(plain(runs).split()) for runs in parts)
            case _:
                pass


def _folded(text: str) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def _without_title(line: str, title: str, known: str) -> str:
    if not known:
        return line
    # folding costs more than all the rest: a line that is far longer than the title is not the title
    if len(line) <= 2 * len(title) + _SHORT and _folded(line) == known:
        return ""
    if line.startswith(title):
        return line[len(title) :].lstrip(" .:;,-–—|")
    return line


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, limit)]
    if ends and ends[-1] >= limit * 0.6:
        return text[: ends[-1]]
    kept = text[: limit - 1]
    word = kept.rfind(" ")
    if word > limit // 2:
        kept = kept[:word]
    return kept.rstrip(" ,;:-–—(") + "…"
