"""Which addresses of an entry are pictures worth showing, and the first picture inside its HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from desktop_app.feeds.links import absolute

_IMG = re.compile(r"<img\s([^<>]{1,6000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z][a-z-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-hi-res-src", "data-img-src", "src")
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_WIDEST = 1600  # pixels; more is of no use on a screen
_SMALLEST = 4  # pixels; below this it counts visits, it shows nothing

# Pictures that report the reader to somebody, or decorate the text.
_NO_PICTURE = re.compile(
    r"feeds?\.feedburner\.com/~|feedsportal\.com|doubleclick\.net|pixel\.wp\.com|stats\.wordpress\.com|/b\.gif\?|feeds\.wordpress\.com/1\.0/"
    r"|scorecardresearch|google-analytics|googlesyndication|facebook\.com/tr|quantserve|pheedo\.com|a\.rfihub|share-buttons"
    r"|feedads|/~ff/|/~r/|/~a/|/~i/|\.feedblitz\.com|republication-tracker-tool|counter\.theconversation|/pixel[./?]|/1x1|blank\.gif|spacer\.gif"
    r"|transparent\.(?:gif|png)|/smilies/|/latex\.php|/emoji/|twemoji|wp-includes/images/|gravatar\.com/avatar|rc\.feedsportal|mf\.gif$|blogger\.googleusercontent\.com/tracker",
    re.IGNORECASE,
)
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|bmp|jfif)(?:$|[?#&!:])", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"\.(?:mp3|mp4|m4a|m4v|mov|ogg|ogv|webm|wav|pdf|swf|flv|avi|m3u8|aac|svg|html?)(?:$|[?#])", re.IGNORECASE
)


def is_picture(url: str, mime: str, medium: str = "") -> bool:
    """Whether something attached to an entry is a picture, by its type, or by its name where it has none."""
    mime, medium = mime.casefold(), medium.casefold()
    if medium or mime:
        if mime.startswith("image/") or medium == "image":
            return "svg" not in mime
        if mime not in ("", "application/octet-stream", "binary/octet-stream") or medium:
            return False
    return bool(_PICTURE_NAME.search(url))


def may_be_picture(url: str) -> bool:
    """For something without a type that stands where pictures stand: its name does not speak against it."""
    return not _OTHER_NAME.search(url)


def is_worth_showing(url: str) -> bool:
    return not _NO_PICTURE.search(url)


def pictures_in(markup: str, base: str) -> Iterator[str]:
    """The pictures inside HTML in their order, absolute; trackers, spacers and inline data left out."""
    if "<img" not in markup and "<IMG" not in markup:
        return
    for match in _IMG.finditer(markup):
        attributes: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(match[1]):
            attributes.setdefault(name.lower(), html.unescape(double or single or bare).strip())
        if _is_tiny(attributes.get("width", "")) or _is_tiny(attributes.get("height", "")):
            continue
        for candidate in _candidates(attributes):
            url = absolute(candidate, base)
            if url and is_worth_showing(url):
                yield url
                break


def _candidates(attributes: dict[str, str]) -> Iterator[str]:
    for name in _SOURCE_SETS:
        if attributes.get(name):
            yield from largest_of(attributes[name])
    for name in _SOURCES:
        if attributes.get(name):
            yield attributes[name]


def _is_tiny(size: str) -> bool:
    digits = size.removesuffix("px")
    return digits.isdecimal() and int(digits[:6]) < _SMALLEST


def largest_of(source_set: str) -> Iterator[str]:
    """The address of the largest picture of a srcset that is not wider than a screen needs, if it can be read."""
    sized: list[tuple[float, str]] = []
    for url, number, unit in re.findall(
        r"([^\s,]\S*[^\s,])(?:\s+(\d{1,6}(?:\.\d{1,3})?)([wx]))?\s*(?:,|$)", source_set[:8000]
    ):
        width = float(number or 1) * (1 if unit == "w" else 800)
        sized.append((width, url))
    if sized:
        fitting = [pair for pair in sized if pair[0] <= _WIDEST]
        yield (max(fitting, key=_width) if fitting else min(sized, key=_width))[1]


def _width(sized: tuple[float, str]) -> float:
    return sized[0]
