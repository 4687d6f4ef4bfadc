"""The shipped list of models."""

from __future__ import annotations

import re

import pytest

from desktop_app import assets
from desktop_app.language.models.manifest import Manifest, tags
from desktop_app.model.errors import ModelError

MANIFEST = Manifest(assets.path("language", "models.json"))


def test_every_model_has_what_is_needed() -> None:
    assert len(MANIFEST.models) == 48
    for model in MANIFEST.models.values():
        roles = {file.role for file in model.files}
        assert roles in (
            {"model", "shortlist", "vocabulary"},
            {"model", "shortlist", "source_vocabulary", "target_vocabulary"},
        )
        assert "25" in model.test
        assert model.architecture in {"tiny", "base-memory", "base"}
        for file in model.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256) and re.fullmatch(r"[0-9a-f]{64}", file.zst_sha256)
            assert 100_000 < file.zst_size < file.size < 60_000_000
            assert re.fullmatch(r"[\w.]+", file.name)
            assert not file.path or re.fullmatch(r"models/[\w./-]+\.gz", file.path)
    assert [m.language for m in MANIFEST.models.values() if not m.is_downloadable] == ["nb"]
    assert all(base.startswith("https://") for base in MANIFEST.bases)
    assert MANIFEST.licence == "MPL-2.0"


def test_no_two_files_are_the_same() -> None:
    sums = [file.sha256 for model in MANIFEST.models.values() for file in model.files]
    assert len(sums) == len(set(sums))


def test_languages_by_any_tag() -> None:
    assert MANIFEST.model("pt-BR").language == "pt"
    assert MANIFEST.model("zh-Hant").language == "zh"
    assert MANIFEST.model("NO").language == "nb"
    assert tags("nb") == ("nb", "no")
    with pytest.raises(ModelError):
        MANIFEST.model("sw")
