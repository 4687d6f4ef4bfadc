"""The shipped catalogue, read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desktop_app.catalog import toml_files
from desktop_app.catalog.catalog import Catalog

FOLDER = Path(__file__).parents[3] / "resources" / "catalog"


@cache
def catalog() -> Catalog:
    return toml_files.load(FOLDER)
