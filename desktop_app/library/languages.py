"""What the user can do about languages: see which can be translated, install, update and remove them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.language.models.folder import InstalledModel, ModelFolder
from desktop_app.language.models.manifest import Manifest, ModelInfo, tags

if TYPE_CHECKING:  # not before something is installed
    from desktop_app.language.models.install import Downloader, Installer, Progress


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be translated, and what is installed of it."""

    model: ModelInfo
    installed: InstalledModel | None

    def is_called(self, language: str) -> bool:
        """Whether articles name it so."""
        return language in tags(self.model.language)

    @property
    def has_update(self) -> bool:
        return self.installed is not None and not self.installed.is_current


class Languages:
    """From any thread. ``bases`` are the addresses that the user chose in the place of the manifest's, if any."""

    def __init__(
        self,
        manifest: Manifest,
        folder: Path,
        make_downloader: Callable[[], Downloader],
        bases: Sequence[str] = (),
        try_out: Callable[[Path, ModelInfo], None] | None = None,
    ) -> None:
        """``try_out`` is ``language.models.trial.try_out``, where that is not to be run on the thread that installs."""
        self.manifest = manifest
        self._try_out = try_out
        self._folder = ModelFolder(folder, manifest)
        self._make_downloader = make_downloader
        self._bases = tuple(bases) or manifest.bases

    def all(self) -> tuple[Language, ...]:
        """In the order of their names."""
        installed = self._folder.installed()
        return tuple(Language(model, installed.get(model.language)) for model in self.manifest.models.values())

    def find(self, language: str) -> Language:
        """By any of its tags. Raises ModelError."""
        model = self.manifest.model(language)
        return Language(model, self._folder.find(model))

    def install(
        self, language: str, *, cancelled: threading.Event, progress: Progress = lambda _there, _size: None
    ) -> InstalledModel:
        """Download, check, try, put in place; also an update. Waits. Raises ModelError, FetchError when cancelled."""
        installer, downloader = self._installer(), self._make_downloader()
        return installer.download(
            self.manifest.model(language), downloader, self._bases, cancelled=cancelled, progress=progress
        )

    def install_from(self, language: str, source: Path) -> InstalledModel:
        """The same from a folder or archive. Raises ModelError, UsageError."""
        return self._installer().take(self.manifest.model(language), source)

    def remove(self, language: str) -> None:
        """Raises ModelError."""
        self._folder.remove(self.manifest.model(language))

    def _installer(self) -> Installer:
        from desktop_app.language.models.install import Installer
        from desktop_app.language.models.trial import try_out

        return Installer(self._folder, self._try_out or try_out)
