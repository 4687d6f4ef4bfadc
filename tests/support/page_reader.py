"""Reads the pages of tests: each ``<p>`` is a paragraph, ``<img>`` the lead picture, and a wall says that it is one."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from desktop_app.model.article import ArticleId
from desktop_app.model.document import Paragraph, Run
from desktop_app.model.errors import OverviewError, ParseError, ParseProblem
from desktop_app.model.fetch import Fetcher
from desktop_app.model.page import PageOutcome, PageText
from desktop_app.net.exchange import PAGE_LIMITS
from desktop_app.net.fetcher import PAGE_ACCEPT, HttpFetcher
from desktop_app.net.pool import FetchPool
from desktop_app.sync.full_text import PageSource, PageWorker
from desktop_app.worker.host import Priority
from tests.support.cores import USER_AGENT, anybody

READER = "tests.support.page_reader:read"


def read(body: bytes, url: str, content_type: str) -> PageText:
    """As ``sync/full_text.py`` wants it: in the worker process."""
    del url, content_type
    text = body.decode()
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


@dataclass
class AtOnce:
    """A worker that works in the thread that asks; ``error`` is what comes of it in the place of a result."""

    error: Exception | None = None
    warmed: list[str] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    is_closed: bool = False

    def submit(self, function: str, *arguments: Any, priority: Priority, limit_s: float) -> Future[Any]:
        assert priority is Priority.NOW
        self.limits.append(limit_s)
        done: Future[Any] = Future()
        module, _, name = function.partition(":")
        try:
            if self.error is not None:
                raise self.error
            done.set_result(getattr(import_module(module), name)(*arguments))
        except (OverviewError, ArithmeticError) as e:
            done.set_exception(e)
        return done

    def warm_up(self, *modules: str) -> None:
        self.warmed += modules

    def close(self) -> None:
        self.is_closed = True


def page_fetcher() -> HttpFetcher:
    return HttpFetcher(user_agent=USER_AGENT, limits=PAGE_LIMITS, accept=PAGE_ACCEPT, allow_private=anybody)


def loopback_pages(worker: PageWorker, fetcher: Fetcher | None = None) -> PageSource:
    """Pages from the loopback, by way of the real pool."""
    chosen = fetcher or page_fetcher()

    def make_pool(deliver: Callable[[ArticleId, Any], None]) -> FetchPool[ArticleId]:
        return FetchPool(chosen, deliver, threads=3, spacing_s=0)

    return PageSource(make_pool, lambda: worker, READER)
