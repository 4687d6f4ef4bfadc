"""The translator on this computer, with small made-up models."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.language.local import LocalTranslator
from desktop_app.language.models.folder import ModelFolder
from desktop_app.model.errors import ModelError, ModelProblem
from tests.support.models import SENTENCE, folder_with, made_models


def test_what_is_installed_is_translated(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models"), "Made-up models")
    assert translator.languages() == {"pt"}
    assert translator.name("pt") == "Made-up models pt 1.0"
    made = translator.translate("pt", [SENTENCE, "12"])
    assert len(made) == 2 and made[1] is None
    assert made == translator.translate("pt", [SENTENCE, "12"])


def test_a_model_is_used_by_every_tag_of_its_language(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models", "nb"), "Made-up models")
    assert translator.languages() == {"nb", "no"}
    assert len(translator.translate("no", [SENTENCE])) == 1


def test_what_is_not_installed_is_told(tmp_path: Path) -> None:
    translator = LocalTranslator(ModelFolder(tmp_path / "models", made_models(tmp_path).manifest), "Made-up models")
    assert translator.languages() == frozenset()
    assert translator.name("pt") == "Made-up models"
    with pytest.raises(ModelError) as raised:
        translator.translate("pt", [SENTENCE])
    assert raised.value.problem is ModelProblem.NOT_INSTALLED


def test_a_removed_model_is_not_used_any_more_and_a_new_one_at_once(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    folder = folder_with(models, tmp_path / "models")
    translator = LocalTranslator(folder, "Made-up models")
    translator.translate("pt", [SENTENCE])
    folder.remove(models.info())
    assert translator.languages() == frozenset()
    folder_with(models, tmp_path / "models")
    assert translator.languages() == {"pt"}


def test_a_file_that_went_missing(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models"), "Made-up models")
    (tmp_path / "models" / "pt" / "1.0" / "lex.bin").unlink()
    with pytest.raises(ModelError) as raised:
        translator.translate("pt", [SENTENCE])
    assert raised.value.problem is ModelProblem.DAMAGED
