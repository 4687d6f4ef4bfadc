"""
Getting a model: from the web or from files at hand, checked before anything of it is used, whole or not at all.

A file is taken when its size and its SHA-256 are the manifest's, whoever gave it. When all files are there the model
translates its sentence; only then does it take the place of what was there before. Whatever goes wrong is a
``ModelError``; what was installed stays, and what has come so far is kept for the next try, unless it is wrong.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop_app.language.models import checked
from desktop_app.language.models.folder import InstalledModel, ModelFolder
from desktop_app.language.models.manifest import ModelFile, ModelInfo
from desktop_app.model.errors import FetchError, FetchProblem, ModelError, ModelProblem

log = logging.getLogger(__name__)

SPARE_BYTES = 20 << 20  # left free on the disk
_CHUNK = 1 << 18
_FULL = {errno.ENOSPC, errno.EDQUOT}

Progress = Callable[[int, int], None]  # bytes downloaded, and how many there are, about


class Downloader(Protocol):
    """What brings files from the web."""

    def fetch(
        self, url: str, target: Path, *, cancelled: threading.Event, progress: Callable[[int, int | None], None]
    ) -> None:
        """Download to ``target``, going on where it ends. Raises FetchError, and OSError."""
        ...


def _no_progress(there: int, size: int) -> None:
    del there, size


@dataclass(frozen=True, slots=True)
class Installer:
    """From any thread; one installation of a language at a time.

    ``try_out`` translates the model's sentence, and raises ModelError where it cannot; ``free_bytes`` is of the disk.
    """

    folder: ModelFolder
    try_out: Callable[[Path, ModelInfo], None]
    free_bytes: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free

    def download(
        self,
        info: ModelInfo,
        downloader: Downloader,
        bases: Sequence[str],
        *,
        cancelled: threading.Event,
        progress: Progress = _no_progress,
    ) -> InstalledModel:
        """Get a model from the first base that has it. Raises ModelError.

        Setting ``cancelled`` stops it soon, with a FetchError CANCELLED; what has come is kept for the next time.
        """
        if not info.is_downloadable or not bases:
            raise ModelError(ModelProblem.NOT_DOWNLOADABLE, language=info.name)
        with self._put_together(info) as place:
            done = 0
            for file in info.files:
                if not _is_right(place / file.name, file):
                    told = _Told(done, info.download_size, progress)
                    _Download(info, file, place, downloader, cancelled, told).from_one_of(bases)
                done += file.zst_size
                progress(done, info.download_size)
        return self._finish(info)

    def take(self, info: ModelInfo, source: Path) -> InstalledModel:
        """Get a model from a folder or an archive that has its files, by whatever names. Raises ModelError."""
        from desktop_app.language.models import sources  # noqa: PLC0415 archives are rarely asked for

        with self._put_together(info) as place:
            missing = {file.sha256: file for file in info.files if not _is_right(place / file.name, file)}
            for open_file, size, name in sources.files(source):
                if name.endswith(".gz") or any(size == file.size for file in missing.values()):
                    _take(open_file, missing, place)
            if missing:
                names = ", ".join(file.name for file in missing.values())
                raise ModelError(ModelProblem.INCOMPLETE, names, language=info.name)
        return self._finish(info)

    @contextmanager
    def _put_together(self, info: ModelInfo) -> Iterator[Path]:
        """The folder for a model's files, with room for them. Errors of the system become ModelErrors."""
        place = self.folder.incoming(info)
        with _told_plainly(info):
            place.mkdir(parents=True, exist_ok=True)
            there = sum(file.stat().st_size for file in place.iterdir())
            needed = info.size + max(file.zst_size for file in info.files) + SPARE_BYTES - there
            free = self.free_bytes(place)
            if free < needed:
                raise ModelError(ModelProblem.NO_ROOM, f"{needed} bytes needed, {free} free", language=info.name)
            yield place

    def _finish(self, info: ModelInfo) -> InstalledModel:
        place = self.folder.incoming(info)
        with _told_plainly(info):
            wanted = {file.name for file in info.files}
            for file in place.iterdir():
                if file.name not in wanted:
                    file.unlink()
            self.try_out(place, info)
            installed = self.folder.put(info)
        log.info("model installed language=%s version=%s", info.language, info.version)
        return installed


@contextmanager
def _told_plainly(info: ModelInfo) -> Iterator[None]:
    try:
        yield
    except OSError as e:
        problem = ModelProblem.NO_ROOM if e.errno in _FULL else ModelProblem.NOT_WRITABLE
        raise ModelError(problem, str(e), language=info.name) from e


@dataclass(frozen=True, slots=True)
class _Told:
    """Progress of one file as progress of the whole."""

    before: int
    size: int
    progress: Progress

    def __call__(self, there: int, size: int | None) -> None:
        del size  # of this packing of this file; the sum is only known of another one
        self.progress(min(self.before + there, self.size), self.size)


@dataclass(frozen=True, slots=True)
class _Download:
    """One file of a model on its way."""

    info: ModelInfo
    file: ModelFile
    place: Path
    downloader: Downloader
    cancelled: threading.Event
    progress: _Told

    def from_one_of(self, bases: Sequence[str]) -> None:
        """Get it from the first base that has the right one. Raises ModelError, of the last base."""
        for base in bases[:-1]:
            try:
                return self._from(base)
            except ModelError as e:
                log.warning("model file not got base=%s error=%s", base, e)
        return self._from(bases[-1])

    def _from(self, base: str) -> None:
        mark = hashlib.sha256(base.encode()).hexdigest()[:8]
        part = self.place / f"{self.file.name}.{mark}.part"  # what another base gave may be packed otherwise
        was_begun = part.exists()
        try:
            self._into(part, base)
        except checked.WrongError as e:
            if not was_begun:
                raise self._damaged(e) from e
            try:
                self._into(part, base)  # all of it: the site may have changed the file between its two parts
            except checked.WrongError as again:
                raise self._damaged(again) from again

    def _into(self, part: Path, base: str) -> None:
        url = f"{base.rstrip('/')}/{self.file.path}"
        try:
            self.downloader.fetch(url, part, cancelled=self.cancelled, progress=self.progress)
        except FetchError as e:
            if e.problem is FetchProblem.CANCELLED:
                raise
            problem = ModelProblem.NOT_DOWNLOADED
            raise ModelError(problem, str(e), language=self.info.name, fetch=e.problem) from e
        try:
            with part.open("rb") as packed:
                checked.unpack(packed, self.place / self.file.name, self.file)
        finally:
            part.unlink()

    def _damaged(self, error: checked.WrongError) -> ModelError:
        return ModelError(ModelProblem.DAMAGED, f"{self.file.name}: {error}", language=self.info.name)


def _is_right(path: Path, file: ModelFile) -> bool:
    """Whether the file is there from an earlier try. It got its name after it was checked."""
    return path.exists() and path.stat().st_size == file.size


def _take(open_file: Callable[[], BinaryIO], missing: dict[str, ModelFile], place: Path) -> None:
    """The file, if it is one of the missing ones."""
    for file in list(missing.values()):
        try:
            with open_file() as raw:
                checked.unpack(raw, place / file.name, file)
        except checked.WrongError:
            continue
        del missing[file.sha256]
        return
