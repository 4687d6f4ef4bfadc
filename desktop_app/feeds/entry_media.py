"""The pictures and the attached files of an entry of an XML feed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from desktop_app.feeds.images import is_picture, is_worth_showing, may_be_picture, pictures_in
from desktop_app.feeds.links import absolute
from desktop_app.feeds.names import ElementNames, Fields
from desktop_app.model.feed import Enclosure

_MEDIA = ("media:content", "media:group", "media:thumbnail", "media:player")
_PICTURE_ELEMENTS = (
    "itunes:image", "image", "img", "thumbnail", "thumb", "fullimage", "photo", "picture", "featured_image",
    "featuredimage", "imageurl", "image_url", "post-thumbnail", "storyimage", "coverimages", "xhtml:img",
    "media:image", "atom:image", "other:image", "other:thumbnail", "thumbimage",
)  # fmt: skip
_SMALL = 200  # pixels: a picture declared narrower stands behind the others
_PICTURES = 12  # that are kept of an entry
_ENCLOSURES = 20


def pictures_of(
    fields: Fields, names: ElementNames, content: str, summary: str, bases: tuple[str, str]
) -> tuple[str, ...]:
    """The entry's pictures, best first: what the feed attaches by width, then those inside its text.

    ``bases`` are what the addresses of elements and those inside the text are relative to.
    """
    ranked = list(_attached_pictures(fields, names, bases[0]))
    for markup in (content, summary):
        ranked += [(2, address) for address in islice(pictures_in(markup, bases[1]), _PICTURES)]
    ranked.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(address for _, address in ranked if is_worth_showing(address)))[:_PICTURES]


def _attached_pictures(fields: Fields, names: ElementNames, base: str) -> Iterator[tuple[int, str]]:
    """Rank and address, the lower rank the better."""
    for element in _media(fields, names):
        address = _address(element, base)
        if address and _shows_picture(element, names, address):
            yield _rank(element), address
    for element in _attached_links(fields):
        address = _address(element, base)
        if address and is_picture(address, element.get("type") or ""):
            yield 1, address
    for name in _PICTURE_ELEMENTS:
        for element in fields.get(name, ()):
            address = absolute(_address_inside(element, names), base)
            if address and may_be_picture(address):
                yield 1, address


def enclosures_of(fields: Fields, names: ElementNames, base: str) -> tuple[Enclosure, ...]:
    """Files that belong to the entry: sound, film, documents, pictures."""
    found: dict[str, Enclosure] = {}
    for element in (
        *_attached_links(fields),
        *(el for el in _media(fields, names) if names[str(el.tag)] == "media:content"),
    ):
        address = _address(element, base)
        if address:
            found.setdefault(address, Enclosure(address, (element.get("type") or "").strip()))
    return tuple(found.values())[:_ENCLOSURES]


def _address(element: _Element, base: str) -> str:
    return absolute(element.get("url") or element.get("href") or "", base)


def _attached_links(fields: Fields) -> Iterator[_Element]:
    yield from fields.get("enclosure", ())
    for element in (*fields.get("link", ()), *fields.get("atom:link", ())):
        if (element.get("rel") or "").casefold() == "enclosure":
            yield element


def _media(fields: Fields, names: ElementNames) -> Iterator[_Element]:
    """The elements of Media RSS, those in groups and in other elements too."""
    for name in _MEDIA:
        for element in fields.get(name, ()):
            yield element
            if len(element):
                yield from (
                    inner for inner in element.iter() if inner is not element and names[str(inner.tag)] in _MEDIA
                )


def _shows_picture(element: _Element, names: ElementNames, address: str) -> bool:
    name = names[str(element.tag)]
    if name == "media:thumbnail":
        return may_be_picture(address)
    if name != "media:content":
        return False
    kind, medium = element.get("type") or "", element.get("medium") or ""
    if not kind and not medium:
        return may_be_picture(address) and not element.get("duration")
    return is_picture(address, kind, medium)


def _rank(element: _Element) -> int:
    """0 for a picture that says it is wide, 1 when nothing is said, 3 for a small one."""
    width = (element.get("width") or "").partition(".")[0].removesuffix("px")
    if not width.isdecimal():
        return 1
    pixels = int(width[:6])
    if pixels < _SMALL:
        return 3
    return 0 if pixels >= 3 * _SMALL else 1


def _address_inside(element: _Element, names: ElementNames) -> str:
    for attribute in ("href", "url", "src"):
        if address := element.get(attribute):
            return address
    for child in element.iter():
        if child is not element and names[str(child.tag)].rpartition(":")[2] in ("url", "img", "link", "src"):
            return child.text or child.get("src") or ""
    return element.text or ""
