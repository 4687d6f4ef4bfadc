"""``overview languages`` and ``overview translate``."""

from __future__ import annotations

import sys
import threading
from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import Progress, print_json, print_table, printable, say
from desktop_app.language.engine import Translator
from desktop_app.library.languages import Language, Languages
from desktop_app.model.errors import ModelError, ModelProblem, OverviewError, UsageError

MB = 1_000_000
LOOK_S = 0.2  # Windows tells of Ctrl+C only between two waits


def languages(options: Namespace, known: Languages) -> int:
    match options.action:
        case "list":
            return _list(options, known)
        case "install":
            return _install(options, known)
        case _:
            for tag in options.language:
                language = known.find(tag)
                known.remove(tag)
                say(f"{language.model.name} removed.")
            return 0


def _list(options: Namespace, known: Languages) -> int:
    listed = [language for language in known.all() if language.installed or not options.installed]
    if options.json:
        print_json([_values(language, known) for language in listed])
        return 0
    print_table(
        [
            (
                it.model.language,
                it.model.name,
                f"{it.model.download_size / MB:.0f} MB",
                it.model.version,
                _state(it),
            )
            for it in listed
        ],
        (4, 24, 6, 6),
    )
    say(f"{known.manifest.engine} models, {known.manifest.licence}: {known.manifest.licence_url}")
    return 0


def _state(language: Language) -> str:
    if language.installed is None:
        return "" if language.model.is_downloadable else "only from files"
    return f"installed, {language.installed.version} to be updated" if language.has_update else "installed"


def _values(language: Language, known: Languages) -> dict[str, Any]:
    model, installed = language.model, language.installed
    return {
        "language": model.language,
        "name": model.name,
        "version": model.version,
        "architecture": model.architecture,
        "installed": installed.version if installed else None,
        "update": language.has_update,
        "download_bytes": model.download_size,
        "disk_bytes": model.size,
        "downloadable": model.is_downloadable,
        "licence": known.manifest.licence,
        "sha256": {file.name: file.sha256 for file in model.files},
    }


def _install(options: Namespace, known: Languages) -> int:
    done: list[dict[str, Any]] = []
    for tag in options.language:
        language = known.find(tag)
        if language.installed and language.installed.is_current and not options.source:
            say(f"{language.model.name} is installed already.")
        elif options.source:
            known.install_from(tag, Path(options.source))
            say(f"{language.model.name} installed.")
        else:
            _download(known, language)
            say(f"{language.model.name} installed.")
        done.append(_values(known.find(tag), known))
    if options.json:
        print_json(done)
    return 0


def _download(known: Languages, language: Language) -> None:
    """On a thread of its own, so that Ctrl+C stops it between two pieces and what has come is kept."""
    progress = Progress()
    cancelled = threading.Event()
    failed: list[OverviewError] = []

    def show(there: int, size: int) -> None:
        progress.show(f"{language.model.name}: {there / MB:.1f} of {size / MB:.1f} MB")

    def run() -> None:
        try:
            known.install(language.model.language, cancelled=cancelled, progress=show)
        except OverviewError as e:
            failed.append(e)

    thread = threading.Thread(target=run, name="download")
    thread.start()
    try:
        _wait_for(thread)
    except KeyboardInterrupt:
        cancelled.set()
        thread.join()
        say("What has come is kept: the same command goes on with it.")
        raise
    finally:
        progress.clear()
    if failed:
        raise failed[0]


def _wait_for(thread: threading.Thread) -> None:
    while thread.is_alive():
        thread.join(LOOK_S)


def translate(options: Namespace, translator: Translator, known: Languages) -> int:
    """A file's or the standard input's text in English, paragraph by paragraph; what cannot be stays as it is."""
    language = known.find(options.source_language).model
    if language.language not in translator.languages():
        raise ModelError(ModelProblem.NOT_INSTALLED, language=language.name)
    text = _text(options.file)
    lines = text.splitlines()
    made = translator.translate(language.language, lines)
    english = [line if it is None else it.text for line, it in zip(lines, made, strict=True)]
    kept = sum(len(it.kept) for it in made if it is not None)
    if options.json:
        print_json(
            {
                "language": language.language,
                "translator": translator.name(language.language),
                "text": "\n".join(english),
                "kept": kept,
            }
        )
    else:
        print(printable("\n".join(english)))
    if kept:
        say(f"{messages.count(kept, 'sentence')} left as they are: the translation could not be trusted.")
    return 0


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as e:
        raise UsageError(f"{name} cannot be read: {e.strerror or e}") from e
    except UnicodeDecodeError as e:
        raise UsageError(f"{name} is not UTF-8 text.") from e
