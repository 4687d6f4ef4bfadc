from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.addresses import nobody
from desktop_app.net.exchange import PICTURE_LIMITS
from desktop_app.net.pictures import PictureFetcher
from tests.support.picture_files import jpeg, png, scan
from tests.support.web import Answer, Site, redirect
from tests.unit.net.support import USER_AGENT, Names, anybody


@pytest.fixture
def pictures() -> Iterator[PictureFetcher]:
    limits = replace(PICTURE_LIMITS, body=5000, unpacked=5000)
    pictures = PictureFetcher(user_agent=USER_AGENT, limits=limits, allow_private=anybody, network=Names())
    yield pictures
    pictures.close()


def test_a_picture_is_known_by_its_content(site: Site, pictures: PictureFetcher) -> None:
    site["/lie.jpg"] = Answer(png(3, 2), content_type="text/html")
    site["/moved"] = redirect("/lie.jpg")
    assert pictures.fetch(site.url("/moved")) == png(3, 2)
    accept = site.requests[0].headers["accept"]
    assert "image/webp" in accept
    assert "svg" not in accept and "avif" not in accept


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (png(30_000, 30_000), FetchProblem.TOO_LARGE),
        (jpeg(65_000, 65_000), FetchProblem.TOO_LARGE),
        (jpeg(90, 90, behind=scan() * 200), FetchProblem.TOO_LARGE),
        (png(3, 2) + b"x" * 6000, FetchProblem.TOO_LARGE),
        (b"<svg/>", FetchProblem.BROKEN),
        (b"<html>no picture", FetchProblem.BROKEN),
        (b"", FetchProblem.EMPTY),
    ],
)
def test_refused(site: Site, pictures: PictureFetcher, body: bytes, problem: FetchProblem) -> None:
    site["/p.png"] = Answer(body, content_type="image/png")
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    assert refused.value.problem is problem


def test_half_a_picture_is_none(site: Site, pictures: PictureFetcher) -> None:
    site["/p.png"] = Answer(png(3, 2) + b"x" * 100, cut_after=60)
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    assert refused.value.problem is FetchProblem.BROKEN


def test_nothing_near_by(site: Site) -> None:
    pictures = PictureFetcher(user_agent=USER_AGENT, allow_private=nobody)
    with pytest.raises(FetchError) as refused:
        pictures.fetch(site.url("/p.png"))
    pictures.close()
    assert refused.value.problem is FetchProblem.FORBIDDEN
    assert not site.requests
