from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.net.fetcher import HttpFetcher
from tests.support.web import Site, serve
from tests.unit.net.support import fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture
def http() -> Iterator[HttpFetcher]:
    http = fetcher()
    yield http
    http.close()


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine that runs the tests has set is not what they are about."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
