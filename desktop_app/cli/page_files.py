"""``overview extract``: what reader mode makes of pages in files, to look at and to measure it by."""

from __future__ import annotations

import os
from argparse import Namespace
from concurrent.futures import Future
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path
from typing import Any

from desktop_app.cli import manifests
from desktop_app.cli.manifests import Making, Row
from desktop_app.cli.output import plain, print_json, say
from desktop_app.extract.page.article_page import LIMIT_S, ArticlePage, article_page
from desktop_app.library import render
from desktop_app.model import document as documents
from desktop_app.model.document import Embed, Picture
from desktop_app.worker.host import WorkerHost

_MOST_PROCESSES = 8
_AHEAD = 4  # pages a process that wait while one is worked on
_PATIENCE = 5  # times the limit of a page: here every processor is busy with pages


def extract(options: Namespace) -> int:
    manifests.want_one(options)
    if options.manifest is not None:
        return _extract_many(Path(options.manifest))
    page = _extracted(manifests.content(options.file), options.url)
    if options.json:
        print_json(page_json(page))
    else:
        _print_page(page)
    return 0


def _extracted(content: bytes, url: str) -> ArticlePage:
    """In a process of its own, as the window has it done: a page that hangs is stopped. Raises WorkerError."""
    with closing(WorkerHost()) as host:
        function = f"{article_page.__module__}:{article_page.__name__}"
        page: ArticlePage = host.submit(function, content, url, limit_s=LIMIT_S * _PATIENCE).result()
        return page


def page_json(page: ArticlePage) -> dict[str, Any]:
    """The values of the command line; unknown is null."""
    picture = page.picture
    return {
        "title": page.title or None,
        "byline": page.byline or None,
        "published": page.published or None,
        "language": page.language or None,
        "image": picture.url if picture else None,
        "image_caption": picture.caption or None if picture else None,
        "image_credit": picture.credit or None if picture else None,
        "wall": page.wall or None,
        "text": documents.text(tuple(block for block in page.document if not isinstance(block, (Picture, Embed)))),
        "html": render.html(page.document),
        "blocks": documents.to_json(page.document),
    }


def json_of(content: bytes, url: str) -> dict[str, Any]:
    """A request for the worker process."""
    return page_json(article_page(content, url))


def _print_page(page: ArticlePage) -> None:
    for line in (page.title or "No title", " · ".join(filter(None, (page.byline, page.published, page.language)))):
        say(plain(line))
    print(render.text(page.document))


def _extract_many(manifest: Path) -> int:
    """Spread over a process a processor: a page that hangs or crashes one costs itself only."""
    count = min(_MOST_PROCESSES, os.cpu_count() or 1)
    with ExitStack() as stack:
        hosts = [WorkerHost() for _ in range(count)]
        for host in hosts:
            stack.callback(host.close)
        turns = cycle(hosts)

        def begin(row: Row) -> Making:
            limit_s = LIMIT_S * _PATIENCE
            future: Future[dict[str, Any]] = next(turns).submit(
                f"{__name__}:{json_of.__name__}", row.content, row.url, limit_s=limit_s
            )
            return future.result

        return manifests.go_through(manifest, begin, _AHEAD * count)
