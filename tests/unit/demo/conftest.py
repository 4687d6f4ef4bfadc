from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.demo.world import DEMO_CLOCK, DemoFetcher, DemoWorld

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"


@pytest.fixture(scope="session")
def world() -> DemoWorld:
    return DemoWorld(SAMPLE, lambda: DEMO_CLOCK)


@pytest.fixture
def fetcher(world: DemoWorld) -> DemoFetcher:
    return DemoFetcher(world)
