"""Files named on the command line, one or a list of many: how ``parse-feed`` and ``extract`` read them."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import print_json, say
from desktop_app.model.errors import OverviewError, UsageError

log = logging.getLogger(__name__)

LARGEST = 64 * 1024 * 1024  # bytes of a file, unpacked


@dataclass(frozen=True, slots=True)
class Row:
    """A file of a list, read, and where it came from."""

    content: bytes
    url: str


Making = Callable[[], dict[str, Any]]  # waits for what is made of a row


def content(name: str) -> bytes:
    """The bytes of a file, unpacked; ``-`` is standard input. Raises UsageError."""
    try:
        if name == "-":
            read = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with gzip.open(name) if name.endswith(".gz") else Path(name).open("rb") as file:
                read = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as e:
        reason = getattr(e, "strerror", None) or e
        raise UsageError(f"{name} cannot be read: {reason}") from e
    if len(read) > LARGEST:
        raise UsageError(f"{name} is larger than {LARGEST // 2**20} MB: that is too much.")
    return read


def want_one(options: Any) -> None:
    """Raises UsageError unless there is a file or a list, and not both."""
    if (options.file is None) == (options.manifest is None):
        raise UsageError("Name one FILE, or many with --manifest FILE.jsonl.")


def go_through(manifest: Path, begin: Callable[[Row], Making], ahead: int = 0) -> int:
    """
    One JSON value a line, in the order of the list; a file that fails gives its error, and the others go on.

    ``begin`` starts work on a row and returns what waits for it; ``ahead`` rows are begun before one is
    waited for.
    """
    failed = count = 0
    for made in _in_order(manifest, begin, ahead):
        count += 1
        failed += "error" in made
        print_json(made, is_indented=False)
    if failed:
        say(f"{failed} of {messages.count(count, 'file')} failed.")
    return 1 if count and failed == count else 0


def _in_order(manifest: Path, begin: Callable[[Row], Making], ahead: int) -> Iterator[dict[str, Any]]:
    begun: list[Making] = []
    for line in _lines(manifest):
        begun.append(_begun(line, manifest.parent, begin))
        if len(begun) > ahead:
            yield _finished(begun.pop(0))
    yield from map(_finished, begun)


def _lines(manifest: Path) -> Iterable[bytes]:
    try:
        with manifest.open("rb") as file:
            yield from (line for line in file if line.strip())
    except OSError as e:
        raise UsageError(f"{manifest} cannot be read: {e.strerror or e}") from e


def _begun(line: bytes, folder: Path, begin: Callable[[Row], Making]) -> Making:
    try:
        return begin(_row(line, folder))
    except OverviewError as e:
        error = {"error": messages.error_sentence(e)}
        return lambda: error


def _finished(making: Making) -> dict[str, Any]:
    try:
        return making()
    except OverviewError as e:
        return {"error": messages.error_sentence(e)}
    except Exception as e:  # boundary: one file's trouble stays with that file
        log.warning("file failed", exc_info=True)
        return {"error": f"unexpected: {e!r}"}


def _row(line: bytes, folder: Path) -> Row:
    try:
        values = json.loads(line)
        file, url = values["file"], values.get("url") or ""
    except (ValueError, LookupError, TypeError, AttributeError) as e:
        raise UsageError("The row is not a JSON object with a file.") from e
    return Row(content(str(folder / file)), str(url))
