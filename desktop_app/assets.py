"""
Where the shipped files are: in a wheel and in the frozen program beside the package, in a checkout in ``resources/``.

The files are real files in all three (no zip), so that Qt and SQLite can open them by name.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath


def path(*parts: str) -> Path:
    """The shipped file or folder of this name, as in ``path("map", "land.npz")``."""
    for part in parts:
        if PurePosixPath(part).is_absolute() or ".." in PurePosixPath(part).parts:
            raise ValueError(f"not a name below the shipped files: {part!r}")
    return _root().joinpath(*parts)


@lru_cache(maxsize=1)
def _root() -> Path:
    here = Path(__file__).resolve().parent
    packaged = here / "_resources"
    return packaged if packaged.is_dir() else here.parent / "resources"
