"""The translator that runs on this computer, from the models that are installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.language.marian.paths import ModelPaths
from desktop_app.language.models.folder import InstalledModel, ModelFolder
from desktop_app.language.models.manifest import tags
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Rendering

Run = Callable[[ModelPaths, str, list[str]], list[Rendering | None]]
"""``loaded.translate``, in this process or another one. Raises ModelError, WorkerError."""


class LocalTranslator:
    """Keeps ``Translator``'s promise; from the threads from which ``run`` may be called.

    Models may be installed and removed meanwhile. Removing one does not end a translation by it.
    """

    def __init__(self, folder: ModelFolder, engine: str, run: Run) -> None:
        self._folder = folder
        self._engine = engine
        self._run = run

    def name(self, language: str) -> str:
        """As in "Firefox Translations pt 3.0"."""
        model = self._find(language)
        return self._engine if model is None else f"{self._engine} {model.info.language} {model.version}"

    def languages(self) -> frozenset[str]:
        return frozenset(tag for language in self._folder.installed() for tag in tags(language))

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        """Raises ModelError where the model is not there or its files are not what they were, and WorkerError."""
        model = self._find(language)
        if model is None:
            raise ModelError(ModelProblem.NOT_INSTALLED, language=language)
        return self._run(model.paths(), model.info.language, list(texts))

    def _find(self, language: str) -> InstalledModel | None:
        return next((m for m in self._folder.installed().values() if language in tags(m.info.language)), None)
