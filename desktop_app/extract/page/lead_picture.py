"""The picture at the head of an article: its address, and its caption and credit where the page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from desktop_app.extract.addresses import link_url
from desktop_app.extract.page.structured import Claims, address_of, fields, members, text_of
from desktop_app.model.document import Document, Picture

_NO_LEAD = re.compile(
    r"(?:^|[/_.-])(?:logo|favicon|placeholder|blank|spacer|avatar|icon|apple-touch)(?:[-_.]|\d|$)|(?:^"
    r"|/)default[^/]*$|share[-_]?(?:image|logo)|og[-_]?(?:default|logo)|\.svg(?:$|\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LeadPicture:
    url: str
    caption: str = ""
    credit: str = ""


def lead_picture(claims: Claims, document: Document, url: str) -> LeadPicture | None:
    pictures = [block for block in document if isinstance(block, Picture)]
    fallback = ""
    for claimed in _claimed(claims, pictures):
        address = link_url(claimed, url)
        if not address.startswith("http"):
            continue
        if _NO_LEAD.search(urlsplit(address).path):
            fallback = fallback or address
            continue
        same = next((picture for picture in pictures if file_of(picture.url) == file_of(address)), None)
        return LeadPicture(address, same.caption if same else _caption(claims, address), _credit(claims))
    return LeadPicture(fallback) if fallback and not pictures else None


def _claimed(claims: Claims, pictures: list[Picture]) -> Iterator[str]:
    yield from claims.said("og:image", "og:image:secure_url", "og:image:url")
    for value in claims.told("image"):
        yield address_of(value)
    yield from claims.said(
        "twitter:image", "twitter:image:src", "image", "thumbnail", "sailthru.image.full", "parsely-image-url"
    )
    for value in claims.told("thumbnailUrl"):
        yield address_of(value)
    yield from (picture.url for picture in pictures)


def file_of(url: str) -> str:
    """What two sizes of one picture have in common: the file's name, without sizes."""
    name = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower()
    return re.sub(r"[-_](?:\d{2,4}x\d{2,4}|w?\d{3,4}|scaled|large|medium|small)(?=\.|$)", "", name) or url


def _image_nodes(claims: Claims) -> Iterator[dict[str, Any]]:
    return (fields(one) for value in claims.told("image") for one in members(value))


def _caption(claims: Claims, address: str) -> str:
    for node in _image_nodes(claims):
        if file_of(address_of(node)) == file_of(address):
            return text_of(node.get("caption") or node.get("description") or "")
    return ""


def _credit(claims: Claims) -> str:
    for node in _image_nodes(claims):
        if credit := text_of(
            node.get("creditText")
            or node.get("copyrightHolder")
            or node.get("copyrightNotice")
            or node.get("author")
            or ""
        ):
            return credit
    return ""
