"""What is starred is kept with its pictures, so the command that stars waits for them, within reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desktop_app.cli.output import say
from desktop_app.library.core import Core
from desktop_app.model.article import Article, picture_urls
from desktop_app.model.events import Event, PictureArrived

PATIENCE_S = 30.0
LOOK_S = 0.2


@contextmanager
def starring(core: Core, articles: Sequence[Article]) -> Iterator[None]:
    """After the block, wait until the pictures of these articles lie in the cache or are known not to be had."""
    urls = (url for article in articles for url in picture_urls(article))
    missing = {url for url in urls if not core.library.picture_path(url).exists()}
    missing -= {url for article in articles if article.row.is_starred for url in picture_urls(article)}
    all_there = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, PictureArrived):
            missing.discard(event.url)
            if not missing:
                all_there.set()

    core.hub.subscribe(hear)
    yield
    for _ in range(int(PATIENCE_S / LOOK_S)):
        if not missing or all_there.wait(LOOK_S):
            break
    else:
        say("Some pictures are too slow; they are fetched when the article is opened.")
    core.hub.unsubscribe(hear)
