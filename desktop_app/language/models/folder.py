"""
The models that are installed: ``<folder>/<language>/<version>/`` with a model's files.

A version's folder is moved to its place when everything in it has been checked, so what is there is whole. Work in
progress lies in ``<folder>/incoming``, and is kept: a download goes on where it stopped.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.language.marian.paths import ModelPaths
from desktop_app.language.models.manifest import Manifest, ModelInfo
from desktop_app.model.errors import ModelError, ModelProblem

_INCOMING = "incoming"
_OLD = "old"  # what is about to be removed


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on the disk. ``is_current`` says that it is the manifest's version."""

    info: ModelInfo
    version: str
    folder: Path

    @property
    def is_current(self) -> bool:
        return self.version == self.info.version

    def paths(self) -> ModelPaths:
        return paths_in(self.folder, self.info)

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.folder.iterdir())


class ModelFolder:
    """From any thread: it keeps nothing in memory but where it is."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest

    def installed(self) -> dict[str, InstalledModel]:
        """The models that can be used, by language."""
        found = (self.find(info) for info in self._manifest.models.values())
        return {model.info.language: model for model in found if model is not None}

    def find(self, info: ModelInfo) -> InstalledModel | None:
        """A language's model: of the manifest's version, or else an earlier one that waits to be updated."""
        try:
            folders = [path for path in (self._folder / info.language).iterdir() if path.is_dir()]
        except OSError:
            return None
        versions = sorted(path.name for path in folders if path.name != _OLD)
        if info.version in versions:
            versions.append(info.version)
        return InstalledModel(info, versions[-1], self._folder / info.language / versions[-1]) if versions else None

    def incoming(self, info: ModelInfo) -> Path:
        """Where a model's files are put together."""
        return self._folder / _INCOMING / f"{info.language}-{info.version}"

    def put(self, info: ModelInfo) -> InstalledModel:
        """Make what was put together the language's model, in the place of every other version. Raises OSError."""
        target = self._folder / info.language / info.version
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.replace(target.with_name(_OLD))
        self.incoming(info).replace(target)
        for other in target.parent.iterdir():
            if other != target:
                shutil.rmtree(other, ignore_errors=True)
        return InstalledModel(info, info.version, target)

    def remove(self, info: ModelInfo) -> None:
        """Remove a language's model, and what was begun of one. Raises ModelError."""
        place = self._folder / info.language
        if not place.exists() and not self.incoming(info).exists():
            raise ModelError(ModelProblem.NOT_INSTALLED, language=info.name)
        try:
            for folder in (place, self.incoming(info)):
                if folder.exists():
                    shutil.rmtree(folder)
        except OSError as e:
            raise ModelError(ModelProblem.NOT_WRITABLE, str(e), language=info.name) from e


def paths_in(folder: Path, info: ModelInfo) -> ModelPaths:
    """Where the files of a model lie in its folder."""
    by_role = {file.role: folder / file.name for file in info.files}
    return ModelPaths(
        by_role["model"],
        by_role["shortlist"],
        by_role.get("source_vocabulary") or by_role["vocabulary"],
        by_role.get("target_vocabulary") or by_role["vocabulary"],
    )
