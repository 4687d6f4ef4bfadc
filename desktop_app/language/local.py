"""The translator that runs on this computer, from the models that are installed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.language.models.folder import InstalledModel, ModelFolder
from desktop_app.language.models.manifest import tags
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Rendering

if TYPE_CHECKING:  # numpy: not before the first text
    from desktop_app.language.marian.model import Model

MOST_LOADED = 2  # models in memory; a tiny one takes 60 MB, the largest 160


class LocalTranslator:
    """Keeps ``Translator``'s promise. From any thread; texts are translated one call at a time.

    Models are loaded when they are first asked for, and may be installed and removed meanwhile.
    """

    def __init__(self, folder: ModelFolder, engine: str) -> None:
        self._folder = folder
        self._engine = engine
        self._working = threading.Lock()  # guards what is below; a model works for one thread at a time
        self._loaded: OrderedDict[Path, Model] = OrderedDict()

    def name(self, language: str) -> str:
        """As in "Firefox Translations pt 3.0"."""
        model = self._find(language)
        return self._engine if model is None else f"{self._engine} {model.info.language} {model.version}"

    def languages(self) -> frozenset[str]:
        return frozenset(tag for language in self._folder.installed() for tag in tags(language))

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        """Raises ModelError where the model is not there, or its files are not what they were."""
        from desktop_app.language import texts as whole  # noqa: PLC0415 not before the first text

        model = self._find(language)
        if model is None:
            raise ModelError(ModelProblem.NOT_INSTALLED, language=language)
        with self._working:
            return whole.translate(self._load(model), model.info.language, texts)

    def _find(self, language: str) -> InstalledModel | None:
        return next((m for m in self._folder.installed().values() if language in tags(m.info.language)), None)

    def _load(self, model: InstalledModel) -> Model:
        from desktop_app.language.marian.model import Model  # noqa: PLC0415

        loaded = self._loaded.pop(model.folder, None)
        if loaded is None:
            while len(self._loaded) >= MOST_LOADED:
                self._loaded.popitem(last=False)
            try:
                loaded = Model(model.paths())
            except OSError as e:
                raise ModelError(ModelProblem.DAMAGED, str(e), language=model.info.name) from e
        self._loaded[model.folder] = loaded
        return loaded
