"""Where the files of a model are. Known without loading anything that computes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelPaths:
    """The files of a model. Most have one vocabulary for both sides."""

    model: Path
    shortlist: Path
    source_vocabulary: Path
    target_vocabulary: Path
