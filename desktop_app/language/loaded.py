"""Models in memory, in the process that computes: what ``LocalTranslator`` asks for, there or here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from desktop_app.language import texts as whole
from desktop_app.language.marian.model import Model
from desktop_app.language.marian.paths import ModelPaths
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.model.rendering import Rendering

MOST_LOADED = 2  # a tiny one takes 60 MB, the largest 160

_models: OrderedDict[ModelPaths, Model] = OrderedDict()  # the one used last comes last


def translate(paths: ModelPaths, language: str, texts: Sequence[str]) -> list[Rendering | None]:
    """Texts by the model whose files these are, as ``texts.translate``. Raises ModelError. One call at a time."""
    return whole.translate(_model(paths, language), language, texts)


def forget() -> None:
    """Give the memory back."""
    _models.clear()


def _model(paths: ModelPaths, language: str) -> Model:
    model = _models.pop(paths, None)
    if model is None:
        while len(_models) >= MOST_LOADED:
            _models.popitem(last=False)
        try:
            model = Model(paths)
        except OSError as e:
            raise ModelError(ModelProblem.DAMAGED, str(e), language=language) from e
    _models[paths] = model
    return model
