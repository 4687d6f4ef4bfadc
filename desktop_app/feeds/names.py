"""The names of XML elements, made comparable: "dc:creator" is that, whatever prefix or address the feed gives it."""

from __future__ import annotations

from lxml.etree import _Element

Fields = dict[str, list[_Element]]  # the children of an element by their comparable names

_RSS = "rss"  # the namespaces in which the versions of RSS put their own elements
_ATOM = "atom"

_PREFIXES = {
    "purl.org/rss/1.0": _RSS, "my.netscape.com/rdf/simple/0.9": _RSS, "channel.netscape.com/rdf/simple/0.9": _RSS,
    "backend.userland.com/rss": _RSS, "backend.userland.com/rss2": _RSS, "backend.userland.com/rss091": _RSS,
    "backend.userland.com/rss092": _RSS, "blogs.law.harvard.edu/tech/rss": _RSS, "cyber.law.harvard.edu/rss": _RSS,
    "purl.org/net/rss1.1": _RSS, "www.rssboard.org/rss-specification": _RSS,
    "my.netscape.com/publish/formats/rss-0.91.dtd": _RSS,
    "www.w3.org/2005/atom": _ATOM, "purl.org/atom/ns": _ATOM, "purl.org/atom": _ATOM, "example.com/newformat": _ATOM,
    "purl.org/dc/elements/1.1": "dc", "purl.org/dc/elements/1.0": "dc", "purl.org/dc/terms": "dcterms",
    "purl.org/dc/elements": "dc", "dublincore.org/documents/dcmi-namespace": "dc",
    "purl.org/rss/1.0/modules/content": "content", "wellformedweb.org/commentapi": "wfw",
    "purl.org/rss/1.0/modules/syndication": "sy", "purl.org/rss/1.0/modules/syn": "sy",
    "search.yahoo.com/mrss": "media", "www.rssboard.org/media-rss": "media", "video.search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "example.com/dtds/podcast-1.0.dtd": "itunes",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner", "www.w3.org/1999/xhtml": "xhtml",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf", "wordpress.org/export/1.2/excerpt": "excerpt",
    "news.yandex.ru": "yandex", "www.w3.org/xml/1998/namespace": "xml",
}  # fmt: skip


class ElementNames(dict[str, str]):
    """From an element's full name to ``prefix:name`` in lower case, or to the bare name for the feed's own kind.

    One for each feed, so that a hostile one cannot fill a cache.
    """

    def __init__(self, root: str) -> None:
        """``root`` is the full name of the feed's first element: a namespace that nobody knows is the feed's own."""
        super().__init__()
        self._own = _ATOM if "feed" in root.lower() else _RSS
        address = _address(root)
        self._own_address = "" if address in _PREFIXES else address

    def __missing__(self, tag: str) -> str:
        name = self._plain(tag)
        self[tag] = name
        return name

    def _plain(self, tag: str) -> str:
        if not tag.startswith("{"):
            prefix, colon, local = tag.lower().rpartition(":")
            return local if prefix in ("", "rss", self._own) else f"{prefix}{colon}{local}"
        address, local = _address(tag), tag.rpartition("}")[2].lower()
        known = self._own if address == self._own_address else _PREFIXES.get(address, "other")
        return local if known == self._own else f"{known}:{local}"


def _address(tag: str) -> str:
    """The namespace of an element's full name, without its scheme; "" where it has none."""
    namespace = tag[1:].lower().partition("}")[0] if tag.startswith("{") else ""
    return (namespace.partition("://")[2] or namespace).rstrip("/#")
