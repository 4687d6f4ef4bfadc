"""Leaves out what feeds hang on the end of an article's text."""

from __future__ import annotations

import re

from desktop_app.extract.boilerplate import is_foot, is_read_on, without_read_on
from desktop_app.extract.runs import normal, pieces_of
from desktop_app.model.document import Block, Document, Heading, Paragraph, Run, Runs, plain

_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\))\s*$")


def without_feet(blocks: list[Block]) -> Document:
    """The document without "The post ... appeared first on ...", calls to read on, and headings that head nothing."""
    kept = list(blocks)
    while kept:
        last = kept[-1]
        if isinstance(last, Heading) and len(kept) > 1:
            kept.pop()
            continue
        if not isinstance(last, Paragraph):
            break
        if is_foot(plain(last.runs)) and len(kept) > 1:
            kept.pop()
            continue
        shorter = _without_call(last.runs)
        if shorter == last.runs:
            break
        kept.pop()
        if shorter:
            kept.append(Paragraph(shorter))
    return tuple(kept)


def _without_call(runs: Runs) -> Runs:
    """The last paragraph without "Read more" at its end; "[...]", the mark of a cut text, becomes an ellipsis."""
    last = runs[-1]
    if last.href and is_read_on(last.text) and len(runs) > 1:
        text, rest = "", runs[:-1]
    else:
        text, rest = without_read_on(last.text), runs[:-1]
        if text.endswith(("]", ")")):  # the normal form has no blank at its end
            text = _ELLIPSIS.sub("…", text)
    if text == last.text:
        return runs
    paragraphs = normal(pieces_of((*rest, Run(text, last.marks, last.href)) if text else rest))
    return paragraphs[0] if paragraphs else ()
