"""``overview parse-feed``: what the feed parser makes of files, to look at and to measure it by."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import zlib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import print_json, print_table, say
from desktop_app.feeds.as_json import feed_json
from desktop_app.feeds.parser import parse
from desktop_app.model.errors import OverviewError, UsageError
from desktop_app.model.feed import ParsedFeed

log = logging.getLogger(__name__)

LARGEST = 64 * 1024 * 1024  # bytes of a file, unpacked


def parse_feed(options: Namespace) -> int:
    if (options.file is None) == (options.manifest is None):
        raise UsageError("Name one FILE, or many with --manifest FILE.jsonl.")
    if options.manifest is not None:
        return _parse_many(Path(options.manifest))
    feed = parse(_content(options.file), options.url)
    if options.json:
        print_json(feed_json(feed))
    else:
        _print_feed(feed)
    return 0


def _print_feed(feed: ParsedFeed) -> None:
    values = feed_json(feed)
    say(f"{feed.title or 'No title'} ({feed.language or 'language unknown'}), {len(feed.entries)} entries")
    print_table([(entry["published"] or "no date", entry["title"]) for entry in values["entries"]], (25,))


def _content(name: str) -> bytes:
    """The bytes of a file, unpacked; ``-`` is standard input. Raises UsageError."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with gzip.open(name) if name.endswith(".gz") else Path(name).open("rb") as file:
                content = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as e:
        reason = getattr(e, "strerror", None) or e
        raise UsageError(f"{name} cannot be read: {reason}") from e
    if len(content) > LARGEST:
        raise UsageError(f"{name} is larger than {LARGEST // 2**20} MB: that is no feed.")
    return content


def _parse_many(manifest: Path) -> int:
    """One JSON value a line, in the manifest's order."""
    failed = number = 0
    for number, row in enumerate(_rows(manifest), 1):
        try:
            made = _parse_row(row, manifest.parent)
        except OverviewError as e:
            made = {"error": messages.error_sentence(e)}
        except Exception as e:  # boundary: one file's trouble stays with that file
            log.warning("feed file failed row=%d", number, exc_info=True)
            made = {"error": f"unexpected: {e!r}"}
        failed += "error" in made
        print_json(made, is_indented=False)
    if failed:
        say(f"{failed} of {messages.count(number, 'file')} failed.")
    return 1 if number and failed == number else 0


def _rows(manifest: Path) -> Iterator[bytes]:
    try:
        with manifest.open("rb") as file:
            yield from (line for line in file if line.strip())
    except OSError as e:
        raise UsageError(f"{manifest} cannot be read: {e.strerror or e}") from e


def _parse_row(row: bytes, folder: Path) -> dict[str, Any]:
    try:
        values = json.loads(row)
        file, url = values["file"], values.get("url") or ""
    except (ValueError, LookupError, TypeError, AttributeError) as e:
        raise UsageError("The row is not a JSON object with a file.") from e
    return feed_json(parse(_content(str(folder / file)), url))
