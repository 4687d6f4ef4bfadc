"""A list of translation models, small made-up ones, and a site that has their files."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from desktop_app.language.models.folder import ModelFolder
from desktop_app.language.models.manifest import Manifest, ModelInfo
from tests.support import marian

SENTENCE = "o gato dorme na casa"


@dataclass(frozen=True, slots=True)
class MadeModels:
    """``files`` are a model's own, by name; ``packed`` as the site has them, by path."""

    manifest: Manifest
    files: dict[str, bytes]
    packed: dict[str, bytes]

    def info(self, language: str = "pt") -> ModelInfo:
        return self.manifest.models[language]


def made_models(folder: Path, *, version: str = "1.0", seed: int = 1) -> MadeModels:
    """Two languages: one that can be downloaded, and one that nobody has."""
    paths, _ = marian.write_model(folder / "made", seed=seed)
    names = {"model": paths.model, "shortlist": paths.shortlist, "vocabulary": paths.source_vocabulary}
    files = {path.name: path.read_bytes() for path in names.values()}
    packed = {f"models/pt-en/{name}.gz": gzip.compress(content, mtime=0) for name, content in files.items()}

    def values(path: str) -> dict[str, object]:
        return {
            role: {
                "name": file.name,
                "size": len(files[file.name]),
                "sha256": hashlib.sha256(files[file.name]).hexdigest(),
                "path": path.format(file.name) if path else "",
                "zst_size": len(packed[f"models/pt-en/{file.name}.gz"]),
                "zst_sha256": "0" * 64,
            }
            for role, file in names.items()
        }

    def model(name: str, path: str) -> dict[str, object]:
        return {"name": name, "version": version, "architecture": "tiny", "test": SENTENCE, "files": values(path)}

    listed = {
        "engine": "Made-up models",
        "licence": "CC0-1.0",
        "licence_url": "https://example.org/licence",
        "bases": ["https://models.invalid/"],
        "models": {"pt": model("Portuguese", "models/pt-en/{}.gz"), "nb": model("Norwegian Bokmål", "")},
    }
    path = folder / "models.json"
    path.write_text(json.dumps(listed), encoding="utf-8")
    return MadeModels(Manifest(path), files, packed)


def folder_with(models: MadeModels, place: Path, language: str = "pt", version: str = "") -> ModelFolder:
    """A folder of models in which one is installed."""
    folder = ModelFolder(place, models.manifest)
    target = place / language / (version or models.info(language).version)
    target.mkdir(parents=True)
    for name, content in models.files.items():
        (target / name).write_bytes(content)
    return folder
