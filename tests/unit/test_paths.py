from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.model.errors import StoreError, StoreProblem


def test_a_profile_is_one_folder(tmp_path: Path) -> None:
    found = paths.in_profile(tmp_path / "p")
    assert not (tmp_path / "p").exists()
    found.make()
    found.make()
    everything = (
        found.database, found.user_copy, found.pictures, found.backups, found.settings, found.window_state,
        found.logs, found.cache,
    )  # fmt: skip
    assert all(path.is_relative_to(tmp_path / "p") for path in everything)
    assert len(set(everything)) == len(everything)
    assert all(folder.is_dir() for folder in (found.data, found.pictures, found.backups, found.logs, found.cache))


def test_a_relative_profile_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = paths.in_profile(Path("p"))
    monkeypatch.chdir("/")
    assert found.database == tmp_path / "p" / "overview.db"


def test_the_environment_may_name_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERVIEW_PROFILE", str(tmp_path / "p"))
    assert paths.default() == paths.in_profile(tmp_path / "p")


@pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
def test_where_linux_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    found = paths.default()
    assert (found.data, found.config, found.cache) == (
        tmp_path / "data" / "Overview", tmp_path / "config" / "Overview", tmp_path / "cache" / "Overview",
    )  # fmt: skip


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as e:
        paths.in_profile(tmp_path / "file" / "p").make()
    assert e.value.problem is StoreProblem.UNREADABLE
