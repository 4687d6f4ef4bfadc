"""``overview import`` and ``overview export``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop_app import messages
from desktop_app.cli.names import article_of, know_countries
from desktop_app.cli.output import Progress, print_json, say
from desktop_app.library.core import Core
from desktop_app.library.exporting import Exporter, nobodys, pages, whole_file
from desktop_app.library.importing import import_file
from desktop_app.library.view import View
from desktop_app.model.article import Article, ArticleId
from desktop_app.model.errors import UsageError
from desktop_app.model.listing import Latest, Saved
from desktop_app.model.story import StoryId
from desktop_app.model.story_page import StoryPage

PROBLEMS_TOLD = 20


def import_articles(options: Namespace, core: Core) -> int:
    know_countries(core)
    told = 0
    progress = Progress()

    def tell(line: int, problem: str) -> None:
        nonlocal told
        told += 1
        if told <= PROBLEMS_TOLD:
            progress.clear()
            say(f"line {line}: {problem}")

    with _opened(options.file) as file:
        result = import_file(core.library, file, core.paths.user_copy, tell, lambda n: progress.show(f"{n:,} articles"))
    progress.clear()
    if told > PROBLEMS_TOLD:
        say(f"... and {told - PROBLEMS_TOLD} lines more.")
    if options.json:
        print_json({"new": result.new, "updated": result.updated, "skipped": result.skipped, "failed": result.failed})
    else:
        say(f"{messages.count(result.new, 'new article')}, {result.updated} updated, {result.skipped} known already.")
    return 1 if result.failed and not result.taken else 0


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file; ``-`` is standard input, kept in a temporary file because it is read twice."""
    if name == "-":
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.seek(0)
            yield kept
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 closed below; only opening it is the user's affair
    except OSError as e:
        raise UsageError(f"{name} cannot be read: {e.strerror or e}.") from e
    with file:
        yield file


def export(options: Namespace, core: Core) -> int:
    if options.story is not None:
        core.library.group_stories()
        core.library.read_takes(StoryId(options.story))
    with closing(core.library.view()) as view:
        story = _story(options, core, view)
        ids = [row.id for row in story.rows] if story is not None else _wanted(options, view)
        names = {str(c.code): c.name for c in view.countries()}
        exporter = Exporter(names, core.library.picture_path, nobodys if story is not None else view.takes_of)
        if options.id or options.starred or story:  # what somebody names is put into English first, where that can be
            for article_id in ids:
                core.library.translate_article(article_id)
        made = pages(exporter, _articles(view, ids), options.format, story)
        if options.output == "-":
            sys.stdout.writelines(made)
            return 0
        with whole_file(Path(options.output)) as out:
            out.writelines(made)
    say(f"{messages.count(len(ids), 'article')} written to {options.output}.")
    return 0


def _story(options: Namespace, core: Core, view: View) -> StoryPage | None:
    """The story that is named; None where none is."""
    if options.story is None:
        return None
    page = view.story(StoryId(options.story), core.library.own_press)
    if page is None:
        raise UsageError(f"No story has the number {options.story}. 'overview stories' shows numbers first.")
    return page


def _wanted(options: Namespace, view: View) -> list[ArticleId]:
    if options.id:
        return [article_of(view, name).row.id for name in options.id]
    return [ArticleId(i) for i in view.ids(Saved() if options.starred else Latest())]


def _articles(view: View, ids: list[ArticleId]) -> Iterator[Article]:
    for i in ids:
        if (article := view.article(i)) is not None:
            yield article


COMMANDS: dict[str, Callable[[Namespace, Core], int]] = {"import": import_articles, "export": export}
