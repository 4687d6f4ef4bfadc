"""The files of a folder or an archive, to look for a model among them."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from desktop_app.model.errors import UsageError

Source = tuple[Callable[[], BinaryIO], int, str]  # opens it; its size in bytes; its name


def files(source: Path) -> Iterator[Source]:
    """Raises UsageError where that is neither, or cannot be read."""
    try:
        if source.is_dir():
            for path in sorted(path for path in source.rglob("*") if path.is_file()):
                yield _opening(path), path.stat().st_size, path.name
        elif zipfile.is_zipfile(source):
            yield from _zipped(source)
        elif source.is_file() and tarfile.is_tarfile(source):
            yield from _in_tar(source)
        else:
            raise UsageError(f"{source} is neither a folder nor an archive (zip or tar) that can be read.")
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError) as e:
        raise UsageError(f"{source} cannot be read: {getattr(e, 'strerror', None) or e}") from e


def _opening(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _zipped(source: Path) -> Iterator[Source]:
    with zipfile.ZipFile(source) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield _bound(archive.open, member.filename), member.file_size, member.filename


def _in_tar(source: Path) -> Iterator[Source]:
    with tarfile.open(source) as archive:
        for member in archive.getmembers():
            if member.isfile():
                yield _bound(archive.extractfile, member.name), member.size, member.name


def _bound(open_member: Callable[[str], IO[bytes] | None], name: str) -> Callable[[], BinaryIO]:
    return lambda: cast("BinaryIO", open_member(name))
