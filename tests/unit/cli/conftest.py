"""A command line over a real store and a made-up world."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest

from desktop_app import messages
from desktop_app.cli import arguments, commands
from desktop_app.library.core import Core
from desktop_app.model.errors import OverviewError
from desktop_app.paths import Paths, in_profile
from desktop_app.settings import Settings
from tests.support.world import FakeWorld


class Captured(Protocol):
    """What pytest caught since it was asked last."""

    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(slots=True)
class Shell:
    """Runs commands as ``app.run`` does, each with a core of its own."""

    profile: Path
    capture: Callable[[], Captured]
    world: FakeWorld = field(default_factory=FakeWorld)

    @property
    def places(self) -> Paths:
        return in_profile(self.profile)

    def __call__(self, *argv: str) -> Said:
        self.capture()
        options = arguments.parse(["--profile", str(self.profile), *argv])
        try:
            code = self._run(options)
        except OverviewError as e:
            return Said(1, self.capture().out, messages.error_sentence(e))
        said = self.capture()
        return Said(code, said.out, said.err)

    def _run(self, options: Any) -> int:
        if options.command in arguments.WITHOUT_STORE:
            return commands.run_without_store(options)
        if options.command == "restore":
            return commands.restore(options, self.places)
        return commands.run_command(
            options, lambda: Core(self.places, Settings(), self.world.world(), in_background=False)
        )


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "profile", capsys.readouterr)
