"""
Which translation models there are: the shipped list, with all that is needed to get them and to know them again.

The list is data (``resources/language/models.json``): names, versions, sizes, checksums, the licence, where the files
lie, and for each language a sentence to try a model with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.model.errors import ModelError, ModelProblem

# Feeds name a language by these too; the sides of a pair are one language, or its writers say so
_OTHER_TAGS = {"nb": ("no",), "sr": ("sh",)}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One of the files of a model, as it lies on the disk when it is installed."""

    role: str  # "model", "shortlist" and "vocabulary", or "source_vocabulary" and "target_vocabulary"
    name: str
    size: int  # bytes
    sha256: str
    path: str  # below a base address, packed with gzip; "" where it cannot be downloaded
    zst_size: int  # of the same file as others pack it; a gzip is about as large
    zst_sha256: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model from a language into English."""

    language: str  # BCP 47 primary tag in lower case
    name: str  # the language's, in English
    version: str
    architecture: str
    test: str
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.size for file in self.files)

    @property
    def download_size(self) -> int:
        """Bytes to download, about."""
        return sum(file.zst_size for file in self.files)

    @property
    def is_downloadable(self) -> bool:
        return all(file.path for file in self.files)


class Manifest:
    """The list. From any thread; it is read when it is first asked for something."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _raw(self) -> dict[str, Any]:
        raw: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return raw

    @cached_property
    def models(self) -> dict[str, ModelInfo]:
        """By language, in the order of the languages' names."""
        models = [_model(language, values) for language, values in self._raw["models"].items()]
        return {model.language: model for model in sorted(models, key=lambda model: model.name)}

    @property
    def engine(self) -> str:
        return str(self._raw["engine"])

    @property
    def licence(self) -> str:
        return str(self._raw["licence"])

    @property
    def licence_url(self) -> str:
        return str(self._raw["licence_url"])

    @property
    def bases(self) -> tuple[str, ...]:
        """Addresses below which the files lie, to be tried in this order."""
        return tuple(self._raw["bases"])

    def model(self, language: str) -> ModelInfo:
        """The model for a language, by any of its tags. Raises ModelError where there is none."""
        tag = language.lower().split("-")[0]
        found = self.models.get(tag) or next(
            (self.models[t] for t, others in _OTHER_TAGS.items() if tag in others), None
        )
        if found is None:
            raise ModelError(ModelProblem.UNKNOWN_LANGUAGE, language=language)
        return found


def tags(language: str) -> tuple[str, ...]:
    """What articles in this language may call it."""
    return (language, *_OTHER_TAGS.get(language, ()))


def _model(language: str, values: dict[str, Any]) -> ModelInfo:
    files = tuple(ModelFile(role=role, **file) for role, file in values["files"].items())
    return ModelInfo(language, values["name"], values["version"], values["architecture"], values["test"], files)
