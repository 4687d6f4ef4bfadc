"""Models in memory, in the process that computes: what ``LocalTranslator`` asks for, there or here."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.language import texts as whole
from desktop_app.language.marian.model import Model
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Rendering

MOST_LOADED = 2  # a tiny one takes 60 MB, the largest 160


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """``identity`` is of the model's own bytes: the same words come out of the same ones only."""

    model: Model
    identity: str


_models: OrderedDict[ModelPaths, LoadedModel] = OrderedDict()  # the one used last comes last


def translate(paths: ModelPaths, language: str, texts: Sequence[str]) -> list[Rendering | None]:
    """Texts by the model whose files these are, as ``texts.translate``. Raises ModelError. One call at a time."""
    return whole.translate(load(paths, language).model, language, texts)


def forget() -> None:
    """Give the memory back."""
    _models.clear()


def load(paths: ModelPaths, language: str) -> LoadedModel:
    """The model whose files these are, kept for the next time. Raises ModelError."""
    loaded = _models.pop(paths, None)
    if loaded is None:
        while len(_models) >= MOST_LOADED:
            _models.popitem(last=False)
        try:
            with paths.model.open("rb") as file:
                identity = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
            loaded = LoadedModel(Model(paths), identity)
        except OSError as e:
            raise ModelError(ModelProblem.DAMAGED, str(e), language=language) from e
    _models[paths] = loaded
    return loaded
