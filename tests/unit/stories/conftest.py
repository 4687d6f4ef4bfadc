from __future__ import annotations

import pytest

from desktop_app.assets import path
from desktop_app.catalog.toml_files import load
from desktop_app.stories.about.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(load(path("catalog")).countries)
