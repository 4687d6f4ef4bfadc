"""
Where the user's files live. The only importer of appdirs.

With a profile everything lies in one folder (portable use, tests, the demo); without one, where the system wants it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.model.frozen import frozen

APP_NAME = "Overview"
PROFILE_VARIABLE = "OVERVIEW_PROFILE"


@frozen
class Paths:
    """The program's folders. They exist once ``make`` was called."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @property
    def database(self) -> Path:
        return self.data / "overview.db"

    @property
    def user_copy(self) -> Path:
        """The plain copy of what the user did: stars, notes, tags, reads. See ``store/user_copy.py``."""
        return self.data / "user.jsonl"

    @property
    def pictures(self) -> Path:
        return self.data / "pictures"

    @property
    def models(self) -> Path:
        """Translation models; made when the first one is installed."""
        return self.data / "models"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def window_state(self) -> Path:
        return self.config / "window.json"

    @property
    def globe_picture(self) -> Path:
        """What the globe looked like when the window was closed."""
        return self.cache / "globe.picture"

    def make(self) -> None:
        """Raises StoreError where one cannot be made."""
        for folder in (self.data, self.config, self.cache, self.logs, self.pictures, self.backups):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as e:
                raise StoreError(StoreProblem.UNREADABLE, str(e)) from e


def in_profile(folder: Path) -> Paths:
    """All in one folder."""
    folder = folder.expanduser().absolute()
    return Paths(data=folder, config=folder, cache=folder / "cache", logs=folder / "logs")


def default() -> Paths:
    """The profile that the environment names, or the places that the system has for such files."""
    if profile := os.environ.get(PROFILE_VARIABLE):
        return in_profile(Path(profile))
    from appdirs import AppDirs  # noqa: PLC0415 not needed with a profile

    dirs: Any = AppDirs(APP_NAME, appauthor=False)  # it has no types
    return Paths(
        data=Path(str(dirs.user_data_dir)),
        config=Path(str(dirs.user_config_dir)),
        cache=Path(str(dirs.user_cache_dir)),
        logs=Path(str(dirs.user_log_dir)),
    )
