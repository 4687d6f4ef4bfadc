"""A picture, or something embedded, out of the attributes of its element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from desktop_app.extract.addresses import link_url
from desktop_app.extract.boilerplate import is_counting_picture
from desktop_app.extract.runs import collapsed
from desktop_app.model.document import Embed, Picture

_WIDEST = 1600  # pixels; more is of no use on a screen
_SMALLEST = 4  # pixels; below it a picture counts visits, it shows nothing
_ALT_LIMIT = 300  # characters
_SOURCES = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-hi-res-src",
    "data-img-src",
    "data-lazyload",
    "src",
)
_SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_IN_SET = re.compile(r"([^\s,]\S{0,4000}?)(?:\s+(\d{1,6}(?:\.\d{1,4})?)([wx]))?\s*(?:,\s|,$|$|,(?=https?:|/))")
_NO_EMBED = re.compile(
    r"facebook\.com/plugins/like|googletagmanager|doubleclick|platform\.twitter\.com/widgets|/ads?[/.]", re.IGNORECASE
)
_YOUTUBE = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})(?:[?#/].*)?")


def picture_of(attributes: Mapping[str, str], base_url: str, source_sets: list[str]) -> Picture | None:
    """The picture of an ``img``, as large as a screen needs; None for trackers, spacers and what has no address.

    ``source_sets`` are those of the ``picture`` element round it, for an ``img`` that has no address of its own.
    """
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    if (0 <= width < _SMALLEST and "width" in attributes and width >= 0 and _is_number(attributes["width"])) or (
        "height" in attributes and _is_number(attributes["height"]) and height < _SMALLEST
    ):
        return None
    for candidate in _candidates(attributes, source_sets):
        url = link_url(candidate, base_url)
        if url.startswith("http") and not is_counting_picture(url):
            alt = collapsed(attributes.get("alt", "")).strip()[:_ALT_LIMIT].strip()
            return Picture(url, alt=alt, width=width, height=height)
    return None


def _is_number(size: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,6}(?:\.\d*)?(?:px)?\s*", size, re.ASCII))


def _pixels(size: str) -> int:
    return int(float(size.strip().removesuffix("px"))) if _is_number(size) else 0


def _candidates(attributes: Mapping[str, str], source_sets: list[str]) -> Iterator[str]:
    for name in _SOURCE_SETS:
        if source_set := attributes.get(name):
            yield from _largest(source_set)
    for name in _SOURCES:
        if source := attributes.get(name):
            yield source
    for source_set in source_sets:
        yield from _largest(source_set)


def _largest(source_set: str) -> Iterator[str]:
    sized = [
        (float(number or 1) * (1 if unit == "w" else 800), url)
        for url, number, unit in _IN_SET.findall(source_set[:8000])
        if not url.startswith("data:")
    ]
    if sized:
        fitting = [pair for pair in sized if pair[0] <= _WIDEST]
        yield (max(fitting, key=_width) if fitting else min(sized, key=_width))[1]


def _width(sized: tuple[float, str]) -> float:
    return sized[0]


def embed_of(address: str, title: str, base_url: str) -> Embed | None:
    """A card for what works on its own page only; None for plug-ins that nobody misses."""
    url = link_url(address, base_url)
    if not url.startswith("http") or _NO_EMBED.search(url):
        return None
    if video := _YOUTUBE.fullmatch(url):
        url = f"https://www.youtube.com/watch?v={video[1]}"
    name = " ".join(collapsed(title).split())[:_ALT_LIMIT].strip()
    return Embed(url, name or (urlsplit(url).hostname or "").removeprefix("www."))
