"""Whether a model translates, tried on a sentence of ours before it is put to use."""

from __future__ import annotations

from pathlib import Path

from desktop_app.language import checks
from desktop_app.language.models.folder import paths_in
from desktop_app.language.models.manifest import ModelInfo
from desktop_app.model.errors import ModelError, ModelProblem

_EXPECTED = "school"  # in every language's sentence, as is a number, which ``checks`` looks for


def try_out(folder: Path, info: ModelInfo) -> None:
    """Load the model that lies in the folder, and let it translate its sentence. Raises ModelError, OSError."""
    from desktop_app.language.marian.model import Model  # noqa: PLC0415 numpy: not before a model is loaded

    english = Model(paths_in(folder, info)).translate([info.test])[0].text
    if not checks.is_plausible(info.test, english) or _EXPECTED not in english.lower():
        raise ModelError(ModelProblem.FAILED_TEST, f"{info.test!r} became {english!r}", language=info.name)
