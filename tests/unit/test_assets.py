from __future__ import annotations

import pytest

from desktop_app import assets


def test_shipped_files_are_real_files() -> None:
    assert assets.path("catalog").is_dir()
    assert assets.path("catalog", "countries").parent == assets.path("catalog")


@pytest.mark.parametrize("parts", [("/etc",), ("..",), ("catalog", "../../pyproject.toml"), ("a/../../b",)])
def test_nothing_else_is_reached(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a name below"):
        assets.path(*parts)
