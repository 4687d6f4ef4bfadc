"""The translator on this computer, with small made-up models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.language import loaded
from desktop_app.language.local import LocalTranslator
from desktop_app.language.models.folder import ModelFolder
from desktop_app.model.errors import ModelError, ModelProblem
from desktop_app.worker.host import WorkerHost
from tests.support.models import SENTENCE, folder_with, made_models


@pytest.fixture(autouse=True)
def _memory() -> Iterator[None]:
    yield
    loaded.forget()


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The same words, and the same errors."""
    folder = folder_with(made_models(tmp_path), tmp_path / "models")
    host = WorkerHost()
    here = LocalTranslator(folder, "Made-up models", loaded.translate)
    there = LocalTranslator(
        folder,
        "Made-up models",
        lambda *request: host.submit("desktop_app.language.loaded:translate", *request).result(),
    )
    assert there.translate("pt", [SENTENCE, "12"]) == here.translate("pt", [SENTENCE, "12"])
    again = LocalTranslator(folder_with(made_models(tmp_path / "2"), tmp_path / "2" / "models"), "", there._run)
    (tmp_path / "2" / "models" / "pt" / "1.0" / "model.bin").write_bytes(b"spoilt")
    with pytest.raises(ModelError) as raised:
        again.translate("pt", [SENTENCE])
    assert raised.value.problem is ModelProblem.UNKNOWN_KIND
    host.close()


def test_what_is_installed_is_translated(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models"), "Made-up models", loaded.translate)
    assert translator.languages() == {"pt"}
    assert translator.name("pt") == "Made-up models pt 1.0"
    made = translator.translate("pt", [SENTENCE, "12"])
    assert len(made) == 2 and made[1] is None
    assert made == translator.translate("pt", [SENTENCE, "12"])


def test_a_model_is_used_by_every_tag_of_its_language(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models", "nb"), "Made-up models", loaded.translate)
    assert translator.languages() == {"nb", "no"}
    assert len(translator.translate("no", [SENTENCE])) == 1


def test_what_is_not_installed_is_told(tmp_path: Path) -> None:
    translator = LocalTranslator(
        ModelFolder(tmp_path / "models", made_models(tmp_path).manifest), "Made-up models", loaded.translate
    )
    assert translator.languages() == frozenset()
    assert translator.name("pt") == "Made-up models"
    with pytest.raises(ModelError) as raised:
        translator.translate("pt", [SENTENCE])
    assert raised.value.problem is ModelProblem.NOT_INSTALLED


def test_a_removed_model_is_not_used_any_more_and_a_new_one_at_once(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    folder = folder_with(models, tmp_path / "models")
    translator = LocalTranslator(folder, "Made-up models", loaded.translate)
    translator.translate("pt", [SENTENCE])
    folder.remove(models.info())
    assert translator.languages() == frozenset()
    folder_with(models, tmp_path / "models")
    assert translator.languages() == {"pt"}


def test_a_file_that_went_missing(tmp_path: Path) -> None:
    models = made_models(tmp_path)
    translator = LocalTranslator(folder_with(models, tmp_path / "models"), "Made-up models", loaded.translate)
    (tmp_path / "models" / "pt" / "1.0" / "lex.bin").unlink()
    with pytest.raises(ModelError) as raised:
        translator.translate("pt", [SENTENCE])
    assert raised.value.problem is ModelProblem.DAMAGED
