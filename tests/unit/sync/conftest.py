"""Fixtures of the tests of the sync."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.model.article import NewArticle
from tests.support.translating import Desk, MakeDesk


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes stores in which articles wait for their English; they are closed in the end."""
    made: list[Desk] = []

    def make(*given: NewArticle, **more: object) -> Desk:
        made.append(Desk(tmp_path / "overview.db", *given, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for desk in made:
        desk.close()
