"""
From a parsed command line to the function that does it. Never imports Qt.

Every function returns the exit code: 0 done, 1 the work failed. What is expected to fail is raised as OverviewError.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

from desktop_app import paths
from desktop_app.cli import articles, sources, sync, system
from desktop_app.cli.output import say
from desktop_app.language.engine import Translator
from desktop_app.library.core import Core
from desktop_app.library.languages import Languages
from desktop_app.model.errors import UsageError
from desktop_app.paths import Paths
from desktop_app.store import backup

INTERRUPTED = 130  # as a shell says that Ctrl+C ended a program


def run_without_store(options: Namespace) -> int:
    """A command that needs nothing of the user's."""
    if options.command == "extract":
        from desktop_app.cli.page_files import extract as command  # noqa: PLC0415 lxml is slow to import
    else:
        from desktop_app.cli.feed_files import parse_feed as command  # noqa: PLC0415

    return _at_terminal(lambda: command(options))


def restore(options: Namespace, places: Paths) -> int:
    """Put a backup in the place of the store. Raises StoreError, and then nothing has changed."""
    file = Path(options.path)
    if not file.is_file():
        raise UsageError(f"There is no file {file}. The copies that 'overview backup' makes lie in {places.backups}.")
    places.make()
    was_there = places.database.exists()
    backup.restore(file, places.database)
    kept = f" What was there is kept as {places.database.name}.before-restore." if was_there else ""
    say(f"Restored {file}.{kept}")
    return 0


def run_with_models(options: Namespace, translator: Translator, known: Languages) -> int:
    """A command about the languages that can be translated."""
    from desktop_app.cli import languages  # noqa: PLC0415 not at the start of the others

    if options.command == "languages":
        return _at_terminal(lambda: languages.languages(options, known))
    return _at_terminal(lambda: languages.translate(options, translator, known))


def run_command(options: Namespace, make_core: Callable[[], Core]) -> int:
    """A command on the user's store; the core is made for it and ended after it."""
    if options.command == "doctor":
        # without a core: a store that cannot be opened is what the doctor is there for
        places = paths.in_profile(Path(options.profile)) if options.profile else paths.default()
        return _at_terminal(lambda: system.doctor(options, places))
    command = _command(options)
    core = make_core()
    try:
        return _at_terminal(lambda: command(options, core))
    finally:
        core.close()


def _command(options: Namespace) -> Callable[[Namespace, Core], int]:
    match options.command:
        case "sync":
            return sync.sync
        case "list" | "show" | "search" | "star" | "unstar" | "note" | "tag":
            return articles.COMMANDS[options.command]
        case "sources":
            return sources.sources
        case "import" | "export":
            from desktop_app.cli import transfer  # noqa: PLC0415 lxml is slow to import

            return transfer.COMMANDS[options.command]
        case "stories" | "story" | "blindspots" | "edition":
            from desktop_app.cli import stories  # noqa: PLC0415 not at the start of the others

            return stories.COMMANDS[options.command]
        case "backup":
            return system.backup
        case _:
            raise UsageError(f"There is no command {options.command!r}. 'overview --help' lists them.")


def _at_terminal(work: Callable[[], int]) -> int:
    """Run a command; UTF-8 goes out, whatever the terminal is set to, and Ctrl+C and a closed pipe end it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read along has seen enough; what Python would still write at its end goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
