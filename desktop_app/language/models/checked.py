"""Files that are what the manifest says, or are not there."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop_app.language.models.folder import InstalledModel
from desktop_app.language.models.manifest import ModelFile

_CHUNK = 1 << 18
_GZIP = b"\x1f\x8b"


class WrongError(Exception):
    """These bytes are not the file."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unpack(source: BinaryIO, target: Path, file: ModelFile) -> None:
    """The file out of its gzip, or as it is: a site, or who copied it, may have unpacked it already.

    Raises WrongError, and then there is no target. It has its name when it is checked and on the disk.
    """
    is_packed = source.read(2) == _GZIP
    source.seek(0)
    if not is_packed:
        _copy(source, target, file)
        return
    try:
        with gzip.GzipFile(fileobj=source) as unpacked:
            _copy(unpacked, target, file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as e:
        raise WrongError(str(e)) from e


def is_whole(model: InstalledModel) -> bool:
    """Whether an installed model's files are all there; of the list's version, whether they are its very bytes."""
    try:
        for file in model.info.files:
            path = model.folder / file.name
            if not path.stat().st_size:
                return False
            if model.is_current:
                with path.open("rb") as opened:
                    if hashlib.file_digest(opened, "sha256").hexdigest() != file.sha256:
                        return False
    except OSError:
        return False
    return True


def _copy(source: _Readable, target: Path, file: ModelFile) -> None:
    fresh = target.with_name(f"{target.name}.fresh")
    seen = hashlib.sha256()
    size = 0
    try:
        with fresh.open("wb") as out:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > file.size:
                    raise WrongError(f"more than {file.size} bytes")
                seen.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if seen.hexdigest() != file.sha256:
            raise WrongError(f"{size} bytes with SHA-256 {seen.hexdigest()}")
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
