"""
Takes one hostile file through the whole program, from a site to the painted window, and tells what came of it.

    python -m tests.perf.one_hostile PROFILE FILE KIND

A feed is a site's feed; a picture is the one that a sound feed names. The program is the real one, with its own limits
and a catalogue that names the loopback. Prints one JSON value.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop_app.app import real_world
from desktop_app.library.core import Core
from desktop_app.model.article import Article, ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.document import Embed, ListBlock, Paragraph, Quote, Run
from desktop_app.model.listing import FromCountry
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.ui.opening import Opened, opened_window
from desktop_app.ui.theme.fonts import load_fonts
from tests.support.memory import peak_mb
from tests.support.web import Answer, Site, serve

COUNTRY = CountryCode("CL")
SHOWN = 20  # articles that are opened
PATIENCE_S = 60.0
KINDS = {"image": "image/jpeg", "page": "text/html"}
WITH_PICTURE = """<?xml version="1.0"?><rss version="2.0"><channel><title>Sound</title><item><title>A picture</title>
<guid>1</guid><link>{base}/story</link><description>hello</description><enclosure url="{base}/hostile" type="image/jpeg"
length="9"/></item></channel></rss>"""


def main(profile: str, file: str, kind: str) -> None:
    app = QApplication(["overview"])
    load_fonts()
    folder = Path(profile)
    folder.mkdir(parents=True, exist_ok=True)
    with serve() as site:
        serve_file(site, Path(file), kind)
        catalog = folder / "catalog.csv"
        catalog.write_text(
            "iso2,source_name,kind,homepage,feed_url,language\n"
            f"CL,Hostile,national daily,{site.url('/')},{site.url('/feed')},en\n",
            encoding="utf-8",
        )
        paths = in_profile(folder)
        settings = Settings(is_welcomed=True, theme="paper", full_text="never")
        core = Core(
            paths, settings, real_world(Namespace(catalog=str(catalog), clock=None), paths), in_background=False
        )
        try:
            with opened_window(app, core, settings, is_demo=False, keeps_state=False) as opened:
                told = watch(app, core, opened)
        finally:
            core.close()
        told["asked"] = sorted(set(site.asked))
    print(json.dumps(told))


def serve_file(site: Site, file: Path, kind: str) -> None:
    content = file.read_bytes()
    packed = (("Content-Encoding", "gzip"),) if file.suffix == ".gz" else ()
    if kind == "image":
        site["/feed"] = Answer(WITH_PICTURE.format(base=site.base).encode(), content_type="application/rss+xml")
        site["/hostile"] = Answer(content, content_type=KINDS["image"])
    else:
        site["/feed"] = Answer(content, content_type="application/rss+xml", headers=packed)


def watch(app: QApplication, core: Core, opened: Opened) -> dict[str, Any]:
    """Sync, list, open and paint."""
    window = opened.window
    window.resize(1200, 800)
    window.show()
    core.take_catalog()
    app.processEvents()
    before_mb = peak_mb()
    finished: list[object] = []
    opened.context.bridge.sync_finished.connect(finished.append)
    began = time.perf_counter()
    core.start(sync_at_once=False)
    core.library.sync_all(None)
    wait(app, lambda: bool(finished))
    sync_s = time.perf_counter() - began
    window.open_country(COUNTRY)
    app.processEvents()
    list_s = timed(window.grab)
    view = opened.context.view
    rows = view.page(FromCountry(COUNTRY), None, 3_000)
    articles = [article for row in rows[:SHOWN] if (article := view.article(row.id)) is not None]
    painted = [timed(lambda i=article.row.id: open_and_paint(app, opened, i)) for article in articles]  # type: ignore[misc]
    wait(app, lambda: not opened.context.pictures.is_busy)
    urls = {article.row.image for article in articles if article.row.image}
    return {
        "articles": len(rows),
        "future": sum(row.published > view.now() + 60 for row in rows),
        "longest_title": max((len(row.title) for row in rows), default=0),
        "overrides": sum(sign in row.title for row in rows for sign in "\u202a\u202b\u202d\u202e\u200b\ufeff\0"),
        "links": sorted({link.partition(":")[0] for article in articles for link in links(article)}),
        "text": " ".join(window.country_screen().pane.reader.text.toPlainText().split())[:2_000],
        "pictures": len(urls),
        "pictures_shown": sum(not opened.context.pictures.is_missing(url) for url in urls),
        "sync_s": sync_s,
        "list_s": list_s,
        "paint_s": max(painted, default=0.0),
        "more_mb": peak_mb() - before_mb,
    }


def open_and_paint(app: QApplication, opened: Opened, article: ArticleId) -> None:
    opened.window.country_screen().pane.open_article(article)
    app.processEvents()
    opened.window.grab()


def links(article: Article) -> list[str]:
    """Every address that a click could open."""
    runs: list[Run] = []
    found = [article.row.url] if article.row.url else []
    for block in article.document:
        match block:
            case Paragraph(inside):
                runs += inside
            case ListBlock() | Quote():
                runs += [
                    run for part in (block.items if isinstance(block, ListBlock) else block.paragraphs) for run in part
                ]
            case Embed():
                found.append(block.url)
            case _:
                pass
    return found + [run.href for run in runs if run.href]


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_done() and time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3])
