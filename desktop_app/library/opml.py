"""
OPML, in which feed readers hand over their lists of feeds: read, planned, written.

Reading is forgiving about everything but hostility: entities are not resolved, nothing is fetched. Which country a feed
is of, OPML does not say; a folder that is called like a country does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from desktop_app.catalog.catalog import is_web_address, outlet_key, short_hash
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.country_search import fold
from desktop_app.model.errors import UsageError
from desktop_app.model.frozen import frozen
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, OutletKind
from desktop_app.notation.languages import language_tag


@frozen
class ListedFeed:
    """A feed as an OPML file names it."""

    url: str
    name: str
    homepage: str
    language: str
    folders: tuple[str, ...]  # outermost first


@frozen
class Placed:
    """A feed, and the country that was found for it, if one was."""

    feed: ListedFeed
    country: CountryCode | None


def read(content: bytes) -> tuple[ListedFeed, ...]:
    """The feeds of an OPML file, each address once, in their order. Raises UsageError where it is no OPML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _local(root.tag) != "opml":
        raise UsageError("The file is not OPML. Export the list of feeds as OPML in the other program.")
    found: dict[str, ListedFeed] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and _local(element.tag) == "outline" and (feed := _feed(element)) is not None:
            found.setdefault(feed.url, feed)
    return tuple(found.values())


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2].lower()


def _attribute(element: Any, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).lower() == name.lower():
            return " ".join(str(value).split())
    return ""


def _feed(outline: Any) -> ListedFeed | None:
    url = _attribute(outline, "xmlUrl")
    if not url:
        return None
    folders = [_attribute(e, "text") or _attribute(e, "title") for e in outline.iterancestors()]
    homepage = _attribute(outline, "htmlUrl")
    return ListedFeed(
        url=url,
        name=_attribute(outline, "title") or _attribute(outline, "text"),
        homepage=homepage if is_web_address(homepage) else "",
        language=language_tag(_attribute(outline, "language")),
        folders=tuple(name for name in reversed(folders) if name),
    )


# What is to be done with them


def place(
    feeds: Iterable[ListedFeed], countries: Sequence[Country], otherwise: CountryCode | None
) -> tuple[Placed, ...]:
    """The feeds with their countries: the innermost folder with a country's name or code, else ``otherwise``."""
    codes = {fold(name): c.code for c in countries for name in (*c.aliases, *c.native_names, c.code, c.name)}
    return tuple(
        Placed(feed, next((codes[f] for f in map(fold, reversed(feed.folders)) if f in codes), otherwise))
        for feed in feeds
    )


def outlet(feed: ListedFeed, country: CountryCode, taken: Mapping[OutletKey, object]) -> Outlet:
    """An outlet of the user's own that has this feed; its name is one that is not taken in the country.

    Raises UsageError where the address is none of the web.
    """
    if not is_web_address(feed.url):
        raise UsageError(f"{feed.url!r} is not a web address: it has to begin with http:// or https://.")
    parts = urlsplit(feed.url)
    host = (parts.hostname or "").removeprefix("www.")
    names = (feed.name or host, f"{feed.name or host} ({host}{parts.path})", f"{host} {short_hash(feed.url)}")
    name = next(n for n in (*names, feed.url) if outlet_key(country, n) not in taken or n == feed.url)
    return Outlet(
        key=outlet_key(country, name),
        country=country,
        name=name,
        kind=OutletKind.OTHER,
        homepage=feed.homepage or f"{parts.scheme}://{parts.netloc}/",
        feeds=(FeedSource(feed.url, feed.language),),
        is_default=True,
        origin="user",
    )


# Writing


def write(title: str, groups: Iterable[tuple[str, Iterable[Outlet]]]) -> bytes:
    """An OPML file with a folder for each group of outlets."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _xml(title)
    body = etree.SubElement(root, "body")
    for name, outlets in groups:
        folder = etree.SubElement(body, "outline", text=_xml(name), title=_xml(name))
        for it in outlets:
            for source in it.feeds:
                attributes = {"type": "rss", "text": it.name, "title": it.name, "xmlUrl": source.url}
                attributes |= {"htmlUrl": it.homepage} if it.homepage else {}
                attributes |= {"language": source.language} if source.language else {}
                etree.SubElement(folder, "outline", {k: _xml(v) for k, v in attributes.items()})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _xml(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")
