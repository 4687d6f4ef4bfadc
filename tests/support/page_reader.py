"""Reads the pages of tests: each ``<p>`` is a paragraph, ``<img>`` the lead picture, and a wall says that it is one."""

from __future__ import annotations

import os
import re
import signal
import time

from desktop_app.model.document import Paragraph, Run
from desktop_app.model.errors import ParseError, ParseProblem
from desktop_app.model.page import PageOutcome, PageText

READER = "tests.support.page_reader:read"


def read(body: bytes, url: str, content_type: str) -> PageText:
    """As ``sync/full_text.py`` wants it: in the worker process."""
    del url, content_type
    text = body.decode()
    if "hang" in text:
        time.sleep(60)
    if "crash" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "unreadable" in text:
        raise ParseError(ParseProblem.TOO_DEEP)
    if "bug" in text:
        raise ZeroDivisionError
    wall = next((w for w in (PageOutcome.PAYWALL, PageOutcome.BOT_WALL) if f"<{w}>" in text), None)
    paragraphs = tuple(Paragraph((Run(p),)) for p in re.findall(r"<p>(.*?)</p>", text, re.DOTALL))
    image = re.search(r'<img src="(.*?)">', text)
    byline = re.search(r"<b>(.*?)</b>", text)
    return PageText(paragraphs, byline[1] if byline else "", image[1] if image else "", wall)


def page(*paragraphs: str, head: str = "") -> bytes:
    return f"<html>{head}{''.join(f'<p>{p}</p>' for p in paragraphs)}</html>".encode()
